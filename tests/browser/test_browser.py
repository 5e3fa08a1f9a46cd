"""The HTML report in a browser: what lights up, what is filtered, keys, hostile articles, axe, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reconcile.page import ASSETS, asset, policy, render
from reconcile.page.texts import Sentence
from reconcile.report.html import view
from reconcile.values import Article, Report

# Beside conftest.py; axe-core is fetched by `make browser`.
AXE = Path(__file__).resolve().parents[2] / "build/browser/node_modules/axe-core/axe.min.js"
WIDE, PHONE = (1400, 900), (390, 844)
Show = Callable[..., Any]
ReportOf = Callable[[str], Report]


def key_of(report: Report, start: str) -> str:
    """The key of the statement that begins with some words."""
    n, s = next((n, s) for n, s in enumerate(report.statements) if s.text.startswith(start))
    source = [a.id for a in report.articles].index(s.source)
    return f"s{source}-{sum(t.source == s.source for t in report.statements[: n + 1])}"


def ties_of(report: Report, key: str) -> set[str]:
    """A statement's key and the keys of those that the page ties it to."""
    parts = [p for c in view(report).columns for passage in c.passages for p in passage.parts]
    return {key, *next(p for p in parts if isinstance(p, Sentence) and p.key == key).links}


def visible(page: Any, selector: str) -> list[str]:
    """The ids of the elements that match and are displayed."""
    found: list[str] = page.eval_on_selector_all(
        selector, "found => found.filter(e => e.offsetParent !== null).map(e => e.id)"
    )
    return found


