"""Percentages: a change from one figure to another, or a share of a total, with the percentage beside it.

The percentage is judged only where the words tie it to both figures: "rose from 40 to 50, or 20
percent", "45 of the 90 workers, a third". Why so narrow: "raised its dividend from 40 to 50 cents as
sales rose 20 percent" holds the same three figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reconcile.data import table, words
from reconcile.desk.registry import Desk, Remark, check
from reconcile.facets.atoms import Atom, cut, lower
from reconcile.facets.number_values import Figure
from reconcile.values import Reading, View

CONFIDENCE = 0.85
MOST_FIGURES = 24  # more stand in tables
POINT = 1.0  # a percentage is written to the whole one, and figures beside it are rounded
LOOSE = 3.0  # points for "a third" and "half", and for "about": writers round to what sounds well
EXACT_BELOW = 1000.0  # a bare figure under this is a count, however round: "from 40 to 50"
_REACH = 3  # words between a percentage and its figures: "rose 20 percent last year from 40 to 50"
_NOUNS = 4  # words after a total: "of the 90 workers at the mill"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A percentage (low..high allowed by its words) and the two figures that it is made of."""

    share: tuple[float, float]
    words: tuple[int, int]
    part: Reading
    whole: Reading
    change: bool


@check("percent-mismatch", facet="number", severity="conflict")
def percents(desk: Desk) -> Iterator[Remark]:
    """A percentage or fraction in the draft is not what the two figures beside it make.

    Asserts that the sentence ties it to them as their change or as the share of one in the other, and that no
    rounding explains the difference. An editor cares because the sum is easily done, and readers do it.
    Examples: "rose from 40 to 50, or 20 percent" (25); "a third of the 90 workers, 45" (half).
    Known gaps: figures in another sentence, percentages of percentages, points.
    """
    for view in desk.views:
        figures = [r for r in view.of("number") if isinstance(r.value, Figure)]
        if not 2 <= len(figures) <= MOST_FIGURES:
            continue
        atoms = cut(view.statement.text, view.statement.start)
        for claim in (*_changes(atoms, figures), *_shares(atoms, figures)):
            low, high = _made(claim)
            if low <= claim.share[1] and claim.share[0] <= high:
                continue
            yield _remark(desk, view, claim, (low + high) / 2)


def _remark(desk: Desk, view: View, claim: _Claim, made: float) -> Remark:
    shown = f"{made:.0f} percent" if abs(made) >= 10 else f"{made:.1f} percent"
    start, end = min(claim.part.start, claim.whole.start), max(claim.part.end, claim.whole.end)
    share = desk.evidence(*claim.words)
    figures = desk.evidence(start, end, shown)
    return Remark(
        "conflict",
        CONFIDENCE,
        f"{desk.draft.id} says {share.text}, but “{figures.text}” makes {shown}.",
        (share, figures),
        (view.statement.id,),
    )


def _figure(reading: Reading) -> Figure:
    assert isinstance(reading.value, Figure)
    return reading.value


def _interval(reading: Reading, end: str = "") -> tuple[float, float]:
    """What a figure may be before rounding; `end` takes one end of a range ("from 40 to 50")."""
    figure = _figure(reading)
    value = figure.low if end == "low" else figure.high if end == "high" else figure.stated
    slack = figure.step / 2 if figure.step < 1 or value >= EXACT_BELOW else 0.0
    written = sum(c.isdigit() for c in reading.text)
    if written > 1 and value < 10 * figure.step:  # "40 million" is no 38: its zero has been counted
        slack /= 10
    return value - slack, value + slack


def _made(claim: _Claim) -> tuple[float, float]:
    """The least and the greatest percentage that the two figures make."""
    ranged = claim.part is claim.whole
    part = _interval(claim.part, "high" if ranged else "")
    whole = _interval(claim.whole, "low" if ranged else "")
    made = [100 * p / w for p in part for w in whole]
    return _ordered([abs(m - 100) for m in made]) if claim.change else _ordered(made)


