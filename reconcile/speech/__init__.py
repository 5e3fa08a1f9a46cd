"""SPEECH: statements → the same statements with their quotations and who is given as saying what.

A quotation of several sentences, or of several paragraphs, runs over several statements: each gets
the part that it holds. A sentence of a quotation that names no speaker takes the one named beside
it: in the same quotation, before it in the paragraph ("…,” Lund said. “…”), or before the colon that
introduces it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from reconcile.values import Article, Attribution, Quotation, Statement

from . import cues, marks
from .pieces import pieces

__all__ = ["attribute"]

_MOSTLY = 0.6  # of a sentence's characters: a quotation that is the sentence, not a few words in it


def attribute(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements with `quotations` and `attributions` filled; odd text gives none."""
    quoted = _quoted(article, statements)
    read = tuple(_filled(s, attributions=_read(s)) for s in quoted)
    return tuple(_named(s) for s in _carried(read))


def _read(s: Statement) -> tuple[Attribution, ...]:
    return cues.read(s, pieces(s, s.quotations)) if cues.may_speak(s.text) else ()


def _quoted(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Fill the quotations, paragraph by paragraph."""
    held: dict[int, list[Quotation]] = {s.index: [] for s in statements}
    running: list[tuple[marks.Span, tuple[Statement, ...]]] = []  # parts of one quotation over paragraphs
    for _, group in groupby(statements, key=lambda s: s.paragraph):
        members = tuple(group)
        start, end = members[0].start, max(s.end for s in members)
        for span in marks.find(article.text[start:end], start):
            if running and not (span.resumed and running[-1][0].open and running[-1][1] is not members):
                _hand_out(running, held)
                running = []
            running.append((span, members))
    _hand_out(running, held)
    return tuple(_filled(s, quotations=tuple(held[s.index])) for s in statements)


def _hand_out(
    parts: list[tuple[marks.Span, tuple[Statement, ...]]], held: dict[int, list[Quotation]]
) -> None:
    """Give each statement the part of one quotation that it holds."""
    if not parts:
        return
    whole = (parts[0][0].start, parts[-1][0].end)
    for span, members in parts:
        for s in members:
            start, end = max(s.start, span.start), min(s.end, span.end)
            piece = s.text[start - s.start : end - s.start] if start < end else ""
            start += len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if piece:
                held[s.index].append(Quotation(start, start + len(piece), piece, whole))


def _carried(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Give quotations without a speaker in their own sentence the speaker beside it."""
    done: list[Statement] = []
    for k, s in enumerate(statements):
        loose = [q for q in s.quotations if not _covering(s, q)]
        borrowed = []
        for q in loose:
            source = _beside(statements, done, k, q)
            if source is not None:
                borrowed.append(replace(source, content=(q.start, q.end), manner="direct"))
        done.append(replace(s, attributions=cues.nested((*s.attributions, *borrowed))) if borrowed else s)
    return tuple(done)


def _covering(s: Statement, q: Quotation) -> list[Attribution]:
    """The attributions whose content holds the quotation."""
    return [a for a in s.attributions if a.content[0] <= q.start and q.end <= a.content[1]]


def _beside(
    statements: tuple[Statement, ...], done: list[Statement], k: int, q: Quotation
) -> Attribution | None:
    """Return the attribution of a neighbouring sentence that speaks for a quotation."""
    s = statements[k]
    same = [*done[-12:], *statements[k + 1 : k + 12]]  # a quotation of more than a dozen sentences is a text
    for other in same:
        for part in other.quotations:
            if part.whole == q.whole and (told := [a for a in _covering(other, part) if a.speaker]):
                return told[-1]
    if q.end - q.start < _MOSTLY * (s.end - s.start) or not done:
        return None
    prior = done[-1]
    if (
        prior.paragraph != s.paragraph
        and not prior.text.rstrip().endswith(":")
        and not (_all_quoted(s) and _holds_direct(prior))
    ):
        return None
    told = [a for a in prior.attributions if a.speaker]
    direct = [a for a in told if a.manner == "direct"]
    return (direct or told or [None])[-1]  # type: ignore[list-item]


def _all_quoted(s: Statement) -> bool:
    """Whether a sentence is nothing but a quotation: a paragraph of it goes on in the voice before it."""
    return sum(q.end - q.start for q in s.quotations) >= s.end - s.start - 3


def _holds_direct(s: Statement) -> bool:
    """Whether a sentence quotes someone who is named."""
    return any(a.speaker and a.manner == "direct" for a in s.attributions)


def _named(s: Statement) -> Statement:
    """Fill each quotation's speaker: the innermost voice that holds it."""
    quotations = tuple(
        replace(q, speaker=next((a.speaker for a in reversed(_covering(s, q)) if a.speaker), None))
        for q in s.quotations
    )
    return _filled(s, quotations=quotations)


def _filled(s: Statement, **fields: tuple[Quotation, ...] | tuple[Attribution, ...]) -> Statement:
    """The statement with other fields; most statements quote nobody and stay what they are."""
    same = all(getattr(s, name) == value for name, value in fields.items())
    return s if same else replace(s, **fields)  # type: ignore[arg-type]  # each field has its own type
