"""Statements made by hand for the tests of facets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reconcile.facets import dates, numbers
from reconcile.values import Pair, Source, Statement, View
from reconcile.words import tokenize

PUBLISHED = date(2021, 5, 12)  # a Wednesday


def view(text: str, source: str = "A", published: date | None = PUBLISHED, offset: int = 0) -> View:
    """Return a statement with its tokens and its readings of figures and dates."""
    bare = View(
        Statement(f"{source}1", source, offset, offset + len(text), text, 1, 0, 0),
        Source(source, published=published),
        tokens=tokenize(text, offset),
    )
    return replace(bare, readings=(*numbers.read(bare), *dates.read(bare)))


def pair(left: str, right: str) -> Pair:
    """Return two statements of two sources, published on the same day."""
    return Pair(view(left, "A"), view(right, "B"), score=0.8, similarity=0.7)
