"""What the statements of one source are made of (words, runs of letters, names), counted sparsely.

A source is laid out once; each other source is then met on the columns that the two share alone. So the
cost of a pair of sources follows from what they have in common, not from the vocabulary of them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Ids = NDArray[np.int64]

AT_ONCE = 4_000_000  # cells of a dense block: 32 MB, so that a book held against an article stays in bounds


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How often each thing (a column) stands in each statement (a row) of a source.

    `ids` are the source's columns, ascending; `row`, `column` (an index of `ids`) and `times` hold a
    value an occurring pair; `held` is in how many statements each column stands.
    """

    rows: int
    ids: Ids
    row: Ids
    column: Ids
    times: Matrix
    held: Matrix

    def sums(self, weights: Matrix) -> Matrix:
        """The sum of the weights, one a value, over each row; shape (rows,)."""
        return np.asarray(np.bincount(self.row, weights, minlength=self.rows), float)

    def dense(self, columns: Ids, weights: Matrix, first: int, last: int) -> Matrix:
        """Return rows `first` to `last` on the columns chosen, which are indices of `ids`."""
        place = np.full(len(self.ids), -1)
        place[columns] = np.arange(len(columns))
        at = place[self.column]
        taken = (at >= 0) & (self.row >= first) & (self.row < last)
        block = np.zeros((last - first, len(columns)))
        block[self.row[taken] - first, at[taken]] = weights[taken]
        return block


def of_ids(rows: int, row: Ids, ids: Ids) -> Counted:
    """Count occurrences, given as two arrays of one length: the row, and the id of what stands there."""
    distinct, column = np.unique(ids, return_inverse=True)
    width = max(1, len(distinct))
    cells, times = np.unique(row * width + column, return_counts=True)
    at = cells % width
    held = np.bincount(at, minlength=len(distinct)).astype(float)
    return Counted(rows, distinct, cells // width, at, times.astype(float), held)


def of_words(sources: Sequence[Sequence[Iterable[str]]]) -> tuple[Counted, ...]:
    """Count the words of each statement of each source; equal words get equal ids, in order of the words."""
    listed = [[list(words) for words in rows] for rows in sources]
    known = {w: k for k, w in enumerate(sorted({w for rows in listed for words in rows for w in words}))}
    return tuple(
        of_ids(
            len(rows),
            np.array([k for k, words in enumerate(rows) for _ in words], np.int64),
            np.array([known[w] for words in rows for w in words], np.int64),
        )
        for rows in listed
    )


def joined(parts: Sequence[Counted]) -> Counted:
    """Return what several sources have, one below the other, as one."""
    firsts = np.cumsum([0, *(part.rows for part in parts)])
    row = np.concatenate([part.row + first for part, first in zip(parts, firsts, strict=False)])
    return of_ids(int(firsts[-1]), row, np.concatenate([part.ids[part.column] for part in parts]))


def common(left: Counted, right: Counted) -> tuple[Ids, Ids]:
    """Return the columns that two sources share, as indices of the left's and of the right's ids."""
    if not len(left.ids) or not len(right.ids):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(left.ids, right.ids), len(left.ids) - 1)
    met = left.ids[at] == right.ids
    return at[met], np.nonzero(met)[0]


def product(
    left: Counted, right: Counted, columns: tuple[Ids, Ids], weights: tuple[Matrix, Matrix]
) -> Matrix:
    """Return the inner products of all rows on the columns shared, shape (left.rows, right.rows)."""
    found = np.zeros((left.rows, right.rows))
    step = max(1, AT_ONCE // max(1, len(columns[0])))
    for j in range(0, right.rows, step):
        across = right.dense(columns[1], weights[1], j, min(j + step, right.rows)).T
        for i in range(0, left.rows, step):
            down = left.dense(columns[0], weights[0], i, min(i + step, left.rows))
            found[i : i + step, j : j + step] = down @ across
    return found
