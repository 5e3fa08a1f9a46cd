"""Doubts: what keeps two aligned statements from agreeing although no check calls them different."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reconcile.doubts import doubts
from reconcile.facets import dates, numbers
from reconcile.values import Alignment, Evidence, Finding, Source, Statement, View
from reconcile.words import tokenize

PUBLISHED = date(2021, 5, 12)  # a Wednesday
LEAST = 0.5


def view(text: str, source: str) -> View:
    statement = Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0)
    bare = View(statement, Source(source, published=PUBLISHED), tokens=tokenize(text))
    return replace(bare, readings=(*numbers.read(bare), *dates.read(bare)))


def doubt(left: str, right: str, score: float = 0.9, findings: tuple[Finding, ...] = ()) -> str:
    views = {"A1": view(left, "A"), "B1": view(right, "B")}
    found = doubts([Alignment("A1", "B1", score)], views, findings, LEAST)
    assert set(found) <= {("A1", "B1")}
    assert all(d.statement == "A1" and d.why.startswith("with B1: ") for d in found.values())
    return "".join(d.why.removeprefix("with B1: ") for d in found.values())


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("The mill opened on 3 May.", "The mill was blessed on 6 May.", ("3 May", "6 May")),
        ("The mill opened in 2014.", "The mill was built in 2011.", ("2014", "2011")),
        ("The mill opened on Monday.", "Guests came to the mill on 3 May.", ("Monday", "3 May")),
    ],
)
def test_two_days_that_do_not_meet_are_doubted(left: str, right: str, words: tuple[str, str]) -> None:
    told = "A gives “{}”, B “{}”; whether they date one act is not plain"
    assert doubt(left, right) == told.format(*words)
    assert doubt(right, left) == told.format(*words[::-1])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The mill opened on Monday.", "The mill opened on 10 May."),  # one day
        ("The mill opened on 3 May.", "The mill opened in May."),  # coarser
        ("The mill opened on 3 May.", "The mill was built in 2011."),  # a day and a year
        ("The mill opened on 3 May.", "The mill opened."),  # silence
        ("The mill opened on 3 May.", "The mill, closed since 1 April, opened on 3 May."),  # several
        ("The mill opened, he said on 3 May.", "The mill opened, she said on 6 May."),  # the saying is dated
        ("", ""),
    ],
)
def test_days_that_meet_or_that_nobody_could_mix_up_are_not(left: str, right: str) -> None:
    assert doubt(left, right) == doubt(right, left) == ""


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("The firm lost $3 million.", "The fire cost the firm $5 million.", ("$3 million", "$5 million")),
        ("The firm shed 3 percent.", "Shares were down by 7 percent.", ("3 percent", "7 percent")),
        ("The road is 10 miles long.", "They walked 30 kilometres of it.", ("10 miles", "30 kilometres")),
        ("The firm has 12 mills.", "Its 30 mills stand idle.", ("12 mills", "30 mills")),
    ],
)
def test_two_figures_of_a_kind_that_do_not_meet_are_doubted(
    left: str, right: str, words: tuple[str, str]
) -> None:
    told = "A gives “{}”, B “{}”; whether they count one thing is not plain"
    assert doubt(left, right) == told.format(*words)
    assert doubt(right, left) == told.format(*words[::-1])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The fire killed 12 people.", "Twelve people died in the fire."),  # equal
        ("The firm lost nearly $3 million.", "The firm lost $2.9 million."),  # rounded
        ("The road is 10 miles long.", "They walked 16 kilometres of it."),  # converted
        ("The fire killed 12 people.", "Some 30 people were at the mill."),  # the dead and those there
        ("The fire killed 12 people.", "The fire burned 30 boats."),  # people and boats
        ("The fire killed 12 people.", "The fire cost $30 million."),  # two kinds
        ("Ada Lund, 44, spoke.", "Per Holm, 51, spoke."),  # ages of two people
        ("It was the third fire.", "It was the fifth fire."),  # ordinals
        ("The road is 10 miles long.", "They carried 30 tonnes."),  # two measures
        ("The fire killed 12 people.", "Of 12 people 30 percent were saved."),  # the same beside another
        ("The fire killed 12 people.", "Some 30 people fled and 40 people stayed."),  # any of two
        ("The fire killed 12 people.", "The fire killed people."),  # silence
    ],
)
def test_figures_that_meet_or_that_do_not_compete_are_not(left: str, right: str) -> None:
    assert doubt(left, right) == doubt(right, left) == ""


DAYS = ("The mill opened on 3 May.", "The mill was blessed on 6 May.")


def test_only_what_would_agree_is_doubted() -> None:
    assert doubt(*DAYS, score=LEAST) != ""
    assert doubt(*DAYS, score=LEAST - 0.001) == ""


def test_a_finding_settles_its_pair() -> None:
    shown = (Evidence("A", 0, 3, "The"), Evidence("B", 0, 3, "The"))
    told = Finding("", "discrepancy", "date", "x", "conflict", 0.8, "", shown, ("B1", "A1"))
    assert doubt(*DAYS, findings=(told,)) == ""
    assert doubt(*DAYS, findings=(replace(told, statements=("A1", "B2")),)) != ""


def test_days_go_before_figures_and_each_pair_has_one_doubt() -> None:
    left = "The mill opened on 3 May and cost $3 million."
    right = "The mill was blessed on 6 May and took $5 million."
    assert "date one act" in doubt(left, right)


def test_a_text_against_itself_has_no_doubt() -> None:
    for text in (*DAYS, "The fire killed 12 people and cost $3 million in 2014."):
        assert doubt(text, text) == ""


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (
            "Some 900 people sleep in tents and another 2,000 people wait.",
            "As many as 2,000 people needed shelter, half of whom have it.",
            "A gives “another 2,000 people”, B “As many as 2,000 people”; whether of one whole is not plain",
        ),
        (
            '"We have handed out tents, blankets, fresh water and food," the governor told state television.',
            "He named tents, blankets, canned food and drinking water as what people lack most.",
            "they share a list of things; whether they tell one act is not plain",
        ),
    ],
)
def test_what_is_shared_only_by_look_is_doubted(left: str, right: str, told: str) -> None:
    assert doubt(left, right) == told


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The army handed out tents, blankets, water and food to survivors on the island.",
            "Survivors on the island received tents, blankets, food and water from the army.",
        ),  # more than the list is shared
        ("Another 2,000 people wait for a tent.", "A further 2,000 people wait."),  # both on top of others
        ("More than 2,000 people wait.", "2,000 people wait."),  # a bound is no addition
        (
            "Police found 3 bodies, including 2 children.",
            "A man and 2 children were found.",
        ),  # a part, not on top
        ("He sells tents and blankets.", "She lacks tents and blankets."),  # two things are no list
    ],
)
def test_a_list_or_a_part_that_both_tell_is_not(left: str, right: str) -> None:
    assert doubt(left, right) == doubt(right, left) == ""


@pytest.mark.parametrize(
    ("left", "right", "doubted"),
    [
        (
            "Twelve people were killed and 70 others injured in Orvel.",
            "It injured more than 200 people.",
            True,
        ),
        ("The fire injured 20 people and killed two.", "The fire injured 20 people.", False),
        (
            "The fire killed six children and injured 20 people.",
            "It injured 20 people and killed two men.",
            False,
        ),
    ],
)
def test_the_injured_of_a_part_are_not_those_of_the_whole(left: str, right: str, doubted: bool) -> None:
    assert bool(doubt(left, right)) is bool(doubt(right, left)) is doubted
