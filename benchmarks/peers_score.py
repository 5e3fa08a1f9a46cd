"""How well each peer does on labelled article pairs, by the same scorer as reconcile's own report.

A peer's pairs are laid out as the scorer reads a report: its sentences as statements, its pairs as
alignments, its conflicts as discrepancies that point at both sentences whole. The scorer maps them onto the
labelled sentences by their offsets, as it does with ours. A threshold is the one with the best F1 on the
other folders of pairs, so that no peer is tuned on what it is scored on; this is more than a user would do
who has no labels at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from peers_text import Compare, Pair, Statement, statements

GRID = tuple(k / 100 for k in range(1, 100))


class Labelled(Protocol):
    """A labelled pair, as benchmarks/accuracy.py reads it."""

    name: str
    gold: Any
    sentences: Any
    texts: dict[str, str]


@dataclass(frozen=True)
class Case:
    """A labelled pair and what a peer says of it, at every threshold."""

    labelled: Labelled
    statements: Sequence[Statement]
    pairs: Sequence[Pair]


@dataclass(frozen=True)
class Figures:
    """What the scorer counted: aligned sentences; labelled discrepancies; what was reported."""

    aligned: int
    hit: int
    gold: int
    conflicts: tuple[int, int] = (0, 0)  # found, labelled
    tensions: tuple[int, int] = (0, 0)
    reported: tuple[int, int] = (0, 0)  # labelled, all

    @property
    def f1(self) -> float:
        """The F1 of the alignment."""
        return 2 * self.hit / max(1, self.aligned + self.gold)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.aligned + other.aligned,
            self.hit + other.hit,
            self.gold + other.gold,
            _sum(self.conflicts, other.conflicts),
            _sum(self.tensions, other.tensions),
            _sum(self.reported, other.reported),
        )


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def document(listed: Sequence[Statement], pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return a peer's pairs in the shape of a report, as far as the scorer reads one."""
    by_id = {s.id: s for s in listed}
    kept = list(pairs)
    return {
        "statements": [
            {"id": s.id, "source": s.source, "start": s.start, "end": s.end, "text": s.text} for s in listed
        ],
        "alignments": [{"left": p.left, "right": p.right} for p in kept],
        "findings": [
            {
                "kind": "discrepancy",
                "facet": "event",
                "evidence": [_evidence(by_id[p.left]), _evidence(by_id[p.right])],
            }
            for p in kept
            if p.conflict
        ],
        "entities": [],
    }


def _evidence(statement: Statement) -> dict[str, Any]:
    return {
        "source": statement.source,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
    }


def cases(labelled: Iterable[Labelled], compare: Compare) -> list[Case]:
    """Return what a peer says of each labelled pair."""
    found = []
    for one in labelled:
        listed = statements(one.texts)
        found.append(Case(one, listed, compare(listed).pairs))
    return found


def figures(scorer: ModuleType, listed: Iterable[Case], threshold: float = 0.0) -> Figures:
    """Return what the scorer counts of a peer's pairs at or above a threshold."""
    tally = scorer.Tally()
    for case in listed:
        report = document(case.statements, (p for p in case.pairs if p.score >= threshold))
        one = case.labelled
        scorer.score_pair(report, one.gold, one.sentences, one.texts, tally, [])
    return counted(tally)


def counted(tally: Mapping[str, int]) -> Figures:
    """Return the scorer's counts as figures."""
    return Figures(
        tally["al_pred"],
        tally["al_hit"],
        tally["al_gold"],
        (tally["di_conflict_hit"], tally["di_conflict"]),
        (tally["di_tension_hit"], tally["di_tension"]),
        (tally["di_right"], tally["di_pred"]),
    )


def best_threshold(scorer: ModuleType, listed: Sequence[Case]) -> float:
    """Return the threshold with the best F1 of the alignment; of equals the lowest."""
    return max(GRID, key=lambda t: (figures(scorer, listed, t).f1, -t))


def crossed(scorer: ModuleType, groups: Mapping[str, Sequence[Case]]) -> dict[str, float]:
    """Return for each folder of pairs the threshold that is best on the others; on itself where alone."""
    return {
        name: best_threshold(scorer, [c for n, listed in groups.items() if n != name for c in listed] or own)
        for name, own in groups.items()
    }


def own(scorer: ModuleType, labelled: Iterable[Any]) -> Figures:
    """Return what the scorer counts of reconcile's reports on labelled pairs (accuracy.Pair)."""
    from reconcile import pipeline
    from reconcile.encode import load
    from reconcile.report.json_ import document as own_document

    tally, encoder = scorer.Tally(), load()
    for one in labelled:
        report = own_document(pipeline.compare(one.articles, encoder=encoder))
        scorer.score_pair(report, one.gold, one.sentences, one.texts, tally, [])
    return counted(tally)


def folders(data: Path) -> dict[str, list[Path]]:
    """Return the folders of labelled pairs below a folder, by the name of the folder that holds them."""
    found: dict[str, list[Path]] = {}
    for gold in sorted(data.glob("pairs*/*/gold.json")):
        found.setdefault(gold.parents[1].name, []).append(gold.parent)
    return found
