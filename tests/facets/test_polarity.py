"""Facet polarity: what a later report, another speaker or a draft makes of a denial."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from meaning_cases import view

from reconcile.facets.polarity import direction, negation
from reconcile.values import Attribution, Difference, Pair, View

JUDGES = (direction, negation)


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
