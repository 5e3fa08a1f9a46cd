"""Where vectors are kept between runs: one SQLite file, bounded, for any number of processes at once.

It is a cache and never fails a run: locked, broken, read-only, full or gone, it holds nothing and keeps
nothing; a broken file is made anew. Rows stand in the order of their last use, so that those longest
unused leave together and free whole pages.

Why no write-ahead log: it wants shared memory, which a home folder on a network has not, and leaves files
beside an open one. Why `synchronous` is off: nothing here is worth waiting for a disk. A killed process is
rolled back from the journal all the same, and whatever a power cut mixes up fails the digest of its row.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

FILE = "vectors-1.sqlite"  # 1: the version of what is inside; another one is another file
FILES = "vectors-*.sqlite*"  # of any version, with what SQLite lays beside them
# 256 MB: 1.6 KB a sentence, so 160,000 sentences, as many as four thousand articles have.
LIMIT = 256 * 1024 * 1024
KEPT = 7 / 8  # of the limit, when what is longest unused leaves: not again at the next sentence
PAGE = 8192  # holds five rows of 384 figures nearly without waste; 4096 would hold two
ROW_COST = 96  # bytes around a row: its digest, the index, what pages leave free
BUSY = 0.5  # seconds to wait for another process, which needs a few milliseconds; then without
DIGEST = 16
# SQLite's codes for a file that is no database, is damaged, or has other tables than ours.
_GENERIC, _CORRUPT, _NO_DATABASE = 1, 11, 26
_ASKED = 500  # keys in one query; old versions of SQLite take no more than 999

_TABLES = (
    "CREATE TABLE IF NOT EXISTS models (model INTEGER PRIMARY KEY, name TEXT, identity BLOB UNIQUE)",
    "CREATE TABLE IF NOT EXISTS vectors"
    " (used INTEGER PRIMARY KEY, key INTEGER UNIQUE, model INTEGER, vector BLOB)",
    "CREATE INDEX IF NOT EXISTS by_model ON vectors (model)",
)

_writing = Lock()  # held while a thread of this process writes


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds: sentences, bytes on the disk, and sentences of each model by name."""

    entries: int
    size: int
    models: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: vectors as bytes by key; those of them long unused; whether the file is broken."""

    vectors: Mapping[bytes, bytes]
    fading: tuple[bytes, ...] = ()
    broken: bool = False


def read(path: Path, keys: Sequence[bytes], limit: int = LIMIT) -> Found:
    """Return the vectors stored for the keys (SHA-256 digests); nothing where they cannot be had.

    A vector is fading where it is among the longest unused of a file that nears the limit.
    """
    import sqlite3

    if not _ours(path):
        return Found({})
    try:
        with _opened(path) as db:
            return _read(db, keys, limit)
    except sqlite3.Error as error:
        # A file without tables is no broken one: another process may be about to make them.
        return Found({}, broken=_broken(error) and _code(error) != _GENERIC)


def write(
    path: Path,
    rows: Sequence[tuple[bytes, bytes]],
    model: tuple[str, bytes],
    limit: int = LIMIT,
    broken: bool = False,
) -> bool:
    """Store (key, vector) rows of a model (name, identity) as the ones used last; returns whether it did.

    At the limit those longest unused leave. `broken` has the file made anew, as has one that proves so.
    """
    import sqlite3

    for anew in (broken, True):
        if anew:
            _remove(path)
        try:
            with _writing:
                _make(path)
                with _opened(path) as db:
                    _write(db, rows, model, limit)
            return True
        except OSError:
            return False
        except sqlite3.Error as error:
            if anew or not _broken(error):
                return False
    return False


def settle() -> None:
    """Wait for what another thread of this process is writing: for who is about to end the process."""
    if _writing.acquire(timeout=2 * BUSY):
        _writing.release()


def contents(path: Path) -> Contents | None:
    """Return what a cache holds; None where there is none, or none that can be read."""
    import sqlite3

    if not _ours(path):
        return None
    try:
        with _opened(path) as db:
            models = db.execute(
                "SELECT name, n FROM models JOIN (SELECT model, COUNT(*) AS n FROM vectors GROUP BY model)"
                " USING (model) ORDER BY name, model"
            ).fetchall()
        return Contents(sum(n for _, n in models), path.stat().st_size, tuple(models))
    except (sqlite3.Error, OSError):
        return None


def clear(folder: Path) -> int:
    """Delete the caches in a folder, of every version, and nothing else; returns the bytes that they had.

    Raises OSError where one cannot be deleted.
    """
    freed = 0
    for path in sorted(folder.glob(FILES)):
        freed += path.stat().st_size
        path.unlink(missing_ok=True)
    return freed


def _ours(path: Path) -> bool:
    """Whether the file is there and belongs to this user: nobody else's vectors make our reports."""
    try:
        owner = path.stat().st_uid
    except (OSError, ValueError):
        return False
    return not hasattr(os, "getuid") or owner == os.getuid()


