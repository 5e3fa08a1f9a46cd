"""Cross-matching a list of names: what blocking finds is what comparing all pairs finds."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from reconcile.names import compare_names, cross_match
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
    assert {(i, j) for i, j, _ in cross_match(listed, kind=kind)} == every


def test_a_name_that_stands_twice_is_paired_with_itself() -> None:
    found = cross_match(["Ada Berg", "Olwen Tarr", "Ada Berg"], kind="person")
    assert [(i, j) for i, j, _ in found] == [(0, 2)]
