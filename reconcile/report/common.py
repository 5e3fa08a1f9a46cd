"""What several formats ask of a report: lines, statements, order, counts, and who is independent of whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import PurePath, PureWindowsPath

from reconcile.data import words
from reconcile.report.decided import DECIDED, undecided
from reconcile.values import (
    DRAFT,
    SEVERITIES,
    Article,
    Evidence,
    Fact,
    Finding,
    Report,
    Source,
    Statement,
    Status,
    Verdict,
)

# Shorter than this ("The mayor agreed.") does not tell a fact in full, however clear it is in its article.
FULL_WORDS = 6
KINDS = ("discrepancy", "unsupported", "name-variant")
# The id that `check` gives to the article that is held against the others.
VERDICTS: dict[Verdict, str] = {
    "supported": "supported",
    "partly": "supported in part",
    "contradicted": "contradicted",
    "unsupported": "unsupported",
    "no claim": "without a claim of fact",
}
# Words shared by two pieces of evidence, as a share of all: below it the difference is the whole piece.
ALIKE = 0.5
Spans = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each there is; what the summary lines are made of. Decided findings count apart."""

    conflicts: int
    tensions: int
    notes: int
    shared: int  # facts that two or more sources tell alike
    independent: int  # those of them that two or more independent sources tell
    additions: tuple[tuple[str, int], ...]  # by source, in the order of the sources
    entities: int
    respelled: int  # entities with more than one spelling
    not_compared: int
    decided: tuple[tuple[Status, int], ...]  # those that there are
    verdicts: tuple[tuple[Verdict, int], ...]  # on the draft's sentences, those that there are


class Look:
    """A report with its lookups built once: articles and statements by id, places as lines."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.articles: dict[str, Article] = {a.id: a for a in report.articles}
        self.order = {a.id: i for i, a in enumerate(report.articles)}
        self.statements: dict[str, Statement] = {s.id: s for s in report.statements}
        self._starts: dict[str, list[int]] = {}
        self._by_source: dict[str, list[Statement]] = {}
        for s in sorted(report.statements, key=lambda s: (s.start, s.end)):
            self._by_source.setdefault(s.source, []).append(s)

    def publisher(self, source: str) -> str:
        """Return what to call a source: publisher, else file, else id."""
        article = self.articles.get(source)
        return shown_source(article.source).name if article else source

    def line(self, source: str, offset: int) -> int:
        """Return the 1-based line of an offset into a source's text."""
        if source not in self._starts:
            text = self.articles[source].text if source in self.articles else ""
            self._starts[source] = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
        return bisect_right(self._starts[source], max(0, offset))

    def column(self, source: str, offset: int) -> int:
        """Return the 1-based column of an offset, in Unicode characters; a tab is one."""
        line = self.line(source, offset)
        return max(0, offset) - self._starts[source][line - 1] + 1

    def place(self, source: str, offset: int) -> str:
        """Return a place to read: "A:12" is line 12 of source A."""
        return f"{source}:{self.line(source, offset)}"

    def of(self, source: str) -> tuple[Statement, ...]:
        """Return a source's statements in the order of its text."""
        return tuple(self._by_source.get(source, ()))

    def holder(self, evidence: Evidence) -> tuple[int, int]:
        """Return the span of the whole statements that evidence lies in, else the evidence's own."""
        touched = [s for s in self.of(evidence.source) if s.start < evidence.end and evidence.start < s.end]
        start = min([evidence.start, *(s.start for s in touched)])
        return start, max([evidence.end, *(s.end for s in touched)])

    def words(self, evidence: Evidence, start: int, end: int) -> str:
        """Return the article's text of a span; the evidence's own words where the text is not at hand."""
        article = self.articles.get(evidence.source)
        return article.text[start:end] if article else evidence.text


def shown_source(source: Source) -> Source:
    """Return the source with its file's bare name: a report names no folder of the machine that made it."""
    absolute = PurePath(source.path).is_absolute() or PureWindowsPath(source.path).is_absolute()
    return replace(source, path=PureWindowsPath(source.path).name) if absolute else source


def ordered(findings: Iterable[Finding], look: Look) -> tuple[Finding, ...]:
    """Return findings worst first: kind, severity, confidence, then place in the first source that speaks."""

    def key(f: Finding) -> tuple[int, int, float, list[tuple[int, int]], str]:
        places = [(look.order.get(e.source, len(look.order)), e.start) for e in f.evidence]
        return KINDS.index(f.kind), SEVERITIES.index(f.severity), -f.confidence, places, f.id

    return tuple(sorted(findings, key=key))


def main_evidence(finding: Finding) -> Evidence | None:
    """Return the words that a finding is shown at: the draft's first, else the first there are."""
    return next((e for e in finding.evidence if e.source == DRAFT), next(iter(finding.evidence), None))


def told(finding: Finding) -> str:
    """Return a finding's message; with the words, where it is "No source says this." and they are all."""
    e = main_evidence(finding)
    if finding.kind != "unsupported" or e is None or e.text in finding.message:
        return finding.message
    return f"{finding.message.strip().removesuffix('.')}: “{e.text}”"


def named_sources(look: Look) -> tuple[str, ...]:
    """Return the ids of the articles that a draft is held against, or of all where none is a draft."""
    return tuple(a.id for a in look.report.articles if a.id != DRAFT)


def agreeing(fact: Fact) -> tuple[str, ...]:
    """Return the sources that tell a fact alike."""
    return tuple(source for source, stance in fact.says if stance == "agrees")


