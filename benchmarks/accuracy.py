"""Reports held against labelled article pairs: what is found, what is missed, and why.

    python benchmarks/accuracy.py PAIRS_DIR [PAIRS_DIR …] --scorer SCORE.PY [--misses] [--left-out]

Each folder holds `<pair>/{a,b}.txt`, `{a,b}.sents.json` and `gold.json`; where a pair has a `draft.json`, the
draft is checked against both articles. The scorer is the file that comes with the labelled pairs; its
functions count, and this script runs the pipeline in one process. Prints a table with a column a folder, and
with --misses every miss and false alarm under its cause:

    not aligned      the two sentences are not held against each other at all
    nothing read     they are aligned, and no check says anything of them
    another finding  a check speaks of the two, yet of other words of theirs
    false alarm      a reported discrepancy that is not labelled

With --left-out, the alignment is trained once for each pair without it (weights and threshold): the figures
are those of articles whose labels the weights have not seen; needs the extra `bench`. The rules of the checks
are the same in both: no run can leave out what their writers have seen.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from tabulate import tabulate

from reconcile import align, compared, pipeline
from reconcile.encode import Encoder, load
from reconcile.ingest import read
from reconcile.report.json_ import document
from reconcile.values import Article

SIDES = {"A": "a", "B": "b"}
Weights = tuple[dict[str, tuple[float, float, float]], float, float]


def module(path: Path) -> ModuleType:
    """Return a file of Python as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file")
    found = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = found
    spec.loader.exec_module(found)
    return found


def articles(folder: Path) -> list[Article]:
    """Return both articles of a pair, with publisher and date where `meta.json` gives them."""
    found = [read(folder / f"{file}.txt", id=side) for side, file in SIDES.items()]
    meta = folder / "meta.json"
    if meta.exists():
        told = json.loads(meta.read_text("utf-8"))
        found = [
            replace(
                a, source=replace(a.source, publisher=told[f]["publisher"], published=day(told[f]["date"]))
            )
            for a, f in zip(found, SIDES.values(), strict=True)
        ]
    return found


def day(text: str) -> date:
    """Return a date written as in ISO 8601."""
    return date.fromisoformat(text)


class Pair:
    """A labelled pair: its articles, sentences, labels, and what was made of them."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.folder = folder
        self.articles = articles(folder)
        self.gold = json.loads((folder / "gold.json").read_text("utf-8"))
        self.sentences = {
            s: json.loads((folder / f"{f}.sents.json").read_text("utf-8")) for s, f in SIDES.items()
        }
        self.texts = {
            a.id: (folder / f"{SIDES[a.id]}.txt").open(newline="", encoding="utf-8").read()
            for a in self.articles
        }

    def score(self, scorer: ModuleType, tally: Any, encoder: Encoder) -> Iterator[str]:
        """Add the pair's counts to the tally; yield its misses and false alarms with their causes."""
        report = document(pipeline.compare(self.articles, encoder=encoder))
        said: list[str] = []
        scorer.score_pair(report, self.gold, self.sentences, self.texts, tally, said)
        scorer.evidence_ok(report, self.texts, tally)
        yield from self._causes(scorer, report)
        yield from (f"names: {line}" for line in said if line.startswith(("names", "MERGED")))
        yield from (f"false alarm: {line}" for line in said if line.startswith("not in gold"))
        if (self.folder / "draft.json").exists():
            yield from self._draft(scorer, tally, encoder)

    def _causes(self, scorer: ModuleType, report: dict[str, Any]) -> Iterator[str]:
        where = {
            s["id"]: (s["source"], scorer.overlapping(s["start"], s["end"], self.sentences[s["source"]]))
            for s in report["statements"]
        }
        aligned = {
            (i, j) for a in report["alignments"] for i in where[a["left"]][1] for j in where[a["right"]][1]
        }
        shown = []
        for finding in (f for f in report["findings"] if f["kind"] == "discrepancy"):
            places: dict[str, set[int]] = {"A": set(), "B": set()}
            for e in finding["evidence"]:
                places[e["source"]] |= scorer.overlapping(
                    e["start"], e["end"], self.sentences[e["source"]], 0.01
                )
            shown.append(places)
        for g in self.gold["discrepancies"]:
            if any(g["a"] in p["A"] and g["b"] in p["B"] for p in shown):
                continue
            beside = any(g["a"] in p["A"] or g["b"] in p["B"] for p in shown)
            cause = (
                "not aligned"
                if (g["a"], g["b"]) not in aligned
                else "another finding"
                if beside
                else "nothing read"
            )
            yield f"{cause}: {g['severity']} {g['type']}: {g['a_words']!r} / {g['b_words']!r}"

    def _draft(self, scorer: ModuleType, tally: Any, encoder: Encoder) -> Iterator[str]:
        text, sentences = scorer.render_draft(json.loads((self.folder / "draft.json").read_text("utf-8")))
        with TemporaryDirectory() as folder:
            file = Path(folder) / "draft.md"
            file.write_text(text, "utf-8")
            draft = read(file, id="draft")
        report = document(pipeline.check(draft, self.articles, encoder=encoder))
        said: list[str] = []
        scorer.score_draft(report, sentences, tally, said)
        scorer.evidence_ok(report, {"draft": text, **self.texts}, tally)
        yield from said


