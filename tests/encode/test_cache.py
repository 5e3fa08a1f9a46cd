"""The cache of vectors: the bytes of the model, nothing loaded for what is known, no run failed by it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from reconcile import encode
from reconcile.encode import cache, store
from reconcile.encode.bundled import BundledEncoder
from reconcile.encode.cache import CachedEncoder, cached

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "The mayor opened the bridge on Friday.",
    "Three boats were missing at noon.",
    "The dam held, the engineer said.",
)


class Counted:
    """An encoder of eight figures a text that remembers what it was given."""

    name = "counted"

    def __init__(self) -> None:
        self.given: list[list[str]] = []
        self.warmed = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given.append(list(texts))
        rows = [hashlib.sha256(t.encode("utf-8", "surrogatepass")).digest() for t in texts]
        figures = np.frombuffer(b"".join(rows), np.uint32).reshape(len(texts), 8).astype(np.float32)
        return figures / np.linalg.norm(figures, axis=1, keepdims=True)

    def warm(self) -> None:
        self.warmed += 1


def never() -> encode.Encoder:
    raise AssertionError("the model was loaded")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / store.FILE


def fill(path: Path, texts: Sequence[str] = TEXTS, limit: int = store.LIMIT) -> NDArray[np.float32]:
    return CachedEncoder(Counted, "one", path, limit).encode(texts)


def missing(path: Path, texts: Sequence[str] = TEXTS, identity: str = "one") -> list[str]:
    """Which of the texts are not stored; stores them."""
    inner = Counted()
    rows = CachedEncoder(lambda: inner, identity, path).encode(texts)
    assert rows.tobytes() == Counted().encode(texts).tobytes()
    return [text for call in inner.given for text in call]


def test_rows_have_the_bytes_of_the_bundled_model(tmp_path: Path) -> None:
    fresh = BundledEncoder().encode(TEXTS)
    first = cached(folder=tmp_path).encode(TEXTS)
    again = cached(folder=tmp_path)
    assert isinstance(again, CachedEncoder)
    again._load = never
    assert first.tobytes() == fresh.tobytes() == again.encode(TEXTS).tobytes()
    assert again.encode(TEXTS[::-1]).tobytes() == fresh[::-1].tobytes()
    assert again.encode(TEXTS).dtype == np.float32
    assert again.name == encode.load().name == "bundled"
    assert isinstance(again, encode.Encoder)


def test_what_is_known_imports_no_runtime(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from reconcile.encode.cache import cached\n"
        f"cached(folder=pathlib.Path({str(tmp_path)!r})).encode(['Rain fell on the fair.'])\n"
        "print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ).stdout
        for _ in range(2)
    ]
    assert said == ["True True\n", "False False\n"]


def test_only_what_is_missing_is_encoded(path: Path) -> None:
    fill(path, TEXTS[:2])
    inner = Counted()
    encoder = CachedEncoder(lambda: inner, "one", path)
    texts = [TEXTS[2], TEXTS[0], TEXTS[2], TEXTS[1]]
    assert encoder.encode(texts).tobytes() == Counted().encode(texts).tobytes()
    assert inner.given == [[TEXTS[2]]]
    assert encoder.encode(TEXTS).tobytes() == Counted().encode(TEXTS).tobytes()
    assert inner.given == [[TEXTS[2]]]


def test_no_text_and_no_path_go_to_the_model(path: Path) -> None:
    assert cached(folder=path.parent).encode([]).shape == (0, 384)
    inner = Counted()
    encoder = CachedEncoder(lambda: inner, "one", None)
    assert encoder.encode(TEXTS).shape == encoder.encode(TEXTS).shape == (3, 8)
    assert len(inner.given) == 2
    assert not path.exists()


def test_another_model_finds_nothing(path: Path) -> None:
    fill(path)
    assert missing(path, identity="two") == list(TEXTS)
    assert missing(path, identity="one") == []


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=6))
def test_any_text_comes_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / store.FILE
    odd = [*texts, "\ud800", "a\0b", ""]
    assert set(missing(path, odd)) == set(odd)
    assert missing(path, odd) == []


def test_where_company_shows_a_row_counts_for_its_call_only(path: Path) -> None:
    def given_to(texts: Sequence[str]) -> list[list[str]]:
        inner = Counted()
        encoder = CachedEncoder(lambda: inner, "batches", path, alone=False)
        assert encoder.encode(texts).tobytes() == Counted().encode(texts).tobytes()
        return inner.given

    assert given_to(TEXTS) == [list(TEXTS)]
    assert given_to(TEXTS) == []
    assert given_to(TEXTS[:2]) == [list(TEXTS[:2])]
    assert given_to(TEXTS[::-1]) == [list(TEXTS[::-1])]
    assert given_to(["ab", "c"]) == [["ab", "c"]]
    assert given_to(["a", "bc"]) == [["a", "bc"]]


def test_any_thread_may_call(path: Path) -> None:
    fill(path)
    encoder = CachedEncoder(never, "one", path)
    done: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: done.append(encoder.encode(TEXTS).tobytes())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [encoder.encode(TEXTS).tobytes()] * 4


def test_only_where_nothing_is_stored_the_model_is_loaded_early(path: Path) -> None:
    inner = Counted()
    CachedEncoder(lambda: inner, "one", path).warm()
    assert inner.warmed == 1
    fill(path)
    CachedEncoder(never, "one", path).warm()


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: store.PAGE + 100])


def other_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE vectors (a, b)")
    db.close()


def blanked(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: store.PAGE] + bytes(len(data) - store.PAGE))


@pytest.mark.parametrize("harm", [garbage, empty, cut, other_tables, blanked])
def test_a_broken_file_is_made_anew(path: Path, harm: Callable[[Path], None]) -> None:
    fill(path)
    harm(path)
    assert missing(path) == list(TEXTS)
    assert missing(path) == []
    assert store.contents(path) is not None


def test_a_changed_figure_is_not_believed(path: Path) -> None:
    fill(path)
    db = sqlite3.connect(path)
    rows = db.execute("SELECT key, vector FROM vectors ORDER BY used").fetchall()
    (first, one), (second, two), (third, three) = rows
    changed = three[:-1] + bytes([three[-1] ^ 1])
    for key, vector in ((first, two), (second, one), (third, changed)):
        db.execute("UPDATE vectors SET vector = ? WHERE key = ?", (vector, key))
    db.commit()
    db.close()
    assert missing(path) == list(TEXTS)
    assert missing(path) == []


def test_a_locked_file_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY", 0.01)
    fill(path, TEXTS[:1])
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    assert missing(path) == list(TEXTS)
    assert store.contents(path) is None
    db.execute("ROLLBACK")
    db.close()
    assert missing(path) == list(TEXTS[1:])


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "taken" / store.FILE).mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "taken"):
        for _ in range(2):
            assert missing(folder / store.FILE) == list(TEXTS)
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_full_disk_is_no_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, TEXTS[:1])

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "_write", full)
    assert missing(path) == list(TEXTS[1:])
    assert missing(path) == list(TEXTS[1:])


def test_somebody_elses_file_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    assert missing(path) == list(TEXTS)
    assert missing(path) == list(TEXTS)
    assert path.read_bytes() == before


def test_a_python_without_sqlite_encodes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert missing(path) == list(TEXTS)
    CachedEncoder(Counted, "one", path).warm()
    assert not path.exists()


def test_the_size_is_bounded_and_what_was_used_stays(path: Path) -> None:
    limit = 40 * store.PAGE
    always = [f"text {k}" for k in range(20)]
    for start in range(0, 6000, 200):
        fill(path, [*always, *(f"sentence {k}" for k in range(start, start + 200))], limit)
        assert path.stat().st_size <= limit + store.PAGE
    held = store.contents(path)
    assert held is not None
    assert 500 < held.entries < 6000
    assert missing(path, always) == []
    assert missing(path, ["sentence 5999"]) == []
    assert missing(path, ["sentence 0"]) == ["sentence 0"]


def test_more_than_the_limit_at_once_keeps_the_last(path: Path) -> None:
    limit = 20 * store.PAGE
    many = [f"sentence {k}" for k in range(5000)]
    fill(path, many, limit)
    fill(path, many[:2000], limit)
    assert path.stat().st_size <= limit + store.PAGE
    assert missing(path, many[1999:2000]) == []
    assert missing(path, many[-1:]) == many[-1:]


def test_many_keys_are_asked_in_parts(path: Path) -> None:
    many = [f"sentence {k}" for k in range(3 * store._ASKED + 7)]
    fill(path, many)
    assert missing(path, many) == []


def test_nobody_else_may_read_it_and_it_holds_no_text(path: Path) -> None:
    fill(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in path.parent.iterdir()] == [store.FILE]
    data = path.read_bytes()
    assert not any(word.encode() in data for text in TEXTS for word in text.split() if len(word) > 4)


WRITER = """
import sys, pathlib
sys.path.insert(0, {tests!r})
from test_cache import Counted, CachedEncoder
print("ready", flush=True)
sys.stdin.readline()
for start in range(0, 40, 4):
    texts = [f"sentence {{k}}" for k in range(start, start + 20)]
    CachedEncoder(Counted, "one", pathlib.Path({path!r})).encode(texts)
