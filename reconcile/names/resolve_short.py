"""Short forms of organisations and places over articles: Norcross (Norcross Mills Ltd.), "the Gulf"."""

from __future__ import annotations

from reconcile.names.mention_lexicon import ends_place, is_acronym, is_common, place_of
from reconcile.names.resolve_local import Group
from reconcile.names.resolve_names import bare_key, key
from reconcile.names.resolve_things import owned, panel

_SMALL_LEAST = 3  # words of a body in small letters that may lack one


def shortens(group: Group, long: str) -> bool:
    """Whether a group's name is short for another article's organisation or place.

    The words of the short one are then among the long one's short forms (`resolve_things`).
    """
    short = group.names[0]
    one, two = bare_key(short), bare_key(long)
    if group.kind == "place" and one == ("gulf",):
        return "gulf" in two  # the Gulf is the one that the other article names in full
    if len(one) >= len(two) or place_of(short):
        return False
    if group.kind == "organisation" and (
        owned(long) == key(short) or panel(group, long) or _small(short, one, two)
    ):
        return True
    if group.kind == "place":
        return len(one) > 1 and two[-len(one) :] == one and ends_place(short.split()[-1])
    if len(one) == 1:
        return two[0] == one[0] and len(one[0]) > 3 and not is_acronym(short) and not is_common(short)
    return two[: len(one)] == one and (two[len(one)] == "of" or len(two) == len(one) + 1)


def _small(short: str, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether a body in small letters is a capitalised one that has a word more ("national aid agency")."""
    if not short.islower() or len(one) < _SMALL_LEAST or len(two) != len(one) + 1:
        return False
    return any((*two[:n], *two[n + 1 :]) == one for n in range(1, len(two) - 1))
