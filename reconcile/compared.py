"""Articles held against each other: what is aligned, and where it differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reconcile.align import align, threshold
from reconcile.crew import Crew
from reconcile.findings import gathered, judged, reach
from reconcile.settings import Settings
from reconcile.told import Told
from reconcile.values import Alignment, Finding, NotCompared

if TYPE_CHECKING:
    from reconcile.facets import Check
    from reconcile.judge import Limits

WORTH_FORKING = 600  # pairs of statements, which the checks of one process take half a second for

Compared = tuple[tuple[Alignment, ...], tuple[Finding, ...], tuple[NotCompared, ...]]


def compared(
    told: Told, settings: Settings, crew: Crew, first: str = "", limits: Limits | None = None
) -> Compared:
    """Align the articles and run the checks; return alignments, findings and what could not be compared.

    What a finding tells apart is aligned too. A judge, if there is one, raises and sinks alignments, and
    speaks where no check does, within `limits` (default: its own). `first` is the source that a finding
    speaks of first where it can.
    """
    floor = least(settings)
    sources = [told.of(a.id) for a in told.articles]
    if told.judge is None:
        near = align(sources, told.vectors, least=reach(floor), crew=crew)
        findings, unclear = _checked(near, told, settings, crew, first)
        return _aligned(near, findings, floor), findings, unclear
    from reconcile.judge import LIMITS

    limits = limits or LIMITS
    near = align(sources, told.vectors, least=min(floor - limits.below, reach(floor)), crew=crew)
    return _judged(near, told, settings, crew, first, limits)


def least(settings: Settings) -> float:
    """Return the probability from which two statements are aligned, with as many digits as a score has."""
    return round(threshold() if settings.align is None else settings.align, 4)


def settled(findings: Iterable[Finding]) -> frozenset[frozenset[str]]:
    """Return the pairs of statements that stand together in a finding."""
    return frozenset(frozenset((a, b)) for f in findings for a in f.statements for b in f.statements)


def _judged(
    near: tuple[Alignment, ...], told: Told, settings: Settings, crew: Crew, first: str, limits: Limits
) -> Compared:
    from reconcile import judge as judges

    assert told.judge is not None
    by_id = {v.statement.id: v for v in told.views}
    floor = least(settings)
    crew.progress.stage("Asking the judge")
    aligned = judges.raised(near, by_id, told.judge, floor, limits)
    taken = {(a.left, a.right) for a in aligned}
    low = tuple(a for a in near if (a.left, a.right) not in taken)
    known = settled(_checked((*aligned, *low), told, settings, crew, first)[0])
    aligned = judges.kept(aligned, by_id, told.judge, floor, known, limits)
    findings, unclear = _checked((*aligned, *low), told, settings, crew, first)
    known |= settled(findings)
    unexplained = tuple(a for a in aligned if frozenset((a.left, a.right)) not in known)
    asked = judges.checks(unexplained, by_id, told.judge, limits)
    more, _ = _checked(unexplained, told, settings, Crew(1), first, asked)
    return _aligned((*aligned, *low), findings, floor), (*findings, *more), unclear


def _checked(
    pairs: tuple[Alignment, ...],
    told: Told,
    settings: Settings,
    crew: Crew,
    first: str,
    checks: Sequence[Check] | None = None,
) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Run the checks (default: every facet's) on pairs of statements, and say each difference once."""
    by_id = {v.statement.id: v for v in told.views}

    def of(part: Sequence[Alignment]) -> tuple[list[Finding], list[NotCompared]]:
        similar = {(a.left, a.right): float(told.vectors[a.left] @ told.vectors[a.right]) for a in part}
        return judged(
            part, by_id, similar, told.entities,
            least=settings.confidence, threshold=least(settings), off=settings.off, checks=checks,
        )  # fmt: skip

    parts = crew.slices(of, pairs, "Comparing statements", worth=len(pairs) >= WORTH_FORKING)
    found = [f for part, _ in parts for f in part]
    return gathered(found, [n for _, part in parts for n in part], pairs, by_id, first)


def _aligned(pairs: Sequence[Alignment], findings: Sequence[Finding], floor: float) -> tuple[Alignment, ...]:
    """The pairs that are probable enough, and those that a finding sets against each other."""
    apart = {frozenset(f.statements[:2]) for f in findings}
    return tuple(a for a in pairs if a.score >= floor or frozenset((a.left, a.right)) in apart)
