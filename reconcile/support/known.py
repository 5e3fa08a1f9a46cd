"""What the sources hold, as one who looks for a word, a name, a figure or a day in them needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reconcile.data import words
from reconcile.facets.wording import key
from reconcile.values import Entity, Facet, Token, View
from reconcile.words import stem, stop_words

LEAST_PART = 4  # letters of a part of a compound that says something: "spider" in "spiderweb"


@dataclass(frozen=True, slots=True)
class Detail:
    """Words of the draft that no source has: place, facet, what they are, and what a source has instead."""

    start: int
    end: int
    facet: Facet
    what: str
    instead: str = ""  # with the source's id: 'A has "voluntary"'


class Known:
    """The words, entities, figures and days of all sources."""

    def __init__(self, sources: Mapping[str, Sequence[View]], entities: Sequence[Entity]) -> None:
        views = [v for listed in sources.values() for v in listed]
        tokens = [t for v in views for t in v.tokens if t.stem]
        self.stems = {t.stem for t in tokens}
        self.stems |= {stem(part) for t in tokens if "-" in t.lower for part in t.lower.split("-") if part}
        self.keys = {key(s) for s in self.stems}
        self.figures = [r for v in views for r in v.of("number")]
        self.days = [r for v in views for r in v.of("date")]
        self.published = sorted({v.source.published for v in views if v.source.published})
        self.views = tuple(views)
        self.followed: dict[str, set[str]] = {}
        for v in views:
            for n, token in enumerate(v.tokens):
                self.followed.setdefault(token.stem, set()).add(following(v.tokens, n) or "")
        self.names = [m for v in views for m in v.mentions if m.form == "name"]
        self.capitals = _capitals(views)
        self.entities = {e.id for e in entities if any(v.source in sources for v in e.variants)}

    def holds(self, word_stem: str) -> bool:
        """Whether a word stands in a source: by itself, as a synonym, or in a compound."""
        if word_stem in self.stems or key(word_stem) in self.keys:
            return True
        if len(word_stem) < LEAST_PART:
            return False
        return any(_kindred(word_stem, other) for other in self.stems if len(other) >= LEAST_PART)

    @staticmethod
    def names_a_day(token: Token) -> bool:
        """Whether a token is a weekday, a month, a part of a day or a year."""
        return (
            token.stem in _calendar("calendar")
            or Known.names_a_part(token)
            or (token.lower.isdigit() and len(token.lower) == 4)
        )

    @staticmethod
    def names_a_part(token: Token) -> bool:
        """Whether a token is a part of a day."""
        return token.stem in _calendar("parts")


def _capitals(views: Sequence[View]) -> dict[str, tuple[str, ...]]:
    """The words in capitals inside sentences, by the stem of the word after them."""
    found: dict[str, list[str]] = {}
    for v in views:
        for before, token, after in zip(v.tokens, v.tokens[1:], v.tokens[2:], strict=False):
            if before.stem and after.stem and token.text[:1].isupper() and token.lower not in stop_words():
                found.setdefault(after.stem, []).append(token.lower)
    return {after: tuple(dict.fromkeys(words)) for after, words in found.items()}


def _kindred(one: str, other: str) -> bool:
    """Whether the shorter word begins or ends the longer: "web" and "website", "stone" and "gravestone"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(short) > LEAST_PART and long.endswith(short))


@cache
def _calendar(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words("support", name))


def neighbours(
    tokens: Sequence[Token], at: int, reach: int, skip: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of up to `reach` words before and after a token, without those of the list `skip`."""
    before = [t for t in tokens[:at] if t.stem and t.lower not in skip][-reach:]
    after = [t for t in tokens[at + 1 :] if t.stem and t.lower not in skip][:reach]
    return frozenset(key(t.stem) for t in before), frozenset(key(t.stem) for t in after)


def following(tokens: Sequence[Token], n: int) -> str | None:
    """Return the key of the topic word after a token, at once or over one mark ("small, uncrewed")."""
    after = [t for t in tokens[n + 1 : n + 3] if t.stem]
    return key(after[0].stem) if after and after[0].lower not in stop_words() else None
