"""Dates in sentences of the same words: what is another date there though both could hold elsewhere.

Two periods that overlap, neighbouring months, weekdays of undated articles: apart, none of these contradict
each other. Where the words around are copied, one of the two was changed.
"""

from __future__ import annotations

from reconcile.facets.atoms import cut
from reconcile.facets.date_terms import month_at
from reconcile.facets.date_values import When, ends_differ
from reconcile.facets.number_grammar import numeral
from reconcile.values import Reading

_LINKS = ("and", "through", "till", "to", "until")


def changed(one: Reading, other: Reading) -> bool:
    """Return whether two dates in the same words name another month, weekday or end of a period.

    "June" / "July"; "Wednesday" / "Tuesday" where neither article has a date; "May 2-5" / "May 2-8";
    "the past two weeks" / "the past five weeks".
    """
    left, right = one.value, other.value
    if not isinstance(left, When) or not isinstance(right, When):
        return False
    if left.start is None and right.start is None and left.weekday is not None and right.weekday is not None:
        return left.weekday != right.weekday
    told = (_both_ends(one) and _both_ends(other)) or (_counted(one) and _counted(other))
    if told and ends_differ(left, right):
        return True
    months = _month(one, left), _month(other, right)
    return None not in months and months[0] != months[1] and not (left.soft or right.soft)


def other_part(one: Reading, other: Reading) -> bool:
    """Return whether two dates give parts of one day that are apart: "Thursday morning" / "afternoon"."""
    left, right = one.value, other.value
    if (
        not isinstance(left, When)
        or not isinstance(right, When)
        or left.minutes is None
        or right.minutes is None
    ):
        return False
    one_day = left.precision == right.precision == "day" and left.start == right.start
    return one_day and max(left.minutes[0], right.minutes[0]) >= min(left.minutes[1], right.minutes[1])


def _month(reading: Reading, when: When) -> int | None:
    """The month that a reading names where it names no day."""
    if when.precision not in ("month", "none"):
        return None
    atoms = cut(reading.text)
    return next((found[0] for k in range(len(atoms)) if (found := month_at(atoms, k))), None)


def _counted(reading: Reading) -> bool:
    """Whether a period is told by its length: "the past two weeks"; not "the past few weeks"."""
    atoms = cut(reading.text)
    found = (numeral(atoms, k) for k in range(len(atoms)))
    return any(each is not None and not each.vague for each in found)


def _both_ends(reading: Reading) -> bool:
    """Whether a period is told by its two ends ("May 2-5", "from 2014 to 2016"), not by its length."""
    return any(a.dash or a.lower in _LINKS for a in cut(reading.text)[1:-1])
