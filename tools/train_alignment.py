"""Train the alignment's weights on labelled article pairs and write `reconcile/data/alignment.toml`.

usage: python tools/train_alignment.py PAIRS_DIR [PAIRS_DIR …] [--write]

Each folder holds `<pair>/{a,b}.txt`, `{a,b}.sents.json` (labelled sentences with offsets) and
`gold.json` (`aligned`: rows of sentence numbers a, b and strength). The labelled sentences are the
statements; mentions and entities are this package's own. A logistic regression with a ridge penalty
(scikit-learn, the extra `bench`) is trained with each article pair left out in turn; the threshold
for a pair is the one that was best on the others. Prints precision, recall and F1 of that, next to
single features at their own best threshold left out in the same way.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reconcile import names
from reconcile.align import design
from reconcile.encode import load
from reconcile.ingest import lay_out, read
from reconcile.speech import attribute
from reconcile.values import Article, Statement
from reconcile.views import build

PENALTY = 0.1  # scikit-learn's C; .03 and .3 were within .01 F1
TARGET = Path(__file__).parents[1] / "reconcile" / "data" / "alignment.toml"
Labels = NDArray[np.int64]
Table = NDArray[np.float64]


def main() -> int:
    """Train, print the left-out figures, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights to the package's data")
    options = parser.parse_args()
    folders = sorted(f.parent for p in options.pairs for f in p.glob("*/gold.json"))
    if not folders:
        print("no labelled pair found", file=sys.stderr)
        return 2
    encoder = load()
    tables, labels, full, features = {}, {}, {}, []
    for folder in folders:
        columns, labels[folder.name], full[folder.name] = labelled(folder, encoder)
        features = sorted(columns)
        tables[folder.name] = np.stack([columns[f].ravel() for f in features], axis=1)
    for name in ("cosine", "words", "grams"):
        k = features.index(name)
        show(name, {n: t[:, k] for n, t in tables.items()}, labels, full)
    scores = left_out(tables, labels)
    best = show("combined", scores, labels, full)
    if options.write:
        write(features, tables, labels, best)
    return 0


def labelled(folder: Path, encoder: Any) -> tuple[dict[str, Table], Labels, Labels]:
    """Return the features of a pair's cells, whether each is aligned, and whether fully."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    articles, statements, mentions = [], [], {}
    for side in "ab":
        article = lay_out(read(folder / f"{side}.txt", id=side.upper()))
        own = attribute(article, gold_statements(article, folder / f"{side}.sents.json"))
        articles.append(article)
        statements.append(own)
        mentions[article.id] = names.find(article, own)
    _, resolved = names.resolve(mentions, (*statements[0], *statements[1]))
    views = [build(articles, own, resolved) for own in statements]
    vectors = {
        v.statement.id: row
        for side in views
        for v, row in zip(side, encoder.encode([v.statement.text for v in side]), strict=True)
    }
    aligned = np.zeros((len(views[0]), len(views[1])), dtype=np.int64)
    fully = aligned.copy()
    for row in gold["aligned"]:
        aligned[row["a"], row["b"]] = 1
        fully[row["a"], row["b"]] = row["strength"] == "full"
    return design(views[0], views[1], vectors), aligned.ravel(), fully.ravel()


def gold_statements(article: Article, path: Path) -> tuple[Statement, ...]:
    """Return the labelled sentences of an article as statements."""
    rows = json.loads(path.read_text("utf-8"))
    return tuple(
        Statement(
            f"{article.id}{r['i'] + 1}",
            article.id,
            r["start"],
            r["end"],
            article.text[r["start"] : r["end"]],
            line=article.text.count("\n", 0, r["start"]) + 1,
            paragraph=article.text.count("\n", 0, r["start"]),
            index=r["i"],
            part="headline" if r["i"] == 0 and article.text[r["end"] - 1] not in '.”"' else "body",
        )
        for r in rows
    )


def fit(table: Table, labels: Labels) -> tuple[Table, Table, Table, float]:
    """Return mean, scale, weights and intercept of a ridge logistic regression."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = table.mean(0), np.maximum(table.std(0), 1e-6)
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit((table - mean) / scale, labels)
    return mean, scale, model.coef_[0], float(model.intercept_[0])


def left_out(tables: dict[str, Table], labels: dict[str, Labels]) -> dict[str, Table]:
    """Return each pair's probabilities from a model that was trained on all the others."""
    scores = {}
    for name in tables:
        others = [n for n in tables if n != name]
        mean, scale, weights, intercept = fit(
            np.vstack([tables[n] for n in others]), np.concatenate([labels[n] for n in others])
        )
        decision = (tables[name] - mean) / scale @ weights + intercept
        scores[name] = 1 / (1 + np.exp(-decision))
    return scores


def best_threshold(scores: dict[str, Table], labels: dict[str, Labels]) -> float:
    """Return the threshold with the best F1 over the pairs."""
    every, truth = np.concatenate(list(scores.values())), np.concatenate(list(labels.values()))
    order = np.argsort(-every, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    return float(every[order[int(np.argmax(f1))]])


def show(label: str, scores: dict[str, Table], labels: dict[str, Labels], full: dict[str, Labels]) -> float:
    """Print the figures with the threshold chosen without each pair; return the threshold over all."""
    hit = said = there = full_hit = full_there = 0
    for name in scores:
        others = [n for n in scores if n != name]
        floor = best_threshold({n: scores[n] for n in others}, {n: labels[n] for n in others})
        chosen = scores[name] >= floor
        hit, said, there = (
            hit + (chosen & (labels[name] > 0)).sum(),
            said + chosen.sum(),
            there + labels[name].sum(),
        )
        full_hit, full_there = full_hit + (chosen & (full[name] > 0)).sum(), full_there + full[name].sum()
    print(
        f"{label:10s} left-out F1 {2 * hit / (said + there):.3f}  precision {hit / said:.3f}  "
        f"recall {hit / there:.3f}  recall of full matches {full_hit / full_there:.3f}"
    )
    return best_threshold(scores, labels)


def write(features: list[str], tables: dict[str, Table], labels: dict[str, Labels], threshold: float) -> None:
    """Write the weights of a model trained on all pairs."""
    mean, scale, weights, intercept = fit(
        np.vstack(list(tables.values())), np.concatenate(list(labels.values()))
    )
    lines = [
        "# Weights of the alignment: probability = 1 / (1 + exp(-(intercept + sum of weight * (feature - mean) / scale))).",
        "# Written by tools/train_alignment.py; features are described in reconcile/align/features.py.",
        f"threshold = {threshold:.4f}  # where F1 was best, each article pair left out of training in turn",
        f"intercept = {intercept:.5f}",
        "",
        "[feature]",
    ]
    for k, name in enumerate(features):
        lines.append(
            f'"{name}" = {{ weight = {weights[k]:.4f}, mean = {mean[k]:.4f}, scale = {scale[k]:.4f} }}'
        )
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
