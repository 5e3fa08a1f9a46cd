"""Keys of a name's part: one string for all the spellings that a tradition of romanising gives one name.

The rules are data (data/names_romanise.toml); this module applies them. A key keeps every vowel, so
that Hassan and Hussein, or Omar and Amir, stay apart; "e" in Arabic and Persian names stands for "a"
or "i" (Ahmed, Khaled) and gives a key for each.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reconcile.data import table

SHORTEST = 3  # letters of a part that has keys: of "Li" and "Le" no rule can say that they are one name
# Letters and endings that romanised Arabic and Persian do not have: a part with one of them is no such
# name, and its "e" no "a" (Schikaneder). "ch" stands for sh in the Maghreb.
_FOREIGN = re.compile(r"x|c(?!h)|sch|tz|(?:berg|man|mann|son|stein|ez|ov|off|sky|ski|skiy)$")
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BONES = str.maketrans("m", "n", "".join(c for c in _LETTERS if c not in "blmnr"))
_ADJECTIVE = ("skiy", "skyy", "skyi", "skij", "skii", "skyj", "sky", "ski")
TRADITIONS = ("latin", "silent", "slavic", "arabic", "german", "japanese")


@cache
def _rules(tradition: str) -> tuple[tuple[str, str, str], ...]:
    """The rules of a tradition in order: the letters, what they become, and the end they are tied to."""
    found = []
    for old, new in table("names_romanise")[tradition]:
        tie = "^" if old[0] == "^" else "$" if old[-1] == "$" else ""
        found.append((old.strip("^$"), new, tie))
    return tuple(found)


def _apply(word: str, tradition: str) -> str:
    for old, new, tie in _rules(tradition):
        if old not in word:  # a scan in C: most rules find nothing in most words
            continue
        if not tie:
            word = word.replace(old, new)
        elif tie == "^":
            word = new + word[len(old) :] if word.startswith(old) else word
        elif word.endswith(old):
            word = word[: len(word) - len(old)] + new
    return word


def single(word: str) -> str:
    """Return a word with doubled letters once: "hassan" gives "hasan"."""
    return _DOUBLED.sub(r"\1", word)


def _closed(letter: str, steps: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The letters that a letter can become by steps from letter to letter, in any order."""
    found, fresh = {letter}, {letter}
    while fresh:
        fresh = {new for old, new in steps if old in fresh} - found
        found |= fresh
    return frozenset(found)


@cache
def _ends(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Pairs of letters with which two parts that share a key of a tradition can begin, and can end.

    Drawn from the rules themselves: a key's first letter can only be one that some chain of rules makes
    of the part's first letter; likewise its last letter, where a rule that ends in nothing opens all.
    """
    rules = [rule for t in ("latin", name) for rule in _rules(t) if t == name or name == "silent"]
    found = []
    for at in (0, -1):
        steps = [(old[at], new[at]) for old, new, _ in rules if new]
        steps += [("e", vowel) for vowel in "ai"] if name == "arabic" else []
        steps += [(letter, "i") for letter in "yij"] if name == "slavic" else []  # -sky, -skij
        gone = {old[at] for old, new, _ in rules if not new} if at else set()
        became = {c: _closed(c, tuple(steps)) for c in _LETTERS}
        open_end = {c for c in _LETTERS if gone & became[c]}
        pairs = (
            a + b for a in _LETTERS for b in _LETTERS
            if became[a] & became[b] or a in open_end or b in open_end
        )  # fmt: skip
        found.append(frozenset(pairs))
    return found[0], found[1]


@cache
def _any_ends() -> tuple[frozenset[str], frozenset[str]]:
    heads, tails = zip(*(_ends(name) for name in TRADITIONS), strict=True)
    return frozenset().union(*heads), frozenset().union(*tails)


def _at_both(left: str, right: str, pairs: tuple[frozenset[str], frozenset[str]]) -> bool:
    a, b, y, z = left[0], right[0], left[-1], right[-1]
    return (a == b or a + b in pairs[0]) and (y == z or y + z in pairs[1])


def may_share(left: str, right: str) -> bool:
    """Return whether the first and last letters of two parts let them share a key; it says no for most."""
    return _at_both(left, right, _any_ends())


def may_begin(left: str, right: str) -> bool:
    """Return whether two parts that begin with these letters can share a key."""
    return left == right or left + right in _any_ends()[0]


def have_end(left: str, right: str) -> bool:
    """Return whether two parts begin or end with one letter, or letters that English spells alike (c, k)."""
    a, b, y, z = left[0], right[0], left[-1], right[-1]
    if a == b or y == z:
        return True
    heads, tails = _ends("latin")
    return a + b in heads or y + z in tails


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """Return the letters of a folded part that no rule of any tradition makes or takes: b, l, r, m as n.

    Two parts that share a key have the same; it costs a tenth of the keys.
    """
    return single(word.translate(_BONES))


@lru_cache(maxsize=65536)
def _keys(word: str, name: str) -> tuple[str, ...]:
    """The keys of a folded part of three letters or more in one tradition; Arabic may have two."""
    if name == "latin":
        return single(word), single(_apply(word, "latin"))
    if name == "silent":
        return (_apply(single(_apply(word, "latin")), "silent"),)
    if name == "slavic":
        stem = next((word[: -len(end)] for end in _ADJECTIVE if word.endswith(end)), None)
        return (single(_apply(word if stem is None else stem + "ski", "slavic")),)
    if name == "arabic":
        if _FOREIGN.search(word):
            return ()
        arabic = single(_apply(word, "arabic"))
        return tuple(single(arabic.replace("e", vowel)) for vowel in "ai") if "e" in arabic else (arabic,)
    return (_apply(word, name),)


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[tuple[str, str]]:
    """Return the keys of a folded part, each with its tradition; empty for a part that is too short."""
    if len(word) < SHORTEST:
        return frozenset()
    return frozenset((name, key) for name in TRADITIONS for key in _keys(word, name))


def shares(left: str, right: str, name: str) -> bool:
    """Return whether two folded parts are spellings of one name in a tradition."""
    if len(left) < SHORTEST or len(right) < SHORTEST:
        return False
    if not _at_both(left, right, _ends(name)) or bones(left) != bones(right):
        return False
    one = _keys(left, name)
    return any(key in one for key in _keys(right, name))


def tradition(left: str, right: str) -> str:
    """Return the tradition in which two parts are spellings of one name, '' where there is none."""
    if len(left) < SHORTEST or len(right) < SHORTEST or not may_share(left, right):
        return ""
    if bones(left) != bones(right):
        return ""
    for name in TRADITIONS:
        if shares(left, right, name):
            return "several" if name == "slavic" and shares(left, right, "arabic") else name
    return ""


_SHOWN = {"slavic": " (Slavic letters)", "arabic": " (Arabic or Persian letters)", "german": " (umlaut)"}


def shown(tradition: str) -> str:
    """Return a tradition as a reason names it, '' for spelling habits of English."""
    return _SHOWN.get(tradition, "")


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Return a part with one letter for each sound, for counting slips ("Vuchic", "Vukic")."""
    word = word.replace("sh", "S").replace("zh", "Z").replace("ch", "C") if "h" in word else word
    return single(_apply(word, "latin"))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a part, to meet names in scripts that leave vowels out (Arabic, Hebrew)."""
    folded = _apply(word, "arabic").replace("v", "b").replace("p", "b").replace("f", "b").replace("z", "s")
    return single("".join(c for c in folded if c.isalpha() and c not in "aeiuh"))
