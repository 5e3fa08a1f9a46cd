"""Keys under which `blocking` files names and words: those that can be one share at least one key.

Each key repeats a rule of the comparison, so a rule that is added there needs its key here;
tests/names/test_blocking.py holds both against each other over all pairs of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from reconcile.data import table
from reconcile.names import blocking_files as files
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
_NO_SPELLING: files.Keys = tuple(() for _ in romanise.TRADITIONS)


def _shorter(word: str) -> list[str]:
    """A word, and the word without each of its letters: one slip apart, two words share one (SymSpell)."""
    return [word, *[word[:i] + word[i + 1 :] for i in range(len(word))]]


def _slips(word: str, least: int) -> files.Keys:
    """Keys that words of which one is mistyped share (`words.is_slip`), in three files."""
    if len(word) < least:
        return [(), (), ()]
    sounds = romanise.sounds(word)
    forms = (word,) if sounds == word else (word, sounds)
    heads = (word[:2],) if len(word) >= word_rules.TWO_SLIPS_FROM else ()  # no slip in the first two letters
    swapped = ["".join(sorted(form)) for form in forms]  # two letters that changed places
    return [[short for form in forms for short in _shorter(form)], swapped, heads]


def _spellings(word: str, least: int, bones: frozenset[str] | None = None) -> files.Keys:
    """Keys that spellings of one name share, a file for each tradition; none where `bones` lack its own."""
    if len(word) < least or (bones is not None and romanise.bones(word) not in bones):
        return _NO_SPELLING
    return romanise.spellings(word)


def person_join(word: str) -> files.Keys:
    """Return the keys of two words of a person's name written as one: those of a word but for its slips."""
    return [word_rules.alias_groups(word), *_spellings(word, romanise.SHORTEST)]


def person_word(word: str, bones: frozenset[str] | None) -> files.Keys:
    """Return the keys of a word of a person's name; with `bones`, spellings only of words with such bones."""
    spelled = _spellings(word, romanise.SHORTEST, bones)
    return [word_rules.alias_groups(word), *spelled, *_slips(word, word_rules.SLIP_FROM)]


def body_word(word: str, bones: frozenset[str] | None) -> files.Keys:
    """Return the keys of a word of an organisation's name; `bones` as in `person_word`."""
    nation = places.nation(word)
    spelled = _spellings(word, organisations.SPELLING_FROM, bones)
    return [(stem(word),), (nation,) if nation else (), *spelled, *_slips(word, organisations.SLIP_FROM)]


def body_room(listed: Sequence[str]) -> frozenset[int]:
    """Return how many words more than another an organisation's name can have (`organisations._leftover`)."""
    nation = tuple(listed[:2]) in (("united", "states"), ("united", "kingdom"))
    one = "affairs" in listed or not bodies.listed("kind").isdisjoint(listed)
    return frozenset([n for n, may in ((1, one), (2, nation)) if may])


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
        for tradition, keys in enumerate(_spellings(name.letters, persons.JOINED_FROM)):
            for key in keys:
                yield role, f"j{tradition}{key}"


def in_abjad(text: str) -> bool:
    """Return whether a person's name is written in a script that leaves vowels out."""
    return parts.parse(text).script == "abjad"


def consonants(text: str) -> Iterator[tuple[str, str]]:
    """Return the key of a person's name by its consonants: those in other letters answer to `in_abjad`."""
    bones = [bone for bone in map(romanise.skeleton, parts.parse(text).words) if bone]
    if sum(map(len, bones)) >= persons.BONES_FROM:
        yield ASKS if in_abjad(text) else ANSWERS, " ".join(bones)


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


@lru_cache(maxsize=65536)
def shows_place(text: str) -> bool:
    """Return whether the words of a name, as written, show that it is a place's."""
    return places.shape(fold.clean(text))


def place_bones(text: str) -> frozenset[str]:
    """Return the bones of a name as a place's (`romanise.bones`)."""
    return frozenset(romanise.bones(joined) for _, joined in places.filing(places.parse(text)[0]))


def place(text: str, bones: frozenset[str] | None = None) -> files.Keys:
    """Return the keys of a name as a place's; with `bones`, spellings only where the bones are among them."""
    forms = places.filing(places.parse(text)[0])
    every: list[list[str]] = [[filed for filed, _ in forms], [joined for _, joined in forms]]
    every += [[], [], [], *([] for _ in romanise.TRADITIONS)]
    for _, joined in forms:
        if len(joined) >= places.SLIP_FROM:
            every[2] += [joined[0] + short for short in _shorter(joined)]
            every[3].append("".join(sorted(joined)))
        if len(joined) > 3:
            every[4] += _syllables(joined)
        for listed, keys in zip(every[5:], _spellings(joined, places.SPELLING_FROM, bones), strict=True):
            listed += keys
    return every


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[str, ...]:
    """The first two syllables of a place's name read as Korean, in every reading, and how many there are."""
    splits = [split for split in korean.split(word, habit=False) if len(split) > 1]
    return tuple([f"{len(s)}{first}{second}" for s in splits for first in s[0] for second in s[1]])
