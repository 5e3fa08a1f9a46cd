"""What a judge says of candidates near the alignment's threshold: it raises some and sinks others.

Two statements share a proposition where one of them follows from the other, and share none where no
clause of either has any bearing on the other. Why only near the threshold: where the trained alignment
is sure, it is right more often than a small judge; and each question costs time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from reconcile.judge.verdicts import LIMITS, Judge, Limits, Opinions, Texts, pieces
from reconcile.values import Alignment, View


def raised(
    candidates: Iterable[Alignment],
    views: Mapping[str, View],
    judge: Judge,
    floor: float,
    limits: Limits = LIMITS,
) -> tuple[Alignment, ...]:
    """Return the candidates that are aligned: those at or above the floor, and those that the judge raises.

    `candidates` may lie below `floor`; one that does is raised, to the floor and no higher, where either
    statement follows from the other. `views` maps statement ids to views.
    """
    listed = tuple(candidates)
    low = [a for a in listed if floor - limits.below <= a.score < floor]
    said = Opinions(judge, [q for a in low for q in _whole(a, views)])
    up = {a for a in low if any(said.on(*q).entailment >= limits.entails for q in _whole(a, views))}
    # The floor may have more digits than a score, so a score of just below it can be the floor itself.
    return tuple(
        replace(a, score=max(a.score, round(floor, 4))) if a in up else a
        for a in listed
        if a in up or a.score >= floor
    )


def kept(
    aligned: Iterable[Alignment],
    views: Mapping[str, View],
    judge: Judge,
    floor: float,
    settled: Collection[frozenset[str]],
    limits: Limits = LIMITS,
) -> tuple[Alignment, ...]:
    """Return the alignments without those that the judge sinks.

    One not far above the floor is sunk where every clause of either statement is neutral to the other
    statement. `settled` holds the pairs on which a finding stands: no judge takes a finding away.
    """
    listed = tuple(aligned)
    near = [
        a for a in listed if a.score < floor + limits.above and frozenset((a.left, a.right)) not in settled
    ]
    asked = {a: _parts(a, views) for a in near}
    said = Opinions(judge, [q for questions in asked.values() for q in questions])
    down = {a for a in near if asked[a] and all(said.on(*q).neutral >= limits.neutral for q in asked[a])}
    return tuple(a for a in listed if a not in down)


def _whole(a: Alignment, views: Mapping[str, View]) -> tuple[Texts, Texts]:
    left, right = views[a.left].statement.text, views[a.right].statement.text
    return (left, right), (right, left)


def _parts(a: Alignment, views: Mapping[str, View]) -> list[Texts]:
    """Each statement with every clause of the other, either way."""
    left, right = views[a.left], views[a.right]
    found = [(right.statement.text, words) for _, _, words in pieces(left)]
    return found + [(left.statement.text, words) for _, _, words in pieces(right)]
