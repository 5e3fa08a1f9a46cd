"""What a draft itself says of the checks: `<!-- reconcile: allow number-mismatch, date-mismatch -->`.

The comment silences the checks that it names for the paragraph that holds it; on a line of its own,
for the paragraph that follows. Silenced findings are given back beside those that stay, so that a
report can count them: nothing is dropped unseen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from reconcile.ingest import front
from reconcile.ingest.comments import comments, masked
from reconcile.ingest.lines import units
from reconcile.values import DRAFT, Article, Block, Finding

Spans = tuple[tuple[int, int, tuple[str, ...]], ...]
COMMENT = "comment"  # why ingest leaves a comment out
_ALLOW = re.compile(r"<!--\s{0,9}reconcile:\s{0,9}allow\s([^<>]{1,500})-->", re.I)
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CODE = re.compile(r"[a-z]{1,30}(?:-[a-z]{1,30}){0,7}")


def allowed(draft: Article) -> Spans:
    """Return the spans of a draft in which checks are to be silent, each with the codes, sorted.

    The draft must be laid out: its blocks say what a paragraph is. A comment that names no code, or
    after which nothing follows, gives no span.
    """
    paragraphs = _paragraphs(draft)
    found = []
    for comment in draft.blocks:
        if comment.why != COMMENT:
            continue
        said = _ALLOW.fullmatch(draft.text, comment.start, comment.end)
        codes = tuple(sorted(set(_CODE.findall(said[1].casefold())))) if said else ()
        span = _span(comment, paragraphs) if codes else None
        if span:
            found.append((*span, codes))
    return tuple(found)


def _paragraphs(draft: Article) -> list[tuple[int, int]]:
    """The spans of headline and paragraphs, each to the end of its last line, where a comment may stand."""
    text, body = draft.text, front.span(draft.text)
    prose = sorted(b.start for b in draft.blocks if b.kind != "furniture")
    found = []
    for unit in units(masked(text, comments(text, body)), body):
        if bisect_left(prose, unit.start) < bisect_left(prose, unit.end):
            ends = _BREAK.search(text, unit.end)
            found.append((unit.start, ends.start() if ends else len(text)))
    return found


def _span(comment: Block, paragraphs: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The paragraph that holds a comment, else the one that follows it."""
    return next((span for span in paragraphs if span[1] > comment.start), None)


def silence(
    findings: Iterable[Finding], spans: Spans, *, draft: str = DRAFT
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that stay and those that the draft silences, in the order given.

    A finding is silenced where any of its words in the draft stand in a span that names its code.
    """
    kept: list[Finding] = []
    silenced: list[Finding] = []
    for finding in findings:
        (silenced if _silent(finding, spans, draft) else kept).append(finding)
    return tuple(kept), tuple(silenced)


def _silent(finding: Finding, spans: Spans, draft: str) -> bool:
    return any(
        finding.code in codes and start <= e.start < end
        for start, end, codes in spans
        for e in finding.evidence
        if e.source == draft
    )
