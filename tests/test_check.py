"""`check`: what the sources say of a draft, over a story of the project's own and its changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reconcile.encode import Encoder, load
from reconcile.errors import EmptyInput, TooFewSources
from reconcile.ingest import draft_and_sources
from reconcile.pipeline import check
from reconcile.settings import Settings
from reconcile.values import Article, Report

STORY = Path(__file__).parents[1] / "fixtures" / "newsroom" / "story.toml"
DRAFT, SOURCES = draft_and_sources(str(STORY), ())
DAY = date(2022, 2, 9)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@pytest.fixture(scope="module")
def report(encoder: Encoder) -> Report:
    return check(DRAFT.article, SOURCES, encoder=encoder)


def told(text: str, encoder: Encoder, settings: Settings | None = None) -> Report:
    return check(Article.from_text(text, published=DAY), SOURCES, encoder=encoder, settings=settings)


def shown(report: Report) -> set[tuple[str, str, str]]:
    return {(f.kind, f.code, f.evidence[0].text) for f in report.findings}


def test_the_planted_errors_are_found_and_nothing_else(report: Report) -> None:
    assert shown(report) == {
        ("discrepancy", "number-mismatch", "£3.6 million"),
        ("discrepancy", "date-mismatch", "1918"),
        ("unsupported", "unsupported-statement", "A private gym chain has offered to buy the building."),
    }


def test_evidence_is_exact_and_begins_with_the_draft(report: Report) -> None:
    texts = {a.id: a.text for a in report.articles}
    for f in report.findings:
        assert f.evidence[0].source == "draft"
        assert all(texts[e.source][e.start : e.end] == e.text for e in f.evidence)


def test_every_statement_of_the_draft_has_a_verdict(report: Report) -> None:
    own = [s.id for s in report.statements if s.source == "draft"]
    assert [s.statement for s in report.supports] == own
    assert [s.verdict for s in report.supports].count("contradicted") == 2
    assert [s.verdict for s in report.supports].count("unsupported") == 1
    assert all(s.by for s in report.supports if s.verdict == "supported")


def test_a_claim_may_be_split_over_two_sources(report: Report) -> None:
    texts = {s.id: s.text for s in report.statements}
    found = {texts[s.statement]: s.verdict for s in report.supports}
    assert found["The council has promised all of them other work."] == "supported"  # in B alone


@pytest.mark.parametrize("source", SOURCES, ids=lambda a: a.id)
def test_a_copy_of_a_source_is_supported_whole(source: Article, encoder: Encoder) -> None:
    copy = check(replace(source, blocks=()), SOURCES, encoder=encoder)
    assert {s.verdict for s in copy.supports} <= {"supported", "no claim"}
    assert [f for f in copy.findings if f.kind != "name-variant"] == []


def test_reordered_sources_and_edits_elsewhere_keep_the_ids(report: Report, encoder: Encoder) -> None:
    turned = [
        replace(a, source=replace(a.source, id=id)) for a, id in zip(reversed(SOURCES), "AB", strict=True)
    ]
    assert {f.id for f in check(DRAFT.article, turned, encoder=encoder).findings} == {
        f.id for f in report.findings
    }
    text = DRAFT.article.text.replace("About 300 people", "Around 300 people").replace(
        "\n\nA private", "\n\n\nA private"
    )
    edited = check(replace(DRAFT.article, text=text, blocks=()), SOURCES, encoder=encoder)
    assert {f.id for f in edited.findings} == {f.id for f in report.findings}


def test_a_third_source_says_which_side_the_draft_took(encoder: Encoder) -> None:
    wrong = Article.from_text(
        "Repairs to the Victoria Baths in Aldermoor would cost £3.6 million, said Marta Quillan.",
        name="C",
        published=DAY,
    )
    found = check(DRAFT.article, [*SOURCES, wrong], encoder=encoder).findings
    message = next(f.message for f in found if f.code == "number-mismatch")
    assert "A says £2.6 million" in message
    assert "C agrees with the draft." in message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Aldermoor council voted to close the Victoria Baths. Some 40 firefighters were called.",
            "unsupported-statement",
        ),
        (
            "Councillors backed the closure of the baths by 19 votes to 14, Grimshaw said.",
            "unsupported-detail",
        ),
        (
            'Idris Fenwick saw "a betrayal of every adult in this town who has yet to learn to swim."',
            "quote-mismatch",
        ),
        (
            'Idris Fenwick said the town "cannot go on heating a roof that is not there."',
            "attribution-mismatch",
        ),
        ("Councillors did not back the closure of the baths by 19 votes to 14.", "negation-mismatch"),
    ],
)
def test_errors_of_each_kind_are_found(text: str, code: str, encoder: Encoder) -> None:
    assert code in {f.code for f in told(text, encoder).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Will the Victoria Baths in Aldermoor ever open again?",
        "In our view, a town that cannot swim is a town that has given up.",
        "The Victoria Baths will close at the end of March after a vote of 19 to 14 by Aldermoor council.",
        "Some 300 residents protested outside the town hall in Aldermoor.",
        "Engineers found in October that rain had damaged the beams over the main pool.",
        "It would cost £2.6m to repair the Victoria Baths, council leader Marta Quillan said.",
    ],
)
def test_true_retellings_and_questions_are_silent(text: str, encoder: Encoder) -> None:
    assert [f.message for f in told(text, encoder).findings if f.kind != "name-variant"] == []


def test_checks_can_be_switched_off(encoder: Encoder) -> None:
    off = Settings(off=("number-mismatch", "unsupported-statement", "unsupported-detail"))
    codes = {f.code for f in check(DRAFT.article, SOURCES, encoder=encoder, settings=off).findings}
    assert codes == {"date-mismatch"}


def test_bad_drafts_are_refused(encoder: Encoder) -> None:
    with pytest.raises(EmptyInput):
        told("Share this article", encoder)
    with pytest.raises(TooFewSources):
        draft_and_sources(str(STORY.parent / "draft.md"), ())
    with pytest.raises(TooFewSources, match="same"):
        draft_and_sources(str(STORY.parent / "council.txt"), (str(STORY),))


def test_the_ledger_keeps_to_the_house_style(encoder: Encoder) -> None:
    house = Settings(names=(("Marta Quillán", ("Marta Quillan",)),))
    report = check(DRAFT.article, SOURCES, encoder=encoder, settings=house)
    assert "Marta Quillán" in {e.canonical for e in report.entities}
    assert "house-style" in {f.code for f in report.findings}
