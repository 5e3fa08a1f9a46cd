"""Clauses: where one assertion ends and the next begins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.clauses import SHORTEST, clauses
from reconcile.words import is_word, tokenize

WORDS = "Kim said that he, left ; : — – 10:30 3–2 and but because who “ ” . , after dam broke the".split()


def pieces(text: str, offset: int = 0) -> list[str]:
    return [text[a - offset : b - offset] for a, b in clauses(tokenize(text, offset))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke.", ["The dam broke."]),
        ("He said that the dam broke.", ["He said that the dam broke."]),
        ("The mayor said that the dam broke.", ["The mayor said", "that the dam broke."]),
        (
            "Two men were killed and five were hurt when the dam broke.",
            ["Two men were killed and five were hurt", "when the dam broke."],
        ),
        (
            "Kim said he left, but Roth stayed on; nobody knew why.",
            ["Kim said he left,", "but Roth stayed on", "; nobody knew why."],
        ),
        (
            "The mayor of Tarrow, who resigned on Monday, blamed rain.",
            ["The mayor of Tarrow,", "who resigned on Monday, blamed rain."],
        ),
        ("The dam broke — after 40 years of use.", ["The dam broke", "— after 40 years of use."]),
        ("The mayor told us: the dam broke.", ["The mayor told us", ": the dam broke."]),
        ("The match in Norvik ended 3–2 at 10:30.", ["The match in Norvik ended 3–2 at 10:30."]),
        ("Ships, boats and rafts were lost at sea.", ["Ships, boats and rafts were lost at sea."]),
        ("The ferry sank in fog, police said.", ["The ferry sank in fog, police said."]),
        ("The state-run mine was shut.", ["The state-run mine was shut."]),
        ("The ferry sank in fog, and so on", ["The ferry sank in fog,", "and so on"]),
        ("The ferry sank in fog, and on", ["The ferry sank in fog, and on"]),
        ("after", ["after"]),
        ("", []),
    ],
)
def test_where_clauses_begin(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_spans_are_places_in_the_article() -> None:
    assert pieces("The dam broke because it was old.", 50) == ["The dam broke", "because it was old."]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_every_token_is_in_one_clause(text: str) -> None:
    tokens = tokenize(text)
    found = clauses(tokens)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(sum(a <= t.start and t.end <= b for a, b in found) == 1 for t in tokens)
    for a, b in found:
        assert len(found) == 1 or sum(is_word(t) for t in tokens if a <= t.start < b) >= SHORTEST
