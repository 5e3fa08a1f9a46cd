"""Parallel wording: what stands at the same place in sentences of the same words."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from reconcile.facets import checks, readings
from reconcile.facets.parallel import swaps
from reconcile.values import Difference, Pair, Source, Statement, View
from reconcile.words import tokenize

with (Path(__file__).parents[1] / "cases" / "parallel.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def view(source: str, text: str) -> View:
    statement = Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0)
    bare = View(statement, Source(source, published=date(2018, 7, 4)), tokenize(text), ((0, len(text)),))
    return View(bare.statement, bare.source, bare.tokens, bare.clauses, (), readings(bare))


def found(left: str, right: str) -> list[tuple[str, str, str]]:
    pair = Pair(view("A", left), view("B", right), 0.9, 0.9)
    return [
        (c.code, d.left.text, d.right.text)
        for c in checks()
        for d in c.judge(pair)
        if isinstance(d, Difference)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_cases(case: dict[str, str]) -> None:
    told = [f for f in found(case["left"], case["right"]) if f[0] == case["code"]] if case["code"] else []
    if case["code"]:
        assert len(told) == 1
        assert told[0][1] in case["left_words"] or case["left_words"] in told[0][1]
        assert told[0][2] in case["right_words"] or case["right_words"] in told[0][2]
    else:
        assert found(case["left"], case["right"]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_the_mirrored_pair_gives_the_mirrored_places(case: dict[str, str]) -> None:
    one = Pair(view("A", case["left"]), view("B", case["right"]), 0.9, 0.9)
    two = Pair(view("A", case["right"]), view("B", case["left"]), 0.9, 0.9)
    assert {(s.left, s.right) for s in swaps(one)} == {(s.right, s.left) for s in swaps(two)}
