"""A judge near the alignment's threshold: what it raises, what it sinks, what it may not touch."""

from __future__ import annotations

import pytest
from table_judge import FOLLOWS, NEUTRAL, OPEN, TableJudge, views_of

from reconcile.judge import LIMITS, Opinion, kept, raised
from reconcile.values import Alignment

FLOOR = 0.31
VIEWS = views_of(
    "The fair drew large crowds to Osterby. The mayor of Osterby praised the brass band.",
    "Large crowds came to the fair in Osterby. Rain is forecast for the coast.",
)
LOW = Alignment("A1", "B1", 0.28)
HIGH = Alignment("A2", "B2", 0.4)


def test_what_follows_in_one_direction_is_raised_to_the_floor_and_no_higher() -> None:
    for table in ({("drew", "came"): FOLLOWS}, {("came", "drew"): FOLLOWS}):
        assert raised([LOW, HIGH], VIEWS, TableJudge(table), FLOOR) == (Alignment("A1", "B1", FLOOR), HIGH)


def test_what_does_not_follow_stays_below() -> None:
    assert raised(
        [LOW, HIGH], VIEWS, TableJudge(other=Opinion(0.1, LIMITS.entails - 0.001, 0.501)), FLOOR
    ) == (HIGH,)


def test_far_below_the_floor_nobody_is_asked() -> None:
    judge = TableJudge(other=FOLLOWS)
    assert raised([Alignment("A1", "B1", FLOOR - LIMITS.below - 0.01)], VIEWS, judge, FLOOR) == ()
    assert judge.asked == []


def test_what_is_neutral_throughout_is_sunk() -> None:
    assert kept([LOW, HIGH], VIEWS, TableJudge(other=NEUTRAL), FLOOR, ()) == ()


def test_one_clause_that_bears_on_the_other_statement_saves_a_pair() -> None:
    judge = TableJudge({("mayor", "forecast"): OPEN}, other=NEUTRAL)
    assert kept([HIGH], VIEWS, judge, FLOOR, ()) == (HIGH,)


def test_a_pair_with_a_finding_is_not_sunk() -> None:
    judge = TableJudge(other=NEUTRAL)
    assert kept([HIGH], VIEWS, judge, FLOOR, {frozenset(("A2", "B2"))}) == (HIGH,)
    assert judge.asked == []


def test_a_sure_alignment_is_not_asked_about() -> None:
    sure = Alignment("A1", "B1", FLOOR + LIMITS.above)
    judge = TableJudge(other=NEUTRAL)
    assert kept([sure], VIEWS, judge, FLOOR, ()) == (sure,)
    assert judge.asked == []


@pytest.mark.parametrize("floor", [0.0, 0.02, 1.0])
def test_any_floor_will_do(floor: float) -> None:
    up = raised([LOW, HIGH], VIEWS, TableJudge(other=FOLLOWS), floor)
    assert all(a.score >= floor for a in up)


def test_each_question_is_asked_once_and_in_an_order_of_its_own() -> None:
    one, two = TableJudge(other=NEUTRAL), TableJudge(other=NEUTRAL)
    kept([LOW, HIGH, LOW], VIEWS, one, FLOOR, ())
    kept([HIGH, LOW], VIEWS, two, FLOOR, ())
    assert one.asked == two.asked == sorted(set(one.asked))
