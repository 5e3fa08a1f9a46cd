"""Named periods: years, decades, centuries, seasons, quarters and halves."""

from __future__ import annotations

from datetime import date

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower
from reconcile.facets.date_relative import step_at, unit_form
from reconcile.facets.date_terms import Expression, Setting, span_when, terms, year_at
from reconcile.facets.date_values import When
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_terms import hyphen
from reconcile.words import APOSTROPHES


def year_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "2015", "the 1990s", "the '90s", "2005-06", "the 19th century"."""
    early = atoms[i + 1].text if lower(atoms, i) == "year" and i + 1 < len(atoms) else ""
    if len(early) == 3 and early.isdecimal() and early.isascii():  # "the year 247"
        return Expression(i, i + 2, span_when(calendar.year_span(int(early)), "year"))
    year = year_at(atoms, i)
    if year:
        after = year[1]
        if after < len(atoms) and atoms[after].glued and lower(atoms, after) == "s":
            return _decade(i, after + 1, year[0])
        if after + 1 < len(atoms) and atoms[after].text in APOSTROPHES and lower(atoms, after + 1) == "s":
            return _decade(i, after + 2, year[0])
        part = quarter_form(atoms, after + hyphen(atoms, after), setting, year[0])
        if part:  # "2016 H2", "2017-Q1"
            return Expression(i, part.after, part.when)
        dashed = hyphen(atoms, after) or (lower(atoms, after) == "~" and after + 1 < len(atoms))
        if dashed and atoms[after + 1].kind == "number":
            return _year_span(atoms, i, after, year[0])
        if after < len(atoms) and atoms[after].glued and atoms[after].kind != "mark":
            return None
        return (
            Expression(i, after, span_when(calendar.year_span(year[0]), "year"))
            if _is_year(atoms, i)
            else None
        )
    mark = i + 1 < len(atoms) and atoms[i + 1].text in APOSTROPHES and lower(atoms, i + 2) == "s"
    if (
        mark
        and len(atoms[i].text) == 2
        and atoms[i].text.isdecimal()
        and atoms[i].text[1] == "0"
        and lower(atoms, i - 1) in ("in", "the")
    ):
        return _decade(i, i + 3, (1900 if int(atoms[i].text) > 20 else 2000) + int(atoms[i].text))
    if i + 1 < len(atoms) and lower(atoms, i + 1) == "s" and atoms[i + 1].glued and len(atoms[i].text) == 2:
        back = i and atoms[i - 1].text in APOSTROPHES
        if atoms[i].text.isdecimal() and atoms[i].text[1] == "0" and (back or lower(atoms, i - 1) == "the"):
            value = int(atoms[i].text)
            return _decade(i, i + 2, (1900 if value > 20 else 2000) + value)
    if lower(atoms, i) in terms("decades") and lower(atoms, i - 1) == "the":
        return _decade(i, i + 1, int(terms("decades")[lower(atoms, i)]))
    number = numeral(atoms, i)
    if number and number.ordinal and number.stated < 23:
        after = number.after + hyphen(atoms, number.after)
        if lower(atoms, after) == "century":
            first = (int(number.stated) - 1) * 100  # as people count: 1900 is of the 20th
            return Expression(i, after + 1, span_when(calendar.year_span(first, 100), "century"))
    return None


def _decade(i: int, after: int, year: int) -> Expression:
    whole = year % 100 == 0 and year < 2000  # "the 1800s" are the century
    return Expression(
        i, after, span_when(calendar.year_span(year, 100 if whole else 10), "century" if whole else "decade")
    )


def _year_span(atoms: tuple[Atom, ...], i: int, after: int, first: int) -> Expression | None:
    text = atoms[after + 1].text
    last = (
        int(text)
        if len(text) == 4 and text.isdecimal()
        else first // 100 * 100 + int(text)
        if len(text) == 2 and text.isdecimal()
        else 0
    )
    if not first < last < first + 200:
        return None
    return Expression(i, after + 2, When(date(first, 1, 1), calendar.year_span(last)[1], "range"))


def _is_year(atoms: tuple[Atom, ...], i: int) -> bool:
    """Whether four digits are a year: after a preposition, or 1900 to 2099 with no noun that they count."""
    before, value = lower(atoms, i - 1), int(atoms[i].text)
    if before in ("$", "£", "€", "#", "no", "about", "some", "nearly", "almost", "than", "least", "over") or (
        i and atoms[i].glued and atoms[i - 1].text not in "(“\"'-–—/‘"
    ):
        return False
    if before in terms("words")["before_year"] or before in ("", "(", ","):
        return value >= 1500 or before in ("in", "since", "year")
    return 1900 <= value < 2100 and lower(atoms, i + 1) not in (
        "people",
        "men",
        "women",
        "children",
        "troops",
        "soldiers",
        "%",
        "percent",
        "miles",
        "feet",
        "km",
        "kilometers",
        "kilometres",
        "block",
        "metres",
        "meters",
        "tons",
        "dollars",
        "homes",
        "houses",
        "jobs",
        "workers",
    )


def season_form(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the fall of 2005", "summer 2018", "last winter", "this spring", "in the autumn"."""
    k, step = step_at(atoms, i)
    season = lower(atoms, k)
    if season not in terms("seasons"):
        return None
    after = k + 1
    year = year_at(atoms, after + (lower(atoms, after) in ("of", ",")))
    if year:
        return Expression(i, year[1], span_when(calendar.season_span(year[0], season), "season"))
    if step is None and not (
        lower(atoms, i - 1) == "the"
        and lower(atoms, i - 2) in ("in", "of", "during", "until", "since", "this")
    ):
        return None
    if setting.ref is None:
        return Expression(i, after, When(None, None, "none"))
    ref = setting.ref
    spans = [calendar.season_span(ref.year + y, season) for y in (-2, -1, 0, 1)]
    if step == -1:
        spans = [s for s in spans if s[1] < ref][-1:]
    elif step == 1 or (step is None and setting.tense == "future"):
        spans = [s for s in spans if s[0] > ref][:1]
    else:
        spans = (
            [s for s in spans if s[0].year == ref.year or s[0] <= ref <= s[1]][:1]
            if step == 0
            else [s for s in spans if s[0] <= ref][-1:]
        )
    return Expression(i, after, span_when(spans[0] if spans else None, "season", relative=True))


