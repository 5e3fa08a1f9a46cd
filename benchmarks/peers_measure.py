"""What a command costs from process start to its end: wall time, processor time, peak memory.

The command is started by a small process of its own (this file, run as a script), for the kernel counts what
its starter held at that moment into a process's peak: started from a benchmark that has loaded a model, every
command would seem to need as much. Time and peak come from wait4, so they take in all processes that the
command waited for; of peaks wait4 gives the largest process's. Where a command has processes of its own,
their proportional shares are therefore added up twenty times a second (Linux only), and the larger figure
counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLE = 0.05  # seconds between two looks at a command's processes
TURNS = 20_000_000  # of the loop that tells the machine's pace
KB = 1024


@dataclass(frozen=True)
class Cost:
    """Wall and processor time in seconds, peak memory in MB."""

    wall: float
    processor: float
    peak: float


@dataclass(frozen=True)
class Done:
    """How a command ended, what it cost and what it wrote."""

    code: int
    cost: Cost
    out: str
    error: str


def measured(command: Sequence[str], env: Mapping[str, str] | None = None) -> Done:
    """Run a command to its end and return what it cost; its exit code is 127 where it cannot be started."""
    with tempfile.TemporaryDirectory() as folder:
        out, error = Path(folder) / "out", Path(folder) / "error"
        starter = [sys.executable, "-I", "-S", __file__, str(out), str(error), *command]
        said = subprocess.run(
            starter, env=dict(os.environ if env is None else env), stdout=subprocess.PIPE, check=True
        )
        told = json.loads(said.stdout)
        cost = Cost(told["wall"], told["processor"], told["peak"])
        return Done(
            told["code"], cost, out.read_text("utf-8", "replace"), error.read_text("utf-8", "replace")
        )


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of costs, each for itself."""
    return Cost(
        median(c.wall for c in costs), median(c.processor for c in costs), median(c.peak for c in costs)
    )


def pace(turns: int = TURNS) -> float:
    """Return the seconds that a plain loop takes: what the machine gives at this moment."""
    start = time.perf_counter()
    for _ in range(turns):
        pass
    return time.perf_counter() - start


def _start(out: str, error: str, command: Sequence[str]) -> dict[str, float]:
    """Run the command, its output into files; return exit code and cost."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [(os.POSIX_SPAWN_OPEN, n, path, flags, 0o600) for n, path in ((1, out), (2, error))]
    for path in (out, error):
        Path(path).touch()
    start = time.perf_counter()
    try:
        child = os.posix_spawnp(command[0], list(command), os.environ, file_actions=files)
    except OSError as failed:
        Path(error).write_text(f"{failed.strerror}\n", "utf-8")
        return {"code": 127, "wall": 0.0, "processor": 0.0, "peak": 0.0}
    seen, over = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(child, seen, over), daemon=True)
    watcher.start()
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    over.set()
    watcher.join()
    own = usage.ru_maxrss / (KB * KB if sys.platform == "darwin" else KB)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "processor": usage.ru_utime + usage.ru_stime,
        "peak": max(own, seen[0] / KB),
    }


def _watch(child: int, seen: list[int], over: threading.Event) -> None:
    """Keep in `seen` the most KB that a process and its descendants held together, where it has any."""
    while not over.wait(SAMPLE):
        family = _family(child)
        if len(family) > 1:
            seen[0] = max(seen[0], sum(_share(pid) for pid in family))


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:  # grows as it is walked
        with suppress(OSError):  # the process has ended meanwhile
            for listed in Path(f"/proc/{one}/task").glob("*/children"):
                found += [int(word) for word in listed.read_text().split()]
    return found


def _share(pid: int) -> int:
    """The memory of a process in KB, shared pages counted by share; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    print(json.dumps(_start(sys.argv[1], sys.argv[2], sys.argv[3:])))
