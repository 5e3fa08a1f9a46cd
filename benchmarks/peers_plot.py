"""The figure of benchmarks/peers.py: time of each peer, its alignment, its discrepancies. One SVG.

Deterministic: text stays text, ids come of a fixed salt, no date is written. The colours are those of Okabe
and Ito (https://jfly.uni-koeln.de/color/), which people with colour-blindness tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLOURS = (("#0072B2", "#E69F00"), ("#009E73", "#CC79A7"), ("#56B4E9", "#D55E00"))  # two a panel
SALT = "reconcile"
HEIGHT = 0.38  # of a bar; two or three bars and a gap make one row


@dataclass(frozen=True)
class Panel:
    """One part of the figure: for each series a figure for each peer, None where there is none."""

    title: str
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    missing: str  # what stands in place of a bar
    log: bool = False
    shown: str = "{:.2f}"


def draw(peers: Sequence[str], panels: Sequence[Panel], to: Path) -> bool:
    """Write the figure; False, with nothing written, where matplotlib is absent."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use("svg")
    from matplotlib import pyplot

    style: Any = {
        "svg.hashsalt": SALT,
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9,
        "axes.titlesize": 10,
    }
    with matplotlib.rc_context(style):
        figure, axes = pyplot.subplots(
            1, len(panels), sharey=True, figsize=(4.1 * len(panels), 1.2 + 0.75 * len(peers)), squeeze=False
        )
        for k, (axis, panel) in enumerate(zip(axes[0], panels, strict=True)):
            _bars(axis, panel, len(peers), COLOURS[k % len(COLOURS)])
        first = axes[0][0]
        first.set_yticks(range(len(peers)), peers)
        first.invert_yaxis()
        figure.tight_layout()
        figure.savefig(to, format="svg", metadata={"Date": None, "Creator": None})
        pyplot.close(figure)
    return True


def _bars(axis: Any, panel: Panel, rows: int, colours: Sequence[str]) -> None:
    """Draw a panel's bars, each with its figure at its end."""
    width = 2 * HEIGHT / max(1, len(panel.series))
    known = [v for _, values in panel.series for v in values if v is not None]
    least = min([v for v in known if v > 0], default=1.0) / 3 if panel.log else 0.0
    for k, (label, values) in enumerate(panel.series):
        places = [row - HEIGHT + width * (k + 0.5) for row in range(rows)]
        bars = [max(v, least) if v is not None else least for v in values]
        axis.barh(places, bars, width * 0.92, label=label, color=colours[k % len(colours)])
        for place, bar, value in zip(places, bars, values, strict=True):
            text = panel.missing if value is None else panel.shown.format(value)
            axis.annotate(text, (bar, place), xytext=(3, 0), textcoords="offset points", va="center", size=8)
    if panel.log:
        axis.set_xscale("log")
        axis.xaxis.set_major_formatter("{x:g}")
    top = max(known, default=1.0)
    axis.set_xlim(least, top * 3 if panel.log else max(top * 1.25, 0.1))
    axis.set_title(panel.title, pad=24)
    axis.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8, borderaxespad=0)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)
