"""COMPARE: one file a facet, holding how the facet is read and how two readings compare.

A file registers a reader and one or more checks:

    @reader("number")
    def read(view: View) -> Iterator[Reading]: …

    @check("number-mismatch", facet="number", severity="conflict")
    def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
        '''What it asserts. Why an editor cares. Example. Known gaps.'''

Reading two statements is a ladder, tried from the top: neither side speaks → nothing; one side
speaks → nothing (an addition, found elsewhere); equal → nothing; compatible (coarser, rounded, a
range that holds the other) → nothing; different → a `Difference`; could not be told → `Unclear`.
A check must be symmetric: the pair mirrored gives the mirrored difference.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pkgutil import iter_modules
from typing import NamedTuple

from reconcile.values import Difference, Facet, Pair, Reading, Severity, Unclear, View

Reader = Callable[[View], Iterator[Reading]]
Judge = Callable[[Pair], Iterator[Difference | Unclear]]


class Check(NamedTuple):
    """A check: its stable code ("number-mismatch"), its facet, its worst severity, and what it does.

    `floor` is the least probability of an alignment on which it runs; None: the alignment's threshold.
    A check that asks much of the words themselves may look at statements that are hardly aligned.
    """

    code: str
    facet: Facet
    severity: Severity
    judge: Judge
    doc: str
    floor: float | None = None


_readers: dict[str, Reader] = {}
_checks: dict[str, Check] = {}


def reader(facet: Facet) -> Callable[[Reader], Reader]:
    """Register the function that finds a facet's readings in a statement."""

    def register(function: Reader) -> Reader:
        _readers[facet] = function
        return function

    return register


def check(
    code: str, *, facet: Facet, severity: Severity, floor: float | None = None
) -> Callable[[Judge], Judge]:
    """Register a check; its docstring is its documentation in `reconcile checks`."""

    def register(function: Judge) -> Judge:
        _checks[code] = Check(code, facet, severity, function, (function.__doc__ or "").strip(), floor)
        return function

    return register


@cache
def _load() -> None:
    for module in sorted(m.name for m in iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")


def checks() -> tuple[Check, ...]:
    """Return every check, by code."""
    _load()
    return tuple(_checks[code] for code in sorted(_checks))


def readings(view: View) -> tuple[Reading, ...]:
    """Return all readings of a statement, by facet and place."""
    _load()
    found = [r for facet in sorted(_readers) for r in _readers[facet](view)]
    return tuple(sorted(found, key=lambda r: (r.facet, r.start, r.end)))
