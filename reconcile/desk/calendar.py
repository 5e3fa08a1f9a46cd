"""Weekdays against dates: "Monday, 3 July 2018", where that day was a Tuesday.

A weekday and a date are read as one day only where they stand side by side. The year is the one that
is written; without one it is the draft's own, where the date lies so near to publication that no
other year can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconcile.data import table
from reconcile.desk.registry import Desk, Remark, check
from reconcile.facets.atoms import Atom, cut, lower
from reconcile.facets.date_days import day_first, month_first, numeric
from reconcile.facets.date_terms import Expression, Setting, weekday_at
from reconcile.values import View
from reconcile.words import stop_words

# "Monday, July 2" without a year, this many days from publication or fewer: in another year it would be
# more than half a year away, and the writer would have given the year.
NEAR = 120
CONFIDENCE = 0.9
DATED = 0.8  # where the year is the draft's own


@dataclass(frozen=True, slots=True)
class _Day:
    """A weekday with its date: where both stand, and the days that the date can be."""

    weekday: tuple[int, int, int]  # number from Monday, first atom, atom after
    dated: tuple[int, int]
    days: tuple[date, ...]
    sure: bool


@check("weekday-date-mismatch", facet="date", severity="conflict")
def weekdays(desk: Desk) -> Iterator[Remark]:
    """A date in the draft does not fall on the weekday beside it.

    Asserts that weekday and date are written as one day and that the calendar has another weekday there.
    An editor cares because readers turn up on one of the two. Example: "on Monday, 3 July 2018", a Tuesday.
    Known gaps: a date without a year far from publication, or in a paragraph that tells of another
    year, is passed over; so are ranges of days.
    """
    published = desk.draft.source.published
    for view in desk.views:
        atoms = cut(view.statement.text, view.statement.start)
        for found in _days(atoms, published):
            if any(d.weekday() == found.weekday[0] for d in found.days):
                continue
            if not found.sure and _other_year(desk, view, found.days[0].year):
                continue
            yield _remark(desk, view, atoms, found)


def _remark(desk: Desk, view: View, atoms: tuple[Atom, ...], found: _Day) -> Remark:
    number, first, after = found.weekday
    names = table("desk")["calendar"]["weekdays"]
    named = desk.evidence(atoms[first].start, atoms[after - 1].end, names[number])
    dated = desk.evidence(
        atoms[found.dated[0]].start, atoms[found.dated[1] - 1].end, found.days[0].isoformat()
    )
    day = names[found.days[0].weekday()]
    year = "" if found.sure else f"in {found.days[0].year} "
    return Remark(
        "conflict",
        CONFIDENCE if found.sure else DATED,
        f"{desk.draft.id} says {named.text}, but {year}{dated.text} is a {day}.",
        (named, dated),
        (view.statement.id,),
    )


def _days(atoms: tuple[Atom, ...], published: date | None) -> Iterator[_Day]:
    """Yield the weekdays of a text that have a date beside them."""
    for i in range(len(atoms)):
        named = weekday_at(atoms, i) if atoms[i].kind == "word" else None
        if named is None or not atoms[i].capital or lower(atoms, i - 1) in ("and", "or", "to"):
            continue
        weekday = (named[0], i, named[1])
        found = _after(atoms, weekday, published) or _before(atoms, weekday, published)
        if found:
            yield found


def _after(atoms: tuple[Atom, ...], weekday: tuple[int, int, int], published: date | None) -> _Day | None:
    """ "Monday, July 2", "Monday night (2 July 2018)", "Monday the 2nd of July"."""
    k = weekday[2]
    k += lower(atoms, k) in words_between()
    k += lower(atoms, k) in (",", "(")
    k += lower(atoms, k) == "the"
    return _read(atoms, k, weekday, published)


def words_between() -> frozenset[str]:
    """Return the parts of a day that may stand between its name and its date."""
    return frozenset(table("desk")["calendar"]["between"])


def _before(atoms: tuple[Atom, ...], weekday: tuple[int, int, int], published: date | None) -> _Day | None:
    """ "2 July 2018, a Monday", "July 2 (Monday)": the weekday closed off behind the date."""
    _, first, after = weekday
    if after < len(atoms) and atoms[after].text not in (",", ".", ")", ";"):
        return None
    k = first - 1
    article = lower(atoms, k) == "a"
    k -= article
    if lower(atoms, k) not in ((",",) if article else ("(",)):
        return None
    for start in range(max(0, k - 5), k):  # "July 2, 2018" has four atoms
        found = _read(atoms, start, weekday, published, end=k)
        if found:
            return found
    return None


def _read(
    atoms: tuple[Atom, ...],
    k: int,
    weekday: tuple[int, int, int],
    published: date | None,
    end: int | None = None,
) -> _Day | None:
    """Read one day at atoms[k:], which must reach to `end` where that is given."""
    if k >= len(atoms):
        return None
    # A leap year as reference, so that 29 February is a date; which year is meant is decided below.
    setting = Setting(published or date(2000, 6, 15))
    forms: list[Expression] = [
        e for form in (month_first, day_first, numeric) if (e := form(atoms, k, setting)) is not None
    ]
    found = max(forms, key=lambda e: e.after, default=None)
    if found is None or found.when.precision != "day" or found.when.start is None:
        return None
    if end is not None and found.after != end:
        return None
    dated = (k, found.after)
    if not found.when.relative:
        return _Day(weekday, dated, _numeric_days(atoms, dated, found.when.start), True)
    near = published is not None and abs((found.when.start - published).days) <= NEAR
    if not near or _goes_on(atoms, found.after):
        return None
    return _Day(weekday, dated, _numeric_days(atoms, dated, found.when.start), False)


def _numeric_days(atoms: tuple[Atom, ...], dated: tuple[int, int], day: date) -> tuple[date, ...]:
    """The days that a date can be: 3/7/2018 is 7 March or 3 July."""
    if any(a.kind == "word" for a in atoms[dated[0] : dated[1]]) or atoms[dated[0]].text == str(day.year):
        return (day,)
    return (day, date(day.year, day.day, day.month)) if day.day <= 12 else (day,)


def _goes_on(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a noun follows, so that the date may be its name: "said Monday, July 4 fireworks …"."""
    return k < len(atoms) and atoms[k].kind != "mark" and lower(atoms, k) not in stop_words()


def _other_year(desk: Desk, view: View, year: int) -> bool:
    """Whether the paragraph tells of another year, which the date may then belong to."""
    around = (v for v in desk.views if v.statement.paragraph == view.statement.paragraph)
    return any(
        a.kind == "number" and len(a.text) == 4 and a.text.isdecimal() and a.text[:2] in ("19", "20")
        and int(a.text) != year
        for v in around
        for a in cut(v.statement.text)
    )  # fmt: skip
