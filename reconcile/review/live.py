"""The last good report, and one made anew in a thread when a file that it rests on has changed.

A file is seen to have changed by time, size and number (a file that an editor program writes whole is
another one). While the new report cannot be made (a half-written file, a story with a typing error), the
last good one stays, and the fault is told in one line.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reconcile import decisions
from reconcile.errors import ReconcileError
from reconcile.review.subject import Subject
from reconcile.values import Decision, Report

Print = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand: `version` names what the page shows; `fault` is one line, '' for none."""

    version: str
    checking: bool
    fault: str


class Live:
    """A report that keeps up with its files. Each method may be called by any thread."""

    def __init__(self, subject: Subject) -> None:
        """Make the first report; raises what making it raises."""
        self.subject = subject
        self._lock = threading.Lock()
        self._files = subject.files()
        self._seen = prints(self._files)
        self._report = subject.report()
        self._number = 1
        self._fault = ""
        self._checking = False
        self._decided: tuple[Decision, ...] = decisions.load(subject.decisions)

    @property
    def bare(self) -> Report:
        """The last good report, without decisions."""
        return self._report

    def decided(self) -> Report:
        """Return the last good report with the decisions as they stand in the file now."""
        with self._lock:
            self._read_decisions()
            report, kept = self._report, self._decided
        return decisions.apply(report, kept)

    def look(self) -> Standing:
        """Return how things stand; begins to make the report anew where a file has changed."""
        with self._lock:
            if not self._checking and self._changed():
                self._checking = True
                threading.Thread(target=self._make, daemon=True).start()
            fault = self._fault or self._read_decisions()
            return Standing(self._version(), self._checking, fault)

    def version(self) -> str:
        """Return the name of what a page made now shows."""
        with self._lock:
            return self._version()

    def _version(self) -> str:
        (seen,) = prints((self.subject.decisions,))
        return f"{self._number}-{'-'.join(map(str, seen or ()))}"

    def _changed(self) -> bool:
        """Whether a file is another than when the last attempt began; remembers it."""
        now = prints(self._files)
        if now == self._seen:
            return False
        self._files = self.subject.files()
        self._seen = prints(self._files)
        return True

    def _make(self) -> None:
        try:
            report, fault = self.subject.report(), ""
        except ReconcileError as error:
            report, fault = None, str(error)
        except Exception as error:
            # Whatever it is, the page must keep the last good report, and the next edit may mend it.
            report, fault = None, f"the check failed ({type(error).__name__}: {error})"
        with self._lock:
            self._checking, self._fault = False, " ".join(fault.split())
            if report is not None:
                self._report, self._number = report, self._number + 1

    def _read_decisions(self) -> str:
        """Read the decisions; where they are broken the last good ones stay and the fault is returned."""
        try:
            self._decided = decisions.load(self.subject.decisions)
        except ReconcileError as error:
            return str(error)
        return ""


def prints(files: Iterable[Path]) -> Print:
    """Return time, size and number of each file; None for one that is not there."""
    found: list[tuple[int, int, int] | None] = []
    for path in files:
        try:
            told = path.stat()
        except (OSError, ValueError):  # ValueError: a name with a NUL
            found.append(None)
        else:
            found.append((told.st_mtime_ns, told.st_size, told.st_ino))
    return tuple(found)
