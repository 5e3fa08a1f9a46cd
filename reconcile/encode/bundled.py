"""The encoder inside this package: all-MiniLM-L6-v2 as int8 ONNX (see models/MODEL_CARD.md).

Why one text a run and no batches: int8 scales are taken from all activations of a run, so a text's
vector would shift with its companions (by up to 0.03) and a report with the order of its sources.
Alone, a text always gives the same vector; and without padding it costs no more than batches.

Why threads over texts and one thread within a text: a sentence is too little work to share. Two threads
inside onnxruntime took twice the time of one on a busy machine, as they wait for each other in every step.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reconcile.errors import ModelError

DIMENSION = 384
MAX_TOKENS = 256  # what the model was trained for; the longest news sentence that we saw has 115


class BundledEncoder:
    """The default encoder: no network, no torch; loaded on the first text.

    `folder` holds model.onnx and tokenizer.json; None takes the package's own. Raises ModelError
    (from `encode`) where they are missing or broken, as in a checkout without its large files.
    """

    name = "bundled"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def warm(self) -> None:
        """Load the model, in any thread, before the first text needs it. Raises what `encode` does."""
        self._parts()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, in the order given; no text: shape (0, 384).

        A row depends on its own text alone. Text over 256 tokens counts with its first 256.
        """
        if not texts:
            return np.zeros((0, DIMENSION), np.float32)
        # A text that stands twice (agency copy in two articles) is run once.
        plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        distinct = list(dict.fromkeys(plain))
        tokens = self._tokens(distinct)
        with ThreadPoolExecutor(_cores()) as pool:
            rows = dict(zip(distinct, pool.map(self._row, tokens), strict=True))
        return np.stack([rows[text] for text in plain])

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._parts()[1].encode_batch(texts)]

    def _row(self, ids: list[int]) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._parts()[0].run(None, {"input_ids": np.array([ids], np.int64)})[0][0]
        return row

    def _parts(self) -> tuple[Any, Any]:
        """The onnxruntime session and the tokenizer."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        folder = self._folder if self._folder is not None else files("reconcile.models")
        try:
            with as_file(folder / "model.onnx") as model, as_file(folder / "tokenizer.json") as tokens:
                return _session(model), _tokenizer(tokens)
        except Exception as error:  # onnxruntime and tokenizers raise types of their own
            why = " ".join(str(error).split())[:160]
            raise ModelError(
                f"the bundled model in {folder} cannot be loaded ({why}): install reconcile again, "
                "or rebuild it with tools/export_encoder.py"
            ) from error


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # see "Why threads over texts" above
    options.inter_op_num_threads = 1
    # The model's operators lie fused in the file (tools/export_encoder.py).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3  # errors only: warnings are about devices that we do not use
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _cores() -> int:
    """The cores that this process may use, at most eight: an article is done before more are started."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)
