"""The command line: what it prints and writes, its exit codes, one clear line for each bad input."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reconcile import cli

STORY = Path(__file__).parents[1] / "fixtures" / "court-fraud" / "story.toml"
TEXT = "The mayor of Tarrow, Ada Berg, resigned on Monday. She said that 12 people had been hurt.\n"
OTHER = "Ada Berg, the mayor of Tarrow, stepped down on Monday. She said 15 people were hurt.\n"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["reconcile", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return int(stopped.value.code or 0)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path / "a.txt", tmp_path / "b.txt"


def test_compare_prints_a_markdown_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], two: tuple[Path, Path]
) -> None:
    assert run(monkeypatch, "compare", *two) == 0
    said = capsys.readouterr()
    assert said.out.startswith("# Comparison of A and B\n")
    assert "**12 people**" in said.out
    assert "**15 people**" in said.out
    assert said.err == ""


def test_output_goes_to_the_file(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    two: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    target = tmp_path / "report.json"
    assert run(monkeypatch, "compare", *two, "--format", "json", "--output", target) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text("utf-8"))["version"] == 1
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("levels", "code"), [("none", 0), ("conflict", 1), ("number", 1), ("any", 1), ("quote,role", 0)]
)
def test_fail_on_sets_the_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    two: tuple[Path, Path],
    levels: str,
    code: int,
) -> None:
    assert run(monkeypatch, "compare", *two, "--fail-on", levels) == code
    assert "15 people" in capsys.readouterr().out


def test_a_story_file_names_its_sources(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "compare", STORY, "--format", "text") == 0
    assert "\x1b" not in capsys.readouterr().out


def test_checks_are_listed_with_what_they_assert(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reconcile.facets import checks

    assert run(monkeypatch, "checks") == 0
    said = capsys.readouterr().out
    assert len(checks()) >= 10
    for check in checks():
        assert check.code in said
        assert check.doc


def test_names_prints_the_ledger(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], two: tuple[Path, Path]
) -> None:
    assert run(monkeypatch, "names", two[0]) == 0
    assert "Ada Berg" in capsys.readouterr().out


def bad_inputs(folder: Path) -> dict[str, tuple[list[str], str]]:
    """Name, arguments, and what the one line must hold."""
    good = folder / "good.txt"
    good.write_text(TEXT)
    (folder / "same.txt").write_text(TEXT)
    (folder / "empty.txt").write_text("")
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (folder / "huge.txt").write_text("The mayor spoke on Monday. " * 250_000)
    (folder / "torn.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    (folder / "bare.html").write_text("<html><head><script>x()</script></head><body></body></html>")
    (folder / "torn.toml").write_text("title = ")
    (folder / "wrong.toml").write_text('[[source]]\npth = "good.txt"\n')
    (folder / "one.toml").write_text('[[source]]\npath = "good.txt"\n')
    (folder / "settings.toml").write_text('\nmodell = "bundled"\n')
    (folder / "typed.toml").write_text("align = 3\n")
    g = str(good)
    return {
        "missing": ([g, str(folder / "none.txt")], "none.txt"),
        "folder": ([g, str(folder)], folder.name),
        "empty": ([g, str(folder / "empty.txt")], "empty.txt"),
        "blank": ([g, str(folder / "blank.txt")], "blank.txt"),
        "binary": ([g, str(folder / "image.txt")], "image.txt"),
        "huge": ([g, str(folder / "huge.txt")], "huge.txt"),
        "torn docx": ([g, str(folder / "torn.docx")], "torn.docx"),
        "torn pdf": ([g, str(folder / "torn.pdf")], "torn.pdf"),
        "html without text": ([g, str(folder / "bare.html")], "bare.html"),
        "one article": ([g], "one article"),
        "twice the same": ([g, str(folder / "same.txt")], "same.txt"),
        "torn story": ([str(folder / "torn.toml")], "torn.toml"),
        "story with a wrong key": ([str(folder / "wrong.toml")], "path"),
        "story of one": ([str(folder / "one.toml")], "one.toml"),
        "unknown format": ([g, g, "--format", "pdf"], "markdown"),
        "unknown fail level": ([g, g, "--fail-on", "conflit"], "conflict"),
        "unknown settings key": ([g, g, "--settings", str(folder / "settings.toml")], "settings.toml:2"),
        "settings of a wrong type": ([g, g, "--settings", str(folder / "typed.toml")], "typed.toml:1"),
        "no settings file": ([g, g, "--settings", str(folder / "none.toml")], "none.toml"),
    }


CASES = (
    "missing", "folder", "empty", "blank", "binary", "huge", "torn docx", "torn pdf", "html without text",
    "one article", "twice the same", "torn story", "story with a wrong key", "story of one", "unknown format",
    "unknown fail level", "unknown settings key", "settings of a wrong type", "no settings file",
)  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_one_clear_line(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments, told = bad_inputs(tmp_path)[name]
    target = tmp_path / "report.md"
    target.write_text("an older report\n")
    assert run(monkeypatch, "compare", *arguments, "--output", target) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("reconcile: ")
    assert said.err.count("\n") == 1
    assert told in said.err
    assert "Traceback" not in said.err
    assert target.read_text() == "an older report\n"


def test_a_report_that_cannot_be_written_says_so(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    two: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    assert run(monkeypatch, "compare", *two, "--output", tmp_path / "no" / "folder.md") == 2
    assert "folder.md" in capsys.readouterr().err


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("reconcile 0.")


NEWSROOM = STORY.parents[1] / "newsroom"


def test_check_prints_a_report_and_fails_on_conflicts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check", NEWSROOM / "story.toml") == 1
    said = capsys.readouterr()
    assert said.out.startswith("# The draft held against A and B\n")
    assert "**£3.6 million**" in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("levels", "code"), [("none", 0), ("any", 1), ("number", 1), ("quote,role", 0), ("tension", 1)]
)
def test_check_fails_on_what_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], levels: str, code: int
) -> None:
    story = NEWSROOM / "story.toml"
    arguments = (NEWSROOM / "draft.md", "--against", story, "--fail-on", levels, "--format", "text")
    assert run(monkeypatch, "check", *arguments) == code
    assert "[d8c06b872a61]" in capsys.readouterr().out


def test_explain_lists_what_is_supported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    against = ("--against", NEWSROOM / "council.txt", "--against", NEWSROOM / "gazette.txt")
    run(monkeypatch, "check", NEWSROOM / "draft.md", *against, "--explain")
    assert "## Supported, sentence by sentence" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", NEWSROOM / "draft.md"), "--against"),
        (("check", STORY), "draft"),
        (("check", NEWSROOM / "none.md", "--against", NEWSROOM / "story.toml"), "none.md"),
        (("check", NEWSROOM / "council.txt", "--against", NEWSROOM / "story.toml"), "council.txt"),
        (("check", NEWSROOM / "story.toml", "--baseline", NEWSROOM / "draft.md"), "draft.md"),
        (("check", NEWSROOM / "story.toml", "--decisions", NEWSROOM / "story.toml"), "story.toml"),
        (("decide", "ffffffff", "accept", NEWSROOM / "story.toml"), "ffffffff"),
        (("decide", "d8c0", "maybe", NEWSROOM / "story.toml"), "maybe"),
        (("sheet", NEWSROOM / "none.json"), "none.json"),
        (("sheet", NEWSROOM / "draft.md"), "draft.md"),
    ],
)
def test_bad_input_of_the_desk_gets_one_clear_line(
    arguments: tuple[str | Path, ...],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("reconcile: ")
    assert said.err.count("\n") == 1
    assert told in said.err


def test_settings_say_where_they_come_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "reconcile.toml").write_text("[checks]\nquote-mismatch = false\n")
    assert run(monkeypatch, "settings", "--settings", tmp_path / "reconcile.toml") == 0
    said = capsys.readouterr().out
    assert "checks.quote-mismatch" in said
    assert "reconcile.toml:2" in said


def test_names_suggests_a_house_style(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "names", STORY.parents[1] / "factory-visit" / "story.toml", "--suggest") == 0
    said = capsys.readouterr().out
    assert said.startswith("[names]")
    assert "Hye-sun" in said
