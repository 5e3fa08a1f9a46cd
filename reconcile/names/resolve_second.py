"""A second sight: names that one article cannot know for names, read by what the other articles show.

"The Stede file" tells nothing by itself; beside an article that names Karl Stede it is his. A body in small
letters ("the national relief agency") is one that another article writes in capitals. Why not in `find`: it
sees one article alone, so that its answer does not hang on which others are laid beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reconcile.names.mention_known import Form
from reconcile.names.mention_lexicon import (
    demonym_of,
    is_common,
    is_organisation,
    is_role,
    is_title,
    place_of,
    plain_apostrophes,
)
from reconcile.names.mention_pieces import Piece, pieces
from reconcile.names.resolve_names import family, key, words_of
from reconcile.values import Kind, Mention, Statement

_LEAST_WORD = 4  # letters: a shorter word is another word as often (Li, Ha)
_LEAST_SMALL = 3  # words of a body in small letters; two ("supreme court") are any country's
_LONGEST = 8  # words of a name that is looked for

_RUN = re.compile(r"[^\W_]+")

Names = dict[str, tuple[Mention, ...]]
What = TypeVar("What", bound=Hashable)
Sources = Mapping[What, str | None]  # what is shown → the one source that shows it, None for several


@dataclass(frozen=True)
class Shown:
    """What the articles show, to be looked for in the others."""

    words: frozenset[str]  # given and family names that one person alone bears in all sources
    full: Sources[str]  # persons by full name
    things: Sources[tuple[str, ...]]  # organisations of several words, by their words
    opens: Sources[str]  # the first words of those
    begins: frozenset[str]  # the letters with which any of these words begins


def _shown(found: Mapping[str, tuple[Mention, ...]]) -> Shown:
    names = [m for listed in found.values() for m in listed if m.form == "name"]
    persons = [m for m in names if m.kind == "person" and m.role != "byline" and " " in m.text]
    things = [(words, m.source) for m in names for words in _things(m)]
    words = _person_words(found)
    opens = _sources((listed[0], source) for listed, source in things)
    return Shown(
        words,
        _sources((key(m.text), m.source) for m in persons),
        _sources(things),
        opens,
        frozenset(_beginning(w) for w in (*words, *opens)),
    )


def _sources(rows: Iterable[tuple[What, str]]) -> Sources[What]:
    shown: dict[What, str | None] = {}
    for what, source in rows:
        if shown.setdefault(what, source) != source:
            shown[what] = None
    return shown


def _elsewhere(shown: Sources[What], what: What, source: str) -> bool:
    """Whether another source than this one shows something."""
    return shown.get(what, source) != source


def second_sight(found: Mapping[str, tuple[Mention, ...]], statements: Iterable[Statement]) -> Names:
    """Return the mentions by source, with those that the other sources' names reveal among them."""
    if len(found) < 2:
        return dict(found)
    rows: dict[str, list[Statement]] = {}
    for s in statements:
        rows.setdefault(s.source, []).append(s)
    shown = _shown(found)
    result: Names = {}
    for source, listed in found.items():
        mine = {key(m.text) for m in listed}
        spans = sorted((m.start, m.end) for m in listed)
        new = [m for s in rows.get(source, ()) for m in _seen(s, shown, mine, spans)]
        every = tuple(sorted((*listed, *new), key=lambda m: m.start)) if new else listed
        result[source] = _widened(every, rows.get(source, ()), shown)
    return result


def _widened(listed: tuple[Mention, ...], rows: Iterable[Statement], shown: Shown) -> tuple[Mention, ...]:
    """Give a name back the first word that its sentence opens with, where another article shows both.

    "Orvo Lenn, for the union, said": a word that opens a sentence has its capital from there, and "Orvo" is
    in no list of given names; beside an article that has Orvo Lenn inside a sentence it is his.
    """
    by_id = {s.id: s for s in rows}
    ends = {m.end for m in listed}
    result = []
    for m in listed:
        statement = by_id.get(m.statement)
        bare = m.kind == "person" and m.form in ("name", "short") and not m.title
        start = _opening(statement, m, shown) if bare and statement else m.start
        if start < m.start and not any(start < end <= m.start for end in ends):
            text = statement.text[start - statement.start : m.end - statement.start] if statement else m.text
            m = replace(m, start=start, text=text, form="name")
        result.append(m)
    return tuple(result)


