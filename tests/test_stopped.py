"""Ctrl-C at any moment: exit code 130, one line, no traceback, nothing half-written.

Each process says by a byte in a pipe that it is where it is to be stopped; no test waits for a time.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no signals like these on this system")

ROOT = Path(__file__).resolve().parents[1]
STOPPED = (130, "", "reconcile: stopped\n")

# The handler is set first: who runs the tests in the background has Ctrl-C ignored.
START = """
import os, signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)
def sign():
    os.write(int(os.environ["SIGN"]), b".")
def hang(*given, **named):
    sign()
    time.sleep(600)
{before}
from reconcile.cli import main
main()
"""
# What may take long on a busy machine is given long.
PATIENT = """
from reconcile.cli import stopping
stopping.PATIENCE = 300.0
"""

Begin = Callable[..., "Run"]


class Run:
    """The command in a process of its own, in a session of its own as in a terminal."""

    def __init__(self, before: str, arguments: tuple[object, ...], path: str = "", stderr: int = -1) -> None:
        self._signs, end = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format(before=before), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            pass_fds=(end,),
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}", "SIGN": str(end), "TERM": "xterm"},
        )
        os.close(end)

    def signed(self) -> bool:
        """Wait for a sign; False where the process, and all that it started, has ended without one."""
        return os.read(self._signs, 1) == b"."

    def press(self) -> None:
        """Press Ctrl-C: every process of the terminal's session is interrupted."""
        os.killpg(self.process.pid, signal.SIGINT)

    def stop(self) -> tuple[int, str, str]:
        """Stop it where it gives its sign; returns exit code, stdout and stderr."""
        assert self.signed(), self.process.communicate()
        self.press()
        return self.end()

    def end(self, given: bytes | None = None) -> tuple[int, str, str]:
        """Return exit code, stdout and stderr, once it has ended."""
        out, err = self.process.communicate(given, timeout=300)
        return self.process.returncode, out.decode(), (err or b"").decode()

    def close(self) -> None:
        os.close(self._signs)
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()


@pytest.fixture
def begin() -> Iterator[Begin]:
    runs: list[Run] = []

    def started(before: str, *arguments: object, path: str = "", stderr: int = subprocess.PIPE) -> Run:
        runs.append(Run(before, arguments, path, stderr))
        return runs[-1]

    yield started
    for run in runs:
        run.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    for name, hurt in (("a", 12), ("b", 15)):
        told = f"The mayor of Tarrow, Ada Berg, resigned on Monday. She said {hurt} people had been hurt.\n"
        (tmp_path / f"{name}.txt").write_text(told)
    return tmp_path / "a.txt", tmp_path / "b.txt"


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_while_libraries_are_imported(begin: Begin, tmp_path: Path, two: tuple[Path, Path]) -> None:
    (tmp_path / "modules").mkdir()
    blocking = 'import os, time\nos.write(int(os.environ["SIGN"]), b".")\ntime.sleep(600)\n'
    for name in ("typer", "rapidfuzz"):
        module = tmp_path / "modules" / f"{name}.py"
        module.write_text(blocking)
        assert begin("", "compare", *two, path=str(module.parent)).stop() == STOPPED
        module.unlink()


def test_while_an_article_is_awaited(begin: Begin, two: tuple[Path, Path]) -> None:
    run = begin("sign()", "compare", "-", two[1])
    assert run.signed()
    assert run.process.stdin is not None
    run.process.stdin.write(b"The mayor ")
    run.process.stdin.flush()
    waiting = struct.pack("i", 1)
    while waiting != struct.pack("i", 0):  # until what was written has been read
        assert run.process.poll() is None
        waiting = fcntl.ioctl(run.process.stdin.fileno(), termios.FIONREAD, struct.pack("i", 0))
    run.press()
    assert run.end() == STOPPED


ENCODER = """
from reconcile import encode
class Slow:
    name = "slow"
    encode = hang
encode.load = lambda name: Slow()
"""


