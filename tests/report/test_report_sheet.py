"""The call-back sheet: what is asked, of whom, on which words; and what a wrong file is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from reconcile.errors import ReconcileError
from reconcile.report import render
from reconcile.report.sheet import QUESTIONS, render_sheet
from reconcile.values import FACETS, Report


def sheet(report: Report) -> str:
    return render_sheet(json.loads(render(report, "json")))


def items(text: str) -> dict[str, list[str]]:
    """The lines of each item, by the id of its finding."""
    parts = re.split(r"^(?=- \[ \] )", text, flags=re.MULTILINE)[1:]
    return {re.findall(r"(\w+)\)$", p.splitlines()[0])[0]: p.strip().splitlines() for p in parts}


def test_what_to_confirm_with_whom_on_which_words(held: Report) -> None:
    found = items(sheet(held))
    assert found["f1"] == [
        "- [ ] **Confirm the figure:** The draft says 15, A 12. (conflict, number-mismatch, f1)",
        "  - With: The Pell Post, source A",
        "  - draft:6, draft.md: “15 crew”, in “A barge with 15 crew ran aground at Pell on Monday.”",
        "  - A:4, The Pell Post: “12 crew”, in “A barge with 12 crew ran aground at Pell on Monday.”",
    ]
    assert found["f2"][1] == "  - With: Captain Anna Lee (in The Pell Post, source A)"
    assert found["f3"] == [
        "- [ ] **Find a source:** No source says this. (tension, unsupported-statement, f3)",
        "  - With: the writer of the draft (Ben Roe)",
        "  - draft:7, draft.md: “The mayor resigned.”",
    ]
    assert list(found) == ["f1", "f2", "f3", "f4", "f5"]


def test_the_head_says_what_is_left(held: Report) -> None:
    head = sheet(held).split("\n\n")[:3]
    assert head == [
        "# Call-back sheet",
        "draft.md, held against A (The Pell Post) and B (Harbour News).",
        "5 findings to settle; 1 decided by the desk already.",
    ]


def test_nothing_left_and_a_comparison(two: Report) -> None:
    assert "Between A (The Pell Post) and B (Harbour News)." in sheet(two)
    assert "With: The Pell Post, source A and Harbour News, source B" in sheet(two)
    assert sheet(replace(two, findings=())).endswith("No finding is open: nothing to confirm.\n")


def test_a_pronoun_cannot_be_rung_up(held: Report) -> None:
    read = json.loads(render(held, "json"))
    for s in read["statements"]:
        s["speaker"] = "She" if s["speaker"] else None
    assert items(render_sheet(read))["f2"][1] == "  - With: The Pell Post, source A"


def test_there_is_a_question_for_each_facet() -> None:
    assert list(QUESTIONS) == list(FACETS)


def change(path: tuple[str | int, ...], value: object) -> Callable[[Any], Any]:
    def make(report: Any) -> Any:
        at = report
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        return report

    return make


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: [], "no report of reconcile"),
        (lambda r: "text", "no report of reconcile"),
        (lambda r: None, "no report of reconcile"),
        (lambda r: {"findings": []}, "no report of reconcile"),
        (change(("tool",), "reconcile"), "no report of reconcile"),
        (change(("tool", "name"), "eslint"), "no report of reconcile"),
        (change(("version",), 2), "version '2'"),
        (change(("findings",), {}), "findings is missing"),
        (change(("sources", 0), "a.txt"), "sources[0].id"),
        (change(("statements", 2, "start"), "7"), "statements[2].start"),
        (change(("statements", 2, "end"), True), "statements[2].end"),
        (change(("statements", 2, "speaker"), ["x"]), "statements[2].speaker"),
        (change(("findings", 1, "status"), None), "findings[1].status"),
        (change(("findings", 1, "evidence"), "x"), "findings[1].evidence"),
        (change(("findings", 1, "evidence", 0, "line"), 1.5), "findings[1].evidence[0].line"),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(held: Report, spoil: Callable[[Any], Any], told: str) -> None:
    with pytest.raises(ReconcileError, match=re.escape(told)) as caught:
        render_sheet(spoil(json.loads(render(held, "json"))))
    assert "\n" not in str(caught.value)
    assert "--format json" in str(caught.value)


def test_no_hostile_text_acts(poisoned: Callable[..., Report], hostile: str) -> None:
    text = sheet(poisoned(hostile))
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds = {t.type for t in page.parse(text)}
    inline = [c for t in page.parse(text) for c in t.children or ()]
    tags = {t.content for t in inline if t.type == "html_inline"}
    assert kinds <= {t.type for t in page.parse(sheet(poisoned("plain")))}
    assert tags <= {"<span>", "</span>"}
    assert not {t.type for t in inline} & {"link_open", "image", "code_inline", "s_open", "em_open"}
    assert text.count("- [ ] ") - sheet(poisoned("plain")).count("- [ ] ") == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
