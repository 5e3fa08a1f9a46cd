"""Every fixture gives the report that stands beside it; tools/write_expected.py writes them anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.ingest import story
from reconcile.pipeline import compare
from reconcile.report import render

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVENTS = sorted(p.parent.name for p in FIXTURES.glob("*/story.toml"))


def test_there_are_fixtures() -> None:
    assert len(EVENTS) >= 4


@pytest.mark.parametrize("event", EVENTS)
def test_the_report_is_the_expected_one(event: str) -> None:
    report = replace(compare(story(FIXTURES / event / "story.toml")[1]), version="of this checkout")
    assert render(report, "markdown") == (FIXTURES / event / "expected.md").read_text("utf-8")
