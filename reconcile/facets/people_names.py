"""Persons' names as far as a slip can be seen in them: parts, and how two names that share a part differ."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from reconcile.data import table, words

SLIP = 1  # letters: parts this near are mistaken for one another (Marten / Martin); two letters in long parts
LONG = 7
SHORT = 4  # letters: shorter parts that differ at all are different names too often (Ann / Amy)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a name's letters alone, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalpha())


@lru_cache(maxsize=4096)
def _sound(part: str) -> str:
    for written, heard in table("people")["letters"]:
        part = part.replace(written, heard)
    return "".join(c for n, c in enumerate(part) if n == 0 or c != part[n - 1])


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name; a hyphenated given name is one part."""
    found = tuple(p for p in (fold(w) for w in name.split()) if p)
    return found[:-1] if found and found[-1] in _SUFFIXES else found


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[tuple[str, str]]:
    pairs = [(a, b) for row in table("people")["short_forms"] for a in row for b in row]
    return frozenset(pairs)


def one_part(a: str, b: str) -> bool:
    """Whether two parts may be one: equal, an initial, a short form, or romanisations of one name."""
    if a == b or a.startswith(b) or b.startswith(a) or (a, b) in _short_forms():
        return True
    return _sound(a) == _sound(b)


def _equal(a: str, b: str) -> bool:
    return a == b or (a, b) in _short_forms() or (min(len(a), len(b)) > 1 and _sound(a) == _sound(b))


def near(a: str, b: str) -> bool:
    """Whether two parts that are not one are so near in letters that one looks like a slip for the other."""
    if min(len(a), len(b)) < SHORT or one_part(a, b):
        return False
    if len(a) == len(b) and sorted(a) == sorted(b):
        return True  # letters that changed places: Ronald / Roland
    return DamerauLevenshtein.distance(a, b) <= (SLIP if min(len(a), len(b)) < LONG else SLIP + 1)


def _shaped(left: str, right: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of both; a given name that is hyphenated on one side is one part on the other ("Jin Ho")."""
    mine, theirs = parts(left), parts(right)
    if len(mine) == 2 and len(theirs) == 3 and "-" in left:
        theirs = (theirs[0], theirs[1] + theirs[2])
    if len(theirs) == 2 and len(mine) == 3 and "-" in right:
        mine = (mine[0], mine[1] + mine[2])
    return mine, theirs


def _is_place(name: tuple[str, ...]) -> bool:
    """North and South of something are no two spellings of a person."""
    whole = " ".join(name)
    return whole in words("place_words", "countries") or bool(set(name) & words("place_words", "compass"))


@lru_cache(maxsize=16384)
def differ(left: str, right: str) -> tuple[str, str] | None:
    """Return the two parts that differ where all other parts of two full names agree; None otherwise."""
    mine, theirs = _shaped(left, right)
    if _is_place(mine) or _is_place(theirs):
        return None
    if "".join(mine) == "".join(theirs) or len(mine) < 2 or len(theirs) < 2:
        return None
    if len(mine) != len(theirs):
        mine, theirs = (mine[0], mine[-1]), (theirs[0], theirs[-1])  # "Ada M. Brandt": the middle is optional
    pairs = tuple(zip(mine, theirs, strict=True))
    unlike = [(a, b) for a, b in pairs if not one_part(a, b)]
    # What they share must be plainly one: "Ali" is no short form of "Alireza".
    shared = [(a, b) for a, b in pairs if _equal(a, b)]
    return unlike[0] if len(unlike) == 1 and len(shared) == len(pairs) - 1 else None
