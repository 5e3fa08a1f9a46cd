"""Where a statement says that something is: names after a preposition, and common places ("a stop sign")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reconcile.data import table, words
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Wording, key
from reconcile.words import APOSTROPHES, stem, stop_words

Level = Literal["region", "country", "state", "metro", "street", "place"]
GOVERNORS = 2  # topic words before the preposition that name the slot: "the Chinese port of"
FAR = 4  # tokens between the preposition and those words at most
_POSSESSIVE = tuple(f"{mark}s" for mark in APOSTROPHES)
_LEVELS: tuple[tuple[str, Level], ...] = (
    ("regions", "region"), ("countries", "country"), ("states", "state"), ("metros", "metro")
)  # fmt: skip


class Spot(NamedTuple):
    """A place as written: its tokens, the token and word of its preposition, its words, level and slot.

    Without a preposition ("a Brno court") `before` is the name's own first token and `word` is "".
    """

    first: int
    last: int
    before: int
    word: str
    name: tuple[str, ...]
    level: Level
    slot: frozenset[str]
    entity: str | None = None
    sure: bool = True  # False where the name was taken for a person's, on no sign but its capitals


def level(name: tuple[str, ...]) -> Level:
    """Return the level of a folded name; "place" where it is not known."""
    whole = " ".join(name)
    for listed, found in _LEVELS:
        if whole in words("place_words", listed):
            return found
    return "street" if words("place_words", "streets") & set(name) else "place"


@remembered
def spots(wording: Wording) -> tuple[Spot, ...]:
    """Return the named places of a statement: those after a preposition, and known ones before a noun."""
    found = tuple(_named_spots(wording))
    return found + tuple(_attributes(wording, frozenset(s.first for s in found)))


def _attributes(wording: Wording, taken: frozenset[int]) -> Iterator[Spot]:
    """Known places right before a topic word: "a Brno court"."""
    topic = {i.at: i.key for i in wording.items}
    for n, mention in enumerate(wording.named):
        if mention is None or mention.kind != "place" or mention.form != "name" or n in taken:
            continue
        if n and wording.named[n - 1] is mention:
            continue
        last = n
        while last + 1 < len(wording.named) and wording.named[last + 1] is mention:
            last += 1
        noun = topic.get(last + 1, "@")
        if not noun.startswith("@") and wording.tokens[last + 1].text.islower():
            name = tuple(t.lower.removesuffix("'s") for t in wording.tokens[n : last + 1] if t.stem)
            yield Spot(n, last, n, "", name, level(name), frozenset([noun]), mention.entity)


def _named_spots(wording: Wording) -> Iterator[Spot]:
    tokens = wording.tokens
    for n, token in enumerate(tokens):
        if token.lower not in words("place_words", "prepositions"):
            continue
        start = n + 1
        while start < len(tokens) and tokens[start].lower in ("the", "nearby"):
            start += 1
        last = _end(wording, start)
        if last is None or _is_other(wording, start, last):
            continue
        name = tuple(t.lower for t in tokens[start : last + 1] if t.stem and t.lower != "the")
        mention = wording.named[last]
        entity = mention.entity if mention else None
        sure = mention is None or mention.kind == "place"
        yield Spot(start, last, n, token.lower, name, level(name), _slot(wording, n), entity, sure)


def _end(wording: Wording, start: int) -> int | None:
    """The last token of the run of capitalised words that starts there; None where there is none."""
    last = None
    for k in range(start, min(start + 5, len(wording.tokens))):
        if not wording.tokens[k].text[0].isupper():
            break
        last = k
        if wording.tokens[k].lower.endswith(_POSSESSIVE):
            break
    return last


def _is_other(wording: Wording, first: int, last: int) -> bool:
    """Whether the run is a known person, an organisation, a day, or goes on ("in Gaza's hospitals")."""
    for mention in wording.named[first : last + 1]:
        if mention is None or mention.kind == "place":
            continue
        # A bare "to Lower Ashby" may be filed as a person; a title, role or short form makes sure of one.
        if mention.kind == "organisation" or mention.title or mention.role or mention.form != "name":
            return True
    tail = wording.tokens[last].lower
    if not wording.tokens[last].text[-1].isalnum() or tail.endswith(_POSSESSIVE):
        return True
    if len(tail) > 1 and tail in _offices():
        return True  # "in Illinois U.S. Rep. Ada Brandt's district": the run goes on to a person
    days = words("wording", "light")
    return any(t.lower in days or t.lower in stop_words() for t in wording.tokens[first : last + 1])


@cache
def _offices() -> frozenset[str]:
    """Words that head or shorten an office, and so end no place's name."""
    short = (w for name in ("apart", "ranks") for row in table("roles")[name] for w in row)
    return words("roles", "heads") | frozenset(short)


def _slot(wording: Wording, at: int) -> frozenset[str]:
    """The topic words just before the preposition, and those that say what kind of slot it is."""
    near = [i for i in wording.items if at - FAR <= i.at < at and i.clause == wording.clause[at]]
    return frozenset(i.key for i in near[-GOVERNORS:])


def strict(spot: Spot, wording: Wording) -> bool:
    """Whether the word right before the preposition leaves one slot for one name ("the 2300 block of")."""
    listed = {key(stem(w)) for w in words("place_words", "slots")}
    return spot.word != "" and spot.before > 0 and key(wording.tokens[spot.before - 1].stem) in listed


@remembered
def common(wording: Wording) -> tuple[tuple[int, int, int, str], ...]:
    """Return the common places: first and last token, the row of alternatives, and the folded words."""
    found = []
    lower = tuple(t.lower for t in wording.tokens)
    for n, word in enumerate(lower):
        for parts, row, phrase in _phrases().get(word, ()):
            if lower[n : n + len(parts)] == parts:
                found.append((n, n + len(parts) - 1, row, phrase))
    return tuple(sorted(found))


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], int, str], ...]]:
    """The words, row and whole of every common place, by first word."""
    listed: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for row, group in enumerate(table("place_words")["spots"]):
        for phrase in group:
            parts = tuple(phrase.split())
            listed.setdefault(parts[0], []).append((parts, row, phrase))
    return {first: tuple(found) for first, found in listed.items()}
