"""Keys of a name's part: one string for all the spellings that a tradition of romanising gives one name.

The rules are data (data/names_romanise.toml); this module applies them. A key keeps every vowel, so
that Hassan and Hussein, or Omar and Amir, stay apart; "e" in Arabic and Persian names stands for "a"
or "i" (Ahmed, Khaled) and gives a key for each.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from operator import eq

from reconcile.data import table

SHORTEST = 3  # letters of a part that has keys: of "Li" and "Le" no rule can say that they are one name
# Letters and endings that romanised Arabic and Persian do not have: a part with one of them is no such
# name, and its "e" no "a" (Schikaneder). "ch" stands for sh in the Maghreb.
_FOREIGN = re.compile(r"x|c(?!h)|sch|tz|(?:berg|man|mann|son|stein|ez|ov|off|sky|ski|skiy)$")
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
    if not any(map(eq, word, word[1:])):  # most words: told in C
        return word
    return "".join([a for a, b in pairwise(word) if a != b]) + word[-1:]


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


def may_begin(left: str, right: str) -> bool:
    """Return whether two parts that begin with these letters can share a key."""
    return left == right or left + right in _any_ends()[0]


class _Ranks(dict[str, int]):
    """What two end letters of two parts say: 2 one letter, or alike in English, 1 in some tradition, 0 no."""

    def __missing__(self, pair: str) -> int:
        return 2 * (pair[0] == pair[1])


@cache
def _ranks() -> tuple[_Ranks, _Ranks]:
    some, english = _any_ends(), _ends("latin")
    every = [a + b for a in _LETTERS for b in _LETTERS]
    first, last = (
        _Ranks({p: 2 if p[0] == p[1] or p in english[at] else int(p in some[at]) for p in every})
        for at in (0, 1)
    )
    return first, last


def may_meet(left: str, right: str, slips: bool = True) -> bool:
    """Return whether two parts can share a key or, with `slips`, be one mistyped; it says no for most.

    A part that is mistyped keeps its first or its last letter, or what English spells alike (c, k).
    """
    heads, tails = _ranks()
    head, tail = heads[left[0] + right[0]], tails[left[-1] + right[-1]]
    return head + tail >= 2 if slips else head > 0 and tail > 0


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """Return the letters of a folded part that no rule of any tradition makes or takes: b, l, r, m as n.

    Two parts that share a key have the same; it costs a tenth of the keys.
    """
    return single(word.translate(_BONES))


def _arabic(word: str) -> tuple[str, ...]:
    if _FOREIGN.search(word):
        return ()
    key = single(_apply(word, "arabic"))
    return tuple([single(key.replace("e", vowel)) for vowel in "ai"]) if "e" in key else (key,)


def _slavic(word: str) -> str:
    if word.endswith(_ADJECTIVE):
        word = next(word[: -len(end)] for end in _ADJECTIVE if word.endswith(end)) + "ski"
    return single(_apply(word, "slavic"))


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys of a folded part in each of `TRADITIONS`; Arabic may have none, or two."""
    plain = single(word)
    latin = single(_apply(word, "latin"))
    return (
        (plain,) if latin == plain else (plain, latin),
        (_apply(latin, "silent"),),
        (_slavic(word),),
        _arabic(word),
        (_apply(word, "german"),),
        (_apply(word, "japanese"),),
    )


def _share(left: str, right: str, name: str) -> bool:
    """Whether two parts of the same bones share a key of a tradition."""
    if not _at_both(left, right, _ends(name)):
        return False
    at = TRADITIONS.index(name)
    one = spellings(left)[at]
    return not set(one).isdisjoint(spellings(right)[at])


def _may_be(left: str, right: str) -> bool:
    return len(left) >= SHORTEST and len(right) >= SHORTEST and bones(left) == bones(right)


def shares(left: str, right: str, name: str) -> bool:
    """Return whether two folded parts are spellings of one name in a tradition."""
    return _may_be(left, right) and _share(left, right, name)


def tradition(left: str, right: str) -> str:
    """Return the tradition in which two parts are spellings of one name, '' where there is none."""
    if not may_meet(left, right, False) or not _may_be(left, right):
        return ""
    for name in TRADITIONS:
        if _share(left, right, name):
            return "several" if name == "slavic" and _share(left, right, "arabic") else name
    return ""


_SHOWN = {"slavic": " (Slavic letters)", "arabic": " (Arabic or Persian letters)", "german": " (umlaut)"}


def shown(tradition: str) -> str:
    """Return a tradition as a reason names it, '' for spelling habits of English."""
    return _SHOWN.get(tradition, "")


@cache
def _untouched() -> frozenset[str]:
    """Letters that `sounds` neither takes nor makes."""
    touched = {c for old, new, _ in _rules("latin") for c in old + new} | set("szch")
    return frozenset(_LETTERS) - touched


def far_apart(left: str, right: str) -> bool:
    """Return whether more than two slips part the sounds of two parts; it says no where it cannot tell.

    A slip brings one letter in at most and takes one out, and `sounds` leaves most letters as they are.
    """
    one, two = _untouched().intersection(left), _untouched().intersection(right)
    return len(one - two) > 2 or len(two - one) > 2


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
