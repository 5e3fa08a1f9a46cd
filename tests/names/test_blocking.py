"""Cross-matching a list of names: what blocking finds is what comparing all pairs finds."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from reconcile.names import compare_names, cross_match
from reconcile.names.blocking_files import Files
from reconcile.values import Kind

CASES = Path(__file__).parents[1] / "cases" / "names.csv"


def names(kind: str) -> list[str]:
    with CASES.open(encoding="utf-8", newline="") as file:
        found = {
            row[side] for row in csv.DictReader(file) if row["kind"] == kind for side in ("left", "right")
        }
    return sorted(found)


@pytest.mark.parametrize(("kind", "least"), [("person", 100), ("organisation", 40), ("place", 40)])
def test_blocking_loses_no_name_of_the_table(kind: Kind, least: int) -> None:
    listed = names(kind)
    assert len(listed) > least
    every = {
        (i, j) for (i, a), (j, b) in combinations(enumerate(listed), 2) if compare_names(a, b, kind=kind).same
    }
    assert {(i, j) for i, j, _ in cross_match(listed, kind=kind).matches} == every


def test_blocking_loses_no_name_where_the_kind_is_not_said() -> None:
    listed = sorted({*names("person")[::2], *names("organisation")[::2], *names("place"), *names("")})
    every = {(i, j) for (i, a), (j, b) in combinations(enumerate(listed), 2) if compare_names(a, b).same}
    assert len(every) > 10
    assert {(i, j) for i, j, _ in cross_match(listed).matches} == every


def test_a_name_that_stands_twice_is_compared_once() -> None:
    found = cross_match(["Ada Berg", "Olwen Tarr", "Ada Berg", "A. Berg"], kind="person")
    assert found.names == ("Ada Berg", "Olwen Tarr", "A. Berg")
    assert found.places == ((0, 2), (1,), (3,))
    assert [(i, j) for i, j, _ in found.matches] == [(0, 2)]
    assert found.matches[0][2] == compare_names("Ada Berg", "A. Berg", kind="person")


def test_an_empty_list_has_no_names_and_no_matches() -> None:
    found = cross_match([])
    assert (found.names, found.places, found.matches) == ((), (), ())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Oswin Tarrbek", "Oswin Tarr Bek"),  # two words written as one
        ("Min Jae Holm", "Minjae Holm"),
        ("Wilhelmina Oster Quill", "Wilhelmina Osterquill"),
        ("B. Carverley", "Bram Carverley"),
        ("B. T. Carverley", "B. Carverley"),
        ("Carverley, Bram", "Bram Carverly"),  # another order, and a slip
        ("محمد كريم", "Muhammad Karim"),  # consonants alone
    ],
)
def test_each_way_to_write_a_person_is_found_among_others(left: str, right: str) -> None:
    others = ["Ottoline Marsh", "Bram Holm", "T. B.", "Minna Jae", "Tarr", "Quill", "Karima Holm"]
    assert compare_names(left, right, kind="person").same
    for listed in ([left, *others, right], [right, *others, left]):
        assert (0, len(listed) - 1) in {(i, j) for i, j, _ in cross_match(listed, kind="person").matches}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("U.S. Harbour Safety Office", "Harbour Safety Office"),
        ("Ministry of Foreign Affairs", "Foreign Ministry"),
        ("Tolland Quarry Bank", "Tolland Quarry"),
        ("Tolland Quarry Inc.", "Tolland Quarrry"),
    ],
)
def test_an_organisation_is_found_with_a_word_more_that_may_be_left_out(left: str, right: str) -> None:
    others = ["Harbour Bank", "Foreign Exchange Office", "Quarry of Tolland"]
    assert compare_names(left, right, kind="organisation").same
    for listed in ([left, *others, right], [right, *others, left]):
        found = {(i, j) for i, j, _ in cross_match(listed, kind="organisation").matches}
        assert (0, len(listed) - 1) in found


def test_the_order_of_the_list_does_not_change_what_is_found() -> None:
    listed = sorted({*names("person")[::3], *names("organisation")[::3], *names("place")[::2]})

    def pairs(given: list[str]) -> set[frozenset[str]]:
        found = cross_match(given)
        return {frozenset((found.names[i], found.names[j])) for i, j, _ in found.matches}

    assert pairs(listed) == pairs(listed[::-1])


@pytest.fixture
def collecting() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.usefixtures("collecting")
def test_the_collector_runs_afterwards_as_it_did_before(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    cross_match(["Ada Berg", "A. Berg"])
    assert gc.isenabled() is on
    with pytest.raises(TypeError):
        cross_match(["Ada Berg", None])  # type: ignore[list-item]
    assert gc.isenabled() is on


def test_files_find_what_shares_a_key_in_one_file_and_not_across_files() -> None:
    files = Files()
    assert files.add(1, [["a", "a"], ["b"]]) == set()
    assert files.add(2, [["b"], ["a"]]) == set()
    assert files.add(3, [["a"], ["a"]]) == {1, 2}
    assert files.find([["a"]]) == {1, 3}
    assert files.find([["x"], ["a", "b"]]) == {1, 2, 3}
