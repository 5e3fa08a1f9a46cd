"""Calendar arithmetic: weekdays, months, seasons, holidays, units counted from a day.

Sources: the Gregorian calendar as in `datetime`; Easter by `dateutil.easter` (Western reckoning);
movable holidays by their rule, as tabled in dates_words.toml.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from reconcile.data import table

Unit = Literal["day", "week", "month", "year", "decade", "century", "quarter"]


def safe(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month; month 13 and up run into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1), MAXYEAR)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(year: int, years: int = 1) -> tuple[date, date]:
    """Return the first and last day of a year, decade or century."""
    first = min(max(year, 1), MAXYEAR)
    return date(first, 1, 1), date(min(first + years - 1, MAXYEAR), 12, 31)


def shift(day: date, count: float, unit: str) -> date:
    """Return the day that lies `count` units away; a day past the end of a month is drawn back."""
    try:
        if unit in ("day", "week", "fortnight"):
            return day + timedelta(days=round(count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        months = round(
            count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
        )
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        first, last = month_span(year, month + 1)
        return first.replace(day=min(day.day, last.day))
    except (OverflowError, ValueError):
        return day


def week_span(day: date, weeks: int = 0) -> tuple[date, date]:
    """Return Monday and Sunday of the week that lies `weeks` away from a day's week."""
    monday = shift(day, weeks * 7 - day.weekday(), "day")
    return monday, shift(monday, 6, "day")


def weekend_span(day: date, weeks: int = 0) -> tuple[date, date]:
    """Return Saturday and Sunday of a week."""
    monday = week_span(day, weeks)[0]
    return shift(monday, 5, "day"), shift(monday, 6, "day")


def unit_span(day: date, unit: str, count: int) -> tuple[date, date]:
    """Return the calendar unit that lies `count` units from a day's: last month, next year, this decade."""
    if unit == "week":
        return week_span(day, count)
    if unit == "weekend":
        return weekend_span(day, count)
    if unit == "month":
        return month_span(day.year, day.month + count)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1 + 3 * count
        return month_span(day.year, first)[0], month_span(day.year, first + 2)[1]
    if unit == "year":
        return year_span(day.year + count)
    if unit == "decade":
        return year_span(day.year // 10 * 10 + 10 * count, 10)
    if unit == "century":
        return year_span(day.year // 100 * 100 + 100 * count, 100)
    moved = shift(day, count, "day")
    return moved, moved


def season_span(year: int, season: str) -> tuple[date, date]:
    """Return a season's days; winter of a year begins in December of it."""
    first = int(table("dates_words")["seasons"][season])
    return month_span(year, first)[0], month_span(year, first + 2)[1]


def weekday(ref: date, day: int, *, future: bool) -> date:
    """Return the next such weekday on or after a day, or the last one on or before it."""
    ahead = (day - ref.weekday()) % 7
    return shift(ref, ahead if future else ahead - 7 if ahead else 0, "day")


def nearest(ref: date, month: int, day: int, tense: str) -> date | None:
    """Return the year's day nearest to a reference: after it for "future", before it for "past"."""
    options = [d for y in (-1, 0, 1) if (d := safe(ref.year + y, month, day))]
    if tense == "future":
        options = [d for d in options if d >= ref] or options
    elif tense == "past":
        options = [d for d in options if d <= ref] or options
    return min(options, key=lambda d: (abs((d - ref).days), d), default=None)


def nth_weekday(year: int, month: int, day: int, n: int) -> date | None:
    """Return the nth such weekday of a month; n = -1 gives the last."""
    first, last = month_span(year, month)
    if n < 0:
        return weekday(last, day, future=False)
    found = shift(weekday(first, day, future=True), (n - 1) * 7, "day")
    return found if found <= last else None


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year; None for a name that is not tabled."""
    names = table("dates_words")
    if name in names["fixed"]:
        return safe(year, *names["fixed"][name])
    if name in names["floating"]:
        return nth_weekday(year, *names["floating"][name])
    if name in names["easter"] and 1583 <= year <= 4099:
        from dateutil.easter import easter  # type: ignore[import-untyped]

        return shift(easter(year), names["easter"][name], "day")
    return None
