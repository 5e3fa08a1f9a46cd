"""The formats that other programs open, each read by what reads it: CSV, GitHub commands, JUnit, SARIF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlparse
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
import sarif_pydantic
from hypothesis import given
from hypothesis import strategies as st

from reconcile import desk, facets
from reconcile.report import render
from reconcile.report.common import Look
from reconcile.report.csv_ import COLUMNS, cell
from reconcile.report.github import property_, value
from reconcile.report.places import own_text, path_of, place
from reconcile.report.sarif import message, uri
from reconcile.values import FACETS, Article, Evidence, Report

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
TASKS = pytest.mark.parametrize("task", ["compare", "check"])


# ------------------------------------------------------------------------------------------ CSV


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_is_a_row_a_finding(held: Report) -> None:
    text = render(held, "csv", paths={"draft": "stories/draft.md"})
    read = rows(text)
    assert list(read[0]) == list(COLUMNS)
    assert [r["id"] for r in read] == ["f1", "f4", "f2", "f3", "f5", "f6", "f0"]
    assert [r["status"] for r in read] == ["open"] * 5 + ["dismissed", "stale"]
    first = read[0]
    assert (first["file"], first["line"], first["column"]) == ("stories/draft.md", "6", "14")
    assert (first["words"], first["other_source"], first["other_words"]) == ("15 crew", "A", "12 crew")
    assert (first["other_line"], first["other_column"]) == ("4", "14")
    assert read[-1]["words"] == "12 men"
    assert re.sub(r"[^\r\n]", "", text) == "\r\n" * 8


def test_csv_keeps_a_third_source(held: Report) -> None:
    third = held.findings[4].evidence[1]
    more = replace(held.findings[0], evidence=(*held.findings[0].evidence, third))
    assert rows(render(replace(held, findings=(more,)), "csv"))[0]["more"] == "B:3 “Anna Ri”"


@TASKS
def test_csv_is_whole_and_holds_no_formula(poisoned: Callable[..., Report], hostile: str, task: str) -> None:
    text = render(poisoned(hostile, task), "csv")
    read = rows(text)
    assert len(read) == len(rows(render(poisoned("plain", task), "csv")))
    for row in read:
        assert None not in row
        for held in row.values():
            assert not re.match(r"\s*[=+\-@＝＋－＠]", held)
            assert not UNSEEN.search(held)
            assert "\n" not in held
            assert "\r" not in held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-5 degrees", "'-5 degrees"),
        ("@desk", "'@desk"),
        ("\t=cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0"),
        ("\r=1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("1-1", "1-1"),
        ("'so'", "'so'"),
        ("", ""),
        ('a "b", c', 'a "b", c'),
        ("two\nlines", "two lines"),
    ],
)
def test_cells(text: str, expected: str) -> None:
    assert cell(text) == expected


# --------------------------------------------------------------------------------------- GitHub


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands by the grammar that GitHub documents: ::name key=value,key=value::message."""
    found = []
    assert text.endswith("\n")
    for line in text.removesuffix("\n").split("\n"):
        read = re.fullmatch(r"::([a-z-]+)(?: ([^:]*))?::([^\r\n]*)", line)
        assert read is not None, line
        pairs = [p.split("=", 1) for p in (read[2] or "").split(",") if p]
        properties = {name: unescaped(text, "%3A:", "%2C,") for name, text in pairs}
        found.append((read[1], properties, unescaped(read[3])))
    return found


def unescaped(text: str, *more: str) -> str:
    for pair in (*more, "%0D\r", "%0A\n", "%25%"):
        text = text.replace(pair[:3], pair[3:])
    return text


def test_github_annotates_the_words_of_the_draft(held: Report) -> None:
    read = commands(render(held, "github", paths={"draft": "stories/draft.md"}))
    assert [name for name, _, _ in read] == [
        *("notice", "error", "error", "warning", "warning", "notice", "notice", "notice")
    ]
    assert read[1] == (
        "error",
        {
            "file": "stories/draft.md",
            "line": "6",
            "endLine": "6",
            "col": "14",
            "endColumn": "21",
            "title": "conflict number-mismatch [f1]",
        },
        "The draft says 15, A 12.\nA:4, The Pell Post: “12 crew”",
    )
    assert read[0][1] == {"title": "stories/draft.md held against a.txt and /home/desk/b.txt"}
    assert read[0][2].startswith("5 sentences: 1 supported")
    assert read[6][2].startswith("Dismissed by the desk: The draft and B differ, because B has")
    assert read[7][2].endswith("because the port said so")


