"""Days and months in figures and words: "2018-06-12", "12 June 2018", "June 2018"; one function a form.

Each takes the atoms, the index where the expression may begin and the setting (day of publication,
tense of the clause) and returns an `Expression` or None. `date_grammar` tries them and joins them.
"""

from __future__ import annotations

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower
from reconcile.facets.date_terms import (
    Expression,
    Setting,
    day_when,
    month_at,
    number_at,
    said_year,
    span_when,
    terms,
    two_digits,
    weekday_at,
    year_at,
)
from reconcile.facets.date_values import When
from reconcile.facets.number_terms import hyphen


def numeric(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """2018-06-12, 06/12/2018, 12.06.2018, on 4/22: month first unless that cannot be."""
    parts: list[str] = []
    k, mark = i, ""
    while k < len(atoms) and atoms[k].kind == "number" and len(parts) < 3:
        parts += atoms[k].text.split(".")
        mark = mark or ("." if "." in atoms[k].text else "")
        if not (k + 2 < len(atoms) and atoms[k + 1].glued and atoms[k + 2].glued and len(parts) < 3):
            k += 1
            break
        link = "-" if atoms[k + 1].dash else atoms[k + 1].text
        if link not in ("-", "/", ".") or (mark and link != mark) or atoms[k + 2].kind != "number":
            k += 1
            break
        mark, k = link, k + 2
    if not mark or len(parts) not in (2, 3) or not all(p.isdecimal() and len(p) <= 4 for p in parts):
        return None
    if (
        k < len(atoms)
        and atoms[k].glued
        and (atoms[k].text in "/%" or atoms[k].dash or atoms[k].kind != "mark")
    ):
        return None
    if i and atoms[i].glued and (atoms[i - 1].dash or atoms[i - 1].text in "/$£€."):
        return None
    if len(parts) == 2:
        return _month_day(atoms, i, k, parts, mark, setting)
    if len(parts[0]) == 4:
        found = calendar.safe(*(int(p) for p in parts)) if len(parts) == 3 else None
    elif len(parts[2]) in (2, 4):
        year = two_digits(parts[2])
        first, second = int(parts[0]), int(parts[1])
        found = (None if mark == "." else calendar.safe(year, first, second)) or calendar.safe(
            year, second, first
        )
    else:
        return None
    return Expression(i, k, day_when(found)) if found else None


def _month_day(
    atoms: tuple[Atom, ...], i: int, k: int, parts: list[str], mark: str, setting: Setting
) -> Expression | None:
    """ "on 4/22": only after "on" or a weekday, since elsewhere it is a fraction or a score."""
    if (
        mark != "/"
        or not (lower(atoms, i - 1) == "on" or weekday_at(atoms, i - 1))
        or max(map(len, parts)) > 2
    ):
        return None
    month, day = int(parts[0]), int(parts[1])
    if month > 12:
        month, day = day, month
    if setting.ref is None or not 0 < month <= 12:
        return None
    return Expression(i, k, day_when(calendar.nearest(setting.ref, month, day, setting.tense), relative=True))


def month_first(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "June 12", "Jan. 21, 2009", "Nov 19-20", "June 2018", "May the eleventh"."""
    month = month_at(atoms, i)
    if month is None:
        return None
    k = month[1]
    link = k + (lower(atoms, k) == "the") + hyphen(atoms, k)
    day = number_at(atoms, link, 31) if not year_at(atoms, k) else None
    if day is None or _counts(atoms, day[1]):
        return _month_alone(atoms, i, month, setting)
    k = day[1]
    last = None
    if k < len(atoms) and (atoms[k].dash or lower(atoms, k) in ("to", "and", "through")):
        last = number_at(atoms, k + 1, 31)
        if last and (last[0] <= day[0] or month_at(atoms, last[1]) or _counts(atoms, last[1])):
            last = None
    k = last[1] if last else k
    year = year_at(atoms, k + (lower(atoms, k) in (",", "of", "in")))
    if year and lower(atoms, k) == "in" and atoms[k - 1].kind != "number":
        year = None
    year = year or said_year(atoms, k, setting.ref)
    k = year[1] if year else k
    return _days(i, k, year[0] if year else None, month[0], day[0], last[0] if last else day[0], setting)


def _counts(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a number counts what follows: "in June 12 people", "May 5 percent"."""
    return lower(atoms, k) in (
        "people",
        "percent",
        "per",
        "%",
        "million",
        "billion",
        "years",
        "days",
        "months",
        "men",
        "women",
        "children",
        "others",
    )


def _days(
    i: int, k: int, year: int | None, month: int, first: int, last: int, setting: Setting
) -> Expression | None:
    if year is not None:
        start, end = calendar.safe(year, month, first), calendar.safe(year, month, last)
    elif setting.ref is not None:
        start = calendar.nearest(setting.ref, month, first, setting.tense)
        end = calendar.safe(start.year, month, last) if start else None
    else:
        return Expression(i, k, When(None, None, "none"))
    if start is None or end is None:
        return None
    return Expression(i, k, When(start, end, "day" if start == end else "range", relative=year is None))


def _month_alone(
    atoms: tuple[Atom, ...], i: int, month: tuple[int, int], setting: Setting
) -> Expression | None:
    """ "June 2018", "in June"; "May", "march" and "Jan" alone only after a preposition."""
    k = month[1]
    year = year_at(atoms, k + (lower(atoms, k) in (",", "of", "in") or hyphen(atoms, k)))
    year = year or (said_year(atoms, k, setting.ref) if atoms[i].capital else None)
    if year:
        return Expression(i, year[1], span_when(calendar.month_span(year[0], month[0]), "month"))
    if not atoms[i].capital or (
        not (lower(atoms, k) in ("to", "through") and month_at(atoms, k + 1) and atoms[k + 1].capital)
        and lower(atoms, i) in ("may", "mar", "jan", "march", "april", "june", "august", "jun", "dec")
        and lower(atoms, i - 1) not in terms("words")["before_month"]
    ):
        return None
    if k < len(atoms) and atoms[k].capital and lower(atoms, i) in ("may", "april", "june", "jan", "august"):
        return None  # "from May Tomas": a given name
    if setting.ref is None:
        return Expression(i, k, When(None, None, "none"))
    near = calendar.nearest(setting.ref, month[0], min(setting.ref.day, 28), setting.tense)
    if near is None:
        return None
    return Expression(i, k, span_when(calendar.month_span(near.year, near.month), "month", relative=True))


def day_first(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "12 June 2018", "the 4th of March", "4 to 22 January", "1-2 July"."""
    day = number_at(atoms, i, 31)
    if day is None or _money_before(atoms, i):
        return None
    k, last = day[1], day[0]
    if k < len(atoms) and (atoms[k].dash or lower(atoms, k) in ("to", "and", "until", "through")):
        second = number_at(atoms, k + 1, 31)
        if second and second[0] > day[0] and month_at(atoms, second[1] + (lower(atoms, second[1]) == "of")):
            last, k = second[0], second[1]
    k += (
        lower(atoms, k) == "of"
        or hyphen(atoms, k)
        or (k < len(atoms) and atoms[k].text == "." and atoms[k].glued)
    )
    month = month_at(atoms, k)
    if month is None or not (atoms[k].capital or lower(atoms, k) not in ("may", "march")):
        return None
    if lower(atoms, k) == "may" and lower(atoms, k - 1) != "of" and not atoms[i].text[0].isdigit():
        return None
    k = month[1]
    if k < len(atoms) and atoms[k].kind == "number" and number_at(atoms, k, 31) and not hyphen(atoms, k - 1):
        return None  # "killed 12 June 5": the number belongs to something else
    year = year_at(atoms, k + (lower(atoms, k) in (",", "of", "in") or hyphen(atoms, k)))
    year = year or said_year(atoms, k, setting.ref)
    k = year[1] if year else k
    return _days(i, k, year[0] if year else None, month[0], day[0], last, setting)


def _money_before(atoms: tuple[Atom, ...], i: int) -> bool:
    return i > 0 and atoms[i - 1].text in "$£€¥"
