"""What a learned judge adds and costs: the labelled article pairs with and without it.

    python benchmarks/judge.py PAIRS_DIR [PAIRS_DIR …] --judge FOLDER

Each folder holds `<pair>/{a,b}.txt`, `{a,b}.sents.json` (labelled sentences with offsets), `gold.json`
(`aligned` and `discrepancies`, by sentence numbers) and perhaps `meta.json` (publishers and dates).

Three rows are printed: without a judge; with it, at the limits in force (`reconcile.judge.LIMITS`); and
with it at limits of which each pair's were chosen on all the other pairs, from the grids below, where
"never" stands for not asking it at all. The trained alignment has seen these pairs; it gains from that
in every row alike.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

from reconcile.align import align, threshold
from reconcile.compared import compared, settled
from reconcile.crew import Crew
from reconcile.encode import Encoder
from reconcile.encode import load as load_encoder
from reconcile.findings import gathered, judged
from reconcile.ingest import read
from reconcile.judge import LIMITS, Judge, Limits, Opinion, checks, kept, raised
from reconcile.judge import load as load_judge
from reconcile.settings import Settings
from reconcile.told import tell
from reconcile.values import Alignment, Article, Finding, Statement

NEVER = 2.0  # no probability is so high
ENTAILS, NEUTRAL = (0.4, 0.5, 0.7, NEVER), (0.9, 0.95, NEVER)
CONTRADICTS, SHARE = (0.5, 0.7, 0.9, NEVER), (0.33, 0.5, 0.67)
# What a false alarm takes away, in found discrepancies: an editor who was misled twice reads no third.
FALSE_ALARM = 2
EVIDENCE_OVERLAP, STATEMENT_OVERLAP = 0.01, 0.5  # of the shorter span
SETTINGS = Settings()


class Remembering:
    """A judge that is asked each question once; counts what it is asked."""

    def __init__(self, judge: Judge) -> None:
        self.name, self._judge = judge.name, judge
        self._known: dict[tuple[str, str], Opinion] = {}
        self.asked = 0

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """Return the opinions, from memory where they are there."""
        new = [p for p in pairs if p not in self._known]
        self.asked += len(new)
        self._known.update(zip(new, self._judge.opinions(new), strict=True))
        return [self._known[p] for p in pairs]


class Labelled:
    """A labelled pair: its articles, and its labels in terms of sentence numbers."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.gold = json.loads((folder / "gold.json").read_text("utf-8"))
        self.sentences = {
            s.upper(): json.loads((folder / f"{s}.sents.json").read_text("utf-8")) for s in "ab"
        }
        self.articles = tuple(_article(folder, side) for side in "ab")

    def sentences_at(self, source: str, start: int, end: int, least: float) -> frozenset[int]:
        """Return the labelled sentences that a span covers, by a share of the shorter of the two."""
        found = set()
        for s in self.sentences[source]:
            common = min(end, s["end"]) - max(start, s["start"])
            if common > 0 and common >= least * min(end - start, s["end"] - s["start"]):
                found.add(s["i"])
        return frozenset(found)

    def score(
        self,
        statements: Sequence[Statement],
        alignments: Sequence[Alignment],
        findings: Sequence[Finding],
    ) -> Counter[str]:
        """Count what is aligned and what is found, and how much of it is labelled."""
        at = {s.id: self.sentences_at(s.source, s.start, s.end, STATEMENT_OVERLAP) for s in statements}
        aligned = {(i, j) for a in alignments for i in at[a.left] for j in at[a.right]}
        every = {(g["a"], g["b"]) for g in self.gold["aligned"]}
        counts = Counter(aligned=len(aligned), gold=len(every), hit=len(aligned & every))
        shown = [self._shown(f) for f in findings if f.kind == "discrepancy"]
        labelled = [(g["a"], g["b"], g["severity"]) for g in self.gold["discrepancies"]]
        counts["reported"] = len(shown)
        counts["right"] = sum(any(a in x and b in y for a, b, _ in labelled) for x, y in shown)
        for a, b, severity in labelled:
            kind = "conflict" if severity == "conflict" else "tension"
            counts[kind] += 1
            counts[f"{kind} found"] += any(a in x and b in y for x, y in shown)
        return counts

    def _shown(self, finding: Finding) -> tuple[frozenset[int], frozenset[int]]:
        left, right = (
            frozenset[int]().union(
                *(
                    self.sentences_at(source, e.start, e.end, EVIDENCE_OVERLAP)
                    for e in finding.evidence
                    if e.source == source
                )
            )
            for source in "AB"
        )
        return left, right


def _article(folder: Path, side: str) -> Article:
    article = read(folder / f"{side}.txt", id=side.upper())
    meta = folder / "meta.json"
    if not meta.exists():
        return article
    told = json.loads(meta.read_text("utf-8"))[side]
    day = date.fromisoformat(told["date"])
    return replace(article, source=replace(article.source, publisher=told["publisher"], published=day))


