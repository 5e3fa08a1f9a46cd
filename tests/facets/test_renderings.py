"""Facet quotes, second file: one denial of one speaker in two renderings; and who speaks for a body."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.facets.quotes import read
from reconcile.facets.renderings import LEAST_SCORE, mismatch
from reconcile.facets.voices import Voice, same_voice
from reconcile.speech import attribute
from reconcile.values import Article, Difference, Entity, Pair, Source, Statement, View
from reconcile.words import tokenize

CASES = Path(__file__).parent.parent / "cases"
WORDS = ["not", "no", "“", "”", "lighthouse", "Lund", "said", "sell", "never", "don’t", ".", ",", "[", "…"]


def view(text: str, source: str) -> View:
    article = Article.from_text(text, name=source)
    (statement,) = attribute(article, (Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0),))
    bare = View(statement, article.source, tokenize(text))
    return replace(bare, readings=tuple(read(bare)))


def judge(left: str, right: str, score: float = 0.8) -> list[Difference]:
    return [
        d for d in mismatch(Pair(view(left, "A"), view(right, "B"), score, 0.8)) if isinstance(d, Difference)
    ]


def rows(expected: str = "") -> list[dict[str, str]]:
    with (CASES / "renderings.csv").open(encoding="utf-8", newline="") as f:
        return [r for r in csv.DictReader(f) if not expected or r["expected"] == expected]


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_one_denial(row: dict[str, str]) -> None:
    found = judge(row["left"], row["right"])
    assert len(found) == (row["expected"] == "yes")
    assert [(d.right, d.left) for d in judge(row["right"], row["left"])] == [
        (replace(d.left, source="B"), replace(d.right, source="A")) for d in found
    ]


@pytest.mark.parametrize("row", rows("yes"), ids=lambda r: r["note"])
def test_the_quotations_are_shown_word_for_word(row: dict[str, str]) -> None:
    (found,) = judge(row["left"], row["right"])
    assert found.severity == "tension"
    assert found.message == "A and B quote one denial in different words, or two statements of one speaker."
    for evidence, side, source in ((found.left, "left", "A"), (found.right, "right", "B")):
        assert evidence.source == source
        assert row[side][evidence.start : evidence.end] == evidence.text != ""


@pytest.mark.parametrize("row", rows("yes"), ids=lambda r: r["note"])
def test_only_statements_that_tell_one_thing_are_held_against_each_other(row: dict[str, str]) -> None:
    assert judge(row["left"], row["right"], LEAST_SCORE - 0.01) == []
    assert len(judge(row["left"], row["right"], LEAST_SCORE)) == 1


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_a_text_against_itself_has_no_difference(row: dict[str, str]) -> None:
    assert judge(row["left"], row["left"]) == []
    assert judge(row["right"], row["right"]) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_two_texts_mirror_each_other(left: list[str], right: list[str]) -> None:
    here, there = judge(" ".join(left), " ".join(right)), judge(" ".join(right), " ".join(left))
    shown = sorted((d.left.start, d.right.start) for d in here)
    assert shown == sorted((d.right.start, d.left.start) for d in there)
    assert judge(" ".join(left), " ".join(left)) == [] or "“" in left


def voice(text: str, entity: str | None = None) -> Voice:
    return Voice(text, tuple(w for w in text.split() if w[:1].isupper()), entity, None)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("the dam board", "Dam Board chief Per Holm", True),
        ("the Dam Board", "a spokesman for the dam board", True),
        ("coast police", "Per Holm of the Coast Police", True),
        ("The dam board", "Per Holm, the dam board's chief", None),
        ("the board", "Board chief Per Holm", None),
        ("the dam board", "the dam", None),
        ("the dam board", "the board of the dam", None),
        ("the dam board", "the old dam boarding house", None),
        ("the dam", "the dam's owner Per Holm", None),
        ("the dam board", "a critic of the dam board", None),
        ("the dam board", "former dam board chief Per Holm", None),
        ("the dam board", "ex-dam board chief Per Holm", None),
        ("the dam board", "dam board opponent Per Holm", None),
        ("", "Dam Board chief Per Holm", None),
    ],
)
def test_who_speaks_for_a_body(left: str, right: str, expected: bool | None) -> None:
    blank = View(Statement("A1", "A", 0, 0, "", 1, 0, 0), Source("A"))
    names = {
        "E1": Entity("E1", "organisation", left, "", ()),
        "E2": Entity("E2", "person", right, "", ()),
    }
    pair = Pair(blank, blank, 0.8, 0.8, names)
    assert same_voice(pair, voice(left), voice(right)) is expected
    assert same_voice(pair, voice(right), voice(left)) is expected
    assert same_voice(pair, voice(left, "E1"), voice(right, "E2")) is expected
