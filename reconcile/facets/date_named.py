"""Days by name: "last Friday", "Friday the 13th", "yesterday", "this morning", "Easter Monday"."""

from __future__ import annotations

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.date_days import day_first, month_first, numeric
from reconcile.facets.date_terms import Expression, Setting, day_when, number_at, terms, weekday_at, year_at
from reconcile.facets.date_values import When
from reconcile.facets.number_grammar import numeral
from reconcile.words import APOSTROPHES

_MONTHS_AROUND = 14  # within which every weekday falls on every day of a month up to the 28th


def weekday_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "Friday", "last Friday", "next week on Friday", "Friday the 13th", "Monday, June 4"."""
    k, step = i, ""
    for key in ("last", "next", "this"):
        if lower(atoms, i) in terms("words")[key]:
            k, step = i + 1, key
    named = weekday_at(atoms, k)
    if named is None:
        return None
    day, after = named
    comma = after + (lower(atoms, after) == ",")
    dated = month_first(atoms, comma, setting) or day_first(
        atoms, comma + (lower(atoms, comma) == "the"), setting
    )
    dated = dated or numeric(atoms, comma, setting)
    if dated and dated.when.precision == "day":
        return Expression(i, dated.after, dated.when)
    if setting.ref is None:
        return Expression(i, after, When(None, None, "weekday-only", weekday=day))
    ref = setting.ref
    numbered = _numbered(atoms, i, after, day, setting)
    if numbered:
        return numbered
    if not step and _nth(atoms, i):
        return None  # "the second Sunday": of what, nothing tells
    if lower(atoms, after) == "the":
        number = number_at(atoms, after + 1, 31)
        if number and calendar.safe(ref.year, ref.month, number[0]):
            return Expression(
                i, number[1], day_when(calendar.safe(ref.year, ref.month, number[0]), relative=True)
            )
    week = {"last week": -1, "next week": 1, "this week": 0}.get(
        phrase(atoms, after + (lower(atoms, after) == "of"), 2)
    )
    if week is not None and not step:
        found = calendar.shift(calendar.week_span(ref, week)[0], day, "day")
        return Expression(i, after + 2 + (lower(atoms, after) == "of"), day_when(found, relative=True))
    if step == "next":
        found = calendar.shift(calendar.week_span(ref, 1)[0], day, "day")
        if lower(atoms, i) != "next":
            found = calendar.weekday(calendar.shift(ref, 1, "day"), day, future=True)
    elif step == "last":
        found = calendar.weekday(calendar.shift(ref, -1, "day"), day, future=False)
    elif step == "this":
        found = calendar.shift(calendar.week_span(ref)[0], day, "day")
    else:
        found = calendar.weekday(ref, day, future=setting.tense == "future")
    return Expression(i, after, When(found, found, "day", weekday=day, relative=True))


def _numbered(atoms: tuple[Atom, ...], i: int, k: int, day: int, setting: Setting) -> Expression | None:
    """ "Monday 13th": the nearest thirteenth that is a Monday."""
    number = numeral(atoms, k)
    ref = setting.ref
    if number is None or not number.ordinal or number.words or number.stated > 31 or ref is None:
        return None
    options = [
        found
        for months in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)
        if (first := calendar.month_span(ref.year, ref.month + months)[0])
        and (found := calendar.safe(first.year, first.month, int(number.stated)))
        and found.weekday() == day
    ]
    if setting.tense:
        side = [d for d in options if (d >= ref) == (setting.tense == "future")]
        options = side or options
    found = min(options, key=lambda d: (abs((d - ref).days), d), default=None)
    return (
        Expression(i, number.after, When(found, found, "day", weekday=day, relative=True)) if found else None
    )


def _nth(atoms: tuple[Atom, ...], i: int) -> bool:
    """Whether an ordinal stands before a weekday: "the second Sunday"."""
    word = lower(atoms, i - 1)
    return word in ("first", "second", "third", "fourth", "fifth")


_DAYS = tuple(
    (words, words.count(" ") + 1, shift)
    for words, shift in (
        ("the day before yesterday", -2),
        ("the night before last", -2),
        ("day before yesterday", -2),
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
        ("yesterday", -1),
        ("today", 0),
        ("tomorrow", 1),
    )
)
_DAY_STARTS = frozenset(words.split()[0] for words, *_ in _DAYS)


def relative_day(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "yesterday", "the day before yesterday", "tonight", "this morning", "last night"."""
    ref = setting.ref
    if atoms[i].text == "TODAY" and i and atoms[i - 1].capital:
        return None  # a newspaper's name
    for words, size, shift in _DAYS if atoms[i].lower in _DAY_STARTS else ():
        if phrase(atoms, i, size) == words:
            return Expression(
                i, i + size, day_when(calendar.shift(ref, shift, "day") if ref else None, relative=True)
            )
    part: str = "night" if lower(atoms, i) == "tonight" else ""
    after, shift = i + 1, 0
    if lower(atoms, i) in ("this", "last") and lower(atoms, i + 1) in (
        "morning",
        "afternoon",
        "evening",
        "night",
    ):
        part, after, shift = lower(atoms, i + 1), i + 2, -1 if lower(atoms, i) == "last" else 0
    if not part:
        return None
    day = calendar.shift(ref, shift, "day") if ref else None
    low, high = terms("parts")[part]
    return Expression(i, after, When(day, day, "day", minutes=(low, high), relative=True))


def holiday_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "Easter", "Christmas Eve", "Thanksgiving 2018"; a bare name is the one nearest to publication."""
    if not atoms[i].capital:
        return None
    for size in (4, 3, 2, 1):
        name = phrase(atoms, i, size)
        for mark in APOSTROPHES:
            name = name.replace(mark, "'")
        name = name.replace("st .", "st.").replace(" ' ", "' ")
        if not name or calendar.holiday(name, 2000) is None:
            continue
        k = i + size
        if size == 1 and k < len(atoms) and atoms[k].capital and not year_at(atoms, k):
            return None  # "Easter Island", "Christmas Market"
        year = year_at(atoms, k + (lower(atoms, k) in (",", "of")))
        if year:
            return Expression(i, year[1], day_when(calendar.holiday(name, year[0])))
        if setting.ref is None:
            return Expression(i, k, When(None, None, "none"))
        ref = setting.ref
        options = [d for y in (-1, 0, 1) if (d := calendar.holiday(name, ref.year + y))]
        options = [d for d in options if setting.tense != "future" or d >= ref] or options
        if setting.tense == "past":
            options = [d for d in options if d <= ref] or options
        found = min(options, key=lambda d: (abs((d - ref).days), d), default=None)
        return Expression(i, k, day_when(found, relative=True))
    return None