def test_what_is_marked_as_fixed_and_still_found_fails(held: Report) -> None:
    fixed = replace(held, findings=(replace(held.findings[0], status="fixed", why="mended"),))
    name, _, said = commands(render(fixed, "github"))[1]
    assert name == "error"
    assert said.startswith(
        "Marked as fixed by the desk, but still found: The draft says 15, A 12, because mended"
    )
    root, _ = suite(render(fixed, "junit"))
    assert (root.findtext(".//failure") or "").startswith(
        "Marked as fixed by the desk, but still found, because"
    )
    assert "suppressions" not in log(render(fixed, "sarif"))["results"][0]
    assert rows(render(fixed, "csv"))[0]["status"] == "fixed"


def test_what_is_accepted_is_settled(held: Report) -> None:
    accepted = replace(held, findings=(replace(held.findings[0], status="accepted"),))
    assert commands(render(accepted, "github"))[1][0] == "notice"
    assert suite(render(accepted, "junit"))[0].attrib["failures"] == "0"
    said = log(render(accepted, "sarif"))["results"][0]["suppressions"][0]
    assert said["justification"] == "Accepted by the desk"


def test_github_gives_no_columns_for_words_on_two_lines(held: Report) -> None:
    draft = held.articles[0]
    start = draft.text.index("the fog?")
    words = Evidence("draft", start, start + 20, draft.text[start : start + 20])
    one = replace(held, findings=(replace(held.findings[0], evidence=(words,)),))
    properties = commands(render(one, "github"))[1][1]
    assert (properties["line"], properties["endLine"]) == ("6", "7")
    assert "col" not in properties


@TASKS
def test_github_runs_no_command_of_an_article(
    poisoned: Callable[..., Report], hostile: str, task: str
) -> None:
    text = render(poisoned(hostile, task), "github")
    read, plain = commands(text), commands(render(poisoned("plain", task), "github"))
    assert [(name, list(properties)) for name, properties, _ in read] == [
        (name, list(properties)) for name, properties, _ in plain
    ]
    assert not UNSEEN.search(text)


