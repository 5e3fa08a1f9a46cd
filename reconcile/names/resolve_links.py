"""Which groups of all articles may name one thing: those that share a mark are compared, others never.

Groups that give one thing the same names are compared once for all of them. Of the links that this makes,
those are left out that could join nothing new (`_between`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from reconcile.names.resolve_alike import alike, filed
from reconcile.names.resolve_local import Group
from reconcile.names.resolve_names import ANY, initials, key, marks, place_keys, worth_comparing
from reconcile.names.resolve_things import place_key
from reconcile.values import Kind

_FEW = 150  # organisations that are held against each other by their marks: fifty articles have fewer


class Link(NamedTuple):
    """Two groups by number, the lower first, that name one thing; the surest sorts first."""

    unsure: float  # the score below 0
    left: int
    right: int
    why: str


def links(groups: Sequence[Group]) -> list[Link]:
    """Return the links between groups of all articles, by which every two that name one thing are joined."""
    found: list[Link] = []
    kinds: tuple[Kind, ...] = ("person", "organisation", "place")
    for kind in kinds:
        same: dict[Hashable, list[int]] = {}
        for i, g in enumerate(groups):
            if g.kind == kind and (g.full or kind != "person"):
                same.setdefault((*g.names, g.context if kind == "person" else None), []).append(i)
        listed = list(same.values())
        firsts = [groups[numbers[0]] for numbers in listed]
        pairs = _close if kind == "organisation" and len(firsts) > _FEW else _pairs
        for a, b in pairs(firsts, kind, len(groups)):
            found += _between(groups, listed[a], listed[b])
    return found


def _pairs(groups: Sequence[Group], kind: Kind, many: int) -> Iterator[tuple[int, int]]:
    """Pairs of places in a list of groups, the lower or the same first, that `alike` may call one."""
    files: dict[tuple[str, str], list[int]] = {}
    any_other: list[int] = []
    for n, group in enumerate(groups):
        found = set(any_other)
        told = marks(group.names, kind, many)
        if ANY in told:
            any_other.append(n)
            found.update(range(n + 1))
        keys = [("mark", m) for m in told]
        if kind == "place":
            keys += [
                ("key", place_key(group)),
                *(("keys", k) for name in group.names for k in place_keys(name)),
            ]
        for k in keys:
            files.setdefault(k, []).append(n)
            found.update(files[k])
        yield from ((other, n) for other in sorted(found))


def _close(groups: Sequence[Group], kind: Kind, many: int) -> Iterator[tuple[int, int]]:
    """The pairs of `_pairs` by what `alike` goes by: key, initials, names that `compare_names` may call one.

    Where a thousand organisations share a head word, the marks let through every two of them.
    """
    from reconcile.names.blocking import candidates

    keys: dict[str, list[int]] = {}
    bearing: dict[str, list[int]] = {}
    for n, group in enumerate(groups):
        for name in group.names:
            bearing.setdefault(name, []).append(n)
            for k in {filed(name), key(name), initials(name)} - {""}:
                keys.setdefault(k, []).append(n)
    names = list(bearing)
    alike = [*keys.values(), *(bearing[names[i]] + bearing[names[j]] for i, j in candidates(names, kind))]
    found = {(min(a, b), max(a, b)) for listed in alike for a in listed for b in listed}
    for a, b in sorted(found):
        if worth_comparing(groups[a].names, groups[b].names, kind, many):
            yield a, b


def _between(groups: Sequence[Group], left: Sequence[int], right: Sequence[int]) -> Iterator[Link]:
    """The links between groups that all have the names of the first of them.

    Things are joined whatever else is said of them, and those of one name with each other first: so of two
    lists of things, the first of all joins the others, and further links join nothing new.
    """
    person = groups[left[0]].kind == "person"
    told: dict[bool, tuple[float, str]] = {}
    if not person:
        left, right = ([left[0]], right) if left[0] <= right[0] else (left, [right[0]])
    for i in left:
        for j in right:
            one, two = min(i, j), max(i, j)
            if one == two or (left is right and i > j):
                continue
            if person and groups[i].source == groups[j].source:
                continue
            if (i < j) not in told:
                told[i < j] = alike(groups[one], groups[two], len(groups))
            score, why = told[i < j]
            if score:
                yield Link(-score, one, two, why)
