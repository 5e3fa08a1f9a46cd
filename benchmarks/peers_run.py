"""The peers of benchmarks/peers.py as commands, and how they are timed, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from json import loads
from pathlib import Path, PurePath

import peers_nli
import peers_text
from peers_measure import Cost, Done, measured, middle

HERE = Path(__file__).parent
OWN, AGAIN = "reconcile", "reconcile, embedded before"
MINILM, NLI, TFIDF = "MiniLM, nearest", "MiniLM and NLI (NewsSense)", "TF-IDF, nearest"
OFFLINE = {"HF_HUB_OFFLINE": "1"}
LIMIT = 120  # seconds that a cross-encoder may take on many articles without being asked for
LONGEST = 120  # characters of a reason; the whole is on the screen of who runs the peer alone

Cell = Cost | str  # a string is the reason why there are no figures


@dataclass(frozen=True)
class Peer:
    """A command: what stands before and after the articles, what it finds in its environment.

    `missing` says why it cannot be run at all; `judged` that it asks a model of many pairs, which takes long.
    """

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""
    judged: bool = False


@dataclass(frozen=True)
class Input:
    """Articles to be compared; `many` where a judge is estimated first."""

    name: str
    files: tuple[str, ...]
    many: bool = False


def peers(model: str | None, judge: str | None, cache: Path) -> list[Peer]:
    """Return all peers, in the order of the table; `cache` is an empty folder for reconcile's."""
    named = ("--model", model) if model else ()
    return [
        *_own(cache),
        Peer(MINILM, _script("peers_minilm.py"), named),
        Peer(NLI, _script("peers_nli.py"), (*named, "--judge", judge or ""), judged=True),
        Peer(TFIDF, _script("peers_tfidf.py")),
    ]


def _script(name: str) -> tuple[str, ...]:
    return sys.executable, str(HERE / name)


def _own(cache: Path) -> list[Peer]:
    """The installed command, without its cache and with it; the first round fills the cache."""
    beside = Path(sys.executable).with_name("reconcile")
    command = str(beside) if beside.exists() else shutil.which("reconcile")
    if not command:
        return [Peer(OWN, (), missing="it is not installed")]
    before, after, env = (command, "compare"), ("--format", "json"), {"XDG_CACHE_HOME": str(cache)}
    # Wide and plain, so that no option's name is broken across lines.
    shown = measured((*before, "--help"), {**os.environ, "COLUMNS": "200", "TERM": "dumb"}).out
    if "--no-cache" not in shown:
        return [Peer(OWN, before, after, env)]
    return [Peer(OWN, before, (*after, "--no-cache"), env), Peer(AGAIN, before, after, env)]


def run(peer: Peer, articles: Input, offline: bool) -> Done:
    """Run a peer once on articles."""
    env = {name: value for name, value in os.environ.items() if name != "RECONCILE_CACHE"}
    env.update(peer.env)
    env.update(OFFLINE if offline else {})
    return measured((*peer.before, *articles.files, *peer.after), env)


def timed(
    listed: Sequence[Peer], inputs: Iterable[Input], runs: int, warm: bool, long: bool
) -> dict[tuple[str, str], Cell]:
    """Return what each peer costs on each input, by (input, peer): the medians of its runs, or why none.

    With `warm` a round goes before and is not counted. Without it no peer may go to the network, where a
    model that is not there would be looked for; with it only the first round may.
    """
    found: dict[tuple[str, str], Cell] = {}
    rate = 0.0  # seconds a question to the judge, as it was on the last input
    for articles in inputs:
        costs: dict[str, list[Cost]] = {p.name: [] for p in listed}
        left = [p for p in listed if not (p.missing or (p.judged and articles.many))]
        found |= {(articles.name, p.name): p.missing for p in listed if p.missing}
        for turn in range(runs + warm):
            for peer in list(left):
                done = run(peer, articles, offline=turn > 0 or not warm)
                if done.code:
                    found[articles.name, peer.name] = reason(done)
                    left.remove(peer)
                elif turn >= warm:
                    costs[peer.name].append(done.cost)
                if peer.judged and not done.code:
                    rate = judged_rate(done.out)
        found |= {(articles.name, name): middle(c) for name, c in costs.items() if len(c) == runs}
        for peer in (p for p in listed if p.judged and articles.many and not p.missing):
            found[articles.name, peer.name] = _judged(peer, articles, rate, long)
    return found


def _judged(peer: Peer, articles: Input, rate: float, long: bool) -> Cell:
    """The cost of one run of a peer that asks a judge, or the estimate for which it is left out."""
    if rate == 0:
        return "not run on two articles either"
    seconds = rate * peers_nli.asked_of([s.source for s in peers_text.read(articles.files)])
    if seconds > LIMIT and not long:
        return f"estimated {seconds / 60:.0f} min"
    done = run(peer, articles, offline=True)
    return reason(done) if done.code else done.cost


def judged_rate(out: str) -> float:
    """Return the seconds a question from what a script printed."""
    told = loads(out)
    return float(told["seconds"]) / max(1, int(told["asked"]))


def reason(done: Done) -> str:
    """Return in one line, without paths, why a command gave no figures."""
    lines = [line.strip() for line in done.error.splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith("not run: ")), "")
    if said:
        return said.removeprefix("not run: ")[:LONGEST]
    last = " ".join(PurePath(word).name if "/" in word else word for word in (lines or [""])[-1].split())
    return f"exit {done.code}: {last}"[:LONGEST]
