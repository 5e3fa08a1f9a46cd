"""Circumstances: whether two figures belong to different times or places, and so compete with nothing."""

from __future__ import annotations

from reconcile.data import words
from reconcile.facets.counterparts import places
from reconcile.facets.date_names import names_a_thing
from reconcile.facets.date_values import When
from reconcile.facets.date_values import compare as compare_dates
from reconcile.facets.number_values import Figure
from reconcile.values import Pair, Reading, View

OPENING = 12  # characters: "In 2004, a quake …" dates all that follows
SCOPED_WITHIN = 4  # words after the figure: "people in the province"
PART_WITHIN = 8  # tokens from the start to the comma: "In neighbouring East Orvel district, …"
ALLOWED_WITHIN = 8  # tokens before the figure: "permitted by its maker to carry up to 280"
BACKGROUND = 60  # days before publication: what is dated earlier is no part of the news


def other_time(pair: Pair, one: Reading, other: Reading) -> bool:
    """Whether the figures stand at times that do not touch: last year's toll and this year's."""
    mine, theirs = _dates(pair.left, one), _dates(pair.right, other)
    if mine and theirs:
        return not any(_touch(a, b) for a in mine for b in theirs)
    return _background(pair.left, mine, pair.right) or _background(pair.right, theirs, pair.left)


def _all_dates(view: View) -> tuple[tuple[int, When], ...]:
    """The resolved dates of a statement with their places; no year inside a name."""
    return tuple(
        (r.start, r.value)
        for r in view.of("date")
        if isinstance(r.value, When) and r.value.start is not None and not names_a_thing(view, r)
    )


def _dates(view: View, reading: Reading) -> tuple[When, ...]:
    """The dates of a reading's clause, or else the one that opens the statement."""
    start, end = reading.clause
    found = _all_dates(view)
    inside = tuple(when for at, when in found if start <= at < end)
    return inside or tuple(when for at, when in found if at <= view.statement.start + OPENING)


def _touch(one: When, other: When) -> bool:
    return compare_dates(one, other) != "different"


def _background(view: View, dated: tuple[When, ...], other: View) -> bool:
    """Whether the dates lie so far back that they tell of an event that the other side lacks."""
    published = view.source.published
    if published is None or not dated or any(w.precision == "range" for w in dated):
        return False
    if any(_touch(mine, theirs) for mine in dated for _, theirs in _all_dates(other)):
        return False
    return all(w.end is not None and (published - w.end).days > BACKGROUND for w in dated)


def other_place(pair: Pair, one: Reading, other: Reading) -> bool:
    """Whether the clauses name places, and none in common: a district's dead and a city's."""
    mine, theirs = places(pair.left, one.clause), places(pair.right, other.clause)
    if mine and theirs and not mine & theirs:
        return True
    near, nigh = _scope(pair.left, one), _scope(pair.right, other)
    return bool(near and nigh and near != nigh)


def _scope(view: View, reading: Reading) -> str:
    """The first noun of size after a figure: "30 people in the province and hundreds in other countries"."""
    after = [t for t in view.tokens if t.start >= reading.end and t.stem][:SCOPED_WITHIN]
    return next((t.stem for t in after if t.lower in words("numbers_scopes", "scopes")), "")


def only_one_a_part(pair: Pair, one: Reading, other: Reading) -> bool:
    """Whether one figure is that of a part, which the other statement does not speak of: a district's injured
    and the province's. More in the part than in the whole is not set apart: both cannot be.
    """
    mine, theirs = _part(pair.left, one), _part(pair.right, other)
    mine, theirs = mine - _stems(pair.right), theirs - _stems(pair.left)
    if bool(mine) == bool(theirs):
        return False
    part, whole = (one, other) if mine else (other, one)
    return not _stated(part) > _stated(whole)


def _part(view: View, reading: Reading) -> frozenset[str]:
    """The name of the place that opens a statement for all that follows: "In Orvel district, 140 …"."""
    opening = view.tokens[: PART_WITHIN + 1]
    end = next((k for k, t in enumerate(opening) if t.text == ","), 0)
    told = opening[1:end]
    sized = any(t.lower in words("numbers_scopes", "parts") for t in told)
    if not sized or opening[0].lower not in ("in", "at") or opening[end].start > reading.start:
        return frozenset()
    return frozenset(t.stem for t in told if t.text[:1].isupper())


def _stems(view: View) -> frozenset[str]:
    return frozenset(t.stem for t in view.tokens)


def _stated(reading: Reading) -> float:
    return reading.value.stated if isinstance(reading.value, Figure) else 0.0


def only_one_allows(pair: Pair, one: Reading, other: Reading) -> bool:
    """Whether one figure says what may be and the other what is: 280 licensed to sail and 246 aboard."""
    return _allows(pair.left, one) != _allows(pair.right, other)


def _allows(view: View, reading: Reading) -> bool:
    start, _ = reading.clause
    before = [t.lower for t in view.tokens if start <= t.start < reading.start][-ALLOWED_WITHIN:]
    return any(word in words("numbers_scopes", "allowing") for word in before)
