"""The review page in a browser, served by the command: verdicts, keys, search, edits, hostile text."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reconcile import decisions

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "build/browser/node_modules/axe-core/axe.min.js"
OPEN = "#findings .card"
CURRENT = "document.querySelector('.card.current')?.dataset.id ?? null"


@dataclass
class Review:
    """A story in a folder of its own, its page in the browser, and all that the page said."""

    folder: Path
    page: Any
    address: str
    end: Callable[[], None]
    said: list[str] = field(default_factory=list)

    def ids(self, selector: str = OPEN) -> list[str]:
        """The ids of the findings whose cards match and are shown, in the order of the page."""
        found: list[str] = self.page.eval_on_selector_all(
            selector, "found => found.filter(e => e.offsetParent !== null).map(e => e.dataset.id)"
        )
        return found

    def press(self, key: str) -> None:
        """Press a key and wait for the page to come anew."""
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)

    def verdicts(self) -> dict[str, str]:
        """What the decisions' file holds."""
        return {d.finding: d.verdict for d in decisions.load(self.folder / "reconcile.decisions.toml")}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reconcile", *arguments]


ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def review(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Review]]:
    """Return a function that serves a fixture's story and opens its page; the command must end cleanly."""
    running: list[subprocess.Popen[str]] = []
    contexts: list[Any] = []

    def end(process: subprocess.Popen[str]) -> None:
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=30)
        assert (process.returncode, rest, said) == (0, "", "")

    def give(event: str, size: tuple[int, int] = (1400, 900), scheme: str = "light") -> Review:
        folder = tmp_path / event
        shutil.copytree(ROOT / "fixtures" / event, folder)
        process = subprocess.Popen(
            command("review", str(folder / "story.toml"), "--no-browser"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRON,
        )
        running.append(process)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        shown = Review(folder, page, address, lambda: end(process))
        page.on("console", lambda message: shown.said.append(message.text))
        page.on("pageerror", lambda error: shown.said.append(str(error)))
        page.on("dialog", lambda dialog: (shown.said.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        return shown

    yield give
    for process in running:
        if process.returncode is None:
            end(process)
    for context in contexts:
        context.close()


def test_a_verdict_of_the_page_is_in_the_check(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    assert "token" not in shown.page.url
    first, second, third = shown.ids()
    card = f".card[data-id='{second}']"
    shown.page.fill(f"{card} .because", "the minutes say so")
    with shown.page.expect_event("load"):
        shown.page.click(f"{card} [data-verdict=dismiss]")
    assert shown.ids() == [first, third]
    assert shown.ids("#decided .card") == [second]
    assert "because the minutes say so" in shown.page.inner_text(card)
    assert "1 of 3 findings decided" in shown.page.inner_text(".done")
    done = subprocess.run(
        command("check", str(shown.folder / "story.toml"), "--format", "json"),
        capture_output=True,
        text=True,
        env=ENVIRON,
        check=False,
    )
    told = {f["id"]: (f["status"], f["why"]) for f in json.loads(done.stdout)["findings"]}
    assert told[second] == ("dismissed", "the minutes say so")
    assert {told[f][0] for f in (first, third)} == {"open"}
    assert shown.said == []


def test_keys(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page = shown.page
    first, second, third = shown.ids()
    walked = []
    for key in "jjjkk":
        page.keyboard.press(key)
        walked.append(page.evaluate(CURRENT))
    assert walked == [first, second, third, second, first]
    assert page.evaluate("document.querySelectorAll('.s.lit').length") > 0
    shown.press("a")
    assert shown.verdicts() == {first: "accept"}
    assert page.evaluate(CURRENT) == second
    shown.press("d")
    assert page.evaluate(CURRENT) == third
    page.keyboard.press("w")
    page.keyboard.type("a j and a d are letters here")
    page.keyboard.press("Enter")
    shown.press("f")
    assert shown.verdicts() == {first: "accept", second: "dismiss", third: "fixed"}
    assert shown.ids() == []
    assert "a j and a d are letters here" in page.inner_text("#decided")
    shown.press("u")
    assert shown.verdicts() == {first: "accept", second: "dismiss"}
    assert page.evaluate(CURRENT) == third
    shown.press("u")
    shown.press("u")
    assert shown.verdicts() == {}
    page.keyboard.press("u")
    page.locator("#standing:has-text('nothing to undo')").wait_for()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    # The browser itself logs an answer of 409; the page says nothing more.
    assert [s for s in shown.said if "409" not in s] == []


def test_search_filters_and_words_not_yet_sent_outlive_a_verdict(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page = shown.page
    first, second, third = shown.ids()
    page.keyboard.press("/")
    page.keyboard.type("1918")
    assert len(shown.ids()) == 1
    (found,) = shown.ids()
    assert page.inner_text("#matches") == "1 of 3 findings"
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    other = next(i for i in (first, second, third) if i != found)
    page.eval_on_selector(f".card[data-id='{other}'] .because", "field => { field.value = 'ask Jo'; }")
    shown.press("a")
    assert page.input_value("#search") == "1918"
    assert shown.ids() == []
    page.fill("#search", "")
    assert page.input_value(f".card[data-id='{other}'] .because") == "ask Jo"
    page.click("[data-filter=severity][data-value=conflict]")
    page.click(f"#decided .card[data-id='{found}'] [data-verdict=open]")
    page.locator(".done b:text-is('0')").wait_for()
    assert page.get_attribute("[data-filter=severity][data-value=conflict]", "aria-pressed") == "true"
    assert shown.verdicts() == {}
    assert shown.said == []


def test_an_edited_draft_and_another_writer_are_shown(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page, draft = shown.page, shown.folder / "draft.md"
    assert len(shown.ids()) == 3
    text = draft.read_text("utf-8")
    with page.expect_event("load"):
        draft.write_text(text.replace("£3.6 million", "£2.6 million"), "utf-8")
    assert len(shown.ids()) == 2
    assert "£2.6 million" in page.inner_text("#c0")
    draft.write_text("", "utf-8")
    page.wait_for_selector("#standing.fault")
    assert "draft.md" in page.inner_text("#standing")
    assert len(shown.ids()) == 2
    with page.expect_event("load"):
        draft.write_text(text, "utf-8")
    assert len(shown.ids()) == 3
    assert page.inner_text("#standing") == ""
    with page.expect_event("load"):
        subprocess.run(
            command("decide", shown.ids()[0], "accept", str(shown.folder / "story.toml")),
            capture_output=True,
            env=ENVIRON,
            check=True,
        )
    assert len(shown.ids()) == 2
    assert shown.said == []


def test_a_page_is_not_taken_from_under_a_hand_that_writes(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page, draft = shown.page, shown.folder / "draft.md"
    page.focus(f"{OPEN} .because >> nth=0")
    page.keyboard.type("half a rea")
    draft.write_text(draft.read_text("utf-8").replace("£3.6 million", "£2.6 million"), "utf-8")
    page.locator("#standing:has-text('newer report')").wait_for()
    page.keyboard.type("son")
    assert page.input_value(f"{OPEN} .because >> nth=0") == "half a reason"
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    assert page.input_value(f"{OPEN} .because >> nth=0") == "half a reason"


def test_a_reason_stays_when_the_verdict_is_another(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page = shown.page
    first = shown.ids()[0]
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.keyboard.type('the "plaque" <says> so')
    page.keyboard.press("Enter")
    shown.press("d")
    with page.expect_event("load"):
        page.click(f"#decided .card[data-id='{first}'] [data-verdict=accept]")
    (kept,) = decisions.load(shown.folder / "reconcile.decisions.toml")
    assert (kept.verdict, kept.why) == ("accept", 'the "plaque" <says> so')


def test_a_page_without_its_server_says_so(review: Callable[..., Review]) -> None:
    shown = review("newsroom")
    page = shown.page
    shown.end()
    page.locator("#standing:has-text('The server has stopped')").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.locator("#standing:has-text('nothing was kept')").wait_for()
    assert shown.verdicts() == {}


def test_hostile_articles_run_nothing(review: Callable[..., Review]) -> None:
    shown = review("hostile")
    page = shown.page
    bad = '<script>window.ran=1</script><img src=x onerror="window.ran=1">'
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.keyboard.type(bad)
    page.keyboard.press("Enter")
    shown.press("d")
    assert bad in page.inner_text("#decided")
    page.click(".s .n >> nth=1")
    assert page.evaluate("window.ran") is None
    assert page.locator("script").count() == 2
    assert page.locator("img, [onload], [onerror], a[href^=javascript]").count() == 0
    assert shown.said == []


@pytest.mark.parametrize(("scheme", "size"), [("light", (1400, 900)), ("dark", (390, 844))])
def test_axe_finds_no_violation(review: Callable[..., Review], scheme: str, size: tuple[int, int]) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core on this machine; run: make browser")
    shown = review("newsroom", size, scheme)
    page = shown.page
    page.keyboard.press("j")
    shown.press("d")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate(AXE.read_text("utf-8") + "; 0")
    for opened in (False, True):
        if opened:
            page.keyboard.press("?")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]] == []
