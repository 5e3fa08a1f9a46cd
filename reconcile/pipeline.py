"""The contents page: what happens to articles, one line a stage. Nothing is read, written or printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reconcile import names
from reconcile.about import installed_version
from reconcile.additions import additions
from reconcile.align import align
from reconcile.doubts import doubts
from reconcile.encode import Encoder, load
from reconcile.errors import EmptyInput, TooFewSources
from reconcile.facts import AGREES, group, kinships, related
from reconcile.findings import compare_pairs, numbered
from reconcile.ingest import lay_out
from reconcile.settings import Settings
from reconcile.speech import attribute
from reconcile.spellings import slips
from reconcile.split import split
from reconcile.values import Article, Entity, Mention, Report, Statement, View
from reconcile.views import build


def compare(
    articles: Sequence[Article], *, encoder: Encoder | None = None, settings: Settings | None = None
) -> Report:
    """Compare two or more articles on one event.

    `encoder` is anything with `encode(list[str])` that returns unit rows (default: the settings'
    model). Raises TooFewSources for fewer than two articles or two of one id, EmptyInput for an
    article without a statement, ModelError where the model cannot be loaded.
    """
    settings = settings or Settings()
    encoder = encoder or load(settings.model)
    laid = _laid_out(articles)
    statements = _statements(laid)
    entities, mentions = _names(laid, statements)
    views = build(laid, statements, mentions)
    vectors = _vectors(views, encoder)
    by_source = {a.id: tuple(v for v in views if v.statement.source == a.id) for a in laid}
    aligned = align(tuple(by_source.values()), vectors, least=settings.align)
    by_id = {v.statement.id: v for v in views}
    similar = {(a.left, a.right): float(vectors[a.left] @ vectors[a.right]) for a in aligned}
    findings, unclear = compare_pairs(
        aligned, by_id, similar, entities, least=settings.confidence, off=settings.off
    )
    doubted = doubts(aligned, by_id, findings, AGREES)
    aligned = related(aligned, findings, doubted)
    kin = kinships(laid, by_source)
    facts = group(aligned, [a.id for a in laid], {s.id: s.source for s in statements}, kin)
    matched = {s for a in aligned for s in (a.left, a.right)}
    return Report(
        task="compare",
        version=installed_version(),
        model=getattr(encoder, "name", type(encoder).__name__),
        settings=settings.digest,
        articles=laid,
        statements=statements,
        alignments=aligned,
        facts=facts,
        findings=numbered((*findings, *slips(laid, mentions, entities))),
        additions=additions(views, matched),
        entities=entities,
        not_compared=(*unclear, *doubted.values()),
        kinships=kin,
    )


def ledger(articles: Sequence[Article], *, settings: Settings | None = None) -> Report:
    """Return a report of one or more articles that holds statements and names only; nothing is aligned."""
    laid = tuple(lay_out(a) for a in articles)
    statements = _statements(laid)
    entities, mentions = _names(laid, statements)
    return Report(
        task="compare",
        version=installed_version(),
        model="",
        settings=(settings or Settings()).digest,
        articles=laid,
        statements=statements,
        alignments=(),
        facts=(),
        findings=numbered(slips(laid, mentions, entities)),
        additions=(),
        entities=entities,
        not_compared=(),
    )


def _laid_out(articles: Sequence[Article]) -> tuple[Article, ...]:
    laid = tuple(lay_out(a) for a in articles)
    if len(laid) < 2:
        raise TooFewSources(f"{len(laid)} article to compare; give at least two")
    ids = [a.id for a in laid]
    if len(set(ids)) < len(ids):
        raise TooFewSources("two articles have one name; give each its own")
    return laid


def _statements(laid: Sequence[Article]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for article in laid:
        own = attribute(article, split(article))
        if not own:
            raise EmptyInput(
                f"{article.source.name}: no sentence of a report in it; check that it is an article"
            )
        found.extend(own)
    return tuple(found)


def _names(
    laid: Sequence[Article], statements: tuple[Statement, ...]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    found = {a.id: names.find(a, tuple(s for s in statements if s.source == a.id)) for a in laid}
    return names.resolve(found, statements)


def _vectors(views: Sequence[View], encoder: Encoder) -> Mapping[str, NDArray[np.float32]]:
    rows = encoder.encode([v.statement.text for v in views])
    return {v.statement.id: row for v, row in zip(views, rows, strict=True)}
