"""Dates of a text, left to right: single expressions joined ("5:30 p.m. Friday", "from May to July")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Literal

from reconcile.data import table
from reconcile.facets import date_calendar as calendar
from reconcile.facets import date_days as days
from reconcile.facets import date_named as named
from reconcile.facets import date_offsets as offsets
from reconcile.facets import date_periods as periods
from reconcile.facets import date_relative as relative
from reconcile.facets import date_within as within
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.date_clock import clock
from reconcile.facets.date_parts import edge_at, part
from reconcile.facets.date_terms import Expression, Setting, day_when, month_at, owner, terms, weekday_at
from reconcile.facets.date_values import When
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_terms import hyphen
from reconcile.facets.remembered import briefly
from reconcile.words import APOSTROPHES

_UNTIL = ("through", "till", "until")
_TENSE_REACH = 8  # atoms before an expression that may tell its tense
_AROUND = (
    "about",
    "around",
    "approximately",
    "just",
    "shortly",
    "before",
    "after",
    "at",
    "on",
    "by",
    "near",
    "roughly",
)
_OPENERS = (
    "beginning between day earlier early end from h half late later mid midday middle midnight month noon q "
    "quarter rest start today tomorrow tonight week weekend year yesterday"
)
_FORMS = (
    days.numeric,
    days.month_first,
    days.day_first,
    named.weekday_form,
    named.relative_day,
    named.holiday_form,
    relative.counted_form,
    relative.unit_form,
    within.nth_of,
    within.week_of,
    offsets.after_next,
    offsets.running_year,
    periods.season_form,
    periods.quarter_form,
    periods.year_form,
    within.day_of_month,
)


@cache
def _tense_words(key: str) -> frozenset[str]:
    return frozenset(table("dates_words")["words"][key])


def dates(atoms: tuple[Atom, ...], ref: date | None) -> Iterator[Expression]:
    """Yield the date expressions of a text in order, resolved against the day of publication."""
    after = 0
    for i in _beginnings(atoms):
        found = _at(atoms, i, Setting(ref, tense(atoms, i))) if i >= after else None
        if found is not None:
            yield found
            after = found.after


@briefly
def _beginnings(atoms: tuple[Atom, ...]) -> tuple[int, ...]:
    """Where a date may begin."""
    return tuple(i for i in range(len(atoms)) if _may_start(atoms, i))


@cache
def _starts() -> frozenset[str]:
    """The words that a date may begin with: every other word is turned away at once."""
    keys = ("months", "weekdays", "seasons", "decades")  # and "final", "opening" of a period
    found = {word for key in keys for word in terms(key)}
    found |= {word for key in ("last", "next", "this") for word in table("dates_words")["words"][key]}
    found |= {name.split()[0].rstrip(".") for key in ("fixed", "easter", "floating") for name in terms(key)}
    found |= {mark.join(name.split()[0].split("'")) for name in terms("fixed") for mark in APOSTROPHES}
    return frozenset(found) | frozenset(_OPENERS.split()) | {"closing", "final", "opening", "st."}


def _may_start(atoms: tuple[Atom, ...], i: int) -> bool:
    """Whether a date may begin at an atom; "the", "a" and "in" need a second word to tell."""
    word, follows = owner(atoms, i) or lower(atoms, i), lower(atoms, i + 1)
    if word in ("a", "an", "few", "several"):
        return follows in relative.UNITS or follows in ("few", "day", "quarter")
    if word in ("in", "within"):
        return numeral(atoms, i + 1) is not None or follows in ("a", "an", "few", "several")
    if word == "the":
        return follows in ("day", "night", "weekend")
    return atoms[i].kind == "number" or word in _starts() or numeral(atoms, i) is not None


def spans(atoms: tuple[Atom, ...]) -> tuple[tuple[int, int], ...]:
    """Return the offsets that dates take, for the reader of figures to leave alone."""
    return tuple((atoms[e.first].start, atoms[e.after - 1].end) for e in dates(atoms, date(2000, 6, 15)))


def tense(atoms: tuple[Atom, ...], i: int) -> Literal["past", "future", ""]:
    """Return whether the words before an expression point ahead or back; '' where they do not tell."""
    if lower(atoms, i - 1) in ("by", "until"):
        over = lower(atoms, i - 2) in _tense_words("lasted")
        return "past" if over or "had" in (lower(atoms, k) for k in range(i + 1, i + 8)) else "future"
    for k in range(i - 1, max(-1, i - 1 - _TENSE_REACH), -1):
        word = lower(atoms, k)
        if word in (";", "."):
            break
        if word in _tense_words("future") or phrase(atoms, k, 2) in _tense_words("future_to"):
            return "future"
        if word in _tense_words("past") or (
            len(word) > 4 and word.endswith("ed") and atoms[k].text.islower()
        ):
            return "past"
    ahead = {lower(atoms, k) for k in range(i + 1, min(i + 5, len(atoms)))}
    return "future" if "will" in ahead else ""


def _at(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """Return the longest expression that begins at an index."""
    if lower(atoms, i) in ("between", "from"):
        ranged = _range(atoms, i + 1, setting, between=lower(atoms, i) == "between")
        if ranged:
            return ranged._replace(first=i)
    found = offsets.offset_form(atoms, i, setting, _single) or _edge(atoms, i, setting)
    found = found or offsets.inner_form(atoms, i, setting, _single) or _joined(atoms, i, setting)
    if found and found.when.precision in ("day", "month", "year"):
        if _linked(atoms, found, setting):
            ranged = _range(atoms, i, setting, between=False)
            if ranged and ranged.when.start is not None and ranged.after > found.after:
                return ranged
    return found


def _linked(atoms: tuple[Atom, ...], found: Expression, setting: Setting) -> bool:
    """Whether a range may go on after a date; a weekday wants another one: "Monday to Wednesday"."""
    k = found.after
    dashed = k < len(atoms) and atoms[k].dash
    if found.when.weekday is None and not weekday_at(atoms, k - 1):
        return dashed or lower(atoms, k) in ("to", *_UNTIL)
    return (hyphen(atoms, k) or lower(atoms, k) in ("to", *_UNTIL)) and bool(weekday_at(atoms, k + 1))


def _single(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    if i >= len(atoms):
        return None
    found = [e for form in _FORMS if (e := form(atoms, i, setting))]
    return max(found, key=lambda e: e.after, default=None)


def _range(atoms: tuple[Atom, ...], i: int, setting: Setting, *, between: bool) -> Expression | None:
    """ "between May 1, 2005, and Dec. 8, 2006", "from 2005 to 2008", "from 4 to 22 January"."""
    at = i + (lower(atoms, i) == "the")
    first = _now(atoms, i, setting) or _edge(atoms, at, setting) or _single(atoms, at, setting)
    if first is None:
        return None
    k = first.after + (lower(atoms, first.after) == ",")
    if lower(atoms, k) not in (("and",) if between else ("to", *_UNTIL)) and not (
        k < len(atoms) and atoms[k].dash
    ):
        return first if first.when.precision == "range" else None
    if lower(atoms, k + 1) in ("now", "date") and setting.ref:
        return Expression(i, k + 2, When(first.when.start, setting.ref, "range", relative=True))
    second = _edge(atoms, k + 1 + (lower(atoms, k + 1) == "the"), setting)
    second = second or _single(atoms, k + 1 + (lower(atoms, k + 1) == "the"), setting)
    if second is None:
        return None
    start, end = _ends(first.when, second.when, ahead=_ahead(atoms, at, setting))
    if start is None or end is None or start > end:
        return Expression(i, second.after, When(None, None, "range"))
    return Expression(i, second.after, When(start, end, "range", relative=first.when.relative))


def _now(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    if lower(atoms, i) != "now" or lower(atoms, i - 1) not in ("between", "from"):
        return None
    return Expression(i, i + 1, day_when(setting.ref, relative=True))


def _ahead(atoms: tuple[Atom, ...], i: int, setting: Setting) -> bool:
    return setting.tense == "future" or lower(atoms, i) in table("dates_words")["words"]["next"]


def _ends(first: When, second: When, *, ahead: bool) -> tuple[date | None, date | None]:
    """Return the ends of a range; the guessed one of two that stand the wrong way round is moved."""
    start, end = first.start, second.end
    if start is None or end is None or start <= end:
        return start, end
    if second.weekday is not None and (ahead or first.weekday is None):
        return start, calendar.weekday(start, second.weekday, future=True)
    if first.weekday is not None:
        return calendar.weekday(end, first.weekday, future=False), end
    if first.relative:
        year = end.year - (start.month > end.month)
        return (calendar.safe(year, start.month, start.day) if start.day < 29 else None), end
    return start, end


def _edge(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "early March", "mid-1990s", "late last week", "the end of 2000", "earlier this month"."""
    edge, k = edge_at(atoms, i)
    if not edge:
        return None
    if lower(atoms, k) in ("week", "month", "year", "decade", "century") and setting.ref:
        unit = lower(atoms, k)
        span = calendar.unit_span(setting.ref, unit, 0)
        return Expression(i, k + 1, part(When(*span, unit, relative=True), edge, setting.ref))  # type: ignore[arg-type]
    whole = _joined(atoms, k, setting) or (
        days.month_first(atoms, k, setting) if month_at(atoms, k) else None
    )
    if whole is None:
        return None
    if whole.when.start is None or whole.when.end is None or whole.when.precision in ("day", "time"):
        return whole._replace(first=i)
    return Expression(i, whole.after, part(whole.when, edge, setting.ref))