def _ordered(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def _allowed(figure: Figure, loose: bool) -> tuple[float, float]:
    slack = LOOSE if loose or not figure.exact else max(POINT, figure.step / 2 if figure.step <= 1 else POINT)
    return figure.low - slack, figure.high + slack


def _usable(reading: Reading) -> bool:
    """Whether a figure can be a side of the sum: no bound, no rounded or vague figure, none of zero."""
    figure = _figure(reading)
    plain = not figure.bound and not figure.vague and min(figure.low, figure.stated) > 0
    return plain and figure.kind in ("count", "money", "measure", "age", "duration")


def _changes(atoms: tuple[Atom, ...], figures: list[Reading]) -> Iterator[_Claim]:
    """A change from one figure to another, and the one percentage that is said to be it."""
    shares = [r for r in figures if _figure(r).kind == "percent"]
    if len(shares) != 1 or _figure(shares[0]).bound or _figure(shares[0]).vague:
        return
    share = shares[0]
    if "of" in share.text.casefold().split():
        return  # "20 percent of the house" is a share of something else
    sides = _sides(atoms, [r for r in figures if r is not share and _usable(r)])
    if sides is None:
        return
    old, new = sides
    start, end = min(old.start, new.start), max(old.end, new.end)
    between = [a for a in atoms if min(share.end, end) <= a.start and a.end <= max(share.start, start)]
    tied = _leads(atoms, share, between) if share.end <= start else _follows(atoms, share, between)
    if tied:
        yield _Claim(_allowed(_figure(share), False), (share.start, share.end), new, old, True)


def _sides(atoms: tuple[Atom, ...], figures: list[Reading]) -> tuple[Reading, Reading] | None:
    """The figure "from" which and the one "to" which something changed; None where that is not plain."""
    ranges = [r for r in figures if r.qualifier == "from" and _figure(r).low < _figure(r).high]
    olds = [r for r in figures if _word_before(atoms, r) == "from" and _figure(r).exact]
    news = [r for r in figures if _word_before(atoms, r) == "to" and _figure(r).exact]
    if len(ranges) == 1 and not olds and not news:
        return ranges[0], ranges[0]
    if ranges or len(olds) != 1 or len(news) != 1:
        return None
    old, new = olds[0], news[0]
    alike = _figure(old).kind == _figure(new).kind and (old.unit == new.unit)
    near = sum(1 for a in atoms if min(old.end, new.end) <= a.start < max(old.start, new.start)) <= 2 * _REACH
    return (old, new) if alike and near else None


def _word_before(atoms: tuple[Atom, ...], reading: Reading) -> str:
    return next((a.lower for a in reversed(atoms) if a.end <= reading.start), "")


def _leads(atoms: tuple[Atom, ...], share: Reading, between: list[Atom]) -> bool:
    """ "rose 20 percent last year, from 40 to 50": a word of change before, next to nothing between."""
    before = _word_before(atoms, share)
    changed = before in words("desk", "changes") or before in ("by", "of")
    plain = [a for a in between if a.kind == "word" and a.lower not in ("from", "to")]
    marks = [a for a in between if a.kind != "word"]
    return (
        changed
        and len(plain) <= _REACH
        and all(a.text in ",(" for a in marks)
        and not words("desk", "apart") & {a.lower for a in plain}
    )


def _follows(atoms: tuple[Atom, ...], share: Reading, between: list[Atom]) -> bool:
    """ "from 40 to 50 crowns, or 20 percent", "(20 percent)", "— a 20 percent rise"."""
    marks = [i for i, a in enumerate(between) if a.kind != "word"]
    if len(marks) != 1 or between[marks[0]].text not in (",", "(", "–", "—") or marks[0] > _REACH:
        return False
    if words("desk", "apart") & {a.lower for a in between[: marks[0]]}:
        return False
    linking = [a.lower for a in between[marks[0] + 1 :]]
    after = next((a.lower for a in atoms if a.start >= share.end), "")
    named = after in words("desk", "changes") or share.text.split()[-1].casefold() in words("desk", "changes")
    if not set(linking) <= words("desk", "changes") | {"or", "a", "an", "of", "by"} or after == "of":
        return False
    return (
        "or" in linking
        or named
        or bool(set(linking) & words("desk", "changes"))
        or _bracketed(between, after)
    )


def _bracketed(between: list[Atom], after: str) -> bool:
    return [a.text for a in between][-1:] == ["("] and after == ")"


def _shares(atoms: tuple[Atom, ...], figures: list[Reading]) -> Iterator[_Claim]:
    """A part, its whole and the share: "45 of the 90 workers, or half", "a third of the 90 workers, 45"."""
    index = {a.start: i for i, a in enumerate(atoms)}
    for one, other in pairwise(figures):
        k = next((i for i, a in enumerate(atoms) if a.start >= one.end), len(atoms))
        if not _of(atoms, k, index.get(other.start, -1)) or not _exact_count(other):
            continue
        after = next((i for i, a in enumerate(atoms) if a.start >= other.end), len(atoms))
        closing = next(
            (i for i in range(after, min(after + _NOUNS, len(atoms))) if atoms[i].kind == "mark"), -1
        )
        if closing < 0 or atoms[closing].text not in (",", "(", "–", "—"):
            continue
        k = closing + 1 + (lower(atoms, closing + 1) == "or")
        if _figure(one).kind == "percent":
            part = next((r for r in figures if r.start == atoms[k].start), None) if k < len(atoms) else None
            if part and _exact_count(part) and _closed(atoms, part.end) and not _figure(one).bound:
                loose = not any(c.isdigit() for c in one.text)
                yield _Claim(_allowed(_figure(one), loose), (one.start, one.end), part, other, False)
        elif _exact_count(one):
            yield from _share_behind(atoms, figures, k, one, other)


def _share_behind(
    atoms: tuple[Atom, ...], figures: list[Reading], k: int, part: Reading, whole: Reading
) -> Iterator[_Claim]:
    """The share at atoms[k:], a percentage or a fraction in words, that closes "45 of the 90 workers, …"."""
    if k >= len(atoms):
        return
    share = next((r for r in figures if r.start == atoms[k].start and _figure(r).kind == "percent"), None)
    if share is not None and not _figure(share).bound and _closed(atoms, share.end):
        loose = not any(c.isdigit() for c in share.text)
        yield _Claim(_allowed(_figure(share), loose), (share.start, share.end), part, whole, False)
        return
    size = next((n for n in (3, 2, 1) if _fraction(atoms[k : k + n])), 0)
    if size and _closed(atoms, atoms[k + size - 1].end):
        value = _fraction(atoms[k : k + size])
        span = (atoms[k].start, atoms[k + size - 1].end)
        yield _Claim((value - LOOSE, value + LOOSE), span, part, whole, False)


def _fraction(atoms: tuple[Atom, ...]) -> float:
    """The percentage of "a third", "two-thirds", "half"; 0 for other words."""
    said = " ".join(a.lower for a in atoms if a.kind == "word")
    found: float = (
        table("desk")["fractions"].get(said, 0.0) if len(atoms) > 0 and atoms[-1].kind == "word" else 0.0
    )
    return found


def _of(atoms: tuple[Atom, ...], k: int, target: int) -> bool:
    """Whether "of the", "out of" or the like leads from one index to another."""
    between = {a.lower for a in atoms[k:target]}
    return (
        0 < target - k <= _REACH
        and "of" in between
        and between <= {"all", "its", "of", "out", "the", "their"}
    )


def _exact_count(reading: Reading) -> bool:
    figure = _figure(reading)
    return figure.kind == "count" and figure.exact and figure.stated > 0


def _closed(atoms: tuple[Atom, ...], end: int) -> bool:
    """Whether a mark or the end of the sentence follows."""
    after = next((a for a in atoms if a.start >= end), None)
    return after is None or (after.kind == "mark" and not after.dash) or after.text in ("–", "—")
