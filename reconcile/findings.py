"""Alignments × checks → findings: run every check on every aligned pair, then say each difference once.

One difference is often told at several places (the headline, the lead, the body) and by several
sources; its evidence is put together in one finding, worst and surest first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reconcile import facets
from reconcile.facets.alike import alike
from reconcile.facets.twins import holds, one_wording, twins
from reconcile.values import (
    DRAFT,
    FACETS,
    SEVERITIES,
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

# Facets whose words name their value, so that equal words elsewhere are the same difference again.
SAME_WORDS_SAME_DIFFERENCE = frozenset({"number", "date", "place", "name", "role"})
# Facets that lie in the words alone: one sentence that is word for word another's cannot differ in them. The
# day that "Monday" is, and who "he" is, hang on what stands around it.
WITHIN_THE_WORDS = frozenset({"certainty", "event", "number", "polarity", "quote"})
# A draft's id is a word: "draft says 12, A 15" reads better with its article. Sources' ids are capitals.
_DRAFT = re.compile(r"(^|: |agrees with )(draft\b)(?= |\.$)")
ID_LENGTH = 12  # hex digits: 48 bits, no collision to be feared in a report


def compare_pairs(
    candidates: Iterable[Alignment],
    views: Mapping[str, View],
    similarity: Mapping[tuple[str, str], float],
    entities: Iterable[Entity],
    *,
    least: float,
    threshold: float,
    off: Collection[str] = (),
    first: str = "",
    checks: Sequence[facets.Check] | None = None,
) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Run the checks on every pair of statements that is aligned well enough for the check.

    `candidates` are pairs down to `reach()`, `threshold` is the probability from which a pair counts as
    aligned; `views` maps statement ids to views, `similarity` the candidates' ids to their cosine;
    `least` is the least confidence of a finding, `off` holds codes of checks that are switched off,
    `first` is the source that a finding speaks of first where it can (a draft), `checks` what to run
    (default: every facet's).
    Returns the findings, each difference once, and what could not be compared.
    """
    names = {e.id: e for e in entities}
    candidates = tuple(candidates)
    found: list[Finding] = []
    unclear: list[NotCompared] = []
    for alignment in candidates:
        left, right = views[alignment.left], views[alignment.right]
        pair = Pair(left, right, alignment.score, similarity[alignment.left, alignment.right], names)
        same = one_wording(left, right)
        drafted = DRAFT in (left.source.id, right.source.id)
        for check in facets.checks() if checks is None else checks:
            if check.code in off or (same and check.facet in WITHIN_THE_WORDS):
                continue
            # A draft's sentence has its own source sentence, and another one's words are no error in it.
            own = check.floor if check.floor is not None and not drafted else threshold
            if alignment.score < min(own, threshold):
                continue
            for outcome in check.judge(pair):
                if isinstance(outcome, Unclear):
                    unclear.append(NotCompared(alignment.left, f"with {alignment.right}: {outcome.why}"))
                elif outcome.confidence >= least:
                    found.append(_finding(check, outcome, (alignment.left, alignment.right)))
    found = _between_sources(found, candidates, views)
    return _said_once(found, first), tuple(sorted(set(unclear), key=lambda n: (n.statement, n.why)))


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
            and not any(_overlap(shown, e) for e in differ.get((f.code, *sorted((one, t))), ()))
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
        message=_plain(outcome.message),
        evidence=evidence,
        statements=statements,
    )


def _plain(message: str) -> str:
    """Mend what the parts of a message make of it together: "at 7 p.m..", and a draft named like a source."""
    if message.endswith("..") and not message.endswith("..."):
        message = message[:-1]
    return _DRAFT.sub(lambda m: m.group(1) + ("the " if m.group(1) else "The ") + m.group(2), message)


def rank(finding: Finding) -> tuple[int, float, int, str]:
    """Return the sort key that puts the worst and surest finding first."""
    return (
        SEVERITIES.index(finding.severity),
        -finding.confidence,
        FACETS.index(finding.facet),
        finding.code,
    )


