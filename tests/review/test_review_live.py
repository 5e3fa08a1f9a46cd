"""The report keeps up with its files; while it cannot be made anew, the last good one stays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import EmptyInput, UnsupportedInput
from reconcile.review.live import Live, prints
from reconcile.review.subject import Subject, of_json, of_story
from reconcile.settings import Settings
from reconcile.values import Report


def settled(room: Any) -> dict[str, Any]:
    """How things stand once no check is running; each look is what the page does every second."""
    for _ in range(600):
        told: dict[str, Any] = room.client.get("/state").json()
        if not told["checking"]:
            return told
        time.sleep(0.05)
    raise AssertionError("the check does not end")


def messages(room: Any) -> list[str]:
    return [f.message for f in room.live.decided().findings]


def test_an_edit_is_checked_and_decisions_stay(
    edited: Subject, folder: Path, enter: Callable[..., Any]
) -> None:
    room = enter(edited)
    before = settled(room)
    date = next(f for f in room.live.bare.findings if f.facet == "date")
    figure = next(f for f in room.live.bare.findings if f.facet == "number")
    room.decide(date.id, "dismiss", "the plaque says so")
    draft = folder / "draft.md"
    draft.write_text(draft.read_text("utf-8").replace("£3.6 million", "£2.6 million"), "utf-8")
    assert room.client.get("/state").json()["checking"]
    after = settled(room)
    assert (after["fault"], after["version"] == before["version"]) == ("", False)
    assert figure.message not in messages(room)
    assert {f.id: f.status for f in room.live.decided().findings}[date.id] == "dismissed"
    assert room.decide(figure.id, "accept").status_code == 404
    assert settled(room) == after


def test_a_source_and_the_story_are_looked_at_too(
    edited: Subject, folder: Path, enter: Callable[..., Any]
) -> None:
    room = enter(edited)
    names = {p.name for p in edited.files()}
    assert names == {
        *("story.toml", "draft.md", "council.txt", "gazette.txt", "reconcile.toml", "pyproject.toml")
    }
    (folder / "reconcile.toml").write_text("[checks]\ndate-mismatch = false\n", "utf-8")
    settled(room)
    assert "date" in {f.facet for f in room.live.bare.findings}  # this room's settings are the defaults
    story = folder / "story.toml"
    story.write_text(story.read_text("utf-8").replace("gazette.txt", "other.txt"), "utf-8")
    assert "other.txt" in settled(room)["fault"]
    (folder / "gazette.txt").rename(folder / "other.txt")
    assert settled(room)["fault"] == ""
    assert [a.source.path for a in room.live.bare.articles] == ["draft.md", "council.txt", "other.txt"]


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x00\x01\x02" * 50, b"---\ndate: someday\n---\nShort.\n", None],
    ids=["empty", "binary", "front", "gone"],
)
def test_what_cannot_be_read_leaves_the_last_good_report(
    edited: Subject, folder: Path, enter: Callable[..., Any], broken: bytes | None
) -> None:
    room = enter(edited)
    draft = folder / "draft.md"
    before, text = messages(room), draft.read_bytes()
    version = settled(room)["version"]
    if broken is None:
        draft.unlink()
    else:
        draft.write_bytes(broken)
    told = settled(room)
    assert told["version"] == version
    assert "draft.md" in told["fault"]
    assert "\n" not in told["fault"]
    assert messages(room) == before
    assert room.decide(room.live.bare.findings[0].id, "accept").status_code == 200
    assert "Shown is the last good report: " in room.client.get("/").text
    draft.write_bytes(text)
    assert settled(room)["fault"] == ""


def test_a_check_that_breaks_does_not_stop_the_next(
    story: Subject, folder: Path, checked: Report, enter: Callable[..., Any]
) -> None:
    made: list[Exception | None] = [None, ZeroDivisionError("<b>\n"), None]

    def report() -> Report:
        fault = made.pop(0)
        if fault:
            raise fault
        return checked

    room = enter(replace(story, report=report))
    (folder / "draft.md").write_text("a", "utf-8")
    assert settled(room)["fault"] == "the check failed (ZeroDivisionError: <b> )"
    assert "&lt;b&gt;" in room.client.get("/").text
    (folder / "draft.md").write_text("ab", "utf-8")
    assert settled(room)["fault"] == ""


def test_the_models_are_loaded_once(
    edited: Subject, folder: Path, monkeypatch: pytest.MonkeyPatch, tiny_encoder: Any
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("reconcile.encode.load", lambda model: loaded.append(model) or tiny_encoder)
    live = Live(edited)
    assert live.bare.model == "tiny"
    edited.report()
    assert loaded == ["bundled"]


def test_a_story_without_a_draft_is_compared(folder: Path) -> None:
    story = folder / "story.toml"
    story.write_text(story.read_text("utf-8").replace('draft = "draft.md"\n', ""), "utf-8")
    subject = of_story(str(story), (), Settings, folder / "d.toml")
    assert (subject.report().task, subject.paths) == ("compare", {})
    beside = of_story(str(folder / "draft.md"), [str(story)], Settings, folder / "d.toml")
    assert (beside.report().task, beside.paths) == ("check", {"draft": str(folder / "draft.md")})


def test_settings_given_by_name_are_looked_at(folder: Path) -> None:
    named = folder / "desk.toml"
    subject = of_story(str(folder / "story.toml"), (), Settings, folder / "d.toml", [named])
    assert named in subject.files()


def test_the_first_report_must_be_there(edited: Subject, folder: Path) -> None:
    (folder / "draft.md").write_text("", "utf-8")
    with pytest.raises(EmptyInput, match=r"draft\.md"):
        Live(edited)


def test_standard_input_is_refused(folder: Path) -> None:
    with pytest.raises(UnsupportedInput, match="standard input"):
        of_story("-", ["a.txt"], Settings, folder / "d.toml")
    with pytest.raises(UnsupportedInput, match="standard input"):
        of_story("a.txt", ["-"], Settings, folder / "d.toml")


@pytest.mark.parametrize(
    "text", ['source = "x"', "source = [1, {path = 3}]", "draft = 7", "[[source]]", "not toml [", "\x00"]
)
def test_an_odd_story_is_told_when_it_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "story.toml").write_text(text, "utf-8")
    subject = of_story(str(tmp_path / "story.toml"), (), Settings, tmp_path / "d.toml")
    assert tmp_path / "story.toml" in subject.files()
    with pytest.raises(Exception, match=r"story\.toml"):
        subject.report()


def test_a_json_report_is_not_made_anew(folder: Path, tmp_path: Path) -> None:
    assert of_json(tmp_path / "r.json", folder / "d.toml").files() == ()


def test_a_file_is_known_by_time_size_and_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert prints((path, tmp_path / "a\0b")) == (None, None)
    path.write_text("one", "utf-8")
    first = prints((path,))
    assert prints((path,)) == first
    os.utime(path, ns=(0, 0))
    assert prints((path,)) != first
