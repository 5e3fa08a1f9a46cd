"""SPEECH: quotation marks, and who is given as saying what."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.speech import attribute
from reconcile.speech.marks import find
from reconcile.values import Article, Attribution, Statement

CASES = Path(__file__).parent / "cases"
ODD = "\"“”„«»'‘’`´″() .,:;!?—-\nabSaid said Lund told that according to reportedly 12…"


def speech(*paragraphs: tuple[str, ...]) -> tuple[Article, tuple[Statement, ...]]:
    """Attribute an article given as paragraphs of sentences."""
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    article = Article.from_text(text)
    made: list[Statement] = []
    at = 0
    for number, sentences in enumerate(paragraphs):
        for sentence in sentences:
            at = text.index(sentence, at)
            made.append(
                Statement(f"A{len(made) + 1}", "A", at, at + len(sentence), sentence, 1, number, len(made))
            )
            at += len(sentence)
    return article, attribute(article, tuple(made))


def said(article: Article, a: Attribution) -> str:
    return article.text[slice(*a.content)]


def rows() -> list[dict[str, str]]:
    with (CASES / "speech.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["note"])
def test_who_says_what(row: dict[str, str]) -> None:
    article, (statement,) = speech((row["text"],))
    found = [(a.speaker, a.cue, said(article, a), a.manner) for a in statement.attributions]
    assert found == [(row["speaker"], row["cue"], row["content"], row["manner"])]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund did not say when ships were late.",
        "Ada Lund declined to say why ships were late.",
        "The council will announce its plan on Monday.",
        "The mayor's alleged debts worry the council.",
        "Pilots were asked to wait outside.",
        "The United States sent a ship.",
        "The move added pressure on the port.",
        "The delay suggested a fault in the engine.",
        "A report of a fire reached the port.",
    ],
)
def test_no_speech_took_place(text: str) -> None:
    _, (statement,) = speech((text,))
    assert statement.attributions == ()


def test_nested_voices_come_outermost_first() -> None:
    _, (one,) = speech(("The Coast Mail reported that Lund had asked the council to wait.",))
    assert [a.speaker for a in one.attributions] == ["The Coast Mail", "Lund"]
    _, (two,) = speech(("“Ships were late,” Lund was quoted as saying by the Coast Mail.",))
    assert [a.speaker for a in two.attributions] == ["the Coast Mail", "Lund"]
    assert [q.speaker for q in two.quotations] == ["Lund"]
    _, (three,) = speech(("Lund told police a crane fell, the report said.",))
    assert [a.speaker for a in three.attributions] == ["the report", "Lund"]
    _, (four,) = speech(("The Coast Mail quoted Lund as saying that ships were late.",))
    assert [a.speaker for a in four.attributions] == ["The Coast Mail", "Lund"]


def test_a_cue_without_a_subject_takes_the_speaker_before_it() -> None:
    article, (one,) = speech(("“Ships were late,” Lund said in the council, adding that pilots slept.",))
    assert [(a.speaker, a.cue, said(article, a)) for a in one.attributions] == [
        ("Lund", "said", "“Ships were late,”"),
        ("Lund", "adding", "pilots slept"),
    ]
    _, (two,) = speech(("In May, Holm left the port, saying the pay was poor.",))
    assert [(a.speaker, a.cue) for a in two.attributions] == [("Holm", "saying")]


def test_a_quotation_of_several_sentences_is_shared_out() -> None:
    article, (one, two, three) = speech(
        ("“We came home.", "We saw the quay,” Lund said.", "“It was under water.”")
    )
    assert [q.text for s in (one, two, three) for q in s.quotations] == [
        "We came home.", "We saw the quay,", "It was under water."
    ]  # fmt: skip
    assert one.quotations[0].whole == two.quotations[0].whole
    assert article.text[slice(*one.quotations[0].whole)] == "We came home. We saw the quay,"
    assert [s.speaker for s in (one, two, three)] == ["Lund"] * 3
    assert three.quotations[0].whole != two.quotations[0].whole


def test_a_quotation_continued_over_paragraphs_is_one() -> None:
    _, (one, two) = speech(("Lund wrote: “We came home.",), ("“We saw the quay.”",))
    assert one.quotations[0].whole == two.quotations[0].whole
    assert two.quotations[0].text == "We saw the quay."
    assert two.speaker == "Lund"


def test_an_unbalanced_mark_ends_with_its_paragraph() -> None:
    _, (one, two, three) = speech(("He said: “We came home.", "We slept."), ("Ships were late.",))
    assert [q.text for s in (one, two) for q in s.quotations] == ["We came home.", "We slept."]
    assert three.quotations == ()


def test_a_scare_quote_and_a_title_have_no_speaker() -> None:
    _, (one, two) = speech(
        ("The visit is part of the “harbour week” of the port.", "A film titled “Late Ships” ran.")
    )
    assert [q.speaker for q in one.quotations] == [None]
    assert [q.speaker for q in two.quotations] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we won" twice.', ["we won"]),
        ("He said “we won” twice.", ["we won"]),
        ("He said „we won“ twice.", ["we won"]),
        ("He said «we won» twice.", ["we won"]),
        ("He said ``we won'' twice.", ["we won"]),
        ("He said ‘we won’ twice.", ["we won"]),
        ("He said 'we won' twice.", ["we won"]),
        ("He said `we won' twice.", ["we won"]),
        ('He said “we won" twice.', ["we won"]),
        ("He said ‘we don’t know’ twice.", ["we don’t know"]),
        ("‘the pilots' union won', he said.", ["the pilots' union won"]),
        ("Lund‘s boat and the port`s crane don't meet.", []),
        ("The boys' boat is the girls' boat.", []),
        ("In the '90s they caught 'em.", []),
        ("He is 6'2\" tall and 5'1\" wide.", []),
        ("“He told me ‘go home’ at noon,” she said.", ["He told me ‘go home’ at noon,"]),
        ("He said “we won” and “they lost”.", ["we won", "they lost"]),
        ("We won,” he said.", ["We won,"]),
        ("", []),
        ("“", []),
    ],
)
def test_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in find(text)] == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet=ODD, min_size=1, max_size=120), min_size=1, max_size=4))
def test_odd_text_never_raises_and_spans_are_exact(paragraphs: list[str]) -> None:
    sentences = [p for p in paragraphs if p.strip()]
    article, statements = speech(*((s,) for s in sentences))
    for s in statements:
        for q in s.quotations:
            assert article.text[q.start : q.end] == q.text
            assert s.start <= q.start < q.end <= s.end
            assert q.whole[0] <= q.start
            assert q.end <= q.whole[1]
        for a in s.attributions:
            assert article.text[slice(*a.speaker_span)] == a.speaker
            assert article.text[slice(*a.cue_span)] == a.cue
            assert s.start <= a.content[0] < a.content[1] <= s.end


def test_a_statement_without_speech_is_returned_as_it_was() -> None:
    _, (one,) = speech(("Ships were late.",))
    assert (one.quotations, one.attributions) == ((), ())


def test_nothing_in_gives_nothing_out() -> None:
    assert attribute(Article.from_text(""), ()) == ()
