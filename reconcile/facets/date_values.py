"""What a date is, and how two dates of one act compare: the ladder under date-mismatch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal[
    "time", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century",
    "range", "fortnight", "weekday-only", "none",
]  # fmt: skip
Verdict = Literal["equal", "compatible", "near", "different", "unknown"]

# Clock times of one act differ between reports by rounding and by who looked at the clock.
CLOCK_SLACK = 45
# Times given to the odd minute ("7:32 p.m.") come from a log and are not rounded.
LOGGED_SLACK = 2
# A vague period ("last week", "early March") has soft ends.
_SHARP = ("time", "day", "weekday-only")  # a day apart counts as near only among days: 2015 is not 2016
WEEK = timedelta(days=7)
SOFT_DAYS = {"week": 1, "weekend": 1, "month": 3, "season": 31, "quarter": 7, "range": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A date or period: first and last day (None where it hangs on an unknown day of publication).

    `minutes` is the part of the day, from midnight of `start` ("5 p.m.", "night"); `weekday` is kept
    for articles without a date; `open` says that the words give one end only ("since 2002").
    """

    start: date | None
    end: date | None
    precision: Precision
    minutes: tuple[int, int] | None = None
    weekday: int | None = None
    open: bool = False
    relative: bool = False  # resolved from the day of publication
    soft: int = 0  # days by which the ends of a part may be off ("late 2018")


def compare(left: When, right: When) -> Verdict:
    """Return how two dates of the same act compare; symmetric.

    "near": a day apart, which a time zone or a late dateline explains.
    """
    if left.start is None or left.end is None or right.start is None or right.end is None:
        if left.weekday is not None and right.weekday is not None:
            return "equal" if left.weekday == right.weekday else "unknown"
        return _clocks(left, right) if left.precision == right.precision == "time" else "unknown"
    if left.open or right.open:
        return "unknown"
    gap = max(left.start, right.start) - min(left.end, right.end)
    if gap == WEEK and left.relative and right.relative and left.weekday == right.weekday is not None:
        return "compatible"  # "Tuesday" in both: which of two was meant is our guess
    if gap > timedelta(0):
        soft = max(SOFT_DAYS.get(left.precision, 0), SOFT_DAYS.get(right.precision, 0), left.soft, right.soft)
        if gap.days <= soft:
            return "compatible"
        sharp = left.precision in _SHARP and right.precision in _SHARP
        return "near" if gap.days <= 1 and sharp else "different"
    if (left.start, left.end) == (right.start, right.end):
        return _clocks(left, right)
    return "compatible"


def ends_differ(left: When, right: When) -> bool:
    """Whether two periods told by both ends, in otherwise the same words, have one end days apart.

    "July 2 to July 5" and "July 2 to July 8" touch; where the words around are copied, one was changed.
    """
    if not (left.precision == right.precision == "range") or left.soft or right.soft:
        return False
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    gaps = abs((left.start - right.start).days), abs((left.end - right.end).days)
    return min(gaps) == 0 and max(gaps) > 1


def _clocks(left: When, right: When) -> Verdict:
    """Compare the parts of one day: "night" holds 7:32 p.m.; 5 p.m. and 9 p.m. differ."""
    if left.minutes is None or right.minutes is None:
        return "equal" if left.minutes == right.minutes else "compatible"
    gap = max(left.minutes[0], right.minutes[0]) - min(left.minutes[1], right.minutes[1])
    logged = all(m % 5 for m in (*left.minutes, *right.minutes))
    if gap <= (LOGGED_SLACK if logged else CLOCK_SLACK):
        return "equal" if left.minutes == right.minutes else "compatible"
    return "different" if left.precision == right.precision == "time" else "compatible"
