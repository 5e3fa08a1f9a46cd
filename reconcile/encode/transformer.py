"""Any sentence-transformers model as an encoder, for languages or accuracy that the bundled one lacks.

Why imported only here, on use: sentence-transformers brings torch, seconds of start-up that nobody
should wait for who did not ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reconcile.errors import ModelError


class TransformerEncoder:
    """A sentence-transformers model, by hub name or folder, on the CPU.

    Why the CPU even where there is a faster device: a report must come out the same on every machine.
    Raises ModelError where the model cannot be loaded or gives vectors of no use.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._model = _load(model)
        self._dim = int(self._embed(["dimension"]).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, in the order given; no text: shape (0, dim)."""
        if not texts:
            return np.zeros((0, self._dim), np.float32)
        return self._embed([clean(t) for t in texts])

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        try:
            rows = self._model.encode(
                texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        except Exception as error:  # the library raises whatever its parts raise
            raise ModelError(f"model {self.name!r} failed to encode: {_one_line(error)}") from error
        return unit(np.asarray(rows, np.float32))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length one; a row of zeros stays so (it is similar to nothing)."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(norms > 0, norms, 1)).astype(np.float32)


def clean(text: str) -> str:
    """Return the text without lone surrogates, which no tokenizer takes ("\\ud800" from a broken file)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load(model: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f"model {model!r} needs sentence-transformers, which does not import ({_one_line(error)}): "
            "install it, or use --model bundled"
        ) from error
    try:
        with _quiet():
            return SentenceTransformer(model, device="cpu")
    except Exception as error:  # no folder, a broken file, no connection: each its own type
        raise ModelError(
            f"model {model!r} cannot be loaded ({_one_line(error)}): give a sentence-transformers folder "
            "or model name, or use --model bundled"
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's bars off stderr, where a user reads what we say."""
    from transformers.utils import logging as said

    bars = said.is_progress_bar_enabled()
    said.disable_progress_bar()
    try:
        yield
    finally:
        if bars:
            said.enable_progress_bar()


def _one_line(error: BaseException, limit: int = 160) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= limit else words[: limit - 1] + "…"
