"""Any sentence-transformers CrossEncoder with the outputs contradiction, entailment and neutral.

Such models are trained for natural language inference (Bowman et al. 2015, SNLI; Williams et al. 2018,
MultiNLI). The order of the outputs is the model's own affair and is read from its `id2label`.

Why float32 on the CPU, even where the file holds halves or there is a faster device: a report must
come out the same on every machine; what threads and padding leave of a difference is rounded off.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

import numpy as np

from reconcile.errors import ModelError
from reconcile.judge.verdicts import Opinion, Texts

LABELS = Opinion._fields
BATCH = 32
# Two machines, or two paddings of one text, differ in the sixth digit; no threshold has more than two.
DIGITS = 3
# Words of a text that a judge is given; clauses and sentences of news end long before.
LONGEST = 200
_ADVICE = "give a sentence-transformers CrossEncoder for natural language inference, or leave --judge out"


class CrossEncoderJudge:
    """A CrossEncoder by hub name or folder.

    Raises ModelError where it cannot be loaded or has other outputs.
    """

    def __init__(self, model: str) -> None:
        # A folder is named by its last part: a report names no folder of the machine that made it.
        self.name = PurePath(os.path.abspath(model)).name if os.path.isdir(model) else model
        self._asked = model
        self._model, self._columns = _load(model)

    def opinions(self, pairs: Sequence[Texts]) -> list[Opinion]:
        """Return one opinion a (premise, hypothesis), in the order given."""
        if not pairs:
            return []
        texts = [(_plain(one), _plain(two)) for one, two in pairs]
        try:
            rows = self._model.predict(
                texts,
                batch_size=BATCH,
                apply_softmax=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        except Exception as error:  # the library raises whatever its parts raise
            raise ModelError(f"judge {self._asked!r} failed: {_one_line(error)}") from error
        found = np.asarray(rows, np.float64)[:, list(self._columns)]
        if not np.isfinite(found).all():
            raise ModelError(
                f"judge {self._asked!r} gives no figures (NaN): its weights are broken; {_ADVICE}"
            )
        return [Opinion(*(round(float(p), DIGITS) for p in row)) for row in found]


def columns(labels: Mapping[Any, Any]) -> tuple[int, ...] | None:
    """Return which outputs (`id2label`) are contradiction, entailment and neutral; None if not just these."""
    places = {str(label).strip().casefold(): int(k) for k, label in labels.items()}
    if len(labels) != len(LABELS) or set(places) != set(LABELS):
        return None
    return tuple(places[label] for label in LABELS)


def _load(model: str) -> tuple[Any, tuple[int, ...]]:
    """The model in eval mode, and its columns. The labels are looked at before the weights are fetched."""
    try:
        from sentence_transformers import CrossEncoder
        from transformers import AutoConfig
    except ImportError as error:
        raise ModelError(
            f"judge {model!r} needs sentence-transformers, which does not import ({_one_line(error)}): "
            "install it, or leave --judge out"
        ) from error
    if os.path.isabs(model) and not os.path.isdir(model):
        raise ModelError(f"judge {model!r}: there is no such folder; {_ADVICE}")
    try:
        labels = dict(AutoConfig.from_pretrained(model).id2label or {})
    except Exception as error:  # no folder, a broken file, no connection: each its own type
        raise ModelError(f"judge {model!r} cannot be loaded ({_one_line(error)}): {_ADVICE}") from error
    places = columns(labels)
    if places is None:
        named = _cut(", ".join(str(label) for label in labels.values()), 60)
        raise ModelError(
            f"judge {model!r} has the outputs {named}, not contradiction, entailment and neutral: {_ADVICE}"
        )
    try:
        with _quiet():
            loaded = CrossEncoder(model, device="cpu").float()
        loaded.eval()
    except Exception as error:
        raise ModelError(f"judge {model!r} cannot be loaded ({_one_line(error)}): {_ADVICE}") from error
    return loaded, places


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' bars and advice about dtypes off stderr, where a user reads what we say."""
    from transformers.utils import logging as said

    level, bars = said.get_verbosity(), said.is_progress_bar_enabled()
    logger = logging.getLogger("sentence_transformers")
    before = logger.level
    said.set_verbosity_error()
    said.disable_progress_bar()
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        said.set_verbosity(level)
        logger.setLevel(before)
        if bars:
            said.enable_progress_bar()


def _plain(text: str) -> str:
    """The text on one line, cut where no sentence goes, without lone surrogates: no tokenizer takes them."""
    words = text.encode("utf-8", "replace").decode("utf-8").split()
    return " ".join(words[:LONGEST]) or "."


def _one_line(error: BaseException) -> str:
    return _cut(" ".join(str(error).split()) or type(error).__name__, 160)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
