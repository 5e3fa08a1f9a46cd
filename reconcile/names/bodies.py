"""An organisation's name in parts: its words in one spelling, its legal form, its letters.

"The Halvorsen Group, Inc." gives the words halvorsen, group and the form inc; "U.N." gives the
acronym un and the words united, nations. Nothing is compared here (`organisations`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reconcile.data import table
from reconcile.names import fold, places

_WORD = re.compile(r"[a-z0-9']+")
_DOTTED = re.compile(r"\b\w(?:\.\w\b)+\.?")
_BREAK = re.compile(r"\W+")
LONGEST_ACRONYM = 7  # letters; a longer run of capitals is a word that shouts
LONGEST_WORD_ACRONYM = 6  # letters of an acronym that is written as a word (Nafta, Unesco)


class Body(NamedTuple):
    """An organisation's name in parts."""

    words: tuple[str, ...]  # in one spelling, without legal form, articles and prepositions
    small: tuple[str, ...]  # all words in order, for initials
    form: str  # class of the legal form
    acronym: str  # its letters, where the name is written as an acronym


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of data/names_organisations.toml as a set."""
    return frozenset(table("names_organisations")["lists"][name])


@cache
def _forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    found = [(tuple(k.split()), v) for k, v in table("legal_forms")["forms"].items()]
    return tuple(sorted(found, key=lambda f: (-len(f[0]), f[0])))


@cache
def _forms_at(at: int) -> dict[str, tuple[tuple[int, tuple[str, ...], str], ...]]:
    """Legal forms by their first (at 0) or last (at -1) word, each with its place in the order of trial."""
    found: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for place, (sequence, kind) in enumerate(_forms()):
        if at or sequence != ("as",):  # As-Suwayda is no company
            found.setdefault(sequence[at], []).append((place, sequence, kind))
    return {word: tuple(listed) for word, listed in found.items()}


def _without_form(found: list[str]) -> tuple[list[str], str]:
    """Take legal forms off the end and the start ("OAO Gazprom"); the first that is found is the class.

    Longer forms are tried first, and none is tried again once a shorter one is off.
    """
    form, last = "", -1
    while found:
        for place, sequence, kind in _forms_at(-1).get(found[-1], ()):
            if place > last and len(found) > len(sequence) and tuple(found[-len(sequence) :]) == sequence:
                found, form, last = found[: -len(sequence)], form or kind, place
                break
        else:
            break
    last = -1
    while found:
        for place, sequence, kind in _forms_at(0).get(found[0], ()):
            if place > last and len(found) > len(sequence) and tuple(found[: len(sequence)]) == sequence:
                found, form, last = found[len(sequence) :], form or kind, place
                break
        else:
            break
    return found, form


def _acronym(plain: str, raw: str) -> str:
    alone = raw.strip(". ")
    if " " in alone or _BREAK.search(alone):
        return ""
    letters = "".join([c for c in plain if c.isalnum()])
    if not 1 < len(letters) <= LONGEST_ACRONYM:
        return ""
    written = letters.isupper() or (len(letters) <= LONGEST_WORD_ACRONYM and letters.istitle())
    return letters.casefold() if written else ""


@cache
def _same() -> dict[str, tuple[str, ...]]:
    """What each word of the tables is written as: other words, or none."""
    data = table("names_organisations")
    found = dict.fromkeys(listed("weak"), "") | data["same"] | data["nations"]
    return {k: tuple([w for w in v.split() if w not in listed("weak")]) for k, v in found.items()}


def _spelled(found: list[str]) -> list[str]:
    """Every word in one spelling: numbers in digits, short forms and nations' letters written out."""
    roman, same = table("names_organisations")["roman"], _same()
    out: list[str] = []
    for i, word in enumerate(found):
        if word in same:
            out.extend(same[word])
        else:
            out.append(roman.get(word, word) if i else word)
    if not listed("state").isdisjoint(out):
        out = [c for w in out for c in (places.nation(w) or w).split() if c not in listed("weak")]
    return _numbers(out) if any(w.isdigit() for w in out) else out


def _numbers(found: list[str]) -> list[str]:
    """Tens and units become one number: "forty", "four" gives "44"."""
    out: list[str] = []
    for word in found:
        tens = bool(out) and len(out[-1]) == 2 and out[-1].isdigit() and out[-1][1] == "0"
        if tens and len(word) == 1 and word.isdigit():
            out[-1] = out[-1][0] + word
        else:
            out.append(word)
    return out


@lru_cache(maxsize=32768)
def parse(text: str) -> Body:
    """Return the parts of an organisation's name; a text without words gives a body without words."""
    plain = fold.latin(fold.clean(text))
    plain = plain[4:] if plain[:4] in ("The ", "the ") else plain
    raw = plain if " " in plain else fold.humps(plain)
    raw = _DOTTED.sub(lambda m: m.group().replace(".", ""), raw) if "." in raw else raw
    folded = raw.casefold().replace("&", " and ").replace("%", " percent ").replace("int'l", "intl")
    if folded.replace(" ", "").isalnum() and folded.isascii():
        small = folded.split()
    else:
        small = [w.replace("'", "") for w in _WORD.findall(folded) if w.strip("'")]
    found, form = _without_form([w for w in small if w != "the"])
    return Body(tuple(_spelled(found)), tuple(small), form, _acronym(plain, raw))


def is_marked(text: str) -> bool:
    """Whether the words of a name say that it is an organisation's."""
    body = parse(text)
    return bool(body.form) or any(w in listed("marks") for w in body.words)


@lru_cache(maxsize=32768)
def initials(body: Body) -> frozenset[str]:
    """Return the acronyms that a full name can have: with its small words, and without them."""
    every = [w for w in body.small if w != "the"]
    nations = table("names_organisations")["nations"]
    found = set()
    for run in (every, [w for w in every if w not in listed("weak")], ["the", *every]):
        found.add("".join("".join(c[0] for c in nations.get(w, w).split()) for w in run))
        # the nation in front is often left out of the acronym (U.S. Border Rescue Service, BRS)
        rest = run[2:] if run[:1] == ["united"] else run[1:] if run[:1] in (["us"], ["uk"]) else []
        if len(rest) > 2:
            found.add("".join(w[0] for w in rest))
    return frozenset(f for f in found if len(f) > 1)


def are_initials(left: str, right: str) -> bool:
    """Whether one name is the initials of three words or more of the other: Nafta, Unesco."""
    for one, two in ((parse(left), parse(right)), (parse(right), parse(left))):
        if len(one.acronym) > 2 and len(two.small) > 2 and one.acronym in initials(two):
            return True
    return False
