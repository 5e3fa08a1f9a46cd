"""The findings of the HTML report as cards, in the groups that a desk works through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.page.model import Card, Choice, Group, Place, Quoted
from reconcile.page.segments import Span, flatten
from reconcile.page.texts import Segment
from reconcile.report.common import ordered
from reconcile.report.decided import DECIDED, because, decided
from reconcile.report.escape import visible
from reconcile.report.html_view.keys import Keys, marked, tone
from reconcile.values import DRAFT, FACETS, SEVERITIES, Evidence, Finding


def groups(keys: Keys) -> tuple[Group, ...]:
    """Return the open findings, grouped, worst first; a group that is empty says so."""
    found = keys.open
    against = [f for f in found if f.kind == "discrepancy"]
    missing = [f for f in found if f.kind == "unsupported"]
    named = [f for f in found if f.kind == "name-variant"]
    names = _group("variants", "Names", "No name is spelled in two ways that need a decision.", named, keys)
    if keys.look.report.task != "check":
        return _group("discrepancies", "Discrepancies", "No discrepancy found.", against, keys), names
    inside = [f for f in against if all(e.source == DRAFT for e in f.evidence)]
    against = [f for f in against if f not in inside]
    nothing = "All that the draft says was found in a source, or is named under Not compared."
    return (
        _group(
            "contradicted",
            "Contradicted by a source",
            "No source was found to contradict the draft.",
            against,
            keys,
        ),
        _group("missing", "In no source", nothing, missing, keys),
        _group("inside", "Inside the draft", "The draft was not found to contradict itself.", inside, keys),
        names,
    )


def settled(keys: Keys) -> tuple[Card, ...]:
    """Return the findings that the desk has decided, with what was decided."""
    return tuple(card(f, keys) for f in decided(ordered(keys.look.report.findings, keys.look)))


def facets(keys: Keys) -> tuple[Choice, ...]:
    """Return the facets that the open findings have, with how many."""
    counted = [f.facet for f in keys.open]
    return tuple(Choice(f, f, counted.count(f)) for f in FACETS if f in counted)


def severities(keys: Keys) -> tuple[Choice, ...]:
    """Return the severities that the open findings have, with how many."""
    counted = [f.severity for f in keys.open]
    return tuple(Choice(s, s, counted.count(s)) for s in SEVERITIES if s in counted)


def _group(key: str, title: str, nothing: str, found: Sequence[Finding], keys: Keys) -> Group:
    return Group(key, title, nothing, tuple(card(f, keys) for f in found))


def card(finding: Finding, keys: Keys) -> Card:
    """Return a finding as a card."""
    evidence = finding.evidence
    if finding.kind == "unsupported":  # words that no source has were held against nothing
        evidence = tuple(replace(e, reading="") for e in evidence)
    first, again = _by_source(evidence)
    holders = [keys.at(e.source, e.start) for e in evidence]
    shown = {_place(e, keys) for e in first}
    sources = dict.fromkeys(e.source for e in evidence if e.source in keys.column)
    status = f"{DECIDED[finding.status]}." if finding.status in DECIDED else ""
    return Card(
        key=keys.finding[finding.id],
        id=visible(finding.id),
        kind=finding.kind,
        facet=finding.facet,
        code=visible(finding.code),
        severity=finding.severity,
        confidence=round(finding.confidence * 100),
        message=visible(finding.message),
        quoted=_quoted(first, finding, keys),
        also=tuple(p for p in dict.fromkeys(_place(e, keys) for e in again) if p not in shown),
        statements=tuple(dict.fromkeys(keys.in_order(s.id for s in holders if s))),
        sources=tuple(keys.column[s] for s in sources),
        status=finding.status,
        decided=visible(because(status.capitalize(), finding.why)) if status else "",
    )


def _by_source(evidence: tuple[Evidence, ...]) -> tuple[list[Evidence], list[Evidence]]:
    """Part the evidence that is quoted, the two sides and the first of each further source, from the rest."""
    first, again = list(evidence[:2]), list[Evidence]()
    for e in evidence[2:]:
        (again if any(e.source == f.source for f in first) else first).append(e)
    return first, again


def _quoted(evidence: Sequence[Evidence], finding: Finding, keys: Keys) -> tuple[Quoted, ...]:
    """The words of each side: the whole statement that they stand in, with the words marked."""
    look, own = keys.look, keys.finding[finding.id]
    held: dict[tuple[str, int, int], list[Evidence]] = {}
    for e in evidence:
        held.setdefault((e.source, *look.holder(e)), []).append(e)
    spans = marked(finding)
    made = []
    for (source, start, end), words in held.items():
        own_spans = [Span(a, b, 0) for s, a, b in spans if s == source]
        text = look.words(words[0], start, end)
        segments = tuple(
            Segment(
                visible(text[run.start - start : run.end - start]),
                (own,) if run.labels else (),
                tone(finding) if run.labels else None,
            )
            for run in flatten(start, end, own_spans)
        )
        places = tuple(dict.fromkeys(_place(e, keys) for e in words))
        readings = tuple(dict.fromkeys(visible(e.reading) for e in words if _tells(e)))
        made.append(Quoted(places, visible(look.publisher(source)), readings, segments))
    return tuple(made)


def _place(evidence: Evidence, keys: Keys) -> Place:
    holder = keys.at(evidence.source, evidence.start)
    label = visible(keys.look.place(evidence.source, evidence.start))
    return Place(label, keys.statement[holder.id] if holder else "")


def _tells(evidence: Evidence) -> bool:
    """Whether the reading says more than the words: "15 crew" read as "15 crew" does not."""
    words = " ".join(evidence.text.casefold().split())
    return bool(evidence.reading) and evidence.reading.casefold() != words
