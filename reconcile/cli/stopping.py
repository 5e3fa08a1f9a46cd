"""Ctrl-C at any moment: one line, exit code 130, nothing half-written.

The first one raises KeyboardInterrupt, so that whatever is open cleans up after itself; those that follow
are not heeded, as they would cut that short. What does not end in time (a library at work in another
thread, one that swallows the interrupt) is ended.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

STOPPED = 130  # 128 and the number of the signal, as shells have it
# Cleaning up takes milliseconds; this is for a machine that is busy with other things.
PATIENCE = 2.0
LINE = b"reconcile: stopped\n"


_tidies: list[Callable[[], None]] = []


def tidy_with(tidy: Callable[[], None]) -> None:
    """Have something called, from whatever thread, before a run that was stopped ends its process."""
    _tidies.append(tidy)


@contextmanager
def tidied(tidy: Callable[[], None]) -> Iterator[None]:
    """The same for as long as the block lasts."""
    _tidies.append(tidy)
    try:
        yield
    finally:
        _tidies.remove(tidy)


class Stop:
    """Whether a run was stopped, and how it then ends."""

    def __init__(self) -> None:
        self.asked = False
        self._process = os.getpid()
        self._watchdog: threading.Timer | None = None

    def handle(self, number: int, frame: FrameType | None) -> None:
        """Stop the run: the handler of the signal."""
        if os.getpid() != self._process:
            os._exit(STOPPED)  # a forked worker: its parent says it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.asked = True
        self._watchdog = threading.Timer(PATIENCE, self.end)
        self._watchdog.daemon = True
        self._watchdog.start()
        raise KeyboardInterrupt

    def end(self) -> NoReturn:
        """End the process with the line and the code.

        Why not by an exit: it would wait for every thread, and take a library's memory away from those
        that still run, which may end in a crash and another code.
        """
        for tidy in list(_tidies):
            tidy()
        _end_workers()
        with suppress(OSError):
            os.write(2, LINE)  # not sys.stderr, whose lock the thread that hangs may hold
        os._exit(STOPPED)

    def withdraw(self) -> None:
        """Leave the run to its own end: what was stopped has answered the signal itself."""
        if self._watchdog is not None:
            self._watchdog.cancel()


def _end_workers() -> None:
    """End the processes that work for this one: without it they would wait for work for ever."""
    processes = sys.modules.get("multiprocessing")
    if processes is not None:
        for process in processes.active_children():
            process.terminate()


@contextmanager
def heeded() -> Iterator[Stop]:
    """Heed Ctrl-C within this block, unless it is ignored on purpose (nohup, a job in the background)."""
    stop = Stop()
    before = signal.getsignal(signal.SIGINT)
    here = threading.current_thread() is threading.main_thread()
    if not here or before in (signal.SIG_IGN, None):
        yield stop
        return
    signal.signal(signal.SIGINT, stop.handle)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
