"""A draft and its sources through the stages that come before the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from reconcile import names
from reconcile.desk import inspect
from reconcile.ingest import lay_out
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article, Finding
from reconcile.views import build

House = tuple[tuple[str, tuple[str, ...]], ...]
Look = Callable[..., tuple[Finding, ...]]
PUBLISHED = date(2018, 7, 5)  # a Thursday


def look(
    text: str, sources: Sequence[str] = (), *, published: date | None = PUBLISHED, house: House = ()
) -> tuple[Finding, ...]:
    """Return the desk's findings on a draft; the sources get the ids A, B, C."""
    ids = ("draft", *"ABCDEFGH"[: len(sources)])
    articles = [
        lay_out(Article.from_text(t, name=i, published=published))
        for i, t in zip(ids, (text, *sources), strict=True)
    ]
    statements = tuple(s for a in articles for s in attribute(a, split(a)))
    found = {a.id: names.find(a, tuple(s for s in statements if s.source == a.id)) for a in articles}
    entities, mentions = names.resolve(found, statements)
    views = build(articles, statements, mentions)
    own = tuple(v for v in views if v.statement.source == "draft")
    theirs = tuple(v for v in views if v.statement.source != "draft")
    findings = inspect(articles[0], own, mentions, entities, house=house, sources=theirs)
    texts = {a.id: a.text for a in articles}
    assert all(texts[e.source][e.start : e.end] == e.text for f in findings for e in f.evidence)
    return findings


@pytest.fixture(name="look")
def look_() -> Look:
    """The findings on a draft, with a check that every piece of evidence stands where it says."""
    return look
