"""Mentions: names of every kind at exact places, with titles and roles; no common word is a name."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.names.mentions import find
from reconcile.values import Article, Mention, Part, Statement

CASES = Path(__file__).parents[1] / "cases" / "mentions.csv"
ROWS = list(csv.DictReader(CASES.read_text("utf-8").splitlines()))


def statements(article: Article) -> tuple[Statement, ...]:
    """One statement a line; a line that begins with "# " is a headline."""
    found: list[Statement] = []
    start = 0
    for line in article.text.split("\n"):
        text, at = (line[2:], start + 2) if line.startswith("# ") else (line, start)
        if text.strip():
            n = len(found)
            part: Part = "headline" if line.startswith("# ") else "body"
            found.append(
                Statement(f"{article.id}{n + 1}", article.id, at, at + len(text), text, n + 1, n, n, part)
            )
        start += len(line) + 1
    return tuple(found)


def mentions(text: str, name: str = "A") -> tuple[Mention, ...]:
    article = Article.from_text(text, name=name)
    return find(article, statements(article))


def named(text: str) -> dict[str, Mention]:
    return {m.text: m for m in mentions(text)}


@pytest.mark.parametrize("row", ROWS, ids=[r["note"] for r in ROWS])
def test_cases(row: dict[str, str]) -> None:
    found = [f"{m.kind}:{m.form}:{m.text}" for m in mentions(row["text"])]
    assert found == [e for e in row["expected"].split(";") if e]


@pytest.mark.parametrize(
    ("text", "name", "title", "role"),
    [
        ("Former mayor Olga Brandt spoke.", "Olga Brandt", "", "Former mayor"),
        ("Norland's leader Pavel Orlik spoke.", "Pavel Orlik", "", "Norland's leader"),
        ("Orlik's wife Irina Orlik spoke.", "Irina Orlik", "", "Orlik's wife"),
        (
            "Japanese Finance Minister Kenji Mori spoke.",
            "Kenji Mori",
            "Finance Minister",
            "Japanese Finance Minister",
        ),
        (
            "Anna Weiss, a professor at the Elm Institute, spoke.",
            "Anna Weiss",
            "",
            "a professor at the Elm Institute",
        ),
        ("The head of the river board, Karl Voss, spoke.", "Karl Voss", "", "The head of the river board"),
        ("Karl Voss, 44, the board's chairman, spoke.", "Karl Voss", "", "the board's chairman"),
        ("Dr. Anna Weiss spoke.", "Anna Weiss", "Dr.", ""),
        ("Karl Voss, who had left, spoke.", "Karl Voss", "", ""),
        ("By Anna Weiss", "Anna Weiss", "", "byline"),
    ],
)
def test_titles_and_roles(text: str, name: str, title: str, role: str) -> None:
    found = named(text)[name]
    assert (found.title, found.role) == (title, role)


def test_bare_family_name_is_a_short_form() -> None:
    found = mentions("Pavel Orlik won.\nOrlik said so, and Orlik's party cheered.")
    assert [(m.text, m.form) for m in found] == [
        ("Pavel Orlik", "name"),
        ("Orlik", "short"),
        ("Orlik", "short"),
    ]


def test_heading_in_title_case_uses_the_body() -> None:
    found = mentions("# Gunfire Near School As Orlik Visits Red Cross\nPavel Orlik met Red Cross staff.")
    assert [m.text for m in found if m.statement == "A1"] == ["Orlik", "Red Cross"]


def test_heading_in_capitals_uses_the_body() -> None:
    found = mentions("# ORLIK LEAVES KENYA TODAY\nPavel Orlik left Kenya.")
    assert [(m.kind, m.text) for m in found if m.statement == "A1"] == [
        ("person", "ORLIK"),
        ("place", "KENYA"),
    ]


def test_the_north_needs_its_country() -> None:
    assert named("North Korea agreed.\nTrade with the North grew.")["North"].form == "short"
    assert "North" not in named("Snow fell.\nTrade with the North grew.")


def test_capital_stands_for_its_government_only_where_it_acts() -> None:
    assert named("Then Beijing rejected the offer.")["Beijing"].role == "government"
    assert named("They met in Beijing on Friday.")["Beijing"].role == ""
    assert named("They work for a Beijing-based firm.")["Beijing"].role == ""


def test_newspaper_by_its_last_word() -> None:
    found = mentions("The Harbor Times reported it.\nThe Times said more.\nTimes change.")
    assert [(m.text, m.form) for m in found] == [("Harbor Times", "name"), ("Times", "short")]


def test_common_word_that_is_a_family_name() -> None:
    found = mentions("Nora King was hurt.\nKing said so.\nThe king said nothing.")
    assert [m.text for m in found] == ["Nora King", "King"]


def test_nouns_that_may_stand_for_a_name() -> None:
    found = mentions("The Harbor Times asked Rep. Ana Diaz.\nThe newspaper said the congresswoman left.")
    assert [(m.text, m.kind) for m in found if m.form == "noun"] == [
        ("newspaper", "organisation"),
        ("congresswoman", "person"),
    ]


def test_the_president_of_something_is_no_stand_in() -> None:
    assert mentions("He met the president of the club.")[-1].form == "pronoun"


@given(st.text(alphabet="AaBbéİß'’-.,:;()“”\" \n1KimorMr", max_size=300))
def test_any_text_keeps_exact_places(text: str) -> None:
    found = mentions(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_no_statements_no_mentions() -> None:
    assert find(Article.from_text(""), ()) == ()
