"""Twins: two statements of different sources that are one sentence, word for word but for a little.

Where both sources carry both of two statements, the sources do not differ by them: a report that quotes
a sentence twice, in its lead in other words than in its body, differs from itself, and its copy with it.
"""

from __future__ import annotations

from rapidfuzz.distance import LCSseq

from reconcile.values import View
from reconcile.words import tokenize

LEAST_SHARE = 0.8  # of the shorter statement's words in one order; a sentence may be joined to another or cut
LEAST_WORDS = 4  # a shorter statement ("He declined.") stands in many others


def _words(view: View) -> tuple[str, ...]:
    return tuple(t.lower for t in view.tokens if t.stem)


def one_wording(left: View, right: View) -> bool:
    """Return whether two statements are the same words in the same order; marks and case aside."""
    mine = _words(left)
    return bool(mine) and mine == _words(right)


def twins(left: View, right: View) -> bool:
    """Return whether two statements are the same words but for a few, or one holds the other so."""
    mine, theirs = _words(left), _words(right)
    shorter = min(len(mine), len(theirs))
    if mine == theirs:
        return bool(mine)
    return shorter >= LEAST_WORDS and LCSseq.similarity(mine, theirs) >= LEAST_SHARE * shorter


def holds(view: View, shown: str) -> bool:
    """Return whether a statement has the words shown, in order and side by side; marks and case aside."""
    wanted = " ".join(t.lower for t in tokenize(shown) if t.stem)
    return f" {wanted} " in f" {' '.join(_words(view))} "
