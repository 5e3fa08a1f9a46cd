"""Which side a third source takes: the same words, figure or day."""

from __future__ import annotations

import pytest

from reconcile.facets.alike import alike
from reconcile.values import Evidence, Facet


@pytest.mark.parametrize(
    ("facet", "left", "right", "expected"),
    [
        ("number", "12 people", "12 people", True),
        ("number", "12 people", "Twelve  People", True),
        ("number", "12 people", "12 die", True),
        ("number", "12", "12 people", True),
        ("number", "44", "44 years old", True),
        ("number", "Thirty-four dead", "34", True),
        ("number", "$3 million", "$3,000,000", True),
        ("number", "nearly 1,000 homes", "987 homes", True),
        ("number", "10 miles", "16 kilometres", True),
        ("number", "12 people", "15 people", False),
        ("number", "$3 million", "$3 billion", False),
        ("number", "$3 million", "€3 million", False),
        ("number", "3 percent", "3 people", False),
        ("number", "10 miles", "10 kilometres", False),
        ("number", "10 miles", "10 tonnes", False),
        ("number", "44 years old", "44 people", False),
        ("number", "12 of 30 homes", "12 homes", False),
        ("number", "no figure", "none", False),
        ("number", "", "12", False),
        ("place", "off Pell", "Off Pell", True),
        ("place", "off Pell", "in Pell", False),
        ("polarity", "12 did", "12 did not", False),
        ("quote", "the deck,", "the boats,", False),
    ],
)
def test_one_value_in_two_wordings(facet: Facet, left: str, right: str, expected: bool) -> None:
    one, other = Evidence("A", 0, len(left), left), Evidence("C", 5, 5 + len(right), right)
    assert alike(facet, one, other) is expected
    assert alike(facet, other, one) is expected
    assert alike(facet, one, one)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("Monday", "2021-05-10"), ("10 May", "2021-05-10"), True),
        (("Monday", "2021-05-10"), ("Monday", "2021-05-17"), False),
        (("4 May", "2021-05-04"), ("4 June", "2021-06-04"), False),
        (("Monday", ""), ("monday", ""), True),
        (("at noon", "at noon"), ("At noon", ""), True),
        (("Monday", ""), ("Tuesday", ""), False),
    ],
)
def test_days_are_compared_as_they_were_read(
    left: tuple[str, str], right: tuple[str, str], expected: bool
) -> None:
    one, other = (Evidence(s, 0, len(t), t, r) for s, (t, r) in (("A", left), ("C", right)))
    assert alike("date", one, other) is expected
    assert alike("date", other, one) is expected