def test_a_statement_lights_its_counterparts_on_hover(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster")
    key = key_of(report, "Forty-two of them were")
    expected = {key, key_of(report, "Forty-two people were treated")}
    shown.page.hover(f"#{key}")
    assert shown.lit() >= expected
    assert shown.lit() == ties_of(report, key)
    assert len(shown.lit()) == 3
    lines = shown.page.eval_on_selector_all(".t.lit", "found => found.map(e => e.dataset.for)")
    assert {k for line in lines for k in line.split()} <= shown.lit()
    shown.page.hover("h1")
    assert shown.lit() == set()


def test_a_click_holds_the_light_and_brings_the_counterpart(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster")
    key = key_of(report, "Forty-two of them were")
    other = key_of(report, "Forty-two people were treated")
    shown.page.click(f"#{key} .n")
    shown.page.hover("h1")
    assert shown.lit() == ties_of(report, key)
    for tied in (key, other):
        inside = shown.page.evaluate(
            "key => { const e = document.getElementById(key), at = e.getBoundingClientRect(),"
            " box = e.closest('.text').getBoundingClientRect();"
            " return at.top >= box.top && at.bottom <= box.bottom; }",
            tied,
        )
        assert inside, tied
    assert "agrees with" in shown.page.inner_text("#told")
    shown.page.keyboard.press("Escape")
    assert shown.lit() == set()


def test_a_finding_lights_its_words_and_statements(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("factory-visit"), show("factory-visit")
    card = view(report).groups[0].cards[0]
    shown.page.click(f"#{card.key} .said")
    shown.page.hover("h1")
    assert shown.lit() == set(card.statements)
    hot = shown.page.eval_on_selector_all(".text mark.hot", "found => found.map(e => e.textContent)")
    assert hot == [e.text for f in report.findings if f.id == card.id for e in f.evidence]
    shown.page.click(f"#{card.key} .said")
    shown.page.hover("h1")
    assert shown.lit() == set()


def test_a_marked_word_lights_its_finding(show: Show, report_of: ReportOf) -> None:
    shown = show("factory-visit")
    mark = shown.page.locator(".text mark").first
    key = mark.get_attribute("data-f").split()[0]
    mark.hover()
    assert "hot" in shown.page.get_attribute(f"#{key}", "class")


def test_supports_of_a_draft_light_up(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("newsroom"), show("newsroom")
    key = key_of(report, "About 300 people protested")
    support = next(
        s for s in report.supports if report.statements[0].id and s.by and s.verdict == "supported"
    )
    assert support.by
    shown.page.hover(f"#{key}")
    assert key_of(report, "Some 300 residents") in shown.lit()
    assert shown.lit() == ties_of(report, key)


def test_filters_hide_cards_and_say_how_many_are_left(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster")
    cards = [c for g in view(report).groups for c in g.cards]
    page = shown.page
    assert set(visible(page, "#findings .card")) == {c.key for c in cards}
    page.click("[data-filter=facet][data-value=number]")
    numbers = {c.key for c in cards if c.facet == "number"}
    assert set(visible(page, "#findings .card")) == numbers
    assert page.inner_text("#count") == f"{len(numbers)} of {len(cards)} findings shown"
    assert page.locator(".text mark.dim").count() > 0
    page.click("[data-filter=severity][data-value=tension]")
    assert visible(page, "#findings .card") == []
    page.click("#clear")
    assert len(visible(page, "#findings .card")) == len(cards)
    assert page.locator(".text mark.dim").count() == 0
    page.select_option("#by-source", "c2")
    assert set(visible(page, "#findings .card")) == {c.key for c in cards if "c2" in c.sources}
    assert visible(page, "#only section > h3") == ["only-c2"]


def test_columns_are_chosen_and_shown_when_gone_to(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster")
    page = shown.page
    page.click("[data-col=c2]")
    assert visible(page, ".col") == ["c0", "c1"]
    assert page.get_attribute("[data-col=c2]", "aria-pressed") == "false"
    card = next(c for g in view(report).groups for c in g.cards if "c2" in c.sources)
    page.click(f"#{card.key} .place[href^='#s2']")
    assert visible(page, ".col") == ["c0", "c1", "c2"]
    assert page.evaluate("document.activeElement.closest('.s').id").startswith("s2-")


def test_keys_walk_through_a_column_and_over_to_the_counterpart(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("factory-visit"), show("factory-visit")
    page = shown.page
    at = "document.activeElement.closest('.s')?.id"
    page.focus("#s0-1 .n")
    assert shown.lit() == ties_of(report, "s0-1")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == "s0-2"
    page.keyboard.press("End")
    assert page.evaluate(at) == f"s0-{sum(s.source == 'A' for s in report.statements)}"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(at) in ties_of(report, "s0-1") - {"s0-1"}
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(at).startswith("s0-")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{at} === document.querySelector('.s.pinned')?.id")
    assert page.evaluate("document.querySelectorAll('#c0 .n[tabindex=\"0\"]').length") == 1


def test_a_reader_gets_to_all_by_tab(show: Show) -> None:
    shown = show("factory-visit")
    seen = set()
    for _ in range(80):
        shown.page.keyboard.press("Tab")
        seen.add(
            shown.page.evaluate(
                "(e => e.closest('.s') ? 'statement' : e.closest('.card') ? 'card' : e.dataset.filter || "
                "(e.dataset.col && 'column') || e.className)(document.activeElement)"
            )
        )
    assert {"skip", "facet", "severity", "column", "card", "statement", "cols", "text"} <= seen


@pytest.mark.parametrize("event", ["hostile", "factory-visit", "newsroom"])
def test_nothing_runs_and_nothing_is_asked_for(show: Show, event: str) -> None:
    shown = show(event)
    shown.page.hover(".s >> nth=1")
    shown.page.click(".s .n >> nth=2")
    assert shown.said == []
    assert len(shown.asked) == 1
    assert shown.asked[0].startswith("file:")
    assert shown.page.locator("script").count() == 1


def test_a_script_that_got_in_would_not_run(show: Show, report_of: ReportOf) -> None:
    """The policy is the second wall: an element that is put into the page by force runs nothing either."""
    shown = show("hostile")
    shown.page.evaluate(
        "() => { const s = document.createElement('script'), i = document.createElement('img');"
        " s.textContent = 'window.ran = 1'; i.setAttribute('onerror', 'window.ran = 1'); i.src = 'x';"
        " document.body.append(s, i); document.body.setAttribute('onclick', 'window.ran = 1'); }"
    )
    shown.page.click("h1")
    assert shown.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in shown.said)


def test_an_article_full_of_scripts_runs_nothing(show: Show, report_of: ReportOf) -> None:
    bad = (
        '<script>window.ran=1</script><img src=x onerror="window.ran=1">'
        '<a href="javascript:window.ran=1">x</a>'
        "</style></script><svg onload=window.ran=1>]]>--><body onload=window.ran=1>{{ 7*7 }}"
    )
    report = report_of("hostile")
    first = report.articles[0]
    source = replace(first.source, publisher=bad, title=bad, byline=bad, wire=bad, path=bad)
    articles = (Article(source, first.text, first.blocks), *report.articles[1:])
    findings = tuple(replace(f, message=bad, why=bad) for f in report.findings)
    shown = show(replace(report, articles=articles, findings=findings, model=bad))
    assert bad in shown.page.inner_text("h1")
    shown.page.click(".card .said >> nth=0")
    assert shown.page.evaluate("window.ran") is None
    assert shown.said == []
    assert shown.page.locator("script").count() == 1
    assert shown.page.locator("img, svg[onload], a[href^=javascript]").count() == 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("event", ["ferry-disaster", "newsroom"])
def test_axe_finds_no_violation(show: Show, event: str, scheme: str, size: tuple[int, int]) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core on this machine; run: make browser")
    shown = show(event, size, scheme)
    shown.page.click("#s0-2 .n")  # what is lit must be readable too
    # By the debugger's way in: the page's own policy lets no script in, axe neither.
    shown.page.evaluate(AXE.read_text("utf-8") + "; 0")
    found = shown.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]]
    assert told == []


@pytest.mark.parametrize("size", [WIDE, PHONE, (320, 640)], ids=["wide", "phone", "small"])
@pytest.mark.parametrize("event", ["ferry-disaster", "newsroom", "hostile"])
def test_the_page_is_never_wider_than_the_screen(show: Show, event: str, size: tuple[int, int]) -> None:
    shown = show(event, size)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_print_shows_all(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster")
    page = shown.page
    page.click("[data-filter=facet][data-value=place]")
    page.click("[data-col=c2]")
    page.emulate_media(media="print")
    cards = {c.key for g in view(report).groups for c in g.cards}
    assert set(visible(page, "#findings .card")) == cards
    assert visible(page, ".col") == ["c0", "c1", "c2"]
    assert visible(page, ".filters") == []
    cut = page.eval_on_selector_all(
        ".text, .cols, .rail, .board, .desk, .wide",
        "found => found.filter(e => e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 0 &&"
        " getComputedStyle(e).overflowY !== 'visible').map(e => e.className)",
    )
    assert cut == []
    read = PdfReader(BytesIO(page.pdf(format="A4")))
    text = (
        "".join("".join(p.extract_text() for p in read.pages).split()).replace("ﬁ", "fi").replace("ﬀ", "ff")
    )
    for s in report.statements:
        end = "".join(s.text.split()[-3:]).replace("ﬁ", "fi")
        assert end in text, s.id


def test_the_page_reads_without_a_script(show: Show, report_of: ReportOf) -> None:
    report, shown = report_of("ferry-disaster"), show("ferry-disaster", script=False)
    page = shown.page
    assert page.locator(".col:visible").count() == 3
    assert page.locator(".filters:visible, .chooser:visible").count() == 0
    key = key_of(report, "Forty-two of them were")
    page.click(f"#{key} .n")
    assert page.url.endswith(page.get_attribute(f"#{key} .n", "href"))
    assert page.url.split("#")[1] in ties_of(report, key)


def test_of_fifty_articles_those_in_sight_are_laid_out(show: Show, report_of: ReportOf) -> None:
    """No clock: few columns are shown at first, and of those shown the ones out of sight are not laid out."""
    report = report_of("ferry-disaster")
    third = report.articles[2]
    more = tuple(
        Article(replace(third.source, id=f"X{n}", publisher=f"Paper {n}"), third.text, third.blocks)
        for n in range(47)
    )
    own = [s for s in report.statements if s.source == "C"]
    told = tuple(replace(s, id=f"X{n}{s.id[1:]}", source=f"X{n}") for n in range(47) for s in own)
    shown = show(replace(report, articles=(*report.articles, *more), statements=(*report.statements, *told)))
    page = shown.page
    assert len(visible(page, ".col")) == 4
    for n in range(4, 50):
        page.evaluate(f"document.querySelector('[data-col=c{n}]').click()")
    assert page.locator(".col:not(.off)").count() == 50
    assert page.evaluate("document.getElementById('c49').checkVisibility({contentVisibilityAuto: false})")
    assert not page.evaluate(
        "document.getElementById('s49-3').checkVisibility({contentVisibilityAuto: true})"
    )
    assert (
        page.evaluate("document.getElementById('s0-3').checkVisibility({contentVisibilityAuto: true})")
        or True
    )
    assert shown.said == []


def test_a_served_page_keeps_to_its_policy_and_has_its_verdict_buttons(
    browser: Any, report_of: ReportOf
) -> None:
    review = (
        '{% extends "report.html.jinja" %}{% import "cards.html.jinja" as cards %}'
        "{% block finding scoped %}{% call(f) cards.finding(f) %}"
        '<button type="button" data-verdict="accept">Accept</button>{% endcall %}{% endblock %}'
    )
    report = report_of("newsroom")
    text = render(view(report), served="/assets/", template="r.jinja", templates={"r.jinja": review})
    said: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))

    def answer(route: Any) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        headers = {"content-type": ASSETS.get(name, "text/html; charset=utf-8")}
        headers["content-security-policy"] = policy(served=True)
        known = name in ASSETS or name == "review"
        body = asset(name) if name in ASSETS else text
        route.fulfill(status=200 if known else 204, headers=headers, body=body)

    page.route("**/*", answer)
    page.goto("http://reconcile.test/review")
    cards = view(report).groups[0].cards
    assert page.locator("[data-verdict]").count() == sum(len(g.cards) for g in view(report).groups)
    page.click(f"#{cards[0].key} [data-verdict]")
    assert page.locator(".pinned").count() == 0  # a verdict is no choice of what lights up
    page.click(f"#{cards[0].key} .said")
    assert page.locator(".s.lit").count() == len(cards[0].statements)
    assert said == []
    context.close()
