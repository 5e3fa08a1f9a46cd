"""TF-IDF (scikit-learn), cosine, each sentence's nearest in every other article, a threshold.

python benchmarks/peers_tfidf.py ARTICLE ARTICLE … [--threshold T]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from peers_text import Answer, Compare, NotRun, Pick, Statement, script, top_neighbours


def load(pick: Pick = top_neighbours) -> Compare:
    """Return the comparison; NotRun where scikit-learn is absent."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise NotRun("scikit-learn is not installed (extra bench)") from error

    def compare(listed: Sequence[Statement]) -> Answer:
        rows = TfidfVectorizer(stop_words="english").fit_transform([s.text for s in listed])
        return Answer(pick(listed, (rows @ rows.T).toarray()))

    return compare


if __name__ == "__main__":
    sys.exit(script(lambda _: load(), threshold=0.3))
