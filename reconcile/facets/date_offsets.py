"""Days counted from another date: "two days after June 4", "the week after next", "first days of May"."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.facets import date_calendar as calendar
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.date_relative import MOST, UNITS, loose
from reconcile.facets.date_terms import Expression, Setting, number_at, span_when
from reconcile.facets.date_values import Precision, When

Single = Callable[[tuple[Atom, ...], int, Setting], Expression | None]
_SIGNS = {"after": 1, "before": -1, "from": 1}
_FARTHEST = 10  # atoms: "two hundred and twenty-five days after"
_LOOSE: tuple[Precision, ...] = ("day", "week", "month")


def offset_form(atoms: tuple[Atom, ...], i: int, setting: Setting, single: Single) -> Expression | None:
    """ "two weeks before Christmas", "the day after the June 4 vote": the day counted from the one named.

    None where no day stands behind the count: "two weeks before the vote".
    """
    if not any(lower(atoms, j) in _SIGNS for j in range(i + 2, i + _FARTHEST)):
        return None  # most expressions: told at a glance
    k = i + (lower(atoms, i) == "the")
    small = 1 if lower(atoms, k) in ("a", "an") else 0
    counted = (1, k) if k > i else (1, k + 1) if small else number_at(atoms, k, MOST)
    if counted is None:
        return None
    unit = UNITS.get(lower(atoms, counted[1]))
    sign = _SIGNS.get(lower(atoms, counted[1] + 1))
    if unit not in ("day", "week", "month", "year") or not sign:
        return None
    base_at = counted[1] + 2 + (lower(atoms, counted[1] + 2) == "the")
    base = single(atoms, base_at, setting) if base_at < len(atoms) else None
    if base is None or base.when.precision != "day" or base.when.start is None:
        return None
    day = calendar.shift(base.when.start, sign * counted[0], str(unit))
    precise: Precision = "range" if unit == "year" else unit  # type: ignore[assignment]
    value = (
        loose(day, precise) if precise in _LOOSE else span_when(calendar.unit_span(day, "month", 0), precise)
    )
    return Expression(i, base.after, value)


def after_next(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the week after next", "the year after next"; "before last" goes back."""
    k = i + (lower(atoms, i) == "the")
    unit = UNITS.get(lower(atoms, k))
    if unit not in ("week", "weekend", "month", "year"):
        return None
    steps = {"after next": (2, 3), "after the next": (2, 4), "before last": (-2, 3)}
    for words, (step, size) in steps.items():
        if phrase(atoms, k + 1, size - 1) == words:
            if setting.ref is None:
                return Expression(i, k + size, When(None, None, "none"))
            span = calendar.unit_span(setting.ref, str(unit), step)
            return Expression(i, k + size, span_when(span, unit, relative=True))  # type: ignore[arg-type]
    return None


def running_year(atoms: tuple[Atom, ...], i: int, setting: Setting) -> Expression | None:
    """ "the year to date": from New Year to the day of publication."""
    if phrase(atoms, i, 3) != "year to date":
        return None
    if setting.ref is None:
        return Expression(i, i + 3, When(None, None, "none"))
    span = calendar.year_span(setting.ref.year)[0], setting.ref
    return Expression(i, i + 3, span_when(span, "range", relative=True))


def inner_form(atoms: tuple[Atom, ...], i: int, setting: Setting, single: Single) -> Expression | None:
    """ "the first three months of 2018", "the last four weeks of this year": so many units of a period."""
    edge = {"first": 1, "last": -1, "final": -1, "opening": 1, "closing": -1}.get(lower(atoms, i))
    count = number_at(atoms, i + 1, MOST) if edge else None
    unit = UNITS.get(lower(atoms, count[1])) if count else None
    if edge is None or count is None or unit not in ("day", "week", "month", "year"):
        return None
    k = count[1] + 1
    if lower(atoms, k) not in ("of", "in"):
        return None
    whole = single(atoms, k + 1 + (lower(atoms, k + 1) == "the"), setting)
    if whole is None or whole.when.start is None or whole.when.end is None or whole.when.precision == "day":
        return None
    start, end = whole.when.start, whole.when.end
    if edge > 0:
        if unit == "week":
            start = calendar.week_span(calendar.shift(start, 3, "day"))[0]
        span = start, calendar.shift(calendar.shift(start, count[0], str(unit)), -1, "day")
    else:
        past = calendar.shift(end, 1, "day")
        span = calendar.shift(past, -count[0], str(unit)), end
    return Expression(i, whole.after, span_when(span, "range", relative=whole.when.relative))
