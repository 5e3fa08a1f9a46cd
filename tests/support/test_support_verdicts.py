"""Verdicts on the statements of a draft, from chances that the test gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reconcile.support import DETAIL, STATEMENT, support
from reconcile.values import Evidence, Finding, Support

ALIGNED = 0.5
SOURCE = "The bakery sells barley bread to three schools in Tarvik."


Judge = Callable[..., tuple[tuple[Support, ...], tuple[Finding, ...]]]


@pytest.fixture
def judge(read: Callable[..., Any]) -> Judge:
    """Return what judges a draft against the source, every chance the same."""
    return lambda draft, chance, findings=(): _judge(read, draft, chance, findings)


def _judge(
    read: Callable[..., Any], draft: str, chance: float, findings: tuple[Finding, ...]
) -> tuple[tuple[Support, ...], tuple[Finding, ...]]:
    (mine, theirs), entities = read(draft, SOURCE)
    chances = {"B": np.full((len(mine), len(theirs)), chance)}
    return support(mine, {"B": theirs}, chances, entities, findings, ALIGNED)


def test_the_same_words_are_supported_by_their_source(judge: Judge) -> None:
    assert judge(SOURCE, 0.9) == ((Support("A1", "supported", ("B1",)),), ())


def test_a_part_of_its_own_makes_a_statement_partly_supported(judge: Judge) -> None:
    verdicts, (found,) = judge("The bakery sells rye bread to three schools in Tarvik.", 0.9)
    assert verdicts == (Support("A1", "partly", ("B1",)),)
    assert (found.code, found.severity, found.evidence[0].text) == (DETAIL, "tension", "rye")
    assert found.message == "No source has the word “rye”."


@pytest.mark.parametrize("chance", [0.0, 0.2])
def test_other_words_and_a_low_chance_are_no_support(judge: Judge, chance: float) -> None:
    verdicts, (found,) = judge("A private gym chain has offered to buy the town hall.", chance)
    assert verdicts == (Support("A1", "unsupported", ()),)
    assert found.code == STATEMENT


def test_a_question_claims_nothing(judge: Judge) -> None:
    assert judge("Will the bakery sell rye bread?", 0.9) == ((Support("A1", "no claim", ()),), ())


def test_what_a_finding_tells_is_not_told_twice(judge: Judge) -> None:
    draft = "The bakery sells rye bread to three schools in Tarvik."
    at = draft.index("rye bread")
    told = Finding(
        id="f1",
        kind="discrepancy",
        facet="event",
        code="event-mismatch",
        severity="conflict",
        confidence=0.9,
        message="",
        evidence=(Evidence("A", at, at + len("rye bread"), "rye bread"),),
        statements=("A1", "B1"),
    )
    assert judge(draft, 0.9, (told,)) == ((Support("A1", "contradicted", ("B1",)),), ())
    elsewhere = replace(told, evidence=(Evidence("A", 0, 3, "The"),))
    (found,) = judge(draft, 0.9, (elsewhere,))[1]
    assert found.evidence[0].text == "rye"