def _said_once(found: list[Finding], first: str) -> tuple[Finding, ...]:
    """Join findings of one check that tell one difference, the worst and surest first."""

    def key(f: Finding) -> tuple[object, ...]:
        aside = bool(first) and all(e.source != first for e in f.evidence)
        return (aside, *rank(f), f.statements, [(e.start, e.end) for e in f.evidence])

    ordered = sorted(found, key=key)
    groups: list[list[Finding]] = []
    for finding in ordered:
        same = [g for g in groups if any(_same_difference(finding, other) for other in g)]
        groups = [g for g in groups if g not in same] + [[f for g in same for f in g] + [finding]]
    return numbered(_one_a_place([_joined(sorted(g, key=ordered.index)) for g in groups]))


def _joined(group: list[Finding]) -> Finding:
    joined = group[0]
    for other in group[1:]:
        joined = _with_evidence(joined, other)
    return joined


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _same_difference(one: Finding, other: Finding) -> bool:
    """Whether two findings tell one difference, told by one check.

    They do where they share a place (the lead's toll against the other's headline and body), or
    where both show the same words: a figure or a name is the same difference wherever it stands,
    a bare "not" is not.
    """
    if one.code != other.code:
        return False
    if any(_overlap(e, o) for e in one.evidence for o in other.evidence):
        return True
    if one.facet not in SAME_WORDS_SAME_DIFFERENCE:
        return False
    shown = {(e.source, _key(e.text)) for e in one.evidence}
    return shown >= {(e.source, _key(e.text)) for e in other.evidence}


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _with_evidence(one: Finding, other: Finding) -> Finding:
    """Add the places that the other shows; a third source is named in the message."""
    more = tuple(e for e in other.evidence if not any(_overlap(e, o) for o in one.evidence))
    if not more:
        return one
    evidence = (
        *one.evidence[:2],
        *sorted((*one.evidence[2:], *more), key=lambda e: (e.source, e.start, e.end)),
    )
    message, voiced = one.message, {e.source for e in one.evidence}
    for e in more:
        if e.source not in voiced:
            voiced.add(e.source)
            message += f" {_joins(e, one.evidence[:2], one.facet)}"
    statements = (*one.statements, *(s for s in other.statements if s not in one.statements))
    return replace(one, evidence=evidence, message=message, statements=statements)


def _joins(evidence: Evidence, sides: Sequence[Evidence], facet: Facet) -> str:
    """Say which side a further source takes; "about 700" takes none of 690 and 712, so it is quoted."""
    taken = [side for side in sides if alike(facet, evidence, side)]
    if len(taken) == 1:
        return _plain(f"{evidence.source} agrees with {taken[0].source}.")
    return f"{evidence.source} has “{evidence.text}”."


def _one_a_place(findings: list[Finding]) -> list[Finding]:
    """Where two checks point at the same words on both sides, keep the worse and surer."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=rank):
        if not any(_same_words(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _same_words(one: Finding, other: Finding) -> bool:
    return all(any(_overlap(e, o) for o in other.evidence[:2]) for e in one.evidence[:2])


def numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with their ids, worst first.

    An id is a digest of the check and the words shown, so it survives edits elsewhere; equal ones
    are told apart by a running number.
    """
    seen: dict[str, int] = {}
    done = []
    for finding in sorted(findings, key=lambda f: (*rank(f), [(e.source, e.start) for e in f.evidence])):
        shown = sorted(" ".join(e.text.split()) for e in finding.evidence)
        digest = hashlib.sha256("\x1f".join([finding.kind, finding.code, *shown]).encode("utf-8", "replace"))
        base = digest.hexdigest()[:ID_LENGTH]
        seen[base] = seen.get(base, 0) + 1
        done.append(replace(finding, id=base if seen[base] == 1 else f"{base}-{seen[base]}"))
    return tuple(done)
