"""Fixtures for every test: a tiny encoder, the project's own articles, the labelled pairs where present."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "../shared"


class TinyEncoder:
    """Words hashed into 256 dimensions: the same words, the same vector; no model and no wait."""

    name = "tiny"
    dim = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text; a text without words gets the row of the empty word."""
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()) or [""]:
                digest = hashlib.sha256(word.encode("utf-8", "replace")).digest()
                row[digest[0]] += 1  # never negative, so that no text can cancel out to zero
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / norms if len(texts) else rows


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache for this run of the tests alone, for the commands that they start, too."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECONCILE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def tiny_encoder() -> TinyEncoder:
    """An encoder for tests of everything but the encoder."""
    return TinyEncoder()


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def fixture_texts(root: Path) -> tuple[tuple[str, str], ...]:
    """The plain-text articles written for this project: (event/file, text), in order of name."""
    paths = sorted((root / "fixtures").glob("*/*.txt"))
    return tuple((f"{p.parent.name}/{p.name}", p.read_text("utf-8", "replace")) for p in paths)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The labelled article pairs beside the checkout; the test is skipped where there are none."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the labelled articles (../shared/data) are not on this machine")
    return folder.resolve()
