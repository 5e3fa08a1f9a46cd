"""An encoder that remembers: what was encoded before is read from a file, and no model is loaded for it.

A vector out of the cache has the very bytes that the model would give. So its key holds all that these
depend on: the text, the model, what runs it, the kind of processor, and, for a model that encodes in
batches, the other texts of the call. Hashes and vectors are stored, no text.

The library never uses it unasked (`encode.load` gives the plain encoder); the command line does.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from reconcile.encode import BUNDLED, Encoder, load, store

# Of reconcile/models/model.onnx and tokenizer.json. Hashing 23 MB takes as long as reading the articles;
# tools/export_encoder.py prints them, and a test holds them against the files.
BUNDLED_SHA256 = (
    "8b764de104948e85cc9e0b5063dc61f73f5b158fe5f6001d13ffd243b72ba8d4",
    "101b3bb4163bdb333d96d022e43bc43b21db1f001a5a9ec2336afaf17bf3ca5d",
)
# Raise it with any change in encode/bundled.py or encode/transformer.py that changes a vector.
VERSION = "1"
FOLDER = "RECONCILE_CACHE"  # the variable that names another folder
LARGEST_FOLDER = 1_000  # files; a model has some dozen, and a home folder taken for one is not searched
_FIGURE = "<f4"


class CachedEncoder:
    """An encoder that stores its vectors, and loads its model for texts that it has not stored.

    `load` gives the model's encoder; `identity` all that its vectors depend on but the texts; `name` is
    what reports call it; `path` the file (None keeps nothing), `limit` its bytes. `alone` says that a
    row depends on its own text only; else it counts for the same call only. What `load` and the
    encoder raise comes from `encode`, which any thread may call.
    """

    def __init__(
        self,
        load: Callable[[], Encoder],
        identity: str,
        path: Path | None = None,
        limit: int = store.LIMIT,
        *,
        name: str = BUNDLED,
        alone: bool = True,
    ) -> None:
        self.name = name
        self._load = load
        self._identity = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).digest()
        self._path = path
        self._limit = limit
        self._alone = alone
        self._inner: Encoder | None = None
        self._lock = Lock()

    def warm(self) -> None:
        """Do early what will be wanted for certain: where nothing is stored yet, that is the model."""
        with suppress(ImportError):
            import sqlite3  # noqa: F401  # the import is what is wanted
        if self._path is None or not self._path.exists():
            early = getattr(self._model(), "warm", None)
            if early is not None:
                early()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, in the order given, with the bytes that the model gives."""
        if not texts or self._path is None:
            return self._model().encode(texts)
        try:
            return self._stored(texts, self._path)
        except ImportError:  # a Python without sqlite3
            return self._model().encode(texts)

    def _stored(self, texts: Sequence[str], path: Path) -> NDArray[np.float32]:
        keys = self._keys(texts)
        found = store.read(path, list(dict.fromkeys(keys)), self._limit)
        rows = {key: np.frombuffer(vector, _FIGURE) for key, vector in found.vectors.items()}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in rows}
        if missing and not self._alone:
            # All in one call, as the model would see them without a cache.
            rows |= zip(keys, self._model().encode(texts), strict=True)
        elif missing:
            rows |= zip(missing, self._model().encode(list(missing.values())), strict=True)
        if missing or found.fading:
            new = [(key, rows[key].astype(_FIGURE).tobytes()) for key in (*found.fading, *missing)]
            store.write(path, new, (self.name, self._identity), self._limit, found.broken)
        return np.stack([rows[key] for key in keys]).astype(np.float32, copy=False)

    def _keys(self, texts: Sequence[str]) -> list[bytes]:
        """The hash of what each row depends on."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        if self._alone:
            return [hashlib.sha256(self._identity + text).digest() for text in encoded]
        lengths = ",".join(str(len(text)) for text in encoded).encode()
        call = hashlib.sha256(b"\0".join((self._identity, lengths, *encoded))).digest()
        return [hashlib.sha256(call + str(place).encode()).digest() for place in range(len(texts))]

    def _model(self) -> Encoder:
        with self._lock:
            if self._inner is None:
                self._inner = self._load()
            return self._inner


def cached(model: str = BUNDLED, folder: Path | None = None, limit: int = store.LIMIT) -> Encoder:
    """Return the encoder of that name, with the cache in `folder` (None: that of this user).

    A model by its name on a hub is not cached: what the name means may change from one day to the next.
    Raises ModelError as `encode.load` does.
    """
    folder = folder if folder is not None else cache_folder()
    name = model.strip() or BUNDLED
    identity = _identity(name)
    if folder is None or identity is None:
        return load(model)
    path = folder / store.FILE
    return CachedEncoder(
        lambda: load(model), identity, path, limit, name=name, alone=name == BUNDLED
    )  # torch encodes in batches, whose company shows in the last bits


def cache_folder() -> Path | None:
    """Return the folder of this user's cache, whether it is there or not; None where there is no home.

    `RECONCILE_CACHE` names another. By the XDG base directory specification, and the usual places of
    Windows and macOS.
    """
    if named := os.environ.get(FOLDER):
        return Path(named)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "reconcile"
        if sys.platform == "darwin":
            return Path.home() / "Library/Caches/reconcile"
        given = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (given if given.is_absolute() else Path.home() / ".cache") / "reconcile"
    except RuntimeError:  # no home folder
        return None


def _identity(name: str) -> str | None:
    """All that a model's vectors depend on but the texts; None where that cannot be told at once."""
    if name == BUNDLED:
        runs = map(_installed, ("onnxruntime", "tokenizers"))
        return _joined((name, VERSION, *BUNDLED_SHA256, *runs, _processor()))
    files = _folder(Path(name))
    if files is None:
        return None
    runs = map(_installed, ("sentence_transformers", "transformers", "tokenizers", "torch"))
    return _joined((name, VERSION, *files, *runs, _processor(), *_threads()))


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _folder(path: Path) -> tuple[str, ...] | None:
    """Place, size and time of each file of a model; None where there is no such folder, or one too large."""
    found: list[str] = []
    try:
        if not path.is_dir():
            return None
        whole = path.resolve()
        for folder, folders, files in os.walk(whole):
            folders.sort()
            for file in sorted(files):
                told = os.stat(os.path.join(folder, file))
                found.append(f"{os.path.join(folder, file)}\t{told.st_size}\t{told.st_mtime_ns}")
            if len(found) > LARGEST_FOLDER:
                return None
    except (OSError, ValueError):
        return None
    return (str(whole), *found)


