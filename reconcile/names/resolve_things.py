"""The organisations and places of one article: acronyms and short forms with their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from reconcile.names.match import compare_names
from reconcile.names.mention_lexicon import (
    demonym_of,
    is_acronym,
    is_common,
    is_organisation,
    organisation_of,
    place_of,
)
from reconcile.names.resolve_local import SURE, Group
from reconcile.names.resolve_names import bare_key, initials, key, place_keys, worth_comparing
from reconcile.values import Mention, Statement

_OWNERS = frozenset({"E.U.", "EU", "U.N.", "UN"})
# Words beside "the Budget Committee" that say which chamber's it is: both have one.
_CHAMBERS = {
    "Congressman": "house", "Congresswoman": "house", "House": "house", "Rep": "house", "Reps": "house",
    "Representative": "house", "Representatives": "house",
    "Sen": "senate", "Senate": "senate", "Senator": "senate", "Senators": "senate", "Sens": "senate",
}  # fmt: skip
_WORD = re.compile(r"[A-Z][a-z]+")
_FEW = 15  # organisations; an article has about ten
_LONG_ENOUGH = 2  # letters of initials: one letter says nothing


def organisations(mentions: Sequence[Mention], statements: Mapping[str, Statement]) -> list[Group]:
    """Return the organisations of one article, each with its acronym and short forms."""
    groups: dict[str, Group] = {}
    for i, m in enumerate(mentions):
        if m.kind != "organisation" or m.form in ("pronoun", "noun"):
            continue
        named = key(organisation_of(m.text) or m.text)
        group = groups.setdefault(named, Group(m.source, "organisation", [], [], m.form == "name"))
        if m.text not in group.names:
            group.names.append(m.text)
        group.members.append(i)
        if m.text.endswith(" Committee"):
            words = _WORD.findall(statements[m.statement].text)
            group.chambers |= {_CHAMBERS[w] for w in words if w in _CHAMBERS}
    listed = list(groups.values())
    pairs = _defined(mentions, statements)
    for short in [g for g in listed if is_acronym(g.names[0])]:
        longer = [g for g in listed if g is not short and not is_acronym(g.names[0])]
        told = [g for g in longer if (key(short.names[0]), key(g.names[0])) in pairs]
        fits = told or [g for g in longer if stands_for(short.names[0], g.names[0])]
        if len(fits) == 1:
            _join(listed, fits[0], short, f"{short.names[0]} are the initials of {fits[0].names[0]}")
    longer_of: dict[tuple[str, ...], list[Group]] = {}
    for group in listed:
        for form in short_forms(group.names[0]) if group.full else ():
            longer_of.setdefault(form, []).append(group)
    joined: set[str] = set()
    for short in [g for g in listed if not is_acronym(g.names[0])]:
        near = longer_of.get(bare_key(short.names[0]), ())
        fits = [g for g in near if g is not short and g.names[0] not in joined and is_short_of(short, g)]
        if len(fits) == 1:
            joined.add(short.names[0])
            _join(listed, fits[0], short, f"{short.names[0]} is short for {fits[0].names[0]}")
    _variants(listed)
    return listed


@lru_cache(maxsize=16384)
def short_forms(name: str) -> frozenset[tuple[str, ...]]:
    """Return the words that any short form of an organisation or place has one of, folded.

    Each stands for a rule of `is_short_of` or `resolve_short`, which decide: a name is looked up by them, for
    a story may have a thousand organisations with one head word.
    """
    words = bare_key(name)
    forms = {words[:1], bare_key(owned(name))}
    for n in range(1, len(words)):
        forms |= {words[:n], words[-n:], words[:n] + words[n + 1 :]}
    if words[1:3] == ("committee", "on"):
        forms |= {(*words[3:n], "committee") for n in range(4, len(words) + 1)}
    return frozenset(forms | {("gulf",)} if "gulf" in words else forms)


def _variants(listed: list[Group]) -> None:
    """Join spellings of one organisation inside the article (F.B.I., FBI have one key already)."""
    gone: set[int] = set()
    every = list(listed)
    for i, j in _pairs([g.names[0] for g in every]):
        left, right = every[i], every[j]
        if {i, j} & gone or not worth_comparing(left.names, right.names, "organisation", len(listed)):
            continue
        match = compare_names(left.names[0], right.names[0], kind="organisation")
        if match.same and match.score >= SURE:
            gone.add(j)
            _join(listed, left, right, match.why)


def _pairs(names: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Pairs of names that may be one: of a few all, for the keys of names cost more than to compare them."""
    if len(names) <= _FEW:
        return combinations(range(len(names)), 2)
    from reconcile.names.blocking import candidates

    return candidates(names, "organisation")


