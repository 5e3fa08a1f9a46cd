"""Train the alignment's weights on labelled article pairs and write `reconcile/data/alignment.toml`.

usage: python tools/train_alignment.py PAIRS_DIR [PAIRS_DIR …] [--write]

Each folder holds `<pair>/{a,b}.txt`, `{a,b}.sents.json` (labelled sentences with offsets) and
`gold.json` (`aligned`: rows of sentence numbers a, b and strength). The labelled sentences are the
statements; mentions and entities are this package's own. A logistic regression with a ridge penalty
(scikit-learn, the extra `bench`) is trained with each article pair left out in turn; the threshold
for a pair is the one that was best on the others. Prints precision, recall and F1 of that for each
folder, next to single scores (embedding cosine, TF-IDF) treated in the same way and at the threshold
that is best on the folder itself.
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

PEERS = ("cosine", "words", "grams")  # one score alone: embeddings, TF-IDF of stems, TF-IDF of 4-grams
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
    scores = {name: {n: t[:, features.index(name)] for n, t in tables.items()} for name in PEERS}
    scores["combined"] = left_out(tables, labels)
    for folder in options.pairs:
        show(folder, scores, labels, full)
    best = best_threshold(scores["combined"], labels)
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
    every, truth = np.concatenate(list(scores.values())), np.concatenate([labels[n] for n in scores])
    order = np.argsort(-every, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    return float(every[order[int(np.argmax(f1))]])


def show(
    folder: Path, scores: dict[str, dict[str, Table]], labels: dict[str, Labels], full: dict[str, Labels]
) -> None:
    """Print the figures of a folder's pairs: at the folder's own best threshold, and left out.

    Left out means that model and threshold come from all pairs of all folders but the one that is scored.
    """
    names = sorted(f.parent.name for f in folder.glob("*/gold.json"))
    print(f"{folder.name}: {len(names)} article pairs")
    for label, by_pair in scores.items():
        own = best_threshold({n: by_pair[n] for n in names}, labels)
        in_sample = figures({n: by_pair[n] >= own for n in names}, labels, full)
        floors = {n: best_threshold({m: s for m, s in by_pair.items() if m != n}, labels) for n in names}
        out = figures({n: by_pair[n] >= floors[n] for n in names}, labels, full)
        print(
            f"  {label:9s} at its best threshold F1 {in_sample[2]:.3f}   left out: precision {out[0]:.3f}  "
            f"recall {out[1]:.3f}  F1 {out[2]:.3f}  recall of full matches {out[3]:.3f}"
        )


def figures(
    chosen: dict[str, NDArray[np.bool_]], labels: dict[str, Labels], full: dict[str, Labels]
) -> tuple[float, float, float, float]:
    """Return precision, recall, F1 and the recall of full matches."""
    hit = sum(int((c & (labels[n] > 0)).sum()) for n, c in chosen.items())
    said = sum(int(c.sum()) for c in chosen.values())
    there = sum(int(labels[n].sum()) for n in chosen)
    full_hit = sum(int((c & (full[n] > 0)).sum()) for n, c in chosen.items())
    return (
        hit / said,
        hit / there,
        2 * hit / (said + there),
        full_hit / sum(int(full[n].sum()) for n in chosen),
    )


def write(features: list[str], tables: dict[str, Table], labels: dict[str, Labels], threshold: float) -> None:
    """Write the weights of a model trained on all pairs."""
    mean, scale, weights, intercept = fit(
        np.vstack(list(tables.values())), np.concatenate(list(labels.values()))
    )
    lines = [
        "# Weights of the alignment: with x = intercept + sum of weight * (feature - mean) / scale,",
        "# the probability is 1 / (1 + exp(-x)).",
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
