"""The words of a name: family name and given name, generation, folded keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reconcile.names.mention_lexicon import (
    ends_organisation,
    is_acronym,
    is_family_first,
    is_given,
    place_of,
    plain,
    word_list,
)
from reconcile.names.mention_person import east_asian
from reconcile.names.mention_runs import is_generation
from reconcile.values import Kind

# First letters that romanisations and slips exchange (Qaddafi, Gaddafi; Wladimir, Vladimir; Yelena, Elena).
_SOUND = {"b": "v", "c": "k", "g": "k", "i": "e", "j": "e", "q": "k", "u": "o", "w": "v", "y": "e", "z": "s"}
# Names of a story of any length are fewer; the pairs of more names would take seconds.
MANY = 300
ANY = ""
# A head that a place's name is written with or without: Tolmar, Tolmar County. "City" is none: Gaza City.
_LOOSE_HEADS = frozenset(
    [
        "county",
        "district",
        "island",
        "islands",
        "isle",
        "prefecture",
        "province",
        "region",
        "sea",
        "strip",
        "territory",
        "town",
        "township",
        "village",
    ]
)


_ROADS = frozenset({"highway", "route"})


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Return a name folded for equality: case, article and full stops off ("F.B.I." is "fbi")."""
    low = plain(name).casefold().removeprefix("the ")
    return low.replace(".", "").replace("’", "'").replace("‐", "-")


@lru_cache(maxsize=16384)
def bare_key(name: str) -> tuple[str, ...]:
    """Workers' Party, Worker's Party of …: where the apostrophe stands makes no other body."""
    return tuple(key(name).replace("'", "").split())


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without its generation."""
    return tuple(key(w) for w in plain(name).replace(",", "").split() if not is_generation(w))


def marks(names: Sequence[str], kind: Kind, many: int) -> frozenset[str]:
    """Return what spellings of one thing are looked up by; `many` is the number of names in question.

    Names that are one begin alike in some word that tells, by sound. Among more than MANY names (a list of
    thousands, or a hostile text) they must share such a word. A name that may be any other has the mark ANY.
    """
    of = _telling if many > MANY else _heads
    return frozenset[str]().union(*(of(n, kind) for n in names))


def worth_comparing(left: Sequence[str], right: Sequence[str], kind: Kind, many: int) -> bool:
    """Whether two sets of spellings are worth a comparison by letters, which costs a hundred times more."""
    one, two = marks(left, kind, many), marks(right, kind, many)
    return not one.isdisjoint(two) or ANY in one or ANY in two


@lru_cache(maxsize=16384)
def _telling(name: str, kind: Kind) -> frozenset[str]:
    """Return the words that tell a name from others: all but frequent given names, which many bear."""
    words = key(name).replace("-", " ").split()
    if kind == "person" and len(words) > 1:
        words = [w for n, w in enumerate(words) if n == len(words) - 1 or not is_given(w.title())]
    return frozenset(words)


@lru_cache(maxsize=16384)
def _heads(name: str, kind: Kind) -> frozenset[str]:
    """Return how the telling words begin; ANY for what may begin in any way (acronyms, 李 as Lee or Ri)."""
    if not name.isascii() or (kind == "organisation" and is_acronym(name)):
        return frozenset({ANY})
    if kind == "person" and is_family_first(plain(name).split()[0]):
        return frozenset({ANY})
    letters = 4 if kind == "organisation" else 1
    return frozenset(w[:letters] if letters > 1 else _SOUND.get(w[0], w[0]) for w in _telling(name, kind))


@lru_cache(maxsize=16384)
def generation(name: str) -> str:
    """Return "jr" for "Mark Doyle Jr.", '' for a name without one."""
    last = plain(name).split()[-1]
    return key(last) if is_generation(last) and " " in plain(name) else ""


@lru_cache(maxsize=16384)
def family(name: str) -> str:
    """Return the folded family name: the first word of a Korean or Chinese name, else the last."""
    listed = plain(name).split()
    words = words_of(name)
    if not words:
        return ""
    return (
        words[0] if east_asian([w for w in listed if not is_generation(w)]) and len(words) > 1 else words[-1]
    )


def may_shorten(short: tuple[str, ...], name: str) -> str:
    """Return "family" or "given" where the words are how a full name is shortened, else ''."""
    words = words_of(name)
    if not short or len(short) >= len(words):
        return ""
    if len(short) == 1 and short[0] == family(name):
        return "family"
    if len(short) > 1 and words[-len(short) :] == short:
        return "family"
    return "given" if words[: len(short)] == short or (len(short) == 1 and words[-1] == short[0]) else ""


@lru_cache(maxsize=16384)
def place_keys(name: str) -> tuple[str, str]:
    """Return the key of a place and its key without a loose head ("sindo county", "sindo")."""
    filed = key(place_of(name) or name)
    words = filed.split()
    if road := _road(words):
        return road, road
    bare = " ".join(words[:-1]) if len(words) > 1 and words[-1] in _LOOSE_HEADS else filed
    return filed, bare


def _road(words: Sequence[str]) -> str:
    """Return the key of a numbered road: Ohio 61 and Highway 61 are one, Interstate 61 is not."""
    numbers = [w for w in words if w.isdigit()]
    others = [w for w in words if not w.isdigit()]
    if len(numbers) != 1 or not others:
        return ""
    if others[-1] == "interstate":
        return f"interstate {numbers[0]}"
    known = (
        words[-1] in _ROADS
        or words[0] in _ROADS
        or (len(words) == 2 and others[0].title() in word_list("state"))
    )
    return f"road {numbers[0]}" if known else ""


def initials(name: str) -> str:
    """Return the initials of an organisation's name, small words left out; "-" cuts words too."""
    small = {"of", "for", "and", "the", "on", "in", "at", "de"}
    words = [w for w in plain(name).replace("-", " ").split() if w.casefold() not in small]
    return "".join(w[0] for w in words).casefold() if len(words) > 1 else ""


def has_head(name: str) -> bool:
    """Whether an organisation's name shows its head word."""
    return any(ends_organisation(w) for w in plain(name).split())
