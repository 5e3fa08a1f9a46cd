"""The registry, the JSON report and its schema, the terminal summary, and what the formats share."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import UnknownFormat
from reconcile.report import formats, is_format, render, render_ledger
from reconcile.report.common import Look, clearest, differing_words, groups, listed, ordered, plural, voices
from reconcile.report.json_ import document
from reconcile.values import Article, Evidence, Fact, Kinship, Report

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def test_unknown_format_names_those_there_are(two: Report) -> None:
    with pytest.raises(UnknownFormat, match=r"'word'; there are: .*json.*markdown.*text"):
        render(two, "word")
    assert list(formats()) == sorted(formats())
    assert [f for f in formats() if is_format(f)] == list(formats())
    assert not any(is_format(f) for f in ("common", "csv_", "", "../text", "escape"))


def test_one_format_is_loaded_without_the_others() -> None:
    code = "import sys; from reconcile.report import is_format; assert is_format('text'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "reconcile.report.text" in loaded
    assert not {"reconcile.report.html", "reconcile.report.sarif", "reconcile.desk"} & set(loaded)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", ["two", "three", "held"])
def test_json_keeps_to_the_schema(name: str, request: pytest.FixtureRequest) -> None:
    text = render(request.getfixturevalue(name), "json")
    VALID.validate(json.loads(text))
    assert text.endswith("}\n")


def test_json_says_what_the_report_says(two: Report) -> None:
    read = json.loads(render(two, "json"))
    assert list(read) == [
        *("version", "task", "tool", "sources", "statements", "alignments", "facts", "findings"),
        *("supports", "stale", "additions", "entities", "kinships", "not_compared"),
    ]
    assert read["tool"] == {"name": "reconcile", "version": "1.2.3", "model": "tiny", "settings": "0f" * 32}
    assert read["sources"][0]["date"] == "2020-03-02"
    assert read["sources"][1]["date"] is None
    assert read["sources"][0]["furniture"] == [{"start": 0, "end": 4, "why": "menu"}]
    assert read["alignments"] == [{"left": "A2", "right": "B1", "score": 0.9123, "relation": "discrepancy"}]
    assert [f["id"] for f in read["findings"]] == [f.id for f in two.findings]
    texts = {a.id: a.text for a in two.articles}
    for held in [*read["statements"], *(e for f in read["findings"] for e in f["evidence"])]:
        assert texts[held["source"]][held["start"] : held["end"]] == held["text"]


def test_json_says_what_becomes_of_a_draft(held: Report) -> None:
    read = json.loads(render(held, "json"))
    assert read["task"] == "check"
    assert read["supports"][1] == {"statement": "draft2", "verdict": "contradicted", "by": ["A2", "B1"]}
    assert read["stale"][0] == {
        "finding": "f0",
        "verdict": "accept",
        "why": "the port said so",
        "who": "ann",
        "code": "number-mismatch",
        "words": "12 men",
    }
    statuses = [(f["status"], f["why"]) for f in read["findings"]]
    assert statuses == [("open", "")] * 5 + [("dismissed", "B has corrected itself")]
    first = read["findings"][0]["evidence"][0]
    assert (first["line"], first["column"]) == (6, 14)
    draft = held.articles[0].text.split("\n")
    for e in (e for f in read["findings"] for e in f["evidence"] if e["source"] == "draft"):
        assert draft[e["line"] - 1][e["column"] - 1 :].startswith(e["text"])


def test_json_keeps_hostile_text_word_for_word(poisoned: Callable[[str], Report], hostile: str) -> None:
    report = poisoned(hostile)
    text = render(report, "json")
    assert json.loads(text) == document(report)
    VALID.validate(json.loads(text))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("findings", 0, "severity"), "fatal"),
        (("statements", 0, "start"), -1),
        (("findings", 0, "status"), "gone"),
        (("findings", 0, "evidence", 0, "line"), 0),
        (("task",), "names"),
        (("extra",), 1),
    ],
)
def test_the_schema_refuses(two: Report, path: tuple[str | int, ...], value: object) -> None:
    read = json.loads(render(two, "json"))
    held = read
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    assert not VALID.is_valid(read)


def test_text_is_a_line_a_finding(two: Report) -> None:
    assert render(two, "text").splitlines() == [
        "A:4 / B:1  conflict  number       A says 12 crew, B says 15 [f1]",
        "A:5 / B:2  tension   certainty    A is flat, B hedges [f2]",
        "A:6 / B:3  note      name         Anna Lee and Anna Ri are one name [f3]",
        "",
        "2 sources: A (The Pell Post) and B (Harbour News)",
        "1 conflict, 1 tension, 1 note",
        "1 fact told by two or more sources; statements alone: 2 only in A, 0 only in B",
        "3 names, 1 with more than one spelling",
        "1 comparison not made",
    ]


def test_text_without_findings_and_with_kin(three: Report) -> None:
    lines = render(three, "text").splitlines()
    assert lines[0] == "Nothing found that needs a look."
    assert lines[-1] == "A and C are not independent and count as one source"


def test_colour_only_when_asked(two: Report) -> None:
    assert "\x1b" not in render(two, "text")
    coloured = render(two, "text", colour=True)
    assert "\x1b[31mconflict\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render(two, "text")
    assert render(two, "markdown", colour=True) == render(two, "markdown")


@pytest.mark.parametrize("task", ["compare", "check"])
def test_text_sends_no_control_to_a_terminal(
    poisoned: Callable[..., Report], hostile: str, task: str
) -> None:
    text = render(poisoned(hostile, task), "text", explain=True)
    assert not re.search(r"^\s*::|##\[", text, flags=re.MULTILINE)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
    assert len(text.splitlines()) == len(render(poisoned("plain", task), "text", explain=True).splitlines())


def test_order_does_not_depend_on_the_order_given(two: Report) -> None:
    look = Look(two)
    assert ordered(reversed(two.findings), look) == ordered(two.findings, look)
    assert [f.id for f in ordered(two.findings, look)] == ["f1", "f2", "f3"]
    near = replace(two.findings[2], id="f0", confidence=0.9)
    assert [f.id for f in ordered((*two.findings, near), look)] == ["f0", "f1", "f2", "f3"]


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (4, 1), (5, 2), (32, 3), (10_000, 8)])
def test_lines(two: Report, offset: int, line: int) -> None:
    assert Look(two).line("A", offset) == line
    assert Look(two).place("A", offset) == f"A:{line}"


def test_odd_references_do_not_raise(two: Report) -> None:
    stray = Evidence("Z", 5, 9, "gone")
    odd = replace(two.findings[0], kind="discrepancy", evidence=(stray,))
    report = replace(
        two,
        findings=(odd,),
        facts=(Fact("F9", ("Z1",), (("A", "agrees"), ("Z", "agrees")), 2),),
        additions=(replace(two.additions[0], statement="Z1"),),
        not_compared=(replace(two.not_compared[0], statement="Z1"),),
    )
    for format in formats():
        assert render(report, format)
    assert "> **gone**" in render(report, "markdown")


def test_kin_of_kin_are_one_group(three: Report) -> None:
    assert groups(three) == (("A", "C"), ("B",))
    chain = replace(three, kinships=(Kinship("B", "C", "x"), Kinship("C", "A", "y"), Kinship("A", "Q", "z")))
    assert groups(chain) == (("A", "B", "C"),)
    assert voices(("A", "C"), groups(three)) == 1
    assert voices(("A", "B"), groups(three)) == 2


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("A ship sank.", "A ship sank off Pell on Monday."), 1),
        (("Ship sinks off Pell on Monday morning", "A ship sank off Pell early on Monday."), 1),
        (("It also sank off Pell on Monday.", "The ship sank off Pell early on Monday."), 1),
        (("The ship sank off Pell early on Monday.", "The old ship sank off Pell early on Monday."), 0),
        (("It sank.", "She sank too."), 0),
    ],
)
def test_the_clearest_statement_is_a_full_one(build: Any, texts: tuple[str, ...], expected: int) -> None:
    report = build.report(build.article("A", "\n".join(texts) + "\n"))
    fact = Fact("F", ("A1", "A2"), (("A", "agrees"), ("B", "agrees")), 2)
    best = clearest(fact, Look(report))
    assert best is not None
    assert best.index == expected


def test_a_fact_without_statements_has_no_words(two: Report) -> None:
    assert clearest(Fact("F", (), (), 0), Look(two)) is None


@pytest.mark.parametrize(
    ("parts", "expected"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_listed(parts: tuple[str, ...], expected: str) -> None:
    assert listed(parts) == expected


def test_plural() -> None:
    assert [plural(n, "fact") for n in (0, 1, 2)] == ["0 facts", "1 fact", "2 facts"]


def test_the_same_report_gives_the_same_bytes(pair: tuple[Article, Article], three: Report) -> None:
    for format in formats():
        assert render(three, format) == render(replace(three), format)


def test_the_ledger_alone(two: Report, three: Report) -> None:
    text = render_ledger(two)
    assert text.startswith("## Names\n\n- Note: Anna Lee and Anna Ri are one name (")
    assert "(name-spelling, f3; A:6 “Anna Lee”, B:3 “Anna Ri”)" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "Proposed spelling" in text
    assert "A: Anna Lee ×1; B: Anna Ri ×2" in text
    assert "Organisations with one spelling, in one source only: Pell Port (B)." in text
    assert text.strip() in render(two, "markdown")
    assert render_ledger(three).splitlines()[-1] == "No name was found."


def test_the_ledger_escapes_hostile_names(poisoned: Callable[[str], Report], hostile: str) -> None:
    text = render_ledger(poisoned(hostile))
    assert text.strip() in render(poisoned(hostile), "markdown")
    assert not re.search(r"(?<!\\)<(?!/?span>)", text)  # the span is the escape's own


def differing(*texts: str) -> list[list[str]]:
    """The words that are marked in each text; the texts stand at 0, 100, 200 … of sources A, B, C …"""
    evidence = [Evidence("ABCD"[k], 100 * k, 100 * k + len(t), t) for k, t in enumerate(texts)]
    marked = differing_words(evidence)
    return [[e.text[a - e.start : b - e.start] for a, b in marked[e]] for e in evidence]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("12 people", "15 people", [["12"], ["15"]]),
        ("never reached the deck,", "never reached the boats,", [["deck"], ["boats"]]),
        ("The ship left Pell", "the ship left Pell at last", [["The ship left Pell"], ["at last"]]),
        ("it won’t reopen today", "it will reopen today", [["won’t"], ["will"]]),
        ("the old ship is here now", "the ship is here for now", [["old"], ["for"]]),
        ("closed for two days", "may reopen", [["closed for two days"], ["may reopen"]]),
        ("off Pell", "off Pell", [["off Pell"], ["off Pell"]]),
        ("…", "12", [["…"], ["12"]]),
        ("", "12", [[""], ["12"]]),
        ("the state-run mill", "the state-owned mill", [["state-run"], ["state-owned"]]),
    ],
)
def test_the_words_that_differ(left: str, right: str, expected: list[list[str]]) -> None:
    assert differing(left, right) == expected
    assert differing(right, left) == expected[::-1]


def test_a_third_source_is_held_against_the_first() -> None:
    assert differing("12 people", "15 people", "15 people") == [["12"], ["15"], ["15"]]
    assert differing("12 people", "15 people", "12 people") == [["12"], ["15"], ["12 people"]]
    assert differing_words([Evidence("A", 0, 2, "12")]) == {}
    assert differing_words([]) == {}


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_marked_words_lie_inside_their_evidence(texts: list[str]) -> None:
    evidence = [Evidence("A", 7, 7 + len(t), t) for t in texts]
    for e, spans in differing_words(evidence).items():
        assert spans
        assert list(spans) == sorted(spans)
        assert all(e.start <= a <= b <= e.end for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
