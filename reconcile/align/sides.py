"""What the features of a pair of statements are made of, laid out once a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reconcile.align.counted import Counted, Ids, Matrix, joined, of_ids, of_words
from reconcile.values import View
from reconcile.words import content

GRAM = 4  # characters; 3 and 5 were within .005 F1 of it
ENOUGH_RUN = 12  # words in the same order; longer runs are copies
_NO_WORD = -1  # stands between two statements, so that no run crosses


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """What of statements is compared whatever stands around them.

    `lengths` are content words, shape (n,); `runs[k]` counts the runs of k + 1 words in one order, as far
    as another source has them too.
    """

    lengths: Matrix
    figures: Counted
    capitals: Counted
    entities: Counted
    runs: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One source's statements, in order; how rare its words and n-grams are hangs on the other source.

    `vectors` are unit rows, shape (n, dim). Why not beside what is compared alone: the last digits of a
    product of matrices hang on their shapes, and a score must not hang on how many sources there are.
    """

    vectors: NDArray[np.float32]
    alone: Alone
    words: Counted
    grams: Counted

    @property
    def many(self) -> int:
        """How many statements there are."""
        return self.words.rows


def lay_out(
    sources: Sequence[Sequence[View]], vectors: Mapping[str, NDArray[np.float32]]
) -> tuple[Side, ...]:
    """Lay out the statements of every source; `vectors` holds a unit vector for each statement id."""
    carrying = [[content(v.tokens) for v in views] for views in sources]
    words = of_words([[[t.stem for t in tokens] for tokens in side] for side in carrying])
    grams = _grams([[v.statement.text for v in views] for views in sources])
    figures = of_words([[_figures(v) for v in views] for views in sources])
    capitals = of_words([[_capitals(v) for v in views] for views in sources])
    entities = of_words([[_entities(v) for v in views] for views in sources])
    runs = _runs([[[t.stem for t in v.tokens if t.stem] for v in views] for views in sources])
    width = max((len(row) for row in vectors.values()), default=1)

    def side(k: int) -> Side:
        rows = [vectors[v.statement.id] for v in sources[k]]
        stacked = np.stack(rows) if rows else np.zeros((0, width), np.float32)
        lengths = np.array([len(tokens) for tokens in carrying[k]], float)
        return Side(
            stacked, Alone(lengths, figures[k], capitals[k], entities[k], runs[k]), words[k], grams[k]
        )

    return tuple(side(k) for k in range(len(sources)))


def below(sides: Sequence[Side]) -> Alone:
    """Return the statements of all sources, one source below the other."""
    parts = [side.alone for side in sides]
    return Alone(
        np.concatenate([part.lengths for part in parts]),
        joined([part.figures for part in parts]),
        joined([part.capitals for part in parts]),
        joined([part.entities for part in parts]),
        tuple(joined(each) for each in zip(*(part.runs for part in parts), strict=True)),
    )


def _figures(view: View) -> frozenset[str]:
    return frozenset(t.text for t in view.tokens if t.text[:1].isdigit())


def _capitals(view: View) -> frozenset[str]:
    """Stems of capitalised words, but for the first word of the statement."""
    return frozenset(t.stem for t in content(view.tokens[1:]) if t.text[:1].isupper())


def _entities(view: View) -> frozenset[str]:
    """Ids of all that the statement names or plainly refers to, pronouns included."""
    return frozenset(m.entity for m in view.mentions if m.entity)


def _grams(sources: Sequence[Sequence[str]]) -> tuple[Counted, ...]:
    """Character n-grams: inflections, spellings and compounds still meet."""
    rows = [[f" {' '.join(text.casefold().split())} " for text in texts] for texts in sources]
    letters = [np.frombuffer("".join(side).encode("utf-32-le", "surrogatepass"), np.uint32) for side in rows]
    _, numbered = np.unique(np.concatenate([*letters, np.zeros(0, np.uint32)]), return_inverse=True)
    base = int(numbered.max(initial=0)) + 1  # at most 30,000 in use anywhere, so four of them fit 64 bits
    found, start = [], 0
    for side, own in zip(rows, letters, strict=True):
        codes = numbered[start : start + len(own)].astype(np.int64)
        start += len(own)
        lengths = np.array([len(text) for text in side], np.int64)
        found.append(_windows(codes, lengths, base))
    return tuple(found)


def _windows(codes: Ids, lengths: Ids, base: int) -> Counted:
    """The n-grams of texts that stand one after the other; none reaches into the next."""
    row = np.repeat(np.arange(len(lengths)), lengths)
    many = max(0, len(codes) - GRAM + 1)
    ids = np.zeros(many, np.int64)
    for k in range(GRAM):
        ids = ids * base + codes[k : k + many]
    inside = row[:many] == row[GRAM - 1 : GRAM - 1 + many]
    return of_ids(len(lengths), row[:many][inside], ids[inside])


def _runs(sources: Sequence[Sequence[Sequence[str]]]) -> tuple[tuple[Counted, ...], ...]:
    """Runs of equal words in equal order, by length; a run that one source alone has is left out."""
    listed = sorted({word for side in sources for words in side for word in words})
    known = {word: k for k, word in enumerate(listed)}
    flat, row, owner = [], [], []
    for source, side in enumerate(sources):
        for k, words in enumerate(side):
            flat.extend([known[word] for word in words])
            flat.append(_NO_WORD)
            row.extend([k] * (len(words) + 1))
            owner.extend([source] * (len(words) + 1))
    single, at_row, at_source = (np.array(each, np.int64) for each in (flat, row, owner))
    start = np.nonzero(single != _NO_WORD)[0]  # where a run begins
    ids = single[start]
    found: list[list[Counted]] = [[] for _ in sources]
    for length in range(1, ENOUGH_RUN + 1):
        if length > 1:
            last = single[start + length - 1]  # a mark of an end stands behind every statement
            start, ids = start[last != _NO_WORD], ids[last != _NO_WORD]
            ids = ids * (len(listed) + 1) + last[last != _NO_WORD]
        ids, shared = _renumbered(ids, at_source[start])
        start, ids = start[shared], ids[shared]
        for source, side in enumerate(sources):
            own = at_source[start] == source
            found[source].append(of_ids(len(side), at_row[start[own]], ids[own]))
    return tuple(tuple(each) for each in found)


def _renumbered(ids: Ids, source: Ids) -> tuple[Ids, NDArray[np.bool_]]:
    """Ids from 0 on, so that products stay small; and which of them stand in more than one source."""
    distinct, numbered = np.unique(ids, return_inverse=True)
    if not len(distinct):
        return numbered.astype(np.int64), np.zeros(0, np.bool_)
    least = np.full(len(distinct), np.iinfo(np.int64).max)
    most = np.full(len(distinct), -1)
    np.minimum.at(least, numbered, source)
    np.maximum.at(most, numbered, source)
    return numbered.astype(np.int64), (least < most)[numbered]
