"""A whole comparison with a judge: off by default, additive, named, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from table_judge import AGAINST, FOLLOWS, NEUTRAL, TableJudge
from typer.testing import CliRunner

from reconcile import judge as judges
from reconcile.cli import app
from reconcile.errors import ModelError
from reconcile.ingest import story
from reconcile.pipeline import check, compare
from reconcile.report import render
from reconcile.settings import Settings
from reconcile.values import Article, Report

FIXTURES = Path(__file__).parents[2] / "fixtures"
EVENTS = sorted(p.parent.name for p in FIXTURES.glob("*/story.toml"))[:3]
SCHEMA = Path(__file__).parents[2] / "docs/report.schema.json"
TEACHERS = (
    Article.from_text("Teachers at the harbour school joined the long walkout over pay.", name="A"),
    Article.from_text("Teachers at the harbour school shunned the long walkout over pay.", name="B"),
)
LOW = Settings(align=0.05)


def articles(event: str) -> tuple[Article, ...]:
    return story(FIXTURES / event / "story.toml")[1]


def told(report: Report) -> set[tuple[str, str]]:
    return {(f.id, f.message) for f in report.findings}


@pytest.mark.parametrize("event", EVENTS)
def test_no_finding_is_taken_away_and_its_alignment_stays(event: str, tiny_encoder: Any) -> None:
    plain = compare(articles(event), encoder=tiny_encoder)
    for other in (NEUTRAL, AGAINST):
        report = compare(articles(event), encoder=tiny_encoder, judge=TableJudge(other=other))
        assert told(plain) <= told(report)
        pairs = {(a.left, a.right) for a in report.alignments}
        for f in plain.findings:
            shown = [(a.left, a.right) for a in plain.alignments if {a.left, a.right} <= set(f.statements)]
            assert set(shown) <= pairs
        assert {f.code for f in report.findings if (f.id, f.message) not in told(plain)} <= {
            code for code, *_ in judges.LISTED
        }


@pytest.mark.parametrize("event", EVENTS)
def test_statements_with_a_finding_get_none_from_the_judge(event: str, tiny_encoder: Any) -> None:
    plain = compare(articles(event), encoder=tiny_encoder)
    settled = {frozenset(f.statements[:2]) for f in plain.findings if f.kind == "discrepancy"}
    report = compare(articles(event), encoder=tiny_encoder, judge=TableJudge(other=AGAINST))
    judged = {frozenset(f.statements[:2]) for f in report.findings if f.code.startswith("judged-")}
    assert settled.isdisjoint(judged)


def test_a_dispute_stands_in_the_report_with_the_judge_named(tiny_encoder: Any) -> None:
    report = compare(TEACHERS, encoder=tiny_encoder, settings=LOW, judge=TableJudge(other=AGAINST))
    assert [f.code for f in report.findings] == ["judged-event"]
    assert report.findings[0].id
    assert [a.relation for a in report.alignments] == ["discrepancy"]
    assert "judge table" in render(report, "markdown")
    document = json.loads(render(report, "json"))
    assert document["tool"]["judge"] == "table"
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))


def test_without_a_judge_none_is_named(tiny_encoder: Any) -> None:
    report = compare(TEACHERS, encoder=tiny_encoder, settings=LOW)
    assert report.judge == ""
    assert report.findings == ()
    assert "judge" not in json.loads(render(report, "json"))["tool"]
    assert "judge table" not in render(report, "markdown")


@pytest.mark.parametrize(
    "settings", [Settings(align=0.05, off=("judged-event",)), Settings(align=0.05, confidence=0.99)]
)
def test_codes_and_confidence_hold_for_the_judge(settings: Settings, tiny_encoder: Any) -> None:
    report = compare(TEACHERS, encoder=tiny_encoder, settings=settings, judge=TableJudge(other=AGAINST))
    assert report.findings == ()


def test_the_same_bytes_each_time_and_for_articles_exchanged(tiny_encoder: Any) -> None:
    def shown(*told: Article) -> set[tuple[str, frozenset[str]]]:
        report = compare(told, encoder=tiny_encoder, settings=LOW, judge=TableJudge(other=AGAINST))
        assert render(report, "json") == render(
            compare(told, encoder=tiny_encoder, settings=LOW, judge=TableJudge(other=AGAINST)), "json"
        )
        return {(f.code, frozenset(e.text for e in f.evidence)) for f in report.findings}

    assert shown(*TEACHERS) == shown(*reversed(TEACHERS)) != set()


def test_what_is_raised_is_aligned_and_no_addition(tiny_encoder: Any) -> None:
    [sure] = compare(TEACHERS, encoder=tiny_encoder, settings=Settings(align=0)).alignments
    above = Settings(align=min(1.0, sure.score + 0.01))
    assert compare(TEACHERS, encoder=tiny_encoder, settings=above).alignments == ()
    report = compare(TEACHERS, encoder=tiny_encoder, settings=above, judge=TableJudge(other=FOLLOWS))
    assert [a.score for a in report.alignments] == [round(above.align or 0, 4)]
    assert report.additions == ()


def test_a_draft_is_judged_too(tiny_encoder: Any) -> None:
    report = check(
        TEACHERS[0], TEACHERS[1:], encoder=tiny_encoder, settings=LOW, judge=TableJudge(other=AGAINST)
    )
    [finding] = [f for f in report.findings if f.code == "judged-event"]
    assert finding.message.startswith("The draft says")


def test_the_command_line_names_a_folder_that_is_none(tmp_path: Path) -> None:
    for name, text in (("a.txt", TEACHERS[0].text), ("b.txt", TEACHERS[1].text)):
        (tmp_path / name).write_text(text, "utf-8")
    arguments = ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--judge", str(tmp_path)]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, ModelError)
    assert str(tmp_path) in str(result.exception)
    assert "\n" not in str(result.exception)


def test_a_judge_of_the_settings_is_asked_and_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEACHERS[0].text, "utf-8")
    (tmp_path / "b.txt").write_text(TEACHERS[1].text, "utf-8")
    (tmp_path / "reconcile.toml").write_text(f'judge = "{(tmp_path / "absent").as_posix()}"\n', "utf-8")
    both = ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert isinstance(CliRunner().invoke(app, both).exception, ModelError)
    assert CliRunner().invoke(app, [*both, "--judge", "none"]).exit_code == 0
