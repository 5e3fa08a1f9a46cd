"""A story in a folder of its own, and the review page of it without a socket."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from reconcile.ingest import draft_and_sources
from reconcile.pipeline import check
from reconcile.review.app import application
from reconcile.review.live import Live
from reconcile.review.subject import Subject, of_story
from reconcile.settings import Settings
from reconcile.values import Report

ROOT = Path(__file__).resolve().parents[2]
HOST, TOKEN = "127.0.0.1:8421", "a-token-of-this-start"


class Room(NamedTuple):
    """The page's server as a window sees it, and the report behind it."""

    client: TestClient
    live: Live

    def post(self, path: str, sent: object, **headers: str) -> Any:
        """Post as the page does."""
        return self.client.post(path, json=sent, headers={"X-Reconcile-Token": TOKEN, **headers})

    def decide(self, finding: str, verdict: str, why: str = "", window: str = "one") -> Any:
        """Give a verdict."""
        return self.post("/verdicts", {"finding": finding, "verdict": verdict, "why": why, "window": window})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The story of the newsroom, to be edited."""
    for path in (ROOT / "fixtures" / "newsroom").iterdir():
        if path.name != "expected.md":
            shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def enter() -> Callable[..., Room]:
    """Return a function that opens the page of a subject; `token` False leaves the cookie out."""

    def opened(subject: Subject, *, token: bool = True, who: str = "") -> Room:
        live = Live(subject)
        app = application(live, host=HOST, token=TOKEN, who=who)
        client = TestClient(app, f"http://{HOST}", raise_server_exceptions=False, follow_redirects=False)
        if token:
            assert client.get(f"/?token={TOKEN}").status_code == 303
        return Room(client, live)

    return opened


@pytest.fixture(scope="session")
def checked() -> Report:
    """The check of the newsroom's draft, made once."""
    path = str(ROOT / "fixtures" / "newsroom" / "story.toml")
    draft, sources = draft_and_sources(path, ())
    return check(draft.article, sources)


@pytest.fixture
def edited(folder: Path) -> Subject:
    """The newsroom's draft and its sources, checked each time."""
    kept = folder / "reconcile.decisions.toml"
    return of_story(str(folder / "story.toml"), (), Settings, kept)


@pytest.fixture
def story(edited: Subject, checked: Report) -> Subject:
    """The same where the files are not edited: the check is not made again for every test."""
    return replace(edited, report=lambda: checked)


@pytest.fixture
def room(story: Subject, enter: Callable[..., Room]) -> Room:
    """The page of the newsroom's draft."""
    return enter(story)