class Run:
    """One labelled pair, read once: scored at any limits, and timed."""

    def __init__(self, pair: Labelled, encoder: Encoder, judge: Judge) -> None:
        self.pair = pair
        start = process_time()
        self._plain = tell(pair.articles, SETTINGS, encoder, None, Crew(1))
        self.without = self._score(None, LIMITS)
        self.seconds = process_time() - start
        memory = Remembering(judge)
        self._judged = replace(self._plain, judge=memory)
        start = process_time()
        self.with_judge = self._score(memory, LIMITS)
        self.more_seconds, self.questions = process_time() - start, memory.asked
        self._memory = memory
        self._views = {v.statement.id: v for v in self._plain.views}
        sides = [self._plain.of(a.id) for a in self._plain.articles]
        self._wide = align(sides, self._plain.vectors, least=threshold() - LIMITS.below)

    def at(self, limits: Limits) -> Counter[str]:
        """Return the counts with the judge at these limits."""
        return self._score(self._memory, limits)

    @cache  # noqa: B019  # a run lives as long as the program
    def aligned_at(self, limits: Limits) -> Counter[str]:
        """Return the counts of the alignment alone."""
        up = raised(self._wide, self._views, self._memory, threshold(), limits)
        left = kept(up, self._views, self._memory, threshold(), self._settled, limits)
        return self.pair.score(self._plain.statements, left, ())

    @cache  # noqa: B019
    def disputed_at(self, limits: Limits) -> Counter[str]:
        """Return the counts of what the judge disputes in what is aligned without it."""
        least = threshold()
        pairs = [
            a for a in self._wide if a.score >= least and frozenset((a.left, a.right)) not in self._settled
        ]
        asked = checks(pairs, self._views, self._memory, limits)
        similar = {(a.left, a.right): 0.0 for a in pairs}
        told = judged(
            pairs, self._views, similar, (), least=SETTINGS.confidence, threshold=least, checks=asked
        )
        found, _ = gathered(*told, pairs, self._views)
        return self.pair.score(self._plain.statements, (), found)

    def _score(self, judge: Judge | None, limits: Limits) -> Counter[str]:
        told = self._plain if judge is None else self._judged
        aligned, findings, _ = compared(told, SETTINGS, Crew(1), limits=limits)
        if judge is None:
            self._settled = settled(findings)
        return self.pair.score(told.statements, aligned, findings)


def f1(counts: Counter[str]) -> float:
    """Return the F1 of the alignment."""
    return 2 * counts["hit"] / max(1, counts["aligned"] + counts["gold"])


def worth(counts: Counter[str]) -> float:
    """Return the discrepancies found less what the false alarms take away."""
    return counts["right"] - FALSE_ALARM * (counts["reported"] - counts["right"])


def left_out(runs: Sequence[Run]) -> tuple[Counter[str], Counter[str]]:
    """Return the counts with each pair's limits chosen on the others, and how often each was chosen.

    The limits of the alignment are chosen by its F1, those of the disputes by `worth`; of equals the
    one that asks for more.
    """
    aligning = [replace(LIMITS, entails=e, neutral=n) for e, n in product(ENTAILS, NEUTRAL)]
    disputing = [replace(LIMITS, contradicts=c, share=s) for c, s in product(CONTRADICTS, SHARE)]
    total: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    for run in runs:
        others = [r for r in runs if r is not run]
        one = max(aligning, key=lambda x: (f1(_sum(r.aligned_at(x) for r in others)), x.entails, x.neutral))
        two = max(
            disputing, key=lambda x: (worth(_sum(r.disputed_at(x) for r in others)), x.contradicts, x.share)
        )
        both = replace(one, contradicts=two.contradicts, share=two.share)
        total += run.at(both)
        chosen[f"entails {_limit(one.entails)}, neutral {_limit(one.neutral)}"] += 1
        chosen[f"contradicts {_limit(two.contradicts)}, share {_limit(two.share)}"] += 1
    return total, chosen


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counts, Counter())


def _limit(value: float) -> str:
    return "never" if value == NEVER else f"{value:g}"


def rows(runs: Sequence[Run]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield the rows of the table."""
    yield "without", _sum(r.without for r in runs)
    yield "with, limits in force", _sum(r.with_judge for r in runs)
    total, chosen = left_out(runs)
    yield "with, limits left out", total
    for limits, times in sorted(chosen.items(), key=lambda c: (-c[1], c[0])):
        print(f"  chosen for {times} of {len(runs)} pairs: {limits}", file=sys.stderr)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--judge", required=True, help="a CrossEncoder for inference, by name or folder")
    options = parser.parse_args()
    folders = sorted(f.parent for p in options.pairs for f in p.glob("*/gold.json"))
    start = process_time()
    judge: Any = load_judge(options.judge)
    if not folders or judge is None:
        print("no labelled pair, or no judge", file=sys.stderr)
        return 2
    loading = process_time() - start
    encoder = load_encoder()
    runs = [Run(Labelled(folder), encoder, judge) for folder in folders]
    print(f"{len(runs)} pairs, judge {judge.name}")
    print(f"{'':24}   F1  prec  rec   conflicts  tensions  reported  in gold")
    for name, c in rows(runs):
        print(
            f"{name:24} {f1(c):.3f} {c['hit'] / c['aligned']:.3f} {c['hit'] / c['gold']:.3f}"
            f"  {c['conflict found']:3} of {c['conflict']:3} {c['tension found']:3} of {c['tension']:3}"
            f"  {c['reported']:5}    {c['right']:3} ({c['right'] / max(1, c['reported']):.2f})"
        )
    plain, more = (sorted(r.seconds for r in runs), sorted(r.more_seconds for r in runs))
    asked = sorted(r.questions for r in runs)
    middle = len(runs) // 2
    print(f"processor seconds a pair (median): {plain[middle]:.2f} for all without a judge;")
    print(
        f"  {more[middle]:.2f} to align and compare with it, {asked[middle]} questions ({asked[-1]} at most)"
    )
    print(f"  {loading:.1f} once, to load it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
