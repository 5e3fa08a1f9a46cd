"""The bundled encoder by itself: shape, unit rows, independence of company and order, faults."""

from __future__ import annotations

import csv
import hashlib
import re
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile import encode
from reconcile.encode import bundled
from reconcile.encode.bundled import BundledEncoder
from reconcile.errors import ModelError

MODELS = Path(bundled.__file__).parents[1] / "models"
ENCODER = BundledEncoder()


def test_load_gives_the_bundled_encoder() -> None:
    encoder = encode.load()
    assert isinstance(encoder, BundledEncoder)
    assert isinstance(encoder, encode.Encoder)
    assert encoder.name == "bundled"


def test_no_text_gives_no_row() -> None:
    rows = ENCODER.encode([])
    assert rows.shape == (0, 384)
    assert rows.dtype == np.float32


def test_rows_have_length_one(articles: tuple[tuple[str, list[str]], ...]) -> None:
    texts = [text for _, listed in articles for text in listed]
    rows = ENCODER.encode(texts)
    assert rows.shape == (len(texts), 384)
    assert rows.dtype == np.float32
    assert np.abs(np.linalg.norm(rows, axis=1) - 1).max() < 1e-5


def test_a_row_depends_on_its_own_text_alone(articles: tuple[tuple[str, list[str]], ...]) -> None:
    texts = list(articles[-1][1])
    together = ENCODER.encode(texts)
    alone = np.concatenate([ENCODER.encode([text]) for text in texts])
    backwards = ENCODER.encode(texts[::-1])[::-1]
    assert together.tobytes() == alone.tobytes() == backwards.tobytes()


def test_another_load_gives_the_same_bytes(articles: tuple[tuple[str, list[str]], ...]) -> None:
    texts = articles[-1][1]
    assert BundledEncoder().encode(texts).tobytes() == ENCODER.encode(texts).tobytes()


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_cores_do_not_change_rows(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"In {year} the harbour was closed for {year % 7} days." for year in range(1990, 2000)]
    expected = ENCODER.encode(texts)
    monkeypatch.setattr(bundled, "_cores", lambda: cores)
    assert ENCODER.encode(texts).tobytes() == expected.tobytes()


def test_encoding_in_two_threads_at_once_is_safe() -> None:
    encoder, texts = BundledEncoder(), ["A bridge fell.", "A bridge opened.", "Nobody was hurt."]
    found: list[bytes] = []
    workers = [
        threading.Thread(target=lambda: found.append(encoder.encode(texts).tobytes())) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(found) == {ENCODER.encode(texts).tobytes()}
    assert len(found) == 4


def test_a_text_that_stands_twice_gets_the_same_row() -> None:
    rows = ENCODER.encode(["Nobody was hurt.", "The roof fell in.", "Nobody was hurt."])
    assert rows[0].tobytes() == rows[2].tobytes()
    assert rows[0].tobytes() != rows[1].tobytes()


def test_what_means_the_same_lies_nearer() -> None:
    told, retold, other, aside = ENCODER.encode(
        [
            "The court jailed the former mayor for six years.",
            "The ex-mayor was sentenced to six years in prison.",
            "The mayor opened a new library.",
            "Rain is expected in the north.",
        ]
    )
    assert told @ retold > 0.7 > 0.5 > told @ other > told @ aside


def test_cosines_are_near_those_of_the_float_model(root: Path) -> None:
    # The table is the float model's, so that this holds without it; on news they differ by .036 at most.
    with (root / "tests/cases/encoder_cosines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left = ENCODER.encode([row["left"] for row in rows])
    right = ENCODER.encode([row["right"] for row in rows])
    expected = np.array([float(row["cosine"]) for row in rows])
    assert len(rows) == 45
    assert np.abs((left * right).sum(axis=1) - expected).max() <= 0.04


def test_words_beyond_the_limit_do_not_count() -> None:
    long = "The council met again. " * 100  # 501 tokens with the mark in front
    same, more = ENCODER.encode([long, long + "A comet struck the town hall."])
    assert same.tobytes() == more.tobytes()


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\ud800", "🚒🚒", "ㄱㄴㄷ", "a" * 20_000, "‮ abc"])
def test_odd_text_gives_a_unit_row(text: str) -> None:
    rows = ENCODER.encode([text])
    assert rows.shape == (1, 384)
    assert abs(float(np.linalg.norm(rows[0])) - 1) < 1e-5


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gives_unit_rows(texts: list[str]) -> None:
    rows = ENCODER.encode(texts)
    assert rows.shape == (len(texts), 384)
    assert np.isfinite(rows).all()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    encoder = BundledEncoder(tmp_path / "nowhere")
    assert encoder.encode([]).shape == (0, 384)
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        encoder.encode(["text"])
    assert "\n" not in str(caught.value)
    assert "nowhere" in str(caught.value)


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_text("version https://git-lfs.github.com/spec/v1\n")
    (tmp_path / "tokenizer.json").write_bytes((MODELS / "tokenizer.json").read_bytes())
    with pytest.raises(ModelError, match=r"rebuild it with tools/export_encoder\.py") as caught:
        BundledEncoder(tmp_path).encode(["text"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("asset", ["model.onnx", "tokenizer.json"])
def test_the_model_card_has_the_hash_of_each_asset(asset: str) -> None:
    digest = hashlib.sha256((MODELS / asset).read_bytes()).hexdigest()
    card = (MODELS / "MODEL_CARD.md").read_text("utf-8")
    assert re.search(rf"`{re.escape(asset)}`[^\n]*`{digest}`", card)


def test_the_assets_are_small() -> None:
    assert (MODELS / "model.onnx").stat().st_size <= 25_000_000