def groups(report: Report) -> tuple[tuple[str, ...], ...]:
    """Return the sources in groups that are not independent of each other, by kinship, in their order."""
    group = {a.id: a.id for a in report.articles}
    for k in report.kinships:
        if k.left in group and k.right in group:
            old, new = group[k.right], group[k.left]
            group = {s: new if g == old else g for s, g in group.items()}
    members: dict[str, list[str]] = {}
    for a in report.articles:
        members.setdefault(group[a.id], []).append(a.id)
    return tuple(tuple(m) for m in members.values())


def voices(sources: Iterable[str], grouped: tuple[tuple[str, ...], ...]) -> int:
    """Return how many independent sources there are among those given."""
    given = frozenset(sources)
    return sum(any(s in given for s in group) for group in grouped)


def shared_facts(look: Look) -> tuple[Fact, ...]:
    """Return the facts that two or more sources tell alike: most independent voices first, then by place."""
    grouped = groups(look.report)

    def key(f: Fact) -> tuple[int, int, list[tuple[int, int]], str]:
        told = [look.statements[s] for s in f.statements if s in look.statements]
        places = [(look.order.get(s.source, len(look.order)), s.start) for s in told]
        return -voices(agreeing(f), grouped), -len(agreeing(f)), places, f.id

    return tuple(sorted((f for f in look.report.facts if len(agreeing(f)) >= 2), key=key))


def clearest(fact: Fact, look: Look) -> Statement | None:
    """Return the statement that tells a fact best: the shortest full one of those who agree.

    Full is a sentence with its closing mark and at least FULL_WORDS words that does not lean on the
    sentence before it; a headline is none.
    """
    who = agreeing(fact)
    told = [look.statements[s] for s in fact.statements if s in look.statements]
    told = [s for s in told if s.source in who] or told

    def key(s: Statement) -> tuple[int, int, int, int]:
        lacks = (s.part == "headline") * 2 + (not _full(s.text))
        return lacks, len(s.text), look.order.get(s.source, 0), s.start

    return min(told, key=key, default=None)


def _full(text: str) -> bool:
    held = text.split()
    closed = text.rstrip(" \n\"'”’»)]").endswith((".", "!", "?", "…"))
    return closed and len(held) >= FULL_WORDS and held[0].casefold() not in words("report", "leaning")


def spellings(variants: Iterable[str]) -> int:
    """Return how many different spellings there are."""
    return len(set(variants))


def counts(look: Look) -> Counts:
    """Return the figures of a report."""
    report = look.report
    grouped = groups(report)
    facts = shared_facts(look)
    severities = [f.severity for f in undecided(report.findings)]
    statuses = [f.status for f in report.findings]
    verdicts = [s.verdict for s in report.supports]
    alone = [a.source for a in report.additions]
    return Counts(
        conflicts=severities.count("conflict"),
        tensions=severities.count("tension"),
        notes=severities.count("note"),
        shared=len(facts),
        independent=sum(voices(agreeing(f), grouped) >= 2 for f in facts),
        additions=tuple((a.id, alone.count(a.id)) for a in report.articles),
        entities=len(report.entities),
        respelled=sum(spellings(v.text for v in e.variants) > 1 for e in report.entities),
        not_compared=len(report.not_compared),
        decided=tuple((s, statuses.count(s)) for s in DECIDED if s in statuses),
        verdicts=tuple((v, verdicts.count(v)) for v in VERDICTS if v in verdicts),
    )


def found_line(n: Counts) -> str:
    """Return how many findings there are: "2 conflicts, 1 tension, 0 notes; 1 dismissed by the desk"."""
    line = ", ".join(
        [plural(n.conflicts, "conflict"), plural(n.tensions, "tension"), plural(n.notes, "note")]
    )
    return "; ".join([line, *(f"{count} {DECIDED[status]}" for status, count in n.decided)])


def verdict_line(n: Counts) -> str:
    """Return what became of a draft's sentences: "9 sentences: 6 supported, …"; "" where there are none."""
    counted = [f"{count} {VERDICTS[verdict]}" for verdict, count in n.verdicts]
    total = plural(sum(count for _, count in n.verdicts), "sentence")
    return f"{total}: {', '.join(counted)}" if counted else ""


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 conflict", "2 conflicts"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Return parts as prose: "A, B and C"."""
    items = list(parts)
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def differing_words(evidence: Sequence[Evidence]) -> dict[Evidence, Spans]:
    """Return for each piece of evidence the spans of the words that the first, or for it the second, has not.

    Spans are offsets of the article; a piece without a word of its own is marked whole, and so is one that
    shares less than ALIKE of its words: a patchwork of bold says nothing.
    """
    if len(evidence) < 2:
        return {}
    found = {}
    for e in evidence:
        other = evidence[1] if e is evidence[0] else evidence[0]
        own, theirs = list(_WORD.finditer(e.text)), [m.group().casefold() for m in _WORD.finditer(other.text)]
        matcher = SequenceMatcher(None, [m.group().casefold() for m in own], theirs, autojunk=False)
        spans = [
            (e.start + own[a].start(), e.start + own[b - 1].end())
            for tag, a, b, _, _ in matcher.get_opcodes()
            if tag != "equal" and b > a
        ]
        patchwork = matcher.ratio() < ALIKE
        found[e] = ((e.start, e.end),) if patchwork or not spans else tuple(spans)
    return found