"""


def child(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code.format(tests=str(Path(__file__).parent), path=str(path))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_processes_may_write_the_same_at_once(path: Path) -> None:
    writers = [child(WRITER, path) for _ in range(4)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.communicate("go\n", timeout=120) == ("", "")
        assert writer.returncode == 0
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    # One that waited for its turn in vain may have kept nothing; what is kept is right.
    missing(path, [f"sentence {k}" for k in range(56)])
    assert missing(path, [f"sentence {k}" for k in range(56)]) == []


KILLED = """
import os, pathlib, sys
sys.path.insert(0, {tests!r})
from reconcile.encode import store
from test_cache import Counted, CachedEncoder
sealed = store._sealed
def dying(key, vector):
    if dying.left == 0:
        os._exit(9)
    dying.left -= 1
    return sealed(key, vector)
dying.left = 200
store._sealed = dying
CachedEncoder(Counted, "one", pathlib.Path({path!r})).encode([f"lost {{k}}" for k in range(400)])
"""


def test_a_killed_writer_leaves_a_whole_file(path: Path) -> None:
    fill(path)
    assert child(KILLED, path).wait(120) == 9
    assert missing(path) == []
    assert missing(path, ["lost 1"]) == ["lost 1"]


def test_contents_and_clearing(path: Path) -> None:
    assert store.contents(path) is None
    assert store.clear(path.parent) == 0
    fill(path)
    CachedEncoder(Counted, "two", path, name="folder/model").encode(TEXTS[:1])
    size = path.stat().st_size
    assert store.contents(path) == store.Contents(4, size, (("bundled", 3), ("folder/model", 1)))
    (path.parent / "mine.txt").write_text("kept")
    assert store.clear(path.parent) == size
    assert [p.name for p in path.parent.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("index", "asset"), [(0, "model.onnx"), (1, "tokenizer.json")])
def test_the_identity_has_the_hash_of_each_asset(index: int, asset: str) -> None:
    data = (ROOT / "reconcile" / "models" / asset).read_bytes()
    assert cache.BUNDLED_SHA256[index] == hashlib.sha256(data).hexdigest()


def test_the_identity_of_a_folder_changes_with_its_files(tmp_path: Path) -> None:
    weights = tmp_path / "part" / "weights"
    weights.parent.mkdir()
    weights.write_bytes(b"12345")
    first = cache._identity(str(tmp_path))
    assert first is not None
    assert cache._identity(str(tmp_path)) == first
    told = weights.stat()
    os.utime(weights, ns=(told.st_atime_ns, told.st_mtime_ns + 1))
    second = cache._identity(str(tmp_path))
    weights.write_bytes(b"123456")
    os.utime(weights, ns=(told.st_atime_ns, told.st_mtime_ns + 1))
    assert len({first, second, cache._identity(str(tmp_path)), cache._identity("bundled")}) == 4


@pytest.mark.parametrize("what", ["_installed", "_processor"])
def test_the_identity_changes_with_what_runs_the_model(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    before = cache._identity("bundled")
    monkeypatch.setattr(cache, what, lambda *_: "another")
    assert cache._identity("bundled") != before


def test_what_runs_the_model_is_named_by_its_version() -> None:
    from importlib.metadata import version

    assert version("onnxruntime") in cache._installed("onnxruntime")
    assert cache._installed("no_such_package") == "no_such_package"


def test_a_model_by_name_is_not_cached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plain = Counted()
    monkeypatch.setattr(cache, "load", lambda name: plain)
    assert cached("somebody/some-model", tmp_path) is plain
    monkeypatch.setattr(cache, "cache_folder", lambda: None)
    assert cached("bundled") is plain
    assert list(tmp_path.iterdir()) == []


def test_the_library_keeps_nothing_unasked() -> None:
    assert isinstance(encode.load(), BundledEncoder)


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/reconcile"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/reconcile"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "not/absolute"}, "/h/.cache/reconcile"),
        ("linux", {"HOME": "/h", "RECONCILE_CACHE": "here"}, "here"),
        ("linux", {"HOME": "/h", "RECONCILE_CACHE": ""}, "/h/.cache/reconcile"),
        ("darwin", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/h/Library/Caches/reconcile"),
        ("win32", {"HOME": "/h", "LOCALAPPDATA": "/local"}, "/local/reconcile"),
    ],
)
def test_where_the_cache_is(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], folder: str
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "RECONCILE_CACHE", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert cache.cache_folder() == Path(folder)