def _opening(statement: Statement, mention: Mention, shown: Shown) -> int:
    """Return where the first word of a statement stands, if with the mention after it makes a full name."""
    head = statement.text[: mention.start - statement.start]
    word = head.strip()
    if head[-1:] != " " or not word[:1].isupper() or " " in word:
        return mention.start
    if not _elsewhere(shown.full, key(f"{word} {mention.text}"), mention.source):
        return mention.start
    return statement.start + head.index(word)


def _person_words(found: Mapping[str, tuple[Mention, ...]]) -> frozenset[str]:
    """Return the given and family names that one person alone bears in all sources."""
    families: dict[str, set[str]] = {}
    for m in (m for listed in found.values() for m in listed):
        words = words_of(m.text) if m.kind == "person" and m.role != "byline" else ()
        for word in {words[0], family(m.text)} if len(words) > 1 else ():
            families.setdefault(word, set()).add(family(m.text))
    return frozenset(w for w, of in families.items() if len(of) == 1 and len(w) >= _LEAST_WORD)


def _things(mention: Mention) -> Iterator[tuple[str, ...]]:
    """Yield the words of an organisation of several, folded, as they may stand in another article.

    In small letters a body of four words and more may have lost one from its middle.
    """
    words = tuple(key(mention.text).split())
    if mention.kind != "organisation" or not 1 < len(words) <= _LONGEST:
        return
    yield words
    if len(words) > _LEAST_SMALL:
        yield from (words[:n] + words[n + 1 :] for n in range(1, len(words) - 1))


def _seen(
    statement: Statement, shown: Shown, mine: set[str], spans: Sequence[tuple[int, int]]
) -> list[Mention]:
    found: list[Mention] = []
    if not _may_hold(statement, shown.begins, spans):
        return found
    row = pieces(statement)
    last = 0
    for i, word in enumerate(row):
        if word.start < last or _inside(spans, word.start):
            continue
        n = _thing(row, i, shown, statement.source)
        folded = key(word.text)
        if n and not _inside(spans, row[i + n - 1].start):
            found.append(_mention(statement, row, i, n, "organisation"))
        elif folded in shown.words and folded not in mine and _alone(row, i):
            found.append(_mention(statement, row, i, 1, "person"))
        last = found[-1].end if found else 0
    return found


def _may_hold(statement: Statement, begins: frozenset[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a name that is looked for may begin in a statement, outside its own; most hold none."""
    return any(
        _beginning(m.group()) in begins and not _inside(spans, statement.start + m.start())
        for m in _RUN.finditer(plain_apostrophes(statement.text))
    )


def _beginning(word: str) -> str:
    """The letters before the first mark in a word, folded; folding may make a mark (İ)."""
    found = _RUN.search(word.casefold())
    return found.group() if found else ""


def _thing(row: Sequence[Piece], i: int, shown: Shown, source: str) -> int:
    """Return how many words from row[i] on are a name that another article shows, 0 for none."""
    if not _elsewhere(shown.opens, row[i].low, source):
        return 0
    for n in range(min(_LONGEST, len(row) - i), 1, -1):
        words = row[i : i + n]
        if any(p.gap != " " for p in words[1:]):
            continue
        if not _elsewhere(shown.things, tuple(key(p.text) for p in words), source):
            continue
        small = not any(p.capital for p in words[1:])
        if not small or (n >= _LEAST_SMALL and not words[0].capital):
            return n
    return 0


def _alone(row: Sequence[Piece], i: int) -> bool:
    """Whether a capitalised word is a name by itself: not first, and no part of a longer name."""
    word = row[i]
    if not word.capital or word.first or word.text.isupper() or _is_word(word.text):
        return False
    before = row[i - 1] if i else None
    after = row[i + 1] if i + 1 < len(row) else None
    tied = before is not None and before.capital and word.gap == " " and not before.owns and not before.first
    goes_on = after is not None and after.capital and after.gap == " " and not word.owns
    return not (tied or goes_on or "-" in word.gap or (after is not None and "-" in after.gap))


def _is_word(text: str) -> bool:
    known = place_of(text) or demonym_of(text) or is_organisation(text)
    return bool(known or is_common(text) or is_title(text) or is_role(text))


def _mention(statement: Statement, row: Sequence[Piece], i: int, n: int, kind: Kind) -> Mention:
    start, end = row[i].start, row[i + n - 1].end
    text = statement.text[start - statement.start : end - statement.start]
    form: Form = "short" if kind == "person" else "name"
    return Mention(start, end, text, kind, statement.id, statement.source, form)


def _inside(spans: Sequence[tuple[int, int]], start: int) -> bool:
    n = bisect_right(spans, (start, 10**9)) - 1
    return n >= 0 and spans[n][0] <= start < spans[n][1]
