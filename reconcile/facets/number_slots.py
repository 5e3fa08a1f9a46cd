"""Slots: what a figure counts (the noun and its state), or whose age it is."""

from __future__ import annotations

from functools import cache

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_figures import Found
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_labels import title_case
from reconcile.facets.number_terms import hyphen
from reconcile.words import stem, stems

_OF = frozenset(["all", "her", "his", "its", "of", "the", "their", "them", "these", "those", "whom"])
_NOUN_PHRASE = 6  # atoms looked at after a figure: "28,500 U.S. combat troops"
_REACH = 5  # atoms looked at beside it for a state: "12 people have since been killed"
_LONGEST_NOUN = 3  # words that an ordinal's noun may have: "second bomb technician to die"
_LEFT = 8  # atoms looked at to its left: "the death toll from the storm rose to 24"


@cache
def _classes() -> dict[str, str]:
    return {form: name for name, forms in table("numbers_nouns")["classes"].items() for form in forms}


@cache
def _states() -> dict[str, str]:
    return {form: name for name, forms in table("numbers_nouns")["states"].items() for form in forms}


@cache
def state_names() -> frozenset[str]:
    """The names of the states that people are counted in: "dead", "injured"."""
    return frozenset(table("numbers_nouns")["states"])


@cache
def class_names() -> frozenset[str]:
    """The names of the noun classes: "people", "child"."""
    return frozenset(table("numbers_nouns")["classes"])


@cache
def listed(key: str) -> frozenset[str]:
    """One word list of numbers_nouns.toml, for membership tests."""
    return frozenset(table("numbers_nouns")["words"][key])


def slot(atoms: tuple[Atom, ...], found: Found) -> tuple[tuple[str, ...], int]:
    """Return the slot of a figure, and the index after the words that show what it counts.

    Counts: (state, class or stem of the noun, stems of its modifiers), parts left out where there
    are none. Ages: the stems of who. Other kinds: the noun phrase that follows.
    """
    if found.figure.kind == "age":
        return _who(atoms, found)
    kind = found.figure.kind
    hyphened = any(hyphen(atoms, k) for k in range(found.first, found.after + 1))
    of = lower(atoms, found.after) == "of"
    loose = (
        hyphened or of or kind not in ("duration", "measure")
    )  # "100-mile walk", "25 percent tariff", no "3 days passed"
    if lower(atoms, found.start - 1) == "of" and lower(atoms, found.start - 2) in listed("left"):
        loose = False  # "a crowd of 3,000 sang"
    head, mods, after = _noun_phrase(atoms, found.after, singular=kind == "ordinal", compound=loose)
    state = _state(atoms, found, after) if kind in ("count", "percent") else ""
    if not head and kind in ("count", "money", "percent"):
        head, mods = _left_noun(atoms, found.start), ()
        state = state or ("living" if head == "population" else "")
        head = _classes().get(head, head)
    if head == "people" and lower(atoms, after - 1) in _states():
        state = _states()[lower(atoms, after - 1)]
    if state and not head:
        head = "people"
    parts = (state, head, *mods)
    return tuple(p for k, p in enumerate(parts) if p and p not in parts[:k]), after


def _noun_phrase(
    atoms: tuple[Atom, ...], k: int, *, singular: bool = False, compound: bool = True
) -> tuple[str, tuple[str, ...], int]:
    """Return the head noun after a figure (class or stem), its modifiers' stems and the index after it."""
    begin, dashes = k, 0
    if hyphen(atoms, k):
        k += 1
    if lower(atoms, k) == "of":
        k += 1
        while lower(atoms, k) in _OF:
            k += 1
    mods: list[str] = []
    for j in range(k, min(k + _NOUN_PHRASE, len(atoms))):
        atom = atoms[j]
        if atom.kind != "word" or numeral(atoms, j) is not None:
            if atom.dash and atom.glued:
                dashes += 1
                continue
            break
        if atom.lower in listed("stops"):
            break
        named = atom.capital and not title_case(atoms)  # "House", the chamber
        if atom.lower in _classes() and not named:
            return _classes()[atom.lower], tuple(mods), j + 1
        if atom.lower in _states() and not named:
            return "people", tuple(mods), j + 1
        if _plural(atom):
            return stem(atom.text), tuple(mods), j + 1
        mods.append(stem(atom.text))
    if mods and singular:
        run = min(len(mods), _LONGEST_NOUN)
        return mods[run - 1], tuple(mods[: run - 1]), begin + run + dashes
    if mods and compound and not _verb(atoms, begin + hyphen(atoms, begin)):
        return mods[0], (), begin + 1 + hyphen(atoms, begin)
    return "", (), begin