@contextmanager
def trained(weights: Weights | None) -> Iterator[None]:
    """Let the alignment use other weights and another threshold; None leaves those of the package."""
    if weights is None:
        yield
        return
    features, intercept, threshold = weights
    held = align.trained, align.threshold, compared.threshold
    align.trained = lambda: (features, intercept)  # type: ignore[assignment]
    align.threshold = compared.threshold = lambda: threshold  # type: ignore[assignment]
    try:
        yield
    finally:
        align.trained, align.threshold, compared.threshold = held  # type: ignore[assignment]


def left_out(folders: list[Path], encoder: Encoder) -> dict[str, Weights]:
    """Return for each pair the weights and threshold that the others give."""
    training = module(Path(__file__).parents[1] / "tools" / "train_alignment.py")
    import numpy as np

    tables, labels, features = {}, {}, []
    for folder in folders:
        columns, labels[folder.name], _ = training.labelled(folder, encoder)
        features = sorted(columns)
        tables[folder.name] = np.stack([columns[f].ravel() for f in features], axis=1)
    scores = training.left_out(tables, labels)
    found = {}
    for name in tables:
        others = [n for n in tables if n != name]
        mean, scale, weights, intercept = training.fit(
            np.vstack([tables[n] for n in others]), np.concatenate([labels[n] for n in others])
        )
        rows = zip(weights, mean, scale, strict=True)
        by_name = {f: (float(w), float(m), float(s)) for f, (w, m, s) in zip(features, rows, strict=True)}
        floor = training.best_threshold({n: scores[n] for n in others}, labels)
        found[name] = by_name, float(intercept), float(floor)
    return found


def main() -> int:
    """Print the table, and the misses where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--left-out", action="store_true")
    options = parser.parse_args()
    scorer, encoder = module(options.scorer), load()
    groups = {p.name: sorted(f.parent for f in p.glob("*/gold.json")) for p in options.pairs}
    every = [f for listed in groups.values() for f in listed]
    weights = left_out(every, encoder) if options.left_out else {}
    columns = {}
    for group, folders in groups.items():
        tally = scorer.Tally()
        for folder in folders:
            with trained(weights.get(folder.name)):
                lines = list(Pair(folder).score(scorer, tally, encoder))
            if options.misses:
                print(f"{group}/{folder.name}", *lines, sep="\n    ")
        columns[group] = scorer.show(tally)[1]
    figures = list(next(iter(columns.values())))
    table = [(f, *(_shown(columns[g].get(f)) for g in columns)) for f in figures]
    print(
        tabulate(
            table,
            ("alignment left out" if options.left_out else "in sample", *columns),
            disable_numparse=True,
        )
    )
    return 0


def _shown(value: object) -> str:
    return (
        f"{value:.3f}"
        if isinstance(value, float) and value == value
        else ""
        if isinstance(value, float)
        else str(value)
    )


if __name__ == "__main__":
    raise SystemExit(main())
