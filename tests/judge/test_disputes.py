"""What a judge calls contradictory: which clauses it is asked about, and what is said of its answer."""

from __future__ import annotations

import pytest
from table_judge import AGAINST, TableJudge, both_ways, views_of

from reconcile.judge import LIMITS, LISTED, Opinion, checks
from reconcile.values import Alignment, Difference, Pair, Unclear

STRIKE = (
    "Teachers at the harbour school joined the long walkout over pay.",
    "Teachers at the harbour school shunned the long walkout over pay.",
)
DENIED = (
    "The council did not scrap the bridge toll.",
    "The council gave up the bridge toll.",
)


def judged(texts: tuple[str, str], judge: TableJudge) -> list[tuple[str, Difference | Unclear]]:
    """Return code and outcome of the judge's checks on the first statements of two texts."""
    views = views_of(*texts)
    aligned = [Alignment("A1", "B1", 0.8)]
    pair = Pair(views["A1"], views["B1"], 0.8, 0.8)
    return [(c.code, d) for c in checks(aligned, views, judge) for d in c.judge(pair)]


def test_a_dispute_quotes_both_sides_and_names_the_model() -> None:
    [(code, found)] = judged(STRIKE, TableJudge(other=AGAINST))
    assert code == "judged-event"
    assert isinstance(found, Difference)
    assert found.severity == "tension"
    assert found.confidence == 0.97
    assert "the model table" in found.message
    for evidence, text in zip((found.left, found.right), STRIKE, strict=True):
        assert evidence.text
        assert evidence.text[0].isalnum()
        assert text[evidence.start : evidence.end] == evidence.text
        assert f"“{evidence.text}”" in found.message


def test_one_direction_alone_is_not_enough() -> None:
    assert judged(STRIKE, TableJudge({("joined", "shunned"): AGAINST})) == []
    assert judged(STRIKE, TableJudge({("shunned", "joined"): AGAINST})) == []


def test_below_the_limit_nothing_is_said() -> None:
    weak = Opinion(LIMITS.contradicts - 0.001, 0.1, 0.2)
    assert judged(STRIKE, TableJudge(other=weak)) == []


@pytest.mark.parametrize(("sure", "severity"), [(0.97, "conflict"), (0.9, "tension")])
def test_a_negation_on_one_side_makes_it_polarity(sure: float, severity: str) -> None:
    [(code, found)] = judged(DENIED, TableJudge(other=Opinion(sure, 0.0, round(1 - sure, 3))))
    assert code == "judged-polarity"
    assert isinstance(found, Difference)
    assert found.severity == severity


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Heavy rain closed the mountain road for 12 hours.",
            "Heavy rain closed the mountain road for 9 hours.",
        ),
        (
            "The school board meets on Monday about the budget.",
            "The school board met on Friday about the budget.",
        ),
        (
            "Nearly 1,000 people signed the harbour petition.",
            "The harbour petition was signed by 987 people.",
        ),
    ],
)
def test_what_a_facet_reads_on_both_sides_is_the_facets(texts: tuple[str, str]) -> None:
    judge = TableJudge(other=AGAINST)
    assert judged(texts, judge) == []
    assert judge.asked == []


def test_clauses_of_different_things_are_not_asked_about() -> None:
    judge = TableJudge(other=AGAINST)
    assert judged(("The fair drew large crowds.", "Rain is forecast for the coast."), judge) == []
    assert judge.asked == []


def test_the_surest_clauses_are_shown_not_the_whole_sentences() -> None:
    texts = (
        "The mayor opened the new harbour bridge, and the brass band played the old town march.",
        "The mayor stayed away from the new harbour bridge, and the brass band played the town march.",
    )
    table = both_ways("opened the new harbour bridge", "stayed away", Opinion(0.9, 0.0, 0.1))
    [(_, found)] = judged(texts, TableJudge(table))
    assert isinstance(found, Difference)
    assert found.left.text == "The mayor opened the new harbour bridge"
    assert found.right.text == "The mayor stayed away from the new harbour bridge"


def test_mirrored_statements_give_the_mirrored_dispute() -> None:
    [(code, one)] = judged(STRIKE, TableJudge(other=AGAINST))
    [(other_code, two)] = judged((STRIKE[1], STRIKE[0]), TableJudge(other=AGAINST))
    assert isinstance(one, Difference)
    assert isinstance(two, Difference)
    assert code == other_code
    assert (one.left.text, one.right.text) == (two.right.text, two.left.text)


def test_the_listed_codes_are_those_that_run() -> None:
    ran = [(c.code, c.facet, c.severity, c.doc.split("\n")[0]) for c in checks([], {}, TableJudge())]
    assert sorted(ran) == sorted(LISTED)
