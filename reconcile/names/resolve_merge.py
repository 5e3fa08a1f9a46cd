"""The same thing in several sources: groups of one article joined with groups of another.

Names are laid side by side by `compare_names`; what the articles say of their bearers decides where the names
alone do not. Two persons that one article tells apart are never joined by way of another article.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.names.fold import edits
from reconcile.names.match import compare_names
from reconcile.names.mention_lexicon import (
    demonym_of,
    is_acronym,
    organisation_of,
    place_of,
)
from reconcile.names.resolve_context import clash, relative_of, shared
from reconcile.names.resolve_local import SURE, Group
from reconcile.names.resolve_names import (
    family,
    generation,
    key,
    may_shorten,
    place_keys,
    words_of,
    worth_comparing,
)
from reconcile.names.resolve_short import shortens
from reconcile.names.resolve_things import place_key, stands_for

# A person who is mentioned so many times as often as all namesakes is who a bare family name means.
_FAR_MORE = 3
_SLIP_LEAST = 4  # letters of a given name in which one typing slip is believed ("Darnell", "Darnel")
# What an organisation's or a place's match must score: below it compare_names found likeness, not one name.
_THING = 0.8

Cluster = list[Group]


def merge(groups: Sequence[Group]) -> list[tuple[Cluster, list[str]]]:
    """Return clusters of groups that name one thing, each with the reasons, in the order of the groups."""
    clusters: list[tuple[Cluster, list[str]]] = [([g], []) for g in groups]
    links = sorted(_links(groups), key=lambda x: (-x[0], x[1], x[2]))
    for _, i, j, why in links:
        _union(clusters, groups[i], groups[j], why)
    _bare(clusters, groups)
    _short_things(clusters, groups)
    return clusters


def _links(groups: Sequence[Group]) -> list[tuple[float, int, int, str]]:
    found = []
    for i, left in enumerate(groups):
        for j in range(i + 1, len(groups)):
            right = groups[j]
            if left.kind != right.kind or (left.source == right.source and left.kind == "person"):
                continue
            score, why = _alike(left, right, len(groups))
            if score:
                found.append((score, i, j, why))
    return found


def _alike(left: Group, right: Group, many: int) -> tuple[float, str]:
    worth = worth_comparing(left.names, right.names, left.kind, many)
    if left.kind == "person":
        return _one_person(left, right) if worth and left.full and right.full else (0.0, "")
    if left.kind == "place":
        return _one_place(left, right, worth)
    return _one_organisation(left, right) if worth else (0.0, "")


def _one_person(left: Group, right: Group) -> tuple[float, str]:
    if clash(left.context, right.context):
        return 0.0, ""
    lines = {generation(n) for n in (*left.names, *right.names)}
    if len(lines - {""}) > 1:
        return 0.0, ""
    best = max(
        (compare_names(x, y, kind="person") for x in left.names for y in right.names),
        key=lambda m: (m.same, m.score),
    )
    if best.same and best.score >= SURE:
        return best.score, "" if best.score >= 1 else best.why
    both = shared(left.context, right.context)
    if not both:
        return (best.score, best.why) if best.same and _only_pair(left, right) else (0.0, "")
    if best.same:
        return best.score, f"{best.why}; {both}"
    for x in left.names:
        for y in right.names:
            if why := slip(x, y):
                return 0.5, f"{why}; {both}"
    return 0.0, ""


def _only_pair(left: Group, right: Group) -> bool:
    """Whether two spellings are near enough to be joined on their own: one word differs, by one slip."""
    return any(slip(x, y) for x in left.names for y in right.names)


def slip(left: str, right: str) -> str:
    """Return in words the one typing slip between two full names that are equal but for it, or ''."""
    one, two = words_of(left), words_of(right)
    if len(one) != len(two) or len(one) < 2:
        return ""
    differ = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(differ) != 1 or min(map(len, differ[0])) < _SLIP_LEAST or edits(*differ[0]) != 1:
        return ""
    return f"{left} and {right} are one letter or one swap apart"


def _one_place(left: Group, right: Group, worth: bool) -> tuple[float, str]:
    if place_key(left) == place_key(right):
        return 1.0, _forms("names of one place", left, right)
    keys = [set().union(*(place_keys(n) for n in g.names)) for g in (left, right)]
    if keys[0] & keys[1]:
        return 0.95, _forms("one place, with and without what it is", left, right)
    if all(any(c.isdigit() for n in g.names for c in n) for g in (left, right)):
        return 0.0, ""  # Highway 61 and Highway 16: numbers that differ are no slip
    if not worth or (any(place_of(n) for n in left.names) and any(place_of(n) for n in right.names)):
        return 0.0, ""
    return _best_thing(left, right, "place")


def _one_organisation(left: Group, right: Group) -> tuple[float, str]:
    keys = [{_force(key(organisation_of(n) or n)) for n in g.names} for g in (left, right)]
    if keys[0] & keys[1]:
        return 1.0, _forms("names of one organisation", left, right)
    for x in left.names:
        for y in right.names:
            short, long = (x, y) if is_acronym(x) else (y, x)
            if is_acronym(short) and not is_acronym(long) and stands_for(short, long):
                return 0.95, f"{short} are the initials of {long}"
    return _best_thing(left, right, "organisation")


def _force(name: str) -> str:
    """A country has one army: news calls it its military as well."""
    return (
        f"{name.removesuffix(' army')} military"
        if name.endswith(" army") and demonym_of(name.split()[0].title())
        else name
    )


def _best_thing(left: Group, right: Group, kind: str) -> tuple[float, str]:
    matches = [
        compare_names(x, y, kind="place" if kind == "place" else "organisation")
        for x in left.names
        for y in right.names
    ]
    best = max(matches, key=lambda m: (m.same, m.score))
    return (best.score, best.why) if best.same and best.score >= _THING else (0.0, "")


def _forms(what: str, left: Group, right: Group) -> str:
    one, two = left.names[0], right.names[0]
    return "" if key(one) == key(two) else f"{one} and {two} are {what}"


def _find(clusters: Sequence[tuple[Cluster, list[str]]], group: Group) -> int:
    return next(n for n, (cluster, _) in enumerate(clusters) if any(g is group for g in cluster))


def _union(clusters: list[tuple[Cluster, list[str]]], left: Group, right: Group, why: str) -> bool:
    one, two = sorted((_find(clusters, left), _find(clusters, right)))
    if one == two:
        return False
    a, b = clusters[one], clusters[two]
    if left.kind == "person" and not _may_be_one(a[0], b[0]):
        return False
    a[0].extend(b[0])
    a[1].extend([*b[1], why] if why else b[1])
    del clusters[two]
    return True


def _may_be_one(left: Cluster, right: Cluster) -> bool:
    """Whether no article tells the two apart, and nothing that is said of them clashes."""
    if {g.source for g in left if g.full} & {g.source for g in right if g.full}:
        return False
    return not any(clash(x.context, y.context) for x in left for y in right)


def _bare(clusters: list[tuple[Cluster, list[str]]], groups: Sequence[Group]) -> None:
    """Join persons whom one article gives by one name alone with whom the others name in full."""
    for group in groups:
        if group.kind != "person" or group.full:
            continue
        name = group.names[0]
        fits = [
            c
            for c in clusters
            if c[0][0].kind == "person"
            and any(g.full and g.source != group.source for g in c[0])
            and _fits(c[0], group)
        ]
        best = _chosen(fits, group)
        if best is not None:
            full = next(n for g in best[0] if g.full for n in g.names if may_shorten(words_of(name), n))
            _union(clusters, best[0][0], group, f"{name} is the only name there for {full}")
    for i, left in enumerate(groups):
        for right in groups[i + 1 :]:
            if left.full or right.full or left.kind != "person" or right.kind != "person":
                continue
            if key(left.names[0]) == key(right.names[0]) and left.source != right.source:
                _union(clusters, left, right, "")


def _short_things(clusters: list[tuple[Cluster, list[str]]], groups: Sequence[Group]) -> None:
    """Norcross (Norcross Mills Ltd.), Heron Park (Upper Heron Park), where one alone fits."""
    for group in groups:
        if group.kind == "person":
            continue
        fits = [
            c
            for c in clusters
            if c[0][0].kind == group.kind
            and group.source not in {g.source for g in c[0]}
            and any(shortens(group, n) for g in c[0] for n in g.names)
        ]
        home = clusters[_find(clusters, group)][0]
        sources = {g.source for g in home}
        if len(fits) == 1 and not sources & {g.source for g in fits[0][0]}:
            long = next(n for g in fits[0][0] for n in g.names if shortens(group, n))
            _union(clusters, fits[0][0][0], group, f"{group.names[0]} is short for {long}")


def _fits(cluster: Cluster, group: Group) -> bool:
    short = words_of(group.names[0])
    named = [n for g in cluster for n in g.names if g.full]
    ways = {
        may_shorten(short, n)
        for n in named
        if generation(n) == generation(group.names[0]) or generation(n) not in ("jr", "sr")
    }
    if not _may_be_one(cluster, [group]) or any(
        relative_of(g.context, group.context) for g in cluster if g.full
    ):
        return False
    if generation(group.names[0]) and not any(generation(n) == generation(group.names[0]) for n in named):
        return False
    return "family" in ways or ("given" in ways and not any(family(n) == short[0] for n in named))


def _chosen(fits: list[tuple[Cluster, list[str]]], group: Group) -> tuple[Cluster, list[str]] | None:
    if len(fits) < 2:
        return fits[0] if fits else None
    told = [c for c in fits if any(shared(g.context, group.context) for g in c[0])]
    if len(told) == 1:
        return told[0]
    sizes = sorted(((sum(len(g.members) for g in c[0]), -n) for n, c in enumerate(fits)), reverse=True)
    return fits[-sizes[0][1]] if sizes[0][0] >= _FAR_MORE * sizes[1][0] else None
