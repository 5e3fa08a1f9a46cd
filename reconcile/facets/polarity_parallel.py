"""Opposites that stand for each other in parallel wording: "the price of bread rose" / "… fell".

Where all words around two opposite words are the same, what negates or leaves open the one does so with
the other, and no subject has to be compared. So words serve here that would be too common elsewhere
("higher" / "lower"), and opposites that a prefix makes ("lawful" / "unlawful").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reconcile.data import table
from reconcile.facets.parallel import Swap, swaps
from reconcile.values import Evidence, Pair, View
from reconcile.words import stem, stems

LEAST_BASE = (
    4  # letters of a word whose prefixed form is its opposite: "able" / "unable"; "on" / "union" is none
)


def reversals(pair: Pair) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield the words that are opposites of each other at a place of parallel wording."""
    for swap in swaps(pair):
        mine, theirs = _bare(swap.left_words, swap.right_words)
        if len(mine) == len(theirs) == 1 and opposite(mine[0], theirs[0]):
            yield _at(pair.left, swap, "left"), _at(pair.right, swap, "right")


def _bare(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words of both runs without those that both have."""
    both = set(mine) & set(theirs)
    return [w for w in mine if w not in both], [w for w in theirs if w not in both]


def opposite(one: str, other: str) -> bool:
    """Return whether two words are opposites, by a table or by a prefix."""
    a, b = stem(one), stem(other)
    if any((a in x and b in y) or (a in y and b in x) for x, y in _axes()):
        return not any({a, b} <= x or {a, b} <= y for x, y in _axes())
    return _prefixed(one, other) or _prefixed(other, one)


def _prefixed(word: str, longer: str) -> bool:
    listed = table("antonyms")["prefix"]
    if len(word) < LEAST_BASE or longer in listed["not"] or not word.endswith(tuple(listed["endings"])):
        return False
    return any(longer == prefix + word for prefix in listed["prefixes"])


@cache
def _axes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    read = table("antonyms")
    return tuple((stems(*a), stems(*b)) for a, b in (*read["axes"].values(), *read["parallel"].values()))


def _at(view: View, swap: Swap, side: str) -> Evidence:
    start, end = swap.left if side == "left" else swap.right
    return Evidence(
        view.source.id,
        start,
        end,
        view.statement.text[start - view.statement.start : end - view.statement.start],
    )
