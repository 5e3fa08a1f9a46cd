"""A feature seen against the rest of its row, column and neighbourhood."""

from __future__ import annotations

import numpy as np

from reconcile.align.counted import Matrix


def in_context(name: str, scores: Matrix) -> dict[str, Matrix]:
    """Return a feature seen against the rest of its row, column and neighbourhood.

    A cosine of .5 means much where every other cell of the row is .2, and nothing where ten are .6.
    Row and column go in as the lower and the higher of the two, so that left and right may change places.
    """
    by_row, by_column = _rank(scores), _rank(scores.T).T
    found = {
        f"{name}.z_all": (scores - scores.mean()) / (scores.std() + 0.05),
        f"{name}.mutual": ((by_row == 1) & (by_column == 1)).astype(float),
        f"{name}.neighbour": _neighbours(scores),
        f"{name}.rank_low": np.minimum(by_row, by_column),
        f"{name}.rank_high": np.maximum(by_row, by_column),
    }
    for measure, function in (("above", _margin), ("z", _standing)):
        by_row, by_column = function(scores), function(scores.T).T
        found[f"{name}.{measure}_low"] = np.minimum(by_row, by_column)
        found[f"{name}.{measure}_high"] = np.maximum(by_row, by_column)
    return found


def _standing(scores: Matrix) -> Matrix:
    """Standard deviations above the mean of the row."""
    return np.asarray((scores - scores.mean(1, keepdims=True)) / (scores.std(1, keepdims=True) + 0.05))


def _rank(scores: Matrix) -> Matrix:
    """1 for the best of the row, 1/2 for the second, and so on; equals rank equally."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, 1)
    place = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    lower = np.ones(scores.shape, np.bool_)
    lower[:, 1:] = ordered[:, 1:] < ordered[:, :-1]
    better = np.maximum.accumulate(np.where(lower, place, 0), axis=1)
    found = np.empty(scores.shape)
    np.put_along_axis(found, order, 1 / (1 + better), 1)
    return found


def _margin(scores: Matrix) -> Matrix:
    """How far each cell lies above the best other cell of its row."""
    if scores.shape[1] < 2:
        return np.zeros(scores.shape)
    ordered = np.sort(scores, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.asarray(np.where(scores >= best, scores - second, scores - best))


def _neighbours(scores: Matrix) -> Matrix:
    """The best of the eight cells around each cell: told together here, told together there."""
    padded = np.pad(scores, 1, constant_values=float(scores.min()))
    rows, columns = scores.shape
    found = padded[:rows, :columns]
    for i, j in ((0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)):
        found = np.maximum(found, padded[i : i + rows, j : j + columns])
    return found