def quarter_form(
    atoms: tuple[Atom, ...], i: int, setting: Setting, known: int | None = None
) -> Expression | None:
    """ "the third quarter of 2018", "Q3 2016", "first half of this year", "H1"."""
    if i < len(atoms) and lower(atoms, i) in ("q", "h") and i + 1 < len(atoms) and atoms[i + 1].glued:
        word, k = ("quarter" if lower(atoms, i) == "q" else "half"), i + 2
        number = int(atoms[i + 1].text) if atoms[i + 1].text in "1234" and atoms[i + 1].text else 0
    else:
        ordinal = numeral(atoms, i)
        if not ordinal or not ordinal.ordinal or ordinal.stated > 4:
            return None
        number, word, k = int(ordinal.stated), lower(atoms, ordinal.after), ordinal.after + 1
    size = {"quarter": 3, "half": 6}.get(word, 0)
    if not size or not 0 < number <= 12 // size:
        return None
    if known is not None:
        return Expression(i, k, _months_of(known, number, size, relative=False))
    link = k + (lower(atoms, k) in ("of", ",", "in")) + (hyphen(atoms, k))
    year = year_at(atoms, link)
    if year is None and word == "half" and lower(atoms, link) not in ("this", "last", "next", "the"):
        return None
    whole = unit_form(atoms, link, setting)
    value = year[0] if year else None
    if value is None and setting.ref is not None:
        stepped = whole is not None and whole.when.precision == "year" and whole.when.start is not None
        value = whole.when.start.year if stepped and whole and whole.when.start else setting.ref.year
        k = whole.after if stepped and whole else k
    else:
        k = year[1] if year else k
    if value is None:
        return Expression(i, k, When(None, None, "none"))
    return Expression(i, k, _months_of(value, number, size, relative=year is None))


def _months_of(year: int, number: int, size: int, *, relative: bool) -> When:
    """Return the nth quarter or half of a year."""
    first = (number - 1) * size + 1
    span = calendar.month_span(year, first)[0], calendar.month_span(year, first + size - 1)[1]
    return span_when(span, "quarter" if size == 3 else "half", relative=relative)
