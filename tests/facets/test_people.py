"""Facet name: one person under two names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meaning_cases import assert_exact, assert_holds, differences, rows

from reconcile.facets.people import mismatch

JUDGES = (mismatch,)
TABLE = rows("people")
PIECES = [
    "{Ada Brandt=E1}",
    "{Ada Brenner=E2}",
    "{X=E3}",
    "prosecutor",
    "president",
    ",",
    "15",
    "said",
    "harbour",
    "{ =E4}",
    "case",
]


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
