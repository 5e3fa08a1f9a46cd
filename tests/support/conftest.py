"""Fixtures of the support tests: texts read as the stages before support read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reconcile import names
from reconcile.ingest import lay_out
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article, Entity, View
from reconcile.views import build

Texts = Callable[..., tuple[list[tuple[View, ...]], tuple[Entity, ...]]]


@pytest.fixture(scope="session")
def read() -> Texts:
    """Return what reads texts: the views of each, and the entities of all; the texts are A, B and C."""
    return _read


def _read(*texts: str) -> tuple[list[tuple[View, ...]], tuple[Entity, ...]]:
    """Return the views of each text, and the entities of all."""
    laid = tuple(lay_out(Article.from_text(t, name=n)) for t, n in zip(texts, "ABC", strict=False))
    each = [attribute(a, split(a)) for a in laid]
    statements = tuple(s for listed in each for s in listed)
    found = {a.id: names.find(a, tuple(s for s in statements if s.source == a.id)) for a in laid}
    entities, mentions = names.resolve(found, statements)
    views = build(laid, statements, mentions)
    return [tuple(v for v in views if v.statement.source == a.id) for a in laid], entities
