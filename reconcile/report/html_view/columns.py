"""The columns of the HTML report: each article's text with its statements, marks and mini-map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.page.segments import flatten
from reconcile.page.texts import TONES, Band, Column, Map, Passage, Segment, Sentence, State, Thread
from reconcile.report.common import VERDICTS, listed, plural, shown_source
from reconcile.report.escape import visible
from reconcile.report.html_view.keys import Keys, Ties, tone
from reconcile.values import DRAFT, Article, Block, Statement

# The height of a mini-map: fine enough for a statement of a thousandth of its article.
SCALE = 1000
_DRAFTED: dict[str, State] = {
    "supported": "agrees",
    "partly": "partly",
    "contradicted": "differs",
    "unsupported": "only",
    "no claim": "plain",
}
_STRENGTH: tuple[State, ...] = ("differs", "agrees", "related")


class Columns:
    """Makes the columns of a report."""

    def __init__(self, keys: Keys) -> None:
        self.keys, self.look = keys, keys.look
        report = self.look.report
        self._alone = {a.statement for a in report.additions}
        self._drafts = frozenset(s.id for s in report.statements if s.source == DRAFT)
        self._verdicts = {s.statement: s.verdict for s in report.supports}
        self._against = {
            self.keys.statement.get(s.id, "")
            for f in keys.open
            if f.kind == "discrepancy"
            for e in f.evidence
            for s in [keys.at(e.source, e.start)]
            if s
        }

    def all(self) -> tuple[Column, ...]:
        """Return a column for each article, in their order."""
        articles = self.look.report.articles
        return tuple(self._column(a, articles[0]) for a in articles)

    def state(self, statement: Statement) -> State:
        """Return what became of a statement; in a check, a source's is what the draft made of it."""
        if statement.id in self._verdicts:
            return self._drafted(statement)
        ties = self._ties(statement)
        if self.keys.statement[statement.id] in self._against or ties.differs:
            return "differs"
        if statement.id in self._alone:
            return "only"
        return "agrees" if ties.agrees else "related" if ties.related else "plain"

    def _drafted(self, statement: Statement) -> State:
        verdict = self._verdicts[statement.id]
        if verdict == "supported" and self.keys.statement[statement.id] in self._against:
            return "differs"
        return _DRAFTED[verdict]

    def _ties(self, statement: Statement) -> Ties:
        """The ties that a statement's state rests on."""
        ties = self.keys.ties[statement.id]
        return ties.only(self._drafts) if self.look.report.task == "check" else ties

    def _column(self, article: Article, lead: Article) -> Column:
        source = shown_source(article.source)
        day = source.published.isoformat() if source.published else ""
        wire = f"rests on {source.wire}" if source.wire else ""
        read = plural(len(self.look.of(article.id)), "statement")
        details = [d for d in (day, source.byline, wire, read) if d]
        return Column(
            key=self.keys.column[article.id],
            id=visible(article.id),
            name=visible(source.name),
            title=visible(source.title),
            details=tuple(map(visible, details)),
            passages=tuple(self._passages(article)),
            map=self._map(article, lead),
        )

    def _passages(self, article: Article) -> Iterable[Passage]:
        told, done = list(self.look.of(article.id)), 0
        for block in _blocks(article):
            own = [s for s in told if max(block.start, done) <= s.start < block.end]
            parts: list[Sentence | Segment] = []
            at = max(block.start, done)
            for s in own:
                if s.start < at:  # statements do not overlap; one that did would be told twice
                    continue
                parts += self._between(article, at, s.start)
                parts.append(self._sentence(s, article))
                at = s.end
            parts += self._between(article, at, block.end)
            done = max(at, block.end, done)
            if parts:
                yield Passage(block.kind, tuple(parts), visible(block.why))

    def _between(self, article: Article, start: int, end: int) -> list[Segment]:
        """Text that is no statement; spaces between two are kept, the rest of white space is not."""
        words = article.text[start:end]
        if not words.strip():
            return [Segment(" ")] if words else []
        return list(self.segments(article, start, end))

    def segments(self, article: Article, start: int, end: int) -> tuple[Segment, ...]:
        """Return a run of an article with all that the open findings mark in it."""
        found = self.keys.open
        spans = [s for s in self.keys.spans.get(article.id, ()) if s.start < end and start < s.end]
        return tuple(
            Segment(
                visible(article.text[run.start : run.end]),
                tuple(self.keys.finding[found[n].id] for n in run.labels),
                min((tone(found[n]) for n in run.labels), key=TONES.index, default=None),
            )
            for run in flatten(start, end, spans)
        )

    def _sentence(self, s: Statement, article: Article) -> Sentence:
        ties, state = self.keys.ties[s.id], self.state(s)
        place = visible(self.look.place(s.source, s.start))
        return Sentence(
            key=self.keys.statement[s.id],
            place=place,
            state=state,
            said=f"{place}, {self._said(s, state)}",
            segments=self.segments(article, s.start, s.end),
            links=self.keys.in_order(ties.all()),
            apart=self.keys.in_order(ties.differs),
        )

    def _said(self, s: Statement, state: State) -> str:
        """A statement's state in words, with the places that it is tied to."""
        ties = self.keys.ties[s.id]
        agrees = [i for i in ties.agrees if i not in ties.differs]
        related = [i for i in ties.related if i not in ties.differs and i not in ties.agrees]
        said = [
            f"{verb} {listed(self._places(ids))}"
            for verb, ids in (
                ("differs from", list(ties.differs)),
                ("agrees with", agrees),
                ("near to", related),
            )
            if ids
        ]
        if s.id in self._verdicts:
            said.insert(0, VERDICTS[self._verdicts[s.id]])
        elif state == "differs" and not ties.differs:
            said.insert(0, "differs")
        elif state == "only":
            said.insert(0, f"only in {visible(s.source)}")
        elif state == "plain":
            said.insert(0, "not taken up by the draft" if self.look.report.task == "check" else "told alone")
        return "; ".join(said)

    def _places(self, ids: Sequence[str]) -> list[str]:
        told = [self.look.statements[i] for i in ids]
        told.sort(key=lambda s: (self.look.order.get(s.source, 0), s.start))
        return list(dict.fromkeys(visible(self.look.place(s.source, s.start)) for s in told))

    def _map(self, article: Article, lead: Article) -> Map:
        own = self._bands(article)
        if article.id == lead.id:
            return Map(f"Where the statements of {visible(article.id)} stand", own)
        threads = self._threads(article, lead)
        said = f"{plural(len(threads), 'line')} from {visible(lead.id)} to {visible(article.id)}"
        return Map(said, own, self._bands(lead), threads)

    def _bands(self, article: Article) -> tuple[Band, ...]:
        first, length = self._extent(article)
        return tuple(
            Band(
                self.keys.statement[s.id],
                self.state(s),
                (s.start - first) * SCALE // length,
                max(1, (s.end - s.start) * SCALE // length),
            )
            for s in self.look.of(article.id)
        )

    def _threads(self, article: Article, lead: Article) -> tuple[Thread, ...]:
        held = self.look.statements
        found = []
        for s in self.look.of(lead.id):
            ties = self.keys.ties[s.id]
            for how in _STRENGTH:
                others = [held[i] for i in getattr(ties, how) if held[i].source == article.id]
                found += [(s, other, how) for other in others]
        seen: dict[tuple[str, str], Thread] = {}
        for one, other, how in found:
            keys = self.keys.statement[one.id], self.keys.statement[other.id]
            seen.setdefault(keys, Thread(keys, how, self._middle(one, lead), self._middle(other, article)))
        # The strongest are drawn last, on top of the others.
        return tuple(sorted(seen.values(), key=lambda t: (-_STRENGTH.index(t.state), t.start, t.end)))

    def _extent(self, article: Article) -> tuple[int, int]:
        """Where an article's statements begin, and how long they are: page furniture would squeeze them."""
        told = self.look.of(article.id)
        first = min((s.start for s in told), default=0)
        return first, max(1, max((s.end for s in told), default=0) - first)

    def _middle(self, s: Statement, article: Article) -> int:
        first, length = self._extent(article)
        return (s.start + s.end - 2 * first) * SCALE // (2 * length)


def _blocks(article: Article) -> tuple[Block, ...]:
    """The article's blocks, and each line that none of them holds, as a paragraph: no statement is lost."""
    found, at = list[Block](), 0
    for block in sorted(article.blocks, key=lambda b: (b.start, b.end)):
        found += [*_lines(article.text, at, block.start), block]
        at = max(at, block.end)
    return (*found, *_lines(article.text, at, len(article.text)))


def _lines(text: str, start: int, end: int) -> list[Block]:
    blocks, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line)
    return blocks
