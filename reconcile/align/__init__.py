"""ALIGN: which statements of two sources state a same proposition, many-to-many.

Every pair of statements gets features (features.py), some of them also seen in the context of
their row and column; a logistic regression, ridge-regularised and trained on labelled pairs of
articles (tools/train_alignment.py), turns them into a probability; pairs at or above the threshold
are aligned. Weights and threshold are `data/alignment.toml`, to be read as well as run.

Why not cosine alone: on labelled articles the best cosine threshold reaches F1 .41, TF-IDF .49, the
combination .59 (each article pair left out in turn; see benchmarks/RESULTS.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reconcile.align.context import in_context
from reconcile.align.counted import Matrix
from reconcile.align.features import alone, features
from reconcile.align.sides import Side, below, lay_out
from reconcile.crew import Crew
from reconcile.data import table
from reconcile.values import Alignment, View

__all__ = ["align", "design", "probabilities", "threshold", "trained"]

SEEN_IN_CONTEXT = ("cosine", "words")
WORTH_FORKING = 10  # sources, whose 45 pairs one process aligns in a fifth of a second

_Cells = tuple[list[int], list[int], list[float]]


def align(
    sources: Sequence[Sequence[View]],
    vectors: Mapping[str, NDArray[np.float32]],
    *,
    least: float | None = None,
    crew: Crew | None = None,
) -> tuple[Alignment, ...]:
    """Align the statements of every source with those of every other.

    `sources` holds the views of each source in order, `vectors` a unit vector for each statement
    id. Pairs of a probability of at least `least` (default: the trained threshold) come back, the
    earlier source on the left, in the order of the text.
    """
    if len(sources) < 2:
        return ()
    floor = threshold() if least is None else least
    sides = lay_out(sources, vectors)

    everything = below(sides)
    ends = np.cumsum([side.many for side in sides]).tolist()

    def with_later(k: int) -> list[_Cells]:
        """The cells that one source shares with each later one."""
        if not sides[k].many:
            return [([], [], [])] * (len(sides) - k - 1)
        met = alone(sides[k].alone, everything)
        return [_cells(sides[k], right, _columns(met, end, right), floor) for end, right in later(k)]

    def later(k: int) -> Iterable[tuple[int, Side]]:
        return zip(ends[k + 1 :], sides[k + 1 :], strict=True)

    with _one_thread(len(sides)):
        rows = (crew or Crew(1)).each(
            with_later, range(len(sides) - 1), "Aligning statements", worth=len(sides) >= WORTH_FORKING
        )
    return tuple(
        Alignment(sources[k][i].statement.id, sources[n][j].statement.id, score)
        for k, row in enumerate(rows)
        for n, cells in enumerate(row, k + 1)
        for i, j, score in zip(*cells, strict=True)
    )


def _one_thread(sources: int) -> AbstractContextManager[object]:
    """Products of matrices in one thread each: as small as they are, threads wait for each other, in every
    process anew, and take three times the time. Of a few sources they are too small to be shared at all.
    """
    if sources < WORTH_FORKING:
        return nullcontext()
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[object] = threadpool_limits(1)
    return limited


def _columns(met: Mapping[str, Matrix], end: int, right: Side) -> dict[str, Matrix]:
    """The columns of one source, which ends before column `end`."""
    return {name: matrix[:, end - right.many : end] for name, matrix in met.items()}


def _cells(left: Side, right: Side, met: Mapping[str, Matrix], floor: float) -> _Cells:
    """Row, column and score of the pairs that are probable enough."""
    if not right.many:
        return [], [], []
    scores = _probabilities(left, right, met)
    i, j = np.nonzero(scores >= floor)
    return i.tolist(), j.tolist(), [round(s, 4) for s in scores[i, j].tolist()]


def threshold() -> float:
    """Return the trained threshold: the probability at which F1 was best on the labelled pairs."""
    return float(table("alignment")["threshold"])


def probabilities(
    left: Sequence[View], right: Sequence[View], vectors: Mapping[str, NDArray[np.float32]]
) -> Matrix:
    """Return the probability that two statements state a same proposition, shape (len(left), len(right))."""
    one, other = lay_out((left, right), vectors)
    return _probabilities(one, other)


def design(
    left: Sequence[View], right: Sequence[View], vectors: Mapping[str, NDArray[np.float32]]
) -> dict[str, Matrix]:
    """Return all features that the combination is trained on, by name."""
    one, other = lay_out((left, right), vectors)
    return _design(one, other)


def _probabilities(left: Side, right: Side, met: Mapping[str, Matrix] | None = None) -> Matrix:
    columns = _design(left, right, met)
    weights, intercept = trained()
    decision = np.full((left.many, right.many), intercept)
    for name, (weight, mean, scale) in weights.items():
        decision += weight * (columns[name] - mean) / scale
    return np.asarray(1 / (1 + np.exp(-decision)))


def _design(left: Side, right: Side, met: Mapping[str, Matrix] | None = None) -> dict[str, Matrix]:
    found = features(left, right, met)
    for name in SEEN_IN_CONTEXT:
        found |= in_context(name, found[name])
    return found


@cache
def trained() -> tuple[dict[str, tuple[float, float, float]], float]:
    """Return weight, mean and scale of every feature by name, and the intercept."""
    data = table("alignment")
    return {name: (row["weight"], row["mean"], row["scale"]) for name, row in data["feature"].items()}, float(
        data["intercept"]
    )
