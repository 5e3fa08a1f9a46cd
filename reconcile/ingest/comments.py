"""Comments in a text, `<!-- … -->`: notes of the desk to itself or to its tools, never part of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reconcile.values import Block

LONGEST_COMMENT = 2_000  # characters; an opening mark without a near end is text, and hides nothing
_OPEN, _CLOSE = "<!--", "-->"
_VISIBLE = re.compile(r"\S")

Span = tuple[int, int]


def comments(text: str, offset: int = 0) -> tuple[Span, ...]:
    """Return the spans of the comments in `text` from `offset` on, in order."""
    found: list[Span] = []
    start = text.find(_OPEN, offset)
    while start >= 0:
        close = text.find(_CLOSE, start + len(_OPEN), start + LONGEST_COMMENT)
        after = close + len(_CLOSE) if close >= 0 else start + len(_OPEN)
        if close >= 0:
            found.append((start, after))
        start = text.find(_OPEN, after)
    return tuple(found)


def masked(text: str, spans: Sequence[Span]) -> str:
    """Return the text with its comments blanked: the same length, the same line breaks."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += [text[last:start], _VISIBLE.sub(" ", text[start:end])]
        last = end
    return "".join([*pieces, text[last:]]) if spans else text


def parted(blocks: Iterable[Block], spans: Sequence[Span], text: str) -> Iterator[Block]:
    """Yield the blocks with a block for each comment; a block that holds comments is cut around them."""
    left = list(spans)
    for block in blocks:
        while left and left[0][1] <= block.start:
            yield _comment(left.pop(0))
        inner: list[Span] = []
        while left and left[0][0] < block.end:
            inner.append(left.pop(0))
        yield from _cut(block, inner, text)
    yield from map(_comment, left)


def _comment(span: Span) -> Block:
    return Block(span[0], span[1], "furniture", "comment")


def _cut(block: Block, inner: Sequence[Span], text: str) -> Iterator[Block]:
    """The pieces of a block before, between and after the comments inside it."""
    start = block.start
    for span in inner:
        yield from _piece(block, start, span[0], text)
        yield _comment(span)
        start = span[1]
    yield from _piece(block, start, block.end, text) if inner else (block,)


def _piece(block: Block, start: int, end: int, text: str) -> Iterator[Block]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        at = start + len(piece) - len(piece.lstrip())
        yield replace(block, start=at, end=at + len(bare))
