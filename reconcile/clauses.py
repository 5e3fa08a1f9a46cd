"""Clauses: a statement cut where news prose joins one assertion to the next.

Cuts stand before semicolons, dashes and colons, before a comma that a conjunction, relative word or
participle of saying follows, and before a bare subordinator ("that", "after", "because"). Nothing
inside a figure is cut. A piece of fewer than `SHORTEST` words is no clause: it goes to its neighbour.
"""

from __future__ import annotations

from reconcile.data import words
from reconcile.values import Token

SHORTEST = 3  # words; "he said" (2) stays with what was said, "Kim visited Sindo" (3) stands alone
_HARD = frozenset(";:—–―")


def clauses(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Return the spans of a statement's clauses, in order; together they hold every token."""
    pieces: list[list[Token]] = []
    for k, token in enumerate(tokens):
        if not pieces or (_cuts(tokens, k) and _words(pieces[-1]) >= SHORTEST):
            pieces.append([])
        pieces[-1].append(token)
    if len(pieces) > 1 and _words(pieces[-1]) < SHORTEST:
        last = pieces.pop()
        pieces[-1].extend(last)
    return tuple((piece[0].start, piece[-1].end) for piece in pieces)


def _words(piece: list[Token]) -> int:
    return sum(1 for t in piece if t.stem)


def _cuts(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a clause begins at the token."""
    token, before = tokens[k], tokens[k - 1]
    if token.text in _HARD:
        return before.end < token.start or token.text in ";:"
    if before.text == ",":
        return token.lower in words("clauses", "after_comma")
    return token.lower in words("clauses", "subordinators")
