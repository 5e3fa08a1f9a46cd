"""Qualifiers: "at least", "nearly", "or more" beside a figure, and what they do to its interval."""

from __future__ import annotations

import math
from functools import cache

from reconcile.data import table
from reconcile.facets.atoms import Atom, phrase
from reconcile.facets.number_terms import hyphen
from reconcile.facets.number_values import ROUNDING_SHARE, Bound

_LONGEST = 6  # atoms in the longest entry: "less than or equal to"
_CHAIN = 3  # qualifiers in a row: "at least another 20"


@cache
def _effects(where: str) -> dict[str, str]:
    return {
        entry: effect for effect, entries in table("numbers_qualifiers")[where].items() for entry in entries
    }


def before(atoms: tuple[Atom, ...], first: int) -> tuple[int, str]:
    """Return where the qualifiers before a figure begin, and what they do ('' for nothing)."""
    effect = ""
    for _ in range(_CHAIN):
        for size in range(min(_LONGEST, first), 0, -1):
            known = _effects("before").get(phrase(atoms, first - size, size))
            if known:
                effect = known if known != "exact" and not effect else effect
                first -= size
                break
        else:
            break
    return first, effect


def after(atoms: tuple[Atom, ...], end: int) -> tuple[int, str]:
    """Return where the qualifier after a figure ends, and what it does ('' for nothing)."""
    if end < len(atoms) and atoms[end].text == "+":
        return end + 1, "min"
    end += hyphen(atoms, end) and phrase(atoms, end + 1, 1) == "plus"  # "100-plus complaints"
    for size in (3, 2, 1):
        known = _effects("after").get(phrase(atoms, end, size))
        if known:
            return end + size, known
    return end, ""


def addition(atoms: tuple[Atom, ...], start: int, first: int, end: int) -> bool:
    """Whether a figure comes on top of another or counts a part of it: "another 20", "three of them"."""
    parts = table("numbers_qualifiers")["parts"]
    inside = {a.lower for a in atoms[start:first]}
    if inside & set(parts["additions"]) and "than" not in inside:
        return True
    if (
        phrase(atoms, end, 1) in ("more", "others", "other", "additional", "extra")
        and phrase(atoms, end + 1, 1) != "than"
    ):
        return True
    if phrase(atoms, end, 2) in ("of them", "of whom", "of which", "of those", "of these"):
        return True
    return phrase(atoms, start - 1, 1) in ("including", "include", "includes", "included") or phrase(
        atoms, start - 2, 2
    ) in ("among them",)


def interval(value: float, step: float, effect: str) -> tuple[float, float, Bound]:
    """Return the interval that a qualified figure allows, and its bound.

    "about": half a step either way ("about 8,500" is 8,450 to 8,550), never less than a twentieth
    and never more than a tenth of the figure; "nearly": the tenth below.
    """
    tenth = abs(value) * ROUNDING_SHARE
    if effect == "min":
        return value, math.inf, "min"
    if effect == "over":
        return math.nextafter(value, math.inf), math.inf, "min"
    if effect == "max":
        return min(0.0, value), value, "max"
    if effect == "under":
        return min(0.0, value), math.nextafter(value, -math.inf), "max"
    if effect == "near":
        return value - tenth, math.nextafter(value, -math.inf), "max"
    if effect == "about":
        reach = min(max(step / 2, tenth / 2), tenth)
        return value - reach, value + reach, ""
    return value, value, ""
