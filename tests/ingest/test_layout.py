"""Blocks: headline, paragraphs, front matter; what the text says of its source; cover of any text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.ingest import lay_out, read
from reconcile.values import Article, Block

LEAD = "A ferry with 80 people on board sank off Cape Doe on Thursday, the coast guard said."
NEXT = "Rescuers pulled 68 people from the water before dark."
PAIRS = Path(__file__).parents[2] / ".." / "shared" / "data"


def blocks(text: str, title: str = "") -> list[tuple[str, str]]:
    article = lay_out(Article.from_text(text, title=title))
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


def test_headline_and_paragraphs() -> None:
    text = f"Ferry sinks off Cape Doe\n\n{LEAD}\n\n{NEXT}\n"
    assert blocks(text) == [
        ("headline", "Ferry sinks off Cape Doe"),
        ("paragraph", LEAD),
        ("paragraph", NEXT),
    ]


def test_every_line_is_a_paragraph() -> None:
    assert blocks(f"{LEAD}\r\n{NEXT}\r\n{LEAD[:-1]} again.") == [
        ("paragraph", LEAD),
        ("paragraph", NEXT),
        ("paragraph", f"{LEAD[:-1]} again."),
    ]


def test_prose_broken_at_a_width_is_joined() -> None:
    first = (
        "A ferry with 80 people on board sank off Cape\nDoe on Thursday, the coast guard said. Rescuers\n"
        "pulled 68 people from the water before dark,\nand twelve are missing."
    )
    second = (
        "The search went on through the night with two\nhelicopters and a plane, and is to go on until\n"
        "Saturday noon."
    )
    assert blocks(f"Ferry sinks off Cape Doe\n\n{first}\n{second}\n") == [
        ("headline", "Ferry sinks off Cape Doe"),
        ("paragraph", first),
        ("paragraph", second),
    ]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("What is known of the ferry?", LEAD, "headline"),
        ("Mayor: “We have not given up”", LEAD, "headline"),
        ("Ferry sinks off Cape Doe.", f"PORT ROE — {LEAD}", "headline"),  # the dateline settles it
        ("The ferry sank on Thursday.", NEXT, "paragraph"),
        (f"PORT ROE (AP) — {LEAD[:-1]}", NEXT, "paragraph"),
        ("word " * 60, NEXT, "paragraph"),
    ],
)
def test_what_is_a_headline(first: str, second: str, kind: str) -> None:
    assert blocks(f"{first}\n\n{second}")[0][0] == kind


def test_one_line_alone_is_a_paragraph() -> None:
    assert blocks("12 people died in the blast") == [("paragraph", "12 people died in the blast")]


def test_a_known_title_is_the_headline_though_it_ends_in_a_full_stop() -> None:
    text = f"The day the ferry sank.\n\n{LEAD}"
    assert blocks(text, "The Day the Ferry Sank")[0] == ("headline", "The day the ferry sank.")


def test_marks_before_a_line_are_blocks_of_their_own() -> None:
    assert blocks(f"# Ferry sinks\n\n{LEAD}\n\n• {NEXT}") == [
        ("furniture", "#"),
        ("headline", "Ferry sinks"),
        ("paragraph", LEAD),
        ("furniture", "•"),
        ("paragraph", NEXT),
    ]


def test_front_matter_is_furniture_and_fills_the_source() -> None:
    head = "---\npublisher: The Daily Planet\ndate: 2021-03-04\nauthor: [Jane Doe, John Roe]\nmood: grim\n---"
    article = lay_out(Article.from_text(f"{head}\n\nFerry sinks\n\n{LEAD}"))
    assert article.blocks[0] == Block(0, len(head), "furniture", "front matter")
    source = article.source
    assert (source.publisher, source.published, source.title) == (
        "The Daily Planet",
        date(2021, 3, 4),
        "Ferry sinks",
    )
    assert source.byline == "Jane Doe and John Roe"


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    article = lay_out(Article.from_text(f"---\n{LEAD}\n---\n{NEXT}"))
    assert [b.kind for b in article.blocks] == ["furniture", "paragraph", "furniture", "paragraph"]


def test_front_matter_in_memory_that_is_no_yaml_never_raises() -> None:
    article = lay_out(Article.from_text(f"---\ntitle: a: b\n---\n{LEAD}"))
    assert [b.why for b in article.blocks] == ["front matter", ""]


def test_blocks_that_are_there_stay() -> None:
    article = Article(Article.from_text("x").source, LEAD, (Block(0, len(LEAD), "paragraph"),))
    assert lay_out(article) is article


@pytest.mark.parametrize(
    ("text", "wire", "byline"),
    [
        (f"Ferry sinks\n\nPORT ROE, March 4 (Reuters) - {LEAD}\n\n{NEXT}", "Reuters", ""),
        (f"Ferry sinks\n\nPORT ROE (AP) — {LEAD}\n\n{NEXT}", "AP", ""),
        (f"Ferry sinks\n\nAP — {LEAD}\n\n{NEXT}", "AP", ""),
        (f"Ferry sinks\n\n{LEAD}\n\n{NEXT} (Yonhap)", "Yonhap", ""),
        (f"Ferry sinks\n\nBy Jane Doe and John Roe\n\n{LEAD}\n\n{NEXT}", "", "Jane Doe and John Roe"),
        (f"Ferry sinks\n\nJANE DOE, Associated Press\n\n{LEAD}\n\n{NEXT}", "", "JANE DOE"),
        (f"Ferry sinks\n\nBy Associated Press\n\n{LEAD}\n\n{NEXT}", "AP", "Associated Press"),
        (f"Ferry sinks\n\n{LEAD}\n\nThe Associated Press contributed to this report.", "AP", ""),
        (f"Ferry sinks\n\nPORT ROE (WXYZ) — {LEAD}\n\nThe mayor told Reuters so.", "", ""),
        (f"Ferry sinks\n\nPORT ROE — {LEAD}\n\n{NEXT}", "", ""),
        (f"AP: Ferry sinks\n\nPORT ROE — {LEAD}\n\n{NEXT}", "", ""),  # the agency is cited
    ],
)
def test_wire_and_byline(text: str, wire: str, byline: str) -> None:
    source = lay_out(Article.from_text(text)).source
    assert (source.wire, source.byline) == (wire, byline)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Published : Mar 4, 2021 - 17:27       Updated : Mar 5, 2021 - 18:10", date(2021, 3, 4)),
        ("Posted 2021-03-04 17:27", date(2021, 3, 4)),
        ("Last modified on Thu 4 Mar 2021 10.15 GMT", date(2021, 3, 4)),
        ("Updated 8:45 p.m. Thursday", None),
        ("Updated June 31, 2021", None),
    ],
)
def test_the_date_of_a_time_stamp(stamp: str, expected: date | None) -> None:
    article = lay_out(Article.from_text(f"Ferry sinks\n\n{stamp}\n\n{LEAD}\n\n{NEXT}"))
    assert article.blocks[1].why == "time stamp"
    assert article.source.published == expected


def test_a_dateline_stays_in_its_paragraph() -> None:
    text = f"Ferry sinks\n\nPORT ROE (AP) — {LEAD}\n\n{NEXT}"
    assert ("paragraph", f"PORT ROE (AP) — {LEAD}") in blocks(text)


_LINES = st.sampled_from(
    [
        LEAD,
        NEXT,
        "Share",
        "---",
        "By Jane Doe",
        "title: x",
        "# A",
        "Yonhap",
        "\u2028",
        "\x85",
        "\xa0",
        "\ufeff",
        "(作者)",
        "•",
        " ",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="aB. \n\r-—|(\u2028\x1c\t:#", max_size=200),
    st.lists(_LINES, max_size=15).map("\n".join),
    st.lists(_LINES, max_size=15).map("\r\n\r\n".join),
)


@given(_TEXTS)
def test_blocks_are_ordered_disjoint_and_cover_all_words(text: str) -> None:
    article = lay_out(Article.from_text(text))
    assert article.text == text
    place = 0
    for block in article.blocks:
        assert text[place : block.start].strip() == ""
        assert place <= block.start < block.end
        assert (block.kind == "furniture") == bool(block.why)
        place = block.end
    assert text[place:].strip() == ""


@given(_TEXTS)
def test_laying_out_is_the_same_every_time(text: str) -> None:
    article = Article.from_text(text)
    assert lay_out(article) == lay_out(article)


def labelled() -> list[Path]:
    return sorted(PAIRS.glob("pairs*/*/?.sents.json"))


@pytest.mark.skipif(not PAIRS.exists(), reason="the labelled article pairs are not in this checkout")
def test_no_labelled_sentence_is_furniture() -> None:
    lost = []
    for path in labelled():
        article = read(path.with_name(path.name[0] + ".txt"))
        text = [(b.start, b.end) for b in article.blocks if b.kind != "furniture"]
        for sentence in json.loads(path.read_text("utf-8")):
            if not any(start <= sentence["start"] and sentence["end"] <= end for start, end in text):
                lost.append((path.parent.name, sentence["text"]))
    assert labelled()
    assert lost == []
