"""STATEMENTS: where sentences end, and that every span is exact."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.ingest import lay_out
from reconcile.split import split
from reconcile.values import Article, Block, Source, Statement

Kind = Literal["headline", "furniture", "paragraph"]
CASES = Path(__file__).parent / "cases"
PIECES = (
    *("Mr. Karr U.S. Jr. Co. Ltd. No. 4 p.m. Sunday Lund asked that It I me. man. 3.5 $40 R-Va.,".split()),
    *("“Why?” \"Go!\" ‘no.’ 'yes.' (Ha. He left.) [sic] … ... . ? ! ; — ( ) “ ” \" ' ’ [ ]".split(" ")),
    *("\n \n\n \t \u00a0 \u200b \x00 \ud800 é 東京。 مرحبا 😀 ￼".split(" ")),
)
ODD = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=200)


def one_block(text: str, kind: str = "paragraph") -> Article:
    """An article of one block."""
    return Article(
        Source("A"), text, (Block(0, len(text), "headline" if kind == "headline" else "paragraph"),)
    )


def sentences(text: str, kind: str = "paragraph") -> list[str]:
    return [s.text for s in split(one_block(text, kind))]


def rows() -> list[dict[str, str]]:
    with (CASES / "split.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_where_sentences_end(row: dict[str, str]) -> None:
    assert sentences(row["text"]) == row["expected"].split(" || ")


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_a_sentence_before_and_after_changes_nothing(row: dict[str, str]) -> None:
    """The rules look at what is beside a cut, so a case must hold in the middle of a paragraph too."""
    if row["expected"][-1] not in ".”’')":  # a headline has no stop to tell it from what follows
        return
    around = ["The council met at noon.", *row["expected"].split(" || "), "Nothing else was decided."]
    if "(Reuters)" in row["text"] or "(AP)" in row["text"]:  # a dateline opens its paragraph
        del around[0]
    assert sentences(" ".join(around)) == around


def test_a_headline_with_capitals_is_not_cut_at_an_acronym() -> None:
    assert sentences("U.S. In Talks With Norvik", "headline") == ["U.S. In Talks With Norvik"]
    assert sentences("Brandt Flies to U.S. But Skips U.N.", "headline") == [
        "Brandt Flies to U.S. But Skips U.N."
    ]


def test_blocks_part_statements_and_furniture_gives_none() -> None:
    text = "Dam breaks in Tarrow\n\nShare this\n\nA dam broke on Monday. Two died.\n\nThe mayor wept."
    spans = [(p, text.index(p)) for p in text.split("\n\n")]
    kinds: tuple[Kind, ...] = ("headline", "furniture", "paragraph", "paragraph")
    blocks = tuple(Block(at, at + len(p), k) for (p, at), k in zip(spans, kinds, strict=True))
    found = split(Article(Source("X"), text, blocks))
    assert [(s.id, s.index, s.part, s.paragraph, s.line) for s in found] == [
        ("X1", 0, "headline", 0, 1),
        ("X2", 1, "lead", 1, 5),
        ("X3", 2, "body", 1, 5),
        ("X4", 3, "body", 2, 7),
    ]
    assert {s.source for s in found} == {"X"}
    assert [s.text for s in found] == [
        "Dam breaks in Tarrow",
        "A dam broke on Monday.",
        "Two died.",
        "The mayor wept.",
    ]


def test_the_first_sentence_leads_where_there_is_no_headline() -> None:
    assert [s.part for s in split(one_block("A dam broke. Two died."))] == ["lead", "body"]


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "***", "“”", "— — —", ". . ."])
def test_no_words_no_statement(text: str) -> None:
    assert split(one_block(text)) == ()


def test_a_paragraph_without_end_is_cut_at_its_stops() -> None:
    """Longer than any paragraph of a report: sentences are the same as in short ones."""
    text = "The dam broke at noon. " * 1000
    assert sentences(text) == ["The dam broke at noon."] * 1000


def exact(article: Article, found: tuple[Statement, ...]) -> Iterator[str]:
    """Yield what is wrong with the spans of statements."""
    for s in found:
        if article.text[s.start : s.end] != s.text:
            yield f"{s.id}: the text is not what stands there"
        if s.text != s.text.strip() or not any(c.isalnum() for c in s.text):
            yield f"{s.id}: white space or no word"
        if not any(b.start <= s.start and s.end <= b.end and b.kind != "furniture" for b in article.blocks):
            yield f"{s.id}: over the edge of its block"
        if s.line != article.text.count("\n", 0, s.start) + 1:
            yield f"{s.id}: the wrong line"
    for a, b in pairwise(found):
        if a.end > b.start:
            yield f"{a.id} and {b.id} overlap"
    covered = {k for s in found for k in range(s.start, s.end)}
    for block in article.blocks:
        for k in range(block.start, block.end):
            if block.kind != "furniture" and article.text[k].isalnum() and k not in covered:
                yield f"{article.text[k]!r} at {k} is in no statement"


@settings(max_examples=300, deadline=None)
@given(ODD)
def test_spans_are_exact_in_any_block(text: str) -> None:
    article = one_block(text)
    assert list(exact(article, split(article))) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD, max_size=5).map("\n\n".join))
def test_spans_are_exact_in_any_article(text: str) -> None:
    article = lay_out(Article.from_text(text))
    assert list(exact(article, split(article))) == []


def test_spans_are_exact_in_the_fixtures(fixture_texts: tuple[tuple[str, str], ...]) -> None:
    for name, text in fixture_texts:
        article = lay_out(Article.from_text(text))
        assert (name, list(exact(article, split(article)))) == (name, [])


@pytest.mark.parametrize("piece", ["(A. ", "Jr. ", "“Shame! ", "A.", "a. I ", "U.S. He ", "((", "'", "?"])
def test_repetition_leaves_the_spans_exact(piece: str) -> None:
    """The runs that a text is cut into must meet without loss."""
    article = one_block(piece * 3000)
    assert list(exact(article, split(article))) == []


def test_labelled_sentences_are_found(shared_data: Path) -> None:
    """At least 98 of 100 labelled sentences, to the character (99.8 when written)."""
    wanted = met = 0
    for labels in sorted(shared_data.glob("pairs*/*/?.sents.json")):
        path = labels.with_name(labels.name.replace(".sents.json", ".txt"))
        found = split(lay_out(Article.from_text(path.read_text("utf-8"))))
        gold = {(s["start"], s["end"]) for s in json.loads(labels.read_text("utf-8"))}
        wanted += len(gold)
        met += len(gold & {(s.start, s.end) for s in found})
    assert wanted > 100
    assert met >= 0.98 * wanted
