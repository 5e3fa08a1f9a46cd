"""Front matter: what is read without YAML is read as YAML reads it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.ingest import front

KEYS = ("title", "Title", "date", "a-b", "_x", "k k", "- i", '"k"', "2", "")
MARKS = (
    *(
        "Ferry sinks",
        "Ann: x",
        "b:c",
        "http://x.y/z?a=1#b",
        "#c",
        " #d",
        "e #f",
        "1984",
        "No",
        "null",
        "~",
        "é",
    ),
    *(
        "“q”",
        '"q"',
        "it's",
        "—",
        ":",
        "::",
        "a:",
        "&x",
        "*y",
        "!t",
        "%",
        "@",
        "`",
        "|",
        ">",
        "? k",
        "1:30",
        "<<",
    ),
    *("=", "\t", "\u0085", "\ufeff", "[a]", "{", "- z", "-", "  ", "…"),
)
LINES = st.tuples(
    st.sampled_from(KEYS),
    st.sampled_from([": ", ": ", ":  ", ":", " : "]),
    st.lists(st.sampled_from(MARKS), max_size=3).map("".join),
    st.sampled_from(["\n", "\n\n", " \n"]),
).map("".join)


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("YAML was asked")

    monkeypatch.setattr(yaml, "load", refused)


@pytest.mark.usefixtures("no_yaml")
def test_plain_lines_need_no_yaml() -> None:
    head = "Title: Ferry sinks, 12 dead\ndate: 2018-07-01\n\nurl: https://x.example/a?b=1#c"
    said = {"title": "Ferry sinks, 12 dead", "date": "2018-07-01", "url": "https://x.example/a?b=1#c"}
    assert front.fields(f"---\n{head}\n---\nA ferry sank.", "a.txt") == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('title: "Ferry: sunk"', {"title": "Ferry: sunk"}),
        ("title: Ferry # sunk", {"title": "Ferry"}),
        ("byline: [Ann Orr, Bo Lee]", {"byline": "Ann Orr and Bo Lee"}),
        ("title: Ferry\n  sinks", {"title": "Ferry sinks"}),
    ],
)
def test_other_lines_are_read_by_yaml(line: str, said: dict[str, str]) -> None:
    assert front.fields(f"---\n{line}\n---\nA ferry sank.", "a.txt") == said


@settings(max_examples=500)
@given(st.lists(LINES, min_size=1, max_size=4).map("".join))
def test_plain_lines_say_what_yaml_reads(body: str) -> None:
    plain = front._plain(body)
    if plain:
        assert plain == yaml.load(body, Loader=yaml.BaseLoader)