def test_while_a_model_is_at_work(begin: Begin, two: tuple[Path, Path], tmp_path: Path) -> None:
    run = begin(ENCODER, "compare", *two, "--no-cache", "--output", tmp_path / "report.md")
    assert run.stop() == STOPPED
    assert names(tmp_path) == ["a.txt", "b.txt"]


WRITING = "from reconcile import atomic\nos.fsync = hang\n"


def test_while_a_report_is_written(begin: Begin, two: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    for before in (None, "the report of yesterday"):
        if before is not None:
            target.write_text(before)
        assert begin(WRITING, "compare", *two, "--output", target).stop() == STOPPED
        assert (target.read_text() if target.exists() else None) == before
        assert names(tmp_path) == ["a.txt", "b.txt", *(["report.md"] if before else [])]


def test_while_a_sheet_is_written(begin: Begin, two: tuple[Path, Path], tmp_path: Path) -> None:
    report, sheet = tmp_path / "report.json", tmp_path / "sheet.md"
    assert begin("", "compare", *two, "--format", "json", "--output", report).end()[0] == 0
    assert begin(WRITING, "sheet", report, "--output", sheet).stop() == STOPPED
    assert names(tmp_path) == ["a.txt", "b.txt", "report.json"]


def test_while_a_decision_is_written(begin: Begin, tmp_path: Path) -> None:
    for path in (ROOT / "fixtures" / "newsroom").iterdir():
        shutil.copy(path, tmp_path)
    decisions = tmp_path / "reconcile.decisions.toml"
    decisions.unlink(missing_ok=True)
    story = tmp_path / "story.toml"
    _, out, _ = begin("", "check", story, "--format", "csv").end()
    finding = next(word for word in out.replace(",", " ").split() if len(word) == 12 and word.isalnum())
    assert begin("", "decide", finding, "accept", story).end()[0] == 0
    first, before = decisions.read_bytes(), names(tmp_path)
    assert begin(WRITING, "decide", finding, "dismiss", story).stop() == STOPPED
    assert decisions.read_bytes() == first
    assert names(tmp_path) == before
    # The lock is free again.
    assert begin("", "decide", finding, "dismiss", story).end()[0] == 0
    assert decisions.read_bytes() != first


KEEPING = """
from reconcile.encode import store
store.BUSY = 300.0
sealed = store._sealed
def slowly(key, vector):
    if not slowly.told:
        sign()
        slowly.told = True
    time.sleep(0.05)
    return sealed(key, vector)
slowly.told = False
store._sealed = slowly
"""


def test_while_the_cache_is_written(
    begin: Begin, two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reconcile.encode.store import FILE, contents

    kept = tmp_path / "kept"
    monkeypatch.setenv("RECONCILE_CACHE", str(kept))
    assert begin(PATIENT + KEEPING, "compare", *two).stop() == STOPPED
    held = contents(kept / FILE)
    assert held is not None
    assert held.entries in (0, 3)  # all of them or none
    assert names(kept) == [FILE]
    assert begin("", "compare", *two).end()[0] == 0


SPREAD = """
from reconcile import crew, pipeline
def work(task):
    sign()
    time.sleep(600)
pipeline.compare = lambda *given, **named: crew.Crew(2).each(work, range(4), "Working")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is forked on Linux only")
def test_while_several_processes_work(begin: Begin, two: tuple[Path, Path]) -> None:
    run = begin(PATIENT + SPREAD, "compare", *two)
    assert run.signed()
    assert run.stop() == STOPPED
    # Nobody holds the pipe's other end any more: those processes have ended, too.
    while run.signed():
        pass


IDLE = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from reconcile import pipeline
def compare(*given, **named):
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("fork"))
    pool.submit(signal.signal, signal.SIGINT, signal.SIG_IGN).result()
    pool.submit(signal.signal, signal.SIGINT, signal.SIG_IGN).result()
    hang()
pipeline.compare = compare
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is forked on Linux only")
def test_processes_without_work_are_ended(begin: Begin, two: tuple[Path, Path]) -> None:
    run = begin(PATIENT + IDLE, "compare", *two)
    assert run.stop() == STOPPED
    while run.signed():
        pass


CLEANING = """
from reconcile import pipeline
def compare(*given, **named):
    try:
        hang()
    finally:
        sign()
        sys.stdin.readline()
        print("cleaned up", flush=True)
pipeline.compare = compare
"""


def test_a_second_ctrl_c_does_not_cut_the_cleaning_short(begin: Begin, two: tuple[Path, Path]) -> None:
    run = begin(PATIENT + CLEANING, "compare", *two)
    assert run.signed()
    run.press()
    assert run.signed()
    run.press()
    run.press()
    assert run.end(b"\n") == (130, "cleaned up\n", "reconcile: stopped\n")


STUCK = """
from reconcile import pipeline
from reconcile.cli import stopping
stopping.PATIENCE = 0.1
def compare(*given, **named):
    threading.Thread(target=time.sleep, args=(600,)).start()
    while True:
        try:
            hang()
        except KeyboardInterrupt:  # as a library does that knows better
            pass
pipeline.compare = compare
"""


def test_what_does_not_stop_is_ended(begin: Begin, two: tuple[Path, Path]) -> None:
    assert begin(STUCK, "compare", *two).stop() == STOPPED


WAITING = """
from reconcile import pipeline
def compare(*given, **named):
    threading.Thread(target=time.sleep, args=(600,)).start()
    hang()
pipeline.compare = compare
"""


def test_a_thread_at_work_is_not_waited_for(begin: Begin, two: tuple[Path, Path]) -> None:
    assert begin(PATIENT + WAITING, "compare", *two).stop() == STOPPED


OTHER = """
from reconcile import pipeline
from reconcile.errors import ModelError
def compare(*given, **named):
    try:
        hang()
    except KeyboardInterrupt:
        raise {error}
pipeline.compare = compare
"""


@pytest.mark.parametrize("error", ["ModelError('no more')", "RuntimeError('no more')"])
def test_what_comes_of_the_stop_is_not_told(begin: Begin, two: tuple[Path, Path], error: str) -> None:
    assert begin(OTHER.format(error=error), "compare", *two).stop() == STOPPED


def test_the_progress_line_is_erased(begin: Begin, two: tuple[Path, Path]) -> None:
    master, slave = pty.openpty()
    shown = "from reconcile.cli import progress\nprogress.DELAY = 0.0\n" + ENCODER
    run = begin(PATIENT + shown, "compare", *two, "--no-cache", stderr=slave)
    os.close(slave)
    assert run.signed()
    seen = ""
    while "0:0" not in seen:  # the time that the line shows
        seen += os.read(master, 65536).decode()
    run.press()
    assert run.end()[0] == 130
    while True:
        try:
            data = os.read(master, 65536).decode()
        except OSError:  # nobody has the other end any more
            break
        if not data:
            break
        seen += data
    os.close(master)
    assert seen.endswith("\x1b[2Kreconcile: stopped\r\n")
    assert seen.count("\x1b[?25l") == seen.count("\x1b[?25h") == 1
    assert "Traceback" not in seen


def test_who_ignores_it_is_not_stopped(begin: Begin, two: tuple[Path, Path]) -> None:
    ignored = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    encoder = ENCODER.replace("encode = hang", "encode = lambda self, texts: told(texts)")
    given = """
def told(texts):
    import numpy
    sign()
    sys.stdin.readline()
    return numpy.eye(len(texts), 8, dtype="float32")
"""
    run = begin(ignored + given + encoder, "compare", *two, "--no-cache", "--format", "text")
    assert run.signed()
    run.press()
    code, _, err = run.end(b"\n")
    assert (code, err) == (0, "")


def test_a_reader_that_goes_away_is_no_error(begin: Begin, two: tuple[Path, Path]) -> None:
    run = begin("sign()\nsys.stdin.readline()", "compare", *two)
    assert run.signed()
    assert run.process.stdout is not None
    run.process.stdout.close()
    run.process.stdout = None
    assert run.process.communicate(b"\n", timeout=300)[1] == b""
    assert run.process.returncode == 0
