"""Figures: what an article counts, and where two articles count the same thing differently."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facets import check, reader
from reconcile.facets.atoms import atoms_of
from reconcile.facets.date_grammar import spans
from reconcile.facets.number_counterparts import Match, figure, judge, match, set_apart
from reconcile.facets.number_figures import figures
from reconcile.facets.number_slots import slot
from reconcile.facets.number_values import Figure, Verdict, ends_differ
from reconcile.facets.parallel import opposed
from reconcile.values import DRAFT, Difference, Evidence, Pair, Reading, Severity, Unclear, View

IN_PARALLEL = 0.85  # confidence where the words around two figures are the same


@reader("number")
def read(view: View) -> Iterator[Reading]:
    """Yield every figure of a statement; the reading's text runs from its qualifier to what it counts."""
    text, offset = view.statement.text, view.statement.start
    atoms = atoms_of(view)
    whole = (view.statement.start, view.statement.end)
    for found in figures(atoms, spans(atoms)):
        about, after = slot(atoms, found)
        start, end = atoms[found.start].start, atoms[max(found.after, after) - 1].end
        words = text[start - offset : end - offset]
        yield Reading(
            facet="number",
            start=start,
            end=end,
            text=words,
            value=found.figure,
            unit=found.unit,
            qualifier=found.qualifier,
            slot=about,
            clause=next(((s, e) for s, e in view.clauses if s <= start < e), whole),
            note=shown(found.figure, words),
        )


def shown(figure: Figure, words: str) -> str:
    """Return how a figure is shown beside its words: in digits where it was written otherwise."""
    value = f"{figure.stated:,.10g}" if figure.second is None else f"{figure.stated:g}-{figure.second:g}"
    return words if value in words else f"{words} ({value})"


@check("number-mismatch", facet="number", severity="conflict")
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """Two articles give different figures for the same thing.

    Asserts that both statements count the same noun in the same state (killed with killed, not with
    injured), or give the age, sum, share or measure of the same thing, and that no rounding, range or
    conversion of units lets both stand. An editor cares because one of the two is wrong in print.
    "12 people were killed" against "15 dead"; "more than 700" against "more than 600" is a tension.
    Known gaps: a part against a whole, figures of different days or places and several figures that
    could be meant are passed over; so are figures whose noun is named by quite different words.
    """
    found = list(match(pair))
    for each in found:
        yield each if isinstance(each, Unclear) else _difference(pair, each)
    told = [m for m in found if isinstance(m, Match)]
    for one, other in opposed(pair, "number"):
        if not any(m.left is one or m.right is other for m in told):
            yield from _in_parallel(pair, one, other)


def _in_parallel(pair: Pair, one: Reading, other: Reading) -> Iterator[Difference]:
    """Figures that stand for each other in sentences of the same words, whatever they count."""
    if set_apart(pair, one, other):
        return
    verdict: Verdict = "different"
    if not _otherwise(one, other):
        if figure(one).kind != figure(other).kind:
            return
        verdict = judge(one, other)
    if verdict in ("different", "bounds"):
        severity: Severity = "tension" if verdict == "bounds" else "conflict"
        yield _difference(pair, Match(one, other, severity, IN_PARALLEL))


def _otherwise(one: Reading, other: Reading) -> bool:
    """Whether one of two figures in the same words was changed: the end of a range, or only the unit.

    "between 150 and 200" / "between 170 and 200"; "eight days after" / "eight weeks after"; "4 metres high" /
    "4 yards high"; "13 percent of imports" / "13 percentage points of imports".
    """
    left, right = figure(one), figure(other)
    if one.unit == other.unit:
        return ends_differ(left, right)
    kin = left.kind == right.kind or {left.kind, right.kind} == {"percent", "points"}
    return kin and left.kind != "money" and (left.low, left.stated) == (right.low, right.stated)


def _difference(pair: Pair, found: Match) -> Difference:
    left, right = pair.left.source.id, pair.right.source.id
    first = _earlier(pair.left, pair.right, found.left)
    second = _earlier(pair.right, pair.left, found.right)
    return Difference(
        severity=found.severity,
        confidence=found.confidence,
        message=f"{left}{first} says {_told(found.left)}, {right}{second} says {_told(found.right)}.",
        left=_evidence(pair.left, found.left),
        right=_evidence(pair.right, found.right),
    )


def _earlier(own: View, other: View, reading: Reading) -> str:
    """What says that a source is the older one, where it counts what may have grown since: a toll."""
    if DRAFT in (own.source.id, other.source.id):
        return ""  # a draft is later than its sources, and must agree all the same
    mine, theirs = own.source.published, other.source.published
    older = mine is not None and theirs is not None and mine < theirs
    return ", earlier," if older and figure(reading).kind == "count" else ""


def _told(reading: Reading) -> str:
    """The words of a figure; a bare one with what it counts: "31 (dead)", "44 (age)"."""
    if any(c.isalpha() for c in reading.text) or not isinstance(reading.value, Figure):
        return reading.text
    about = (
        "age"
        if reading.value.kind == "age"
        else next(iter(reading.slot), "")
        if reading.value.kind == "count"
        else ""
    )
    return f"{reading.text} ({about})" if about else reading.text


def _evidence(view: View, reading: Reading) -> Evidence:
    return Evidence(view.source.id, reading.start, reading.end, reading.text, reading.note)
