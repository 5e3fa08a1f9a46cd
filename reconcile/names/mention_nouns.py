"""Pronouns and nouns that stand for a name: he, her, "the newspaper", "the congressman"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from reconcile.data import table
from reconcile.names.mention_known import Known
from reconcile.names.mention_pieces import Piece
from reconcile.values import Kind, Mention, Statement

# Why not they, it, we: in news they stand for groups, things and quoted speakers more often than for a name.
PRONOUNS = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_STANDING = PRONOUNS | {"the"}  # what begins a word or words that may stand for a name


@cache
def anaphors() -> dict[str, tuple[Kind, frozenset[str]]]:
    """Return noun → (kind, words that the name, title or role of what it stands for must hold)."""
    return {noun: (row[0], frozenset(row[1:])) for noun, row in table("mentions_words")["anaphor"].items()}


def stand_ins(
    rows: Iterable[tuple[Statement, tuple[Piece, ...]]], taken: Sequence[tuple[int, int]], known: Known
) -> list[Mention]:
    """Return the pronouns and nouns that may stand for a name; `taken` are the names' spans."""
    spans = sorted(taken)
    found = []
    for statement, row in rows:
        for i, word in enumerate(row):
            if word.low not in _STANDING:
                continue
            m = _pronoun(statement, word) or _noun(statement, row, i)
            if m and not _inside(spans, m.start):
                found.append(m)
    return found


def _pronoun(statement: Statement, word: Piece) -> Mention | None:
    if word.low not in PRONOUNS or word.text.isupper():
        return None
    return Mention(
        word.start, word.end, word.text, "person", statement.id, statement.source, "pronoun"
    )  # fmt: skip


def _noun(statement: Statement, row: tuple[Piece, ...], i: int) -> Mention | None:
    if row[i].low != "the":
        return None
    for n in (2, 1):
        words = row[i + 1 : i + 1 + n]
        if len(words) < n or any(p.gap != " " for p in words):
            continue
        noun = " ".join(p.text for p in words)
        if noun not in anaphors() or not _stands_alone(row, i + 1 + n):
            continue
        kind = anaphors()[noun][0]
        start, end = words[0].start, words[-1].end
        text = statement.text[start - statement.start : end - statement.start]
        return Mention(start, end, text, kind, statement.id, statement.source, "noun")
    return None


def _stands_alone(row: tuple[Piece, ...], j: int) -> bool:
    """Whether no word after "the president" makes it another's role ("of the club", "Donald Tusk")."""
    if j >= len(row) or row[j].gap.strip() or row[j - 1].owns:
        return True
    return row[j].low not in ("of", "for") and not row[j].capital and "-" not in row[j].gap


def _inside(spans: Sequence[tuple[int, int]], start: int) -> bool:
    n = bisect_right(spans, (start, 10**9)) - 1
    return n >= 0 and spans[n][0] <= start < spans[n][1]
