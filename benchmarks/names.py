"""Accuracy of compare_names on labelled name pairs, beside rapidfuzz at its best threshold.

    python benchmarks/names.py [FOLDER] [--misses]

FOLDER holds korean.csv and name_bench.csv (kind, name1, name2, same, …); without it the copies beside
the project are used. Prints precision, recall and F1 at the verdict, and the time for a pair.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from time import process_time

from rapidfuzz import fuzz

from reconcile.names import compare_names
from reconcile.values import Kind

KINDS: dict[str, Kind | None] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
}
KINDS |= {"LegalEntity": "organisation", "Vessel": None}
FILES = ("korean.csv", "name_bench.csv")


def load(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scores(said: list[bool], truth: list[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of verdicts against the truth."""
    hits = sum(s and t for s, t in zip(said, truth, strict=True))
    precision = hits / sum(said) if any(said) else 0.0
    recall = hits / sum(truth) if any(truth) else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def peer(rows: list[dict[str, str]], truth: list[bool]) -> tuple[int, tuple[float, float, float]]:
    """Return the threshold of rapidfuzz's token_sort_ratio with the best F1, and its scores."""
    values = [fuzz.token_sort_ratio(r["name1"].casefold(), r["name2"].casefold()) for r in rows]
    tried = [(cut, scores([v >= cut for v in values], truth)) for cut in range(50, 100)]
    return max(tried, key=lambda t: t[1][2])


def main(arguments: list[str]) -> None:
    """Print one line for each file, and the misjudged pairs where asked."""
    folders = [a for a in arguments if not a.startswith("--")]
    folder = (
        Path(folders[0]) if folders else Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
    )
    compare_names("Elena Márquez", "Elena Marques")  # load tables and libraries before the clock runs
    for name in FILES:
        rows = load(folder / name)
        truth = [r["same"] == "True" for r in rows]
        start = process_time()
        answers = [compare_names(r["name1"], r["name2"], kind=KINDS[r["kind"]]) for r in rows]
        took = (process_time() - start) / len(rows) * 1e6
        p, r, f = scores([a.same for a in answers], truth)
        cut, (pp, pr, pf) = peer(rows, truth)
        print(f"{name}: {len(rows)} pairs, P {p:.3f} R {r:.3f} F1 {f:.3f}, {took:.0f} µs a pair")
        print(f"  rapidfuzz token_sort_ratio >= {cut}: precision {pp:.3f} recall {pr:.3f} F1 {pf:.3f}")
        if "--misses" in arguments:
            for row, answer, same in zip(rows, answers, truth, strict=True):
                if answer.same != same:
                    sign = "+" if answer.same else "-"
                    print(f"  {sign} {row['name1']} | {row['name2']} | {answer.score} {answer.why}")


if __name__ == "__main__":
    main(sys.argv[1:])
