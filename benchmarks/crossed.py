"""Reports on articles that nobody has labelled together: those of two pairs on one event, and of two events.

    python benchmarks/crossed.py PAIRS_DIR [PAIRS_DIR …] [--same NAME,NAME …] [--unrelated N] [--seed N]

Each folder holds `<pair>/{a,b}.txt`. `--same` names two pairs that tell of one event: each article of the one
compared with each of the other, and every discrepancy is printed with both statements, to be read and judged
(audit.md). `--unrelated` draws that many pairs of articles of different events: whatever is reported there is
a false alarm but for what any two stories may share (a reward, an age).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from reconcile.encode import load
from reconcile.ingest import read
from reconcile.pipeline import compare

Job = tuple[Path, Path]


def same(folders: dict[str, Path], groups: list[str]) -> list[Job]:
    """Return every article of one pair with every article of the other."""
    jobs = []
    for group in groups:
        one, other = group.split(",")
        jobs += [(folders[one] / f"{s}.txt", folders[other] / f"{t}.txt") for s in "ab" for t in "ab"]
    return jobs


def unrelated(folders: dict[str, Path], groups: list[str], count: int, seed: int) -> list[Job]:
    """Return `count` draws of two articles of different events."""
    random, known = Random(seed), {frozenset(g.split(",")) for g in groups}
    jobs: list[Job] = []
    while len(jobs) < count:
        one, other = random.sample(sorted(folders), 2)
        if frozenset((one, other)) not in known:
            jobs.append((folders[one] / "a.txt", folders[other] / "b.txt"))
    return jobs


def main() -> None:
    """Print every discrepancy, and how many there were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--same", nargs="*", default=[])
    parser.add_argument("--unrelated", type=int, default=0)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    folders = {f.parent.name: f.parent for p in options.pairs for f in sorted(p.glob("*/a.txt"))}
    encoder = load()
    for title, jobs in (
        ("one event", same(folders, options.same)),
        ("different events", unrelated(folders, options.same, options.unrelated, options.seed)),
    ):
        found = 0
        for left, right in jobs:
            report = compare([read(left, id="A"), read(right, id="B")], encoder=encoder)
            text = {s.id: s.text for s in report.statements}
            for finding in (f for f in report.findings if f.kind == "discrepancy"):
                found += 1
                print(f"{left.parent.name}/{left.stem} {right.parent.name}/{right.stem} {finding.severity}")
                print(f"    {finding.code} {finding.confidence}: {finding.message}")
                print(*(f"    {text[s]}" for s in finding.statements[:2]), sep="\n")
        print(f"{title}: {len(jobs)} pairs of articles, {found} discrepancies reported")


if __name__ == "__main__":
    main()
