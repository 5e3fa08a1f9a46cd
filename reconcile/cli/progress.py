"""What a long run is doing, on the terminal: a line that comes after two seconds and goes at the end.

A thread of its own draws it, so that the run never waits for a terminal and a short run never loads rich.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from reconcile.cli.stopping import tidied
from reconcile.progress import HEEDS_FORKS, SILENT, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

DELAY = 2.0  # seconds; what is done sooner needs no telling
PERIOD = 0.1  # between two drawings
# A terminal that takes nothing more (Ctrl-S) holds up the drawing, and must not hold up the end.
PATIENCE = 1.0
LONGEST = 60  # characters of a stage's name
DUMB = ("dumb", "unknown")
# The stages of the commands; the pipeline tells its own.
OPENING, WRITING = "Opening the files", "Writing the report"

_drawing = threading.Lock()
_held = threading.Event()  # while a fork holds the lock


class Terminal:
    """A `Progress` that is drawn on a terminal. Every method may be called from any thread."""

    def __init__(self, stream: TextIO, delay: float) -> None:
        self._stream = stream
        self._delay = delay
        self._begun = time.monotonic()
        self._lock = threading.Lock()
        self._told: tuple[str, int, int] = ("", 0, 0)  # stage, steps done, of how many
        self._over = threading.Event()
        _heed_forks()
        self._thread = threading.Thread(target=self._draw, name=HEEDS_FORKS, daemon=True)
        self._thread.start()

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins; `total` 0 says that nobody knows of how many steps."""
        with self._lock:
            self._told = (shown_name(name), 0, total)

    def step(self, count: int = 1) -> None:
        """So many more steps of the stage are done."""
        with self._lock:
            name, done, total = self._told
            self._told = (name, done + count, total)

    def close(self) -> None:
        """Erase the line and show the cursor again."""
        self._over.set()
        try:
            self._thread.join(PATIENCE)
        except KeyboardInterrupt:
            self._thread.join(PATIENCE)
            raise

    def _draw(self) -> None:
        if self._over.wait(self._delay):
            return
        with suppress(OSError, ValueError):  # the terminal went away, and that is no concern of the run
            with _drawing:
                bars = _bars(self._stream, self._begun)
                task = bars.add_task("", visible=False)
                bars.start()
            while not self._over.wait(PERIOD):
                name, done, total = self._told
                with _drawing:
                    bars.update(task, description=name, completed=done, total=total, visible=bool(name))
                    bars.refresh()
            with _drawing:
                bars.stop()


@contextmanager
def shown(stream: TextIO | None = None, delay: float | None = None) -> Iterator[Progress]:
    """Show on a terminal what the block is doing, once it has taken `delay` seconds (DELAY unless given).

    Gives what the stages tell; nobody is told where `stream` (stderr unless given) is no terminal that
    can move its cursor. The line is gone when the block is left.
    """
    stream = stream or sys.stderr
    if not can_draw(stream, os.environ):
        yield SILENT
        return
    terminal = Terminal(stream, DELAY if delay is None else delay)
    try:
        with tidied(terminal.close):
            yield terminal
    finally:
        terminal.close()


def can_draw(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether the stream is a terminal on which a line can be drawn over."""
    try:
        return stream.isatty() and environment.get("TERM", "").casefold() not in DUMB
    except (AttributeError, ValueError):  # None where there is no console; closed
        return False


def shown_name(name: str) -> str:
    """Return a stage's name on one line, with nothing that a terminal obeys: a file's name may be in it."""
    plain = "".join(c if c.isprintable() else " " for c in name)
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


@cache
def _heed_forks() -> None:
    """Let no process be forked in the middle of a drawing: it would inherit locks and half a line."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_release)


def _hold() -> None:
    if _drawing.acquire(timeout=PATIENCE):
        _held.set()


def _release() -> None:
    if _held.is_set():
        _held.clear()
        _drawing.release()


def _bars(stream: TextIO, begun: float) -> Bars:
    """Rich's display: name, bar and count where the total is known, time since the run began."""
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Known(ProgressColumn):
        """A column for stages of a known number of steps."""

        def __init__(self, column: ProgressColumn) -> None:
            super().__init__()
            self._column = column

        def render(self, task: Task) -> Any:
            return self._column(task) if task.total else Text()

    class Elapsed(ProgressColumn):
        """Minutes and seconds since the run began, which is before anything is drawn."""

        def render(self, task: Task) -> Text:
            minutes, seconds = divmod(int(time.monotonic() - begun), 60)
            return Text(f"{minutes}:{seconds:02}")

    return Bars(
        TextColumn("{task.description}", markup=False),
        Known(BarColumn(30)),
        Known(TextColumn("{task.completed:.0f} of {task.total:.0f}", markup=False)),
        Elapsed(),
        console=Console(file=stream),
        transient=True,
        auto_refresh=False,
        # What is printed meanwhile goes where it was meant to go, stdout above all.
        redirect_stdout=False,
        redirect_stderr=False,
    )
