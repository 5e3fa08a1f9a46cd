"""The table of readings (tests/cases/readings.csv): what figures and dates of invented news sentences mean.

A row gives a sentence, words in it, and what they should be read as; every statement is published on
Thursday, 14 March 2019. `kind` is a figure's kind, "date", "no figure" or "no date" (a date that hangs on
the story counts as none: nothing resolves it). `value`:

    43            the stated figure; without a qualifier the interval is that figure alone
    17..   ..60   a floor, a ceiling
    150..200      a range, or the size that a vague word names
    52-47         a score
    2019-03-10    a day; with T17:00 its clock time; T07:00 a clock time alone
    A..B          a period from day A to day B
    ~D/n          a period that holds day D and is at most n days long

`known` names what is wrong where a row is known to be read wrong; the test holds that as well, so that a
mended row has to be told.
"""

from __future__ import annotations

import csv
import math
from datetime import date
from pathlib import Path

from figure_views import view

from reconcile.facets.date_values import When
from reconcile.facets.number_values import Figure
from reconcile.values import Reading, View
from reconcile.words import stem

TABLE = Path(__file__).parents[1] / "cases" / "readings.csv"
PUBLISHED = date(2019, 3, 14)
CLOSE = 1e-4


def rows() -> list[dict[str, str]]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def right(row: dict[str, str]) -> bool:
    """Whether the words of a row are read as the row says."""
    seen = view(row["text"], published=PUBLISHED)
    start = row["text"].index(row["words"])
    end = start + len(row["words"])
    if row["kind"] == "no figure":
        return not _touching(seen, "number", start, end)
    if row["kind"] == "no date":
        return not any(_when(r).start for r in _touching(seen, "date", start, end))
    facet = "date" if row["kind"] == "date" else "number"
    found = [r for r in _touching(seen, facet, start, end) if r.start <= start and end <= r.end]
    if len(found) != 1:
        return False
    return _date(found[0], row["value"]) if facet == "date" else _figure(found[0], row)


def _touching(seen: View, facet: str, start: int, end: int) -> list[Reading]:
    return [r for r in seen.readings if r.facet == facet and r.start < end and start < r.end]


def _figure(reading: Reading, row: dict[str, str]) -> bool:
    figure = reading.value
    assert isinstance(figure, Figure)
    if figure.kind != row["kind"] or reading.unit != row["unit"]:
        return False
    if reading.qualifier.casefold() != row["qualifier"].casefold():
        return False
    if row["noun"] and not {row["noun"], stem(row["noun"])} & set(reading.slot):
        return False
    return _value(figure, row["value"], qualified=bool(row["qualifier"]))


def _value(figure: Figure, value: str, *, qualified: bool) -> bool:
    if figure.kind == "score":
        first, _, second = value.partition("-")
        return (figure.stated, figure.second) == (float(first), float(second))
    if ".." in value:
        low, _, high = value.partition("..")
        below = _close(figure.low, float(low)) if low else figure.low <= 0
        return below and (_close(figure.high, float(high)) if high else figure.high == math.inf)
    if not qualified and not (_close(figure.low, float(value)) and _close(figure.high, float(value))):
        return False
    return _close(figure.stated, float(value))


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= CLOSE * max(1.0, abs(b))


def _when(reading: Reading) -> When:
    assert isinstance(reading.value, When)
    return reading.value


def _date(reading: Reading, value: str) -> bool:
    when = _when(reading)
    if "T" in value:
        day, _, clock = value.partition("T")
        at = int(clock[:2]) * 60 + int(clock[3:])
        return when.minutes == (at, at) and (str(when.start) if when.start else "") == day
    if value.startswith("~"):
        day, _, most = value[1:].partition("/")
        if when.start is None or when.end is None or (when.end - when.start).days >= int(most):
            return False
        return when.start <= date.fromisoformat(day) <= when.end
    start, _, end = value.partition("..")
    return (str(when.start), str(when.end)) == (start, end or start)
