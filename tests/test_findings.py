"""Findings: every difference once, third sources named, ids that last, an order that is decided."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile import facets
from reconcile.findings import gathered, judged, numbered, rank
from reconcile.findings.said_once import grouped
from reconcile.values import (
    Alignment,
    Difference,
    Evidence,
    Facet,
    Finding,
    NotCompared,
    Pair,
    Severity,
    Source,
    Statement,
    Unclear,
    View,
)

TEXTS = {
    "A1": "Mill fire kills 12 people",
    "A2": "A fire at the mill killed 12 people on 4 May and cost $3 million.",
    "B1": "Mill fire kills 15 people",
    "B2": "Fire killed 15 people at the mill on 6 May and cost $5 million.",
    "C1": "The mill fire killed 15 people on 4 June and cost $3 billion, it did not spread.",
    "D1": "The mill burned and it did not spread, but 15 men died.",
}
Outcomes = Mapping[tuple[str, str], Sequence[Difference | Unclear]]


def view(id: str, text: str) -> View:
    start = 100 * int(id[1:])
    return View(Statement(id, id[0], start, start + len(text), text, 1, 0, 0), Source(id[0]))


VIEWS = {id: view(id, text) for id, text in TEXTS.items()}


def shown(id: str, words: str, reading: str = "") -> Evidence:
    start = VIEWS[id].statement.start + TEXTS[id].index(words)
    return Evidence(id[0], start, start + len(words), words, reading or words)


def differ(
    left: Evidence, right: Evidence, severity: Severity = "conflict", confidence: float = 0.8
) -> Difference:
    return Difference(
        severity, confidence, f"{left.source}: {left.text}, {right.source}: {right.text}.", left, right
    )


def check(outcomes: Outcomes, code: str = "number-mismatch", facet: Facet = "number") -> facets.Check:
    def judge(pair: Pair) -> Iterator[Difference | Unclear]:
        yield from outcomes.get((pair.left.statement.id, pair.right.statement.id), ())

    return facets.Check(code, facet, "conflict", judge, "")


def run(
    monkeypatch: pytest.MonkeyPatch, *checks: facets.Check, least: float = 0.5, off: Sequence[str] = ()
) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Judge every pair of two sources with the checks given."""
    monkeypatch.setattr(facets, "checks", lambda: checks)
    pairs = [(a, b) for a in TEXTS for b in TEXTS if a[0] < b[0]]
    alignments = [Alignment(a, b, 0.9) for a, b in pairs]
    return both(alignments, least=least, off=off)


def both(
    alignments: Sequence[Alignment], least: float = 0.5, off: Sequence[str] = ()
) -> tuple[tuple[Finding, ...], tuple[NotCompared, ...]]:
    """Judge the pairs, and gather what is found."""
    similar = {(a.left, a.right): 0.7 for a in alignments}
    found = judged(alignments, VIEWS, similar, (), least=least, threshold=0.3, off=off)
    return gathered(*found, alignments, VIEWS)


def finding(
    *evidence: Evidence, code: str = "number-mismatch", facet: Facet = "number", confidence: float = 0.8
) -> Finding:
    return Finding("", "discrepancy", facet, code, "conflict", confidence, "m", evidence)


TOLL = {
    ("A1", "B1"): [differ(shown("A1", "12 people"), shown("B1", "15 people"), confidence=0.7)],
    ("A2", "B1"): [differ(shown("A2", "12 people"), shown("B1", "15 people"))],
    ("A2", "B2"): [differ(shown("A2", "12 people"), shown("B2", "15 people"), confidence=0.9)],
}


def test_one_difference_at_several_places_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,), unclear = run(monkeypatch, check(TOLL))
    assert unclear == ()
    assert found.statements == ("A2", "B2", "B1", "A1")
    assert found.confidence == 0.9
    assert found.message == "A: 12 people, B: 15 people."
    places = [shown(id, TOLL_WORDS[id[0]]) for id in ("A2", "B2", "A1", "B1")]
    assert list(found.evidence) == places


TOLL_WORDS = {"A": "12 people", "B": "15 people"}


def test_the_same_words_elsewhere_are_the_same_difference_for_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apart = {pair: TOLL[pair] for pair in (("A1", "B1"), ("A2", "B2"))}  # no place in common
    (found,), _ = run(monkeypatch, check(apart))
    assert found.statements == ("A2", "B2", "A1", "B1")


def test_a_bare_not_elsewhere_is_another_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = {
        ("A2", "C1"): [differ(shown("A2", "killed"), shown("C1", "not"))],
        ("A1", "C1"): [differ(shown("A1", "kills"), shown("C1", "killed"))],
        ("A1", "D1"): [differ(shown("A1", "fire"), shown("D1", "not"))],
    }
    found, _ = run(monkeypatch, check(outcomes, "polarity-mismatch", "polarity"))
    assert len(found) == 3


