"""The same thing in several sources: groups of one article joined with groups of another.

Two persons that one article tells apart are never joined by way of another article. What a name may belong to
is looked up by its words, never held against all there is: two hundred articles have thousands of groups.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from reconcile.names.resolve_clusters import Clusters
from reconcile.names.resolve_context import relative_of, shared
from reconcile.names.resolve_links import links
from reconcile.names.resolve_local import Group
from reconcile.names.resolve_names import bare_key, family, generation, key, may_shorten, words_of
from reconcile.names.resolve_short import shortens
from reconcile.names.resolve_things import short_forms

# A person who is mentioned so many times as often as all namesakes is who a bare family name means.
_FAR_MORE = 3

Filed = TypeVar("Filed", bound=Hashable)


def merge(groups: Sequence[Group]) -> list[tuple[list[Group], list[str]]]:
    """Return clusters of groups that name one thing, each with the reasons, in the order of the groups."""
    clusters = Clusters(groups)
    for link in sorted(links(groups)):
        clusters.join(link.left, link.right, link.why)
    _bare(clusters)
    _short_things(clusters)
    return clusters.listed()


def _files(rows: Iterable[tuple[Hashable, Filed]]) -> dict[Hashable, list[Filed]]:
    """What stands under each key, in the order of the rows, each once."""
    found: dict[Hashable, dict[Filed, None]] = {}
    for under, what in rows:
        found.setdefault(under, {})[what] = None
    return {under: list(listed) for under, listed in found.items()}


def _bare(clusters: Clusters) -> None:
    """Join persons whom one article gives by one name alone with whom the others name in full."""
    persons = [(i, g) for i, g in enumerate(clusters.groups) if g.kind == "person"]
    full = _files((w, i) for i, g in persons if g.full for n in g.names for w in words_of(n))
    bare = [(i, g) for i, g in persons if not g.full]
    for i, group in bare:
        short = words_of(group.names[0])
        bearers = full.get(short[0], []) if short else []
        near = clusters.homes(n for n in bearers if clusters.groups[n].source != group.source)
        best = _chosen(clusters, [c for c in near if _fits(clusters, c, i)], group)
        if best is not None:
            long = next(n for g in clusters.of(best) if g.full for n in g.names if may_shorten(short, n))
            clusters.join(best, i, f"{group.names[0]} is the only name there for {long}")
    alike = _files((key(g.names[0]), i) for i, g in bare)
    for i, left in bare:
        for j in alike[key(left.names[0])]:
            if i < j and left.source != clusters.groups[j].source:
                clusters.join(i, j, "")


def _fits(clusters: Clusters, cluster: int, number: int) -> bool:
    """Whether a bare name may be short for a person whom other articles name in full."""
    group = clusters.groups[number]
    short, line = words_of(group.names[0]), generation(group.names[0])
    full = [g for g in clusters.of(cluster) if g.full]
    named = list(dict.fromkeys(n for g in full for n in g.names))
    ways = {
        may_shorten(short, n) for n in named if generation(n) == line or generation(n) not in ("jr", "sr")
    }
    if not ways & {"family", "given"} or not clusters.may_be_one(cluster, number):
        return False
    if any(relative_of(g.context, group.context) for g in full):
        return False
    if line and not any(generation(n) == line for n in named):
        return False
    return "family" in ways or not any(family(n) == short[0] for n in named)


def _chosen(clusters: Clusters, fits: Sequence[int], group: Group) -> int | None:
    """Return the one cluster that a bare name means: the one that shares its office, or is named far more."""
    if len(fits) < 2:
        return fits[0] if fits else None
    told = [c for c in fits if any(shared(g.context, group.context) for g in clusters.of(c))]
    if len(told) == 1:
        return told[0]
    sizes = sorted(
        ((sum(len(g.members) for g in clusters.of(c)), -n) for n, c in enumerate(fits)), reverse=True
    )
    return fits[-sizes[0][1]] if sizes[0][0] >= _FAR_MORE * sizes[1][0] else None


def _short_things(clusters: Clusters) -> None:
    """Norcross (Norcross Mills Ltd.), Heron Park (Upper Heron Park), where one alone fits."""
    things = [(i, g) for i, g in enumerate(clusters.groups) if g.kind != "person"]
    bearing = _files(((g.kind, n), i) for i, g in things for n in g.names)
    shortened = _files(((g.kind, form), n) for _, g in things for n in g.names for form in short_forms(n))
    told: dict[Hashable, set[str]] = {}  # what each short name may be short for
    for i, group in things:
        alike = (group.kind, group.names[0], frozenset(group.chambers))
        if alike not in told:
            near = shortened.get((group.kind, bare_key(group.names[0])), ())
            told[alike] = {n for n in near if shortens(group, n)}
        homes = clusters.homes(k for n in told[alike] for k in bearing[group.kind, n])
        fits = [c for c in homes if group.source not in clusters.sources(c)]
        if len(fits) == 1 and clusters.sources(i).isdisjoint(clusters.sources(fits[0])):
            long = next(n for g in clusters.of(fits[0]) for n in g.names if n in told[alike])
            clusters.join(fits[0], i, f"{group.names[0]} is short for {long}")
