"""Properties of a whole comparison, over the project's fixtures and the real encoder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.encode import load
from reconcile.errors import EmptyInput, TooFewSources
from reconcile.ingest import story
from reconcile.pipeline import compare, ledger
from reconcile.values import Article, Report

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVENTS = sorted(p.parent.name for p in FIXTURES.glob("*/story.toml"))
Shown = tuple[str, str, frozenset[tuple[str, str]]]


def articles(event: str) -> tuple[Article, ...]:
    return story(FIXTURES / event / "story.toml")[1]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    encoder = load()
    return {event: compare(articles(event), encoder=encoder) for event in EVENTS}


def shown(report: Report) -> set[Shown]:
    """What the findings say, whatever the sources are called."""
    digest = {a.id: a.source.sha256 for a in report.articles}
    return {
        (f.kind, f.code, frozenset((digest[e.source], e.text) for e in f.evidence)) for f in report.findings
    }


def renamed(article: Article, id: str) -> Article:
    return replace(article, source=replace(article.source, id=id))


@pytest.mark.parametrize("event", EVENTS)
def test_evidence_is_exactly_what_stands_there(event: str, reports: dict[str, Report]) -> None:
    texts = {a.id: a.text for a in reports[event].articles}
    for finding in reports[event].findings:
        assert len(finding.evidence) >= 2
        for e in finding.evidence:
            assert e.text
            assert texts[e.source][e.start : e.end] == e.text


@pytest.mark.parametrize("event", EVENTS)
def test_every_statement_is_aligned_or_listed(event: str, reports: dict[str, Report]) -> None:
    report = reports[event]
    aligned = {s for a in report.alignments for s in (a.left, a.right)}
    alone = {a.statement for a in report.additions}
    assert aligned.isdisjoint(alone)
    assert aligned | alone == {s.id for s in report.statements}


@pytest.mark.parametrize("event", EVENTS)
def test_a_text_against_itself_has_no_discrepancy(event: str) -> None:
    for article in articles(event):
        report = compare([renamed(article, "A"), renamed(article, "B")])
        assert [f for f in report.findings if f.kind == "discrepancy"] == []
        assert {a.statement for a in report.additions} == set()


@pytest.mark.parametrize("event", EVENTS)
def test_mirrored_sources_give_the_mirrored_report(event: str) -> None:
    left, right = articles(event)[:2]
    one = compare([renamed(left, "A"), renamed(right, "B")])
    two = compare([renamed(right, "A"), renamed(left, "B")])
    assert shown(one) == shown(two)
    other = {"A": "B", "B": "A"}
    swapped = {frozenset((other[s[0]] + s[1:]) for s in (a.left, a.right)) for a in two.alignments}
    assert {frozenset((a.left, a.right)) for a in one.alignments} == swapped


def test_shuffled_sources_change_ids_only(reports: dict[str, Report]) -> None:
    turned = [renamed(a, id) for a, id in zip(reversed(articles("ferry-disaster")), "ABC", strict=True)]
    assert shown(compare(turned)) == shown(reports["ferry-disaster"])


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    said = {
        subprocess.run(
            [
                sys.executable,
                "-m",
                "reconcile",
                "compare",
                str(FIXTURES / event / "story.toml"),
                "--format",
                format,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for event, format in [("ferry-disaster", "json")]
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def test_numbers_of_statements_do_not_matter_to_ids(reports: dict[str, Report]) -> None:
    ids = [f.id for r in reports.values() for f in r.findings]
    assert len(ids) == len(set(ids))


def test_fewer_than_two_sources_are_refused() -> None:
    one = Article.from_text("The mayor of Tarrow resigned on Monday.", name="A")
    with pytest.raises(TooFewSources):
        compare([one])
    with pytest.raises(TooFewSources):
        compare([one, one])


def test_an_article_without_a_sentence_is_refused() -> None:
    one = Article.from_text("The mayor of Tarrow resigned on Monday.", name="A")
    with pytest.raises(EmptyInput, match="B"):
        compare([one, Article.from_text("Share this article", name="B")])


def test_the_ledger_of_one_article_names_its_people() -> None:
    article = Article.from_text("Mayor Ada Berg resigned on Monday. Berg said she was tired.", name="A")
    found = {e.canonical: {v.text for v in e.variants} for e in ledger([article]).entities}
    assert found == {"Ada Berg": {"Ada Berg", "Berg"}}


def test_kin_are_told_by_their_agency(reports: dict[str, Report]) -> None:
    assert [(k.left, k.right) for k in reports["ferry-disaster"].kinships] == [("A", "B")]
