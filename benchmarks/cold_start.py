"""How long the command takes from process start to its end, and how much memory it peaks at.

usage: python benchmarks/cold_start.py [ARTICLE …] [--runs N]

Help, version, and a comparison: cold (no vector is known) and again (all vectors are in the cache). Each is a
process of its own; the rounds are interleaved, so that slow minutes of the machine fall on all. The first one
fills the cache of the disk and is not counted. Without articles the fixture factory-visit is compared.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from peers_measure import Cost, measured, middle, pace
from tabulate import tabulate

STORY = Path(__file__).parents[1] / "fixtures" / "factory-visit" / "story.toml"
HEADERS = ("what", "wall s, median", "least", "most", "processor s", "peak MB")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, and the machine's pace before and after."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="*", default=[str(STORY)])
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args(argv)
    beside = Path(sys.executable).with_name("reconcile")
    command = str(beside) if beside.exists() else shutil.which("reconcile")
    if not command:
        print("reconcile is not installed", file=sys.stderr)
        return 2
    runs = {
        "--help": ["--help"],
        "--version": ["--version"],
        "compare, cold": ["compare", "--no-cache", *options.articles],
        "compare, embedded before": ["compare", *options.articles],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    first = pace()
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, RECONCILE_CACHE=folder)
        for count in range(options.runs + 1):
            for name, arguments in runs.items():
                done = measured([command, *arguments], env)
                if done.code:
                    print(f"{name}: ended with {done.code}: {done.error.strip()}", file=sys.stderr)
                    return 2
                if count:
                    costs[name].append(done.cost)
    print(table(costs))
    print(
        f"\n{options.runs} runs, {os.cpu_count()} cores. A loop of 20 million turns took {first:.2f} s before"
    )
    print(f"and {pace():.2f} s after.")
    return 0


def table(costs: dict[str, list[Cost]]) -> str:
    """Return the costs of each run as a Markdown table."""
    rows = []
    for name, listed in costs.items():
        cost, walls = middle(listed), sorted(c.wall for c in listed)
        rows.append(
            (
                name,
                *(f"{w:.2f}" for w in (cost.wall, walls[0], walls[-1], cost.processor)),
                f"{cost.peak:.0f}",
            )
        )
    return tabulate(rows, HEADERS, tablefmt="github", disable_numparse=True)


if __name__ == "__main__":
    sys.exit(main())
