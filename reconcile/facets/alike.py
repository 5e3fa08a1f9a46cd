"""Whether two pieces of evidence of one difference take the same side: the same words, figure or day.

A third source is said to agree with one of two that differ, so a wrong "yes" accuses the other one: the
figure is read anew from the words shown ("$3 million" is not "$3 billion"), days are compared as read.
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.facets import numbers
from reconcile.facets.number_counterparts import figure, judge
from reconcile.facets.number_units import factor
from reconcile.facets.verbatim import compare_wording
from reconcile.values import Evidence, Facet, Reading, Source, Statement, View
from reconcile.words import tokenize

MET = ("equal", "compatible")
TEXTS = 1024  # words shown whose figures are remembered: each place of a toll meets all others


def alike(facet: Facet, one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces of evidence of a facet show one value; False where it cannot be told."""
    if facet == "date":  # "Monday" of two weeks is two days, and the readings say which
        return _key(one.reading or one.text) == _key(other.reading or other.text)
    if _key(one.text) == _key(other.text):
        return True
    if facet == "quote":
        return _one_wording(one.text, other.text)
    return facet == "number" and _one_figure(one, other)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _one_wording(one: str, other: str) -> bool:
    """Whether one quotation is the other, or a cut of it with no word changed."""
    likeness = compare_wording(one, other)
    return likeness is not None and not likeness.changes and likeness.coverage == 1.0


def _one_figure(one: Evidence, other: Evidence) -> bool:
    """Whether the words of both hold one figure each, in one unit, and the two meet: "31", "31 die"."""
    mine, theirs = _figures(one.text), _figures(other.text)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    left, right = figure(mine[0]), figure(theirs[0])
    if left.kind != right.kind:  # "44" beside "44 years old": the bare one has lost its unit
        bare = one.text.strip().isdecimal() or other.text.strip().isdecimal()
        return bare and (left.stated, left.second) == (right.stated, right.second)
    if factor(left.kind, mine[0].unit)[0] != factor(right.kind, theirs[0].unit)[0]:
        return False
    return judge(mine[0], theirs[0]) in MET


@lru_cache(maxsize=TEXTS)
def _figures(text: str) -> tuple[Reading, ...]:
    statement = Statement("", "", 0, len(text), text, 1, 0, 0)
    return tuple(numbers.read(View(statement, Source(""), tokenize(text))))
