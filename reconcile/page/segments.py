"""Marks that overlap or nest, flattened into runs of text that each stand under the same marks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A mark: half-open offsets and what it stands for."""

    start: int
    end: int
    label: int


class Run(NamedTuple):
    """A run of text under the marks `labels`, in rising order."""

    start: int
    end: int
    labels: tuple[int, ...]


def flatten(start: int, end: int, spans: Iterable[Span]) -> tuple[Run, ...]:
    """Return the runs that cover start to end without a gap; spans are clipped, empty ones left out.

    A sweep over the spans' ends: its cost grows with their number and that of the runs they make, not
    with the length of the text.
    """
    clipped = [Span(max(start, s.start), min(end, s.end), s.label) for s in spans]
    clipped = [s for s in clipped if s.start < s.end]
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for s in clipped:
        opens.setdefault(s.start, []).append(s.label)
        closes.setdefault(s.end, []).append(s.label)
    runs: list[Run] = []
    active: dict[int, int] = {}  # label → how many of its spans are open here
    bounds = sorted({start, end, *opens, *closes})
    for here, there in pairwise(bounds):
        for label in closes.get(here, ()):
            active[label] -= 1
        for label in opens.get(here, ()):
            active[label] = active.get(label, 0) + 1
        labels = tuple(sorted(label for label, count in active.items() if count))
        if runs and runs[-1].labels == labels:
            runs[-1] = Run(runs[-1].start, there, labels)
        else:
            runs.append(Run(here, there, labels))
    return tuple(runs)
