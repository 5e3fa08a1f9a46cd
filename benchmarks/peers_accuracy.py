"""The accuracy of all peers of benchmarks/peers.py: which is scored how, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import peers_minilm
import peers_nli
import peers_tfidf
from peers_run import MINILM, NLI, OWN, TFIDF
from peers_score import Case, Figures, cases, crossed, figures, folders, own
from peers_text import Compare, NotRun, every_pair
from tabulate import tabulate


@dataclass
class Accuracy:
    """The figures by peer and folder of pairs, the folders, and notes for below the table."""

    folders: list[str]
    figures: dict[str, dict[str, Figures]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def measure(data: Path, scorer_file: Path, model: str | None, judge: str | None) -> Accuracy:
    """Return the accuracy of every peer that can be run, and of reconcile."""
    import accuracy

    scorer = accuracy.module(scorer_file)
    groups = {name: [accuracy.Pair(f) for f in listed] for name, listed in folders(data).items()}
    found = Accuracy(list(groups))
    found.figures[OWN] = {name: own(scorer, listed) for name, listed in groups.items()}
    found.notes.append(
        f"{OWN}: in sample, for its weights and rules were made with these articles in sight; "
        "`accuracy.py --left-out` trains the weights without the pair that is scored, and audit.md tells "
        "what its reports were worth on articles that nobody had looked at."
    )
    for peer, load, thresholded in (
        (MINILM, lambda: peers_minilm.load(model), True),
        (NLI, lambda: peers_nli.load(model, judge), False),
        (TFIDF, peers_tfidf.load, True),
    ):
        try:
            by_group = _cases(groups, load)
        except NotRun as error:
            found.notes.append(f"{peer}, accuracy: not run: {error}.")
            continue
        cuts = crossed(scorer, by_group) if thresholded else dict.fromkeys(by_group, 0.0)
        found.figures[peer] = _figures(scorer, by_group, cuts)
        found.notes.append(_thresholds(peer, cuts) if thresholded else _surer(scorer, by_group))
    found.notes += _without_nearest(scorer, groups, model)
    return found


def _cases(groups: Mapping[str, list[Any]], load: Callable[[], Compare]) -> dict[str, list[Case]]:
    compare = load()
    return {name: cases(listed, compare) for name, listed in groups.items()}


def _figures(
    scorer: ModuleType, groups: Mapping[str, list[Case]], cuts: Mapping[str, float]
) -> dict[str, Figures]:
    return {name: figures(scorer, listed, cuts[name]) for name, listed in groups.items()}


def _thresholds(peer: str, cuts: Mapping[str, float]) -> str:
    told = ", ".join(f"{cut:.2f} on {name}" for name, cut in cuts.items())
    how = "each the best on the other labelled pairs" if len(cuts) > 1 else "the best on these very pairs"
    return f"{peer}: threshold {told}, {how}."


def _surer(scorer: ModuleType, groups: Mapping[str, list[Case]]) -> str:
    """What the cross-encoder gives where only its surer answers count, as in NewsSense."""
    by_group = _figures(scorer, groups, dict.fromkeys(groups, peers_nli.SURE))
    f1 = ", ".join(f"{f.f1:.3f} on {name}" for name, f in by_group.items())
    labelled, reported = sum(by_group.values(), Figures(0, 0, 0)).reported
    return (
        f"{NLI}: with answers of at least {peers_nli.SURE} alone, as in NewsSense, F1 {f1}; "
        f"{reported} discrepancies reported, {labelled} of them labelled."
    )


def _without_nearest(scorer: ModuleType, groups: Mapping[str, list[Any]], model: str | None) -> list[str]:
    """What the two scripts give where they take every pair above a threshold, not the nearest alone."""
    notes = []
    for peer, load in (
        (MINILM, lambda: peers_minilm.load(model, every_pair)),
        (TFIDF, lambda: peers_tfidf.load(every_pair)),
    ):
        try:
            by_group = _cases(groups, load)
        except NotRun:
            continue
        cuts = crossed(scorer, by_group)
        told = ", ".join(f"{f.f1:.3f} on {n}" for n, f in _figures(scorer, by_group, cuts).items())
        notes.append(f"{peer}: with every pair above such a threshold in place of the nearest, F1 {told}.")
    return notes


def names_table(folder: Path) -> str:
    """Return the table of benchmarks/names.py, in Markdown; "" where there are no labelled names."""
    import names

    files = [name for name in names.FILES if (folder / name).exists()]
    if not files:
        return ""
    matchers: dict[str, Any] = {"reconcile": names.own, "logic-v2": names.logic_v2()}
    matchers |= names.rapidfuzz_scorers()
    for scorer in matchers.values():
        if scorer:
            names.warm(scorer)
    rows = []
    for name in files:
        listed = [r for r in names.load(folder / name) if r["kind"] in names.NAMED]
        rows += names.lines(f"{name} ({len(listed)})", listed, matchers)
    return str(tabulate(rows, names.HEADERS, tablefmt="github", disable_numparse=True))
