"""Writing a file whole or not at all, one writer at a time.

A file is written beside its place under another name, brought to the disk, and then renamed over
the old one, which a file system does in one step: a reader, or a machine that stops in the middle,
finds the old file or the new one. Whoever reads a file to write it anew does both under `locked`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT
from pathlib import Path

# A writer needs some milliseconds; a hundred of them in a row less than this.
PATIENCE = 30.0


@contextmanager
def locked(path: Path) -> Iterator[Path]:
    """Hold the lock of a file, against other processes and threads; gives the file that links lead to.

    The lock is an empty file beside it (`.name.lock`), which stays; the system frees the lock of a
    process that dies. Raises TimeoutError after PATIENCE seconds, OSError where the folder cannot be
    written.
    """
    from filelock import FileLock, Timeout

    real = Path(os.path.realpath(path))
    if not real.parent.is_dir():  # filelock would make the folder of a name that was mistyped
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    try:
        held = FileLock(real.with_name(f".{real.name}.lock"), timeout=PATIENCE).acquire()
    except Timeout as error:
        raise TimeoutError(f"another process has held it for {PATIENCE:.0f} seconds") from error
    with held:
        yield real


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8 over the file at `path`, whole or not at all; call it with the lock held.

    A part that a killed writer left behind is thrown away; the old file's mode is kept.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        # O_EXCL: a link that somebody laid there is not followed.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Bring the rename to the disk, where folders can be opened for it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
