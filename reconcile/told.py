"""What is known of articles before they are held against each other: statements, names, readings, vectors.

The encoder works in a thread beside the other stages, as nearly all of its time is spent outside Python:
of a few articles beside all of them, of many beside the joining of names alone, as the stages before and
after that are spread over processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reconcile import names
from reconcile.crew import Crew, Later
from reconcile.encode import Encoder, load
from reconcile.errors import EmptyInput, TooFewSources
from reconcile.ingest import lay_out
from reconcile.settings import Settings
from reconcile.speech import attribute
from reconcile.spellings import in_house_style
from reconcile.split import split
from reconcile.values import Article, Entity, Mention, Statement, View
from reconcile.views import build

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reconcile.judge import Judge

# Characters of text, about 300 statements, which one process reads in one and a half seconds: from there on
# starting others (some hundredths of a second, and what they read must be sent back) is worth it.
MUCH = 50_000


@dataclass(frozen=True, slots=True)
class Told:
    """Articles with all that is read of each; `vectors` holds a unit vector for each statement id."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    views: tuple[View, ...] = ()
    vectors: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    model: str = ""
    judge: Judge | None = None

    def of(self, source: str) -> tuple[View, ...]:
        """Return the views of one source, in order."""
        return tuple(v for v in self.views if v.statement.source == source)


def tell(
    articles: Sequence[Article],
    settings: Settings,
    encoder: Encoder | None,
    judge: Judge | None,
    crew: Crew,
) -> Told:
    """Read two or more articles; encoder and judge are the settings' where none is given.

    Raises TooFewSources, EmptyInput, and ModelError where a model cannot be loaded or fails.
    """
    laid = tuple(lay_out(a) for a in articles)
    _enough(laid)
    model, judge = encoder or load(settings.model), judge or _judge(settings.judge)
    much = _much(laid)
    statements = _statements(laid, crew, much)
    vectors = Later(lambda: model.encode([s.text for s in statements]))
    if not much:
        vectors.start()
    found = _mentions(laid, statements, crew, much)
    vectors.start()
    entities, mentions = _names(found, statements, settings)
    if much:
        crew.progress.stage("Encoding the statements")
        vectors.result()
    views = _views(laid, statements, mentions, crew, much)
    rows = dict(zip((s.id for s in statements), vectors.result(), strict=True))
    name = getattr(model, "name", type(model).__name__)
    return Told(laid, statements, entities, mentions, views, rows, name, judge)


def named(articles: Sequence[Article], settings: Settings, crew: Crew) -> Told:
    """Read the statements and names of one or more articles, and no more. Raises EmptyInput."""
    laid = tuple(lay_out(a) for a in articles)
    statements = _statements(laid, crew, _much(laid))
    found = _mentions(laid, statements, crew, _much(laid))
    entities, mentions = _names(found, statements, settings)
    return Told(laid, statements, entities, mentions)


def _enough(laid: Sequence[Article]) -> None:
    if len(laid) < 2:
        raise TooFewSources(f"{len(laid)} article to compare; give at least two")
    ids = [a.id for a in laid]
    if len(set(ids)) < len(ids):
        raise TooFewSources("two articles have one name; give each its own")


def _judge(name: str) -> Judge | None:
    if not name:
        return None  # as a rule; then no code of a judge is loaded either
    from reconcile import judge

    return judge.load(name)


def _much(laid: Sequence[Article]) -> bool:
    return sum(len(a.text) for a in laid) >= MUCH


def _statements(laid: Sequence[Article], crew: Crew, much: bool) -> tuple[Statement, ...]:
    rows = crew.each(_told_by, laid, "Reading the articles", worth=much)
    return tuple(s for row in rows for s in row)


def _told_by(article: Article) -> tuple[Statement, ...]:
    own = attribute(article, split(article))
    if not own:
        raise EmptyInput(f"{article.source.name}: no sentence of a report in it; check that it is an article")
    return own


def _mentions(
    laid: Sequence[Article], statements: Sequence[Statement], crew: Crew, much: bool
) -> dict[str, tuple[Mention, ...]]:
    by_source: dict[str, list[Statement]] = {a.id: [] for a in laid}
    for statement in statements:
        by_source[statement.source].append(statement)

    def named_by(article: Article) -> tuple[Mention, ...]:
        return names.find(article, tuple(by_source[article.id]))

    rows = crew.each(named_by, laid, "Finding names", worth=much)
    return {a.id: row for a, row in zip(laid, rows, strict=True)}


def _names(
    found: Mapping[str, tuple[Mention, ...]], statements: tuple[Statement, ...], settings: Settings
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    entities, mentions = names.resolve(found, statements)
    return in_house_style(entities, settings.names), mentions


def _views(
    laid: Sequence[Article],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    crew: Crew,
    much: bool,
) -> tuple[View, ...]:
    def seen(part: Sequence[Statement]) -> tuple[View, ...]:
        return build(laid, part, mentions)

    rows = crew.slices(seen, statements, "Reading figures, dates and places", worth=much)
    return tuple(v for row in rows for v in row)
