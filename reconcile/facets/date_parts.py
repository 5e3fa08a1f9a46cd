"""Parts of a period: "early March", "mid-1990s", "the end of 2000", "earlier this month".

Why halves: writers say "early" and "late" of anything before or after the middle, and a wider reading keeps
two of them from contradicting each other. "The end of", "the start of" a year are a third, as the reference
recognisers' cases have them, with soft ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower
from reconcile.facets.date_values import When
from reconcile.facets.number_terms import hyphen

_OF = {"beginning": "start", "start": "start", "end": "end", "middle": "middle"}
# How far a part reaches past its words, in days: "late 2018" may be June, "early May" the 17th.
_SOFT = {"week": 1, "month": 3, "year": 31, "decade": 365, "century": 3650}
_MONTHS = {"year": 12, "decade": 120, "century": 1200}
_FIRST_HALF_OF_MONTH = 15
_FIRST_HALF_OF_WEEK = 3


def edge_at(atoms: tuple[Atom, ...], i: int) -> tuple[str, int]:
    """Return the part that words name ("early", "end") and the index of the period; '' for none."""
    word, k = lower(atoms, i), i + 1
    if word in ("early", "late", "mid", "earlier", "later"):
        k += hyphen(atoms, k) + (lower(atoms, k) == "in")
        return word, k + (lower(atoms, k) == "the")
    if word == "rest" and lower(atoms, k) == "of":
        return "later", k + 1 + (lower(atoms, k + 1) == "the")
    if word in _OF and lower(atoms, k) == "of":
        return _OF[word], k + 1 + (lower(atoms, k + 1) == "the")
    return "", i


def part(when: When, edge: str, ref: date | None) -> When:
    """Return the part of a period that an edge names; the period where it cannot be cut."""
    start, end = when.start, when.end
    if start is None or end is None:
        return when
    if edge in ("earlier", "later"):
        if ref is None or not start <= ref <= end:
            return when
        return replace(when, end=ref) if edge == "earlier" else replace(when, start=ref)
    soft = _SOFT.get(when.precision, 7)
    if when.precision in _MONTHS:
        return _of_months(when, start, edge, _MONTHS[when.precision], soft)
    half = (end - start).days // 2
    if when.precision == "month":
        half = _FIRST_HALF_OF_MONTH - 1
    elif when.precision == "week":
        half = _FIRST_HALF_OF_WEEK - 1
    if edge in ("early", "start"):
        return replace(when, end=calendar.shift(start, half, "day"), soft=soft)
    if edge in ("late", "end"):
        return replace(when, start=calendar.shift(start, half + 1, "day"), soft=soft)
    quarter = half // 2
    inner = calendar.shift(start, quarter, "day"), calendar.shift(end, -quarter, "day")
    return replace(when, start=inner[0], end=inner[1], soft=soft)


def _of_months(when: When, start: date, edge: str, months: int, soft: int) -> When:
    """Cut a year or longer at a month: halves for "early" and "late", thirds for the rest."""
    size = months // 2 if edge in ("early", "late") else months // 3
    first = {"early": 0, "start": 0, "late": months - size, "end": months - size}.get(edge, size)
    begin = calendar.month_span(start.year, start.month + first)[0]
    last = calendar.month_span(start.year, start.month + first + size - 1)[1]
    return replace(when, start=begin, end=last, soft=soft)
