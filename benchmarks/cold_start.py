"""How long `reconcile compare` takes from process start to report, and how much memory it peaks at.

usage: python benchmarks/cold_start.py [ARTICLE …] [--runs N]

Runs the installed command in a process of its own each time; the first run warms the disk cache and
is not counted. Without articles the fixture factory-visit is compared.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

STORY = Path(__file__).parents[1] / "fixtures" / "factory-visit" / "story.toml"


def main() -> int:
    """Print median and worst wall time, CPU time and peak memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="*", default=[str(STORY)])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    beside = Path(sys.executable).with_name("reconcile")
    command = str(beside) if beside.exists() else shutil.which("reconcile")
    if not command:
        print("reconcile is not installed", file=sys.stderr)
        return 2
    walls, processors = [], []
    for _ in range(options.runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run([command, "compare", *options.articles], stdout=subprocess.DEVNULL, check=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processors.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{options.runs} runs on {os.cpu_count()} cores: wall median {statistics.median(walls[1:]):.2f} s, "
        f"worst {max(walls[1:]):.2f} s; processor median {statistics.median(processors[1:]):.2f} s; "
        f"peak memory {peak:.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
