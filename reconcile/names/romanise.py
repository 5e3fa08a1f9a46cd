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
_ADJECTIVE = ("skiy", "skyy", "skyi", "skij", "skii", "skyj", "sky", "ski")
TRADITIONS = ("latin", "silent", "slavic", "arabic", "german", "japanese")


@cache
def _rules(tradition: str) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in table("names_romanise")[tradition])


def _apply(word: str, tradition: str) -> str:
    for old, new in _rules(tradition):
        if old[0] == "^":
            if word.startswith(old[1:]):
                word = new + word[len(old) - 1 :]
        elif old[-1] == "$":
            if word.endswith(old[:-1]):
                word = word[: len(word) - len(old) + 1] + new
        else:
            word = word.replace(old, new)
    return word


def single(word: str) -> str:
    """Return a word with doubled letters once: "hassan" gives "hasan"."""
    return "".join(c for i, c in enumerate(word) if not i or c != word[i - 1])


@lru_cache(maxsize=16384)
def keys(word: str) -> frozenset[tuple[str, str]]:
    """Return the keys of a folded part, each with its tradition; empty for a part that is too short."""
    if len(word) < SHORTEST:
        return frozenset()
    found: set[tuple[str, str]] = {("latin", single(word)), ("german", _apply(word, "german"))}
    latin = single(_apply(word, "latin"))
    found.add(("latin", latin))
    found.add(("silent", _apply(latin, "silent")))
    stem = next((word[: -len(end)] for end in _ADJECTIVE if word.endswith(end)), None)
    slavic = word if stem is None else stem + "ski"
    found.add(("slavic", single(_apply(slavic, "slavic"))))
    found.add(("japanese", _apply(word, "japanese")))
    if not _FOREIGN.search(word):
        arabic = single(_apply(word, "arabic"))
        found.update(("arabic", single(arabic.replace("e", vowel))) for vowel in "ai")
    return frozenset(found)


_SHOWN = {"slavic": " (Slavic letters)", "arabic": " (Arabic or Persian letters)", "german": " (umlaut)"}


def shown(tradition: str) -> str:
    """Return a tradition as a reason names it, '' for spelling habits of English."""
    return _SHOWN.get(tradition, "")


def tradition(left: str, right: str) -> str:
    """Return the tradition in which two parts are spellings of one name, '' where there is none."""
    shared = {name for name, _ in keys(left) & keys(right)}
    if {"arabic", "slavic"} <= shared and not {"latin", "silent"} & shared:
        return "several"
    return next((t for t in TRADITIONS if t in shared), "")


@lru_cache(maxsize=16384)
def sounds(word: str) -> str:
    """Return a part with one letter for each sound, for counting slips ("Vuchic", "Vukic")."""
    return single(_apply(word.replace("sh", "S").replace("zh", "Z").replace("ch", "C"), "latin"))


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return the consonants of a part, to meet names in scripts that leave vowels out (Arabic, Hebrew)."""
    folded = _apply(word, "arabic").replace("v", "b").replace("p", "b").replace("f", "b").replace("z", "s")
    return single("".join(c for c in folded if c.isalpha() and c not in "aeiuh"))
