"""Facet attribution: the same words given to two people, and said against denied."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.facets.attribution import denial, mismatch, outlet, read
from reconcile.facets.voices import same_voice, voice_of
from reconcile.speech import attribute
from reconcile.values import Article, Difference, Entity, Mention, Pair, Statement, View
from reconcile.words import tokenize

CASES = Path(__file__).parent.parent / "cases"
CHECKS = {"attribution-mismatch": mismatch, "denial-mismatch": denial, "outlet-mismatch": outlet}
SAID = "“We will rebuild the old quay before the spring tide,” {} said."


def view(text: str, source: str) -> View:
    article = Article.from_text(text, name=source)
    (statement,) = attribute(article, (Statement(f"{source}1", source, 0, len(text), text, 1, 0, 0),))
    return View(statement, article.source, tokenize(text))


def named(seen: View, name: str, entity: str, kind: str = "person") -> View:
    """The view with one name resolved to an entity."""
    start = seen.statement.text.index(name)
    mention = Mention(start, start + len(name), name, kind, seen.statement.id, seen.source.id, entity=entity)  # type: ignore[arg-type]
    return replace(seen, mentions=(mention,))


def judge(pair: Pair) -> list[tuple[str, Difference]]:
    return [(code, d) for code, check in CHECKS.items() for d in check(pair) if isinstance(d, Difference)]


def rows() -> list[dict[str, str]]:
    with (CASES / "attribution.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_who_is_given_as_saying_it(row: dict[str, str]) -> None:
    left, right = view(row["left"], "A"), view(row["right"], "B")
    found = judge(Pair(left, right, 0.8, 0.8))
    assert [(code, d.severity) for code, d in found] == (
        [(row["code"], row["severity"])] if row["code"] else []
    )
    mirrored = judge(Pair(right, left, 0.8, 0.8))
    assert [(code, d.right, d.left, d.severity) for code, d in mirrored] == [
        (code, d.left, d.right, d.severity) for code, d in found
    ]
    for _, d in found:
        assert row["left"][d.left.start : d.left.end] == d.left.text
        assert row["right"][d.right.start : d.right.end] == d.right.text
        assert "A " in d.message
        assert "B " in d.message


def test_a_text_against_itself_has_no_difference() -> None:
    for row in rows():
        assert judge(Pair(view(row["left"], "A"), view(row["left"], "B"), 1.0, 1.0)) == []


def test_one_entity_under_two_names_is_one_voice() -> None:
    left, right = view(SAID.format("Ada Lund"), "A"), view(SAID.format("Adda Loond"), "B")
    one = Entity("E1", "person", "Ada Lund", "", ())
    pair = Pair(named(left, "Ada Lund", "E1"), named(right, "Adda Loond", "E1"), 0.8, 0.8, {"E1": one})
    assert judge(pair) == []


def test_two_entities_are_two_voices_and_a_body_is_compatible() -> None:
    left, right = view(SAID.format("Ada Lund"), "A"), view(SAID.format("Per Holm"), "B")
    people = {
        "E1": Entity("E1", "person", "Ada Lund", "", ()),
        "E2": Entity("E2", "person", "Per Holm", "", ()),
    }
    pair = Pair(named(left, "Ada Lund", "E1"), named(right, "Per Holm", "E2"), 0.8, 0.8, people)
    assert [code for code, _ in judge(pair)] == ["attribution-mismatch"]
    body = {"E1": people["E1"], "E2": Entity("E2", "organisation", "Per Holm", "", ())}
    mixed = Pair(
        named(left, "Ada Lund", "E1"), named(right, "Per Holm", "E2", "organisation"), 0.8, 0.8, body
    )
    assert judge(mixed) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ada Lund", "Lund", True),
        ("Mayor Ada Lund", "Mr. Lund", True),
        ("Ada Lund", "Per Holm", False),
        ("Ada Lund", "she", None),
        ("Ada Lund", "the harbour office", None),
        ("Ada Lund", "Norland Coast Police Department", None),
        ("Ada Sørensen", "Ada Sorensen", True),
    ],
)
def test_voices(left: str, right: str, expected: bool | None) -> None:
    a, b = view(SAID.format(left), "A"), view(SAID.format(right), "B")
    pair = Pair(a, b, 0.8, 0.8)
    voices = [voice_of(v, v.statement.attributions[-1]) for v in (a, b)]
    assert same_voice(pair, *voices) is expected
    assert same_voice(Pair(b, a, 0.8, 0.8), *reversed(voices)) is expected


def test_readings_hold_speaker_cue_and_content() -> None:
    (reading,) = read(view("Ada Lund denied that pilots slept.", "A"))
    assert (reading.text, reading.qualifier, reading.slot) == ("Ada Lund", "denied", ("pilot", "sleep"))
