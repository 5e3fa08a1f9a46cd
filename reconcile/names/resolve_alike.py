"""Whether a group of one article and a group of another name one thing, how surely, and why.

Names are laid side by side by `compare_names`; what the articles say of their bearers decides where the names
alone do not.
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.names.fold import edits
from reconcile.names.match import compare_names
from reconcile.names.mention_lexicon import demonym_of, is_acronym, organisation_of, place_of
from reconcile.names.resolve_context import clash, shared
from reconcile.names.resolve_local import SURE, Group
from reconcile.names.resolve_names import generation, key, place_keys, words_of, worth_comparing
from reconcile.names.resolve_things import place_key, stands_for

_SLIP_LEAST = 4  # letters of a given name in which one typing slip is believed ("Darnell", "Darnel")
# What an organisation's or a place's match must score: below it compare_names found likeness, not one name.
_THING = 0.8


def alike(left: Group, right: Group, many: int) -> tuple[float, str]:
    """Return how surely two groups of one kind name one thing (0: not at all), and why, in words.

    The score does not hang on which of the two is given first, the words do. `many` is the number of all
    groups; persons and organisations must be worth comparing (`resolve_names`).
    """
    if left.kind == "person":
        return _one_person(left, right) if left.full and right.full else (0.0, "")
    if left.kind == "place":
        return _one_place(left, right, worth_comparing(left.names, right.names, "place", many))
    return _one_organisation(left, right)


def _one_person(left: Group, right: Group) -> tuple[float, str]:
    if clash(left.context, right.context):
        return 0.0, ""
    lines = {generation(n) for n in (*left.names, *right.names)}
    if len(lines - {""}) > 1:
        return 0.0, ""
    best = max(
        (compare_names(x, y, kind="person") for x in left.names for y in right.names),
        key=lambda m: (m.same, m.score),
    )
    if best.same and best.score >= SURE:
        return best.score, "" if best.score >= 1 else best.why
    both = shared(left.context, right.context)
    if not both:
        return (best.score, best.why) if best.same and _only_pair(left, right) else (0.0, "")
    if best.same:
        return best.score, f"{best.why}; {both}"
    for x in left.names:
        for y in right.names:
            if why := slip(x, y):
                return 0.5, f"{why}; {both}"
    return 0.0, ""


def _only_pair(left: Group, right: Group) -> bool:
    """Whether two spellings are near enough to be joined on their own: one word differs, by one slip."""
    return any(slip(x, y) for x in left.names for y in right.names)


def slip(left: str, right: str) -> str:
    """Return in words the one typing slip between two full names that are equal but for it, or ''."""
    one, two = words_of(left), words_of(right)
    if len(one) != len(two) or len(one) < 2:
        return ""
    differ = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(differ) != 1 or min(map(len, differ[0])) < _SLIP_LEAST or edits(*differ[0]) != 1:
        return ""
    return f"{left} and {right} are one letter or one swap apart"


def _one_place(left: Group, right: Group, worth: bool) -> tuple[float, str]:
    if place_key(left) == place_key(right):
        return 1.0, _forms("names of one place", left, right)
    keys = [set().union(*(place_keys(n) for n in g.names)) for g in (left, right)]
    if keys[0] & keys[1]:
        return 0.95, _forms("one place, with and without what it is", left, right)
    if all(any(c.isdigit() for n in g.names for c in n) for g in (left, right)):
        return 0.0, ""  # Highway 61 and Highway 16: numbers that differ are no slip
    if not worth or (any(place_of(n) for n in left.names) and any(place_of(n) for n in right.names)):
        return 0.0, ""
    return _best_thing(left, right, "place")


def _one_organisation(left: Group, right: Group) -> tuple[float, str]:
    keys = [{filed(n) for n in g.names} for g in (left, right)]
    if keys[0] & keys[1]:
        return 1.0, _forms("names of one organisation", left, right)
    for x in left.names:
        for y in right.names:
            short, long = (x, y) if is_acronym(x) else (y, x)
            if is_acronym(short) and not is_acronym(long) and stands_for(short, long):
                return 0.95, f"{short} are the initials of {long}"
    return _best_thing(left, right, "organisation")


@lru_cache(maxsize=16384)
def filed(name: str) -> str:
    """Return the key that an organisation is filed under; a country's army is its military as well."""
    known = key(organisation_of(name) or name)
    army = known.endswith(" army") and demonym_of(known.split()[0].title())
    return f"{known.removesuffix(' army')} military" if army else known


def _best_thing(left: Group, right: Group, kind: str) -> tuple[float, str]:
    matches = [
        compare_names(x, y, kind="place" if kind == "place" else "organisation")
        for x in left.names
        for y in right.names
    ]
    best = max(matches, key=lambda m: (m.same, m.score))
    return (best.score, best.why) if best.same and best.score >= _THING else (0.0, "")


def _forms(what: str, left: Group, right: Group) -> str:
    one, two = left.names[0], right.names[0]
    return "" if key(one) == key(two) else f"{one} and {two} are {what}"
