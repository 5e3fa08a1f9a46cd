"""The HTML report, parsed: nothing of an article becomes markup, figures are the JSON's, places are exact."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as parser

from reconcile.page import asset, render
from reconcile.report import render as report_as
from reconcile.report.html import view
from reconcile.values import Alignment, Article, Block, Evidence, Fact, Finding, Report, Statement

REPORTS = ["two", "three", "held"]
# Every element that the templates write; an article that brings another has broken out.
ELEMENTS = set(
    "html head meta title style body script a header main footer section article div p span ul li h1 h2 h3 "
    "h4 figure figcaption table thead tbody tr th td svg rect path text label select option button i b small "
    "mark blockquote code".split()
)


def parsed(report: Report) -> Any:
    """The report's page as a tree."""
    text = report_as(report, "html")
    text.encode("utf-8")
    return parser.document_fromstring(text)


def words(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def of_class(tree: Any, name: str) -> list[Any]:
    """The elements of a class, in order."""
    return list(tree.find_class(name))


def tile(tree: Any, label: str) -> int:
    """The figure of the summary's tile that bears a label."""
    found = [t for t in of_class(tree, "tile") if t.find(".//span").text == label]
    assert len(found) == 1, label
    return int(found[0].find(".//b").text)


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the reports built by hand."""
    made: Report = request.getfixturevalue(request.param)
    return made


def test_the_page_is_one_file(report: Report) -> None:
    tree = parsed(report)
    assert [s.text for s in tree.iter("script")] == [asset("page.js")]
    assert [s.text for s in tree.iter("style")] == [asset("page.css")]
    assert not tree.xpath("//link | //img | //iframe | //object | //form | //base | //*[@src] | //*[@style]")
    assert all(a.get("href").startswith("#") for a in tree.iter("a"))
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_ids_are_unique_and_links_lead_to_them(report: Report) -> None:
    tree = parsed(report)
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    for name in ("href", "data-k", "data-d", "data-s", "data-f", "data-for", "data-col", "data-source"):
        for value in tree.xpath(f"//@{name}"):
            assert {v.removeprefix("#") for v in value.split()} <= set(ids), (name, value)


def test_every_statement_stands_in_its_column_word_for_word(report: Report) -> None:
    tree = parsed(report)
    for article, column in zip(report.articles, of_class(tree, "col"), strict=True):
        own = [s for s in report.statements if s.source == article.id]
        shown = [words(s)[1:].strip() for s in of_class(column, "s")]  # less the sign
        assert shown == [" ".join(s.text.split()) for s in sorted(own, key=lambda s: s.start)]


def test_figures_are_those_of_the_json(report: Report) -> None:
    tree, read = parsed(report), json.loads(report_as(report, "json"))
    found = [f for f in read["findings"] if f["status"] == "open"]
    for severity in ("conflict", "tension", "note"):
        count = sum(f["severity"] == severity for f in found)
        assert tile(tree, severity if count == 1 else f"{severity}s") == count
        assert (
            sum(c.get("data-severity") == severity for c in tree.xpath("//*[@id='findings']//article"))
            == count
        )
    assert (
        tile(tree, "not compared")
        == len(read["not_compared"])
        == len(tree.xpath("//*[@id='not-compared']//li"))
    )
    assert len(of_class(tree, "col")) == len(read["sources"])
    assert len(of_class(tree, "s")) == len(read["statements"])
    assert len(tree.xpath("//*[@id='facts']//tbody/tr")) == len(read["facts"])
    assert len(tree.xpath("//*[@id='only']//li")) == len(read["additions"])
    assert sum(
        int(td.text) for td in tree.xpath("//*[@id='chart-facets']//tbody/tr/td[@class!='bar']")
    ) == len(found)
    if read["task"] == "compare":
        shared = sum(list(f["says"].values()).count("agrees") >= 2 for f in read["facts"])
        assert tile(tree, "shared facts") == shared
        assert tile(tree, "told by one source") == len(read["additions"])
    else:
        assert tile(tree, "supported") == sum(s["verdict"] == "supported" for s in read["supports"])


def test_findings_are_in_the_order_of_the_other_formats(held: Report) -> None:
    tree = parsed(held)
    shown = {g.get("id"): [c.get("data-id") for c in of_class(g, "card")] for g in of_class(tree, "group")}
    assert shown == {"contradicted": ["f1", "f2"], "missing": ["f3"], "inside": ["f4"], "variants": ["f5"]}
    decided = tree.get_element_by_id("decided")
    assert [c.get("data-id") for c in of_class(decided, "card")] == ["f6"]
    assert "because B has corrected itself" in words(decided)
    assert "Stale decision: f0 (number-mismatch)" in words(decided)


def test_exactly_the_words_of_a_finding_are_marked(two: Report) -> None:
    tree = parsed(two)
    key = next(c.get("id") for c in of_class(tree, "card") if c.get("data-id") == "f1")
    marks = tree.xpath(f"//*[@id='articles']//mark[@data-f='{key}']")
    assert [m.text for m in marks] == ["12 crew", "15 crew"]
    assert {m.get("class") for m in marks} == {"m-conflict"}
    card = tree.get_element_by_id(key)
    assert [m.text for m in of_class(card, "m-conflict")] == ["12 crew", "15 crew"]
    assert [words(q) for q in card.iter("blockquote")] == [
        "A barge with 12 crew ran aground at Pell on Monday.",
        "A barge with 15 crew ran aground at Pell on Monday, the port said.",
    ]


def test_of_a_quotation_only_the_words_that_differ_are_marked(build: Any) -> None:
    a = build.article("A", 'She said "the pier was never safe in storms" twice.\n')
    b = build.article("B", 'He said "the pier was never sound in storms" once.\n')
    said = (
        build.evidence(a, "the pier was never safe in storms"),
        build.evidence(b, "the pier was never sound in storms"),
    )
    found = Finding("q", "discrepancy", "quote", "quote-mismatch", "tension", 0.9, "A and B differ.", said)
    tree = parsed(build.report(a, b, findings=(found,)))
    assert [m.text for m in tree.xpath("//*[@id='articles']//mark")] == ["safe", "sound"]
    c = build.article("C", 'It was said "The pier was never safe in storms," once more.\n')
    third = build.evidence(c, "The pier was never safe in storms,")
    tree = parsed(build.report(a, b, c, findings=(replace(found, evidence=(*said, third)),)))
    assert [m.text for m in tree.xpath("//*[@id='articles']//mark")] == ["safe", "sound", "safe"]


def test_nested_and_overlapping_marks_are_flattened(build: Any) -> None:
    a = build.article("A", "Some 12 men and 3 boats were lost.\n")
    b = build.article("B", "All came home.\n")

    def found(key: str, severity: Any, start: str, end: str) -> Finding:
        first, last = a.text.index(start), a.text.index(end) + len(end)
        here = Evidence("A", first, last, a.text[first:last])
        there = build.evidence(b, "All")
        return Finding(key, "discrepancy", "number", "number-mismatch", severity, 0.9, "m", (here, there))

    report = build.report(
        a, b, findings=(found("w", "note", "12", "boats"), found("n", "conflict", "12", "men"))
    )
    tree = parsed(report)
    marks = tree.xpath("//*[@id='c0']//mark")
    assert [(m.text, m.get("class"), m.get("data-f")) for m in marks] == [
        ("12 men", "m-conflict", "f1 f2"),
        (" and 3 boats", "m-note", "f2"),
    ]
    assert words(tree.get_element_by_id("s0-1")) == "≠Some 12 men and 3 boats were lost."


def test_states_and_ties_of_statements(two: Report) -> None:
    tree = parsed(two)
    states = {k: tree.get_element_by_id(k).get("class") for k in tree.xpath("//*[@id='c0']//span/@id")}
    assert states["s0-1"] == "s plain"
    assert states["s0-2"] == "s differs"
    assert states["s0-3"] == "s differs"  # an open finding shows it, though no alignment does
    assert states["s0-5"] == "s only"
    barge = tree.get_element_by_id("s0-2")
    assert (barge.get("data-k"), barge.get("data-d")) == ("s1-1", "s1-1")
    assert barge.find("a").get("href") == "#s1-1"
    assert barge.find("a").get("aria-label") == "A:4, differs from B:1"


def test_a_draft_shows_its_verdicts_and_what_backs_it(held: Report) -> None:
    tree = parsed(held)
    drafted = tree.xpath("//*[@id='c0']//span[contains(@class, 's ')]")
    assert [s.get("class") for s in drafted] == ["s agrees", "s differs", "s plain", "s only", "s partly"]
    assert drafted[0].get("data-k") == "s1-1 s2-1"
    assert drafted[0].find("a").get("aria-label").startswith("draft:4, supported; agrees with A:2 and B:1")
    assert drafted[3].find("a").get("aria-label") == "draft:7, unsupported"
    assert [m.text for m in of_class(drafted[3], "m-missing")] == ["The mayor resigned."]
    assert (
        tree.xpath("//*[@id='c0']//*[@class='furniture']")[0]
        .text_content()
        .startswith("Left out: front matter")
    )


def test_a_source_of_a_draft_shows_what_the_draft_made_of_it(held: Report) -> None:
    told = replace(held, alignments=(*held.alignments, Alignment("A3", "B2", 0.9, "agreement")))
    tree = parsed(told)
    shown = tree.get_element_by_id("s1-3")
    assert shown.get("class") == "s plain"
    assert shown.find("a").get("aria-label") == "A:5, not taken up by the draft; agrees with B:2"
    assert tile(tree, "not taken up") == 4  # A3, A5; B2, B3
    assert "2 of 5 in A and 2 of 3 in B" in report_as(told, "markdown")


def test_the_fact_matrix(three: Report) -> None:
    tree = parsed(three)
    rows = tree.xpath("//*[@id='facts']//tbody/tr")
    assert [[words(td) for td in row.iter("td")] for row in rows] == [
        ["differs", "says", "says", "2"],
        ["says", "silent", "says", "1"],
    ]
    assert [td.find("a").get("href") if td.find("a") is not None else None for td in rows[1].iter("td")] == [
        "#s0-2", None, "#s2-2", None,
    ]  # fmt: skip
    assert "A and C: near-verbatim text" in words(tree.get_element_by_id("facts"))


def test_the_ledger_of_names(two: Report) -> None:
    rows = [words(r) for r in parsed(two).xpath("//*[@id='names']//tbody/tr")]
    assert rows == [
        "Anna Ri personA Anna Lee ×1 B Anna Ri ×2 romanisations Lee/Ri",
        "Pell placeA Pell ×2 B Pell ×1 same spelling",
    ]


def test_the_map_joins_the_leading_article_to_each_other(two: Report) -> None:
    tree = parsed(two)
    lines = tree.xpath("//*[@id='c1']//path")
    assert [(p.get("class"), p.get("data-for")) for p in lines] == [
        ("t differs", "s0-2 s1-1"),
        ("t differs", "s0-3 s1-2"),
    ]
    assert not tree.xpath("//*[@id='c0']//path")
    bands = tree.xpath("//*[@id='c0']//rect")
    assert [b.get("data-for") for b in bands] == [f"s0-{n}" for n in range(1, 6)]
    assert all(int(b.get("y")) >= 0 and int(b.get("y")) + int(b.get("height")) <= 1000 for b in bands)


def test_many_sources_get_heat_maps_and_a_chooser(build: Any) -> None:
    articles = [build.article(f"S{n}", "The pier at Hale burned down on Friday.\n") for n in range(9)]
    aligned = tuple(Alignment("S01", f"S{n}1", 0.9, "agreement") for n in range(1, 9))
    says = tuple((f"S{n}", "agrees") for n in range(9))
    report = build.report(*articles, alignments=aligned, facts=(Fact("F1", ("S01", "S11"), says, 9),))
    tree = parsed(report)
    assert len(tree.xpath("//*[@id='chart-agree']//rect")) == 36
    assert [b.get("aria-pressed") for b in tree.xpath("//button[@data-col]")] == ["true"] * 4 + ["false"] * 5
    assert sum("off" in c.get("class") for c in of_class(tree, "col")) == 5
    assert tree.find(".//h1").text == "Comparison of 9 articles"


def test_a_statement_outside_every_block_is_not_lost(build: Any) -> None:
    a = build.article("A", "The pier burned.\nNobody was hurt.\n")
    a = replace(a, blocks=(Block(0, 16, "paragraph"),))
    tree = parsed(build.report(a, build.article("B", "It burned.\n")))
    assert [words(s) for s in tree.xpath("//*[@id='c0']//span[contains(@class, 's ')]")] == [
        "·The pier burned.",
        "·Nobody was hurt.",
    ]


@pytest.mark.parametrize("task", ["compare", "check"])
def test_hostile_text_makes_no_element_and_no_attribute(
    poisoned: Callable[..., Report], hostile: str, task: str
) -> None:
    clean, tree = parsed(poisoned("plain words", task)), parsed(poisoned(hostile, task))
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= ELEMENTS
    assert not tree.xpath("//comment() | //@*[starts-with(name(), 'on')] | //@style | //@src")
    assert all(a.get("href").startswith("#") for a in tree.iter("a"))
    assert [e.tag for e in tree.iter("script", "style")] == ["style", "script"]
    assert set(tree.xpath("//@id")) == set(clean.xpath("//@id"))


def test_a_source_named_with_markup_gives_no_key(build: Any) -> None:
    name = '"><script>x</script> A'
    a, b = build.article(name, "The pier burned.\n"), build.article("B", "It burned.\n")
    tree = parsed(build.report(a, b))
    assert tree.xpath("//section[contains(@class, 'col')]/@id") == ["c0", "c1"]
    assert len(list(tree.iter("script"))) == 1
    assert name in words(tree.get_element_by_id("c0"))


def test_the_same_report_gives_the_same_page(held: Report) -> None:
    assert view(held) == view(replace(held))
    text = report_as(held, "html")
    assert "/home/desk" not in text
    assert text == report_as(held, "html", explain=True)


def test_a_page_may_put_verdict_buttons_on_each_finding(held: Report) -> None:
    review = (
        '{% extends "report.html.jinja" %}{% import "cards.html.jinja" as cards %}'
        "{% block finding scoped %}{% call(f) cards.finding(f) %}"
        '<button data-verdict="dismiss" data-for="{{ f.key }}">{{ label }} {{ f.id }}</button>'
        "{% endcall %}{% endblock %}"
    )
    text = render(
        view(held),
        served="/assets/",
        template="review.html.jinja",
        templates={"review.html.jinja": review},
        label="<Dismiss>",
    )
    tree = parser.document_fromstring(text)
    buttons = tree.xpath("//*[@class='verdict']/button")
    assert [b.text for b in buttons] == [f"<Dismiss> f{n}" for n in range(1, 6)]
    assert tree.xpath("//link/@href") == ["/assets/page.css"]
    assert tree.xpath("//script/@src") == ["/assets/page.js"]
    assert not tree.xpath("//style | //meta[@http-equiv]")


def test_a_statement_that_stands_twice_is_told_once(build: Any) -> None:
    a: Article = build.article("A", "The pier burned down.\n")
    twice = (
        Statement("A1", "A", 0, 21, a.text[:21], 1, 0, 0),
        Statement("A2", "A", 4, 21, a.text[4:21], 1, 0, 1),
    )
    tree = parsed(build.report(a, statements=twice))
    assert words(tree.xpath("//*[@id='c0']//p[@class='paragraph']")[0]) == "·The pier burned down."
