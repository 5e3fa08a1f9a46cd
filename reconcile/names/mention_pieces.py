"""Words of a statement for the search for names: possessives off, compounds of names cut apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.names.mention_lexicon import demonym_of, is_acronym, is_title, place_of, word_list
from reconcile.values import Statement

_APOSTROPHES = "'’‘`´ʼ＇"
_HYPHENS = "-‐‑"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}(?:[{_APOSTROPHES}]s\b)?|[^\W_]+(?:[{_HYPHENS}{_APOSTROPHES}&][^\W_]+)*"
)
_HYPHEN = re.compile(rf"[{_HYPHENS}]")
_HALF = re.compile(rf"[^{_HYPHENS}]+")
_APOSTROPHE = tuple(_APOSTROPHES)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]?$")
# After these a word is capitalised by position: quotation mark, bracket, colon, a dateline's dash.
_OPENERS = re.compile(r"[\"“”„«(\[:;—–!?.…]|--|[‘`]$")
# A full stop is part of an abbreviation that has one; it ends a sentence after any other word.
_WHOLE = frozenset(
    {"Agence-France", "Asia-Pacific", "Coca-Cola", "France-Presse"}
)  # names, though a half is a place
_ABBREVIATIONS = frozenset({"Ave.", "Blvd.", "Jr.", "Mt.", "No.", "Sr.", "St."})


class Piece(NamedTuple):  # made for every word of every article, at a third of a dataclass's price
    """A word where it stands: `text` without its possessive; `tail` is where the possessive ends."""

    start: int
    end: int
    text: str
    tail: int
    gap: str  # what stands between the word before and this one
    first: bool  # capitalised by position, if at all: first in a sentence, a quotation, after a colon

    capital: bool  # begins with a capital (al-Assad: its part after the hyphen does)
    low: str  # the word in small letters

    @property
    def owns(self) -> bool:
        """Whether the word is written with a possessive."""
        return self.tail > self.end


def pieces(statement: Statement, alone: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """Return the words of a statement; `alone` holds capitalised words that stand alone in the article.

    A hyphenated word is cut where a half of it is a place or demonym ("US-North Korea", "inter-Korean"), or
    where both halves are names on their own in this article ("Hale-Orlik", but "Dale-Brown" stays).
    """
    found: list[Piece] = []
    text, base = statement.text, statement.start
    last = 0
    for m in _WORD.finditer(text):
        hyphenated = _HYPHEN.search(m.group())
        for start, end in _parts(m.group(), m.start(), alone) if hyphenated else (m.span(),):
            found.append(_piece(text, base, start, end, last))
            last = found[-1].tail - base
    return tuple(found)


def is_hyphenated(statement: Statement) -> bool:
    """Whether what stands alone elsewhere can make other pieces of a statement."""
    return _HYPHEN.search(statement.text) is not None


def _parts(word: str, start: int, alone: frozenset[str]) -> list[tuple[int, int]]:
    whole = [(start, start + len(word))]
    if place_of(word) or _POSSESSIVE.sub("", word) in _WHOLE:
        return whole
    cuts = [m.span() for m in _HALF.finditer(word)]
    halves = [_POSSESSIVE.sub("", word[a:b]) for a, b in cuts]
    known = any(place_of(h) or demonym_of(h) or h in ("EU", "UN", "NATO") for h in halves)
    if halves[-1] in word_list("joined_half") and halves[0][:1].isupper():
        return [(start + a, start + b) for a, b in cuts]
    if known or all(h[:1].isupper() and h in alone for h in halves):
        return [(start + a, start + b) for a, b in cuts]
    return whole


def _piece(text: str, base: int, start: int, end: int, last: int) -> Piece:
    word = text[start:end]
    bare = word if word.isascii() and word.isalnum() else _POSSESSIVE.sub("", word)
    tail = end
    after = text[end : end + 1]
    if bare != word:
        end = start + len(bare)
    elif word.endswith("s") and after in _APOSTROPHE and text[end + 1 : end + 2].isspace():
        tail = end + 1  # "Workers' Party"; a closing quotation mark reads the same, which does no harm
    elif after == "." and _keeps_stop(bare):
        end = tail = end + 1
    gap = text[last:start]
    first = last == 0 or (gap != " " and (bool(_OPENERS.search(gap.strip())) or _after_initial_mark(gap)))
    word = text[start:end]
    capital = word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())
    return Piece(base + start, base + end, word, base + tail, gap, first, capital, word.casefold())


def _after_initial_mark(gap: str) -> bool:
    return gap.endswith(("'", "‘")) and gap.startswith((" ", ","))


def _keeps_stop(word: str) -> bool:
    if len(word) == 1:
        return word.isupper()
    dotted = word + "."
    if dotted in _ABBREVIATIONS or dotted in word_list("organisation_suffix"):
        return True
    return (is_title(dotted) and not is_acronym(word)) or bool(place_of(dotted) and not place_of(word))
