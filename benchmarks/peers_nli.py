"""The pipeline of NewsSense: every statement's 20 nearest, then a cross-encoder for inference on each.

    python benchmarks/peers_nli.py ARTICLE ARTICLE … --judge FOLDER_OR_NAME [--model FOLDER_OR_NAME]

NewsSense (Milbauer, Ding, Wu and Wu 2023, https://arxiv.org/abs/2310.04592) embeds with all-MiniLM-L6-v2,
asks roberta-large-mnli of each statement and each of its 20 nearest, and links what follows or contradicts.
Its shape is run here with whichever cross-encoder there is. Left out: a large language model that first cuts
sentences into claims. Unlike there, the 20 are all of other articles, so that none is lost to the same
article, and an answer counts where it is the most probable one; NewsSense asks for more than .7, which finds
fewer.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import PurePath
from time import perf_counter
from typing import Any

from peers_text import Answer, Compare, NotRun, Pair, Statement, encoder, script

NEAREST = 20
SURE = 0.7  # the probability that NewsSense asks for
Question = tuple[int, int]  # places of two statements: what is taken as given, and what is asked


def questions(sources: Sequence[str], similar: Any) -> list[Question]:
    """Return each statement with each of its nearest of other articles; `similar` is all by all."""
    import numpy as np

    names = np.asarray(sources)
    apart = np.where(names[:, None] != names[None, :], similar, -np.inf)
    order = np.argsort(-apart, axis=1, kind="stable")[:, :NEAREST]
    return [(k, n) for k, row in enumerate(order.tolist()) for n in row if sources[n] != sources[k]]


def asked_of(sources: Sequence[str]) -> int:
    """Return how many questions articles give, from the source of each of their statements."""
    return sum(min(NEAREST, len(sources) - sources.count(s)) for s in sources)


def verdicts(listed: Sequence[Statement], asked: Sequence[Question], said: Any) -> list[Pair]:
    """Return the pairs that follow from or contradict each other, each once, with how probable that is.

    `said` has a row for each question: the probabilities of contradiction, entailment and neither, of which
    the largest counts. A pair that is asked both ways is taken where either answer takes it, and is a
    conflict where either contradicts.
    """
    found: dict[Question, tuple[float, bool]] = {}
    for (a, b), row in zip(asked, said, strict=True):
        against, follows, neither = (float(p) for p in row)
        if max(against, follows) > neither:
            score, conflict = found.get((min(a, b), max(a, b)), (0.0, False))
            here = max(against, follows)
            found[min(a, b), max(a, b)] = max(score, here), conflict or against > follows
    return [
        Pair(listed[a].id, listed[b].id, score, conflict)
        for (a, b), (score, conflict) in sorted(found.items())
    ]


def judge(name: str) -> Any:
    """Return what gives probabilities to pairs of texts; NotRun where the model is none for inference."""
    try:
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(name, device="cpu").float().eval()
    except ImportError as error:
        raise NotRun("sentence-transformers is not installed") from error
    except Exception as error:  # no folder, no connection, a broken file: each its own type
        raise NotRun(f"the judge {PurePath(name).name} cannot be loaded ({type(error).__name__})") from error
    labels = {str(label).casefold(): int(k) for k, label in model.config.id2label.items()}
    wanted = ("contradiction", "entailment", "neutral")
    if set(labels) != set(wanted):
        raise NotRun(f"the judge {PurePath(name).name} has other outputs than {', '.join(wanted)}")
    columns = [labels[w] for w in wanted]
    return lambda pairs: model.predict(pairs, apply_softmax=True, show_progress_bar=False)[:, columns]


def load(model: str | None, judge_name: str | None) -> Compare:
    """Return the comparison with a model and a judge; NotRun where one cannot be loaded."""
    if not judge_name:
        raise NotRun("no cross-encoder for inference was named (--judge)")
    ask, encode = judge(judge_name), encoder(model)

    def compare(listed: Sequence[Statement]) -> Answer:
        vectors = encode(listed)
        asked = questions([s.source for s in listed], vectors @ vectors.T)
        start = perf_counter()
        said = ask([(listed[a].text, listed[b].text) for a, b in asked])
        return Answer(verdicts(listed, asked, said), len(asked), perf_counter() - start)

    return compare


if __name__ == "__main__":
    sys.exit(script(lambda options: load(options.model, options.judge)))
