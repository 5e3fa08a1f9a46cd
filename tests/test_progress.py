"""The progress line: on a terminal only, of what was told, and gone at the end."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pytest

from reconcile.cli import progress
from reconcile.cli.progress import can_draw, shown, shown_name
from reconcile.progress import SILENT

ROOT = Path(__file__).resolve().parents[1]
pty = pytest.importorskip("pty", reason="no terminals to test with on this system")

# Draws at once, and goes on when the test has seen enough and closes the standard input.
SHOWS = """
import sys
from reconcile.cli.progress import shown
with shown(delay=0.0) as progress:
    progress.stage("Reading [red]a{b}[/red] \\x1b[2J\\u202e.txt", 7)
    progress.step()
    progress.step(2)
    sys.stdin.readline()
    progress.stage("Weighing")
    sys.stdin.readline()
print("the report")
"""


class Terminal:
    """A program that has a terminal for its stderr."""

    def __init__(self, code: str, arguments: Sequence[str] = (), **environment: str) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=slave,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "", **environment},
        )
        os.close(slave)
        self.seen = ""

    def until(self, words: str) -> None:
        """Read on until the words are on the terminal."""
        while words not in self.seen:
            assert self._read(), f"{words!r} did not come: {self.seen!r}"

    def go_on(self) -> None:
        """Give the program a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def end(self) -> tuple[int, str]:
        """Return exit code and stdout; all that came to the terminal is then in `seen`."""
        while self._read():
            pass
        os.close(self._master)
        out, _ = self.process.communicate(timeout=60)
        return self.process.returncode, out.decode()

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so that nobody has the other end any more
            return False
        self.seen += data.decode()
        return bool(data)


def test_stages_are_shown_and_erased() -> None:
    terminal = Terminal(SHOWS)
    terminal.until("3 of 7")
    terminal.go_on()
    terminal.until("Weighing")
    terminal.go_on()
    assert terminal.end() == (0, "the report\n")
    # Markup and what a terminal would obey are shown as they are, or not at all.
    assert "Reading [red]a{b}[/red] [2J .txt" in terminal.seen
    assert "\x1b[2J" not in terminal.seen
    assert "━" in terminal.seen
    after = terminal.seen.rpartition("Weighing")[2]
    assert " of " not in after
    # The cursor is back, and the line erased.
    assert after.endswith("\x1b[2K")
    assert after.index("\x1b[?25h") < after.rindex("\x1b[2K")
    assert terminal.seen.count("\x1b[?25l") == terminal.seen.count("\x1b[?25h") == 1


def test_no_colour_is_heeded() -> None:
    for value, coloured in (("", True), ("1", False)):
        terminal = Terminal(SHOWS, NO_COLOR=value, COLORTERM="truecolor", TERM="xterm-256color")
        terminal.until("3 of 7")
        terminal.go_on()
        terminal.go_on()
        assert terminal.end()[0] == 0
        assert ("\x1b[3" in terminal.seen or "\x1b[9" in terminal.seen) == coloured


def test_nothing_is_shown_on_a_dumb_terminal() -> None:
    terminal = Terminal(SHOWS, TERM="dumb")
    terminal.go_on()
    terminal.go_on()
    assert terminal.end() == (0, "the report\n")
    assert terminal.seen == ""


def test_nothing_is_shown_where_stderr_is_no_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWS],
        input="\n\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "the report\n", "")


FAST = """
import sys
from reconcile.cli.progress import shown
with shown(delay=600.0) as progress:
    progress.stage("Reading", 2)
    progress.step()
print("rich" in sys.modules)
"""


def test_what_is_done_soon_loads_and_shows_nothing() -> None:
    terminal = Terminal(FAST)
    assert terminal.end() == (0, "False\n")
    assert terminal.seen == ""


# Forks while the line is drawn, again and again; what is drawn must not come out of the children, too.
FORKS = """
import multiprocessing, sys
from reconcile.cli.progress import shown
fork = multiprocessing.get_context("fork")
with shown(delay=0.0) as progress:
    progress.stage("Forking", 40)
    sys.stdin.readline()
    for _ in range(40):
        child = fork.Process(target=str)
        child.start()
        child.join()
        progress.step()
    progress.stage("Forked")
    sys.stdin.readline()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is forked on Linux only")
def test_it_does_not_disturb_forked_work() -> None:
    terminal = Terminal(FORKS)
    terminal.until("Forking")
    terminal.go_on()
    terminal.until("Forked")
    terminal.go_on()
    assert terminal.end() == (0, "")
    assert terminal.seen.count("\x1b[?25l") == terminal.seen.count("\x1b[?25h") == 1


COMPARES = """
import sys
from reconcile import pipeline
from reconcile.cli import main, progress
progress.DELAY = 0.0
compare = pipeline.compare
def slow(*given, **named):
    sys.stdin.readline()
    return compare(*given, **named)
pipeline.compare = slow
main()
"""


def test_a_command_shows_what_it_does(tmp_path: Path) -> None:
    names = []
    for name, hurt in (("a", 12), ("b", 15)):
        (tmp_path / f"{name}.txt").write_text(
            f"Ada Berg resigned on Monday. She said {hurt} people were hurt.\n"
        )
        names.append(str(tmp_path / f"{name}.txt"))
    terminal = Terminal(COMPARES, ["compare", *names, "--format", "text"])
    terminal.until(progress.OPENING)
    terminal.go_on()
    code, out = terminal.end()
    assert code == 0
    assert "15 people" in out
    assert progress.OPENING not in out
    assert "\x1b" not in out
    assert terminal.seen.endswith("\x1b[2K")


class Screen(io.StringIO):
    """A stream that is a terminal or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "drawn"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "unknown"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_where_it_can_be_drawn(terminal: bool, environment: dict[str, str], drawn: bool) -> None:
    assert can_draw(Screen(terminal), environment) is drawn


def test_a_stream_that_is_closed_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not can_draw(closed, {})


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Reading", "Reading"),
        ("a\nb\tc", "a b c"),
        ("a\x1b]0;title\x07b", "a ]0;title b"),
        ("a\u202eb\u200bc\ud800", "a b c"),
        ("x" * 100, "x" * 59 + "…"),
    ],
)
def test_names_are_shown_on_one_line(name: str, plain: str) -> None:
    assert shown_name(name) == plain


def test_no_terminal_is_told_nothing() -> None:
    with shown(Screen(False)) as told:
        assert told is SILENT


def test_the_terminal_goes_away() -> None:
    class Gone(Screen):
        def write(self, text: str) -> int:
            tried.set()
            raise OSError("no such device")

    tried = threading.Event()
    stream: TextIO = Gone(True)
    with shown(stream, 0.0) as told:
        told.stage("Reading", 2)
        assert tried.wait(60)
        told.step()


def test_every_thread_may_count() -> None:
    terminal = progress.Terminal(Screen(True), 600.0)
    terminal.stage("Reading", 4000)
    threads = [threading.Thread(target=lambda: [terminal.step() for _ in range(1000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert terminal._told == ("Reading", 4000, 4000)
    terminal.close()
    assert not terminal._thread.is_alive()
