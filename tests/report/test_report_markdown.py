"""The Markdown report: its sections, their order, and what each says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tabulate import tabulate

from reconcile.report import render
from reconcile.report.sections import pipe_table
from reconcile.values import Alignment, Report

TAGS = {"h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
TAGS |= {"blockquote", "strong", "b", "span", "code"}


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip((head.split(" (")[0] for head in parts[1::2]), parts[2::2], strict=True))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: list[object] = []
        self.comments: list[str] = []
        self.cells: list[int] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes += attrs
        if tag == "tr":
            self.cells.append(0)
        elif tag in ("td", "th"):
            self.cells[-1] += 1

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def rendered(source: str) -> Tags:
    return Tags(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source))


def test_sections_stand_in_order(two: Report, three: Report) -> None:
    start = ["Sources", "At a glance", "Discrepancies", "Agreements"]
    end = ["Names", "Not compared", "Made from"]
    assert list(sections(render(two, "markdown"))) == [*start, "Only in A", "Only in B", *end]
    assert list(sections(render(three, "markdown"))) == [*start, "Only in A", "Only in B", "Only in C", *end]


def test_sections_on_a_draft_stand_in_order(held: Report) -> None:
    bare = replace(held, findings=held.findings[:1], stale=())
    start = [
        "Sources",
        "At a glance",
        "Contradicted by a source",
        "In no source",
        "Inside the draft",
        "Names",
    ]
    end = ["Not compared", "Made from"]
    assert list(sections(render(bare, "markdown"))) == [*start, *end]
    full = list(sections(render(held, "markdown", explain=True)))
    assert full == [*start, "Decided by the desk", "Supported, sentence by sentence", *end]


def test_an_empty_section_says_so(build: object, two: Report) -> None:
    bare = Report("compare", "1", "", "", two.articles, (), (), (), (), (), (), ())
    said = sections(render(bare, "markdown"))
    assert said["Discrepancies"].strip() == "No discrepancy found."
    assert said["Agreements"].strip() == "No fact was found in two or more sources."
    assert said["Only in B"].strip() == "Harbour News says nothing that no other source says."
    assert "No name was found." in said["Names"]
    assert said["Not compared"].strip() == "Every comparison that was tried could be made."
    assert all(body.strip() for body in said.values())
    assert "## Only in B (Harbour News)\n" in render(bare, "markdown")


def test_sources(two: Report) -> None:
    said = sections(render(two, "markdown"))["Sources"]
    rows = [
        [c.strip() for c in line.strip("|").split("|")] for line in said.splitlines() if line.startswith("|")
    ]
    assert rows[0] == ["Id", "Publisher", "Date", "Title", "Statements read", "Lines left out", "Wire"]
    assert rows[2] == ["A", "The Pell Post", "2020-03-02", "Barge runs aground", "5", "1", ""]
    assert rows[3] == ["B", "Harbour News", "", "", "3", "0", "CPA"]
    assert "- A: menu (line 1)" in said


def test_at_a_glance(two: Report) -> None:
    said = sections(render(two, "markdown"))["At a glance"]
    assert "- 1 conflict, 1 tension, 1 note\n" in said
    assert "- 1 fact told by two or more sources\n" in said
    assert "- statements that one source alone makes: 2 only in A, 0 only in B\n" in said
    assert "- 3 names, 1 with more than one spelling\n" in said
    assert "- 1 comparison that could not be made\n" in said
    top = re.findall(r"^\d\. .*", said, flags=re.MULTILINE)
    assert top == ["1. A:4 / B:1: A says 12 crew, B says 15", "2. A:5 / B:2: A is flat, B hedges"]


def test_three_findings_at_most_come_first(two: Report) -> None:
    many = tuple(replace(two.findings[2], id=f"g{i}", confidence=i / 10) for i in range(5))
    said = sections(render(replace(two, findings=many), "markdown"))["At a glance"]
    assert len(re.findall(r"^\d\. ", said, flags=re.MULTILINE)) == 3


def test_discrepancies_worst_first_with_both_sides(two: Report) -> None:
    said = sections(render(two, "markdown"))["Discrepancies"]
    heads = re.findall(r"^### .*", said, flags=re.MULTILINE)
    assert heads == [
        "### 1. Number: conflict (number-mismatch, f1)",
        "### 2. Certainty: tension (certainty-shift, f2)",
    ]
    first = said[: said.index("### 2.")].strip()
    assert first.split("\n\n") == [
        heads[0],
        "A says 12 crew, B says 15",
        "A:4, The Pell Post (read: 12):",
        "> A barge with **12 crew** ran aground at Pell on Monday.",
        "B:1, Harbour News (read: 15):",
        "> A barge with **15 crew** ran aground at Pell on Monday, the port said.",
    ]


@pytest.mark.parametrize(("reading", "shown"), [("12 Crew", ""), ("", ""), ("twelve", " (read: twelve)")])
def test_a_reading_is_given_where_it_tells_more_than_the_words(two: Report, reading: str, shown: str) -> None:
    words = replace(two.findings[2].evidence[0], reading=reading)
    said = render(replace(two, findings=(replace(two.findings[2], evidence=(words,)),)), "markdown")
    assert f"A:4, The Pell Post{shown}:\n" in said


def test_agreements_give_the_clearest_words(two: Report) -> None:
    said = sections(render(two, "markdown"))["Agreements"].strip().splitlines()
    assert said == [
        "- Captain Anna Lee blamed the fog. (A:6, B:3)",
        "  - B:3: Anna Ri, the captain, spoke of thick fog.",
    ]


def test_what_is_merely_related_stands_apart(two: Report) -> None:
    related = replace(two, alignments=(Alignment("A2", "B1", 0.5, "related"),), findings=(), facts=())
    said = sections(render(related, "markdown"))["Agreements"].strip().splitlines()
    texts = {s.id: s.text for s in two.statements}
    assert said[:4] == [
        "No fact was found in two or more sources.",
        "",
        "Perhaps told by another source too, in part or in other words:",
        "",
    ]
    assert [line.split(": ", 1)[1] for line in said[4:]] == [texts["A2"], texts["B1"]]


def test_sources_that_are_kin_count_once(three: Report) -> None:
    said = sections(render(three, "markdown"))
    assert "Not independent of each other, and counted as one source: A and C." in said["Sources"]
    assert "- A and C: near-verbatim text" in said["Sources"]
    lines = said["Agreements"].strip().splitlines()
    assert lines[0] == "Sources that are not independent of each other count as one."
    assert lines[2:] == [
        "- A barge ran aground at Pell. (B:1, C:1; A says otherwise)",
        "  - B:1: A barge with 15 crew ran aground at Pell on Monday, the port said.",
        "- A barge with 12 crew ran aground at Pell on Monday. (A:4, C:2; 1 independent source; B is silent)",
    ]
    assert (
        "- 2 facts told by two or more sources, 1 of them by two or more independent ones"
        in said["At a glance"]
    )


def test_additions_by_weight(two: Report) -> None:
    said = sections(render(two, "markdown"))["Only in A"].strip().splitlines()
    assert said == [
        "- The harbour was closed for two days, port officials said. (A:5; figure, named speaker)",
        "- Oil reached the beach. (A:7; detail)",
    ]


def test_names(two: Report) -> None:
    said = sections(render(two, "markdown"))["Names"]
    assert said.index("- Note: Anna Lee and Anna Ri are one name") < said.index("| Kind")
    rows = [
        [c.strip() for c in line.strip("|").split("|")] for line in said.splitlines() if line.startswith("|")
    ]
    assert rows[2] == ["person", "Anna Ri", "A: Anna Lee ×1; B: Anna Ri ×2", "romanisations Lee/Ri"]
    assert rows[3] == ["place", "Pell", "A: Pell ×2; B: Pell ×1", "same spelling"]
    assert len(rows) == 4
    assert "Organisations with one spelling, in one source only: Pell Port (B)." in said


def test_not_compared_and_footer(two: Report) -> None:
    said = sections(render(two, "markdown"))
    assert said["Not compared"].strip() == "- B:2: no counterpart is plain: The harbour may reopen today."
    assert f"Made by reconcile 1.2.3, model tiny, settings `{'0f' * 32}`." in said["Made from"]
    for article in two.articles:
        assert f"`{article.source.sha256}`" in said["Made from"]
    assert "/home/desk" not in render(two, "markdown")
    assert "b.txt" in said["Made from"]


def test_unsupported_words_of_a_draft(two: Report) -> None:
    lone = replace(two.findings[2], kind="unsupported", evidence=two.findings[2].evidence[:1])
    said = sections(render(replace(two, task="check", findings=(lone,)), "markdown"))
    assert said["Contradicted by a source"].strip() == "No source was found to contradict the draft."
    assert "(read:" not in said["In no source"]
    assert "> A barge with **12 crew** ran aground at Pell on Monday." in said["In no source"]
    assert "B:1" not in said["In no source"]


def test_words_of_one_statement_are_quoted_once(build: object, two: Report) -> None:
    a = two.articles[0]
    words = tuple(
        replace(two.findings[2].evidence[0], start=a.text.index(w), end=a.text.index(w) + len(w), text=w)
        for w in ("12 crew", "Monday")
    )
    said = render(replace(two, findings=(replace(two.findings[2], evidence=words),)), "markdown")
    assert said.count("> A barge with **12 crew** ran aground at Pell on **Monday**.") == 1


def test_evidence_over_two_statements_shows_both(two: Report) -> None:
    a = two.articles[0]
    start, end = a.text.index("Pell on Monday"), a.text.index("The harbour") + len("The harbour")
    words = replace(two.findings[2].evidence[0], start=start, end=end, text=a.text[start:end])
    said = render(replace(two, findings=(replace(two.findings[2], evidence=(words,)),)), "markdown")
    assert (
        "> A barge with 12 crew ran aground at **Pell on Monday. The harbour** was closed for two days"
        in said
    )


@pytest.mark.parametrize("task", ["compare", "check"])
def test_no_hostile_text_acts_anywhere(poisoned: Callable[..., Report], hostile: str, task: str) -> None:
    report = poisoned(hostile, task)
    page = render(report, "markdown", explain=True)
    shown = rendered(page)
    assert shown.found <= TAGS
    assert not [a for a in shown.attributes if a[0] not in ("style", "start")]  # type: ignore[index]
    assert not shown.comments
    plain = render(poisoned("plain", task), "markdown", explain=True)
    assert shown.cells == rendered(plain).cells
    heads = [line.split("(")[0] for line in plain.splitlines() if line.startswith("#")]
    assert [line.split("(")[0] for line in page.splitlines() if line.startswith("#")] == heads


@pytest.mark.parametrize("name", ["two", "three", "held"])
def test_a_blank_line_parts_blocks_and_the_end_is_one_newline(
    name: str, request: pytest.FixtureRequest
) -> None:
    text = render(request.getfixturevalue(name), "markdown")
    assert "\n\n\n" not in text
    assert text.endswith("|\n")
    assert all(line == line.rstrip() for line in text.splitlines())


CELLS = st.text("ab1 é東\\|*", max_size=8) | st.sampled_from(["True", "None", "12.50", ""])


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_a_table_is_what_tabulate_makes(rows: list[tuple[str, str]]) -> None:
    headers, listed = ["Id", "Why one"], [list(row) for row in rows]
    table = pipe_table(headers, listed)
    assert table == tabulate(listed, headers, tablefmt="github", disable_numparse=True)