def test_two_checks_never_join_but_one_place_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    here = (shown("A2", "12 people"), shown("B2", "15 people"))
    worse = check({("A2", "B2"): [differ(*here)]})
    milder = check(
        {("A2", "B2"): [differ(*here, severity="tension", confidence=0.95)]}, "x-mismatch", "event"
    )
    found, _ = run(monkeypatch, milder, worse)
    assert [(f.code, f.severity) for f in found] == [("number-mismatch", "conflict")]
    elsewhere = check(
        {("A2", "B2"): [differ(shown("A2", "4 May"), shown("B2", "6 May"))]}, "date-mismatch", "date"
    )
    found, _ = run(monkeypatch, milder, elsewhere, worse)
    assert sorted(f.code for f in found) == ["date-mismatch", "number-mismatch"]


def third(
    monkeypatch: pytest.MonkeyPatch, facet: Facet, a: Evidence, b: Evidence, c: Evidence
) -> tuple[str, tuple[str, ...]]:
    """The message and the statements where A differs from both B and C."""
    outcomes = {
        ("A2", "B2"): [differ(a, b, confidence=0.9)],
        ("A2", "C1"): [differ(a, c, confidence=0.7)],
    }
    (found,), _ = run(monkeypatch, check(outcomes, f"{facet}-mismatch", facet))
    assert [e.source for e in found.evidence] == ["A", "B", "C"]
    return found.message.removeprefix(f"A: {a.text}, B: {b.text}. "), found.statements


@pytest.mark.parametrize(
    ("facet", "a", "b", "c", "told"),
    [
        ("number", "12 people", "15 people", "15 people", "C agrees with B."),
        ("number", "12 people", "15 people", "15", "C agrees with B."),
        ("number", "$3 million", "$5 million", "$3 billion", "C has “$3 billion”."),
        ("place", "the mill", "the mill on", "The mill", "C agrees with A."),
        ("event", "killed", "cost", "spread", "C has “spread”."),
    ],
)
def test_a_third_source_is_said_to_take_a_side_only_where_it_does(
    monkeypatch: pytest.MonkeyPatch, facet: Facet, a: str, b: str, c: str, told: str
) -> None:
    message, statements = third(monkeypatch, facet, shown("A2", a), shown("B2", b), shown("C1", c))
    assert message == told
    assert statements == ("A2", "B2", "C1")


def test_two_dates_of_one_year_are_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = shown("A2", "4 May", "2021-05-04"), shown("B2", "6 May", "2021-05-06")
    assert third(monkeypatch, "date", a, b, shown("C1", "4 June", "2021-06-04"))[0] == "C has “4 June”."
    assert third(monkeypatch, "date", a, b, shown("C1", "4 June", "2021-05-06"))[0] == "C agrees with B."


def test_a_third_source_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = {
        **TOLL,
        ("A1", "C1"): [differ(shown("A1", "12 people"), shown("C1", "15 people"))],
        ("A2", "C1"): [differ(shown("A2", "12 people"), shown("C1", "15 people"))],
        ("A2", "D1"): [differ(shown("A2", "12 people"), shown("D1", "15 men"))],
    }
    (found,), _ = run(monkeypatch, check(outcomes))
    assert found.message == "A: 12 people, B: 15 people. C agrees with B. D agrees with B."
    assert [e.source for e in found.evidence] == ["A", "B", "A", "B", "C", "D"]


def test_the_order_of_alignments_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = {**TOLL, ("A2", "C1"): [differ(shown("A2", "12 people"), shown("C1", "15 people"))]}
    monkeypatch.setattr(facets, "checks", lambda: (check(outcomes),))
    seen = set()
    for order in permutations(outcomes):
        alignments = [Alignment(a, b, 0.9) for a, b in order]
        seen.add(both(alignments))
    assert len(seen) == 1


def test_unsure_differences_and_switched_off_checks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, check(TOLL), least=0.95)[0] == ()
    assert len(run(monkeypatch, check(TOLL), least=0.9)[0]) == 1
    assert run(monkeypatch, check(TOLL), off=["number-mismatch"]) == ((), ())
    assert len(run(monkeypatch, check(TOLL), off=["place-mismatch"])[0]) == 1


def test_what_could_not_be_compared_is_told_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes: Outcomes = {
        ("B2", "C1"): [Unclear("z"), Unclear("y"), Unclear("y")],
        ("A1", "B1"): [Unclear("x")],
    }
    found, unclear = run(monkeypatch, check(outcomes))
    assert found == ()
    assert unclear == (
        NotCompared("A1", "with B1: x"),
        NotCompared("B2", "with C1: y"),
        NotCompared("B2", "with C1: z"),
    )


def test_worst_and_surest_first() -> None:
    one = finding(shown("A1", "12 people"), shown("B1", "15 people"))
    listed = [
        one,
        replace(one, confidence=0.7),
        replace(one, confidence=0.7, facet="date", code="a"),
        replace(one, severity="tension", confidence=1.0),
        replace(one, severity="note", confidence=1.0),
    ]
    assert sorted((listed[k] for k in (4, 2, 0, 3, 1)), key=rank) == listed
    assert [replace(f, id="") for f in numbered(reversed(listed))] == listed


