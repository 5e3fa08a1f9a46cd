"""What the templates read: a page as frozen dataclasses, made of a report by `reconcile.report.html`.

All text in it is plain: the templates escape it. Keys ("s0-3", "f2", "c1") are made of running numbers,
never of an article's words, so that each is a safe element id, whatever a source is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reconcile.page.texts import Column, Segment


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an article that can be gone to; `key` is '' where no statement stands there."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one source says in a finding: the whole statement with the words marked."""

    places: tuple[Place, ...]
    name: str
    readings: tuple[str, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding. `id` is the report's, which decisions are bound to; `key` is the page's."""

    key: str
    id: str
    kind: str
    facet: str
    code: str
    severity: str
    confidence: int  # in hundredths
    message: str
    quoted: tuple[Quoted, ...]
    also: tuple[Place, ...]
    statements: tuple[str, ...]  # keys
    sources: tuple[str, ...]  # keys of columns
    status: str = "open"
    decided: str = ""  # "dismissed by the desk, because …"


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading, and what is said where there are none."""

    key: str
    title: str
    nothing: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary, and the section that it counts."""

    count: int
    label: str
    href: str
    tone: str = "plain"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: `x` and `width` in thousandths of the longest bar."""

    label: str
    tone: str
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart."""

    label: str
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(s.count for s in self.shares)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that share a scale; `legend` pairs each part's label with its tone, () where there is one part."""

    key: str
    title: str
    head: str
    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of sources in a heat map: column, row, shade 0 to 4, and what it counts."""

    x: int
    y: int
    shade: int
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Heat:
    """A chart of pairs where there are too many for bars."""

    key: str
    title: str
    said: str
    ids: tuple[str, ...]
    cells: tuple[Cell, ...]
    size: int  # of a cell, in pixels


@dataclass(frozen=True, slots=True)
class Stand:
    """What one source does in a fact, and where."""

    stance: Literal["agrees", "differs", "silent"]
    column: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in its clearest words and what each source says of it."""

    id: str
    text: str
    place: Place | None
    voices: int
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a list, with the reason for which it stands there."""

    text: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """What one source alone says; `column` is the source's key."""

    column: str
    title: str
    nothing: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of the ledger: its spellings by source ("A", "Lee Sol-ju ×2")."""

    kind: str
    canonical: str
    spellings: tuple[tuple[str, str], ...]
    why: str
    several: bool  # more than one spelling


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a filter: its value and how many findings have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """A report to look at."""

    task: Literal["compare", "check"]
    title: str
    lead: str
    tiles: tuple[Tile, ...]
    bars: tuple[Chart, ...]
    heats: tuple[Heat, ...]
    groups: tuple[Group, ...]
    facets: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    columns: tuple[Column, ...]
    facts: tuple[FactRow, ...]
    kin: tuple[str, ...]
    listings: tuple[Listing, ...]
    names: tuple[NameRow, ...]
    single: tuple[tuple[str, str], ...]  # names that need no decision, by kind
    decided: tuple[Card, ...]
    stale: tuple[str, ...]
    not_compared: tuple[Item, ...]
    made: str
    digests: tuple[tuple[str, str, str], ...]  # id, file, SHA-256
    shown: int  # how many columns are shown at first
