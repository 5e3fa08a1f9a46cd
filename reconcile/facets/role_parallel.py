"""Offices that stand for each other in parallel wording: "Gov. Lund" / "Mayor Lund"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reconcile.data import table, words
from reconcile.facets.parallel import Swap, swaps
from reconcile.facets.remembered import remembered
from reconcile.facets.twins import lowered, word_tokens
from reconcile.values import Evidence, Pair, Token, View

_Place = tuple[int, int]  # first token and the one after the last
_Office = tuple[int, _Place]


def offices_apart(pair: Pair) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield two offices that stand for each other and exclude each other.

    They do where each is of another row of `apart` in data/roles.toml, or where one is the other's deputy.
    """
    left, right = word_tokens(pair.left), word_tokens(pair.right)
    for swap in swaps(pair):
        mine, theirs = _touched(pair.left, swap.left), _touched(pair.right, swap.right)
        if len(mine) == len(theirs) == 1 and mine[0][0] != theirs[0][0]:
            yield _words(pair.left, left, mine[0][1]), _words(pair.right, right, theirs[0][1])
            continue
        one, other = _deputy(left, swap.left, swap), _deputy(right, swap.right, swap)
        if one and other:
            yield _words(pair.left, left, one), _words(pair.right, right, other)


def _touched(view: View, span: tuple[int, int]) -> list[_Office]:
    """The rows and tokens of the offices that a run touches, those left out that begin inside another."""
    found: list[_Office] = []
    tokens = word_tokens(view)
    for row, (first, after) in _offices(view):
        if found and first < found[-1][1][1]:
            continue
        if tokens[first].start < span[1] and span[0] < tokens[after - 1].end:
            found.append((row, (first, after)))
    return found


@remembered
def _offices(view: View) -> tuple[_Office, ...]:
    """The row and tokens of the longest office that begins at each word."""
    found: list[_Office] = []
    lower = lowered(view)
    for n, word in enumerate(lower):
        for parts, row in _phrases().get(word, ()):
            if lower[n : n + len(parts)] == parts:
                found.append((row, (n, n + len(parts))))
                break
    return tuple(found)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """The words and row of every office, by first word, the longest first."""
    listed: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for row, names in enumerate(table("roles")["apart"]):
        for phrase in names:
            parts = tuple(phrase.split())
            listed.setdefault(parts[0], []).append((parts, row))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in listed.items()}


def _deputy(tokens: tuple[Token, ...], span: tuple[int, int], swap: Swap) -> _Place | None:
    """The head of an office after a run, with the run, where only "vice" or "deputy" tells the two apart."""
    low = words("roles", "lower_rank")
    runs = swap.left_words, swap.right_words
    if not any(runs) or all(runs) or not all(w in low for run in runs for w in run):
        return None
    head = next((n for n, t in enumerate(tokens) if t.start >= span[1]), None)
    if head is None or tokens[head].lower not in words("roles", "heads"):
        return None
    first = next((n for n, t in enumerate(tokens) if t.start >= span[0]), head)
    return min(first, head), head + 1


def _words(view: View, tokens: tuple[Token, ...], place: _Place) -> Evidence:
    start, end = tokens[place[0]].start, tokens[place[1] - 1].end
    text = view.statement.text[start - view.statement.start : end - view.statement.start]
    return Evidence(view.source.id, start, end, text)
