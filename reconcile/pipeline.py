"""The contents page: what happens to articles, one line a stage. Nothing is read, written or printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from reconcile.about import VERSION
from reconcile.additions import additions
from reconcile.compared import Compared, compared, least
from reconcile.crew import Crew
from reconcile.doubts import doubts
from reconcile.echoes import echoed
from reconcile.facts import AGREES, group, kinships, related
from reconcile.findings import numbered
from reconcile.progress import SILENT, Progress
from reconcile.settings import Settings
from reconcile.spellings import slips
from reconcile.told import Told, named, tell
from reconcile.values import DRAFT, Article, Finding, Report

if TYPE_CHECKING:
    from reconcile.encode import Encoder
    from reconcile.judge import Judge


def compare(
    articles: Sequence[Article],
    *,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    judge: Judge | None = None,
    cores: int | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Compare two or more articles on one event.

    `encoder` is anything with `encode(list[str])` that returns unit rows (default: the settings'
    model), `judge` anything with `opinions(pairs)` (default: the settings' judge, as a rule none).
    Many articles are worked on by several processes, at most `cores` (default: all that may be used, or one
    where other threads are at work; the report is the same), and `progress` is told how far they are.
    Raises TooFewSources for fewer than two articles or two of one id, EmptyInput for an
    article without a statement, ModelError where the model cannot be loaded.
    """
    settings = settings or Settings()
    crew = Crew(cores, progress)
    told = tell(articles, settings, encoder, judge, crew)
    held = aligned, findings, _ = compared(told, settings, crew)
    matched = {s for a in aligned for s in (a.left, a.right)}
    return replace(
        _report("compare", told, settings),
        **_facts(told, held),
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
    cores: int | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Hold a draft against its sources: what they contradict, what none of them says, what they support.

    The draft's id in the report is "draft", and it is the first of the articles. Takes and raises what
    `compare` does; one source is enough.
    """
    from reconcile.align import probabilities
    from reconcile.desk import inspect
    from reconcile.support import support

    settings = settings or Settings()
    own = replace(draft, source=replace(draft.source, id=DRAFT))
    crew = Crew(cores, progress)
    told = tell((own, *against), settings, encoder, judge, crew)
    aligned, findings, unclear = compared(told, settings, crew, first=DRAFT)
    findings = tuple(f for f in findings if _in_draft(f))
    views = told.of(DRAFT)
    sources = {a.id: told.of(a.id) for a in told.articles if a.id != DRAFT}
    chances = {s: probabilities(views, listed, told.vectors) for s, listed in sources.items()}
    supports, missing = support(views, sources, chances, told.entities, findings, least(settings))
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
        **_facts(told, (aligned, findings, unclear)),
        findings=_allowed(told.articles[0], numbered(_on((*findings, *missing, *alone), settings))),
        supports=supports,
    )


def ledger(
    articles: Sequence[Article],
    *,
    settings: Settings | None = None,
    cores: int | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Return a report of one or more articles that holds statements and names only; nothing is aligned."""
    settings = settings or Settings()
    told = named(articles, settings, Crew(cores, progress))
    found = numbered(slips(told.articles, told.mentions, told.entities))
    return replace(_report("compare", told, settings), findings=found)


def _facts(told: Told, held: Compared) -> dict[str, Any]:
    """The parts of a report that follow from alignments and findings."""
    aligned, findings, unclear = held
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
    from reconcile.desk import allowed, silence

    _, silenced = silence(findings, allowed(draft), draft=DRAFT)
    quiet = {f.id for f in silenced}
    return tuple(
        replace(f, status="dismissed", why="allowed in the draft") if f.id in quiet else f for f in findings
    )


def _report(task: Literal["compare", "check"], told: Told, settings: Settings) -> Report:
    """A report that says what was read, and no more yet."""
    return Report(
        task=task,
        version=VERSION,
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
