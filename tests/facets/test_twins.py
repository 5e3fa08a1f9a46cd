"""Twins: one sentence in two sources, and what a source differs in from itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from reconcile.facets.polarity_parallel import opposite
from reconcile.facets.twins import holds, in_order, lowered, one_wording, twins
from reconcile.pipeline import compare
from reconcile.values import Article, Source, Statement, View
from reconcile.words import tokenize

SENTENCE = "The council voted on Tuesday to close the old baths at the end of March."
# The lead and the body quote one utterance in other words.
TWICE = """“I will rebuild the old quay with my own hands before the spring,” Mayor Ada Lund said.

The council met for an hour. Nobody spoke against the plan of the harbour office.

“I will rebuild the old quay with these bare hands before the spring,” Lund told the council.
"""


def view(text: str, source: str = "A") -> View:
    statement = Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0)
    return View(statement, Source(source), tokenize(text))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SENTENCE, True),
        (SENTENCE.replace("Tuesday", "Friday"), True),
        (SENTENCE[:-1] + ", and the mayor agreed with it.", True),
        ("The council voted on Tuesday.", True),
        ("The council voted.", False),
        ("The mayor opened the old baths at noon, and the council met to vote on it.", False),
        ("", False),
    ],
)
def test_twins(other: str, same: bool) -> None:
    assert twins(view(SENTENCE), view(other, "B")) is same
    assert twins(view(other, "B"), view(SENTENCE)) is same


def test_one_wording_is_blind_to_marks_and_case() -> None:
    assert one_wording(view("“We will go,” he said."), view('"we will go" he said', "B"))
    assert not one_wording(view("We will go."), view("We will not go.", "B"))
    assert not one_wording(view(""), view("", "B"))


def test_words_are_held_side_by_side() -> None:
    assert holds(view(SENTENCE), "close the old baths")
    assert holds(view(SENTENCE), "“Close the old baths,”")
    assert not holds(view(SENTENCE), "close the baths")
    assert not holds(view(SENTENCE), "lose the old baths")


def test_what_a_source_differs_in_from_itself_is_no_finding() -> None:
    one, other = Article.from_text(TWICE, name="A"), Article.from_text(TWICE, name="B")
    assert compare([one, other]).findings == ()


def test_the_same_difference_between_two_sources_is_one() -> None:
    first, _, last = TWICE.partition("\n\n")[0], None, TWICE.rpartition("\n\n")[2]
    found = compare([Article.from_text(first, name="A"), Article.from_text(last, name="B")]).findings
    assert [f.code for f in found] == ["quote-mismatch"]


def test_a_change_in_a_copy_is_found_though_both_tell_it_twice() -> None:
    copy = TWICE.replace("before the spring,” Mayor", "before the winter,” Mayor")
    found = compare([Article.from_text(TWICE, name="A"), Article.from_text(copy, name="B")]).findings
    assert [f.code for f in found] == ["quote-mismatch"]
    assert "winter" in found[0].evidence[1].text


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("higher", "lower", True),
        ("rose", "fell", True),
        ("lawful", "unlawful", True),
        ("stable", "unstable", True),
        ("valuable", "invaluable", False),
        ("played", "displayed", False),
        ("wrap", "unwrap", False),  # a verb undone, no opposite state
        ("covered", "discovered", False),
        ("higher", "larger", False),
        ("on", "union", False),
    ],
)
def test_opposites(one: str, other: str, are: bool) -> None:
    assert opposite(one, other) is are
    assert opposite(other, one) is are


WORDS = st.lists(st.sampled_from(["the", "pier", "burned", "the", "night", ","]), max_size=12)


@given(WORDS, WORDS, st.floats(0, 12))
def test_words_in_one_order_are_counted_right_however_they_are_ruled_out(
    left: list[str], right: list[str], least: float
) -> None:
    one, other = view(" ".join(left)), view(" ".join(right), "B")
    assert in_order(one, other, least) == (LCSseq.similarity(lowered(one), lowered(other)) >= least)
