"""Keys under which `blocking` files names and words: those that can be one share at least one key.

Each key repeats a rule of the comparison, so a rule that is added there needs its key here;
tests/names/test_blocking.py holds both against each other over all pairs of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from reconcile.data import table
from reconcile.names import (
    bodies,
    chinese,
    eastern,
    fold,
    korean,
    organisations,
    parts,
    persons,
    places,
    romanise,
)
from reconcile.names import words as word_rules
from reconcile.words import stem

# How a name takes part under a key: pairs are made of one that asks and one that answers.
ASKS, ANSWERS, BOTH = "asks", "answers", "both"
Keys = Callable[[str], Iterator[tuple[str, str]]]


def _shorter(word: str) -> Iterator[str]:
    """A word, and the word without each of its letters: one slip apart, two words share one (SymSpell)."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _slips(word: str, least: int) -> Iterator[str]:
    """Keys that words of which one is mistyped share (`words.is_slip`)."""
    if len(word) < least:
        return
    for form in {word, romanise.sounds(word)}:
        for short in _shorter(form):
            yield f"1{short}"
        yield f"2{''.join(sorted(form))}"  # two letters that changed places
    if len(word) >= word_rules.TWO_SLIPS_FROM:
        yield f"3{word[:2]}"  # two slips, none of them in the first two letters


def _spellings(word: str, least: int) -> Iterator[str]:
    if len(word) >= least:
        for name, key in romanise.keys(word):
            yield f"{name} {key}"


def person_word(token: str) -> tuple[str, ...]:
    """Return the keys of a word of a person's name; "+" before it says that it is two written as one.

    Two written as one begin as the one word does, and no rule touches their bones (`romanise.bones`).
    """
    word = token.lstrip("+")
    found = {f"+{word[:2]} {romanise.bones(word)}"}
    found.update(f"a{group}" for group in word_rules.alias_groups(word))
    if word == token:
        found.add(f"={word}")
        found.update(_spellings(word, romanise.SHORTEST))
        found.update(_slips(word, word_rules.SLIP_FROM))
    return tuple(sorted(found))


@lru_cache(maxsize=65536)
def body_word(word: str) -> tuple[str, ...]:
    """Return the keys of a word of an organisation's name."""
    found = {f"={word}", f"s{stem(word)}", *_spellings(word, organisations.SPELLING_FROM)}
    found.update(_slips(word, organisations.SLIP_FROM))
    if places.nation(word):
        found.add(f"n{places.nation(word)}")
    return tuple(sorted(found))


def _eastern(name: parts.Name) -> Iterator[str]:
    """Family and first syllable in every reading (`eastern`), and the given name for its one slip."""
    for reading in korean.readings(name.bare):
        for family in reading.surname:
            for first in reading.given[0] if reading.given else ():
                yield f"K{len(reading.given)} {family}{first}"
    for sound in chinese.readings(name.bare):
        for family in sound.surname:
            for first in sound.given[0] if sound.given else ():
                yield f"C{len(sound.given)} {family} {first}"
    if len(name.bare) == 1:
        for family in korean.surname(name.bare[0]):
            yield f"k{family}"
    given = "".join(name.bare[1:]).replace("-", "")
    if len(given) >= eastern.SLIP_FROM:
        for short in _shorter(given):
            yield f"e{name.bare[0]} {short}"


def letters(text: str) -> Iterator[tuple[str, str]]:
    """Return the key of any name: its letters."""
    yield BOTH, f"l{fold.letters(text)}"


def person(text: str) -> Iterator[tuple[str, str]]:
    """Return the keys of a whole name as a person's."""
    name = parts.parse(text)
    yield BOTH, f"w{''.join(name.words)}"
    if name.eastern:
        for key in _eastern(name):
            yield BOTH, key
    if len(name.letters) >= persons.JOINED_FROM and name.letters[0] in _article_heads():
        role = BOTH if name.letters[:2] in ("al", "el") else ANSWERS
        for key in _spellings(name.letters, persons.JOINED_FROM):
            yield role, f"j{key}"
    bones = [bone for bone in map(romanise.skeleton, name.words) if bone]
    if sum(map(len, bones)) >= persons.BONES_FROM:
        yield ASKS if name.script == "abjad" else ANSWERS, f"b{' '.join(bones)}"


@cache
def _article_heads() -> frozenset[str]:
    """Letters that a name can begin with which is one, by rules of romanisation, with one in Al or El."""
    return frozenset(c for c in "abcdefghijklmnopqrstuvwxyz" if any(romanise.may_begin(c, x) for x in "ae"))


@cache
def _acronyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The acronyms of the table by the words of the full name."""
    found: dict[tuple[str, ...], list[str]] = {}
    for short, full in table("names_organisations")["acronyms"].items():
        for name in full:
            found.setdefault(bodies.parse(name).words, []).append(short)
    return {k: tuple(v) for k, v in found.items()}


def organisation(text: str) -> Iterator[tuple[str, str]]:
    """Return the keys of a whole name as an organisation's."""
    body = bodies.parse(text)
    yield BOTH, f"W{''.join(body.words)}"
    yield BOTH, f"S{''.join(body.small)}"
    if body.acronym:
        yield ASKS, f"A{body.acronym}"
    elif len(body.small) > 1:
        for short in bodies.initials(body):
            yield ANSWERS, f"A{short}"
    for short in _acronyms().get(body.words, ()):
        yield ANSWERS, f"A{short}"


def place(text: str) -> Iterator[tuple[str, str]]:
    """Return the keys of a name as a place's."""
    return ((BOTH, key) for key in _place(places.parse(text)[0]))


def maybe_place(text: str) -> Iterator[tuple[str, str]]:
    """Return the keys of a name as a place's, where its kind is not known.

    Only a name that shows a place asks; a word that stands alone asks among its like.
    """
    plain = fold.clean(text)
    shown = places.shape(plain)
    for key in _place(places.parse(text)[0]):
        yield BOTH if shown else ANSWERS, key
        if plain.isalpha() and not shown:
            yield BOTH, f"alone {key}"


def _place(listed: tuple[str, ...]) -> Iterator[str]:
    for filed, joined in places.filing(listed):
        yield f"F{filed}"
        yield f"J{joined}"
        for key in _spellings(joined, places.SPELLING_FROM):
            yield f"P{key}"
        for short in _shorter(joined) if len(joined) >= places.SLIP_FROM else ():
            yield f"1{joined[0]}{short}"
        if len(joined) >= places.SLIP_FROM:
            yield f"2{''.join(sorted(joined))}"
        for split in korean.split(joined, habit=False) if len(joined) > 3 else ():
            for first in split[0] if len(split) > 1 else ():
                for second in split[1]:
                    yield f"p{len(split)} {first}{second}"
