"""Facet polarity: what one side denies and the other affirms, and directions that are reversed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meaning_cases import assert_exact, assert_holds, differences, rows, view

from reconcile.facets.polarity import direction, negation
from reconcile.values import Attribution, Difference, Pair, View

JUDGES = (direction, negation)
TABLE = rows("polarity")
PIECES = ["not", "no", "never", "approved", "plan", "rose", "fell", ",", "without", "not only", "said", "how"]


@pytest.mark.parametrize(("left", "right", "expected", "note"), TABLE, ids=[r[3] for r in TABLE])
def test_table(left: str, right: str, expected: str, note: str) -> None:
    assert_holds(JUDGES, left, right, expected)


@pytest.mark.parametrize(("left", "right", "expected", "note"), TABLE, ids=[r[3] for r in TABLE])
def test_words_stand_where_they_are_said_to(left: str, right: str, expected: str, note: str) -> None:
    assert_exact(JUDGES, left, right)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.lists(st.sampled_from(PIECES), max_size=12))
def test_odd_word_salad_is_judged_the_same_both_ways(one: list[str], two: list[str]) -> None:
    left, right = " ".join(one), " ".join(two)
    straight, turned = differences(JUDGES, left, right), differences(JUDGES, right, left)
    assert len(straight) == len(turned)
    assert [(d.severity, d.confidence) for d in straight] == [(d.severity, d.confidence) for d in turned]
    assert differences(JUDGES, left, left) == []


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_judged_without_an_error(left: str, right: str) -> None:
    assert isinstance(differences(JUDGES, left, right), list)


def severity_of(left: View, right: View) -> str:
    found = [d for judge in JUDGES for d in judge(Pair(left, right, 0.8, 0.8)) if isinstance(d, Difference)]
    assert len(found) == 1
    return found[0].severity


@pytest.mark.parametrize(
    ("denied", "affirmed", "source", "severity"),
    [(4, 4, "A", "conflict"), (4, 5, "A", "tension"), (5, 4, "A", "conflict"), (4, 5, "draft", "conflict")],
    ids=["one day", "came about later", "undone later", "a draft must agree"],
)
def test_a_later_report_may_overtake_a_denial(denied: int, affirmed: int, source: str, severity: str) -> None:
    left = view("The ferry was not repaired by the shipyard.", source, published=date(2021, 3, denied))
    right = view("The ferry was repaired by the shipyard.", "B", published=date(2021, 3, affirmed))
    assert severity_of(left, right) == severity
    assert severity_of(right, left) == severity


def test_two_speakers_make_a_tension() -> None:
    left = view("The owner said the ferry was not repaired by the shipyard.", "A")
    right = view("The mayor said the ferry was repaired by the shipyard.", "B")
    assert severity_of(left, right) == "conflict"
    owner = Attribution("The owner", (0, 9), "said", (10, 14), (15, 57), "indirect")
    mayor = Attribution("The mayor", (7, 16), "said", (17, 21), (22, 60), "indirect")
    left = replace(left, statement=replace(left.statement, attributions=(owner,)))
    right = replace(right, statement=replace(right.statement, attributions=(mayor,)))
    assert severity_of(left, right) == "tension"