@pytest.mark.parametrize(
    "text", ["::error::x", "a\n::error file=b::c", "##[error]x", "100%", "%0A", "a,b:c=d"]
)
def test_github_values_come_back(text: str) -> None:
    assert commands(f"::error title={property_(text)}::{value(text)}\n") == [
        ("error", {"title": text.replace("\n", " ")}, text)
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_github_reads_any_text(title: str, said: str) -> None:
    assert len(commands(f"::error title={property_(title)}::{value(said)}\n")) == 1


# ---------------------------------------------------------------------------------------- JUnit


def suite(text: str) -> tuple[ElementTree.Element, list[Any]]:
    """Read JUnit XML with the standard library and with junitparser; both must see the same cases."""
    root = ElementTree.fromstring(text.encode("utf-8"))
    read = list(junitparser.JUnitXml.fromstring(text.encode("utf-8")))
    assert len(read) == 1
    cases = list(read[0])
    assert [c.name for c in cases] == [c.get("name") for c in root.iter("testcase")]
    assert int(root.attrib["tests"]) == len(cases) == read[0].tests
    failed = [c for c in cases if any(isinstance(r, junitparser.Failure) for r in c.result)]
    assert int(root.attrib["failures"]) == len(failed) == read[0].failures
    return root, cases


def test_junit_has_a_case_for_each_sentence(held: Report) -> None:
    text = render(held, "junit", paths={"draft": "stories/draft.md"})
    root, cases = suite(text)
    assert [c.name for c in cases] == [s.text for s in held.statements if s.source == "draft"]
    assert {c.classname for c in cases} == {"stories/draft.md"}
    failures = {c.name: [r.type for r in c.result if isinstance(r, junitparser.Failure)] for c in cases}
    assert list(failures.values()) == [
        [],
        ["number-mismatch", "weekday-date-mismatch"],
        [],
        ["unsupported-statement"],
        ["voice"],
    ]
    assert [c.is_skipped for c in cases] == [False, False, True, False, False]
    failure = root.findall(".//failure")[0]
    assert failure.get("message") == "conflict: The draft says 15, A 12. [f1]"
    assert failure.text == "draft:6, draft.md: “15 crew”\nA:4, The Pell Post: “12 crew”"
    assert "note: name-spelling [f5]" in (root.findtext(".//testcase[5]/system-out") or "")
    assert "dismissed by the desk: place-mismatch [f6]" in (root.findtext(".//testcase[2]/system-out") or "")
    assert "Stale decision: f0" in (root.findtext("./testsuite/system-out") or "")
    assert [c.get("line") for c in root.iter("testcase")] == ["4", "6", "6", "7", "8"]


def test_junit_names_equal_sentences_apart_and_cuts_long_ones(held: Report) -> None:
    told = [s for s in held.statements if s.source == "draft"]
    same = tuple(replace(s, text="word " * 40) for s in told)
    _, cases = suite(render(replace(held, statements=same, findings=()), "junit"))
    names = [c.name for c in cases]
    assert len(set(names)) == 5
    assert max(map(len, names)) <= 84
    assert names[0].endswith("word…")
    assert names[1].endswith("word… (2)")


def test_junit_loses_no_finding(held: Report, two: Report) -> None:
    stray = replace(held.findings[0], evidence=held.findings[0].evidence[1:])
    root, cases = suite(render(replace(held, findings=(stray,)), "junit"))
    assert cases[-1].name == "the draft as a whole, against A and B"
    assert len(root.findall(".//failure")) == 1
    root, cases = suite(render(two, "junit"))
    assert [c.name for c in cases] == list(FACETS)
    assert [c.name for c in cases if c.result] == ["number", "certainty"]


@TASKS
def test_junit_is_xml_whatever_the_text(poisoned: Callable[..., Report], hostile: str, task: str) -> None:
    text = render(poisoned(hostile, task), "junit")
    root, _ = suite(text)
    plain, _ = suite(render(poisoned("plain", task), "junit"))
    assert [e.tag for e in root.iter()] == [e.tag for e in plain.iter()]
    assert not UNSEEN.search(text)


# ---------------------------------------------------------------------------------------- SARIF

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": TEXT,
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "uri": {"type": "string", "format": "uri-reference"},
                        "index": {"type": "integer", "minimum": 0},
                    },
                },
                "region": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        **{
                            n: {"type": "integer", "minimum": 1}
                            for n in ("startLine", "startColumn", "endLine")
                        },
                        "endColumn": {"type": "integer", "minimum": 1},
                        "charOffset": {"type": "integer", "minimum": 0},
                        "charLength": {"type": "integer", "minimum": 0},
                        "snippet": TEXT,
                    },
                },
            },
        },
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION, "uniqueItems": True},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "rank": {"type": "number", "minimum": 0, "maximum": 100},
        "suppressions": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"},
                },
            },
        },
        "properties": {"type": "object"},
    },
}
# The part of the SARIF 2.1.0 schema that our logs use, with nothing else allowed: a name that the
# standard does not know, or a value of a wrong kind, is refused.
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "additionalProperties": False,
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                **dict.fromkeys(
                                                    ("shortDescription", "fullDescription", "help"), TEXT
                                                ),
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {"level": LEVEL},
                                                },
                                                "properties": {"type": "object"},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "required": ["message"],
                                        "properties": {"level": LEVEL, "message": TEXT},
                                    },
                                },
                            },
                        },
                    },
                    "artifacts": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "location": {
                                    "type": "object",
                                    "required": ["uri"],
                                    "properties": {"uri": {"type": "string"}},
                                },
                                "hashes": {"type": "object", "additionalProperties": {"type": "string"}},
                                "properties": {"type": "object"},
                            },
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}
VALID = jsonschema.Draft202012Validator(SARIF)
# Names of the standard that the reader does not have.
LACKING = {"columnKind", "suppressions", "toolExecutionNotifications"}


def unknown(model: Any) -> Iterator[str]:
    """Give the names in a log that the SARIF reader does not know."""
    yield from (model.model_extra or {}).keys()
    for name in type(model).model_fields:
        held = getattr(model, name)
        for part in held if isinstance(held, list) else [held]:
            if hasattr(part, "model_extra"):
                yield from unknown(part)


def log(text: str) -> dict[str, Any]:
    """Read a SARIF log: by the schema's subset, and with a reader that knows the standard's names."""
    read = json.loads(text)
    VALID.validate(read)
    assert set(unknown(sarif_pydantic.Sarif.model_validate(read))) <= LACKING
    run: dict[str, Any] = read["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            known = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][known["index"]]["location"]["uri"] == known["uri"]
    return run


def test_sarif_says_what_the_report_says(held: Report) -> None:
    run = log(render(held, "sarif", paths={"draft": "stories/pell 1/draft.md"}))
    assert run["columnKind"] == "unicodeCodePoints"
    results = run["results"]
    assert [r["partialFingerprints"] for r in results] == [
        {"reconcileFinding/v1": i} for i in ("f1", "f4", "f6", "f2", "f3", "f5")
    ]
    assert [r["level"] for r in results] == ["error", "error", "error", "warning", "warning", "note"]
    at = results[0]["locations"][0]["physicalLocation"]
    assert at["artifactLocation"] == {"uri": "stories/pell%201/draft.md", "index": 0}
    assert (at["region"]["startLine"], at["region"]["startColumn"], at["region"]["endColumn"]) == (6, 14, 21)
    assert at["region"]["snippet"] == {"text": "15 crew"}
    related = results[0]["relatedLocations"][0]
    assert related["message"] == {"text": "A:4, The Pell Post: 12 crew"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "a.txt"
    assert results[2]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Dismissed by the desk, because B has corrected itself",
        }
    ]
    assert not [
        r
        for r in results
        if r["partialFingerprints"] != {"reconcileFinding/v1": "f6"} and "suppressions" in r
    ]
    assert "12 men" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_has_a_rule_for_each_check(held: Report) -> None:
    rules = log(render(held, "sarif"))["tool"]["driver"]["rules"]
    codes = [r["id"] for r in rules]
    assert codes == sorted(set(codes))
    assert {c.code for c in (*facets.checks(), *desk.checks())} | {"voice"} <= set(codes)
    assert all(r["shortDescription"]["text"] for r in rules)


