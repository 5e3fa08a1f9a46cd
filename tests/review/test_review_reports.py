"""A report out of its JSON: the same JSON again, and every odd file one error that says what is wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.errors import MissingInput, ReconcileError, UnsupportedInput
from reconcile.ingest import story
from reconcile.pipeline import compare
from reconcile.report import render
from reconcile.review.pages import review_page
from reconcile.review.reports import from_json
from reconcile.review.subject import of_json
from reconcile.values import Report

ROOT = Path(__file__).resolve().parents[2]
EVENTS = ["court-fraud", "ferry-disaster", "flood-html", "hostile"]


def again(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    """The report's JSON and that of the report made of it, without what no JSON holds the words of."""
    one = json.loads(render(report, "json"))
    two = json.loads(render(from_json(one), "json"))
    for made in (one, two):
        for source in made["sources"]:
            del source["furniture"]
    return one, two


@pytest.mark.parametrize("event", EVENTS)
def test_the_json_of_the_report_comes_out_again(event: str) -> None:
    report = compare(story(ROOT / "fixtures" / event / "story.toml")[1])
    one, two = again(report)
    assert one == two
    made = from_json(one | {"sources": json.loads(render(report, "json"))["sources"]})
    for article in made.articles:
        for s in (s for s in made.statements if s.source == article.id):
            assert article.text[s.start : s.end] == s.text
    for f in made.findings:
        for e in f.evidence:
            text = next(a.text for a in made.articles if a.id == e.source)
            assert text[e.start : e.end] == e.text
    page = review_page(made, token="t", version="1", watched=False)
    assert all(f'data-id="{f.id}"' in page for f in made.findings)


def test_a_check_comes_out_again(checked: Report) -> None:
    one, two = again(checked)
    assert one == two
    assert two["supports"]


@pytest.fixture(scope="module")
def whole(checked: Report) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render(checked, "json"))
    return made


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("version",), 2, "version"),
        (("tool", "name"), "other", "no report of reconcile"),
        (("task",), "draw", "task"),
        (("findings",), {}, "findings"),
        (("findings", 0, "severity"), "grave", r"findings\[0\].severity"),
        (("findings", 0, "confidence"), float("nan"), r"findings\[0\].confidence"),
        (("findings", 0, "confidence"), True, r"findings\[0\].confidence"),
        (("findings", 0, "confidence"), 10**60, r"findings\[0\].confidence"),
        (("findings", 0, "evidence"), "x", r"findings\[0\].evidence"),
        (("findings", 0, "evidence", 0, "start"), -5, "evidence"),
        (("findings", 0, "evidence", 0), [], r"findings\[0\].evidence\[0\]"),
        (("statements", 0, "start"), "0", r"statements\[0\].start"),
        (("statements", 0, "start"), 10**12, "does not stand"),
        (("statements", 0, "speaker"), 5, r"statements\[0\].speaker"),
        (("statements", 0, "text"), None, r"statements\[0\].text"),
        (("facts", 0, "says"), [], r"facts\[0\].says"),
        (("sources", 0, "date"), "2018-13-45", "date"),
        (("entities", 0, "variants", 0, "count"), "many", "count"),
    ],
)
def test_what_is_wrong_is_named(whole: dict[str, Any], place: tuple[Any, ...], value: Any, told: str) -> None:
    broken = copy.deepcopy(whole)
    at: Any = broken
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    with pytest.raises(UnsupportedInput, match=told):
        from_json(broken)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_odd_value_raises_anything_else(data: st.DataObject, whole: dict[str, Any]) -> None:
    """A value somewhere in a report is exchanged for another; it is refused, or there is a page."""
    broken = copy.deepcopy(whole)
    at: Any = broken
    for _ in range(data.draw(st.integers(0, 5))):
        keys = sorted(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list):
            at[key] = data.draw(JSON)
            break
        at = at[key]
    try:
        made = from_json(broken)
    except ReconcileError as error:
        told = str(error)
    else:
        told = review_page(made, token="t", version="1", watched=False).partition("\n")[0]
    assert "\n" not in told


def test_the_error_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    with pytest.raises(MissingInput, match=r"report\.json"):
        of_json(path, tmp_path / "d").report()
    for text in ("{", "[]", "{}", "\ufeff", "[" * 100_000):
        path.write_text(text, "utf-8")
        with pytest.raises(UnsupportedInput, match=r"report\.json"):
            of_json(path, tmp_path / "d").report()
