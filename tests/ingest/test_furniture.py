"""Lines told from page furniture, each in the same invented article, from tests/cases/furniture.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reconcile.data import table
from reconcile.ingest import lay_out
from reconcile.values import Article, Block

CASES = Path(__file__).parents[1] / "cases" / "furniture.csv"
HEADLINE = "Ferry sinks off Cape Doe"
BODY = tuple(
    f"The ferry had left pier {n} with {n + 20} people on board, the harbour master said."
    for n in range(1, 13)
)


def cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["expected"]) for row in csv.DictReader(file)]


def laid(*lines: str, gap: str = "\n\n") -> tuple[Article, dict[str, Block]]:
    article = lay_out(Article.from_text(gap.join(lines)))
    return article, {article.text[b.start : b.end]: b for b in article.blocks}


@pytest.mark.parametrize(("line", "expected"), cases())
def test_line_after_the_headline(line: str, expected: str) -> None:
    _, blocks = laid(HEADLINE, line, *BODY)
    assert blocks[line].why == expected
    assert blocks[line].kind == ("furniture" if expected else "paragraph")
    assert all(blocks[text].kind == "paragraph" for text in BODY)


def test_a_byline_is_one_only_at_either_end() -> None:
    _, blocks = laid(HEADLINE, *BODY, "By Jane Doe")
    assert blocks["By Jane Doe"].why == "byline"
    _, blocks = laid(HEADLINE, *BODY, "By Jane Doe", *(b.replace("ferry", "boat") for b in BODY))
    assert blocks["By Jane Doe"].kind == "paragraph"


def test_a_sentence_signed_by_an_agency_is_a_caption_only_with_report_after_it() -> None:
    line = "The mayor watches the search from the pier. Yonhap"
    article, blocks = laid(HEADLINE, BODY[0], line, *BODY[1:])
    assert blocks[line].why == "caption"
    assert article.source.wire == ""
    article, blocks = laid(HEADLINE, *BODY, line)
    assert blocks[line].kind == "paragraph"
    assert article.source.wire == "Yonhap"


def test_a_caption_that_stands_twice_is_furniture_both_times() -> None:
    line = "The mayor watches the search from the pier. (Kyodo)"
    article, _ = laid(HEADLINE, BODY[0], line, line, *BODY[1:], gap="\n")
    assert [b.why for b in article.blocks if b.kind == "furniture"] == ["caption", "caption"]


def test_the_first_copy_of_a_doubled_line_stays() -> None:
    article, _ = laid(HEADLINE, BODY[0], "Many people still missing", "Many people still missing", *BODY[1:])
    kinds = [(b.kind, b.why) for b in article.blocks][2:4]
    assert kinds == [("paragraph", ""), ("furniture", "repeats an earlier line")]


def test_a_short_line_may_stand_again_further_down() -> None:
    article, _ = laid(HEADLINE, BODY[0], "“No,” he said.", BODY[1], "“No,” he said.", BODY[2])
    assert all(b.kind != "furniture" for b in article.blocks)


def test_a_long_paragraph_that_stands_again_is_furniture() -> None:
    article, _ = laid(HEADLINE, BODY[0], BODY[1], BODY[0])
    assert [b.why for b in article.blocks] == ["", "", "", "repeats an earlier line"]


@pytest.mark.parametrize(
    ("line", "place", "why"),
    [
        ("(記者:日本太郎)", "end", "tag in another script"),
        ("（编辑：某某）", "middle", "tag in another script"),
        ("조선로동당 만세", "middle", ""),  # words that the report quotes
    ],
)
def test_a_tag_in_another_script(line: str, place: str, why: str) -> None:
    cut = len(BODY) if place == "end" else 5
    _, blocks = laid(HEADLINE, *BODY[:cut], line, *BODY[cut:])
    assert blocks[line].why == why


def test_a_report_in_that_script_has_no_such_tags() -> None:
    lines = ("港口附近一艘渡轮沉没", "周四，一艘载有八十人的渡轮在港口附近沉没。", "（编辑：某某）")
    _, blocks = laid(*lines)
    assert all(b.why != "tag in another script" for b in blocks.values())


def test_sections_stand_above_the_headline_alone() -> None:
    article, blocks = laid("World", "Asia | Japan", HEADLINE, *BODY)
    assert blocks["World"].why == "section"
    article, blocks = laid("World", HEADLINE, *BODY, "World")
    assert blocks[HEADLINE].kind == "headline"
    assert article.blocks[-1].kind == "paragraph"


def test_headlines_of_other_reports_under_a_closing_list() -> None:
    _, blocks = laid(HEADLINE, *BODY, "Most Read", "Mayor resigns", "2 Harbour reopens", "Comments")
    assert blocks["Mayor resigns"].why == "list of other pages"
    assert blocks["2 Harbour reopens"].why == "list of other pages"


def test_a_subheading_after_a_list_heading_with_report_behind_it_stays() -> None:
    _, blocks = laid(HEADLINE, *BODY[:6], "Related Stories", "What happened", *BODY[6:])
    assert blocks["What happened"].kind == "paragraph"


def test_a_post_under_a_byline_belongs_to_it() -> None:
    _, blocks = laid(HEADLINE, "By Jane Doe", "Staff Writer", *BODY)
    assert blocks["Staff Writer"].why == "byline"
    _, blocks = laid(HEADLINE, "Staff Writer", *BODY)
    assert blocks["Staff Writer"].why == ""


def test_lists_are_sorted_unique_and_lower_case() -> None:
    lists = {k: v for k, v in table("furniture").items() if isinstance(v, list) and k != "month_names"}
    assert all(v == sorted(set(v)) for v in lists.values())
    assert all(entry == entry.casefold().strip() for v in lists.values() for entry in v)
    assert list(table("furniture")["agencies"]) == sorted(table("furniture")["agencies"])
