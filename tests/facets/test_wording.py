"""The words that the facets of meaning share: clauses, keys, surroundings, and the tables behind them."""

from __future__ import annotations

import pytest
from meaning_cases import view

from reconcile.data import table
from reconcile.facets.wording import LONGEST, lay, same_act, share
from reconcile.words import stem


def keys_of(text: str, clause: int | None = None) -> frozenset[str]:
    return lay(view(text, "A")).keys(clause)


def test_words_that_agencies_use_for_one_another_have_one_key() -> None:
    assert keys_of("The quake hit the island.") == keys_of("An earthquake struck the island.")


def test_names_of_one_entity_have_one_key() -> None:
    assert keys_of("{Ada Brandt=E1} sang.") == keys_of("{Mayor Brandt=E1} sang.") == {"@E1", "sing"}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The mayor slept but the clerk worked.", 2),
        ("The mayor slept; the clerk worked.", 2),
        ("The mayor, a former clerk, slept.", 1),
        ("The mayor, who was a clerk, slept.", 2),
        ("The mayor slept and worked.", 1),
        ("", 0),
    ],
)
def test_clauses(text: str, clauses: int) -> None:
    assert len(set(lay(view(text, "A")).clause)) == clauses


def test_a_statement_too_long_to_be_one_is_empty() -> None:
    assert lay(view("mayor " * (LONGEST + 1), "A")).items == ()
    assert len(lay(view("mayor " * LONGEST, "A")).items) == LONGEST


def test_share_is_of_the_smaller_side() -> None:
    assert share(["a", "b"], ["a", "c", "d", "e"]) == 0.5
    assert share([], ["a"]) == 0.0


def at(text: str, word: str) -> tuple[object, int]:
    wording = lay(view(text, "A"))
    return wording, next(n for n, t in enumerate(wording.tokens) if t.lower == word)


def test_same_act_needs_a_common_object() -> None:
    one, x = at("The firm offered the miners a reward.", "offered")
    two, y = at("The firm offered details of the merger.", "offered")
    three, z = at("The firm offered a reward to all miners.", "offered")
    assert same_act(one, x, two, y) == 0.0  # type: ignore[arg-type]
    assert same_act(one, x, three, z) > 0.7  # type: ignore[arg-type]


def test_a_word_stands_in_one_group_of_synonyms() -> None:
    groups = table("wording")["same"]
    listed = [s for group in groups for s in {stem(w) for w in group}]
    assert len(listed) == len(set(listed))
    assert [g[0] for g in groups] == sorted(g[0] for g in groups)


def test_the_sides_of_an_axis_share_no_word() -> None:
    axes = table("antonyms")["axes"]
    assert list(axes) == sorted(axes)
    for one, two in axes.values():
        assert {stem(w) for w in one}.isdisjoint({stem(w) for w in two})
        assert one == sorted(set(one))
        assert two == sorted(set(two))


@pytest.mark.parametrize("file", ["agents", "people", "place_words", "polarity", "roles", "wording"])
def test_lists_are_sorted_and_unique(file: str) -> None:
    for name, listed in table(file).items():
        if listed and isinstance(listed, list) and isinstance(listed[0], str):
            assert listed == sorted(set(listed)), name
