"""The shape of a person's name: given name first, an initial, or a family name of the East before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.names.mention_lexicon import (
    ends_organisation,
    is_common,
    is_family_first,
    is_given,
    is_never,
    place_of,
)
from reconcile.names.mention_pieces import Piece
from reconcile.names.mention_runs import CALENDAR_NAMES, is_generation

# Heads of places that are family names as often: "Tiger Woods" after a given name.
SURNAME_TOO = frozenset(
    [
        "Bridge",
        "Bush",
        "Castle",
        "Church",
        "Cross",
        "Field",
        "Ford",
        "Forest",
        "Gate",
        "Hill",
        "Lake",
        "Lane",
        "Marsh",
        "Park",
        "Post",
        "Price",
        "Ridge",
        "Rivers",
        "Star",
        "Temple",
        "Ward",
        "Wood",
        "Woods",
    ]
)
# One syllable a half (Jong-un, but not Dale-Brown), and one to three in a row (Jinping).
_HYPHENED = re.compile(
    r"[^\Waeiouy]{0,3}[aeiouy]{1,3}[^\Waeiouy]{0,2}-[^\Waeiouy]{0,3}[aeiouy]{1,3}[^\Waeiouy]{0,2}"
)
_JOINED = re.compile(r"(?:[bcdfghjklmnpqrstwxyz]{0,2}[aeiou]{1,3}(?:ng|n|r|k|l|m|p|t|h)?){1,3}")
LONGEST_PERSON = 5  # words: "Ana Maria da Silva Neto"; more is a list or a heading


def person_shape(run: Sequence[Piece]) -> bool:
    """Whether the words are built like a person's name: given name first, initial, or Eastern order."""
    texts = [p.text for p in run if not is_generation(p.text)]
    if not 2 <= len(texts) <= LONGEST_PERSON or never(texts) or any(t.isdigit() for t in texts):
        return False
    if any(p.owns for p in run[:-1]):
        return False
    if ends_organisation(texts[-1]) and texts[-1] not in SURNAME_TOO:
        return False
    if is_given(texts[0]) and (not is_common(texts[-1]) or texts[-1] in CALENDAR_NAMES):
        return True
    if len(texts) > 2 and any(len(t.strip(".")) == 1 for t in texts[1:-1]):
        return not any(is_common(t) for t in texts)
    if len(texts[0].replace(".", "")) <= 2 and texts[0].endswith(".") and not place_of(texts[0]):
        return not is_common(texts[1])
    return east_asian(texts)


def east_asian(texts: Sequence[str]) -> bool:
    """Whether a family name is followed by a given name of one or two syllables: Kim Jong-un, Xi Jinping."""
    if not is_family_first(texts[0]) or len(texts) > 3 or any(is_common(t) for t in texts[1:]):
        return False
    if len(texts) == 3:
        return all(len(t) <= 6 and t.isalpha() for t in texts[1:])
    if "-" in texts[1]:
        return bool(_HYPHENED.fullmatch(texts[1].casefold()))
    # Kim Darroch and Lee Harvey bear given names that are also family names of the East.
    return not is_given(texts[0]) and bool(_JOINED.fullmatch(texts[1].casefold()))


def never(texts: Sequence[str]) -> bool:
    """Whether a word cannot be in a person's name; a month can be the family name (Theresa May)."""
    return any(is_never(t) and not (n == len(texts) - 1 and t in CALENDAR_NAMES) for n, t in enumerate(texts))
