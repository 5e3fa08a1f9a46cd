"""Each difference once: findings of one check that tell one difference are one finding with more evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from reconcile.facets.alike import alike
from reconcile.values import FACETS, SEVERITIES, Evidence, Facet, Finding

# Facets whose words name their value, so that equal words elsewhere are the same difference again.
SAME_WORDS_SAME_DIFFERENCE = frozenset({"number", "date", "place", "name", "role"})
# A draft's id is a word: "draft says 12, A 15" reads better with its article. Sources' ids are capitals.
_DRAFT = re.compile(r"(^|: |agrees with )(draft\b)(?= |\.$)")
ID_LENGTH = 12  # hex digits: 48 bits, no collision to be feared in a report


def said_once(found: Iterable[Finding], first: str) -> tuple[Finding, ...]:
    """Return findings of two places each with those of one check joined that tell one difference.

    `first` is the source that a finding speaks of first where it can. Worst and surest first, with ids.
    """

    def key(f: Finding) -> tuple[object, ...]:
        aside = bool(first) and all(e.source != first for e in f.evidence)
        return (aside, *rank(f), f.statements, [(e.start, e.end) for e in f.evidence])

    return numbered(_one_a_place([_joined(g) for g in grouped(sorted(found, key=key))]))


def grouped(ordered: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings by difference, each group in the order given, and first what is complete first.

    Two findings of one check tell one difference where they share a place (the lead's toll against the
    other's headline and body), or where both show the same words: a figure or a name is the same difference
    wherever it stands, a bare "not" is not.
    """
    group = list(range(len(ordered)))  # each finding's parent in a forest; roots are groups

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = n = group[group[n]]
        return n

    for one, other in (*_same_words_shown(ordered), *_same_places(ordered)):
        group[root(other)] = root(one)
    members: dict[int, list[int]] = {}
    for n in range(len(ordered)):
        members.setdefault(root(n), []).append(n)
    return [[ordered[n] for n in told] for told in sorted(members.values(), key=lambda m: m[-1])]


def _same_words_shown(ordered: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Give the findings, by number, that show the same words as an earlier one of the same check."""
    seen: dict[Hashable, int] = {}
    for n, finding in enumerate(ordered):
        if finding.facet in SAME_WORDS_SAME_DIFFERENCE:
            shown = finding.code, frozenset((e.source, _key(e.text)) for e in finding.evidence)
            yield seen.setdefault(shown, n), n


def _same_places(ordered: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Give the findings, by number, that share a place with one before it in the text, of the same check."""
    places: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for n, finding in enumerate(ordered):
        for e in finding.evidence:
            places.setdefault((finding.code, e.source), []).append((e.start, e.end, n))
    for listed in places.values():
        reach, farthest = -1, -1  # what ends last of all that begins before, and where
        for start, end, n in sorted(listed):
            if start < reach:
                yield farthest, n
            if end > reach:
                reach, farthest = end, n


def _joined(group: Sequence[Finding]) -> Finding:
    """The first finding of a group with the places of the others; a third source is named in the message."""
    one = group[0]
    message, statements = one.message, dict.fromkeys(one.statements)
    places: dict[str, list[Evidence]] = {}
    for e in one.evidence:
        places.setdefault(e.source, []).append(e)
    further: list[Evidence] = []
    for other in group[1:]:
        more = [e for e in other.evidence if not any(overlap(e, o) for o in places.get(e.source, ()))]
        for e in more:
            if e.source not in places:
                message += f" {_joins(e, one.evidence[:2], one.facet)}"
            places.setdefault(e.source, []).append(e)
        if more:
            further += more
            statements |= dict.fromkeys(other.statements)
    if not further:
        return one
    evidence = (*one.evidence[:2], *sorted((*one.evidence[2:], *further), key=_place))
    return replace(one, evidence=evidence, message=message, statements=tuple(statements))


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.source, evidence.start, evidence.end


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def overlap(one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces of evidence share a place."""
    return one.source == other.source and one.start < other.end and other.start < one.end


def _joins(evidence: Evidence, sides: Sequence[Evidence], facet: Facet) -> str:
    """Say which side a further source takes; "about 700" takes none of 690 and 712, so it is quoted."""
    taken = [side for side in sides if alike(facet, evidence, side)]
    if len(taken) == 1:
        return plain(f"{evidence.source} agrees with {taken[0].source}.")
    return f"{evidence.source} has “{evidence.text}”."


def _one_a_place(findings: Iterable[Finding]) -> list[Finding]:
    """Where two checks point at the same words on both sides, keep the worse and surer."""
    kept: list[Finding] = []
    between: dict[frozenset[str], list[Finding]] = {}  # by the sources of both sides
    for finding in sorted(findings, key=rank):
        rivals = between.setdefault(frozenset(e.source for e in finding.evidence[:2]), [])
        if not any(_same_words(finding, other) for other in rivals):
            kept.append(finding)
            rivals.append(finding)
    return kept


def _same_words(one: Finding, other: Finding) -> bool:
    return all(any(overlap(e, o) for o in other.evidence[:2]) for e in one.evidence[:2])


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


def plain(message: str) -> str:
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
