"""A draft held against its sources: what the Markdown and the text say, and what the desk decided."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reconcile.report import render
from reconcile.report.common import Look, counts, found_line, told, verdict_line
from reconcile.report.decided import because, decided, stale_said, undecided
from reconcile.values import Decision, Report, Support

VERDICTS = (
    "5 sentences: 1 supported, 1 supported in part, 1 contradicted, 1 unsupported, 1 without a claim of fact"
)


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {head: body.strip() for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_title_and_the_table_of_sources(held: Report) -> None:
    text = render(held, "markdown")
    assert text.startswith("# The draft held against A and B\n")
    rows = [line.strip("|").split("|")[0].strip() for line in text.splitlines() if line.startswith("|")]
    assert rows[:5] == ["Id", "-------", "draft", "A", "B"]


def test_at_a_glance(held: Report) -> None:
    said = sections(render(held, "markdown"))["At a glance"].splitlines()
    assert said[:3] == [
        f"- {VERDICTS}",
        "- 2 conflicts, 2 tensions, 1 note; 1 dismissed by the desk",
        "- statements that the draft does not take up: 2 of 5 in A and 2 of 3 in B",
    ]
    assert said[-3:] == [
        "1. draft:6 / A:4: The draft says 15, A 12.",
        "2. draft:6: Monday it is not.",
        "3. draft:8 / A:6: The draft and A differ.",
    ]


def test_findings_stand_by_who_contradicts_whom(held: Report) -> None:
    said = sections(render(held, "markdown"))
    heads = {name: re.findall(r"^### \d+\. (.*)", body, re.MULTILINE) for name, body in said.items()}
    assert heads["Contradicted by a source"] == [
        "Number: conflict (number-mismatch, f1)",
        "Attribution: tension (voice, f2)",
    ]
    assert heads["In no source"] == ["Event: tension (unsupported-statement, f3)"]
    assert heads["Inside the draft"] == ["Date: conflict (weekday-date-mismatch, f4)"]
    assert (
        "- Note: The draft has Lee, B Ri. (name-spelling, f5; draft:8 “Anna Lee”, B:3 “Anna Ri”)"
        in said["Names"]
    )


def test_words_in_no_source_are_shown_without_a_reading(held: Report) -> None:
    said = sections(render(held, "markdown"))["In no source"]
    assert said.split("\n\n")[2:] == ["draft:7, draft.md:", "> **The mayor resigned.**"]


def test_what_the_desk_decided_is_listed_and_not_counted(held: Report) -> None:
    text = render(held, "markdown")
    said = sections(text)["Decided by the desk"].splitlines()
    assert said == [
        "- Dismissed by the desk: The draft and B differ (place-mismatch, f6; draft:6 “Pell on Monday” and "
        "B:1 “Pell on Monday”), because B has corrected itself",
        "- Stale decision: f0 (number-mismatch): the words “12 men” are no longer there; accepted by ann, "
        "because the port said so",
    ]
    assert text.count(", f6") == 1
    assert counts(Look(held)).conflicts == 2
    assert found_line(counts(Look(held))).startswith("2 conflicts, 2 tensions")


@pytest.mark.parametrize("status", ["dismissed", "accepted", "fixed"])
def test_a_comparison_lists_decisions_too(two: Report, status: str) -> None:
    settled = replace(two.findings[2], status=status, why="the port has 12 on its list")  # type: ignore[arg-type]
    text = render(replace(two, findings=(*two.findings[:2], settled)), "markdown")
    said = sections(text)
    assert said["Discrepancies"].count("### ") == 1
    assert "because the port has 12 on its list" in said["Decided by the desk"]
    assert "0 conflicts, 1 tension, 1 note; 1 " in said["At a glance"]
    assert "Decided by the desk" not in sections(render(two, "markdown"))


def test_explained_every_sentence_has_its_verdict_and_the_words_behind_it(held: Report) -> None:
    name = "Supported, sentence by sentence"
    said = sections(render(held, "markdown", explain=True))[name].splitlines()
    assert said[:3] == [
        "- Supported: # Barge aground at Pell (draft:4)",
        "  - A:2, The Pell Post: Barge runs aground at Pell",
        "  - B:1, Harbour News: A barge with 15 crew ran aground at Pell on Monday, the port said.",
    ]
    assert [line for line in said if line.startswith("- ")] == [
        "- Supported: # Barge aground at Pell (draft:4)",
        "- Contradicted: A barge with 15 crew ran aground at Pell on Monday. (draft:6)",
        "- Without a claim of fact: Was it the fog? (draft:6)",
        "- Unsupported: The mayor resigned. (draft:7)",
        "- Supported in part: Captain Anna Lee blamed the fog. (draft:8)",
    ]
    assert "  - Conflict: The draft says 15, A 12. (number-mismatch, f1)" in said
    assert "  - Conflict: The draft and B differ. (place-mismatch, f6; dismissed)" in said
    assert name not in sections(render(held, "markdown"))
    assert "No sentence of the draft was judged." in render(
        replace(held, supports=()), "markdown", explain=True
    )


def test_only_the_nearest_sentences_are_quoted(held: Report) -> None:
    many = Support("draft1", "supported", ("A1", "A2", "A3", "B1", "B2", "A3", "Z9"))
    text = render(replace(held, supports=(many,)), "markdown", explain=True)
    said = sections(text)["Supported, sentence by sentence"].splitlines()
    assert [line.split(",")[0] for line in said] == [
        "- Supported: # Barge aground at Pell (draft:4)",
        *("  - A:2", "  - A:4", "  - A:5", "  - B:1"),
        "  - Also B:2.",
    ]
    alone = replace(many, by=())
    text = render(replace(held, supports=(alone,)), "markdown", explain=True)
    assert "  - No one sentence of a source tells it; its words are spread over several." in text


def test_text_is_as_linters_print(held: Report) -> None:
    assert render(held, "text", paths={"draft": "stories/pell/draft.md"}).splitlines() == [
        "stories/pell/draft.md:6:14: conflict number-mismatch The draft says 15, A 12. [f1]",
        "stories/pell/draft.md:6:45: conflict weekday-date-mismatch Monday it is not. [f4]",
        "stories/pell/draft.md:7:1: tension unsupported-statement No source says this: "
        "“The mayor resigned.” [f3]",
        "stories/pell/draft.md:8:1: tension voice The draft and A differ. [f2]",
        "stories/pell/draft.md:8:9: note name-spelling The draft has Lee, B Ri. [f5]",
        "",
        "stories/pell/draft.md:6:37: dismissed by the desk: place-mismatch The draft and B differ [f6], "
        "because B has corrected itself",
        "Stale decision: f0 (number-mismatch): the words “12 men” are no longer there; accepted by ann, "
        "because the port said so",
        "",
        "stories/pell/draft.md held against A (The Pell Post) and B (Harbour News)",
        VERDICTS,
        "2 conflicts, 2 tensions, 1 note; 1 dismissed by the desk",
        "0 names, 0 with more than one spelling",
        "0 comparisons not made",
    ]


def test_every_line_of_the_text_points_at_the_words(held: Report) -> None:
    lines = held.articles[0].text.split("\n")
    for finding in held.findings:
        first = next(e for e in finding.evidence if e.source == "draft")
        found = re.search(rf"^draft\.md:(\d+):(\d+): .*\[{finding.id}\]", render(held, "text"), re.MULTILINE)
        assert found is not None
        assert lines[int(found[1]) - 1][int(found[2]) - 1 :].startswith(first.text)


def test_text_explained(held: Report) -> None:
    text = render(held, "text", explain=True)
    assert "\ndraft.md:4:1: supported by A:2 and B:1\n" in text
    assert "\ndraft.md:6:53: without a claim of fact\n" in text
    assert "supported by" not in render(held, "text")


def test_colour_leaves_the_words_alone(held: Report) -> None:
    coloured = render(held, "text", colour=True)
    assert "\x1b[31mconflict\x1b[0m number-mismatch" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render(held, "text")


def test_a_draft_without_fault(held: Report) -> None:
    good = replace(held, findings=(), stale=(), supports=held.supports[:1])
    assert render(good, "text").startswith("Nothing found that needs a look.\n\ndraft.md held against")
    assert "No finding calls for a first look." in render(good, "markdown")
    said = sections(render(good, "markdown"))
    assert said["Inside the draft"] == "The draft was not found to contradict itself."
    assert said["At a glance"].startswith("- 1 sentence: 1 supported\n- 0 conflicts, 0 tensions, 0 notes\n")


@pytest.mark.parametrize(
    ("said", "why", "expected"),
    [
        ("A differs.", "", "A differs."),
        ("A differs.", "it was mended", "A differs, because it was mended"),
        ("A differs", " it was mended.\n", "A differs, because it was mended."),
    ],
)
def test_because(said: str, why: str, expected: str) -> None:
    assert because(said, why) == expected


def test_a_stale_decision_says_what_it_knows() -> None:
    assert stale_said(Decision("f1", "fixed")) == "f1: its words are no longer there; marked as fixed"
    bare = Decision("f1", "dismiss", who="ann", why="asked")
    assert stale_said(bare) == "f1: its words are no longer there; dismissed by ann, because asked"


def test_open_and_decided_are_all_there_is(held: Report) -> None:
    parts = (*undecided(held.findings), *decided(held.findings))
    assert sorted(f.id for f in parts) == sorted(f.id for f in held.findings)


def test_a_finding_on_a_whole_sentence_says_which(held: Report) -> None:
    assert told(held.findings[2]) == "No source says this: “The mayor resigned.”"
    assert told(held.findings[0]) == "The draft says 15, A 12."
    named = replace(held.findings[2], message="No source has “The mayor resigned.”")
    assert told(named) == named.message
    assert told(replace(held.findings[2], evidence=())) == "No source says this."


def test_no_verdicts_no_line(two: Report) -> None:
    assert verdict_line(counts(Look(two))) == ""