def test_ids_outlast_other_findings_and_other_places() -> None:
    toll = finding(shown("A1", "12 people"), shown("B1", "15 people"))
    day = finding(shown("A2", "4 May"), shown("B2", "6 May"), code="date-mismatch", facet="date")
    (alone,) = numbered([toll])
    beside = {f.code: f.id for f in numbered([day, toll])}
    assert beside["number-mismatch"] == alone.id
    assert len(set(beside.values())) == 2
    moved = finding(shown("A2", "12 people"), shown("B2", "15 people"), confidence=0.6)
    assert numbered([moved])[0].id == alone.id
    mirrored = finding(shown("B1", "15 people"), shown("A1", "12 people"))
    assert numbered([mirrored])[0].id == alone.id
    spaced = replace(toll, evidence=(replace(toll.evidence[0], text="12\n people"), toll.evidence[1]))
    assert numbered([spaced])[0].id == alone.id
    assert len(alone.id) == 12
    assert numbered(numbered([toll, day])) == numbered([day, toll])


def test_an_id_tells_check_and_kind_and_words_apart() -> None:
    toll = finding(shown("A1", "12 people"), shown("B1", "15 people"))
    others = [
        replace(toll, code="place-mismatch"),
        replace(toll, kind="unsupported"),
        replace(toll, evidence=(toll.evidence[0], shown("B2", "5 people"))),
        replace(toll, evidence=toll.evidence[:1]),
    ]
    ids = [numbered([f])[0].id for f in (toll, *others)]
    assert len(set(ids)) == len(ids)


def test_equal_words_are_numbered_by_place() -> None:
    first = finding(shown("A1", "12 people"), shown("B1", "15 people"))
    second = finding(shown("A2", "12 people"), shown("B2", "15 people"))
    for order in permutations([first, second]):
        one, two = numbered(order)
        assert (one.evidence, two.evidence) == (first.evidence, second.evidence)
        assert two.id == f"{one.id}-2"


def test_odd_words_have_an_id() -> None:
    odd = finding(Evidence("A", 0, 1, "\ud800"), Evidence("B", 0, 0, ""))
    assert len(numbered([odd])[0].id) == 12
    assert numbered([]) == ()


def test_slices_that_are_judged_apart_come_to_the_same_and_can_be_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outcomes: Outcomes = {**TOLL, ("A1", "C1"): [Unclear("no date")]}
    whole = run(monkeypatch, check(outcomes))
    pairs = [(a, b) for a in TEXTS for b in TEXTS if a[0] < b[0]]
    alignments = [Alignment(a, b, 0.9) for a, b in pairs]
    found: list[Finding] = []
    unclear: list[NotCompared] = []
    for k in range(0, len(alignments), 2):
        part = judged(alignments[k : k + 2], VIEWS, dict.fromkeys(pairs, 0.7), (), least=0.5, threshold=0.3)
        more, open_ones = pickle.loads(pickle.dumps(part))
        found += more
        unclear += open_ones
    assert whole[0]
    assert whole[1]
    assert gathered(found, unclear, alignments, VIEWS) == whole


PLACES = st.tuples(st.integers(0, 30), st.integers(0, 6), st.sampled_from(["12", "15", "twelve"]))
CODES = st.sampled_from([("number-mismatch", "number"), ("negation-mismatch", "polarity")])


def raw(code: tuple[str, Facet], confidence: int, one: tuple[int, int, str], two: tuple[int, int, str],
        other: str) -> Finding:  # fmt: skip
    ends = [Evidence(s, a, a + n, text) for s, (a, n, text) in (("A", one), (other, two))]
    found = finding(*ends, code=code[0], facet=code[1], confidence=confidence / 10)
    return replace(found, statements=(f"A{one[0]}", f"{other}{two[0]}"))


def one_difference(one: Finding, other: Finding) -> bool:
    """What makes two findings one, in the plainest words."""
    if one.code != other.code:
        return False
    shared = any(
        e.source == o.source and e.start < o.end and o.start < e.end
        for e in one.evidence
        for o in other.evidence
    )
    words = [{(e.source, e.text) for e in f.evidence} for f in (one, other)]
    return shared or (one.facet == "number" and words[0] == words[1])


@given(st.lists(st.builds(raw, CODES, st.integers(5, 9), PLACES, PLACES, st.sampled_from("BC")), max_size=9))
@settings(max_examples=300)
def test_findings_are_joined_as_by_comparing_each_with_each(found: list[Finding]) -> None:
    groups: list[list[int]] = []
    for n, finding in enumerate(found):
        same = [g for g in groups if any(one_difference(finding, found[k]) for k in g)]
        groups = [g for g in groups if g not in same] + [sorted([k for g in same for k in g] + [n])]
    assert grouped(found) == [[found[k] for k in g] for g in groups]
