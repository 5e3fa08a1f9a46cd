"""What a check of the desk is, what it looks at, and the list of them.

A file of this package registers one or more checks:

    @check("weekday-date-mismatch", facet="date", severity="conflict")
    def weekdays(desk: Desk) -> Iterator[Remark]:
        '''What it asserts. Why an editor cares. Example. Known gaps.'''
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from reconcile.values import Article, Entity, Evidence, Facet, Mention, Severity, View

Kind = Literal["discrepancy", "name-variant"]
House = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft with all that is known of it; `mentions` and `entities` are those of all sources.

    `house` pairs each spelling that the house prefers with those that it does not.
    """

    draft: Article
    views: tuple[View, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    house: House = ()
    sources: tuple[View, ...] = ()

    def evidence(self, start: int, end: int, reading: str = "") -> Evidence:
        """Return words of the draft as evidence."""
        return Evidence(self.draft.id, start, end, self.draft.text[start:end], reading)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check of the desk says: one plain sentence, with the words that show it."""

    severity: Severity
    confidence: float
    message: str
    evidence: tuple[Evidence, ...]
    statements: tuple[str, ...] = ()


Judge = Callable[[Desk], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the desk: its stable code, its facet, its worst severity, and what it does."""

    code: str
    facet: Facet
    severity: Severity
    kind: Kind
    judge: Judge
    doc: str


_checks: dict[str, Check] = {}


def check(
    code: str, *, facet: Facet, severity: Severity, kind: Kind = "discrepancy"
) -> Callable[[Judge], Judge]:
    """Register a check; its docstring is its documentation in `reconcile checks`."""

    def register(function: Judge) -> Judge:
        _checks[code] = Check(code, facet, severity, kind, function, (function.__doc__ or "").strip())
        return function

    return register


def registered() -> tuple[Check, ...]:
    """Return every check that has been registered, by code."""
    return tuple(_checks[code] for code in sorted(_checks))
