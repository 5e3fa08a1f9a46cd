"""Figures: how they are read, and which of them contradict each other."""

from __future__ import annotations

import csv
import math
from datetime import date
from pathlib import Path

import pytest
from figure_views import pair, view
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.data import table
from reconcile.facets.number_values import Figure, compare
from reconcile.facets.numbers import mismatch
from reconcile.values import Difference, Pair

CASES = Path(__file__).parents[1] / "cases"
PLACES = [
    "Dorn",
    "Welk",
    "the harbour",
    "a dozen",
    "12",
    "killed",
    "people",
    "$",
    "5.9",
    "year-old",
    "-",
    "half",
    "to",
]


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("numbers"), ids=lambda r: r["text"])
def test_reading(row: dict[str, str]) -> None:
    found = [r for r in view(row["text"]).of("number") if r.text == row["words"]]
    assert len(found) == 1, [r.text for r in view(row["text"]).of("number")]
    value = found[0].value
    assert isinstance(value, Figure)
    assert value.kind == row["kind"]
    assert (value.low, value.high, value.stated) == tuple(float(row[k]) for k in ("low", "high", "stated"))
    assert found[0].unit == row["unit"]
    assert " ".join(found[0].slot) == row["slot"]


@pytest.mark.parametrize("row", rows("number_labels"), ids=lambda r: r["text"])
def test_label_is_no_figure(row: dict[str, str]) -> None:
    assert view(row["text"]).of("number") == ()


@pytest.mark.parametrize("row", rows("number_pairs"), ids=lambda r: f"{r['left']} / {r['right']}")
def test_pair(row: dict[str, str]) -> None:
    found = [d for d in mismatch(pair(row["left"], row["right"])) if isinstance(d, Difference)]
    told = [(d.severity, d.left.text, d.right.text) for d in found]
    assert told == ([(row["expected"], row["left_words"], row["right_words"])] if row["expected"] else [])


@pytest.mark.parametrize("row", rows("number_pairs"), ids=lambda r: f"{r['left']} / {r['right']}")
def test_pair_mirrored(row: dict[str, str]) -> None:
    here = [d for d in mismatch(pair(row["left"], row["right"])) if isinstance(d, Difference)]
    there = [d for d in mismatch(pair(row["right"], row["left"])) if isinstance(d, Difference)]
    assert sorted((d.left.text, d.right.text, d.severity, d.confidence) for d in here) == sorted(
        (d.right.text, d.left.text, d.severity, d.confidence) for d in there
    )


def test_evidence_stands_in_the_text() -> None:
    left = "Twelve people were killed in the mine collapse."
    found = list(mismatch(pair(left, "The mine collapse left 15 dead.")))
    assert len(found) == 1
    assert isinstance(found[0], Difference)
    assert left[found[0].left.start : found[0].left.end] == found[0].left.text
    assert found[0].left.reading == "Twelve people (12)"
    assert found[0].message == "A says Twelve people, B says 15 dead."


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (date(2021, 5, 11), date(2021, 5, 12), "A, earlier, says 12 people, B says 15 people."),
        (date(2021, 5, 13), date(2021, 5, 12), "A says 12 people, B, earlier, says 15 people."),
        (date(2021, 5, 12), date(2021, 5, 12), "A says 12 people, B says 15 people."),
        (None, date(2021, 5, 12), "A says 12 people, B says 15 people."),
    ],
)
def test_the_older_of_two_counts_is_called_so(left: date | None, right: date | None, expected: str) -> None:
    one = view("The harbour fire killed 12 people.", "A", left)
    other = view("The harbour fire killed 15 people.", "B", right)
    found = [d for d in mismatch(Pair(one, other, 0.8, 0.7)) if isinstance(d, Difference)]
    assert [d.message for d in found] == [expected]


def test_what_does_not_grow_is_not_called_earlier() -> None:
    one = view("The harbour hall cost $4 million to build.", "A", date(2021, 5, 11))
    other = view("The harbour hall cost $9 million to build.", "B", date(2021, 5, 12))
    found = [d for d in mismatch(Pair(one, other, 0.8, 0.7)) if isinstance(d, Difference)]
    assert [d.message for d in found] == ["A says $4 million, B says $9 million."]


def test_offsets_are_those_of_the_article() -> None:
    found = view("They lost 14 boats.", offset=500).of("number")
    assert [(r.start, r.end, r.text) for r in found] == [(510, 518, "14 boats")]


@pytest.mark.parametrize("row", rows("numbers"), ids=lambda r: r["text"])
def test_a_text_agrees_with_itself(row: dict[str, str]) -> None:
    assert list(mismatch(pair(row["text"], row["text"]))) == []


def count(stated: float, low: float | None = None, high: float | None = None, step: float = 1.0) -> Figure:
    return Figure(
        stated if low is None else low, stated if high is None else high, True, "count", stated, step=step
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (count(20), count(19), "different"),
        (count(1000, step=1000), count(987), "compatible"),
        (count(1000, step=1000), count(1400, step=100), "different"),
        (count(350), count(350, 300, 400), "equal"),
        (count(12), count(12), "equal"),
    ],
)
def test_ladder(left: Figure, right: Figure, expected: str) -> None:
    assert compare(left, right) == expected
    assert compare(right, left) == expected


figures = st.builds(
    lambda low, width, step, bound: Figure(
        low, math.inf if bound == "min" else low + width, not width, "count", low, bound=bound, step=step
    ),
    st.integers(0, 5000).map(float),
    st.sampled_from([0.0, 10.0]),
    st.sampled_from([1.0, 10.0, 1000.0]),
    st.sampled_from(["", "min"]),
)


@given(figures, figures)
def test_comparing_is_symmetric(left: Figure, right: Figure) -> None:
    assert compare(left, right) == compare(right, left)


@given(figures)
def test_a_figure_equals_itself(figure: Figure) -> None:
    assert compare(figure, figure) == "equal"


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PLACES), max_size=14).map(" ".join)))
def test_odd_text_never_raises_and_spans_are_exact(text: str) -> None:
    found = view(text)
    for reading in found.readings:
        assert text[reading.start : reading.end] == reading.text
        assert reading.text
    assert list(mismatch(pair(text, text))) == []


@pytest.mark.parametrize("name", ["numbers_nouns", "numbers_labels", "numbers_qualifiers", "dates_acts"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    def lists(node: object) -> list[list[str]]:
        if isinstance(node, dict):
            return [found for value in node.values() for found in lists(value)]
        return [node] if isinstance(node, list) else []

    for entries in lists(table(name)):
        assert entries == sorted(set(entries))
