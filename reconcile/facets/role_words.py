"""Roles as written beside a name, and words of which only one can fill a place ("his sister")."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reconcile.data import table, words
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Wording, key
from reconcile.values import Mention
from reconcile.words import APOSTROPHES, stem, stop_words

_ENDS = frozenset(["and", "is", "said", "told", "was", "which", "who"])  # what follows is no role
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
# Tables of words of which one excludes the others, and the files that hold them.
ALTERNATIVES = (("relations", "kin"), ("school", "roles"), ("offices", "roles"))
REACH = 8  # tokens of a role before or after the name; a longer apposition tells a story, not an office


class Role(NamedTuple):
    """A role beside a name: its tokens, the keys of its words, and the name's entity."""

    entity: str
    first: int
    last: int
    words: tuple[str, ...]


class Choice(NamedTuple):
    """A word of which one excludes the others of its table: its tokens, its row, and its table."""

    first: int
    last: int
    row: int
    name: str


@remembered
def roles(wording: Wording) -> tuple[Role, ...]:
    """Return the roles that stand right before or right after a person's name."""
    found = []
    for mention, first, last in people(wording):
        if mention.entity is None:
            continue
        for span in (_before(wording, first), _after(wording, last)):
            if span is not None:
                found.append(Role(mention.entity, *span, _lower(wording, *span)))
    return tuple(found)


@remembered
def people(wording: Wording) -> tuple[tuple[Mention, int, int], ...]:
    """Return every person's name with its first and last token; pronouns and nouns are left out."""
    found, n = [], 0
    while n < len(wording.tokens):
        mention, start = wording.named[n], n
        while n + 1 < len(wording.tokens) and wording.named[n + 1] is mention and mention is not None:
            n += 1
        if mention is not None and mention.kind == "person" and mention.form in ("name", "short"):
            found.append((mention, start, n))
        n += 1
    return tuple(found)


def _lower(wording: Wording, first: int, last: int) -> tuple[str, ...]:
    """The words of a role; an apostrophe is one however it is set ("the attorney’s office")."""
    return tuple(t.lower.translate(_STRAIGHT) for t in wording.tokens[first : last + 1] if t.stem)


def _before(wording: Wording, name: int) -> tuple[int, int] | None:
    """The role before a name: "special prosecutor X", "the defense minister, X"."""
    last = name - 1
    if last >= 0 and wording.tokens[last].text == ",":
        last -= 1
    first = last + 1
    while first - 1 >= max(0, last - REACH) and _joins(wording, first - 1):
        first -= 1
    if first > last or not _has_head(wording, first, last):
        return None
    return first, last


def _joins(wording: Wording, n: int) -> bool:
    """Whether a token may belong to the role before a name: a plain word or "of"; no mark, no person."""
    token, mention = wording.tokens[n], wording.named[n]
    if token.text == "." and n and len(wording.tokens[n - 1].text) <= 4:
        return True  # the full stop of a rank: "Sgt."
    if not token.stem or (mention is not None and mention.kind == "person"):
        return False
    if token.lower.endswith(("ed", "ing")) and token.text.islower():  # a verb: "describing Capt. Weil"
        return token.lower in words("roles", "other_time")
    return token.lower == "of" or token.lower not in stop_words()


def _has_head(wording: Wording, first: int, last: int) -> bool:
    heads = words("roles", "heads")
    return any(t.lower in heads or t.lower in _abbreviated() for t in wording.tokens[first : last + 1])


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(w for row in table("roles")["ranks"] for w in row)


def _after(wording: Wording, name: int) -> tuple[int, int] | None:
    """The role after a name and a comma, to the next comma: "X, a spokesman for Y,"."""
    first = name + 2
    if first >= len(wording.tokens) or wording.tokens[name + 1].text != ",":
        return None
    last = first - 1
    for n in range(first, min(first + 2 * REACH, len(wording.tokens))):
        if (
            wording.tokens[n].text in APOSTROPHES + "["
        ):  # "the Workers' Party", "the [transport minister](…": no end
            continue
        if not wording.tokens[n].stem or wording.tokens[n].lower in _ENDS:
            break
        last = n
    if last < first or wording.tokens[first].lower in _ENDS:
        return None
    return (first, last) if _has_head(wording, first, min(last, first + REACH)) else None


@remembered
def choices(wording: Wording) -> dict[str, tuple[Choice, ...]]:
    """Return the words of each table of alternatives that the statement has; the longest phrase counts."""
    lower = tuple(t.lower.removesuffix("'s").removesuffix("’s") for t in wording.tokens)
    found = {name: _chosen(lower, name, file) for name, file in ALTERNATIVES}
    return {name: chosen for name, chosen in found.items() if chosen}


def _chosen(lower: tuple[str, ...], name: str, file: str) -> tuple[Choice, ...]:
    listed = _phrases(file, name)
    found: list[Choice] = []
    for n, word in enumerate(lower):
        if found and n <= found[-1].last:
            continue
        for row, parts in listed.get(word, ()):
            if lower[n : n + len(parts)] == parts:
                found.append(Choice(n, n + len(parts) - 1, row, name))
                break
    return tuple(found)


@cache
def _phrases(file: str, name: str) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """The row and words of every phrase of a table, singular and plural, by first word, the longest first."""
    listed: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for row, names in enumerate(table(file)[name]):
        for phrase in names:
            parts = tuple(phrase.split())
            for shape in (parts, (*parts[:-1], parts[-1] + "s")):
                listed.setdefault(shape[0], []).append((row, shape))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[1]), p))) for first, found in listed.items()}


def keys(role: Role) -> frozenset[str]:
    """The keys of a role's words, stop words left out."""
    return frozenset(key(stem(w)) for w in role.words if w not in stop_words())
