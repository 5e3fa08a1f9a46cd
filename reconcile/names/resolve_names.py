"""The words of a name: family name and given name, generation, folded keys."""

from __future__ import annotations

from functools import lru_cache

from reconcile.names.mention_cut import east_asian
from reconcile.names.mention_lexicon import ends_organisation, place_of, plain
from reconcile.names.mention_runs import is_generation

# A head that a place's name is written with or without: Sindo, Sindo County. "City" is none: Gaza City.
_LOOSE_HEADS = frozenset(
    "county district island islands isle prefecture province region sea strip territory town township village".split()
)


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Return a name folded for equality: case, article and the full stops of initials off ("F.B.I." is "fbi")."""
    low = plain(name).casefold().removeprefix("the ")
    return low.replace(".", "").replace("’", "'").replace("‐", "-")


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without its generation."""
    return tuple(key(w) for w in plain(name).replace(",", "").split() if not is_generation(w))


def generation(name: str) -> str:
    """Return "jr" for "Donald Trump Jr.", '' for a name without one."""
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


def place_keys(name: str) -> tuple[str, str]:
    """Return the key of a place and its key without a loose head ("sindo county", "sindo")."""
    filed = key(place_of(name) or name)
    words = filed.split()
    bare = " ".join(words[:-1]) if len(words) > 1 and words[-1] in _LOOSE_HEADS else filed
    return filed, bare


def initials(name: str) -> str:
    """Return the initials of an organisation's name, small words left out; "-" cuts words too."""
    small = {"of", "for", "and", "the", "on", "in", "at", "de"}
    words = [w for w in plain(name).replace("-", " ").split() if w.casefold() not in small]
    return "".join(w[0] for w in words).casefold() if len(words) > 1 else ""


def has_head(name: str) -> bool:
    """Whether an organisation's name shows its head word."""
    return any(ends_organisation(w) for w in plain(name).split())
