"""The columns of the page: an article's text as statements under marks, and its mini-map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What became of a statement. One colour a state, and a sign, so that no state is told by colour alone.
State = Literal["differs", "only", "partly", "agrees", "related", "plain"]
SIGNS: dict[State, str] = {
    "differs": "≠",
    "only": "+",
    "partly": "◐",
    "agrees": "=",
    "related": "~",
    "plain": "·",
}
# How words are marked, the strongest first: where marks overlap, the strongest one is seen.
Tone = Literal["conflict", "tension", "note", "missing", "name"]
TONES: tuple[Tone, ...] = ("conflict", "tension", "note", "missing", "name")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks: `findings` are the keys of cards, `tone` is the strongest."""

    text: str
    findings: tuple[str, ...] = ()
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement in its column; `links` are the keys of those tied to it, `apart` of those that differ."""

    key: str
    place: str  # "A:9", the line of the article
    state: State
    said: str  # the state in words, for a screen reader and a tooltip: "A:9, agrees with B:5"
    segments: tuple[Segment, ...]
    links: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """The sign of the state."""
        return SIGNS[self.state]

    @property
    def target(self) -> str:
        """The key that its sign leads to: what differs from it, else its first counterpart, else itself."""
        return next(iter((*self.apart, *self.links)), self.key)


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline, a paragraph or a run of page furniture: statements, and text between them."""

    kind: Literal["headline", "paragraph", "furniture"]
    parts: tuple[Sentence | Segment, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A statement in a mini-map: where it stands in its article, in thousandths of its length."""

    key: str
    state: State
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A line of a mini-map, from a statement of the leading article to one of this column's."""

    keys: tuple[str, str]
    state: State
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Map:
    """Where a column's statements stand, and how they are joined to those of the leading article."""

    said: str
    own: tuple[Band, ...]
    lead: tuple[Band, ...] = ()
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """An article to be read beside others."""

    key: str
    id: str
    name: str
    title: str
    details: tuple[str, ...]
    passages: tuple[Passage, ...]
    map: Map

    @property
    def first(self) -> str:
        """The key of its first statement; '' where it has none."""
        return next(
            (p.key for passage in self.passages for p in passage.parts if isinstance(p, Sentence)), ""
        )
