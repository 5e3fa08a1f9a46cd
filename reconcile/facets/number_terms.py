"""What every numeral form is built of: the value and its place, the word tables, and hyphens."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from reconcile.data import table
from reconcile.facets.atoms import Atom


class Numeral(NamedTuple):
    """A numeral at atoms[first:after]; `low` and `high` differ where the words name no one figure."""

    first: int
    after: int
    low: float
    high: float
    stated: float
    step: float
    words: bool = False  # written in words
    vague: bool = False
    fraction: bool = False  # "half", "two-thirds", "one in five": a share of something
    ordinal: bool = False


@cache
def terms(key: str) -> dict[str, Any]:
    """One table of numbers_words.toml."""
    found: dict[str, Any] = table("numbers_words")[key]
    return found


def scale_of(word: str) -> float:
    """Return what a scale or group word multiplies by ("million", "dozens"); 1 for any other word."""
    return float(terms("scales").get(word) or terms("groups").get(word.removesuffix("s")) or 1)


def hyphen(atoms: tuple[Atom, ...], i: int) -> bool:
    """Whether a hyphen without white space on either side stands at an index."""
    return i + 1 < len(atoms) and i > 0 and atoms[i].dash and atoms[i].glued and atoms[i + 1].glued
