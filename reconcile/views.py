"""Views: each statement with its tokens, clauses, mentions and readings, as aligner and facets see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reconcile import facets
from reconcile.clauses import clauses
from reconcile.values import Article, Mention, Source, Statement, View
from reconcile.words import tokenize


def build(
    articles: Iterable[Article], statements: Iterable[Statement], mentions: Iterable[Mention]
) -> tuple[View, ...]:
    """Return a view of every statement, in the order given."""
    sources = {a.id: a.source for a in articles}
    by_statement: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_statement.setdefault(mention.statement, []).append(mention)
    return tuple(_view(s, sources, by_statement.get(s.id, [])) for s in statements)


def _view(statement: Statement, sources: dict[str, Source], mentions: list[Mention]) -> View:
    tokens = tokenize(statement.text, statement.start)
    view = View(
        statement=statement,
        source=sources[statement.source],
        tokens=tokens,
        clauses=clauses(tokens),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
    )
    return replace(view, readings=facets.readings(view))
