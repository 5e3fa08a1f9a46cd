"""Inline comments that silence a check, and comments as such: no statement, never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.desk import allowed, silence
from reconcile.ingest import lay_out
from reconcile.ingest.comments import LONGEST_COMMENT, comments, masked
from reconcile.split import split
from reconcile.values import Article, Evidence, Finding

COMMENT = "<!-- reconcile: allow sum-mismatch -->"


def draft(text: str) -> Article:
    return lay_out(Article.from_text(text, name="draft"))


def finding(code: str, start: int, source: str = "draft") -> Finding:
    return Finding(
        "", "discrepancy", "number", code, "conflict", 0.9, "", (Evidence(source, start, start + 1, "x"),)
    )


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (f"One came.\n\nTwo came. {COMMENT}\n\nThree came.", ["Two came. " + COMMENT]),
        (f"One came.\n\n{COMMENT} Two came.\n\nThree came.", ["Two came."]),
        (f"One came.\n\nTwo came. {COMMENT} Two left.\n\nThree came.", [f"Two came. {COMMENT} Two left."]),
        (f"One came.\n\n{COMMENT}\n\nTwo came.\n\nThree came.", ["Two came."]),
        (f"One came.\n{COMMENT}\nTwo came.\nThree came.", ["Two came."]),
        (f"{COMMENT}\n# One came\n\nTwo came.", ["# One came"]),
        (f"One came.\n\nTwo came.\n\n{COMMENT}\n", []),
        ("One came. <!-- reconcile: allow -->", []),
        ("One came. <!-- a note on sum-mismatch -->", []),
        ("One came. <!-- reconcile: allow sum-mismatch", []),
    ],
)
def test_the_span_of_a_comment(text: str, spans: list[str]) -> None:
    found = allowed(draft(text))
    assert [text[start:end] for start, end, _ in found] == spans
    assert all(codes == ("sum-mismatch",) for _, _, codes in found)


def test_a_comment_names_several_checks_in_any_case() -> None:
    found = allowed(draft("One came. <!--RECONCILE: Allow number-mismatch,date-mismatch ,number-mismatch-->"))
    assert [codes for _, _, codes in found] == [("date-mismatch", "number-mismatch")]


def test_silence_parts_findings_by_code_place_and_source() -> None:
    spans = ((10, 20, ("sum-mismatch",)),)
    inside, before = finding("sum-mismatch", 12), finding("sum-mismatch", 2)
    other, elsewhere = finding("date-mismatch", 12), finding("sum-mismatch", 12, "A")
    assert silence([inside, before, other, elsewhere], spans) == ((before, other, elsewhere), (inside,))


def test_a_finding_with_one_foot_in_the_span_is_silenced() -> None:
    both = Finding(
        "", "discrepancy", "number", "sum-mismatch", "conflict", 0.9, "",
        (Evidence("draft", 2, 3, "x"), Evidence("draft", 12, 13, "x")),
    )  # fmt: skip
    assert silence([both], ((10, 20, ("sum-mismatch",)),)) == ((), (both,))


def test_comments_are_furniture_and_no_statement() -> None:
    article = draft(f"One came. {COMMENT} Two came.\n\n<!-- a note\nof two lines -->\n\nThree came.")
    assert [s.text for s in split(article)] == ["One came.", "Two came.", "Three came."]
    assert [article.text[b.start : b.end] for b in article.blocks if b.why == "comment"] == [
        COMMENT,
        "<!-- a note\nof two lines -->",
    ]


def test_a_mark_without_a_near_end_hides_nothing() -> None:
    text = "One came. <!-- Two came. " + "They all came home. " * (LONGEST_COMMENT // 10) + "-->"
    assert comments(text) == ()
    assert "Two came." in " ".join(s.text for s in split(draft(text)))


pieces = st.lists(
    st.sampled_from(["One came.", " ", "\n", "\n\n", "<!--", "-->", "- ", "x", COMMENT, "# "]), max_size=24
)


@given(pieces)
def test_blocks_cover_the_text_in_order_whatever_the_comments(parts: list[str]) -> None:
    text = "".join(parts)
    article = draft(text)
    ends = 0
    for block in article.blocks:
        assert block.start >= ends
        assert block.start < block.end
        assert not text[ends : block.start].strip()
        ends = block.end
    assert not text[ends:].strip()
    spans = comments(text)
    assert len(masked(text, spans)) == len(text)
    for statement in split(article):
        assert text[statement.start : statement.end] == statement.text
        assert not any(statement.start < end and start < statement.end for start, end in spans)
    for start, end, _ in allowed(article):
        assert 0 <= start < end <= len(text)
