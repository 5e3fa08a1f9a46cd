"""A week or day within a period: "the first week of October", "the second Friday in July", "the 22nd"."""

from __future__ import annotations

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower
from reconcile.facets.date_days import day_first, month_first
from reconcile.facets.date_relative import step_at, unit_form
from reconcile.facets.date_terms import (
    Expression,
    Setting,
    day_when,
    month_at,
    span_when,
    weekday_at,
    year_at,
)
from reconcile.facets.number_grammar import numeral


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


def nth_of(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the first week of October", "last week of 2016", "the second Friday of July"."""
    number = numeral(atoms, i)
    ordinal = -1 if lower(atoms, i) == "last" else int(number.stated) if number and number.ordinal else 0
    k = number.after if number else i + 1
    day = weekday_at(atoms, k)
    if (
        not ordinal
        or ordinal > 5
        or not (day or lower(atoms, k) == "week")
        or lower(atoms, k + 1) not in ("of", "in")
    ):
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
        calendar.week_span(calendar.shift(end, -3, "day"))[0]  # a week is of the year that holds its Thursday
        if ordinal < 0
        else calendar.shift(calendar.week_span(calendar.shift(start, 3, "day"))[0], 7 * (ordinal - 1), "day")
    )
    return Expression(i, whole.after, span_when((first, calendar.shift(first, 6, "day")), "week"))


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
