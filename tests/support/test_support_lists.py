"""The word lists of support: sorted, each word once, and no word opposed to itself."""

from __future__ import annotations

import pytest

from reconcile.data import table
from reconcile.words import stem

KINDS, OPPOSITES = table("support_kinds"), table("support_opposites")


@pytest.mark.parametrize("listed", [*KINDS["things"].values(), *KINDS["sorts"].values()])
def test_kinds_are_sorted_and_unique(listed: list[str]) -> None:
    assert listed == sorted(set(listed))


def test_a_thing_is_of_one_kind() -> None:
    every = [w for listed in KINDS["things"].values() for w in listed]
    assert sorted(every) == sorted(set(every))


def test_rows_of_excuses_are_sorted_and_begin_with_a_listed_word() -> None:
    first = [row[0] for row in KINDS["excused"]["same"]]
    listed = {w for part in ("things", "sorts") for words in KINDS[part].values() for w in words}
    assert first == sorted(set(first))
    assert sorted(set(first) - listed) == []


@pytest.mark.parametrize("axis", OPPOSITES["axes"].values())
def test_the_sides_of_an_axis_share_no_stem(axis: list[list[str]]) -> None:
    one, other = axis
    assert one == sorted(set(one))
    assert other == sorted(set(other))
    assert {stem(w) for w in one}.isdisjoint(stem(w) for w in other)


@pytest.mark.parametrize("name", ["calendar", "capitalised", "negative", "opinions", "parts", "wishing"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    assert table("support")[name] == sorted(set(table("support")[name]))