@TASKS
def test_sarif_holds_hostile_text_and_does_nothing_with_it(
    poisoned: Callable[..., Report], hostile: str, task: str
) -> None:
    report = poisoned(hostile, task)
    text = render(report, "sarif")
    run = log(text)
    assert not UNSEEN.search(text)
    for finding, result in zip(sorted(report.findings, key=lambda f: f.id), _by_id(run), strict=True):
        said = result["message"]["text"]
        assert not re.search(r"(?<!\\)(?:\\\\)*\[", said)
        assert not re.search(r"\{\d+\}", said.replace("{{", "").replace("}}", ""))
        at = result["locations"][0]["physicalLocation"]
        assert at["region"]["snippet"]["text"] == finding.evidence[0].text
    for artifact, article in zip(run["artifacts"], report.articles, strict=True):
        read = urlparse(artifact["location"]["uri"])
        assert read.scheme in ("", "file")
        assert (read.netloc, read.query, read.fragment) == ("", "", "")
        assert article.source.path.encode("utf-8", "replace").decode().strip("/") in unquote(
            artifact["location"]["uri"]
        )


def _by_id(run: dict[str, Any]) -> list[Any]:
    return sorted(run["results"], key=lambda r: str(r["partialFingerprints"]["reconcileFinding/v1"]))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("draft.md", "draft.md"),
        ("stories/a b.md", "stories/a%20b.md"),
        ("http://x.example", "http%3A//x.example"),
        ("//x.example/a", "file:///x.example/a"),
        ("/home/desk/a.md", "file:///home/desk/a.md"),
        ("C:\\desk\\a b.md", "file:///C:/desk/a%20b.md"),
        ("a#b?c%20", "a%23b%3Fc%2520"),
        ("ä.md", "%C3%A4.md"),
        ("\ud800", "%3F"),
        ("", "unnamed"),
    ],
)
def test_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_messages() -> None:
    assert message("a [link](1) {0} \\ ok\x07") == {"text": "a \\[link\\](1) {{0}} \\\\ ok\\\\u0007"}


# --------------------------------------------------------------------------------------- places


def test_places_count_characters_from_one(held: Report) -> None:
    draft = held.articles[0]
    start = draft.text.index("Captain")
    look = Look(held)
    at = place(Evidence("draft", start, len(draft.text), draft.text[start:]), look, {})
    assert (at.path, at.line, at.column, at.end_line, at.end_column, at.exact) == (
        "draft.md",
        8,
        1,
        9,
        1,
        True,
    )
    wide = Article.from_text("😀é\t15 crew", name="A")
    at = place(Evidence("A", 3, 10, "15 crew"), Look(replace(held, articles=(wide,))), {})
    assert (at.column, at.end_column) == (4, 11)


def test_the_path_is_the_one_that_was_given(held: Report) -> None:
    look = Look(held)
    assert path_of("draft", look, {}) == "draft.md"
    assert path_of("draft", look, {"draft": "x/draft.md"}) == "x/draft.md"
    assert path_of("Z", look, {}) == "Z"


def test_lines_of_extracted_text_are_not_those_of_the_file(held: Report) -> None:
    draft = held.articles[0]
    page = replace(draft, source=replace(draft.source, sha256="0" * 64, path="draft.html"))
    report = replace(held, articles=(page, *held.articles[1:]))
    assert own_text(draft)
    assert not own_text(page)
    assert "region" not in log(render(report, "sarif"))["results"][0]["locations"][0]["physicalLocation"]
    assert "line" not in commands(render(report, "github"))[1][1]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b""), ("utf-8", b"")],
)
def test_a_text_file_is_known_by_its_bytes(encoding: str, mark: bytes) -> None:
    import hashlib

    text = "“Pell” is a port.\r\n"
    digest = hashlib.sha256(mark + text.encode(encoding)).hexdigest()
    article = Article.from_text(text, name="A")
    assert own_text(replace(article, source=replace(article.source, encoding=encoding, sha256=digest)))
    assert own_text(replace(article, source=replace(article.source, sha256="")))
    assert not own_text(replace(article, source=replace(article.source, encoding="no-such")))
