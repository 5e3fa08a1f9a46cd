"""Denials of the draft's own: a "not" in a statement whose nearest sources deny nothing in any words.

Why no comparison of what is denied: the check of polarity does that, and speaks only where both sides have
the same verb among the same words. Here no source denies anything, so that no wording can have meant it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reconcile.data import words
from reconcile.facets.polarity_scope import cues, negations
from reconcile.facets.wording import lay
from reconcile.support.known import Detail
from reconcile.values import View
from reconcile.words import stem

REACH = 4  # words after the denied ones in which a "but" sets them right
RULED_OUT = ("rule", "out")  # "rule" alone is seldom a verb
NOTHING = ("nobody", "nothing", "nowhere")


def own_denials(view: View, near: Sequence[View]) -> Iterator[Detail]:
    """Yield what a statement denies where the source statements nearest to it have no word that denies."""
    if any(_denies(other) for other in near):
        return
    laid = lay(view)
    spans = [(laid.tokens[d.first].start, laid.tokens[d.last].end) for d in negations(laid)]
    spans += [(t.start, t.end) for t in view.tokens if t.lower in NOTHING]
    for start, end in sorted(spans):
        if not (_in_quotes(view, start) or _left_open(view, start) or _corrects(view, end)):
            yield Detail(start, end, "polarity", "denial")


def _in_quotes(view: View, at: int) -> bool:
    """A quotation is held against the sources' by its words."""
    return any(q.start <= at < q.end for q in view.statement.quotations)


def _left_open(view: View, at: int) -> bool:
    """Whether the word before makes it a wish or a guess: "should not rest" may retell "must work on"."""
    before = [t for t in view.tokens if t.stem and t.start < at][-1:]
    return any(t.lower in words("support", "wishing") for t in before)


def _corrects(view: View, at: int) -> bool:
    """Whether a "but" follows: "not large but small" may retell "small"."""
    return any(t.lower == "but" for t in [t for t in view.tokens if t.start >= at][:REACH])


def _denies(view: View) -> bool:
    if cues(lay(view)):
        return True
    if any(t.stem in _negative() for t in view.tokens):
        return True
    pairs = zip(view.tokens, view.tokens[1:], strict=False)
    return any((one.stem, other.lower) == RULED_OUT for one, other in pairs)


@cache
def _negative() -> frozenset[str]:
    return frozenset(stem(w) for w in words("support", "negative"))
