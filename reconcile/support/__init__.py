"""What the sources say to each statement of a draft: support it, contradict it, or say nothing of it.

A statement is without support where no source's statement tells the same (the alignment's probability)
in much the same words (the share of its content words that the nearest source statements hold). A
statement that is supported as a whole may still hold a part that no source has: a name none of whose
words stands in any source, a figure or a day that no source gives, the opposite of a source's word
(`details.py`). Only that part is then marked.

Why not a threshold on the probability alone: a retelling in quite other words scores as low as an
invention, but shares more words with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reconcile.data import table
from reconcile.facets.wording import key
from reconcile.support.details import details
from reconcile.support.known import Detail, Known
from reconcile.values import Entity, Evidence, Finding, Support, Verdict, View
from reconcile.words import content

Matrix = NDArray[np.float64]

STATEMENT, DETAIL = "unsupported-statement", "unsupported-detail"
# Code, facet, severity and what it asserts, as `reconcile checks` lists it.
LISTED = (
    (STATEMENT, "event", "tension", "No source says what a statement of the draft says."),
    (
        DETAIL,
        "name",
        "tension",
        "A statement of the draft is supported, but for a name, figure, date, word or denial of its own.",
    ),
)
# Probability of the best source statement plus half the share of words held. Over the sentences of the 28
# labelled pairs, each pair left out of the alignment's training and read against its one other article,
# .75 of the sentences that the other article does not tell lie below, and .08 of those that it tells in
# full; a draft has two sources or more, and its own sentences lie lower or higher still.
LEAST_SUPPORT = 0.45
WORDS_WEIGHT = 0.5
# Whatever the probability: in a draft of few sentences the best of them all looks good. Of the sentences of
# the labelled pairs that share so few words and are likelier than .2, 17 have no counterpart, 6 a full one.
LEAST_WORDS = 0.25
ENOUGH_WORDS = 4  # content words from which a share of them says something
NEAREST = 3  # source statements whose words count as near: a claim may be split over them
# Of the best chance: a claim that is split over two statements gives each a like chance.
BEHIND = 0.6


def support(
    draft: Sequence[View],
    sources: Mapping[str, Sequence[View]],
    chances: Mapping[str, Matrix],
    entities: Sequence[Entity],
    findings: Sequence[Finding],
    aligned: float,
) -> tuple[tuple[Support, ...], tuple[Finding, ...]]:
    """Judge each statement of a draft.

    `chances` holds for each source the probabilities of the alignment, shape (draft statements, source
    statements); `aligned` is the probability from which a source statement backs a draft statement;
    `findings` are the contradictions found. Returns the verdicts in order, and the findings on what no
    source says.
    """
    contradicted = {s for f in findings if f.kind == "discrepancy" for s in f.statements}
    known = Known(sources, entities)
    verdicts, found = [], []
    for row, view in enumerate(draft):
        near = _nearest(row, sources, chances)
        by = tuple(v.statement.id for chance, v in near if chance >= aligned)
        verdict: Verdict = "supported"
        if _claims_nothing(view):
            verdict, by = "no claim", ()
        elif view.statement.id in contradicted:
            verdict = "contradicted"
        elif not _supported(view, near):
            verdict, by = "unsupported", ()
            found.append(_unsupported(view))
        if verdict in ("supported", "contradicted"):
            parts = tuple(_parts(view, _telling(near), known, findings))
            found.extend(parts)
            verdict = "partly" if parts and verdict == "supported" else verdict
        verdicts.append(Support(view.statement.id, verdict, by))
    return tuple(verdicts), tuple(found)


def _nearest(
    row: int, sources: Mapping[str, Sequence[View]], chances: Mapping[str, Matrix]
) -> list[tuple[float, View]]:
    """The source statements by how likely they tell the same as the draft's, the likeliest first."""
    scored = [
        (float(chances[source][row, k]), -n, -k, view)
        for n, (source, listed) in enumerate(sources.items())
        for k, view in enumerate(listed)
    ]
    scored.sort(key=lambda s: s[:3], reverse=True)
    return [(chance, view) for chance, _, _, view in scored]


def _telling(near: Sequence[tuple[float, View]]) -> tuple[View, ...]:
    """The source statements that tell what a draft's does: the likeliest, and those not far behind."""
    return tuple(v for chance, v in near[:NEAREST] if chance >= BEHIND * near[0][0])


def _supported(view: View, near: Sequence[tuple[float, View]]) -> bool:
    own = [key(t.stem) for t in content(view.tokens)]
    held = {key(t.stem) for _, other in near[:NEAREST] for t in content(other.tokens)}
    share = sum(word in held for word in own) / len(own) if own else 1.0
    if share < LEAST_WORDS and len(own) >= ENOUGH_WORDS:
        return False
    return (near[0][0] if near else 0.0) + WORDS_WEIGHT * share >= LEAST_SUPPORT


def _claims_nothing(view: View) -> bool:
    """A question asks, an opinion is marked as the writer's, and some statements carry no topic."""
    text = view.statement.text
    if text.rstrip("\"'”’) ").endswith("?") or not content(view.tokens):
        return True
    opening = " ".join(t.lower for t in view.tokens if t.stem) + " "
    return any(opening.startswith(f"{cue} ") for cue in table("support")["opinions"])


def _unsupported(view: View) -> Finding:
    s = view.statement
    return Finding(
        id="",
        kind="unsupported",
        facet="event",
        code=STATEMENT,
        severity="tension",
        confidence=0.7,
        message="No source says this.",
        evidence=(Evidence(s.source, s.start, s.end, s.text, "not found in any source"),),
        statements=(s.id,),
    )


def _parts(
    view: View, near: tuple[View, ...], known: Known, findings: Sequence[Finding]
) -> Iterator[Finding]:
    """The details that no source has, but for those that a finding tells; of two that touch, the first."""
    told = [
        (e.start, e.end)
        for f in findings
        for e in f.evidence
        if e.source == view.statement.source and f.kind == "discrepancy"
    ]
    for detail in sorted(details(view, near, known), key=lambda d: (d.start, d.end)):
        if not any(detail.start < b and a < detail.end for a, b in told):
            told.append((detail.start, detail.end))
            yield _finding(view, detail)


def _finding(view: View, detail: Detail) -> Finding:
    s = view.statement
    words = s.text[detail.start - s.start : detail.end - s.start]
    instead = f"; {detail.instead}" if detail.instead else ""
    return Finding(
        id="",
        kind="unsupported",
        facet=detail.facet,
        code=DETAIL,
        severity="tension",
        confidence=0.7,
        message=f"No source has the {detail.what} “{words}”{instead}.",
        evidence=(Evidence(s.source, detail.start, detail.end, words, "not found in any source"),),
        statements=(s.id,),
    )
