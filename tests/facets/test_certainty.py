"""Facet certainty: what one side leaves open and the other tells as a fact."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.clauses import clauses
from reconcile.facets.certainty import mismatch, read
from reconcile.speech import attribute
from reconcile.values import Article, Difference, Pair, Statement, View
from reconcile.words import tokenize

CASES = Path(__file__).parent.parent / "cases"
ODD = [
    "may",
    "have",
    "whether",
    "if",
    "apparently",
    "is",
    "believed",
    "to",
    "not",
    "sunk",
    "ship",
    ",",
    ".",
    "May",
    "will",
]


def view(text: str, source: str) -> View:
    article = Article.from_text(text, name=source)
    (statement,) = attribute(article, (Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0),))
    tokens = tokenize(text)
    return View(statement, article.source, tokens, clauses(tokens))


def judge(left: str, right: str) -> list[Difference]:
    pair = Pair(view(left, "A"), view(right, "B"), 0.8, 0.8)
    return [d for d in mismatch(pair) if isinstance(d, Difference)]


def rows() -> list[dict[str, str]]:
    with (CASES / "certainty.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_open_against_told(row: dict[str, str]) -> None:
    found = judge(row["left"], row["right"])
    assert [d.severity for d in found] == ([row["expected"]] if row["expected"] else [])
    mirrored = judge(row["right"], row["left"])
    assert [(d.left.text, d.right.text) for d in mirrored] == [(d.right.text, d.left.text) for d in found]
    for d in found:
        assert row["left"][d.left.start : d.left.end] == d.left.text
        assert row["right"][d.right.start : d.right.end] == d.right.text
        assert d.message.startswith("A leaves open")
    assert judge(row["left"], row["left"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship may have sunk.", [("may have sunk", "past")]),
        ("The ship may sink.", [("may sink", "ahead")]),
        ("The ship apparently sank.", [("apparently sank", "past")]),
        ("Two sailors are believed to have drowned.", [("believed to have drowned", "past")]),
        ("Divers saw an apparent hull breach.", [("apparent hull breach", "noun")]),
        (
            "Police are trying to determine whether the crew drank.",
            [("determine whether the crew drank", "open")],
        ),
        ("Theresa May sank the ship.", []),
        ("She could see the ship.", []),
        ("The ship sank.", []),
    ],
)
def test_readings(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(read(view(text, "A")))
    assert [(r.text, r.note) for r in found] == expected
    assert all(text[r.start : r.end] == r.text for r in found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(ODD), min_size=1, max_size=20),
    st.lists(st.sampled_from(ODD), min_size=1, max_size=20),
)
def test_odd_text_never_raises(left: list[str], right: list[str]) -> None:
    for d in judge(" ".join(left), " ".join(right)):
        assert d.left.source == "A"
        assert d.right.source == "B"