def _join(listed: list[Group], into: Group, other: Group, why: str) -> None:
    into.names += [n for n in other.names if n not in into.names]
    into.members = sorted(into.members + other.members)
    into.full = into.full or other.full
    into.reasons += [*other.reasons, why]
    listed[:] = [g for g in listed if g is not other]


def stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym is made of a name's initials ("DNC", "Democratic National Committee")."""
    letters = key(acronym)
    return len(letters) >= _LONG_ENOUGH and letters == initials(name)


def is_short_of(short: Group, long: Group) -> bool:
    """Whether a group's name shortens another's: Times, Reliance, Security Council."""
    one, two = short.names[0], long.names[0]
    if not short.full:
        return shortens(one, two)
    if " " not in one and not is_organisation(one) and not is_common(one):
        return key(two).split()[0] == key(one) and not place_of(one)
    return (owned(two) == key(one) and bool(owned(two))) or panel(short, two)


def panel(short: Group, long: str) -> bool:
    """Whether "the Budget Committee" is the House one, or the House Committee on Budget and Finance.

    Only where the words around the short form tell of one chamber alone: the other has such a committee too.
    """
    one, two = key(short.names[0]).split(), key(long).split()
    if len(one) < 2 or one[-1] != "committee" or short.chambers != {two[0]}:
        return False
    return two[1:] == one or two[1 : len(one) + 2] == ["committee", "on", *one[:-1]]


@lru_cache(maxsize=16384)
def owned(name: str) -> str:
    """Return the key of an organisation's name without the place or body that owns it, or ''."""
    words = name.split()
    for n in (2, 1):
        head = " ".join(words[:n])
        owner = place_of(head) or demonym_of(head) or head in _OWNERS
        if len(words) > n + 1 and owner:
            return key(" ".join(words[n:]))
    return ""


def shortens(short: str, name: str) -> bool:
    """Whether a short form is the first or last words of an organisation's name."""
    one, two = key(short).split(), key(name).split()
    return 0 < len(one) < len(two) and (two[: len(one)] == one or two[-len(one) :] == one)


def _defined(mentions: Sequence[Mention], statements: Mapping[str, Statement]) -> set[tuple[str, str]]:
    """Return (acronym, name) pairs written as "Korean Central News Agency (KCNA)" or the other way round."""
    found = set()
    for left, right in pairwise(mentions):
        if left.statement != right.statement or {left.kind, right.kind} != {"organisation"}:
            continue
        statement = statements[left.statement]
        between = statement.text[left.end - statement.start : right.start - statement.start]
        if between not in (" (", ", or ", " ("):
            continue
        short, long = (right, left) if is_acronym(right.text) else (left, right)
        if is_acronym(short.text) and not is_acronym(long.text):
            found.add((key(short.text), key(long.text)))
    return found


def places(mentions: Sequence[Mention]) -> list[Group]:
    """Return the places of one article; an adjective ("Chinese") belongs to its place where that is named."""
    groups: dict[str, Group] = {}
    for i, m in enumerate(mentions):
        if m.kind != "place" or m.form in ("pronoun", "noun"):
            continue
        half = m.form == "short" and m.text in ("North", "South")
        filed = key(f"{m.text} Korea") if half else place_keys(m.text)[0]
        group = groups.setdefault(filed, Group(m.source, "place", [], []))
        if m.text not in group.names:
            group.names.append(m.text)
            if len(group.names) > 1 and key(m.text) != key(group.names[0]):
                group.reasons.append(f"{m.text} and {group.names[0]} are names of one place")
        group.members.append(i)
    gulfs = [filed for filed in sorted(groups) if filed.endswith("gulf") or filed == "gulf of mexico"]
    if len(gulfs) == 2 and "gulf" in gulfs:  # the Gulf, and the one named in full
        _join_places(groups, "gulf", next(filed for filed in gulfs if filed != "gulf"))
    for filed in sorted(groups):
        bare = place_keys(filed)[1]
        if bare != filed and bare in groups and filed in groups:
            _join_places(groups, bare, filed)
    return list(groups.values())


def _join_places(groups: dict[str, Group], bare: str, filed: str) -> None:
    listed = list(groups.values())
    short, long = groups[bare], groups[filed]
    _join(listed, short, long, f"{long.names[0]} is {short.names[0]} with what it is")
    del groups[filed]


def place_key(group: Group) -> str:
    """Return the key that a place group is filed under."""
    return next((key(place_of(n)) for n in group.names if place_of(n)), key(group.names[0]))


def demonym_key(text: str) -> str:
    """Return the key of the place that an adjective belongs to."""
    return key(demonym_of(text)) if demonym_of(text) else key(demonym_of(text.title()))
