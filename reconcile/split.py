"""STATEMENTS: an article's blocks → sentences with exact spans, by pysbd, with its known slips mended.

pysbd keeps everything between quotation marks in one piece and stops at the mark. A quotation of
three sentences makes three claims, so the marks are blanked before splitting (same length, offsets
kept) and given back to the sentence that they close. Cuts that no editor would make are then undone
(`“Why?” she asked`, `5 p.m. Sunday`, `R-Va., said`, a dateline).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from reconcile.data import words
from reconcile.values import Article, Block, Part, Statement
from reconcile.words import stem, stems

_MARKS = '"“”„‟″〝〞«»＂'
_QUOTE_ENDS = _MARKS + "’'"
_BLANK_MARKS = str.maketrans(dict.fromkeys(_MARKS, " "))
_CLOSERS = re.compile(rf"[{_MARKS}’'`)\]]+")
_CLOCK = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_CONTINUES = re.compile(r"[a-z,;:—–―-]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_DATELINE = re.compile(r"^\W*(?:[A-Z][A-Za-z. ,]{0,40})?\([A-Z][\w ./]{1,25}\)\W*$")
_WITHIN_ATTRIBUTION = 6  # "…?” the ministry's new spokesman asked": a cue verb among the next words
_LONGEST_RUN = 20_000  # characters that pysbd is given at once; longer runs are cut at white space


@cache
def _segmenter():  # type: ignore[no-untyped-def]  # pysbd ships no types
    import pysbd

    return pysbd.Segmenter(language="en", clean=False)


@cache
def _cue_stems() -> frozenset[str]:
    return stems(*words("split", "asking_and_saying"))


@cache
def _calendar() -> frozenset[str]:
    return words("split", "calendar")


def split(article: Article) -> tuple[Statement, ...]:
    """Return the statements of an article whose blocks are laid out, in order; furniture gives none."""
    newlines = [m.start() for m in re.finditer("\n", article.text)]
    statements: list[Statement] = []
    for number, block in enumerate(b for b in article.blocks if b.kind != "furniture"):
        for start, end in _sentences(article.text, block):
            statements.append(
                Statement(
                    id=f"{article.id}{len(statements) + 1}",
                    source=article.id,
                    start=start,
                    end=end,
                    text=article.text[start:end],
                    line=bisect_right(newlines, start - 1) + 1,
                    paragraph=number,
                    index=len(statements),
                    part=_part(block, statements),
                )
            )
    return tuple(statements)


def _part(block: Block, before: list[Statement]) -> Part:
    """A headline block gives headlines; the first sentence after it is the lead."""
    if block.kind == "headline":
        return "headline"
    return "lead" if all(s.part == "headline" for s in before) else "body"


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one block, without the white space around them."""
    start = None
    cuts = [*_cuts(text[block.start : block.end]), block.end - block.start]
    left = 0
    for cut in cuts:
        if start is None:
            start = left
        left = cut
        if cut < block.end - block.start and _undone(
            text[block.start + start : block.start + cut], text[block.start + cut : block.end]
        ):
            continue
        span = _trim(text, block.start + start, block.start + cut)
        start = None
        if span:
            yield span


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _cuts(text: str) -> Iterator[int]:
    """Yield where pysbd ends a sentence inside a block, closing marks included."""
    for offset, run in _runs(text):
        blanked = run.translate(_BLANK_MARKS)
        position = 0
        for piece in _segmenter().segment(blanked):
            bare = piece.strip()
            found = blanked.find(bare, position)
            if not bare or found < 0:  # pysbd rewrote the piece: its end cannot be pointed at
                continue
            position = found + len(bare)
            closers = _CLOSERS.match(run, position)
            end = closers.end() if closers else position
            if end < len(run):
                yield offset + end
        if offset + len(run) < len(text):
            yield offset + len(run)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Cut what is too long for a paragraph at white space, so that no rule of pysbd can run away."""
    start = 0
    while len(text) - start > _LONGEST_RUN:
        cut = text.rfind(" ", start, start + _LONGEST_RUN)
        cut = cut if cut > start else start + _LONGEST_RUN
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def _undone(left: str, right: str) -> bool:
    """Whether the cut between two pieces is one that no editor would make."""
    after = right.lstrip()
    if not any(c.isalnum() for c in left) or not any(c.isalnum() for c in after):
        return True
    if _CONTINUES.match(after) or _DATELINE.match(left.strip()):
        return True
    following = _WORD.findall(after[:120])[:_WITHIN_ATTRIBUTION]
    if _CLOCK.search(left.rstrip()) and following and following[0] in _calendar():
        return True
    return _quoted_question(left) and _attributes(after, following)


def _quoted_question(left: str) -> bool:
    """`…?”` or `…!”`: what follows may still tell who asked."""
    bare = left.rstrip()
    return bare[-1:] in _QUOTE_ENDS and bare.rstrip(_QUOTE_ENDS)[-1:] in tuple("?!,…")


def _attributes(after: str, following: list[str]) -> bool:
    """Whether the text goes on with `Name asked`: a cue verb near, before a stop or a new quotation."""
    clause = re.split(rf"[.{_MARKS}]", after, maxsplit=1)[0]
    near = [w for w in following if w in clause]
    return any(stem(w) in _cue_stems() for w in near[1:])
