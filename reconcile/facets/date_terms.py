"""What every date form is built of: setting, expression, and the words for years, months and weekdays."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower
from reconcile.facets.date_values import Precision, When
from reconcile.facets.number_grammar import numeral
from reconcile.words import APOSTROPHES

FIRST_YEAR, LAST_YEAR = 1000, 2199  # four bare digits outside are a count
_GIVEN_NAMES = ("april", "august", "june", "may")  # "June's sister"
_TWO_DIGIT_TURN = 40  # '39 is 2039, '40 is 1940: where the reference recognisers' cases put it


class Setting(NamedTuple):
    """What an expression is resolved against: the day of publication, and the tense around it."""

    ref: date | None
    tense: Literal["past", "future", ""] = ""


class Expression(NamedTuple):
    """A date expression at atoms[first:after]."""

    first: int
    after: int
    when: When


@cache
def terms(key: str) -> Any:
    """One table of dates_words.toml."""
    return table("dates_words")[key]


def day_when(day: date | None, precision: Precision = "day", *, relative: bool = False) -> When:
    """Return the value of one day."""
    return When(day, day, precision, relative=relative)


def span_when(span: tuple[date, date] | None, precision: Precision, *, relative: bool = False) -> When:
    """Return the value of a period; unknown ends where the span is None."""
    return When(span[0] if span else None, span[1] if span else None, precision, relative=relative)


def year_at(atoms: tuple[Atom, ...], i: int) -> tuple[int, int] | None:
    """Return the year written at an index and the index after it: 2018, '18."""
    if i >= len(atoms):
        return None
    if atoms[i].kind == "number" and len(atoms[i].text) == 4 and atoms[i].text.isdecimal():
        year = int(atoms[i].text)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year, i + 1
    return None


def said_year(atoms: tuple[Atom, ...], i: int, ref: date | None) -> tuple[int, int] | None:
    """Return the year of "last year", "of this year" behind a day or month, and the index after it."""
    k = i + (lower(atoms, i) == "of")
    step = {"last": -1, "next": 1, "this": 0}.get(lower(atoms, k))
    if ref is None or step is None or lower(atoms, k + 1) != "year":
        return None
    return ref.year + step, k + 2


def two_digits(text: str) -> int:
    """Return the year that two digits stand for."""
    value = int(text)
    return value if len(text) == 4 else (2000 if value < _TWO_DIGIT_TURN else 1900) + value


def number_at(atoms: tuple[Atom, ...], i: int, most: int) -> tuple[int, int] | None:
    """Return a small whole number (digits, words, ordinals) at an index and the index after it."""
    found = numeral(atoms, i)
    if found is None or found.vague or found.fraction or found.stated != int(found.stated):
        return None
    if not 0 < found.stated <= most or "," in atoms[i].text:
        return None
    return int(found.stated), found.after


def owner(atoms: tuple[Atom, ...], i: int) -> str:
    """Return the word of a possessive ("november" of "November's"); '' for any other."""
    word = lower(atoms, i)
    return word[:-2] if len(word) > 2 and word[-1] == "s" and word[-2] in APOSTROPHES else ""


def month_at(atoms: tuple[Atom, ...], i: int) -> tuple[int, int] | None:
    """Return the month named at an index and the index after it (and after its full stop)."""
    number = terms("months").get(lower(atoms, i))
    if number is None:
        owning = terms("months").get(owner(atoms, i))
        return (int(owning), i + 1) if owning and owner(atoms, i) not in _GIVEN_NAMES else None
    full = lower(atoms, i) in ("may", "june", "july")
    short = (
        not full
        and len(atoms[i].text) <= 4
        and i + 1 < len(atoms)
        and atoms[i + 1].text == "."
        and atoms[i + 1].glued
    )
    return int(number), i + 1 + short


def weekday_at(atoms: tuple[Atom, ...], i: int) -> tuple[int, int] | None:
    """Return the weekday named at an index and the index after it; "sat" and "sun" want a capital."""
    number = terms("weekdays").get(owner(atoms, i) or lower(atoms, i))
    if number is None or (lower(atoms, i) in ("sat", "sun", "wed", "mon") and not atoms[i].capital):
        return None
    short = len(atoms[i].text) <= 5 and i + 1 < len(atoms) and atoms[i + 1].text == "." and atoms[i + 1].glued
    return int(number), i + 1 + short
