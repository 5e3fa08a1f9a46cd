"""The command: what it prints, where it listens, and one clear line where it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.review import serve
from reconcile.review.subject import Subject

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process, after some Python of the test's own."""
    start = f"import sys\n{before}\nfrom reconcile.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", start, "review", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )


def test_without_the_extra_one_line_says_so(folder: Path) -> None:
    gone = "sys.modules['starlette'] = sys.modules['uvicorn'] = None"
    done = run(str(folder / "story.toml"), "--no-browser", before=gone)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "reconcile: review needs starlette and uvicorn; run: pip install 'reconcile[review]'\n"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [("nothing.toml", "nothing.toml"), ("report.json", "report.json"), ("draft.md", "--against")],
)
def test_what_cannot_be_reviewed_is_one_line(folder: Path, name: str, told: str) -> None:
    done = run(str(folder / name), "--no-browser")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(str(folder / "story.toml"), "--port", port, "--no-browser")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"reconcile: port {port}: cannot listen on it (")
    assert done.stderr.count("\n") == 1


def test_it_listens_on_this_machine_alone_and_opens_the_browser(
    story: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(serve, "_run", lambda app, bound: seen.append((app.host, bound.getsockname())))
    monkeypatch.setattr(serve, "_show", seen.append)
    told: list[str] = []
    for browser in (True, False):
        serve.review(story, browser=browser, told=told.append)
    first, (host, at), (other, _) = seen
    assert first == told[0]
    assert at == ("127.0.0.1", int(host.rpartition(":")[2]))
    assert other.startswith("127.0.0.1:")
    tokens = [line.partition("?token=")[2] for line in told]
    assert [line.partition("?")[0] for line in told] == [f"http://{host}/", f"http://{other}/"]
    assert len(set(tokens)) == 2
    assert all(len(t) >= 43 for t in tokens)
