"""Are two names one? The door to names/persons.py, organisations.py and places.py.

The answer depends on the two strings alone, not on their order, and never raises. Why a verdict
beside the score: what counts as far apart differs by kind; .7 is no likeness for a Korean given name
and a close one for the name of a ministry.
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.names import bodies, fold, organisations, persons, places
from reconcile.values import Kind, NameMatch


def compare_names(left: str, right: str, *, kind: Kind | None = None) -> NameMatch:
    """Tell whether two names are one.

    `kind` says what they name; None lets their words decide. Returns the verdict, a score in 0..1
    (same: .7 and more) and a reason to read. Names without a letter or digit are never the same.
    """
    return _compare(left, right, kind) if left <= right else _compare(right, left, kind)


@lru_cache(maxsize=65536)
def _compare(left: str, right: str, kind: Kind | None) -> NameMatch:
    one, two = fold.clean(left), fold.clean(right)
    if not fold.has_letter(one) or not fold.has_letter(two):
        return NameMatch(False, 0.0, "no name in one of them")
    if one == two:
        return NameMatch(True, 1.0, "written the same")
    if one.casefold() == two.casefold():
        return NameMatch(True, 0.99, "written the same but for capitals")
    found = _BY_KIND[kind or _kind(one, two)](one, two)
    if kind is None and not found.same and one.isalpha() and two.isalpha():
        return max(found, places.compare(one, two), key=lambda m: m.score)  # a lone word may be a place's
    return found


_BY_KIND = {"person": persons.compare, "organisation": organisations.compare, "place": places.compare}


@lru_cache(maxsize=65536)
def shape(name: str) -> Kind | None:
    """Return the kind that the words of one cleaned name show, None where they show none."""
    if bodies.is_marked(name) or bodies.parse(name).acronym.upper() == name:
        return "organisation"
    if places.shape(name):
        return "place"
    return "organisation" if any(c.isdigit() for c in name) else None


def _kind(left: str, right: str) -> Kind:
    """The kind that the words of two names show; where they show none, persons' rules are the strictest."""
    shapes = {shape(left), shape(right)}
    if "organisation" in shapes:
        return "place" if places.filed(left) and places.filed(right) else "organisation"
    if bodies.are_initials(left, right):
        return "organisation"
    return "place" if "place" in shapes else "person"
