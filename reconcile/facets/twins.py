"""Twins: two statements of different sources that are one sentence, word for word but for a little.

Where both sources carry both of two statements, the sources do not differ by them: a report that quotes
a sentence twice, in its lead in other words than in its body, differs from itself, and its copy with it.
"""

from __future__ import annotations

from rapidfuzz.distance import LCSseq

from reconcile.facets.remembered import remembered
from reconcile.values import Token, View
from reconcile.words import tokenize

LEAST_SHARE = 0.8  # of the shorter statement's words in one order; a sentence may be joined to another or cut
LEAST_WORDS = 4  # a shorter statement ("He declined.") stands in many others


@remembered
def word_tokens(view: View) -> tuple[Token, ...]:
    """Return a statement's tokens without its marks."""
    return tuple(t for t in view.tokens if t.stem)


@remembered
def lowered(view: View) -> tuple[str, ...]:
    """Return a statement's words in lower case, in order."""
    return tuple(t.lower for t in word_tokens(view))


@remembered
def _different(view: View) -> frozenset[str]:
    return frozenset(lowered(view))


def in_order(left: View, right: View, least: float) -> bool:
    """Return whether two statements share at least so many words in one order.

    The words that both have, in any order, are an upper bound, and seldom reach what is asked.
    """
    mine, theirs = lowered(left), lowered(right)
    most = len(_different(left) & _different(right)) + len(mine) - len(_different(left))
    return most >= least and LCSseq.similarity(mine, theirs) >= least


def one_wording(left: View, right: View) -> bool:
    """Return whether two statements are the same words in the same order; marks and case aside."""
    mine = lowered(left)
    return bool(mine) and mine == lowered(right)


def twins(left: View, right: View) -> bool:
    """Return whether two statements are the same words but for a few, or one holds the other so."""
    mine, theirs = lowered(left), lowered(right)
    shorter = min(len(mine), len(theirs))
    if mine == theirs:
        return bool(mine)
    return shorter >= LEAST_WORDS and in_order(left, right, LEAST_SHARE * shorter)


def holds(view: View, shown: str) -> bool:
    """Return whether a statement has the words shown, in order and side by side; marks and case aside."""
    wanted = " ".join(t.lower for t in tokenize(shown) if t.stem)
    return f" {wanted} " in f" {' '.join(lowered(view))} "
