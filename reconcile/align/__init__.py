"""ALIGN: which statements of two sources state a same proposition, many-to-many.

Every pair of statements gets features (features.py), some of them also seen in the context of
their row and column; a logistic regression, ridge-regularised and trained on labelled pairs of
articles (tools/train_alignment.py), turns them into a probability; pairs at or above the threshold
are aligned. Weights and threshold are `data/alignment.toml`, to be read as well as run.

Why not cosine alone: on labelled articles the best cosine threshold reaches F1 .41, TF-IDF .49, the
combination .59 (each article pair left out in turn; see benchmarks/RESULTS.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reconcile.align.features import Matrix, features, in_context
from reconcile.data import table
from reconcile.values import Alignment, View

__all__ = ["align", "design", "probabilities", "threshold", "trained"]

SEEN_IN_CONTEXT = ("cosine", "words")


def align(
    sources: Sequence[Sequence[View]],
    vectors: Mapping[str, NDArray[np.float32]],
    *,
    least: float | None = None,
) -> tuple[Alignment, ...]:
    """Align the statements of every source with those of every other.

    `sources` holds the views of each source in order, `vectors` a unit vector for each statement
    id. Pairs of a probability of at least `least` (default: the trained threshold) come back, the
    earlier source on the left, in the order of the text.
    """
    floor = threshold() if least is None else least
    found: list[Alignment] = []
    for k, left in enumerate(sources):
        for right in sources[k + 1 :]:
            if not left or not right:
                continue
            scores = probabilities(left, right, vectors)
            for i, j in zip(*np.nonzero(scores >= floor), strict=True):
                found.append(
                    Alignment(left[i].statement.id, right[j].statement.id, round(float(scores[i, j]), 4))
                )
    return tuple(found)


def threshold() -> float:
    """Return the trained threshold: the probability at which F1 was best on the labelled pairs."""
    return float(table("alignment")["threshold"])


def probabilities(
    left: Sequence[View], right: Sequence[View], vectors: Mapping[str, NDArray[np.float32]]
) -> Matrix:
    """Return the probability that two statements state a same proposition, shape (len(left), len(right))."""
    columns = design(left, right, vectors)
    weights, intercept = trained()
    decision = np.full((len(left), len(right)), intercept)
    for name, (weight, mean, scale) in weights.items():
        decision += weight * (columns[name] - mean) / scale
    return np.asarray(1 / (1 + np.exp(-decision)))


def design(
    left: Sequence[View], right: Sequence[View], vectors: Mapping[str, NDArray[np.float32]]
) -> dict[str, Matrix]:
    """Return all features that the combination is trained on, by name."""
    cosine = np.asarray(_stack(left, vectors) @ _stack(right, vectors).T, dtype=float)
    found = features(left, right, cosine)
    for name in SEEN_IN_CONTEXT:
        found |= in_context(name, found[name])
    return found


def _stack(side: Sequence[View], vectors: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.stack([vectors[v.statement.id] for v in side])


@cache
def trained() -> tuple[dict[str, tuple[float, float, float]], float]:
    """Return weight, mean and scale of every feature by name, and the intercept."""
    data = table("alignment")
    return {name: (row["weight"], row["mean"], row["scale"]) for name, row in data["feature"].items()}, float(
        data["intercept"]
    )
