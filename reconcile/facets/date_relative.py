"""Periods counted from publication: "last week", "past three months", "two days ago", "first week of May"."""

from __future__ import annotations

from datetime import date

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.date_days import day_first, month_first
from reconcile.facets.date_terms import (
    Expression,
    Setting,
    day_when,
    month_at,
    number_at,
    span_when,
    terms,
    weekday_at,
    year_at,
)
from reconcile.facets.date_values import Precision, When
from reconcile.facets.number_grammar import numeral

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
_MOST = 5000  # units counted from a day: beyond lies geology


def step_at(atoms: tuple[Atom, ...], i: int) -> tuple[int, int | None]:
    """Return the index after "last", "this" or "next" and -1, 0 or 1; None where no such word stands."""
    for key, step in (("last", -1), ("this", 0), ("next", 1)):
        if lower(atoms, i) in terms("words")[key]:
            return i + 1, step
    return i, None


def unit_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "last week", "this year", "the past three months", "next 30 days", "last June", "the weekend"."""
    k, step = step_at(atoms, i)
    part = _nth_of(atoms, i, setting)
    if part:
        return part
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
        if lower(atoms, i) == "past":
            span = calendar.shift(ref, -1, unit if unit != "weekend" else "week"), ref
            return Expression(i, k + 1, span_when(span, "range", relative=True))
        precision: Precision = "day" if unit == "day" else "range" if unit == "fortnight" else unit  # type: ignore[assignment]
        return Expression(i, k + 1, span_when(calendar.unit_span(ref, unit, step), precision, relative=True))
    return _counted(atoms, i, k, step, ref)


def week_of(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the week of June 4", "the week beginning Feb. 1": the week that holds the day."""
    if lower(atoms, i) != "week" or lower(atoms, i + 1) not in (
        "of",
        "beginning",
        "starting",
        "commencing",
        "ending",
    ):
        return None
    k = i + 2
    while lower(atoms, k) in ("on", "the", "monday", "sunday", ","):
        k += 1
    day = month_first(atoms, k, setting) or day_first(atoms, k, setting)
    if day is None or day.when.start is None or day.when.precision != "day":
        return None
    return Expression(i, day.after, span_when(calendar.week_span(day.when.start), "week"))


def _nth_of(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the first week of October", "last week of 2016", "the second Friday of July"."""
    number = numeral(atoms, i)
    ordinal = -1 if lower(atoms, i) == "last" else int(number.stated) if number and number.ordinal else 0
    k = number.after if number else i + 1
    day = weekday_at(atoms, k)
    if not ordinal or ordinal > 5 or not (day or lower(atoms, k) == "week") or lower(atoms, k + 1) != "of":
        return None
    month = month_at(atoms, k + 2)
    year = year_at(atoms, k + 2)
    whole = month_first(atoms, k + 2, setting) if month else None
    whole = whole or (
        Expression(k + 2, year[1], span_when(calendar.year_span(year[0]), "year")) if year else None
    )
    whole = whole or (unit_form(atoms, k + 2, setting) if step_at(atoms, k + 2)[1] is not None else None)
    if whole is None or whole.when.start is None or whole.when.end is None:
        return None
    start, end = whole.when.start, whole.when.end
    if day:
        found = (
            calendar.nth_weekday(start.year, start.month, day[0], ordinal)
            if whole.when.precision == "month"
            else None
        )
        return Expression(i, whole.after, day_when(found)) if found else None
    first = (
        calendar.week_span(end)[0]
        if ordinal < 0
        else calendar.shift(calendar.week_span(calendar.shift(start, 3, "day"))[0], 7 * (ordinal - 1), "day")
    )
    return Expression(i, whole.after, span_when((first, calendar.shift(first, 6, "day")), "week"))


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
    few = lower(atoms, k) in ("few", "several", "couple")
    number = (3, k + 1 + (lower(atoms, k + 1) == "of")) if few else number_at(atoms, k, _MOST)
    if number is None or step == 0:
        return None
    unit = UNITS.get(lower(atoms, number[1]))
    if unit is None or unit == "weekend":
        return None
    if ref is None:
        return Expression(i, number[1] + 1, When(None, None, "none"))
    other = calendar.shift(ref, step * number[0], unit)
    span = (other, ref) if step < 0 else (calendar.shift(ref, 1, "day"), other)
    return Expression(i, number[1] + 1, span_when(span, "range", relative=True))


def counted_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "two days ago", "a month ago", "in three weeks", "two weeks from now"; not "10 years later"."""
    k = i + (lower(atoms, i) in ("in", "within"))
    small = {"a": 1, "an": 1}.get(lower(atoms, k))
    number: tuple[int, int] | None = (small, k + 1) if small else number_at(atoms, k, _MOST)
    if lower(atoms, k) in ("several", "few") or phrase(atoms, k, 2) == "a few":
        number = (3, k + (2 if lower(atoms, k) == "a" else 1))
    if number is None:
        return None
    unit = UNITS.get(lower(atoms, number[1]))
    hours = lower(atoms, number[1]) in _HOURS
    if unit is None and not hours:
        return None
    after = number[1] + 1
    sign, size = _direction(atoms, after, inside=k > i)
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
        return Expression(i, after + size, _loose(day, precise))
    return Expression(
        i, after + size, span_when(calendar.unit_span(day, unit or "year", 0), precise, relative=True)
    )


def _loose(day: date, precise: Precision) -> When:
    """ "two weeks ago" is a day some days about; "a month ago" some weeks about."""
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


def day_of_month(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the 22nd", "20th of next month": only where nothing is counted."""
    ordinal = numeral(atoms, i)
    if not ordinal or not ordinal.ordinal or ordinal.words or ordinal.stated > 31 or setting.ref is None:
        return None
    k, ref = ordinal.after, setting.ref
    if lower(atoms, k) == "of":
        whole = unit_form(atoms, k + 1, setting)
        if whole and whole.when.precision == "month" and whole.when.start:
            found = calendar.safe(whole.when.start.year, whole.when.start.month, int(ordinal.stated))
            return Expression(i, whole.after, day_when(found, relative=True)) if found else None
        return None
    if (
        lower(atoms, i - 1) != "the"
        or lower(atoms, i - 2) not in ("on", "until", "by", "since", "of", "for", "before", "after")
        or (
            k < len(atoms)
            and atoms[k].kind != "mark"
            and lower(atoms, k) not in ("and", "at", "for", "in", "to", "when", "with")
        )
    ):
        return None
    found = calendar.safe(ref.year, ref.month, int(ordinal.stated))
    return Expression(i, k, day_when(found, relative=True)) if found else None
