"""What a judge is: the protocol, what it says of one pair of texts, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from reconcile.values import View

Texts = tuple[str, str]  # premise, hypothesis
# What a clause begins or ends with that is no part of what it says. No currency sign, no percent sign.
_EDGES = " \t\n,;:.—–―-“”„«»\"'‘’`()[]"


class Opinion(NamedTuple):
    """How likely the hypothesis contradicts the premise, follows from it, or neither; they sum to 1."""

    contradiction: float
    entailment: float
    neutral: float


@runtime_checkable
class Judge(Protocol):
    """Anything that has an opinion on pairs of texts; `name` stands in the report."""

    @property
    def name(self) -> str:
        """What the report calls the model."""
        ...

    def opinions(self, pairs: Sequence[Texts]) -> Sequence[Opinion]:
        """Return one opinion a (premise, hypothesis), in the order given; no pair: none."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on an opinion counts.

    The last four are what each of 28 labelled pairs of articles had chosen for it by the others (all of
    them alike, but for the neutrality of two), with a small judge: benchmarks/judge.py.
    """

    # Candidates lie this far below and above the alignment's threshold. Farther below, one in seven pairs
    # shares a proposition, and what a judge calls entailed there was wrong more often than right.
    below: float = 0.06
    above: float = 0.2
    entails: float = 0.4  # in the surer direction: much for two statements that each say more
    neutral: float = 0.95  # of every clause, both ways: a pair is not given up for less
    contradicts: float = 0.7  # in the less sure direction; at .5, most was wrong
    # Over two thirds of the topic words of the shorter clause; at a half, most of what it added was wrong.
    share: float = 0.67


LIMITS = Limits()


class Opinions:
    """A judge's answers to a list of questions; each distinct one is asked once, in an order of its own.

    So neither a repetition nor the order of the articles can alter an answer.
    """

    def __init__(self, judge: Judge, questions: Sequence[Texts]) -> None:
        asked = sorted(set(questions))
        self._said = dict(zip(asked, judge.opinions(asked), strict=True)) if asked else {}

    def on(self, premise: str, hypothesis: str) -> Opinion:
        """Return the opinion on a question that was in the list."""
        return self._said[premise, hypothesis]


def pieces(view: View) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and words of a statement's clauses, without the marks around them."""
    found = []
    base, text = view.statement.start, view.statement.text
    for start, end in view.clauses:
        words = text[start - base : end - base]
        first = start + len(words) - len(words.lstrip(_EDGES))
        bare = words.strip(_EDGES)
        if bare:
            found.append((first, first + len(bare), bare))
    return tuple(found)
