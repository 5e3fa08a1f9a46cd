"""Whose voice speaks: whether two speakers, as named by two articles, are one, two, or cannot be told.

Compatible, so never two: a person and his organisation, a spokesman and the body he speaks for, a name
and a role ("Smith" / "the chief"), a pronoun and anyone, an outlet and the person whom it quotes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reconcile.data import words
from reconcile.values import Attribution, Kind, Pair, View
from reconcile.words import APOSTROPHES

ALIKE = 80  # rapidfuzz ratio of two surnames above which they may be spellings of one: "Sørensen"/"Sorensen"


class Voice(NamedTuple):
    """A speaker: the words, the parts of the name, and the entity where names are resolved."""

    text: str
    name: tuple[str, ...]
    entity: str | None
    kind: Kind | None


def voice_of(view: View, attribution: Attribution) -> Voice:
    """Return the voice of an attribution, with the entity of the last name in the speaker's words."""
    start, end = attribution.speaker_span
    # "Chinese" in "the Chinese ministry" names a country, not who speaks
    held = [m for m in view.mentions if start <= m.start and m.end <= end and m.form != "noun"]
    people = [m for m in held if m.kind == "person" and m.form in ("name", "short")]
    mention = (people or held or [None])[-1]  # type: ignore[list-item]
    entity = attribution.entity or (mention.entity if mention else None)
    name = _name(mention.text) if mention and mention.kind == "person" else _name(attribution.speaker)
    return Voice(attribution.speaker, name, entity, mention.kind if mention else None)


def _name(text: str) -> tuple[str, ...]:
    """The capitalised words of a speaker that may be a person's name: titles, roles and bodies stripped."""
    found = [w.strip(".,;:()[]" + APOSTROPHES) for w in text.split()]
    return tuple(w for w in found if w[:1].isupper() and w.casefold() not in words("voices", "titles"))


def is_person(voice: Voice) -> bool:
    """Whether a voice is plainly one named person: a given name and a surname, and no word of a body."""
    if voice.kind is not None:
        return voice.kind == "person" and bool(voice.name)
    return 2 <= len(voice.name) <= 4 and words("voices", "bodies").isdisjoint(_folded(voice.text))


@lru_cache(maxsize=4096)
def _folded(speaker: str) -> tuple[str, ...]:
    """A speaker's words in lower case, without the marks around them."""
    return tuple(w.strip(".,").casefold() for w in speaker.split())


def same_voice(pair: Pair, left: Voice | None, right: Voice | None) -> bool | None:
    """Return True for one speaker, False for two different named people, None where it cannot be told."""
    if left is None or right is None or not left.text or not right.text:
        return None
    if left.entity and right.entity:
        if left.entity == right.entity or _speaks_for(left, right) or _speaks_for(right, left):
            return True
        kinds = [pair.names[e].kind for e in (left.entity, right.entity) if e in pair.names]
        return False if kinds == ["person", "person"] and not _share(left, right) else None
    if left.text.casefold() == right.text.casefold() and left.name:
        return True
    if _speaks_for(left, right) or _speaks_for(right, left):
        return True
    if left.name and right.name and _share(left, right):
        return True
    return False if is_person(left) and is_person(right) else None


def _speaks_for(body: Voice, other: Voice) -> bool:
    """Whether one is a body that the other's words name whole: "the dam board" / "Dam Board chief Lund".

    Not where they set him apart from it: "former dam board chief Lund", "a critic of the dam board".
    """
    own, held = [w for w in _folded(body.text) if w != "the"], _folded(other.text)
    parts = {part for w in held for part in w.split("-")}  # "ex-board chief"
    return (
        len(own) > 1
        and bool(set(own) & words("voices", "bodies"))
        and not parts & words("voices", "apart")
        and f" {' '.join(own)} " in f" {' '.join(held)} "
    )


def _share(left: Voice, right: Voice) -> bool:
    """Whether two names have a part in common, spelling apart."""
    from rapidfuzz.fuzz import ratio

    return any(
        ratio(a.casefold(), b.casefold()) >= ALIKE
        for a in left.name
        for b in right.name
        if len(a) > 1 and len(b) > 1
    )


def outlets_apart(left: Voice, right: Voice) -> bool:
    """Return whether two voices are outlets of different names: "the Coast Mail" / "the Harbour Times"."""
    from rapidfuzz.fuzz import ratio

    if left.entity and left.entity == right.entity:
        return False
    a, b = _outlet(left), _outlet(right)
    return bool(a and b) and all(ratio(x, y) < ALIKE for x in a for y in b)


def _outlet(voice: Voice) -> tuple[str, ...]:
    """What names an outlet, folded: its own capitalised words; () for another voice."""
    found = [w.strip(".,;:()") for w in voice.text.split()]
    bare = [w[:-2] if w[-2:-1] and w[-2] in APOSTROPHES else w for w in found]
    if not any(w.casefold() in words("voices", "outlets") for w in bare):
        return ()
    shared = words("voices", "outlets") | words("voices", "titles")
    return tuple(w.casefold() for w in bare if w[:1].isupper() and w.casefold() not in shared)
