"""The geometry of the charts: counts → bars and heat maps in whole numbers, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.page.model import Bar, Cell, Chart, Heat, Share

WIDTH = 1000
SHADES = 4
# Cells in pixels: two maps of fifty sources and the chart of facets stand beside each other on a screen.
FEW, LARGE, SMALL = 20, 20, 7


def chart(
    key: str,
    title: str,
    head: str,
    legend: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[int]]],
) -> Chart:
    """Return a chart of stacked bars: a row is its label and one count for each entry of the legend."""
    most = max((sum(counts) for _, counts in rows), default=0)
    bars = tuple(Bar(label, _shares(counts, legend, most)) for label, counts in rows)
    return Chart(key, title, head, tuple(legend), bars)


def ladder(key: str, title: str, head: str, rows: Sequence[tuple[str, str, int]]) -> Chart:
    """Return a chart of single bars: a row is its label, its tone and its count."""
    most = max((count for *_, count in rows), default=0)
    bars = tuple(Bar(label, _shares([count], [(label, tone)], most)) for label, tone, count in rows)
    return Chart(key, title, head, (), bars)


def _shares(counts: Sequence[int], legend: Sequence[tuple[str, str]], most: int) -> tuple[Share, ...]:
    shares, done = [], 0
    for count, (label, tone) in zip(counts, legend, strict=True):
        x = done * WIDTH // max(most, 1)
        done += count
        shares.append(Share(label, tone, count, x, done * WIDTH // max(most, 1) - x))
    return tuple(shares)


def heat(key: str, title: str, ids: Sequence[str], counts: Mapping[tuple[int, int], int], what: str) -> Heat:
    """Return a heat map of pairs: `counts` maps (i, j), i < j, to how many of `what` the two have."""
    most = max(counts.values(), default=0)
    cells = tuple(
        Cell(i, j, -(-SHADES * n // max(most, 1)), n, f"{ids[i]} and {ids[j]}: {n} {what}")
        for (i, j), n in sorted(counts.items())
    )
    best = max(cells, key=lambda c: c.count, default=None)
    said = f"{title}. The most have {best.said}." if best else title
    return Heat(key, title, said, tuple(ids), cells, LARGE if len(ids) <= FEW else SMALL)
