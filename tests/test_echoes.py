"""Further places of a finding: where a source says the same again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.ingest import read
from reconcile.pipeline import compare
from reconcile.values import Finding, Report

A = """Fire in the harbour

A fire in the harbour hall killed 12 people on Monday, the mayor said.

The hall had been full of nets. The fire began in the kitchen.

Flags flew at half mast for the 12 people killed, and the fire chief wept.
"""
B = """Harbour hall burns

A fire in the harbour hall killed 15 people on Monday, the mayor said.

Ten boats were lost.
"""


def report(folder: Path, left: str, right: str) -> Report:
    articles = []
    for name, text in (("A", left), ("B", right)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        articles.append(read(folder / f"{name}.txt", id=name))
    return compare(articles)


def shown(finding: Finding) -> list[tuple[str, int, str]]:
    return [(e.source, e.start, e.text) for e in finding.evidence]


def test_the_same_figure_of_the_same_thing_is_shown_where_it_stands_again(tmp_path: Path) -> None:
    found = [f for f in report(tmp_path, A, B).findings if f.code == "number-mismatch"]
    assert len(found) == 1
    places = shown(found[0])
    assert [(s, A[start : start + len(t)]) for s, start, t in places if s == "A"] == [
        ("A", places[0][2]),
        ("A", places[2][2]),
    ]
    assert places[2][1] > A.index("Flags")


def test_another_figure_with_the_same_number_is_not(tmp_path: Path) -> None:
    other = A.replace("the 12 people killed", "12 boats lost")
    found = [f for f in report(tmp_path, other, B).findings if f.code == "number-mismatch"]
    assert all(start < other.index("Flags") for f in found for s, start, _ in shown(f) if s == "A")


@pytest.mark.parametrize("again", ["Two tank shells struck the school roof in the camp.", ""])
def test_other_means_of_one_attack_stand_in_one_finding(tmp_path: Path, again: str) -> None:
    left = f"Artillery shells hit a school in the camp of Dulmar and killed 40 people. {again}\n"
    right = "A mortar round hit a school in the camp of Dulmar and killed 40 people.\n"
    found = [f for f in report(tmp_path, left, right).findings if f.code == "event-mismatch"]
    assert len(found) == 1
    assert ("tank shells" in [t for _, _, t in shown(found[0])]) == bool(again)


def test_ids_do_not_depend_on_the_further_places(tmp_path: Path) -> None:
    once = A.replace("Flags flew at half mast for the 12 people killed, and the fire chief wept.", "")
    with_echo = {f.id for f in report(tmp_path, A, B).findings}
    assert with_echo == {f.id for f in report(tmp_path, once, B).findings}
