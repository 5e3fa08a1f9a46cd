"""What a planter works on and what it gives: a page (an article read) and cases (edits of one statement)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from reconcile import names
from reconcile.data import table
from reconcile.ingest import lay_out
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article, Block, Entity, Mention, Token, View
from reconcile.views import build

NAMING = ("name", "short", "acronym")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the article put for others: `article.text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Case:
    """One change: its kind, the statement that it is made in (its index), its edits, and what it is."""

    kind: str
    at: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An article laid out, its statements as views, and its names."""

    article: Article
    views: tuple[View, ...]
    entities: tuple[Entity, ...]

    @property
    def text(self) -> str:
        """The article's whole text."""
        return self.article.text


Planter = Callable[[Page, View, Random], Iterator[Case]]


@cache
def lists() -> dict[str, Any]:
    """Return the word lists that changes are drawn from."""
    import tomllib

    return tomllib.loads(Path(__file__).with_name("planted_words.toml").read_text("utf-8"))


def page(article: Article) -> Page:
    """Read an article by itself: statements, speech, names."""
    laid = lay_out(article)
    statements = attribute(laid, split(laid))
    entities, mentions = names.resolve({laid.id: names.find(laid, statements)}, statements)
    return Page(laid, build((laid,), statements, mentions), entities)


def case(kind: str, view: View, *edits: Edit) -> Case:
    """Return a case at a statement; its edits in the order of the text."""
    return Case(kind, view.statement.index, tuple(sorted(edits, key=lambda e: e.start)))


def quoted(view: View, start: int, end: int) -> bool:
    """Whether a place overlaps a quotation."""
    return any(q.start < end and start < q.end for q in view.statement.quotations)


def told(view: View) -> str:
    """The statement's words."""
    return view.statement.text


def everywhere(view: View, old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that put `new` for every whole-word `old` of a statement."""
    import re

    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    base = view.statement.start
    return tuple(Edit(base + m.start(), base + m.end(), new) for m in pattern.finditer(told(view)))


def named(view: View, kind: str) -> tuple[Mention, ...]:
    """Return the mentions by name of one kind, each standing alone: no part of a longer capitalised run."""
    found = []
    for m in view.mentions:
        inner = any(o.start <= m.start and m.end <= o.end and o != m for o in view.mentions)
        if m.kind == kind and m.form in NAMING and m.entity and not inner and not _in_a_run(view, m):
            found.append(m)
    return tuple(found)


def _in_a_run(view: View, m: Mention) -> bool:
    """Whether a capitalised word or a hyphen touches a name: "Brno Rovers", "Brno-based"."""
    base, text = view.statement.start, told(view)
    before, after = text[: m.start - base], text[m.end - base :]
    if (before[-1:] in "-–" and before) or after[:1] in ("-", "–"):
        return True
    titles = set(lists()["titles"])
    earlier, later = before.split(" ")[-2:], after.split(" ")[1:2] if after[:1] == " " else []
    first = len(earlier) < 2 or not earlier[0]
    ran = bool(before.endswith(" ") and earlier and _capital(before.split()[-1]) and not first)
    last = before.split()[-1].strip("“\"'‘") if before.split() else ""
    ran = ran and last not in titles
    return ran or bool(later and _capital(later[0]) and not _starts_new(later[0]))


def _capital(word: str) -> bool:
    return word[:1].isupper() and word[-1:].isalnum()


def _starts_new(word: str) -> bool:
    return word.strip(",.") in lists()["weekdays"] + lists()["months"]


def level(name: str) -> str:
    """The level of a place: country, state, city ("metro"), "none" for a region, "" where it is not known."""
    folded = name.casefold().removeprefix("the ")
    if name in lists()["country_short"]:
        return "countries"
    if folded in table("place_words")["regions"] or name.endswith("."):
        return "none"
    for key in ("countries", "states", "metros"):
        if folded in table("place_words")[key]:
            return key
    return ""


def stands(view: View, name: str) -> bool:
    """Whether a statement has a word of a name already."""
    held = {t.lower for t in view.tokens}
    return any(w.casefold() in held for w in name.split())


def window(it: Page, at: int, least: int) -> tuple[int, int]:
    """Return the span of the paragraphs around a statement that hold at least so many statements."""
    groups = [tuple(g) for _, g in groupby(it.views, key=lambda v: v.statement.paragraph)]
    here = next(n for n, g in enumerate(groups) if any(v.statement.index == at for v in g))
    first = last = here
    size = len(groups[here])
    while size < least and (first > 0 or last + 1 < len(groups)):
        if first > 0:
            first -= 1
            size += len(groups[first])
        if last + 1 < len(groups) and size < least:
            last += 1
            size += len(groups[last])
    start, end = groups[first][0].statement.start, max(v.statement.end for v in groups[last])
    held = [b for b in it.article.blocks if b.start < end and start < b.end]
    return min(b.start for b in held), max(b.end for b in held)


def cut(article: Article, span: tuple[int, int], name: str) -> Article:
    """Return the part of a laid-out article as an article of its own; source, date and blocks are kept."""
    start, end = span
    blocks = tuple(
        Block(b.start - start, b.end - start, b.kind, b.why)
        for b in article.blocks
        if start <= b.start and b.end <= end
    )
    return Article(replace(article.source, id=name), article.text[start:end], blocks)


def edited(article: Article, edits: tuple[Edit, ...], shift: int, name: str) -> tuple[Article, Edit]:
    """Return a copy with the edits made (their places lowered by `shift`), and the span that they cover."""
    text, blocks = article.text, article.blocks
    for e in reversed(edits):
        start, end = e.start - shift, e.end - shift
        text = text[:start] + e.new + text[end:]
        grown = len(e.new) - (end - start)
        blocks = tuple(
            Block(
                b.start + (grown if b.start >= end else 0),
                b.end + (grown if b.end >= end else 0),
                b.kind,
                b.why,
            )
            for b in blocks
        )
    grown = sum(len(e.new) - (e.end - e.start) for e in edits)
    span = Edit(edits[0].start - shift, edits[-1].end - shift + grown, "") if edits else Edit(0, 0, "")
    return Article(replace(article.source, id=name), text, blocks), span


def tokens_before(view: View, place: int, many: int) -> tuple[Token, ...]:
    """The last tokens before a place."""
    return tuple(t for t in view.tokens if t.end <= place)[-many:]


def tokens_after(view: View, place: int, many: int) -> tuple[Token, ...]:
    """The first tokens after a place."""
    return tuple(t for t in view.tokens if t.start >= place)[:many]
