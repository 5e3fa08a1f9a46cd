"""Where else a source says the same: further places for the evidence of a finding.

A figure in doubt that stands in the headline and in the last paragraph must be mended in both. A place is
added where the same source has the same reading (the same figure of the same thing), or the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reconcile.facets.events import answering, means, ways
from reconcile.facets.wording import lay
from reconcile.values import DRAFT, Evidence, Facet, Finding, Reading, View
from reconcile.words import stop_words

# Facets whose words mean one thing wherever a source writes them. Not dates (Monday of another week), names
# (they stand everywhere) or quotations.
SAID_AGAIN: frozenset[Facet] = frozenset(["number", "place", "event"])
SHARED = (
    3  # topic words that two statements share which tell of one event by other means ("shells", "missiles")
)
LEAST_WORDS = 2  # of the words shown, besides articles and prepositions: "missiles" alone may be other ones
MOST = 4  # further places of one source


def echoed(findings: Iterable[Finding], views: Sequence[View]) -> tuple[Finding, ...]:
    """Return the findings with the further places at which a source says what it is quoted for.

    A draft is left as it is: each of its sentences is judged by itself. Ids do not change.
    """
    done: list[Finding] = []
    for finding in findings:
        if not any(_within(finding, other) for other in done):
            done.append(_with_echoes(finding, views) if finding.kind == "discrepancy" else finding)
    return tuple(done)


def _within(finding: Finding, other: Finding) -> bool:
    """Whether a finding is shown by the further places of another of its check."""
    return finding.code == other.code and all(
        any(_overlap(e, o) for o in other.evidence) for e in finding.evidence
    )


def _with_echoes(finding: Finding, views: Sequence[View]) -> Finding:
    if finding.facet not in SAID_AGAIN:
        return finding
    shown = list(finding.evidence)
    more: list[tuple[Evidence, str]] = []
    for evidence, rival in zip(finding.evidence[:2], finding.evidence[1::-1], strict=True):
        if evidence.source == DRAFT:
            continue
        own = [v for v in views if v.statement.source == evidence.source]
        for view, place in list(_places(evidence, rival, finding.facet, own))[: MOST + 1]:
            if not any(_overlap(place, e) for e in shown):
                shown.append(place)
                more.append((place, view.statement.id))
    if not more:
        return finding
    statements = (*finding.statements, *(s for _, s in more if s not in finding.statements))
    return replace(finding, evidence=(*finding.evidence, *(e for e, _ in more)), statements=statements)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _places(
    evidence: Evidence, rival: Evidence, facet: Facet, views: Sequence[View]
) -> Iterator[tuple[View, Evidence]]:
    """The places of one source that say the same."""
    readings = [r for v in views for r in v.of(facet) if _holds(evidence, r)] if facet == "number" else []
    if facet == "event":
        yield from _by_other_means(evidence, rival, views)
    telling = len([w for w in evidence.text.split() if w.lower() not in stop_words()]) >= LEAST_WORDS
    for view in views:
        for reading in view.of("number") if facet == "number" else ():
            if any(_same(reading, r) for r in readings):
                yield view, _at(view, evidence, reading.start, reading.end)
        at = view.statement.text.find(evidence.text) if telling and facet != "number" else -1
        if at >= 0:
            start = view.statement.start + at
            yield view, _at(view, evidence, start, start + len(evidence.text))


def _by_other_means(
    evidence: Evidence, rival: Evidence, views: Sequence[View]
) -> Iterator[tuple[View, Evidence]]:
    """The places where a source tells one event by other means of one kind ("missiles", "tank shells")."""
    own = lay(next(v for v in views if _stands(evidence, v)))
    kinds = {w.kind for w in ways(own) if own.tokens[w.first].start == evidence.start}
    for view in views if kinds else ():
        wording = lay(view)
        told = [w for w in ways(wording) if w.kind in kinds]
        if len(wording.keys() & own.keys()) < SHARED:
            continue
        if not any(means(w, rival.text) or answering(wording, w.first) for w in told):
            for way in told:
                yield view, wording.evidence(way.first, way.last, evidence.reading)


def _stands(evidence: Evidence, view: View) -> bool:
    return view.statement.start <= evidence.start < view.statement.end


def _holds(evidence: Evidence, reading: Reading) -> bool:
    return evidence.start <= reading.start and reading.end <= evidence.end


def _same(one: Reading, other: Reading) -> bool:
    """Whether two readings give one figure of one thing."""
    alike = (one.value, one.unit, one.qualifier) == (other.value, other.unit, other.qualifier)
    return alike and bool(set(one.slot) & set(other.slot))


def _at(view: View, evidence: Evidence, start: int, end: int) -> Evidence:
    base = view.statement.start
    return Evidence(
        evidence.source, start, end, view.statement.text[start - base : end - base], evidence.reading
    )
