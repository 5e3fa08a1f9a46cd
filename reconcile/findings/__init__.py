"""Alignments × checks → findings: run every check on every aligned pair, then say each difference once.

One difference is often told at several places (the headline, the lead, the body) and by several
sources; its evidence is put together in one finding, worst and surest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reconcile import facets
from reconcile.facets.alike import alike
from reconcile.facets.twins import holds, one_wording, twins
from reconcile.findings.said_once import numbered, overlap, plain, rank, said_once
from reconcile.values import (
    DRAFT,
    Alignment,
    Difference,
    Entity,
    Evidence,
    Facet,
    Finding,
    NotCompared,
    Pair,
    Unclear,
    View,
)

__all__ = ["gathered", "judged", "numbered", "rank", "reach"]

# Facets that lie in the words alone: one sentence that is word for word another's cannot differ in them. The
# day that "Monday" is, and who "he" is, hang on what stands around it.
WITHIN_THE_WORDS = frozenset({"certainty", "event", "number", "polarity", "quote"})


def judged(
    candidates: Iterable[Alignment],
    views: Mapping[str, View],
    similarity: Mapping[tuple[str, str], float],
    entities: Iterable[Entity],
    *,
    least: float,
    threshold: float,
    off: Collection[str] = (),
    checks: Sequence[facets.Check] | None = None,
) -> tuple[list[Finding], list[NotCompared]]:
    """Run the checks on every pair of statements that is aligned well enough for the check.

    `candidates` are pairs down to `reach()`, `threshold` is the probability from which a pair counts as
    aligned; `views` maps statement ids to views, `similarity` the candidates' ids to their cosine;
    `least` is the least confidence of a finding, `off` holds codes of checks that are switched off,
    `checks` what to run (default: every facet's). Returns what is found, which `gathered` joins, and what
    could not be compared.

    What comes of some of the candidates does not hang on the others, so they may be judged in slices;
    the lists of the slices, one after the other, are those of the whole.
    """
    names = {e.id: e for e in entities}
    running = [
        (c, threshold if c.floor is None else min(c.floor, threshold))
        for c in (facets.checks() if checks is None else checks)
        if c.code not in off
    ]
    found: list[Finding] = []
    unclear: list[NotCompared] = []
    for alignment in candidates:
        left, right = views[alignment.left], views[alignment.right]
        pair = Pair(left, right, alignment.score, similarity[alignment.left, alignment.right], names)
        same = one_wording(left, right)
        drafted = DRAFT in (left.source.id, right.source.id)
        for check, floor in running:
            # A draft's sentence has its own source sentence, and another one's words are no error in it.
            if alignment.score < (threshold if drafted else floor):
                continue
            if same and check.facet in WITHIN_THE_WORDS:
                continue
            for outcome in check.judge(pair):
                if isinstance(outcome, Unclear):
                    unclear.append(NotCompared(alignment.left, f"with {alignment.right}: {outcome.why}"))
                elif outcome.confidence >= least:
                    found.append(_finding(check, outcome, (alignment.left, alignment.right)))
    return found, unclear


def gathered(
    found: list[Finding],
    unclear: Iterable[NotCompared],
    candidates: Sequence[Alignment],
    views: Mapping[str, View],
    first: str = "",
) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Return what `judged` found, each difference once and worst first, and what could not be compared.

    `candidates` are all that were judged; `first` is the source that a finding speaks of first where it can
    (a draft).
    """
    found = _between_sources(found, candidates, views)
    return said_once(found, first), tuple(sorted(set(unclear), key=lambda n: (n.statement, n.why)))


def reach(threshold: float) -> float:
    """Return the least probability on which any check runs, where `threshold` is the alignment's."""
    return min((threshold, *(c.floor for c in facets.checks() if c.floor is not None)))


def _between_sources(
    found: list[Finding], alignments: Sequence[Alignment], views: Mapping[str, View]
) -> list[Finding]:
    """Leave out what a source differs in from itself: both sources carry both statements."""
    differ: dict[tuple[str, ...], list[Evidence]] = {}
    for f in found:
        differ.setdefault((f.code, *sorted(f.statements)), []).extend(f.evidence)
    touched = {s for f in found for s in f.statements}
    near: dict[str, list[str]] = {}
    for a in alignments:
        if touched & {a.left, a.right} and twins(views[a.left], views[a.right]):
            near.setdefault(a.left, []).append(a.right)
            near.setdefault(a.right, []).append(a.left)

    def carried(f: Finding, one: str, other: str, shown: Evidence) -> bool:
        source = views[other].statement.source
        return any(
            t != other
            and views[t].statement.source == source
            and not any(overlap(shown, e) for e in differ.get((f.code, *sorted((one, t))), ()))
            and _tells(views[t], f.facet, shown)
            for t in near.get(one, ())
        )

    def between(f: Finding) -> bool:
        (left, right), (mine, theirs) = f.statements[:2], f.evidence[:2]
        return not (carried(f, left, right, mine) and carried(f, right, left, theirs))

    return [f for f in found if between(f)]


def _tells(view: View, facet: Facet, shown: Evidence) -> bool:
    """Whether a statement has what is shown, word for word or as a reading of one value ("2" is "two")."""
    if holds(view, shown.text):
        return True
    read = (Evidence(view.source.id, r.start, r.end, r.text, r.note) for r in view.of(facet))
    return any(alike(facet, shown, e) for e in read)


def _finding(check: facets.Check, outcome: Difference, statements: tuple[str, str]) -> Finding:
    evidence = (outcome.left, outcome.right)
    return Finding(
        id="",
        kind="discrepancy",
        facet=check.facet,
        code=check.code,
        severity=outcome.severity,
        confidence=round(outcome.confidence, 3),
        message=plain(outcome.message),
        evidence=evidence,
        statements=statements,
    )
