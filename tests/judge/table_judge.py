"""A judge that is a table, and views to ask it about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.ingest import lay_out
from reconcile.judge import Opinion
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article, View
from reconcile.views import build

NEUTRAL = Opinion(0.0, 0.0, 1.0)
OPEN = Opinion(0.2, 0.2, 0.6)
AGAINST = Opinion(0.97, 0.01, 0.02)
FOLLOWS = Opinion(0.02, 0.9, 0.08)


class TableJudge:
    """Says what a table says of (premise, hypothesis), by words in the two; else `other`."""

    name = "table"

    def __init__(self, table: Mapping[tuple[str, str], Opinion] | None = None, other: Opinion = OPEN) -> None:
        self.table = dict(table or {})
        self.other = other
        self.asked: list[tuple[str, str]] = []

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """Return one opinion a pair."""
        self.asked.extend(pairs)
        return [self._one(*pair) for pair in pairs]

    def _one(self, premise: str, hypothesis: str) -> Opinion:
        for (one, two), opinion in self.table.items():
            if one in premise and two in hypothesis:
                return opinion
        return self.other


def both_ways(one: str, two: str, opinion: Opinion) -> dict[tuple[str, str], Opinion]:
    """Return a table that says the same of two texts in either direction."""
    return {(one, two): opinion, (two, one): opinion}


def views_of(*texts: str) -> dict[str, View]:
    """Return the views of articles A, B, … by statement id, without names."""
    articles = [lay_out(Article.from_text(t, name=n)) for n, t in zip("ABC", texts, strict=False)]
    statements = [s for a in articles for s in attribute(a, split(a))]
    return {v.statement.id: v for v in build(articles, statements, ())}
