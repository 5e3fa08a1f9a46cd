"""Dates: how they are resolved against publication, and which of them contradict each other."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from figure_views import pair, view
from hypothesis import given
from hypothesis import strategies as st

from reconcile.facets import date_calendar as calendar
from reconcile.facets.date_values import When, compare
from reconcile.facets.dates import mismatch
from reconcile.values import Difference, Pair

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("dates"), ids=lambda r: r["text"])
def test_reading(row: dict[str, str]) -> None:
    found = view(row["text"]).of("date")
    assert [r.text for r in found] == [row["words"]]
    value = found[0].value
    assert isinstance(value, When)
    assert (str(value.start or ""), str(value.end or "")) == (row["start"], row["end"])
    assert value.precision == row["precision"]
    assert (found[0].slot[0] if found[0].slot else "") == row["act"]


@pytest.mark.parametrize(
    "text", ["She may win.", "They march on Rome.", "Easter Island is far.", "He sat down.", "May Lind won."]
)
def test_no_date(text: str) -> None:
    assert view(text).of("date") == ()


@pytest.mark.parametrize("row", rows("date_pairs"), ids=lambda r: f"{r['left']} / {r['right']}")
def test_pair(row: dict[str, str]) -> None:
    found = [d for d in mismatch(pair(row["left"], row["right"])) if isinstance(d, Difference)]
    told = [(d.severity, d.left.text, d.right.text) for d in found]
    assert told == ([(row["expected"], row["left_words"], row["right_words"])] if row["expected"] else [])


@pytest.mark.parametrize("row", rows("date_pairs"), ids=lambda r: f"{r['left']} / {r['right']}")
def test_pair_mirrored(row: dict[str, str]) -> None:
    here = [d for d in mismatch(pair(row["left"], row["right"])) if isinstance(d, Difference)]
    there = [d for d in mismatch(pair(row["right"], row["left"])) if isinstance(d, Difference)]
    assert [(d.left.text, d.right.text, d.severity, d.confidence) for d in here] == [
        (d.right.text, d.left.text, d.severity, d.confidence) for d in there
    ]


@pytest.mark.parametrize("row", rows("dates"), ids=lambda r: r["text"])
def test_a_text_agrees_with_itself(row: dict[str, str]) -> None:
    assert list(mismatch(pair(row["text"], row["text"]))) == []


def test_a_weekday_without_publication_keeps_its_name() -> None:
    found = view("The mayor resigned on Friday.", published=None).of("date")
    value = found[0].value
    assert isinstance(value, When)
    assert (value.start, value.weekday, value.precision) == (None, 4, "weekday-only")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("easter", 2018, date(2018, 4, 1)),
        ("good friday", 2024, date(2024, 3, 29)),
        ("thanksgiving", 2016, date(2016, 11, 24)),
        ("memorial day", 2022, date(2022, 5, 30)),
        ("christmas", 1999, date(1999, 12, 25)),
    ],
)
def test_holidays(name: str, year: int, expected: date) -> None:
    assert calendar.holiday(name, year) == expected


def test_shifting_draws_back_to_the_end_of_a_month() -> None:
    assert calendar.shift(date(2021, 3, 31), -1, "month") == date(2021, 2, 28)
    assert calendar.shift(date(2020, 2, 29), 1, "year") == date(2021, 2, 28)
    assert calendar.shift(date.max, 5, "year") == date.max


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(days, st.integers(0, 6), st.booleans())
def test_weekday_is_the_nearest_in_its_direction(ref: date, day: int, future: bool) -> None:
    found = calendar.weekday(ref, day, future=future)
    assert found.weekday() == day
    assert 0 <= ((found - ref).days if future else (ref - found).days) < 7


@given(days, days, st.integers(0, 40), st.sampled_from(["day", "week", "month"]))
def test_comparing_is_symmetric(start: date, other: date, width: int, precision: str) -> None:
    left = When(start, calendar.shift(start, width, "day"), precision)  # type: ignore[arg-type]
    right = When(other, other, "day")
    assert compare(left, right) == compare(right, left)
    assert compare(left, left) == "equal"


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("Wednesday", "Tuesday", 1),  # two weekdays never are one day
        ("Wednesday", "Wednesday", 0),
        ("November", "June", 1),
        ("November", "November", 0),
    ],
)
def test_undated_articles_in_the_same_words(left: str, right: str, told: int) -> None:
    sentence = "The ferry passed its yearly inspection in the harbour of Welk in {} and was not full."
    both = Pair(view(sentence.format(left), "A", None), view(sentence.format(right), "B", None), 0.8, 0.7)
    assert len([d for d in mismatch(both) if isinstance(d, Difference)]) == told
