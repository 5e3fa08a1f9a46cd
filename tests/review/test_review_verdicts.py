"""Verdicts over HTTP: kept where the commands keep them, taken back, and lost by no other writer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reconcile import decisions
from reconcile.cli import app
from reconcile.review.subject import Subject, of_json
from reconcile.review.verdicts import Verdicts


def checked(folder: Path, format: str = "json") -> str:
    return CliRunner().invoke(app, ["check", str(folder / "story.toml"), "--format", format]).stdout


def statuses(folder: Path) -> dict[str, tuple[str, str]]:
    found = json.loads(checked(folder))["findings"]
    return {f["id"]: (f["status"], f["why"]) for f in found}


def test_verdicts_are_read_by_the_check(room: Any, folder: Path) -> None:
    first, second, third = (f.id for f in room.live.bare.findings)
    assert room.decide(first, "accept", "the post is right").json()["finding"] == first
    assert room.decide(second, "dismiss").status_code == 200
    assert room.decide(third, "fixed", "<b>“so”</b>\n[[decision]]").status_code == 200
    assert statuses(folder) == {
        first: ("accepted", "the post is right"),
        second: ("dismissed", ""),
        third: ("fixed", "<b>“so”</b>\n[[decision]]"),
    }


def test_half_a_character_is_kept_as_one(room: Any) -> None:
    body = f'{{"finding": "{room.live.bare.findings[0].id}", "verdict": "accept", "why": "\\ud800"}}'
    headers = {"X-Reconcile-Token": "a-token-of-this-start", "Content-Type": "application/json"}
    assert room.client.post("/verdicts", content=body, headers=headers).status_code == 200
    assert [d.why for d in decisions.load(room.live.subject.decisions)] == ["\ufffd"]
    assert "because \ufffd" in room.client.get("/").text


def test_what_the_command_decides_is_on_the_page(room: Any, folder: Path) -> None:
    finding = room.live.bare.findings[0].id
    before = room.client.get("/state").json()
    done = CliRunner().invoke(
        app, ["decide", finding, "dismiss", str(folder / "story.toml"), "--why", "a slip of the Post"]
    )
    assert done.exit_code == 0
    assert room.client.get("/state").json()["version"] != before["version"]
    text = room.client.get("/").text
    assert "Dismissed by the desk, because a slip of the Post" in text
    assert "<b>1</b> of 3 findings decided" in text


def test_who_decides_is_kept(story: Subject, enter: Callable[..., Any]) -> None:
    room = enter(story, who="M. Quill")
    room.decide(room.live.bare.findings[0].id, "accept")
    assert [d.who for d in decisions.load(story.decisions)] == ["M. Quill"]


def test_undo_goes_back_step_by_step(room: Any) -> None:
    path = room.live.subject.decisions
    first, second, _ = (f.id for f in room.live.bare.findings)
    states = []
    for finding, verdict, why in ((first, "accept", "a"), (first, "dismiss", "b"), (second, "fixed", "")):
        states.append(decisions.load(path))
        assert room.decide(finding, verdict, why).status_code == 200
    states.append(decisions.load(path))
    assert room.decide(first, "open").status_code == 200
    assert [d.finding for d in decisions.load(path)] == [second]
    for held in reversed(states):
        assert room.post("/undo", {"window": "one"}).status_code == 200
        assert decisions.load(path) == held
    answer = room.post("/undo", {"window": "one"})
    assert (answer.status_code, answer.json()) == (409, {"error": "nothing to undo in this window"})


def test_undo_keeps_a_comment_written_by_hand(room: Any) -> None:
    path = room.live.subject.decisions
    finding = room.live.bare.findings[0].id
    room.decide(finding, "accept")
    path.write_text(path.read_text("utf-8").replace("[[decision]]", "# asked twice\n[[decision]]"), "utf-8")
    text = path.read_text("utf-8")
    room.decide(finding, "dismiss")
    assert "# asked twice" in path.read_text("utf-8")
    room.post("/undo", {"window": "one"})
    assert path.read_text("utf-8") == text


def test_windows_do_not_undo_each_other(room: Any) -> None:
    path = room.live.subject.decisions
    first, second, _ = (f.id for f in room.live.bare.findings)
    room.decide(first, "accept", window="one")
    room.decide(second, "accept", window="two")
    assert room.post("/undo", {"window": "three"}).status_code == 409
    assert room.post("/undo", {"window": "one"}).json()["finding"] == first
    assert [d.finding for d in decisions.load(path)] == [second]
    room.decide(second, "dismiss", window="one")
    answer = room.post("/undo", {"window": "two"})
    assert answer.status_code == 409
    assert "decided anew" in answer.json()["error"]
    assert [d.verdict for d in decisions.load(path)] == ["dismiss"]


def test_an_undo_that_cannot_be_written_can_be_tried_again(room: Any) -> None:
    path = room.live.subject.decisions
    room.decide(room.live.bare.findings[0].id, "accept")
    text = path.read_text("utf-8")
    path.write_text("not toml [", "utf-8")
    assert room.post("/undo", {"window": "one"}).status_code == 409
    assert room.decide(room.live.bare.findings[1].id, "accept").status_code == 409
    assert path.read_text("utf-8") == "not toml ["
    page = room.client.get("/")
    assert page.status_code == 200
    assert "Shown is the last good report" in page.text
    path.write_text(text, "utf-8")
    assert room.post("/undo", {"window": "one"}).status_code == 200
    assert decisions.load(path) == ()


def test_reopening_what_nobody_decided_is_said(room: Any) -> None:
    answer = room.decide(room.live.bare.findings[0].id, "open")
    assert answer.status_code == 409
    assert "no decision" in answer.json()["error"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"finding": "ffffffffffff", "verdict": "accept"}, 404),
        ({"finding": "", "verdict": "accept"}, 404),
        ({"verdict": "accept"}, 404),
        ({"finding": "FIRST", "verdict": "delete"}, 400),
        ({"finding": "FIRST"}, 400),
        ({"finding": ["FIRST"], "verdict": "accept"}, 400),
        ({"finding": "FIRST", "verdict": "accept", "why": 7}, 400),
        ({"finding": "FIRST", "verdict": "accept", "why": "x" * 2001}, 400),
        ({"finding": "FIRST", "verdict": "accept", "why": "x" * 20_000}, 413),
        ([], 400),
        ("text", 400),
        (None, 400),
    ],
)
def test_what_cannot_be_done_is_one_line(room: Any, sent: Any, status: int) -> None:
    first = room.live.bare.findings[0].id
    body = json.dumps(sent).replace("FIRST", first)
    answer = room.client.post(
        "/verdicts",
        content=body,
        headers={"X-Reconcile-Token": "a-token-of-this-start", "Content-Type": "application/json"},
    )
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.json()["error"]
    assert not room.live.subject.decisions.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 16_000, b'{"window": ' + b"9" * 9000 + b"}"])
def test_what_is_not_json_is_refused(room: Any, body: bytes) -> None:
    headers = {"X-Reconcile-Token": "a-token-of-this-start", "Content-Type": "application/json"}
    for path in ("/verdicts", "/undo"):
        answer = room.client.post(path, content=body, headers=headers)
        assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_the_steps_that_can_be_undone_are_bounded(room: Any) -> None:
    held = Verdicts(room.live.subject.decisions)
    report = room.live.bare
    for n in range(102):
        held.give(report, report.findings[0], "accept", str(n), f"window {n}")
    assert len(held._steps) == 100


def test_exports_are_what_the_commands_write(room: Any, folder: Path) -> None:
    first, second, _ = (f.id for f in room.live.bare.findings)
    assert room.client.get("/export/decisions.toml").status_code == 404
    room.decide(first, "dismiss", "a slip")
    given = {n: room.client.get(f"/export/{n}") for n in ("report.md", "sheet.md", "decisions.toml")}
    assert given["report.md"].text == checked(folder, "markdown")
    report = folder / "report.json"
    report.write_text(checked(folder), "utf-8")
    assert given["sheet.md"].text == CliRunner().invoke(app, ["sheet", str(report)]).stdout
    assert second in given["sheet.md"].text
    assert given["decisions.toml"].content == (folder / "reconcile.decisions.toml").read_bytes()
    for name, answer in given.items():
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert room.client.get("/export/..%2fstory.toml").status_code == 404


def test_a_json_report_takes_verdicts_too(folder: Path, enter: Callable[..., Any]) -> None:
    path = folder / "report.json"
    path.write_text(checked(folder), "utf-8")
    room = enter(of_json(path, folder / "reconcile.decisions.toml"))
    finding = room.live.bare.findings[0].id
    assert room.decide(finding, "dismiss", "a slip").status_code == 200
    assert statuses(folder)[finding] == ("dismissed", "a slip")
    assert room.client.get("/export/report.md").status_code == 404
    again = folder / "again.json"
    again.write_text(checked(folder), "utf-8")
    assert room.client.get("/export/sheet.md").text == CliRunner().invoke(app, ["sheet", str(again)]).stdout


FINDINGS = 36


def made_report(path: Path) -> list[str]:
    """Write a report of many findings, each on a sentence of its own, and return their ids."""
    text = [f"The {n}th boat of the fleet carried {n + 10} people." for n in range(FINDINGS)]
    starts = [sum(len(t) + 1 for t in text[:n]) for n in range(FINDINGS)]
    ids = [f"{n:012x}" for n in range(FINDINGS)]
    source = dict.fromkeys(("path", "publisher", "title", "byline", "url", "sha256", "wire"), "")
    report = {
        "version": 1,
        "task": "check",
        "tool": {"name": "reconcile", "version": "0", "model": "none", "settings": ""},
        "sources": [{"id": i, "date": None, "furniture": [], **source} for i in ("draft", "A")],
        "statements": [
            {
                "id": f"draft{n + 1}",
                "source": "draft",
                "start": starts[n],
                "end": starts[n] + len(t),
                "line": n + 1,
                "text": t,
                "speaker": None,
            }
            for n, t in enumerate(text)
        ],
        "findings": [
            {
                "id": ids[n],
                "kind": "unsupported",
                "facet": "number",
                "code": "number-unsupported",
                "severity": "tension",
                "confidence": 0.8,
                "message": "No source says this.",
                "statements": [f"draft{n + 1}"],
                "status": "open",
                "why": "",
                "evidence": [
                    {
                        "source": "draft",
                        "start": starts[n],
                        "end": starts[n] + len(t),
                        "line": n + 1,
                        "column": 1,
                        "text": t,
                        "reading": "",
                    }
                ],
            }
            for n, t in enumerate(text)
        ],
    }
    path.write_text(json.dumps(report), "utf-8")
    return ids


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Return a function that starts the command and gives the address it prints."""
    running: list[subprocess.Popen[str]] = []

    def start(subject: Path) -> str:
        process = subprocess.Popen(
            [sys.executable, "-m", "reconcile", "review", str(subject), "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )
        running.append(process)
        assert process.stdout is not None
        return process.stdout.readline().strip()

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=20)
        assert (process.returncode, rest, said) == (0, "", "")


def posted(address: str, path: str, sent: dict[str, str]) -> int:
    base, token = address.split("/?token=")
    request = urllib.request.Request(base + path, json.dumps(sent).encode(), method="POST")
    request.add_header("Content-Type", "application/json")
    request.add_header("X-Reconcile-Token", token)
    request.add_header("Cookie", f"reconcile-{base.rpartition(':')[2]}={token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return int(answer.status)


def test_two_servers_and_a_third_writer_lose_nothing(tmp_path: Path, serve: Callable[[Path], str]) -> None:
    path = tmp_path / "report.json"
    ids = made_report(path)
    one, two = serve(path), serve(path)
    assert one != two
    assert one.startswith("http://127.0.0.1:")
    third = (
        "import json, sys\nfrom pathlib import Path\nfrom reconcile import decisions\n"
        "from reconcile.review.reports import from_json\n"
        "report = from_json(json.loads(Path(sys.argv[1]).read_bytes()))\n"
        "kept = Path(sys.argv[1]).with_name('reconcile.decisions.toml')\n"
        "for f in sys.argv[2:]: decisions.decide(kept, report, f, 'dismiss', 'third')\n"
    )
    parts = [ids[n::3] for n in range(3)]
    writer = subprocess.Popen([sys.executable, "-c", third, str(path), *parts[2]])
    with ThreadPoolExecutor(6) as pool:
        sent = [
            pool.submit(
                posted, a, "/verdicts", {"finding": f, "verdict": "accept", "why": a[-9:], "window": "w"}
            )
            for pair in zip(parts[0], parts[1], strict=True)
            for a, f in zip((one, two), pair, strict=True)
        ]
        assert {s.result() for s in sent} == {200}
    assert writer.wait(60) == 0
    held = {d.finding: d.verdict for d in decisions.load(tmp_path / "reconcile.decisions.toml")}
    assert held == {f: "dismiss" if f in parts[2] else "accept" for f in ids}
