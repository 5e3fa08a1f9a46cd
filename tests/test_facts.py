"""Facts: which statements tell one thing, what each source says of it, and who is independent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.facts import AGREES, COPIED_RUN, COPIED_SHARE, SHORTEST, group, kinships, related, voices
from reconcile.values import (
    Alignment,
    Article,
    Evidence,
    Facet,
    Fact,
    Finding,
    Kinship,
    Quotation,
    Relation,
    Source,
    Statement,
    View,
)
from reconcile.words import tokenize

SOURCES = ("A", "B", "C", "D")
SOURCE_OF = {f"{s}{n}": s for s in SOURCES for n in range(1, 6)}
WORDS = {"A1": "12 dead", "B1": "15 dead", "C1": "15 dead", "A2": "12 dead", "B2": "no toll"}


def view(id: str, text: str, start: int = 0) -> View:
    """A statement; what stands between “ and ” is a quotation."""
    quoted = tuple(
        Quotation(start + m.start(1), start + m.end(1), m.group(1), (start + m.start(1), start + m.end(1)))
        for m in re.finditer("“([^”]*)”", text)
    )
    statement = Statement(id, id[0], start, start + len(text), text, 1, 0, 0, quotations=quoted)
    return View(statement, Source(id[0]), tokenize(text, start))


VIEWS = {id: view(id, text, 100 * int(id[1:])) for id, text in WORDS.items()}


def finding(*ids: str, kind: str = "discrepancy", facet: Facet = "number") -> Finding:
    """A finding that shows the whole of the statements named."""
    own = [VIEWS[id].statement for id in ids]
    shown = tuple(Evidence(s.source, s.start, s.end, s.text) for s in own)
    return Finding("", kind, facet, "x", "conflict", 0.8, "", shown, ids)  # type: ignore[arg-type]


def relations(
    findings: Sequence[Finding], *pairs: tuple[str, str], score: float = 0.9
) -> dict[tuple[str, str], Relation]:
    alignments = [Alignment(a, b, score) for a, b in pairs]
    return {(a.left, a.right): a.relation for a in related(alignments, findings, VIEWS)}


def test_a_strong_alignment_agrees_and_a_weak_one_is_related() -> None:
    assert relations([], ("A1", "B1"), score=AGREES) == {("A1", "B1"): "agreement"}
    assert relations([], ("A1", "B1"), score=AGREES - 0.001) == {("A1", "B1"): "related"}
    assert related([], [finding("A1", "B1")], VIEWS) == ()


def test_a_finding_makes_a_discrepancy_however_weak_the_alignment() -> None:
    told = [finding("A1", "B1")]
    assert relations(told, ("A1", "B1"), ("B1", "A1"), score=0.3) == {
        ("A1", "B1"): "discrepancy",
        ("B1", "A1"): "discrepancy",
    }
    assert relations(told, ("A2", "B1"), ("A1", "B2")) == {
        ("A2", "B1"): "agreement",
        ("A1", "B2"): "agreement",
    }


@pytest.mark.parametrize("kind", ["name-variant", "unsupported"])
def test_only_a_discrepancy_sets_statements_apart(kind: str) -> None:
    assert relations([finding("A1", "B1", kind=kind)], ("A1", "B1")) == {("A1", "B1"): "agreement"}


def test_a_doubt_keeps_an_alignment_from_agreeing_and_no_finding_from_being_told() -> None:
    both = [Alignment("A1", "B1", 0.9), Alignment("A1", "C1", 0.9)]
    doubted = {("A1", "B1"), ("A1", "C1")}
    found = related(both, [finding("A1", "C1")], VIEWS, doubted)
    assert [a.relation for a in found] == ["related", "discrepancy"]
    assert [(a.left, a.right, a.score) for a in found] == [(a.left, a.right, a.score) for a in both]


def test_two_that_say_the_same_against_a_third_do_not_differ_from_each_other() -> None:
    told = [finding("A1", "B1", "C1", "A2")]
    assert relations(told, ("A1", "B1"), ("A1", "C1"), ("B1", "C1"), ("A2", "B1"), ("A2", "C1")) == {
        ("A1", "B1"): "discrepancy",
        ("A1", "C1"): "discrepancy",
        ("B1", "C1"): "agreement",
        ("A2", "B1"): "discrepancy",
        ("A2", "C1"): "discrepancy",
    }


Row = tuple[str, str, float, Relation]


def facts(*rows: Row, sources: Sequence[str] = SOURCES, kin: Sequence[Kinship] = ()) -> tuple[Fact, ...]:
    return group([Alignment(*row) for row in rows], sources, SOURCE_OF, kin)


def test_two_sources_that_tell_one_thing_make_a_fact() -> None:
    (fact,) = facts(("A1", "B2", 0.9, "agreement"), sources=("A", "B"))
    assert fact == Fact("F1", ("A1", "B2"), (("A", "agrees"), ("B", "agrees")), 2)
    (fact,) = facts(("A1", "B2", 0.9, "discrepancy"), sources=("A", "B"))
    assert fact.says == (("A", "differs"), ("B", "differs"))


def test_what_is_merely_related_is_no_fact() -> None:
    assert facts(("A1", "B1", 0.9, "related")) == ()
    assert facts() == ()


@pytest.mark.parametrize("count", [2, 3, 4])
def test_all_sources_that_tell_it_are_in_one_fact(count: int) -> None:
    told = SOURCES[:count]
    rows: list[Row] = [
        (f"{a}1", f"{b}1", 0.9, "agreement") for a in told for b in told if a < b and (a, b) != ("A", "D")
    ]
    (fact,) = facts(*rows)
    assert fact.statements == tuple(f"{s}1" for s in told)
    assert fact.says == tuple((s, "agrees" if s in told else "silent") for s in SOURCES)
    assert fact.voices == count


def test_no_chain_of_half_matches_makes_one_fact_of_two() -> None:
    chain: list[Row] = [
        ("A1", "B1", 0.9, "agreement"),
        ("B1", "C1", 0.7, "agreement"),
        ("C1", "D1", 0.8, "agreement"),
    ]
    for order in permutations(chain):
        assert [f.statements for f in facts(*order)] == [("A1", "B1"), ("C1", "D1")]
    half: Row = ("A1", "C1", 0.5, "agreement")
    assert [f.statements for f in facts(*chain, half)] == [("A1", "B1", "C1", "D1")]


def test_a_source_tells_a_fact_in_one_statement_the_best_matched() -> None:
    rows: list[Row] = [("A1", "B1", 0.9, "agreement"), ("A2", "B1", 0.8, "agreement")]
    assert [f.statements for f in facts(*rows)] == [("A1", "B1")]


def test_facts_are_numbered_in_the_order_of_the_first_source() -> None:
    rows: list[Row] = [
        ("A3", "B1", 0.9, "agreement"),
        ("B3", "C2", 0.99, "agreement"),
        ("A1", "B2", 0.6, "discrepancy"),
    ]
    for order in permutations(rows):
        assert [(f.id, f.statements) for f in facts(*order)] == [
            ("F1", ("A1", "B2")),
            ("F2", ("A3", "B1")),
            ("F3", ("B3", "C2")),
        ]


def stances(*rows: Row) -> str:
    (fact,) = facts(*rows)
    return "".join(stance[0] for _, stance in fact.says)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A1", "B1", "-"), ("A1", "C1", "+"), ("B1", "C1", "-")], "adas"),
        ([("A1", "B1", "+"), ("A1", "C1", "-"), ("B1", "C1", "-")], "aads"),
        ([("A1", "B1", "-"), ("A1", "C1", "-"), ("B1", "C1", "-")], "ddds"),
        ([("A1", "B1", "+"), ("A1", "C1", "+"), ("B1", "C1", "+")], "aaas"),
        # two against two: nobody can be said to be the one that differs
        (
            [
                ("A1", "B1", "+"),
                ("C1", "D1", "+"),
                *((a, b, "-") for a in ("A1", "B1") for b in ("C1", "D1")),
            ],
            "dddd",
        ),
        # three against one
        (
            [
                *((a, b, "+") for a, b in (("A1", "B1"), ("A1", "D1"), ("B1", "D1"))),
                *((a, b, "-") for a, b in (("A1", "C1"), ("B1", "C1"), ("C1", "D1"))),
            ],
            "aada",
        ),
        # a third source that agrees with both of two that differ, each on what it has in common
        ([("A1", "B1", "-"), ("A1", "C1", "+"), ("B1", "C1", "+")], "ddas"),
    ],
)
def test_the_one_that_differs_is_the_one_that_fewer_tell(rows: list[tuple[str, ...]], expected: str) -> None:
    signs: dict[str, Relation] = {"+": "agreement", "-": "discrepancy"}
    assert stances(*((a, b, 0.9, signs[sign]) for a, b, sign in rows)) == expected


@pytest.mark.parametrize(
    ("sources", "kin", "expected"),
    [
        ("", "", 0),
        ("A", "", 1),
        ("ABC", "", 3),
        ("ABC", "AB", 2),
        ("ABC", "AB BC", 1),
        ("ABCD", "CD AB BC", 1),
        ("ABCD", "AB CD", 2),
        ("AC", "AB BC", 1),  # both rest on B, which does not speak
        ("AC", "BD", 2),
        ("AB", "AB AB BA", 1),
    ],
)
def test_kin_are_one_voice(sources: str, kin: str, expected: int) -> None:
    related_by = [Kinship(k[0], k[1], "") for k in kin.split()]
    assert voices(sources, related_by) == expected
    assert voices(sources, related_by[::-1]) == expected


def test_a_fact_counts_the_voices_of_those_who_speak() -> None:
    rows: list[Row] = [
        ("A1", "B1", 0.9, "agreement"),
        ("A1", "C1", 0.9, "agreement"),
        ("B1", "C1", 0.9, "agreement"),
    ]
    (fact,) = facts(*rows, kin=[Kinship("A", "C", ""), Kinship("B", "D", "")])
    assert fact.voices == 2


LEAD = "The old mill by the river burned to the ground early on Monday after a night of storms."
OTHER = "Flames took the riverside mill before dawn, and nothing of it was left to save."
QUOTE = "“We heard a crack like thunder and then the whole roof of the mill went up in flames,” {}."
SHORT = "Nobody was hurt."


def kin_of(left: Sequence[str], right: Sequence[str], wires: tuple[str, str] = ("", "")) -> list[str]:
    articles = [Article(Source(s, wire=w), "") for s, w in zip("AB", wires, strict=True)]
    views = {
        s: [view(f"{s}{n}", text) for n, text in enumerate(texts, 1)]
        for s, texts in (("A", left), ("B", right))
    }
    found = kinships(articles, views)
    assert all((k.left, k.right) == ("A", "B") for k in found)
    return [k.why for k in found]


def test_reports_that_rest_on_one_agency_are_kin() -> None:
    assert kin_of([LEAD], [OTHER], ("CPA", "cpa")) == ["both rest on CPA"]
    assert kin_of([LEAD], [OTHER], ("CPA", "NNA")) == []
    assert kin_of([LEAD], [OTHER], ("CPA", "")) == []
    assert kin_of([LEAD], [OTHER]) == []


def test_copied_text_makes_kin() -> None:
    assert kin_of([LEAD, OTHER], ["Fire!", LEAD.replace("early on", "late on")]) == [
        "1 of 2 statements stand in both, nearly word for word"
    ]
    assert COPIED_SHARE > 1 / 3
    assert kin_of([LEAD, OTHER, SHORT + " Two fled."], [LEAD, "Fire!", "The sun rose on ash."]) == []


def test_the_shorter_article_counts() -> None:
    long = [LEAD, OTHER, "The owner wept.", "The road is shut.", "Rain is due.", "A fund was set up."]
    assert kin_of(long, [LEAD]) == kin_of([LEAD], long) != []


def test_quotations_of_one_speaker_do_not_make_kin() -> None:
    assert kin_of([QUOTE.format("the miller said")], [QUOTE.format("a miller told us")]) == []
    beside = "The miller, who has run the place for thirty years now, was asleep: " + QUOTE.format("he said")
    assert kin_of([beside], [beside]) == ["1 of 1 statements stand in both, nearly word for word"]


def test_a_few_words_in_common_are_chance() -> None:
    assert kin_of([SHORT], [SHORT]) == []
    assert kin_of([LEAD], ["The old mill by the river is for sale, and early on Monday it was shown."]) == []
    assert kin_of([], []) == []
    assert kin_of([], [LEAD]) == []


def test_kinships_go_by_the_order_of_the_articles() -> None:
    articles = [Article(Source(s, wire="CPA"), "") for s in "CAB"]
    found = kinships(articles, {s: [] for s in "ABC"})
    assert [(k.left, k.right) for k in found] == [("C", "A"), ("C", "B"), ("A", "B")]


NEWS = st.lists(st.sampled_from(["pier", "burned", "crew", ","]), max_size=14).map(" ".join)


@given(st.lists(NEWS, min_size=1, max_size=3), st.lists(NEWS, min_size=1, max_size=3))
@settings(max_examples=200)
def test_a_copy_is_known_by_its_runs_as_by_comparing_every_statement(
    left: list[str], right: list[str]
) -> None:
    """Against the longest common run of each statement and each of the other article's, counted out."""
    views = {
        "A": [view(f"A{n}", text) for n, text in enumerate(left, 1)],
        "B": [view(f"B{n}", text) for n, text in enumerate(right, 1)],
    }
    shorter, longer = sorted(views.values(), key=len)
    texts = [[t.stem for t in v.tokens if t.stem] for v in longer]
    copied = 0
    for v in shorter:
        own = [t.stem for t in v.tokens if t.stem]
        need = min(COPIED_RUN, len(own))
        runs = [own[k : k + need] for k in range(len(own) - need + 1)]
        inside = any(t[k : k + need] == run for t in texts for k in range(len(t)) for run in runs)
        copied += need > SHORTEST and inside
    found = kinships([Article(Source(id), "") for id in views], views)
    assert bool(found) == (copied >= COPIED_SHARE * len(shorter))
    if found:
        assert found[0].why.startswith(f"{copied} of {len(shorter)} ")


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=8))
def test_voices_are_those_that_no_chain_of_kin_joins(pairs: list[tuple[str, str]]) -> None:
    groups = [{s} for s in "ABCD"] + [{a, b} for a, b in pairs]
    for _ in groups:
        for g in groups:
            for other in groups:
                if g & other:
                    g |= other
    met = {frozenset(g) for g in groups if g & set("ABCD")}
    assert voices("ABCD", [Kinship(a, b, "") for a, b in pairs]) == len(met)
