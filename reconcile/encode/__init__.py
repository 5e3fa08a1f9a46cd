"""Encoders: what turns statements into vectors. The stage that aligns them sees only `Encoder`.

`bundled` (the default) is a small English model inside this package, run by onnxruntime; nothing is
fetched. Any other name is given to sentence-transformers as a model name or folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

BUNDLED = "bundled"

__all__ = ["BUNDLED", "Encoder", "load"]


@runtime_checkable
class Encoder(Protocol):
    """Anything that gives a unit vector a text; `name` stands in the report."""

    @property
    def name(self) -> str:
        """What the report calls the model."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 rows of length one, one a text in the order given; no text: shape (0, dim)."""
        ...


def load(model: str = BUNDLED) -> Encoder:
    """Return the encoder of that name: "bundled", or what sentence-transformers can load (name or folder).

    Raises ModelError, with one line that says what to do, where it cannot be loaded.
    """
    if model.strip() in ("", BUNDLED):
        from reconcile.encode.bundled import BundledEncoder

        return BundledEncoder()
    from reconcile.encode.transformer import TransformerEncoder

    return TransformerEncoder(model.strip())
