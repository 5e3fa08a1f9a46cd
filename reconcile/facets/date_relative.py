"""Periods counted from publication: "last week", "past three months", "two days ago", "first week of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reconcile.data import table
from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.date_terms import (
    Expression,
    Setting,
    day_when,
    month_at,
    number_at,
    span_when,
    terms,
    weekday_at,
)
from reconcile.facets.date_values import Precision, When
from reconcile.words import APOSTROPHES

UNITS = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
    "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "fortnight": "fortnight", "fortnights": "fortnight",
}  # fmt: skip
_PRECISE: dict[str, Precision] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}
_HOURS = ("hour", "hours", "minute", "minutes")
# "two years ago" is counted in whole years: half of one either way.
_SOFT_YEARS = {"year": 183, "decade": 1830}
MOST = 5000  # units counted from a day: beyond lies geology


def step_at(atoms: tuple[Atom, ...], i: int) -> tuple[int, int | None]:
    """Return the index after "last", "this" or "next" and -1, 0 or 1; None where no such word stands."""
    for key, step in (("last", -1), ("this", 0), ("next", 1)):
        if lower(atoms, i) in terms("words")[key]:
            return i + 1, step
    return i, None


def unit_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "last week", "this year", "the past three months", "next 30 days", "last June", "the weekend"."""
    k, step = step_at(atoms, i)
    weekend = "weekend" if phrase(atoms, i, 2) == "the weekend" else ""
    if weekend:
        k, step = i + 1, 0
    if step is None:
        return None
    ref = setting.ref
    month = month_at(atoms, k)
    if month and (atoms[k].capital or not weekend):
        return _stepped_month(i, month, step, ref)
    unit = UNITS.get(lower(atoms, k))
    if unit and not (unit == "day" and step == 0):
        loose = unit == "day" or lower(atoms, k).endswith(
            "s"
        )  # "the next day", "the coming months": no anchor
        if ref is None or loose:
            return Expression(i, k + 1, When(None, None, "none"))
        if weekend and setting.tense != "future" and ref.weekday() < 5:
            step = -1
        named = weekday_at(atoms, k + 1 + (lower(atoms, k + 1) == "on")) if unit == "week" else None
        if named:  # "next week on Friday"
            day = calendar.shift(calendar.week_span(ref, step)[0], named[0], "day")
            return Expression(i, named[1], day_when(day, relative=True))
        if lower(atoms, i) == "past" and unit != "quarter":
            span = calendar.shift(ref, -1, unit if unit != "weekend" else "week"), ref
            return Expression(i, k + 1, span_when(span, "range", relative=True))
        if unit == "fortnight":
            return Expression(i, k + 1, _so_many(ref, step, 2, "week"))
        precision: Precision = "day" if unit == "day" else unit  # type: ignore[assignment]
        return Expression(i, k + 1, span_when(calendar.unit_span(ref, unit, step), precision, relative=True))
    return _counted(atoms, i, k, step, ref)


def _stepped_month(i: int, month: tuple[int, int], step: int, ref: date | None) -> Expression:
    """ "last April": the one before this month; "this April": this year's; "next April": the one to come."""
    if ref is None:
        return Expression(i, month[1], When(None, None, "none"))
    year = ref.year
    if step < 0 and month[0] >= ref.month:
        year -= 1
    elif step > 0 and month[0] <= ref.month:
        year += 1
    return Expression(i, month[1], span_when(calendar.month_span(year, month[0]), "month", relative=True))


def _counted(atoms: tuple[Atom, ...], i: int, k: int, step: int, ref: date | None) -> Expression | None:
    """ "the last three months", "next 30 days", "the past few days"."""
    few = {"few": 3, "several": 3, "couple": 2}.get(lower(atoms, k))
    number = (few, k + 1 + (lower(atoms, k + 1) == "of")) if few else number_at(atoms, k, MOST)
    if number is None and UNITS.get(lower(atoms, k + 1)) == "quarter":  # no share: "the past two quarters"
        units = table("numbers_words")["units"]
        number = (int(units[lower(atoms, k)]), k + 1) if lower(atoms, k) in units else None
    if number is None or step == 0:
        return None
    unit = UNITS.get(lower(atoms, number[1]))
    if unit is None or unit == "weekend":
        return None
    if ref is None:
        return Expression(i, number[1] + 1, When(None, None, "none"))
    value = _so_many(ref, step, number[0], unit)
    if step > 0 and "within" in (lower(atoms, i - 1), lower(atoms, i - 2)):
        value = span_when((ref, value.end or ref), "range", relative=True)
    return Expression(i, number[1] + 1, value)


