"""The curve over the number of articles runs on a small input, and its articles are the same every time."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import cold_start
import many
from many_story import OWN, TOLD, story
from peers_measure import Cost


def test_the_articles_are_the_same_every_time(tmp_path: Path) -> None:
    one, other = story(4, tmp_path / "one"), story(6, tmp_path / "other")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other[:4]]
    assert len({p.read_bytes() for p in other}) == 6
    assert all(p.read_text("utf-8").count("\n\n") == TOLD + OWN - 1 for p in one)


def test_the_exponent_is_the_slope_between_two_counts() -> None:
    rows = [
        (2, 60, 9, Cost(1.0, 1.0, 90)),
        (4, 120, 50, Cost(4.0, 5.0, 95)),
        (8, 240, 99, Cost(8.0, 9.0, 99)),
    ]
    assert [many.slope(a, b) for a, b in pairwise(rows)] == pytest.approx([2, 1])
    assert [line.split("|")[-2].strip() for line in many.table(rows).splitlines()[2:]] == ["", "2.00", "1.00"]


def test_it_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert many.main(["--counts", "3", "2", "--cores", "1", "--write", str(tmp_path / "curve.md")]) == 0
    rows = (tmp_path / "curve.md").read_text("utf-8").splitlines()[2:4]
    assert [row.split("|")[1].strip() for row in rows] == ["2", "3"]
    assert (tmp_path / "curve.md").read_text("utf-8") == capsys.readouterr().out


def test_the_cold_start_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cold_start.main(["--runs", "1"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("--help", "--version", "compare, cold", "compare, embedded before"))
