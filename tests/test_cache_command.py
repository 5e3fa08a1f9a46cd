"""The cache as the commands use it: the same report with it and without, shown, cleared, turned off."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile import cli, encode
from reconcile.encode import store

Run = Callable[..., tuple[int, str, str]]
FIXTURES = Path(__file__).parents[1] / "fixtures"
STORY = FIXTURES / "court-fraud" / "story.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache will be."""
    monkeypatch.setenv("RECONCILE_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> Run:
    """Run a command; gives exit code, stdout and stderr."""

    def ran(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["reconcile", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return ran


def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every later use of the bundled model fail."""

    def fails(self: object, texts: object) -> None:
        raise AssertionError("the model was used")

    monkeypatch.setattr("reconcile.encode.bundled.BundledEncoder.encode", fails)


@pytest.mark.parametrize(
    "command", [("compare", STORY), ("check", FIXTURES / "newsroom" / "story.toml", "--explain")]
)
def test_a_report_is_the_same_from_the_cache(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str | Path, ...]
) -> None:
    without = run(*command, "--format", "json", "--no-cache")
    assert not folder.exists()
    first = run(*command, "--format", "json")
    assert (folder / store.FILE).exists()
    no_model(monkeypatch)
    assert run(*command, "--format", "json") == first == without
    assert json.loads(first[1])["tool"]["model"] == "bundled"


def test_it_is_shown_and_cleared(run: Run, folder: Path) -> None:
    assert run("cache") == (0, f"No cache in {folder}.\n", "")
    assert run("cache", "clear") == (0, f"No cache in {folder}.\n", "")
    run("compare", STORY)
    held = store.contents(folder / store.FILE)
    assert held is not None
    code, out, err = run("cache")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["folder", str(folder)],
        ["sentences", str(held.entries)],
        ["size", f"{held.size / 1e6:.1f}", "MB", "of", "268.4", "at", "most"],
        ["model", "bundled", str(held.entries)],
    ]
    assert run("cache", "clear") == (0, f"Deleted {held.size / 1e6:.1f} MB from {folder}.\n", "")
    assert list(folder.iterdir()) == []
    assert run("cache") == (0, f"No cache in {folder}.\n", "")


def test_what_is_not_ours_stays(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / store.FILE).write_text("broken")
    assert run("cache") == (0, f"No cache in {folder}.\n", "")
    assert run("cache", "clear") == (0, f"Deleted 0.0 MB from {folder}.\n", "")
    assert os.listdir(folder) == ["notes.txt"]


def test_what_cannot_be_cleared_is_one_line(run: Run, folder: Path) -> None:
    (folder / store.FILE).mkdir(parents=True)
    code, out, err = run("cache", "clear")
    assert (code, out) == (2, "")
    assert err.startswith(f"reconcile: {folder}: cannot clear the cache (")
    assert err.count("\n") == 1


def test_another_word_is_refused(run: Run) -> None:
    code, out, err = run("cache", "clean")
    assert (code, out) == (2, "")
    assert "clear" in err


def test_no_home_no_cache(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("RECONCILE_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    code, out, err = run("cache")
    assert (code, err) == (0, "")
    assert out.startswith("No cache: ")
    assert run("compare", STORY)[0] == 0


@pytest.mark.parametrize("command", ["compare", "check", "decide", "review"])
def test_every_command_that_encodes_can_do_without(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "--no-cache" in out


def test_a_review_uses_it_too(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import reconcile.review as review

    story = FIXTURES / "newsroom" / "story.toml"
    made = []
    monkeypatch.setattr(review, "review", lambda subject, **_: made.append(subject.report()))
    assert run("review", story, "--no-cache")[0] == 0
    assert not folder.exists()
    assert run("review", story)[0] == 0
    assert (folder / store.FILE).exists()
    no_model(monkeypatch)
    assert run("review", story)[0] == 0
    assert made[0] == made[1] == made[2]


def test_the_library_writes_nothing(folder: Path, tiny_encoder: encode.Encoder) -> None:
    import reconcile

    told = [
        reconcile.Article.from_text(f"Ada Berg resigned on Monday. She said {n} were hurt.", name=n)
        for n in ("12", "15")
    ]
    reconcile.compare(told)
    reconcile.compare(told, encoder=tiny_encoder)
    assert not folder.exists()
