"""Work spread over the cores; what comes out does not depend on how many there are.

Each task is worked on by itself, in a process forked from this one, so that what the tasks look at need
not be copied; results come back in the order of the tasks. Why processes: nearly all the work is Python,
of which threads do one thing at a time. Why only where the system forks safely (Linux): elsewhere each
process would have to start anew and be sent everything, and a script without a guard for its main part
would start itself again; there all is done in this process.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reconcile.progress import HEEDS_FORKS, SILENT, Progress

T = TypeVar("T")
R = TypeVar("R")

SHARES = 8  # shares of the work a core gets: the last core to finish then waits for little

_threads: list[threading.Thread] = []  # that `Later` has at work
_work: Callable[[Any], Any] | None = None  # what a forked process is to do; set in that process alone


def usable() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether no thread that we do not know is at work (a server's, say), and this is no worker of a pool."""
    from multiprocessing import current_process

    known = {threading.current_thread(), *_threads}
    others = [t for t in threading.enumerate() if t not in known and t.name != HEEDS_FORKS]
    return not others and not current_process().daemon


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: on how many cores, and who is told how far they are.

    `cores` None is all that may be used, unless other threads are at work, beside which it is not safe to
    fork; a number is taken at its word.
    """

    cores: int | None = None
    progress: Progress = SILENT

    def each(self, work: Callable[[T], R], tasks: Sequence[T], name: str, *, worth: bool = True) -> list[R]:
        """Return `work(task)` of every task, in order; what it returns must be picklable.

        `name` says to an editor what is being done. `worth` is whether there is enough to do to start
        processes for it (a few hundredths of a second).
        """
        self.progress.stage(name, len(tasks))
        many = min(self.cores or usable(), len(tasks))
        worth = worth and many > 1 and sys.platform.startswith("linux")
        if worth and (self.cores or _may_fork()):
            return self._forked(work, tasks, many)
        return list(self._counted(map(work, tasks)))

    def slices(
        self, work: Callable[[Sequence[T]], R], items: Sequence[T], name: str, *, worth: bool = True
    ) -> list[R]:
        """Return `work(part)` of consecutive parts that make up the items, in order; as `each` else."""
        many = SHARES * (self.cores or usable()) if worth else 1
        size = max(1, -(-len(items) // many))
        return self.each(work, [items[k : k + size] for k in range(0, len(items), size)], name, worth=worth)

    def _forked(self, work: Callable[[T], R], tasks: Sequence[T], many: int) -> list[R]:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        for thread in list(_threads):  # a process forked beside one may find what that held locked for ever
            thread.join()
        before = multiprocessing.active_children()
        fork = multiprocessing.get_context("fork")
        reading, writing = os.pipe()
        pool = ProcessPoolExecutor(many, fork, initializer=_begin, initargs=(work, reading, writing))
        try:
            # Not pool.map: where a process dies it cancels the rest, and the pool's thread fails on that.
            waiting = [pool.submit(_do, task) for task in tasks]
            done = list(self._counted(future.result() for future in waiting))
        except BrokenProcessPool:  # the system ended one, as a rule for want of memory: one at a time then
            done = [work(task) for task in tasks]
        except BaseException:
            for process in set(multiprocessing.active_children()) - set(before):
                process.terminate()
            raise
        finally:
            pool.shutdown()
            os.close(writing)
            os.close(reading)
        return done

    def _counted(self, results: Iterable[R]) -> Iterator[R]:
        for result in results:
            self.progress.step()
            yield result


def _begin(work: Callable[[Any], Any], reading: int, writing: int) -> None:
    """Prepare a forked process, which ends when the process that gave the work has ended, however it did."""
    import signal

    global _work
    _work = work
    # The process that gave the work is interrupted too, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.close(writing)
    threading.Thread(target=_end_with, args=(reading,), daemon=True).start()


def _end_with(reading: int) -> None:
    """End this process when nobody is left who could write to the pipe."""
    os.read(reading, 1)
    os._exit(1)


def _do(task: Any) -> Any:
    assert _work is not None
    return _work(task)


class Later(Generic[R]):
    """One thing that is worked out in a thread beside others, once it is started or asked for.

    No process is forked before it is done.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._thread: threading.Thread | None = None
        self._done: list[R] = []
        self._failed: list[BaseException] = []

    def start(self) -> None:
        """Begin, if it has not begun."""
        if self._thread is None:
            # No daemon: an interpreter that ends under a library at work in a thread may crash.
            self._thread = threading.Thread(target=self._run)
            _threads.append(self._thread)
            self._thread.start()

    def result(self) -> R:
        """Return what came of it, as soon as it is done; raises what it raised."""
        self.start()
        assert self._thread is not None
        self._thread.join()
        if self._failed:
            raise self._failed[0]
        return self._done[0]

    def _run(self) -> None:
        try:
            self._done.append(self._work())
        except BaseException as error:
            self._failed.append(error)
        finally:
            _threads.remove(threading.current_thread())
