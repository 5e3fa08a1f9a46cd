"""Lengths told in two units or by an article: "5 feet 2 inches", "an hour and a half", "for a year"."""

from __future__ import annotations

from functools import cache
from typing import Any

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_shares import mixed
from reconcile.facets.number_terms import Numeral
from reconcile.facets.number_units import Unit, factor, unit, written
from reconcile.facets.number_values import Figure

# Where in a decade of life: parts overlap, since writers differ.
_PARTS = {"early": (0.0, 4.0), "mid": (3.0, 7.0), "late": (6.0, 9.0)}
_HALVES = ("half", "quarter")  # "one hour and half", "an hour and a half"


@cache
def _terms(key: str) -> Any:
    return table("numbers_units")[key]


def compound(atoms: tuple[Atom, ...], large: Unit) -> tuple[float, int]:
    """Return what is told on top of a unit ("5 feet 2 inches": a sixth), and the index after it."""
    if large.kind not in ("measure", "duration", "money"):
        return 0.0, large.after
    halved = _halved(atoms, large)
    if halved:
        return halved
    small = _terms("compounds").get(large.name)
    k = large.after + (lower(atoms, large.after) in ("and", ","))
    part = numeral(atoms, k) if small else None
    if part is None or part.ordinal or part.vague or not 0 < part.stated < 100:
        return 0.0, large.after
    if large.kind == "money":
        coin = unit(atoms, part.first, part.after)
        return (part.stated / 100, coin.after) if coin and coin.name == small else (0.0, large.after)
    told = written(atoms, part.first, part.after)
    if told is None and lower(atoms, part.after) in ("in", "ins") and lower(atoms, large.after - 1) == "ft":
        told = Unit("measure", "inch", part.first, part.after + 1)  # "5 ft 2 in"
    if told is None or told.name != small:
        return 0.0, large.after
    share = factor(told.kind, told.name)[1] / factor(large.kind, large.name)[1]
    return part.stated * share, told.after


def _halved(atoms: tuple[Atom, ...], large: Unit) -> tuple[float, int] | None:
    """ "one hour and a half": half of the unit, where no other thing is halved ("and a half of the …")."""
    if large.kind != "duration" or lower(atoms, large.after) != "and":
        return None
    bare = lower(atoms, large.after + 1)
    if bare in _HALVES and lower(atoms, large.after + 2) not in ("a", "of", "the"):
        return (0.5 if bare == "half" else 0.25), large.after + 2
    return mixed(atoms, large.after)


def article(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """Return the 1 of "for an hour", "nearly a decade", "an hour and a half"; None for "$15 an hour".

    An article counts only where the words before it measure time, or a half is told on top.
    """
    if lower(atoms, i) not in ("a", "an", "another") or lower(atoms, i + 1) not in _terms("whole")["forms"]:
        return None
    if lower(atoms, i + 2) in ("ago", "earlier", "later", "before", "after", "old", "-", "’", "'"):
        return None
    measured = lower(atoms, i - 1) in _terms("whole")["before"] and lower(atoms, i + 2) != "of"
    halved = phrase(atoms, i + 2, 3) in ("and a half", "and a quarter")
    return Numeral(i, i + 1, 1.0, 1.0, 1.0, 1.0, words=True) if measured or halved else None


def decade_of_life(atoms: tuple[Atom, ...], one: Numeral) -> tuple[int, int, Figure] | None:
    """Return the age of "in his 40s", "in her mid-30s" with its first atom and the index after it."""
    k = one.first
    text = atoms[k].text
    if one.words or len(text) != 2 or text[1] != "0" or not text.isdecimal():
        return None
    if k + 1 >= len(atoms) or lower(atoms, k + 1) != "s" or not atoms[k + 1].glued:
        return None
    before = k - 1 - (k > 0 and atoms[k - 1].dash)
    part = _PARTS.get(lower(atoms, before))
    if lower(atoms, before - (part is not None)) not in ("her", "his", "my", "our", "their", "your"):
        return None
    low, high = part or (0.0, 9.0)
    first = before if part else k
    figure = Figure(one.stated + low, one.stated + high, False, "age", one.stated + low, vague=True)
    return first, k + 2, figure
