"""docs/workflow.md, run: a draft with errors, the gate fails, two decisions, the gate passes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
STORY = ROOT / "fixtures" / "newsroom"
PAGE = (ROOT / "docs" / "workflow.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in STORY.iterdir():
        if path.name != "expected.md":
            shutil.copy(path, tmp_path)
    return tmp_path


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command in the folder, with this installation's `reconcile` found first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def decide(folder: Path) -> None:
    """Make the two decisions of the page, in the page's own words."""
    commands = re.findall(r"^    (reconcile decide .*)$", PAGE, re.M)
    assert len(commands) == 2
    for command in commands:
        done = run(folder, command)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_page_shows_what_the_check_says(folder: Path) -> None:
    done = run(folder, "reconcile check story.toml --format text")
    shown = re.findall(r"^    (draft\.md:.*)$", PAGE, re.M)
    assert done.returncode == 1
    assert len(shown) == 3
    assert done.stdout.splitlines()[:3] == shown


def test_make_is_a_gate(folder: Path) -> None:
    assert run(folder, "make check").returncode != 0
    decide(folder)
    done = run(folder, "make check")
    assert done.returncode == 0
    assert "dismissed by the desk" in done.stdout


def test_the_call_back_sheet_is_made(folder: Path) -> None:
    assert run(folder, "make sheet").returncode == 0
    sheet = (folder / "sheet.md").read_text("utf-8")
    assert sheet.count("- [ ]") == 3
    assert "Marta Quillan" in sheet


def test_the_git_hook_is_a_gate(folder: Path) -> None:
    commands = (
        "git init -q .",
        "git config user.name desk",
        "git config user.email desk@example.org",
        "cp pre-commit .git/hooks/pre-commit",
        "git add -A",
    )
    assert run(folder, " && ".join(commands)).returncode == 0
    refused = run(folder, "git commit -qm draft")
    assert refused.returncode != 0
    assert "number-mismatch" in refused.stdout + refused.stderr
    decide(folder)
    assert run(folder, "git add -A && git commit -qm decided").returncode == 0


def test_the_github_workflow_is_a_gate(folder: Path) -> None:
    steps = yaml.safe_load((folder / "fact-check.yml").read_text("utf-8"))["jobs"]["check"]["steps"]
    check = next(s["run"] for s in steps if s.get("name") == "Check")
    failed = run(folder, check)
    assert failed.returncode == 1
    assert "::error file=draft.md,line=7," in failed.stdout
    decide(folder)
    passed = run(folder, check)
    assert passed.returncode == 0
    assert "::error" not in passed.stdout


def test_changed_words_make_a_decision_stale(folder: Path) -> None:
    decide(folder)
    draft = folder / "draft.md"
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("£3.6 million", "£4.6 million"), "utf-8")
    done = run(folder, "reconcile check story.toml --format text")
    assert done.returncode == 1
    assert "£4.6 million" in done.stdout
    assert "Stale decision: d8c06b872a61" in done.stdout


def test_a_baseline_leaves_what_is_new(folder: Path) -> None:
    run(folder, "reconcile check story.toml --format json --output before.json")
    same = run(folder, "reconcile check story.toml --format text --baseline before.json")
    assert same.returncode == 0
    draft = folder / "draft.md"
    draft.write_text(draft.read_text("utf-8").replace("About 300", "About 900"), "utf-8")
    new = run(folder, "reconcile check story.toml --format text --baseline before.json")
    assert new.returncode == 1
    assert [line.split(" ")[2] for line in new.stdout.splitlines() if line.startswith("draft.md:")] == [
        "number-mismatch"
    ]


def test_a_paragraph_may_allow_a_check(folder: Path) -> None:
    draft = folder / "draft.md"
    text = draft.read_text("utf-8")
    draft.write_text(
        text.replace("The baths opened", "<!-- reconcile: allow date-mismatch -->\nThe baths opened"), "utf-8"
    )
    done = run(folder, "reconcile check story.toml --format text")
    assert "date-mismatch" not in [w for line in done.stdout.splitlines()[:2] for w in line.split()]
    assert "allowed in the draft" in done.stdout
