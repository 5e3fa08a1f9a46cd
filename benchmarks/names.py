"""Accuracy and time of compare_names on labelled name pairs, beside rapidfuzz and OpenSanctions logic-v2.

    python benchmarks/names.py [FOLDER] [--misses]

FOLDER holds korean.csv and name_bench.csv (kind, name1, name2, same, …); without it the copies beside the
project are used. Ours is judged by its verdict. Each peer is given the threshold that is best for it on
the very file, and logic-v2 its own of .7 as well. logic-v2 comes with the package nomenklatura (extra
`bench`); where that is absent, its lines say "not run".

Time is processor time for a pair. First sight: the tables are loaded, the names are new, as in a list that
comes in. Known names: the same pairs again with every verdict forgotten, as in a story whose sources repeat
their names. Ours are the best of five runs, with all names forgotten before each; the peers' a first and a
second run.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

import wire
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from tabulate import tabulate

from reconcile.names import compare_names, match
from reconcile.values import Kind

Row = dict[str, str]
Scorer = Callable[[Row], float]
KINDS: dict[str, Kind | None] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "Vessel": None,
}
NAMED = ("Person", "Company", "Organization")  # what news names; the rest stands in a line of its own
FILES = ("korean.csv", "name_bench.csv")
RUNS = 5
OWN_CUT = 0.7  # logic-v2's threshold as its makers set it
HEADERS = ("file", "matcher", "cut", "precision", "recall", "F1", "µs first sight", "µs known names")


def load(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scores(said: Iterable[bool], truth: list[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of verdicts against the truth."""
    said = list(said)
    hits = sum(s and t for s, t in zip(said, truth, strict=True))
    precision = hits / sum(said) if any(said) else 0.0
    recall = hits / sum(truth) if any(truth) else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def best(values: list[float], truth: list[bool]) -> tuple[float, tuple[float, float, float]]:
    """Return the threshold with the best F1, and precision, recall and F1 there."""
    return max(
        ((cut, scores([v >= cut for v in values], truth)) for cut in sorted(set(values))),
        key=lambda t: t[1][2],
    )


def rapidfuzz_scorers() -> dict[str, Scorer]:
    """Return rapidfuzz's scorers, each on the two names without capitals."""
    listed: tuple[tuple[str, Callable[..., float]], ...] = (
        ("ratio", fuzz.ratio),
        ("token_sort_ratio", fuzz.token_sort_ratio),
        ("token_set_ratio", fuzz.token_set_ratio),
        ("WRatio", fuzz.WRatio),
        ("JaroWinkler", JaroWinkler.similarity),
    )
    return {
        f"rapidfuzz {name}": lambda r, f=scorer: f(r["name1"].casefold(), r["name2"].casefold())
        for name, scorer in listed
    }


def logic_v2() -> Scorer | None:
    """Return OpenSanctions' logic-v2 on two entities that have a kind and a name; None where it is absent."""
    try:
        from followthemoney import EntityProxy
        from nomenklatura.matching import get_algorithm
    except ImportError:
        return None
    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    def entity(kind: str, name: str) -> EntityProxy:
        return EntityProxy.from_dict({"id": name, "schema": kind, "properties": {"name": [name]}})

    def score(row: Row) -> float:
        left, right = (entity(row["kind"], row[side]) for side in ("name1", "name2"))
        return float(algorithm.compare(left, right, config).score)

    return score


def own(row: Row) -> float:
    """Return 1 where compare_names calls the names of a row one."""
    return float(compare_names(row["name1"], row["name2"], kind=KINDS[row["kind"]]).same)


def timed(scorer: Scorer, rows: list[Row]) -> tuple[list[float], float]:
    """Return a scorer's answers and the processor time that each took, in microseconds."""
    start = process_time()
    values = [scorer(row) for row in rows]
    return values, (process_time() - start) / len(rows) * 1e6


def own_times(rows: list[Row]) -> tuple[float, float]:
    """Return the time of a pair in microseconds, at first sight and with the names known: best of RUNS."""
    firsts, agains = [], []
    for _ in range(RUNS):
        forget()
        firsts.append(timed(own, rows)[1])
        match._compare.cache_clear()
        agains.append(timed(own, rows)[1])
    return min(firsts), min(agains)


def forget() -> None:
    """Forget all that is remembered of single names and words; tables, which have no bound, stay."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("reconcile."):
            for thing in vars(module).values():
                kept = getattr(thing, "cache_parameters", None)
                if kept is not None and kept()["maxsize"] is not None:
                    thing.cache_clear()


def warm(scorer: Scorer) -> None:
    """Let a scorer load its tables, on names that the files do not hold."""
    names = wire.mentions(400, repeated=False)
    for kind in NAMED:
        for left, right in zip(names[::2], names[1::2], strict=True):
            scorer({"kind": kind, "name1": left, "name2": right})


def lines(name: str, rows: list[Row], matchers: dict[str, Scorer | None]) -> list[tuple[object, ...]]:
    """Return a file's lines of the table, one or two for each matcher."""
    truth = [r["same"] == "True" for r in rows]
    found: list[tuple[object, ...]] = []
    for title, scorer in matchers.items():
        if scorer is None:
            found.append((name, title, "not run", "", "", "", "", ""))
            continue
        values, first = timed(scorer, rows)
        again = timed(scorer, rows)[1]
        if scorer is own:
            first, again = own_times(rows)
        time = (f"{first:.0f}", f"{again:.0f}")
        if scorer is own:
            found.append((name, title, "verdict", *_shown(scores([v > 0 for v in values], truth)), *time))
            continue
        cut, figures = best(values, truth)
        found.append((name, title, f"{cut:.2f} (best)", *_shown(figures), *time))
        if title == "logic-v2":
            at_own = scores([v >= OWN_CUT for v in values], truth)
            found.append((name, title, f"{OWN_CUT:.2f} (its own)", *_shown(at_own), *time))
    return found


def _shown(figures: tuple[float, float, float]) -> tuple[str, ...]:
    return tuple(f"{x:.3f}" for x in figures)


def misjudged(rows: list[Row]) -> Iterable[str]:
    """Yield the pairs that compare_names misjudges: + joined wrongly, - kept apart wrongly."""
    for row in rows:
        answer = compare_names(row["name1"], row["name2"], kind=KINDS[row["kind"]])
        if answer.same != (row["same"] == "True"):
            sign = "+" if answer.same else "-"
            yield f"{sign} {row['name1']} | {row['name2']} | {answer.score} {answer.why} | {row['tier']}"


def main() -> None:
    """Print the table, and the misjudged pairs where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
    parser.add_argument("folder", nargs="?", type=Path, default=beside)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    matchers: dict[str, Scorer | None] = {"reconcile": own, "logic-v2": logic_v2(), **rapidfuzz_scorers()}
    for scorer in matchers.values():
        if scorer:
            warm(scorer)
    table: list[tuple[object, ...]] = []
    for name in FILES:
        rows = load(options.folder / name)
        named = [r for r in rows if r["kind"] in NAMED]
        table += lines(f"{name} ({len(named)})", named, matchers)
        if options.misses:
            print(name, *misjudged(rows), sep="\n  ")
        others = [r for r in rows if r["kind"] not in NAMED]
        if others:
            table += lines(f"{name}, other kinds ({len(others)})", others, {"reconcile": own})
    print(tabulate(table, HEADERS, disable_numparse=True))


if __name__ == "__main__":
    main()
