"""Opposites of one axis (rise and fall, accept and reject): which sides of which axes a statement has."""

from __future__ import annotations

from functools import cache

from reconcile.data import table
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Wording
from reconcile.words import stem, stems


@cache
def axes() -> tuple[tuple[frozenset[str], frozenset[str], bool], ...]:
    """Return both sides of every axis as stems, and whether its subject must be the same."""
    strict = table("antonyms")["subject"]["axes"]
    rows = table("antonyms")["axes"].items()
    return tuple((stems(*a), stems(*b), name in strict) for name, (a, b) in rows)


@cache
def _not_before() -> dict[str, frozenset[str]]:
    return {stem(w): frozenset(after) for w, after in table("antonyms")["not_before"].items()}


@cache
def _sides_of() -> dict[str, tuple[tuple[int, int], ...]]:
    """The axes, by number, and the sides of them that a stem belongs to."""
    found: dict[str, list[tuple[int, int]]] = {}
    for axis, (one, two, _) in enumerate(axes()):
        for side, listed in enumerate((one, two)):
            for word in listed:
                found.setdefault(word, []).append((axis, side))
    return {word: tuple(belongs) for word, belongs in found.items()}


@remembered
def sides(wording: Wording) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return the tokens that belong to each side of an axis, in the sense that the axis means, by axis.

    The keys are the number of the axis and 0 or 1 for its side.
    """
    found: dict[tuple[int, int], list[int]] = {}
    for n, token in enumerate(wording.tokens):
        belongs = _sides_of().get(token.stem)
        if belongs is None or wording.named[n] is not None:
            continue
        follows = wording.tokens[n + 1].lower if n + 1 < len(wording.tokens) else ""
        if follows not in _not_before().get(token.stem, frozenset()):
            for side in belongs:
                found.setdefault(side, []).append(n)
    return {side: tuple(found[side]) for side in sorted(found)}
