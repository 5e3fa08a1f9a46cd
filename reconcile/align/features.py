"""What two statements have in common, as one matrix a feature: rows left, columns right.

Rarity is counted over the two articles at hand: a word that stands in half of their statements is
the topic, and says little about which two statements tell the same thing. Every feature is
symmetric under exchange of the articles (the matrix is transposed), so the alignment is too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reconcile.values import View
from reconcile.words import content, longest_run

Matrix = NDArray[np.float64]

GRAM = 4  # characters; 3 and 5 were within .005 F1 of it
ENOUGH_SHARED = 20.0  # summed rarity of shared words that counts as full, about six rare words
ENOUGH_RUN = 12.0  # words in the same order; longer runs are copies
ENOUGH_LENGTH = 20.0  # content words of the shorter statement
LEAD = 2  # the headline and the first sentence tell the whole event


def features(left: Sequence[View], right: Sequence[View], cosine: Matrix) -> dict[str, Matrix]:
    """Return the features of every pair of statements of two articles.

    `cosine` is the embedding similarity, shape (len(left), len(right)); each feature has that shape.
    """
    words_left, words_right = ([[t.stem for t in content(v.tokens)] for v in side] for side in (left, right))
    found = {"cosine": cosine}
    found |= _words(words_left, words_right)
    found["grams"] = _gram_cosine([v.statement.text for v in left], [v.statement.text for v in right])
    found["figures"] = _overlap([_figures(v) for v in left], [_figures(v) for v in right], enough=2)
    found["figures_differ"] = _disjoint([_figures(v) for v in left], [_figures(v) for v in right])
    found["capitals"] = _overlap([_capitals(v) for v in left], [_capitals(v) for v in right], enough=4)
    found["capitals_jaccard"] = _jaccard([_capitals(v) for v in left], [_capitals(v) for v in right])
    found["entities"] = _overlap([_entities(v) for v in left], [_entities(v) for v in right], enough=4)
    found["entities_jaccard"] = _jaccard([_entities(v) for v in left], [_entities(v) for v in right])
    found["run"] = _runs(left, right)
    found |= _places(len(left), len(right))
    found |= _lengths([len(w) for w in words_left], [len(w) for w in words_right])
    return found


def _words(left: list[list[str]], right: list[list[str]]) -> dict[str, Matrix]:
    """TF-IDF cosine, shared rarity, containment either way and the rarest shared word."""
    counts = [Counter(words) for words in (*left, *right)]
    columns = {word: k for k, word in enumerate(sorted(set().union(*counts)))} if counts else {}
    weights = np.zeros((len(counts), len(columns)))
    for row, counted in enumerate(counts):
        for word, times in counted.items():
            weights[row, columns[word]] = 1 + np.log(times)
    present = weights > 0
    rarity = np.log((len(counts) + 1) / (present.sum(0) + 1)) + 1
    rare = present * rarity
    a, b = slice(0, len(left)), slice(len(left), None)
    shared = rare[a] @ present[b].T.astype(float)
    total_left, total_right = rare[a].sum(1)[:, None], rare[b].sum(1)[None, :]
    rarest = np.zeros(shared.shape)
    for i in range(len(left)):
        both = rare[i][None, :] * present[b]
        rarest[i] = both.max(1) if both.size else 0.0
    return {
        "words": _cosine(weights[a] * rarity, weights[b] * rarity),
        "shared": np.minimum(shared / ENOUGH_SHARED, 1.5),
        "held_shorter": shared / np.maximum(np.minimum(total_left, total_right), 1e-9),
        "held_longer": shared / np.maximum(np.maximum(total_left, total_right), 1e-9),
        "rarest": rarest / max(1.0, float(np.log(len(counts) + 1))),
    }


def _gram_cosine(left: list[str], right: list[str]) -> Matrix:
    """TF-IDF cosine over character n-grams: inflections, spellings and compounds still meet."""
    counts = [Counter(_grams(text)) for text in (*left, *right)]
    columns = {gram: k for k, gram in enumerate(sorted(set().union(*counts)))} if counts else {}
    weights = np.zeros((len(counts), len(columns)))
    for row, counted in enumerate(counts):
        for gram, times in counted.items():
            weights[row, columns[gram]] = 1 + np.log(times)
    weights *= np.log((len(counts) + 1) / ((weights > 0).sum(0) + 1)) + 1
    return _cosine(weights[: len(left)], weights[len(left) :])


def _grams(text: str) -> list[str]:
    folded = f" {' '.join(text.casefold().split())} "
    return [folded[k : k + GRAM] for k in range(len(folded) - GRAM + 1)]


def _cosine(left: Matrix, right: Matrix) -> Matrix:
    a, b = (m / np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-9) for m in (left, right))
    return np.asarray(a @ b.T)


def _figures(view: View) -> frozenset[str]:
    return frozenset(t.text for t in view.tokens if t.text[:1].isdigit())


def _capitals(view: View) -> frozenset[str]:
    """Stems of capitalised words, but for the first word of the statement."""
    return frozenset(t.stem for t in content(view.tokens[1:]) if t.text[:1].isupper())


def _entities(view: View) -> frozenset[str]:
    """Ids of all that the statement names or plainly refers to, pronouns included."""
    return frozenset(m.entity for m in view.mentions if m.entity)


def _overlap(left: list[frozenset[str]], right: list[frozenset[str]], *, enough: int) -> Matrix:
    return np.array([[min(len(a & b), enough) / enough for b in right] for a in left], float).reshape(
        len(left), len(right)
    )


def _disjoint(left: list[frozenset[str]], right: list[frozenset[str]]) -> Matrix:
    return np.array([[float(bool(a) and bool(b) and not a & b) for b in right] for a in left], float).reshape(
        len(left), len(right)
    )


def _jaccard(left: list[frozenset[str]], right: list[frozenset[str]]) -> Matrix:
    return np.array([[len(a & b) / max(1, len(a | b)) for b in right] for a in left], float).reshape(
        len(left), len(right)
    )


def _runs(left: Sequence[View], right: Sequence[View]) -> Matrix:
    """The longest run of equal words in equal order: quotations and wire copy."""
    a = [[t.stem for t in v.tokens if t.stem] for v in left]
    b = [[t.stem for t in v.tokens if t.stem] for v in right]
    return np.array([[min(longest_run(x, y), ENOUGH_RUN) / ENOUGH_RUN for y in b] for x in a], float).reshape(
        len(a), len(b)
    )


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


def _lengths(left: list[int], right: list[int]) -> dict[str, Matrix]:
    a, b = np.array(left, float)[:, None], np.array(right, float)[None, :]
    shorter, longer = np.minimum(a, b), np.maximum(a, b)
    return {
        "shorter_length": np.minimum(shorter / ENOUGH_LENGTH, 1.5),
        "length_ratio": shorter / np.maximum(longer, 1.0),
    }


def in_context(name: str, scores: Matrix) -> dict[str, Matrix]:
    """Return a feature seen against the rest of its row, column and neighbourhood.

    A cosine of .5 means much where every other cell of the row is .2, and nothing where ten are .6.
    Row and column go in as the lower and the higher of the two, so that left and right may change places.
    """
    found = {
        f"{name}.z_all": (scores - scores.mean()) / (scores.std() + 0.05),
        f"{name}.mutual": ((_rank(scores) == 1) & (_rank(scores.T).T == 1)).astype(float),
        f"{name}.neighbour": _neighbours(scores),
    }
    for measure, function in (("above", _margin), ("z", _standing), ("rank", _rank)):
        by_row, by_column = function(scores), function(scores.T).T
        found[f"{name}.{measure}_low"] = np.minimum(by_row, by_column)
        found[f"{name}.{measure}_high"] = np.maximum(by_row, by_column)
    return found


def _standing(scores: Matrix) -> Matrix:
    """Standard deviations above the mean of the row."""
    return np.asarray((scores - scores.mean(1, keepdims=True)) / (scores.std(1, keepdims=True) + 0.05))


def _rank(scores: Matrix) -> Matrix:
    """1 for the best of the row, 1/2 for the second, and so on; equals rank equally."""
    better = np.stack([scores.shape[1] - np.searchsorted(np.sort(row), row, side="right") for row in scores])
    return np.asarray(1 / (1 + better))


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
    shifts = [(i, j) for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    return np.asarray(np.max([padded[i : i + rows, j : j + columns] for i, j in shifts], axis=0))