def _joined(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """A clock time with its day, a day with its part or clock time, or a single expression."""
    timed = clock(atoms, i)
    if timed:
        k = timed[1]
        k += lower(atoms, k) in (",", "on")
        k += lower(atoms, k) in ("on", "early", "late")
        day = _single(atoms, k, setting)
        if day and day.when.precision in ("day", "weekday-only", "none"):
            return Expression(i, day.after, replace(day.when, minutes=timed[0], precision="time"))
        return Expression(i, timed[1], When(None, None, "time", minutes=timed[0]))
    found = _single(atoms, i, setting)
    if found is None:
        return None
    if found.when.precision not in ("day", "weekday-only", "none"):
        return found
    return _with_part(atoms, found, setting)


def _with_part(atoms: tuple[Atom, ...], found: Expression, setting: Setting) -> Expression:
    """Add what follows a day: "Friday night", "Saturday the 5th at 3 p.m.", "Monday around noon"."""
    k = found.after
    part = lower(atoms, k)
    if part in terms("parts") and found.when.minutes is None and part not in ("dawn", "dusk"):
        low, high = terms("parts")[part]
        return Expression(found.first, k + 1, replace(found.when, minutes=(int(low), int(high))))
    for _ in range(3):
        if lower(atoms, k) not in _AROUND and lower(atoms, k) != ",":
            break
        k += 1
    timed = clock(atoms, k)
    if timed and found.when.minutes is None:
        return Expression(found.first, timed[1], replace(found.when, minutes=timed[0], precision="time"))
    return found
