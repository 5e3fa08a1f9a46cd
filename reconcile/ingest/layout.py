"""The blocks of an article: front matter, furniture, the headline, the paragraphs.

Blocks stand in the order of the text, do not overlap, and cover everything that is not white space.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from reconcile.errors import UnsupportedInput
from reconcile.ingest import credit, front
from reconcile.ingest.comments import comments, masked, parted
from reconcile.ingest.lines import CLOSING, Line, ends_sentence, units
from reconcile.ingest.surroundings import OPENING_UNITS, reasons
from reconcile.values import Article, Block, Source

LONGEST_HEADLINE = 200  # characters; a headline of a wire report runs to about 120
_MARKUP = re.compile(r"(?:#{1,6}|[•▪◦‣●■*]|>)[ \t]+(?=\S)")
_INLINE_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:[,(][^–—\n]{0,60})?\s?(?:--|[–—])\s")


def lay_out(article: Article) -> Article:
    """Return the article with its blocks, and title, byline, date and wire where its source lacked them.

    An article that has blocks already is returned as it is. Front matter that cannot be read is
    left as furniture: a text in memory never raises.
    """
    if article.blocks:
        return article
    text = article.text
    body = front.span(text)
    notes = comments(text, body)
    found = units(masked(text, notes), body)
    source = _with_fields(article.source, text) if body else article.source
    whys = reasons(found, source.publisher)
    head = _headline(found, whys, source.title)
    blocks = [Block(0, body, "furniture", "front matter")] if body else []
    for i, (unit, why) in enumerate(zip(found, whys, strict=True)):
        blocks.extend(_blocks(unit, why, i == head))
    blocks = list(parted(blocks, notes, text))
    return replace(article, source=_with_text(source, found, whys, head), blocks=tuple(blocks))


def _blocks(unit: Line, why: str, headline: bool) -> list[Block]:
    """A unit's block; a heading mark or bullet before its words is a block of its own."""
    if why:
        return [Block(unit.start, unit.end, "furniture", why)]
    kind: Literal["headline", "paragraph"] = "headline" if headline else "paragraph"
    mark = _MARKUP.match(unit.text)
    if not mark:
        return [Block(unit.start, unit.end, kind)]
    cut = unit.start + mark.end()
    return [
        Block(unit.start, unit.start + len(mark.group().rstrip()), "furniture", "markup"),
        Block(cut, unit.end, kind),
    ]


def _words(text: str) -> str:
    """A text's letters and digits alone, for telling whether two lines are one headline."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _headline(found: tuple[Line, ...], whys: tuple[str, ...], title: str) -> int:
    """The index of the headline: the known title, else a short first line without a full stop; or -1."""
    prose = [i for i, why in enumerate(whys) if not why]
    if len(prose) < 2:
        return -1
    for i in prose[: OPENING_UNITS // 2]:
        if title and _words(found[i].text) == _words(title):
            return i
    return prose[0] if _is_headline(found[prose[0]].text, found[prose[1]].text) else -1


def _is_headline(first: str, second: str) -> bool:
    """Whether a first line is the headline; a dateline under it settles what a full stop leaves open."""
    if first.startswith("# "):
        return True
    if len(first) > LONGEST_HEADLINE or _INLINE_DATELINE.match(first) or _MARKUP.match(first):
        return False
    stopped = ends_sentence(first) and first.rstrip(CLOSING)[-1:] not in "?!…"
    return not stopped or bool(_INLINE_DATELINE.match(second))


def _with_fields(source: Source, text: str) -> Source:
    """The source with what its front matter says, where it said nothing yet."""
    try:
        said = front.fields(text, source.path)
    except UnsupportedInput:
        return source
    return replace(
        source,
        publisher=source.publisher or said.get("publisher", ""),
        published=source.published or front.day(said.get("date", "")),
        title=source.title or said.get("title", ""),
        byline=source.byline or said.get("byline", "") or said.get("author", ""),
        url=source.url or said.get("url", ""),
        wire=source.wire or said.get("wire", ""),
    )


def _with_text(source: Source, found: tuple[Line, ...], whys: tuple[str, ...], head: int) -> Source:
    """The source with the title, byline, date and wire that stand in the text, where it lacked them."""
    title = " ".join(_MARKUP.sub("", found[head].text, count=1).split()) if head >= 0 else ""
    names = (
        credit.byline(u.text, source.publisher) for u, why in zip(found, whys, strict=True) if why == "byline"
    )
    stamps = (u.text for u, why in zip(found[:OPENING_UNITS], whys, strict=False) if why == "time stamp")
    dates = (front.day_within(text) for text in stamps)
    return replace(
        source,
        published=source.published or next((d for d in dates if d), None),
        title=source.title or title,
        byline=source.byline or next((n for n in names if n), ""),
        wire=source.wire or _wire(source, found, whys),
    )


def _wire(source: Source, found: tuple[Line, ...], whys: tuple[str, ...]) -> str:
    """The agency that a text rests on, by its dateline, signature, byline, credits or publisher."""
    prose = [u.text for u, why in zip(found, whys, strict=True) if not why]
    for text in prose[:3]:
        if agency := credit.wired(text):
            return agency
    if prose[1:] and (agency := credit.signed(prose[-1])):
        return agency
    for unit, why in zip(found, whys, strict=True):
        named = (
            credit.byline(unit.text)
            if why == "byline"
            else unit.text
            if why in ("agency", "dateline")
            else ""
        )
        if agency := credit.agency(named) or credit.wired(named):
            return agency
    for text in [u.text for u in found[-6:]]:
        if agency := credit.contributor(text[-300:]):
            return agency
    return credit.bracketed(source.publisher)
