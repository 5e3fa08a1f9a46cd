"""Words: tokens with exact offsets, stems, the longest common run; and the word lists themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile.data
from reconcile.data import table, words
from reconcile.words import content, is_word, stem, stems, stop_words, tokenize

DATA = sorted(Path(reconcile.data.__file__).parent.glob("*.toml"))
# Lists whose order says something: the calendar's order, and a noun's kind before its words.
ORDERED = {("desk", "calendar"): 12, ("furniture", "month_names"): 12, ("mentions_words", "anaphor"): 1}
ODD = st.text() | st.text(st.sampled_from("aZé9²½_.,:'’-– \n\u0301\u200b\ud800😀٣京"))


def texts(text: str) -> list[str]:
    return [t.text for t in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men died.", ["Two", "men", "died", "."]),
        ("the U.S. and the U.N.", ["the", "U.S.", "and", "the", "U.N."]),
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("state-run media", ["state-run", "media"]),
        ("Kim's, Kim’s and O'Neill", ["Kim's", ",", "Kim’s", "and", "O'Neill"]),
        ("the workers' hall", ["the", "workers", "'", "hall"]),
        ("$40,000", ["$", "40,000"]),
        ("€3.5m at 10:30 a.m.", ["€", "3.5m", "at", "10:30", "a.m."]),
        ("won 51-49", ["won", "51", "-", "49"]),
        ("COVID-19", ["COVID-19"]),
        ("A&P", ["A", "&", "P"]),
        ("“Why?” she asked", ["“", "Why", "?", "”", "she", "asked"]),
        ("1990s, 4th", ["1990s", ",", "4th"]),
        ("ends in 40.", ["ends", "in", "40", "."]),
        ("snake_case", ["snake", "_", "case"]),
        ("Müller in Łódź", ["Müller", "in", "Łódź"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_what_is_one_token(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_marks_have_no_stem_and_words_have_one() -> None:
    found = tokenize("“We won 3-1,” she said.")
    assert [t.text for t in found if not is_word(t)] == ["“", "-", ",", "”", "."]
    assert [t.stem for t in found if is_word(t)] == ["we", "win", "3", "1", "she", "say"]


def test_offsets_are_raised_by_where_the_text_starts() -> None:
    assert [(t.start, t.end) for t in tokenize("Go home", 100)] == [(100, 102), (103, 107)]


@given(ODD, st.integers(0, 10_000))
def test_tokens_are_exact_and_leave_nothing_but_white_space(text: str, offset: int) -> None:
    found = tokenize(text, offset)
    assert all(text[t.start - offset : t.end - offset] == t.text for t in found)
    assert all(t.lower == t.text.casefold() for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(t.text for t in found) == "".join(c for c in text if not c.isspace())
    assert all(bool(t.stem) == any(c.isalnum() for c in t.text) for t in found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("fell", "falls"),
        ("struck", "striking"),
        ("women", "woman's"),
        ("Women", "WOMAN"),
        ("died", "dying"),
        ("killed", "killing"),
        ("resigned", "resigns"),
        ("Kim's", "Kim"),
        ("Kim’s", "Kim"),
        ("workers'", "worker"),
        ("children", "child"),
        ("said", "says"),
    ],
)
def test_forms_of_one_word_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(
    ("left", "right"), [("die", "day"), ("north", "nor"), ("mayor", "may"), ("four", "for"), ("1.5", "15")]
)
def test_different_words_keep_apart(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@given(ODD)
def test_stems_of_odd_text_do_not_depend_on_case(text: str) -> None:
    assert stem(text) == stem(text.casefold())


def test_stems_and_stop_words() -> None:
    assert stems("fell", "falling", "Rose") == {"fall", "rise"}
    assert {"the", "of", "and", "he", "was"} <= stop_words()
    assert [t.text for t in content(tokenize("The mayor of Tarrow was seen by 12 men."))] == [
        "mayor", "Tarrow", "seen", "12", "men"
    ]  # fmt: skip


def lists(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The plain word lists of a table; rows inside a list (a group under its name) order themselves."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, (*path, key))
    elif isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        yield path, value


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.stem)
def test_word_lists_parse_and_are_sorted_and_unique(path: Path) -> None:
    parsed = tomllib.loads(path.read_text("utf-8"))
    assert parsed
    for key, entries in lists(parsed):
        assert len(entries) == len(set(entries)), key
        free = entries[ORDERED.get((path.stem, key[0]), 0) :]
        assert free in (sorted(free), sorted(free, key=str.casefold)), key
        assert all(e == e.strip() and e for e in entries), key


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.stem)
def test_word_lists_say_what_they_are(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")


def test_tables_are_read_once() -> None:
    assert table("stop") is table("stop")
    assert words("stop", "words") == frozenset(table("stop")["words"])
    with pytest.raises(FileNotFoundError):
        table("no_such_table")


def test_irregular_forms_are_sorted_and_reach_their_base() -> None:
    forms = table("irregular")["forms"]
    assert list(forms) == sorted(forms)
    assert all(stem(form) == stem(base) for form, base in forms.items())