def _verb(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a word in place of a noun is a past form: "the other two seemed", "3,000 sang"."""
    word = lower(atoms, k)
    if word in listed("one"):  # "one shot"
        return False
    return word.endswith("ed") or word in table("irregular")["forms"]


def _plural(atom: Atom) -> bool:
    word = atom.lower
    if word in listed("plurals"):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "'s", "’s"))
        and word not in listed("no_plurals")
    )


def _left_noun(atoms: tuple[Atom, ...], first: int) -> str:
    """Return what "the population of", "the toll rose to" before a figure count."""
    for k in range(first - 1, max(-1, first - 1 - _LEFT), -1):
        if atoms[k].text in (";", ":", "(", ")") or (atoms[k].text == "," and k < first - 4):
            return ""
        if lower(atoms, k) in listed("left"):
            return lower(atoms, k)
        if numeral(atoms, k) is not None:
            return ""
    return ""


def _state(atoms: tuple[Atom, ...], found: Found, after: int) -> str:
    """Return the state that counted people are in: killed, injured, arrested; '' where none is plain."""
    for k in range(found.after, after):
        if lower(atoms, k) in _states():
            return _states()[lower(atoms, k)]
    passive = False
    for k in range(after, min(after + _REACH, len(atoms))):
        word = lower(atoms, k)
        if atoms[k].kind == "mark" or word in ("and", "or", "but", "who", "that") or numeral(atoms, k):
            break
        if word in _states():
            if word not in listed("transitive") or passive or _object_free(atoms, k + 1):
                return _states()[word]
            break
        passive = passive or word in listed("passive_before")
    return _state_before(atoms, found.start)


def _object_free(atoms: tuple[Atom, ...], k: int) -> bool:
    return k >= len(atoms) or atoms[k].kind == "mark" or lower(atoms, k) in listed("passive_after")


def _state_before(atoms: tuple[Atom, ...], first: int) -> str:
    """Return the state in "killing 12", "the deaths of two", "death toll … to 24"."""
    k = first - 1
    for _ in range(3):
        word = lower(atoms, k)
        if word in _states():
            active = not (word in listed("transitive") and lower(atoms, k - 1) in ("was", "were", "been"))
            return _states()[word] if active else ""
        if word not in ("of", "the", "to", "at", "those", "all"):
            break
        k -= 1
    for k in range(first - 1, max(-1, first - 1 - _LEFT), -1):
        if phrase(atoms, k, 2) == "death toll":
            return "dead"
        if atoms[k].text == ";" or numeral(atoms, k) is not None:
            break
    return ""


def _who(atoms: tuple[Atom, ...], found: Found) -> tuple[tuple[str, ...], int]:
    """Return whose age it is: the name or the person noun after "15-year-old", or before ", 15,"."""
    k = found.after
    names: list[str] = []
    end = k
    for j in range(k, min(k + 4, len(atoms))):
        if _is_person(atoms[j]):
            names.append(stem(atoms[j].text))
            end = j + 1
        elif not (atoms[j].dash and atoms[j].glued and names):
            break
    if names:
        return tuple(names), end
    j = found.first - 1
    j -= lower(atoms, j) in (",", "aged", "age", "ages", "(")
    j -= lower(atoms, j) == ","
    while j >= 0 and len(names) < 3:
        if atoms[j].dash and atoms[j].glued and names:
            j -= 1
            continue
        if not _is_person(atoms[j]):
            break
        names.append(stem(atoms[j].text))
        j -= 1
    return tuple(reversed(names)), found.after


def _is_person(atom: Atom) -> bool:
    """Whether a word is a name or says what somebody is ("boys", "teacher"); no opening "The"."""
    if atom.kind != "word" or atom.lower in listed("stops"):
        return False
    return atom.capital or atom.lower in listed("persons") or stem(atom.text) in _person_stems()


@cache
def _person_stems() -> frozenset[str]:
    return stems(*listed("persons"))
