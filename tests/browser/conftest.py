"""A browser and pages in it: the real fixtures' reports, opened as a file, with all that the page says kept.

`make browser` fetches what is needed here: Debian's chromium, Playwright, axe-core.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reconcile.ingest import draft_and_sources, story
from reconcile.pipeline import check, compare
from reconcile.report import render
from reconcile.values import Report

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
WIDE = (1400, 900)


def chromium() -> str | None:
    """The path of a browser that Playwright can drive."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests; they are skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright; run: make browser")
    path = chromium()
    if path is None:
        pytest.skip("no chromium on this machine; run: make browser")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def report_of() -> Callable[[str], Report]:
    """Return a function that gives a fixture's report, made once: "newsroom" is the draft's check."""
    made: dict[str, Report] = {}

    def give(event: str) -> Report:
        if event not in made:
            path = str(FIXTURES / event / "story.toml")
            if event == "newsroom":
                draft, sources = draft_and_sources(path, ())
                made[event] = check(draft.article, sources)
            else:
                made[event] = compare(story(path)[1])
        return made[event]

    return give


@dataclass
class Shown:
    """A page in the browser, and what it said and asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ids(self, selector: str) -> set[str]:
        """The ids of the elements that match."""
        return set(self.page.eval_on_selector_all(selector, "found => found.map(e => e.id)"))

    def lit(self) -> set[str]:
        """The keys of the statements that are lit."""
        return self.ids(".s.lit")


@pytest.fixture
def show(browser: Any, report_of: Callable[[str], Report], tmp_path: Path) -> Iterator[Callable[..., Shown]]:
    """Return a function that opens a report (or a fixture's, by name) as a file, without a network."""
    contexts = []

    def give(
        report: str | Report, size: tuple[int, int] = WIDE, scheme: str = "light", script: bool = True
    ) -> Shown:
        made = report_of(report) if isinstance(report, str) else report
        path = tmp_path / "report.html"
        path.write_text(render(made, "html"), "utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        shown = Shown(page)
        page.on("console", lambda message: shown.said.append(message.text))
        page.on("pageerror", lambda error: shown.said.append(str(error)))
        page.on("dialog", lambda dialog: (shown.said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: shown.asked.append(request.url))
        page.goto(path.as_uri())
        return shown

    yield give
    for context in contexts:
        context.close()