def _installed(package: str) -> str:
    """The version of an installed package, from the name of its metadata's folder, without importing it."""
    try:
        spec = find_spec(package)
        origin = Path(spec.origin or "") if spec else Path()
        listed = os.listdir(origin.parents[1])
        told = os.stat(origin)
    except (ImportError, ValueError, IndexError, OSError):
        return package
    named = sorted(n for n in listed if n.startswith(package) and n.endswith((".dist-info", ".egg-info")))
    return "\t".join(named) or f"{origin}\t{told.st_size}\t{told.st_mtime_ns}"


def _processor() -> str:
    """The kind of processor, which chooses the order of additions; one home may serve several machines."""
    with suppress(OSError), open("/proc/cpuinfo", "rb") as file:
        lines = file.read(8192).splitlines()  # the first processor; reading them all takes milliseconds
        flags = next((line for line in lines if line.lower().startswith((b"flags", b"features"))), b"")
        return f"{os.uname().machine}\t{hashlib.sha256(flags).hexdigest()}"
    import platform

    return f"{sys.platform}\t{platform.machine()}\t{os.environ.get('PROCESSOR_IDENTIFIER', '')}"


def _threads() -> tuple[str, ...]:
    """How many threads torch takes, among which it may divide a sum."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (str(usable), *(os.environ.get(name, "") for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS")))
