"""Counterparts: how sure it is that two readings speak of the same thing, judged by the words around them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reconcile.data import words
from reconcile.facets.atoms import cut
from reconcile.facets.number_grammar import numeral
from reconcile.facets.remembered import remembered
from reconcile.values import Reading, Token, View
from reconcile.words import content

_PLACE_LINKS = frozenset(("across", "at", "from", "in", "inside", "near", "outside", "throughout"))
WORDS = 16384  # of which it is remembered whether they are numbers
_LEAST_STEM = 2  # characters: initials and list letters tell nothing


class Support(NamedTuple):
    """What the surroundings of two readings share: stems of both clauses, and of both statements."""

    clause: frozenset[str]
    statement: frozenset[str]
    share: float  # shared stems of the shorter clause, 0..1


def support(
    left: View, one: Reading, right: View, other: Reading, drop: frozenset[str] = frozenset()
) -> Support:
    """Return the shared words around two readings, their own words and `drop` left out."""
    here, there = _stems(left, one, one.clause) - drop, _stems(right, other, other.clause) - drop
    whole = _stems(left, one, None) & _stems(right, other, None) - drop
    smaller = min(len(here), len(there))
    return Support(here & there, whole, len(here & there) / smaller if smaller else 0.0)


def _stems(view: View, reading: Reading, span: tuple[int, int] | None) -> frozenset[str]:
    """Stems of the content words of a span (None: the statement) outside the reading."""
    start, end = span or (view.statement.start, view.statement.end)
    return frozenset(
        t.stem
        for t in _content(view)
        if start <= t.start < end and not reading.start <= t.start < reading.end
    )


@remembered
def _content(view: View) -> tuple[Token, ...]:
    """Content words of a statement that have a stem to go by, numbers left out."""
    return tuple(
        t
        for t in content(view.tokens)
        if len(t.stem) >= _LEAST_STEM and not t.text[0].isdigit() and not _is_number(t.text)
    )


@lru_cache(maxsize=WORDS)
def _is_number(word: str) -> bool:
    found = numeral(cut(word), 0)
    return found is not None and not found.ordinal


def places(view: View, span: tuple[int, int]) -> frozenset[str]:
    """Return the stems of capitalised words that follow a preposition of place within a span."""
    found: set[str] = set()
    tokens = [t for t in view.tokens if span[0] <= t.start < span[1]]
    for k, token in enumerate(tokens[:-1]):
        if token.lower not in _PLACE_LINKS:
            continue
        scope = next(
            (t.stem for t in tokens[k + 1 : k + 4] if t.lower in words("numbers_scopes", "scopes")), ""
        )
        if scope:
            found.add(scope)
        for after in tokens[k + 1 : k + 5]:
            if after.text[:1].isupper() and after.stem:
                found.add(after.stem)
            elif after.lower not in (
                "the",
                "'s",
                "’s",
                "district",
                "of",
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
            ):
                break
    return frozenset(found)
