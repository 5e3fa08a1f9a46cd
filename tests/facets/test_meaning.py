"""Facets polarity, role, place, name and event: their tables, exact words, mirrored pairs, odd text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meaning_cases import Judge, assert_exact, assert_holds, differences, rows

from reconcile.facets import events, people, places, polarity, roles

JUDGES: dict[str, tuple[Judge, ...]] = {
    "agents": (roles.agents, roles.mismatch),
    "events": (events.mismatch,),
    "people": (people.mismatch,),
    "places": (places.mismatch,),
    "polarity": (polarity.direction, polarity.negation),
    "roles": (roles.agents, roles.mismatch),
}
TABLE = [(name, *row) for name in JUDGES for row in rows(name)]
IDS = [f"{row[0]}: {row[4]}" for row in TABLE]
# What a sentence of the table is made of, thrown together: nothing may raise or depend on the side.
PIECES = {
    "events": "missile|mortar|struggling|to|restore|restored|leading|arrest|conviction|school|air strike|,",
    "people": "{Ada Brandt=E1}|{Ada Brenner=E2}|{X=E3}|prosecutor|president|,|15|said|harbour|{ =E4}|case",
    "places": "in|at|a stop sign|{Velmora=E1:place}|{Tarsk=E2:place}|block of|North|Alder|the|hospital|'s|,",
    "polarity": "not|no|never|approved|plan|rose|fell|,|without|not only|said|how",
    "roles": "minister|finance|{Ada Brandt=E1}|,|interior|his|wife|sister|sued|{Norvik=E2:organisation}|the",
}


@pytest.mark.parametrize(("name", "left", "right", "expected", "note"), TABLE, ids=IDS)
def test_table(name: str, left: str, right: str, expected: str, note: str) -> None:
    assert_holds(JUDGES[name], left, right, expected)


@pytest.mark.parametrize(("name", "left", "right", "expected", "note"), TABLE, ids=IDS)
def test_words_stand_where_they_are_said_to(
    name: str, left: str, right: str, expected: str, note: str
) -> None:
    assert_exact(JUDGES[name], left, right)


@pytest.mark.parametrize("name", sorted(PIECES))
@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.data())
def test_odd_word_salad_is_judged_the_same_both_ways(name: str, data: st.DataObject) -> None:
    salad = st.lists(st.sampled_from(PIECES[name].split("|")), max_size=12).map(" ".join)
    left, right = data.draw(salad), data.draw(salad)
    straight, turned = differences(JUDGES[name], left, right), differences(JUDGES[name], right, left)
    assert len(straight) == len(turned)
    assert [(d.severity, d.confidence) for d in straight] == [(d.severity, d.confidence) for d in turned]
    assert differences(JUDGES[name], left, left) == []


@pytest.mark.parametrize("name", sorted(PIECES))
@settings(max_examples=50, deadline=None, derandomize=True)
@given(left=st.text(max_size=80), right=st.text(max_size=80))
def test_any_text_is_judged_without_an_error(name: str, left: str, right: str) -> None:
    assert isinstance(differences(JUDGES[name], left, right), list)