def _make(path: Path) -> None:
    """Make the folder and the file, for this user alone; leaves those that are there. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not _ours(path):
        raise PermissionError(path)


def _remove(path: Path) -> None:
    for beside in (path, path.with_name(f"{path.name}-journal")):
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that begins no transaction by itself; what is not committed is rolled back."""
    import sqlite3

    with closing(sqlite3.connect(path, timeout=BUSY, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {PAGE}")  # heeded by a new file only
        db.execute("PRAGMA synchronous = OFF")
        yield db


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extended part


def _broken(error: sqlite3.Error) -> bool:
    return _code(error) in (_GENERIC, _CORRUPT, _NO_DATABASE)


def _read(db: sqlite3.Connection, keys: Sequence[bytes], limit: int) -> Found:
    by_number = {_number(key): key for key in keys}
    numbers = list(by_number)
    rows: list[tuple[int, int, bytes]] = []
    db.execute("BEGIN")
    for at in range(0, len(numbers), _ASKED):
        asked = numbers[at : at + _ASKED]
        marks = ",".join("?" * len(asked))
        rows += db.execute(f"SELECT used, key, vector FROM vectors WHERE key IN ({marks})", asked)
    # Two queries: asked for both at once, SQLite reads the whole table.
    first, last = db.execute(
        "SELECT (SELECT MIN(used) FROM vectors), (SELECT MAX(used) FROM vectors)"
    ).fetchone()
    middle = (first + last) / 2 if rows and _size(db) > limit / 2 else 0
    db.execute("COMMIT")
    found, fading = {}, []
    for used, number, sealed in rows:
        key = by_number[number]
        vector = _unsealed(key, sealed)
        if vector is not None:
            found[key] = vector
            if used < middle:
                fading.append(key)
    return Found(found, tuple(fading))


def _write(
    db: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes]], model: tuple[str, bytes], limit: int
) -> None:
    db.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        db.execute(table)
    kept = _that_fit(rows, int(limit * KEPT))
    _make_room(db, sum(_cost(vector) for _, vector in kept), limit)
    db.execute("INSERT OR IGNORE INTO models (name, identity) VALUES (?, ?)", model)
    (number,) = db.execute("SELECT model FROM models WHERE identity = ?", model[1:]).fetchone()
    db.executemany(
        "INSERT OR REPLACE INTO vectors (key, model, vector) VALUES (?, ?, ?)",
        [(_number(key), number, _sealed(key, vector)) for key, vector in kept],
    )
    db.execute("COMMIT")


def _that_fit(rows: Sequence[tuple[bytes, bytes]], room: int) -> Sequence[tuple[bytes, bytes]]:
    """The last of the rows, as many as fit into an empty cache."""
    for at in range(len(rows) - 1, -1, -1):
        room -= _cost(rows[at][1])
        if room < 0:
            return rows[at + 1 :]
    return rows


def _make_room(db: sqlite3.Connection, needed: int, limit: int) -> None:
    """Let the rows go that are longest unused, where the new ones would pass the limit."""
    size = _size(db)
    if size + needed <= limit:
        return
    (entries,) = db.execute("SELECT COUNT(*) FROM vectors").fetchone()
    surplus = size + needed - int(limit * KEPT)
    going = min(entries, -(-entries * surplus // size))
    db.execute("DELETE FROM vectors WHERE used IN (SELECT used FROM vectors ORDER BY used LIMIT ?)", (going,))
    db.execute("DELETE FROM models WHERE model NOT IN (SELECT model FROM vectors)")


def _size(db: sqlite3.Connection) -> int:
    """The bytes in use; pages that a deletion freed are filled again before the file grows."""
    pages, free, page = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * page


def _cost(vector: bytes) -> int:
    return len(vector) + ROW_COST


def _number(key: bytes) -> int:
    """A key as the integer that SQLite finds fastest; two keys of one number fail each other's digest."""
    return int.from_bytes(key[:8], "big", signed=True)


def _sealed(key: bytes, vector: bytes) -> bytes:
    return hashlib.sha256(key + vector).digest()[:DIGEST] + vector


def _unsealed(key: bytes, sealed: object) -> bytes | None:
    """The vector of a stored row; None where it is damaged or another key's."""
    if not isinstance(sealed, bytes):
        return None
    vector = sealed[DIGEST:]
    return vector if _sealed(key, vector) == sealed else None
