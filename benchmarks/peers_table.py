"""The page and the panels of benchmarks/peers.py: figures in, text out."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from peers_measure import Cost
from peers_plot import Panel
from peers_run import Cell
from peers_score import Figures
from tabulate import tabulate

NONE = "–"  # it gives none of the sort
PACKAGES = (
    "reconcile numpy onnxruntime sentence-transformers transformers torch scikit-learn pysbd rapidfuzz "
    "nomenklatura matplotlib"
).split()
Accuracy = Mapping[str, Mapping[str, Figures]]  # by peer, by folder of pairs


@dataclass(frozen=True)
class Results:
    """All that was measured. `costs` is by (input, peer); `notes` are lines below the table."""

    peers: tuple[str, ...]
    inputs: tuple[str, ...]
    costs: Mapping[tuple[str, str], Cell]
    folders: tuple[str, ...] = ()
    accuracy: Accuracy | None = None
    notes: tuple[str, ...] = ()
    names: str = ""


def table(results: Results) -> str:
    """Return the one table: a row for each peer."""
    heads = ["", *results.inputs]
    if results.accuracy is not None:
        heads += [f"alignment F1, {name}" for name in results.folders]
        heads += ["conflicts found", "tensions found", "reported, of them labelled"]
    rows = []
    for peer in results.peers:
        row = [peer, *(_cost(results.costs.get((name, peer), "")) for name in results.inputs)]
        if results.accuracy is not None:
            row += _accuracy(results.accuracy.get(peer), results.folders)
        rows.append(row)
    return tabulate(rows, heads, tablefmt="github", disable_numparse=True)


def _cost(cell: Cell) -> str:
    if isinstance(cell, Cost):
        return f"{cell.wall:.2f} s / {cell.processor:.2f} s / {cell.peak:.0f} MB"
    return "not run"


def _accuracy(by_folder: Mapping[str, Figures] | None, folders: Sequence[str]) -> list[str]:
    if not by_folder:
        return [""] * (len(folders) + 3)
    total = sum(by_folder.values(), Figures(0, 0, 0))
    shown = [f"{by_folder[name].f1:.3f}" for name in folders]
    if not total.reported[1]:
        return [*shown, NONE, NONE, NONE]
    labelled, reported = total.reported
    return [*shown, _of(total.conflicts), _of(total.tensions), f"{reported}, {labelled}"]


def _of(counts: tuple[int, int]) -> str:
    return f"{counts[0]} of {counts[1]}"


def reasons(results: Results) -> list[str]:
    """Return a line for each peer that was not run: on what, and why."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in results.inputs:
        for peer in results.peers:
            cell = results.costs.get((name, peer))
            if isinstance(cell, str):
                found.setdefault((peer, cell), []).append(name)
    return [f"{peer}, {'; '.join(names)}: not run: {why}." for (peer, why), names in found.items()]


def machine(paces: Iterable[float], turns: int) -> str:
    """Return what the figures were measured on: no name of a host, no path."""
    loops = ", ".join(f"{seconds:.2f}" for seconds in paces)
    told = [
        f"{os.cpu_count()} cores",
        _processor(),
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
    ]
    if loops:
        told.append(f"a plain loop of {turns // 1_000_000} million turns took {loops} s before and after")
    return "; ".join(told)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "processor unknown")


def versions(packages: Iterable[str] = PACKAGES) -> str:
    """Return the versions of packages, in their order; those that are absent are left out."""
    found = []
    for name in packages:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def page(results: Results, intro: Sequence[str], setting: str) -> str:
    """Return the whole page, in Markdown."""
    parts = ["# Peers, side by side", *intro, table(results)]
    notes = [*reasons(results), *results.notes]
    if notes:
        parts.append("\n".join(f"- {note}" for note in notes))
    if results.names:
        parts += ["## Names", results.names]
    parts += ["## Machine and versions", f"{setting}.", f"{versions()}."]
    return "\n\n".join(parts) + "\n"


def time_panel(results: Results, inputs: Sequence[tuple[str, str]]) -> Panel:
    """Return the panel of wall times; `inputs` are (input, label in the legend)."""
    return Panel(
        "seconds from start to output (log)",
        tuple((label, tuple(_wall(results, name, p) for p in results.peers)) for name, label in inputs),
        "not run",
        log=True,
    )


def _wall(results: Results, name: str, peer: str) -> float | None:
    cell = results.costs.get((name, peer))
    return cell.wall if isinstance(cell, Cost) else None


def accuracy_panels(results: Results) -> list[Panel]:
    """Return the panels of alignment and of discrepancies; none where accuracy was not measured."""
    if results.accuracy is None:
        return []
    by_peer = [results.accuracy.get(p) for p in results.peers]
    aligned = tuple(
        (name, tuple(None if found is None else found[name].f1 for found in by_peer))
        for name in results.folders
    )
    totals = [None if found is None else sum(found.values(), Figures(0, 0, 0)) for found in by_peer]
    return [
        Panel("alignment: F1 (reconcile: in sample)", aligned, "not measured"),
        Panel(
            "discrepancies: shares (reconcile: in sample)",
            (
                ("labelled ones found", tuple(_found(t) for t in totals)),
                ("reported ones that are labelled", tuple(_labelled(t) for t in totals)),
            ),
            "none reported",
        ),
    ]


def _found(total: Figures | None) -> float | None:
    if total is None or not total.reported[1]:
        return None
    found, there = (total.conflicts[k] + total.tensions[k] for k in (0, 1))
    return found / there if there else None


def _labelled(total: Figures | None) -> float | None:
    return total.reported[0] / total.reported[1] if total is not None and total.reported[1] else None
