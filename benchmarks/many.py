"""How time and memory grow with the number of articles on one event, from 2 to 200.

usage: python benchmarks/many.py [--counts 2 5 10 …] [--cores N] [--write FILE]

Runs the installed command, each time in a process of its own and without the cache of embeddings, on
articles made of the fixtures (many_story.py). The exponent is the slope of the logarithm of the time over
that of the number of articles, between each count and the one before it: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from many_story import story
from peers_measure import Cost, measured, pace
from tabulate import tabulate

__all__ = ["story"]

COUNTS = (2, 5, 10, 20, 50, 100, 200)
HEADERS = ("articles", "statements", "pairs aligned", "wall s", "processor s", "peak MB", "exponent")
Row = tuple[int, int, int, Cost]


def run(count: int, folder: Path, cores: int | None) -> Row:
    """Compare so many articles once."""
    papers = [str(p) for p in story(count, folder)]
    options = ["--no-cache", "--format", "json", *(["--cores", str(cores)] if cores else [])]
    done = measured([_command(), "compare", *papers, *options])
    if done.code:
        raise SystemExit(f"{count} articles: reconcile ended with {done.code}: {done.error.strip()}")
    report = json.loads(done.out)
    return count, len(report["statements"]), len(report["alignments"]), done.cost


def slope(one: Row, other: Row) -> float:
    """Return the exponent of the wall time between two numbers of articles."""
    return math.log(other[3].wall / one[3].wall) / math.log(other[0] / one[0])


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    before = [None, *rows]
    cells = [
        (
            count, statements, aligned, f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.peak:.0f}",
            f"{slope(last, row):.2f}" if last else "",
        )
        for last, row in zip(before, rows, strict=False)
        for count, statements, aligned, cost in [row]
    ]  # fmt: skip
    return tabulate(cells, HEADERS, tablefmt="github", disable_numparse=True)


def _command() -> str:
    beside = Path(sys.executable).with_name("reconcile")
    command = str(beside) if beside.exists() else shutil.which("reconcile")
    if not command:
        raise SystemExit("reconcile is not installed")
    return command


def main(argv: Sequence[str] | None = None) -> int:
    """Print the curve, and write it to a file if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--cores", type=int)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        first = pace()
        rows = [run(count, Path(folder) / str(count), options.cores) for count in sorted(options.counts)]
        told = (
            f"{table(rows)}\n\nA loop of 20 million turns took {first:.2f} s before and {pace():.2f} s after."
        )
    print(told)
    if options.write:
        options.write.write_text(told + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
