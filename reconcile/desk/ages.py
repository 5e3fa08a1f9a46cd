"""Ages against birth years: "Ann Lee, 45, was born in 1980", published in 2018.

An age and a birth belong together where both are told of one person, by the resolved names. An age
is measured at publication, or at any other year that the draft speaks of: a report on a fire in 1968
gives the ages of then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reconcile.data import words
from reconcile.desk.registry import Desk, Remark, check
from reconcile.facets.atoms import Atom, cut, lower
from reconcile.facets.date_terms import year_at
from reconcile.facets.date_values import When
from reconcile.facets.number_values import Figure
from reconcile.values import Mention, Reading, View

TOLERANCE = 1  # year: birthdays before and after the day, and an age rounded up to the next one
CONFIDENCE = 0.8
NEAR = 4  # characters between a name and the age beside it: ", ", " ("
BIRTH_REACH = 5  # atoms from "born" to its year: "born in Oslo in 1980" reads "born … 1980"
SUBJECT_REACH = 45  # characters from a name to "born": "Ann Lee, a farmer's daughter, was born"
OLDEST = 119


@dataclass(frozen=True, slots=True)
class _Told:
    """An age or a birth year of a person, with its place."""

    entity: str
    value: int
    start: int
    end: int
    statement: str


@check("age-birth-mismatch", facet="number", severity="conflict")
def ages(desk: Desk) -> Iterator[Remark]:
    """An age in the draft does not fit the year of birth that it gives for the same person.

    Asserts that both are told of one person, and that the age fits neither the day of publication
    nor any year that the draft speaks of, give or take a year. An editor cares because one of the two
    is wrong, and the person will notice. Example: "Ann Lee, 45, was born in 1980", in a report of 2018.
    Known gaps: ages and births whose person is only a noun ("the victim"), and drafts without a date.
    """
    births = [b for view in desk.views for b in _births(view)]
    years = _years(desk) if births else frozenset()
    if not years:
        return
    for age in (a for view in desk.views for a in _ages(view)):
        own = [b for b in births if b.entity == age.entity]
        if not own or len({b.value for b in own}) > 1:
            continue  # two birth years for one name: father and son, or a name resolved wrongly
        birth = min(own, key=lambda b: (b.statement != age.statement, b.start))
        if all(abs(year - birth.value - age.value) > TOLERANCE for year in years - {birth.value}):
            yield _remark(desk, age, birth)


def _remark(desk: Desk, age: _Told, birth: _Told) -> Remark:
    first = desk.evidence(age.start, age.end, str(age.value))
    second = desk.evidence(birth.start, birth.end, str(birth.value))
    return Remark(
        "conflict",
        CONFIDENCE,
        f"{desk.draft.id} gives the age as {age.value}, but the birth year as {birth.value}.",
        (first, second),
        tuple(dict.fromkeys((age.statement, birth.statement))),
    )


def _years(desk: Desk) -> frozenset[int]:
    """The years in which an age of the draft may hold: that of publication, and all that it speaks of."""
    told = {
        day.year
        for view in desk.views
        for reading in view.of("date")
        if isinstance(reading.value, When)
        for day in (reading.value.start, reading.value.end)
        if day is not None
    }
    published = desk.draft.source.published
    bare = {
        found[0]
        for view in desk.views
        for atoms in [cut(view.statement.text)]
        for i in range(len(atoms))
        if (found := year_at(atoms, i))
    }
    return frozenset(told | bare | {published.year}) if published else frozenset()


def _people(view: View) -> list[Mention]:
    return [m for m in view.mentions if m.kind == "person"]


def _ages(view: View) -> Iterator[_Told]:
    """The present ages of named people: "Ann Lee, 45,", "45-year-old Ann Lee", "Ann Lee (45)"."""
    text, offset = view.statement.text, view.statement.start
    for reading in view.of("number"):
        figure = reading.value
        if not isinstance(figure, Figure) or figure.kind != "age" or reading.unit != "year":
            continue
        if not figure.exact or not 0 < figure.stated <= OLDEST or figure.stated != int(figure.stated):
            continue
        before = cut(text[: reading.start - offset])
        if {a.lower for a in before[-2:]} & words("desk", "then"):
            continue
        who = _beside(view, reading, text, offset) or _died(view, reading, before)
        if who and who.entity:
            yield _Told(who.entity, int(figure.stated), reading.start, reading.end, view.statement.id)


def _beside(view: View, reading: Reading, text: str, offset: int) -> Mention | None:
    """The person whose name an age stands beside."""
    for m in _people(view):
        after = text[m.end - offset : reading.start - offset]
        if m.end <= reading.start <= m.end + NEAR and after.strip() in (",", "("):
            return m
        inside = reading.start <= m.start < reading.end
        between = text[reading.end - offset : m.start - offset]
        if m.form == "name" and (inside or (reading.end <= m.start and not between.strip())):
            return m
    return None


def _births(view: View) -> Iterator[_Told]:
    """The birth years of named people: "Ann Lee was born in 1980", "Ann Lee (born 1980)"."""
    offset = view.statement.start
    atoms = cut(view.statement.text, offset)
    at = [i for i in range(len(atoms)) if lower(atoms, i) == "born"]
    if len(at) != 1:
        return
    year = next((y for i in range(at[0] + 1, at[0] + 2 + BIRTH_REACH) if (y := _year(atoms, i))), None)
    who = _born(view, atoms, at[0]) if year else None
    if year and who and who.entity:
        yield _Told(who.entity, year[0], atoms[at[0]].start, atoms[year[1] - 1].end, view.statement.id)


def _year(atoms: tuple[Atom, ...], i: int) -> tuple[int, int] | None:
    """A year at an index, on the same side of the clause's marks as its "born"."""
    return year_at(atoms, i) if i < len(atoms) else None


def _born(view: View, atoms: tuple[Atom, ...], at: int) -> Mention | None:
    """The person who is born: the last one named before, with no relative between ("whose son was born")."""
    return _subject(view, atoms[:at], atoms[at].start)


def _died(view: View, reading: Reading, before: tuple[Atom, ...]) -> Mention | None:
    """The person of "Ann Lee died in Oslo, aged 45": an age at death holds in the year of death."""
    if not {a.lower for a in before} & words("desk", "died") or "age" not in reading.text.casefold():
        return None
    offset = view.statement.start
    return _subject(view, before, reading.start, offset)


def _subject(view: View, before: tuple[Atom, ...], at: int, offset: int = 0) -> Mention | None:
    """The last person named before a place, near it and with no other person's word between."""
    named = [m for m in _people(view) if m.end <= at]
    if not named or at - named[-1].end > SUBJECT_REACH:
        return None
    between = {a.lower for a in before if a.start + offset >= named[-1].end}
    return None if between & words("desk", "others") else named[-1]
