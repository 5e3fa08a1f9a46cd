"""What a judge calls contradictory in aligned statements on which no check speaks.

Clause is held against clause. Why not whole sentences: of two that share one proposition and differ in
all else, a model trained on short sentences cries contradiction. Why not clauses in which a facet reads
a figure, a day, a place, a name or a role on both sides, and not the same: that is the facet's to
judge, and where it keeps silent ("nearly 1,000" / "987") it does so for a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reconcile.facets import Check
from reconcile.facets.polarity import severity
from reconcile.facets.polarity_scope import negations
from reconcile.facets.wording import Wording, lay, share
from reconcile.judge.verdicts import LIMITS, Judge, Limits, Opinions, pieces
from reconcile.values import Alignment, Difference, Evidence, Facet, Pair, Severity, View

POLARITY, EVENT = "judged-polarity", "judged-event"
_DOCS = {
    POLARITY: """A learned judge takes two clauses, one of them negated, to contradict each other.

    Runs only with a judge (`--judge`), on aligned statements on which no check speaks; the message names
    the model. Example: "the school had ruled out a strike" / "teachers had not ruled out walking out".
    Gaps: it is a model's guess and gives no reason; two events of one sort.
    """,
    EVENT: """A learned judge takes two clauses to contradict each other, and no check says in what.

    Runs only with a judge (`--judge`), on aligned statements on which no check speaks; the message names
    the model. Example: "the vote was put off" / "members voted". Gaps: it is a model's guess and gives no
    reason; clauses that tell two parts of one event.
    """,
}
LISTED: tuple[tuple[str, Facet, Severity, str], ...] = (
    (EVENT, "event", "tension", _DOCS[EVENT].split("\n")[0]),
    (POLARITY, "polarity", "conflict", _DOCS[POLARITY].split("\n")[0]),
)
READ_BY_FACETS: tuple[Facet, ...] = ("number", "date", "place", "name", "role")
LEAST_SHARED = 2  # topic words; one alone is the topic of the story
SURE = 0.95  # both ways, for a conflict: below, a model's word is worth a look and no more


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its place and words, its topic words, what facets read in it, whether it is negated."""

    start: int
    end: int
    text: str
    keys: frozenset[str]
    read: tuple[frozenset[str], ...]  # the words of the readings, one set for each of READ_BY_FACETS
    negated: bool


@dataclass(frozen=True, slots=True)
class _Dispute:
    left: _Clause
    right: _Clause
    sure: float  # the contradiction in the less sure direction


def checks(
    aligned: Iterable[Alignment], views: Mapping[str, View], judge: Judge, limits: Limits = LIMITS
) -> tuple[Check, ...]:
    """Return what a judge has to say of the alignments, as two checks to be run on the same pairs.

    `aligned` are alignments on which no finding stands, `views` maps statement ids to views. All
    questions are asked here, at once.
    """
    clauses = {s: _clauses(views[s]) for a in aligned for s in (a.left, a.right)}
    meeting = {
        (a.left, a.right): [
            (x, y) for x in clauses[a.left] for y in clauses[a.right] if _meet(x, y, limits.share)
        ]
        for a in aligned
    }
    listed = [pair for pairs in meeting.values() for pair in pairs]
    said = Opinions(judge, [q for x, y in listed for q in ((x.text, y.text), (y.text, x.text))])
    found: dict[tuple[str, str], _Dispute] = {}
    for key, pairs in meeting.items():
        best = _surest(pairs, said)
        if best is not None and best.sure >= limits.contradicts:
            found[key] = best

    def run(code: str) -> Check:
        def judged(pair: Pair) -> Iterator[Difference]:
            dispute = found.get((pair.left.statement.id, pair.right.statement.id))
            if dispute is not None and _code(dispute) == code:
                yield _difference(pair, dispute, judge.name)

        facet, worst = next((row[1], row[2]) for row in LISTED if row[0] == code)
        return Check(code, facet, worst, judged, _DOCS[code])

    return run(EVENT), run(POLARITY)


def _surest(pairs: Sequence[tuple[_Clause, _Clause]], said: Opinions) -> _Dispute | None:
    """The two clauses that contradict each other most; of equals, the first in the text."""
    both = [
        _Dispute(x, y, min(said.on(x.text, y.text).contradiction, said.on(y.text, x.text).contradiction))
        for x, y in pairs
    ]
    return min(both, key=lambda d: (-d.sure, d.left.start, d.right.start), default=None)


def _code(dispute: _Dispute) -> str:
    return POLARITY if dispute.left.negated != dispute.right.negated else EVENT


def _clauses(view: View) -> tuple[_Clause, ...]:
    wording = lay(view)
    struck = [wording.tokens[n.first].start for n in negations(wording)]
    return tuple(
        _Clause(
            start,
            end,
            text,
            _keys(wording, start, end),
            tuple(
                frozenset(r.text.casefold() for r in view.of(f) if r.start < end and start < r.end)
                for f in READ_BY_FACETS
            ),
            any(start <= at < end for at in struck),
        )
        for start, end, text in pieces(view)
    )


def _keys(wording: Wording, start: int, end: int) -> frozenset[str]:
    return frozenset(i.key for i in wording.items if start <= wording.tokens[i.at].start < end)


def _meet(one: _Clause, other: _Clause, least: float) -> bool:
    """Whether two clauses speak of one thing, and no facet has its own readings to compare in them."""
    if len(one.keys & other.keys) < LEAST_SHARED or share(one.keys, other.keys) < least:
        return False
    return not any(a and b and a.isdisjoint(b) for a, b in zip(one.read, other.read, strict=True))


def _difference(pair: Pair, dispute: _Dispute, name: str) -> Difference:
    left, right = _evidence(pair.left, dispute.left), _evidence(pair.right, dispute.right)
    grave: Severity = "tension"
    if _code(dispute) == POLARITY and dispute.sure >= SURE:
        grave = severity(pair, "any")
    told = f"{left.source} says “{left.text}”, {right.source} “{right.text}”"
    model = " ".join(name.split())
    message = (
        f"{told}; no check tells a difference, but the model {model} takes them to contradict each other."
    )
    return Difference(grave, dispute.sure, message, left, right)


def _evidence(view: View, clause: _Clause) -> Evidence:
    return Evidence(view.source.id, clause.start, clause.end, clause.text)
