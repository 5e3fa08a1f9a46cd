"""Article text is printed word for word and never acts: checked by rendering it."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reconcile.report.escape import emphasised, json_text, markdown, merge, visible

CASES = list(csv.DictReader((Path(__file__).parent / "escape.csv").open(encoding="utf-8", newline="")))
OURS = {"p", "blockquote", "strong", "b", "span"}


class Page(HTMLParser):
    """What a browser makes of a page: tags, attributes, comments, text nodes, and the text in bold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.odd: list[object] = []
        self.nodes: list[str] = [""]
        self.bold: list[str] = []
        self._deep = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.odd += attrs
        self.nodes.append("")
        if tag in ("strong", "b"):
            self._deep += 1
            self.bold.append("")

    def handle_endtag(self, tag: str) -> None:
        self.nodes.append("")
        self._deep -= tag in ("strong", "b")

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_data(self, data: str) -> None:
        self.nodes[-1] += data
        if self._deep:
            self.bold[-1] += data

    @property
    def text(self) -> str:
        return "".join(self.nodes).strip()


def page(source: str) -> Page:
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source))


def safe(shown: Page) -> bool:
    """No tag but ours, no attribute, and no text node in which GitHub would find a link or mention."""
    linked = [n for n in shown.nodes if re.search(r"@\w|(?<!\w)#\d|\bGH-\d", n)]
    return shown.tags <= OURS and not shown.odd and not linked


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_table(case: dict[str, str]) -> None:
    assert markdown(case["text"]) == case["inline"]
    assert markdown(case["text"], first=True) == case["first"]
    assert page(case["first"]).text == case["text"]


def test_hostile_text_is_shown_and_inert(hostile: str) -> None:
    for source in (markdown(hostile, first=True), f"> {emphasised(hostile, ())}"):
        shown = page(source)
        assert shown.text == visible(hostile).strip()
        assert safe(shown)
        assert not re.search(r"(?<!\\)://|\bwww\.", source)


def test_hostile_text_in_bold_is_shown_and_inert(hostile: str) -> None:
    for span in ((0, len(hostile)), (0, 1), (1, 4), (2, len(hostile) - 1)):
        shown = page(f"> {emphasised(hostile, (span,))}")
        assert shown.text == visible(hostile).strip()
        assert safe(shown)
        wanted = (visible(hostile[start:end].strip()) for start, end in merge((span,), len(hostile)))
        assert shown.bold == [words for words in wanted if words]


PIECES = st.sampled_from(
    [
        "*",
        "**",
        "_",
        "`",
        "~",
        "<",
        ">",
        "[",
        "](",
        ")",
        "|",
        "\\",
        "&",
        "&amp;",
        "#",
        "-",
        "+",
        "1.",
        "=",
        ":",
        "!",
        "//",
        "http",
        "www.",
        "@",
        "$",
        "\n",
        " ",
        "  ",
        "\t",
        "a",
        "Z9",
        "“",
        "”",
        "’",
        "\u202e",
        "\x1b",
        "é",
        "\xa0",
    ]
)


@settings(deadline=None)  # words are checked here, not speed
@given(
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3),
)
def test_any_text_with_any_words_in_bold_keeps_its_words(text: str, spans: list[tuple[int, int]]) -> None:
    shown = page(f"> {emphasised(text, tuple(spans))}\n")
    assert shown.text == visible(text).strip()
    assert safe(shown)
    wanted = (visible(text[s:e].strip()) for s, e in merge(tuple(spans), len(text)))
    assert shown.bold == [w for w in wanted if w]


@settings(deadline=None)  # words are checked here, not speed
@given(st.text(max_size=40))
def test_any_unicode_keeps_its_words(text: str) -> None:
    assert page(f"> {emphasised(text, ((1, 5),))}\n").text.split() == visible(text).split()


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("12 people died", (0, 9), "**12 people** died"),
        ("the 12, they said", (4, 6), "the **12**, they said"),
        ("worth $4 million now", (6, 16), "worth **$4 million** now"),
        ("“so”he said", (0, 4), "<b>“so”</b>he said"),
        ("Sinking", (0, 4), "**Sink**ing"),
        ("a (b)c", (2, 5), "a <b>(b)</b>c"),
        ("a 12 b", (1, 5), "a **12** b"),
    ],
)
def test_bold_beside_marks(text: str, span: tuple[int, int], expected: str) -> None:
    assert emphasised(text, (span,)) == expected


def test_spans_that_touch_are_one() -> None:
    assert merge(((5, 9), (0, 2), (2, 4), (8, 99), (3, 3)), 12) == ((0, 4), (5, 12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("a\x1b[2Jb\x00", "a\\u001b[2Jb\\u0000"),
        ("a\ud800b", "a\\ud800b"),
        ("\U000e0041", "\\U000e0041"),
        ("Sin\u200buiju", "Sin\\u200buiju"),
        ("a \n\n b\tc\u2028d", "a b c d"),
        ("soft\u00adhyphen می‌خواهم", "soft\u00adhyphen می‌خواهم"),
    ],
)
def test_what_deceives_is_made_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@settings(deadline=None)  # words are checked here, not speed
@given(st.text(alphabet=st.characters()))
def test_visible_text_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", shown)
    assert visible(shown) == shown


@settings(deadline=None)  # words are checked here, not speed
@given(st.text(alphabet=st.characters()))
def test_json_keeps_the_value_and_hides_nothing(text: str) -> None:
    document = json_text(json.dumps([text], ensure_ascii=False))
    assert json.loads(document) == [text]
    document.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", document)