def _so_many(ref: date, step: int, count: int, unit: str) -> When:
    """Return "the last three months" up to the day of publication; quarters are those of the calendar."""
    if unit == "quarter":
        far, near = calendar.unit_span(ref, unit, step * count), calendar.unit_span(ref, unit, step)
        return span_when((min(far[0], near[0]), max(far[1], near[1])), "range", relative=True)
    other = calendar.shift(ref, step * count, unit)
    span = (other, ref) if step < 0 else (calendar.shift(ref, 1, "day"), other)
    return span_when(span, "range", relative=True)


def counted_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "two days ago", "a month ago", "in three weeks", "two weeks from now"; not "10 years later"."""
    k = i + (lower(atoms, i) in ("in", "within"))
    small = {"a": 1, "an": 1}.get(lower(atoms, k))
    number: tuple[int, int] | None = (small, k + 1) if small else number_at(atoms, k, MOST)
    if lower(atoms, k) in ("several", "few") or phrase(atoms, k, 2) == "a few":
        number = (3, k + (2 if lower(atoms, k) == "a" else 1))
    if number is None:
        return None
    unit, owned = _owning(lower(atoms, number[1]))
    hours = lower(atoms, number[1]) in _HOURS
    if unit is None and not hours:
        return None
    after = number[1] + 1
    sign, size = _direction(atoms, after, inside=k > i)
    if (
        k > i
        and (owned or lower(atoms, after) in APOSTROPHES)
        and lower(atoms, after + (not owned)) == "time"
    ):
        sign, size = 1, 1 + (not owned)  # "in a fortnight's time", "in two weeks' time"
    elif owned:
        return None
    if sign > 0 and not size and setting.tense != "future":
        return None  # "the second time in two days" counts, "will leave in two days" dates
    if not sign or (hours and sign > 0):
        return None
    if setting.ref is None:
        return Expression(i, after + size, When(None, None, "none"))
    day = (
        setting.ref
        if unit is None or unit == "weekend"
        else calendar.shift(setting.ref, sign * number[0], unit)
    )
    if lower(atoms, i) == "within":
        return Expression(i, after + size, span_when((setting.ref, day), "range", relative=True))
    precise = _PRECISE.get(unit or "day", "range")
    if precise in ("day", "week", "month"):
        return Expression(i, after + size, loose(day, precise))
    whole = span_when(calendar.unit_span(day, unit or "year", 0), precise, relative=True)
    return Expression(i, after + size, replace(whole, soft=_SOFT_YEARS.get(unit or "", 0)))


def _owning(word: str) -> tuple[str | None, bool]:
    """Return the unit that a word names, and whether in its possessive: "fortnight's"."""
    for mark in APOSTROPHES:
        if word.endswith(mark + "s"):
            return UNITS.get(word[:-2]), True
    return UNITS.get(word), False


def loose(day: date, precise: Precision) -> When:
    """Return the value of a day counted in units: "two weeks ago" is a day some days about; "a month ago"
    some weeks about."""
    slack = {"day": 0, "week": 3, "month": 15}[precise]
    return When(calendar.shift(day, -slack, "day"), calendar.shift(day, slack, "day"), precise, relative=True)


def _direction(atoms: tuple[Atom, ...], k: int, *, inside: bool) -> tuple[int, int]:
    """Return -1 or 1 for "ago" or "from now" after a count, and its atoms; (0, 0) for neither."""
    if lower(atoms, k) == "ago":
        return -1, 1
    if phrase(atoms, k, 2) in ("from now", "from today", "after today"):
        return 1, 2
    if phrase(atoms, k, 3) == "in the future":
        return 1, 3
    return (1, 0) if inside and lower(atoms, k) not in ("of", "'", "’", "and", "to") else (0, 0)
