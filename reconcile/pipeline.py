"""The contents page: what happens to articles, one line a stage. Nothing is read, written or printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reconcile import judge as judges
from reconcile import names
from reconcile.about import installed_version
from reconcile.additions import additions
from reconcile.align import align, probabilities, threshold
from reconcile.desk import allowed, inspect, silence
from reconcile.doubts import doubts
from reconcile.echoes import echoed
from reconcile.encode import Encoder, load
from reconcile.errors import EmptyInput, TooFewSources
from reconcile.facets import Check
from reconcile.facts import AGREES, group, kinships, related
from reconcile.findings import compare_pairs, numbered, reach
from reconcile.ingest import lay_out
from reconcile.judge import LIMITS, Judge, Limits
from reconcile.settings import Settings
from reconcile.speech import attribute
from reconcile.spellings import in_house_style, slips
from reconcile.split import split
from reconcile.support import support
from reconcile.values import (
    DRAFT,
    Alignment,
    Article,
    Entity,
    Finding,
    Mention,
    NotCompared,
    Report,
    Statement,
    View,
)
from reconcile.views import build


def compare(
    articles: Sequence[Article],
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    judge: Judge | None = None,
) -> Report:
    """Compare two or more articles on one event.

    `encoder` is anything with `encode(list[str])` that returns unit rows (default: the settings'
    model), `judge` anything with `opinions(pairs)` (default: the settings' judge, as a rule none).
    Raises TooFewSources for fewer than two articles or two of one id, EmptyInput for an
    article without a statement, ModelError where the model cannot be loaded.
    """
    settings = settings or Settings()
    told = _told(articles, settings, encoder, judge)
    aligned, findings, unclear = _held_together(told, settings)
    matched = {s for a in aligned for s in (a.left, a.right)}
    return replace(
        _report("compare", told, settings),
        **_facts(told, aligned, findings, unclear),
        findings=echoed(
            numbered(_on((*findings, *slips(told.articles, told.mentions, told.entities)), settings)),
            told.views,
        ),
        additions=additions(told.views, matched),
    )


def check(
    draft: Article,
    against: Sequence[Article],
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    judge: Judge | None = None,
) -> Report:
    """Hold a draft against its sources: what they contradict, what none of them says, what they support.

    The draft's id in the report is "draft", and it is the first of the articles. Raises as `compare`
    does; one source is enough.
    """
    settings = settings or Settings()
    own = replace(draft, source=replace(draft.source, id=DRAFT))
    told = _told((own, *against), settings, encoder, judge)
    aligned, findings, unclear = _held_together(told, settings, first=DRAFT)
    findings = tuple(f for f in findings if _in_draft(f))
    views = told.of(DRAFT)
    sources = {a.id: told.of(a.id) for a in told.articles if a.id != DRAFT}
    chances = {s: probabilities(views, listed, told.vectors) for s, listed in sources.items()}
    least = threshold() if settings.align is None else settings.align
    supports, missing = support(views, sources, chances, told.entities, findings, least)
    alone = inspect(
        told.articles[0],
        views,
        told.mentions,
        told.entities,
        house=settings.names,
        sources=tuple(v for listed in sources.values() for v in listed),
    )
    alone += tuple(f for f in slips(told.articles, told.mentions, told.entities) if _in_draft(f))
    return replace(
        _report("check", told, settings),
        **_facts(told, aligned, findings, unclear),
        findings=_allowed(told.articles[0], numbered(_on((*findings, *missing, *alone), settings))),
        supports=supports,
    )


def ledger(articles: Sequence[Article], *, settings: Settings | None = None) -> Report:
    """Return a report of one or more articles that holds statements and names only; nothing is aligned."""
    settings = settings or Settings()
    laid = tuple(lay_out(a) for a in articles)
    statements = _statements(laid)
    entities, mentions = _names(laid, statements, settings)
    told = _Told(laid, statements, entities, mentions, (), {}, "")
    return replace(_report("compare", told, settings), findings=numbered(slips(laid, mentions, entities)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the articles before they are held against each other."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    views: tuple[View, ...]
    vectors: Mapping[str, NDArray[np.float32]]
    model: str
    judge: Judge | None = None

    def of(self, source: str) -> tuple[View, ...]:
        return tuple(v for v in self.views if v.statement.source == source)


def _told(
    articles: Sequence[Article], settings: Settings, encoder: Encoder | None, judge: Judge | None
) -> _Told:
    laid = _laid_out(articles)
    encoder, judge = encoder or load(settings.model), judge or judges.load(settings.judge)
    statements = _statements(laid)
    entities, mentions = _names(laid, statements, settings)
    views = build(laid, statements, mentions)
    model = getattr(encoder, "name", type(encoder).__name__)
    return _Told(laid, statements, entities, mentions, views, _vectors(views, encoder), model, judge)


def _held_together(
    told: _Told, settings: Settings, first: str = "", limits: Limits = LIMITS
) -> tuple[tuple[Alignment, ...], tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Align the articles and run the checks; what one of them tells apart is aligned too.

    A judge, if there is one, raises and sinks alignments, and speaks where no check does.
    """
    by_id = {v.statement.id: v for v in told.views}
    floor = round(threshold() if settings.align is None else settings.align, 4)  # as many digits as a score
    judged = floor - limits.below if told.judge else floor
    near = align([told.of(a.id) for a in told.articles], told.vectors, least=min(judged, reach(floor)))

    def compared(
        pairs: Sequence[Alignment], checks: Sequence[Check] | None = None
    ) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
        similar = {(a.left, a.right): float(told.vectors[a.left] @ told.vectors[a.right]) for a in pairs}
        return compare_pairs(
            pairs, by_id, similar, told.entities,
            least=settings.confidence, threshold=floor, off=settings.off, first=first, checks=checks,
        )  # fmt: skip

    if told.judge is None:
        findings, unclear = compared(near)
        return _aligned(near, findings, floor), findings, unclear
    aligned = judges.raised(near, by_id, told.judge, floor, limits)
    taken = {(a.left, a.right) for a in aligned}
    low = tuple(a for a in near if (a.left, a.right) not in taken)
    settled = _settled(compared((*aligned, *low))[0])
    aligned = judges.kept(aligned, by_id, told.judge, floor, settled, limits)
    findings, unclear = compared((*aligned, *low))
    settled |= _settled(findings)
    unexplained = tuple(a for a in aligned if frozenset((a.left, a.right)) not in settled)
    more, _ = compared(unexplained, judges.checks(unexplained, by_id, told.judge, limits))
    return _aligned((*aligned, *low), findings, floor), (*findings, *more), unclear


def _aligned(pairs: Sequence[Alignment], findings: Sequence[Finding], floor: float) -> tuple[Alignment, ...]:
    """The pairs that are probable enough, and those that a finding sets against each other."""
    apart = {frozenset(f.statements[:2]) for f in findings}
    return tuple(a for a in pairs if a.score >= floor or frozenset((a.left, a.right)) in apart)


def _settled(findings: Iterable[Finding]) -> frozenset[frozenset[str]]:
    """The pairs of statements that stand together in a finding."""
    return frozenset(frozenset((a, b)) for f in findings for a in f.statements for b in f.statements)


def _facts(
    told: _Told,
    aligned: tuple[Alignment, ...],
    findings: tuple[Finding, ...],
    unclear: tuple[NotCompared, ...],
) -> dict[str, Any]:
    """The parts of a report that follow from alignments and findings."""
    by_id = {v.statement.id: v for v in told.views}
    doubted = doubts(aligned, by_id, findings, AGREES)
    aligned = related(aligned, findings, by_id, doubted)
    kin = kinships(told.articles, {a.id: told.of(a.id) for a in told.articles})
    sources = [a.id for a in told.articles]
    return {
        "alignments": aligned,
        "facts": group(aligned, sources, {s.id: s.source for s in told.statements}, kin),
        "not_compared": (*unclear, *doubted.values()),
        "kinships": kin,
    }


def _on(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The findings of checks that are not switched off."""
    return [f for f in findings if f.code not in settings.off]


def _in_draft(finding: Finding) -> bool:
    return any(e.source == DRAFT for e in finding.evidence)


def _allowed(draft: Article, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Mark what the draft itself allows as dismissed: silenced, and still listed."""
    _, silenced = silence(findings, allowed(draft), draft=DRAFT)
    quiet = {f.id for f in silenced}
    return tuple(
        replace(f, status="dismissed", why="allowed in the draft") if f.id in quiet else f for f in findings
    )


def _report(task: Literal["compare", "check"], told: _Told, settings: Settings) -> Report:
    """A report that says what was read, and no more yet."""
    return Report(
        task=task,
        version=installed_version(),
        model=told.model,
        judge=told.judge.name if told.judge else "",
        settings=settings.digest,
        articles=told.articles,
        statements=told.statements,
        alignments=(),
        facts=(),
        findings=(),
        additions=(),
        entities=told.entities,
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
    laid: Sequence[Article], statements: tuple[Statement, ...], settings: Settings
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    found = {a.id: names.find(a, tuple(s for s in statements if s.source == a.id)) for a in laid}
    entities, mentions = names.resolve(found, statements)
    return in_house_style(entities, settings.names), mentions


def _vectors(views: Sequence[View], encoder: Encoder) -> Mapping[str, NDArray[np.float32]]:
    rows = encoder.encode([v.statement.text for v in views])
    return {v.statement.id: row for v, row in zip(views, rows, strict=True)}
