"""What the parts of the HTML report share: keys of the page, words that are marked, what is tied to what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reconcile.page.segments import Span
from reconcile.page.texts import Tone
from reconcile.report.common import Look, Spans, differing_words, ordered
from reconcile.report.decided import undecided
from reconcile.values import DRAFT, Alignment, Evidence, Finding, Report, Statement


@dataclass(slots=True)
class Ties:
    """What a statement is tied to: ids of other statements by how they are."""

    differs: dict[str, None] = field(default_factory=dict)
    agrees: dict[str, None] = field(default_factory=dict)
    related: dict[str, None] = field(default_factory=dict)

    def all(self) -> tuple[str, ...]:
        """Return all, those that differ first, each once."""
        return tuple(dict.fromkeys((*self.differs, *self.agrees, *self.related)))

    def only(self, ids: Collection[str]) -> Ties:
        """Return the ties to the statements given."""
        held = [
            dict.fromkeys(i for i in how if i in ids) for how in (self.differs, self.agrees, self.related)
        ]
        return Ties(*held)


class Keys:
    """The page's keys: running numbers for sources, statements and findings; and what ties the statements."""

    def __init__(self, look: Look) -> None:
        self.look = look
        report = look.report
        self.open = undecided(ordered(report.findings, look))
        self.finding = {f.id: f"f{n}" for n, f in enumerate(ordered(report.findings, look), 1)}
        self.column = {a.id: f"c{n}" for n, a in enumerate(report.articles)}
        self.statement: dict[str, str] = {}
        for number, article in enumerate(report.articles):
            for n, s in enumerate(look.of(article.id), 1):
                self.statement[s.id] = f"s{number}-{n}"
        self.spans = self._spans()
        self.ties = _ties(report, self.open, self)

    def at(self, source: str, offset: int) -> Statement | None:
        """Return the statement that stands at an offset."""
        return next((s for s in self.look.of(source) if s.start <= offset < s.end), None)

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of statements, in the order given; unknown ids are left out."""
        return tuple(self.statement[i] for i in ids if i in self.statement)

    def _spans(self) -> dict[str, list[Span]]:
        """The words that open findings mark, by source; the label is the finding's place in `open`."""
        spans: dict[str, list[Span]] = {}
        for n, finding in enumerate(self.open):
            for source, start, end in marked(finding):
                spans.setdefault(source, []).append(Span(start, end, n))
        return spans


def marked(finding: Finding) -> list[tuple[str, int, int]]:
    """Return the exact words of a finding, as source, start and end; of quotations only what differs."""
    differ = _differing(finding.evidence) if finding.facet == "quote" else {}
    return [
        (e.source, start, end) for e in finding.evidence for start, end in differ.get(e, ((e.start, e.end),))
    ]


def _differing(evidence: Sequence[Evidence]) -> Mapping[Evidence, Spans]:
    """The words that differ: a third source that quotes as the first does is held against the second."""
    found = dict(differing_words(evidence))
    for e in evidence[2:]:
        if _letters(e.text) == _letters(evidence[0].text):
            found[e] = differing_words((e, evidence[1]))[e]
    return found


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def tone(finding: Finding) -> Tone:
    """Return how a finding's words are marked."""
    if finding.kind == "unsupported":
        return "missing"
    return "name" if finding.kind == "name-variant" else finding.severity


def _ties(report: Report, found: Sequence[Finding], keys: Keys) -> dict[str, Ties]:
    ties = {s.id: Ties() for s in report.statements}

    def tie(one: str, other: str, how: str) -> None:
        if one in ties and other in ties and one != other:
            getattr(ties[one], how)[other] = None
            getattr(ties[other], how)[one] = None

    kinds = {"discrepancy": "differs", "agreement": "agrees", "related": "related"}
    for a in report.alignments:
        tie(a.left, a.right, kinds[a.relation])
    for f in (f for f in found if f.kind == "discrepancy"):
        held = [keys.at(e.source, e.start) for e in f.evidence[:2]]
        if len(held) == 2 and held[0] and held[1]:
            tie(held[0].id, held[1].id, "differs")
    for support in report.supports:
        how = "related" if support.verdict in ("contradicted", "unsupported") else "agrees"
        for by in support.by:
            tie(support.statement, by, how)
    return ties


def pairs(report: Report) -> tuple[Alignment, ...]:
    """Return the alignments that charts count: in a check, those of the draft."""
    if report.task != "check":
        return report.alignments
    drafted = {s.id for s in report.statements if s.source == DRAFT}
    return tuple(a for a in report.alignments if a.left in drafted or a.right in drafted)
