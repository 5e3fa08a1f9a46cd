"""The obvious script: all-MiniLM-L6-v2, cosine, each sentence's nearest in every other article, a threshold.

python benchmarks/peers_minilm.py ARTICLE ARTICLE … [--model FOLDER_OR_NAME] [--threshold T]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from peers_text import Answer, Compare, Pick, Statement, encoder, script, top_neighbours


def load(model: str | None, pick: Pick = top_neighbours) -> Compare:
    """Return the comparison with a model; NotRun where it cannot be loaded."""
    encode = encoder(model)

    def compare(listed: Sequence[Statement]) -> Answer:
        vectors = encode(listed)
        return Answer(pick(listed, vectors @ vectors.T))

    return compare


if __name__ == "__main__":
    sys.exit(script(lambda options: load(options.model), threshold=0.6))
