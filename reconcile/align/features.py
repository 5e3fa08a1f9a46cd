"""What two statements have in common, as one matrix a feature: rows left, columns right.

Rarity is counted over the two articles at hand: a word that stands in half of their statements is
the topic, and says little about which two statements tell the same thing. Every feature is
symmetric under exchange of the articles (the matrix is transposed), so the alignment is too.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reconcile.align.counted import AT_ONCE, Counted, Ids, Matrix, common, product
from reconcile.align.sides import ENOUGH_RUN, Alone, Side

ENOUGH_SHARED = 20.0  # summed rarity of shared words that counts as full, about six rare words
ENOUGH_LENGTH = 20.0  # content words of the shorter statement
LEAD = 2  # the headline and the first sentence tell the whole event


def features(left: Side, right: Side, met: Mapping[str, Matrix] | None = None) -> dict[str, Matrix]:
    """Return the features of every pair of statements of two sources; each has shape (left, right).

    `met` is what `alone` gives for the two, where it is known.
    """
    found = dict(alone(left.alone, right.alone) if met is None else met)
    found["cosine"] = np.asarray(left.vectors @ right.vectors.T, dtype=float)
    found |= _words(left.words, right.words)
    found["grams"] = _cosine(left.grams, right.grams, common(left.grams, right.grams))
    return found | _places(left.many, right.many)


def alone(left: Alone, right: Alone) -> dict[str, Matrix]:
    """Return the features that hang on the two statements alone, whatever their sources hold besides.

    So they can be worked out for one source against all others in one go.
    """
    figures = _met(left.figures, right.figures)
    capitals = _met(left.capitals, right.capitals)
    entities = _met(left.entities, right.entities)
    given = [side.figures.sums(np.ones(len(side.figures.row))) > 0 for side in (left, right)]
    return {
        "figures": np.minimum(figures, 2) / 2,
        "figures_differ": ((figures == 0) & given[0][:, None] & given[1][None, :]).astype(float),
        "capitals": np.minimum(capitals, 4) / 4,
        "capitals_jaccard": _jaccard(capitals, left.capitals, right.capitals),
        "entities": np.minimum(entities, 4) / 4,
        "entities_jaccard": _jaccard(entities, left.entities, right.entities),
        "run": _runs(left, right),
        **_lengths(left.lengths, right.lengths),
    }


def _words(left: Counted, right: Counted) -> dict[str, Matrix]:
    """TF-IDF cosine, shared rarity, containment either way and the rarest shared word."""
    columns = common(left, right)
    rare_left, rare_right = _rarity(left, right, columns)
    shared = product(left, right, columns, (rare_left[left.column], np.ones(len(right.row))))
    total_left = left.sums(rare_left[left.column])[:, None]
    total_right = right.sums(rare_right[right.column])[None, :]
    rarest = _rarest(left, right, columns, rare_left)
    return {
        "words": _cosine(left, right, columns),
        "shared": np.minimum(shared / ENOUGH_SHARED, 1.5),
        "held_shorter": shared / np.maximum(np.minimum(total_left, total_right), 1e-9),
        "held_longer": shared / np.maximum(np.maximum(total_left, total_right), 1e-9),
        "rarest": rarest / max(1.0, float(np.log(left.rows + right.rows + 1))),
    }


def _rarity(left: Counted, right: Counted, columns: tuple[Ids, Ids]) -> tuple[Matrix, Matrix]:
    """How rare each of the left's and of the right's columns is among the statements of both."""
    mine, theirs = left.held.copy(), right.held.copy()
    mine[columns[0]] += right.held[columns[1]]
    theirs[columns[1]] = mine[columns[0]]
    many = left.rows + right.rows + 1
    return np.log(many / (mine + 1)) + 1, np.log(many / (theirs + 1)) + 1


def _rarest(left: Counted, right: Counted, columns: tuple[Ids, Ids], rarity: Matrix) -> Matrix:
    """The rarity of the rarest thing that two rows share; 0 where they share none."""
    found = np.zeros((left.rows, right.rows))
    if not len(columns[0]):
        return found
    across = right.dense(columns[1], np.ones(len(right.row)), 0, right.rows)
    step = max(1, AT_ONCE // max(1, across.size))
    for i in range(0, left.rows, step):
        down = left.dense(columns[0], rarity[left.column], i, min(i + step, left.rows))
        found[i : i + step] = (down[:, None, :] * across[None, :, :]).max(2)
    return found


def _cosine(left: Counted, right: Counted, columns: tuple[Ids, Ids]) -> Matrix:
    """TF-IDF cosine of all rows."""
    rare_left, rare_right = _rarity(left, right, columns)
    mine = (1 + np.log(left.times)) * rare_left[left.column]
    theirs = (1 + np.log(right.times)) * rare_right[right.column]
    long_left = np.maximum(np.sqrt(left.sums(mine * mine)), 1e-9)
    long_right = np.maximum(np.sqrt(right.sums(theirs * theirs)), 1e-9)
    return product(left, right, columns, (mine / long_left[left.row], theirs / long_right[right.row]))


def _met(left: Counted, right: Counted) -> Matrix:
    """How many things two rows share."""
    return product(left, right, common(left, right), (np.ones(len(left.row)), np.ones(len(right.row))))


def _jaccard(met: Matrix, left: Counted, right: Counted) -> Matrix:
    sizes = left.sums(np.ones(len(left.row)))[:, None] + right.sums(np.ones(len(right.row)))[None, :]
    return np.asarray(met / np.maximum(1, sizes - met))


def _runs(left: Alone, right: Alone) -> Matrix:
    """The longest run of equal words in equal order: quotations and wire copy."""
    found = np.zeros((len(left.lengths), len(right.lengths)))
    for mine, theirs in zip(left.runs, right.runs, strict=True):
        met = _met(mine, theirs) > 0
        if not met.any():
            break
        found += met
    return found / ENOUGH_RUN


def _places(rows: int, columns: int) -> dict[str, Matrix]:
    """Where the statements stand: news is told from the weightiest to the least."""
    i, j = np.arange(rows)[:, None], np.arange(columns)[None, :]
    down, across = i / max(1, rows), j / max(1, columns)
    early_left, early_right = i < LEAD, j < LEAD
    return {
        "distance": np.abs(down - across),
        "depth": (down + across) / 2,
        "one_leads": (early_left | early_right).astype(float),
        "both_lead": (early_left & early_right).astype(float),
    }


def _lengths(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    shorter, longer = np.minimum(left[:, None], right[None, :]), np.maximum(left[:, None], right[None, :])
    return {
        "shorter_length": np.minimum(shorter / ENOUGH_LENGTH, 1.5),
        "length_ratio": shorter / np.maximum(longer, 1.0),
    }
