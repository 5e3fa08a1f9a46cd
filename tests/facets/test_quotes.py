"""Facet quotes: one utterance in different words."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.facets.quotes import mismatch, read
from reconcile.facets.verbatim import compare_wording, wording
from reconcile.speech import attribute
from reconcile.values import Article, Difference, Pair, Statement, View
from reconcile.words import tokenize

CASES = Path(__file__).parent.parent / "cases"
WORDS = [
    "the",
    "quay",
    "ship",
    "will",
    "be",
    "rebuilt",
    "pilots",
    "don't",
    "…",
    "[sic]",
    "(then)",
    "by",
    "spring",
]


def view(text: str, source: str) -> View:
    article = Article.from_text(text, name=source)
    (statement,) = attribute(article, (Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0),))
    bare = View(statement, article.source, tokenize(text))
    return replace(bare, readings=tuple(read(bare)))


def judge(left: str, right: str) -> list[Difference]:
    pair = Pair(view(left, "A"), view(right, "B"), 0.8, 0.8)
    return [d for d in mismatch(pair) if isinstance(d, Difference)]


def rows() -> list[dict[str, str]]:
    with (CASES / "quotes.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_one_utterance(row: dict[str, str]) -> None:
    assert [d.severity for d in judge(row["left"], row["right"])] == (
        [row["expected"]] if row["expected"] else []
    )


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_a_mirrored_pair_gives_the_mirrored_difference(row: dict[str, str]) -> None:
    here, there = judge(row["left"], row["right"]), judge(row["right"], row["left"])
    assert [(d.left.text, d.right.text, d.severity, d.confidence) for d in here] == [
        (d.right.text, d.left.text, d.severity, d.confidence) for d in there
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_a_text_against_itself_has_no_difference(row: dict[str, str]) -> None:
    assert judge(row["left"], row["left"]) == []


def test_the_message_names_both_sources_and_shows_the_words() -> None:
    (found,) = judge(
        "“We will rebuild the old quay before the spring tide,” Lund said.",
        "“We will repair the old quay before the spring tide,” Lund said.",
    )
    assert found.message == "The same words are quoted differently: A has “rebuild”, B has “repair”."
    assert found.left.text == "We will rebuild the old quay before the spring tide,"
    assert (found.left.source, found.right.source) == ("A", "B")


def test_changes_that_a_small_word_parts_are_shown_as_one() -> None:
    likeness = compare_wording("I thank who steered the ship home", "I thank who saved the boat home")
    assert likeness is not None
    assert likeness.changes == (("steered the ship", "saved the boat"),)


def test_readings_leave_out_labels_and_titles() -> None:
    assert view("The “quay week” began.", "A").readings == ()
    assert view("In an article titled “Ships are late again” the paper told more.", "A").readings == ()
    assert view("The film “The Last Ship Home” ran.", "A").readings == ()
    (reading,) = view("“Ships were late again,” Lund said.", "A").readings
    assert (reading.text, reading.qualifier) == ("Ships were late again,", "Lund")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They're state-run.", ("they", "are", "state", "run")),
        ("We won’t go…", ("we", "will", "not", "go", "")),
        ("The [old] U.S. ship", ("the", "", "us", "ship")),
        ("An (open bracket", ("an", "open", "bracket")),
        ("1,200 ships. . . and", ("1200", "ships", "", "and")),
        ("", ()),
    ],
)
def test_wording(text: str, expected: tuple[str, ...]) -> None:
    assert wording(text) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.lists(st.sampled_from(WORDS), max_size=25))
def test_likeness_is_symmetric(left: list[str], right: list[str]) -> None:
    here, there = (
        compare_wording(" ".join(left), " ".join(right)),
        compare_wording(" ".join(right), " ".join(left)),
    )
    assert (here is None) == (there is None)
    if here and there:
        assert there._replace(changes=tuple((b, a) for a, b in there.changes)) == here
        assert 0 < here.ratio <= 1
        assert 0 < here.coverage <= 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_odd_text_is_like_itself(text: str) -> None:
    likeness = compare_wording(text, text)
    assert likeness is None or likeness.changes == ()


@given(
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.integers(1, 9),
)
def test_likeness_is_the_same_where_fewer_words_would_not_be_asked_for(
    left: list[str], right: list[str], least: int
) -> None:
    """`least` only spares work: what has so many matched words is found, and is what is found without it."""
    one, other = " ".join(left), " ".join(right)
    whole, asked = compare_wording(one, other), compare_wording(one, other, least)
    assert asked in (None, whole)
    assert asked is not None or whole is None or whole.matched < least
