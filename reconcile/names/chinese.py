"""Chinese names: which Mandarin syllables a spelling can stand for, in pinyin or in Wade-Giles.

Wade-Giles is made of pinyin by rule (Giles, A Chinese-English Dictionary, 1912), with the
apostrophe left out as news does: "chung" is zhong or chong. A name is read in one system at a time,
so that pinyin "Jin" never meets Wade-Giles "Jin" (pinyin ren).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from reconcile.data import table

_INITIAL = {
    "b": "p", "c": "ts", "ch": "ch", "d": "t", "g": "k", "j": "ch", "k": "k", "p": "p", "q": "ch", "r": "j",
    "t": "t", "x": "hs", "z": "ts", "zh": "ch",
}  # fmt: skip
_WHOLE = {
    "ci": ("tzu", "tsu"),
    "si": ("ssu", "szu", "su"),
    "zi": ("tzu", "tsu"),
    "ri": ("jih",),
    "zhi": ("chih",),
}
_WHOLE |= {"chi": ("chih",), "shi": ("shih",), "er": ("erh",), "yi": ("i", "yi"), "you": ("yu",)}
_WHOLE |= {"yan": ("yen",), "ye": ("yeh",), "yong": ("yung",), "yue": ("yueh",), "zhuo": ("cho",)}
_WHOLE |= {"he": ("ho",), "ge": ("ko",), "ke": ("ko",), "gui": ("kuei",), "kui": ("kuei",), "shuo": ("shuo",)}
_WHOLE |= {"guo": ("kuo",), "huo": ("huo",), "kuo": ("kuo",), "e": ("o",)}
_WHOLE |= {"ying": ("ying", "ing")}  # Taiwan's passports write Ing-wen for 英文
_FINAL = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung", "uo": "o"}


class Reading(NamedTuple):
    """One way to read a name: its system, and for surname and each given syllable the pinyin it can be."""

    system: str
    surname: frozenset[str]
    given: tuple[frozenset[str], ...]


@cache
def _systems() -> dict[str, dict[str, frozenset[str]]]:
    pinyin: dict[str, set[str]] = {}
    giles: dict[str, set[str]] = {}
    for initial, finals in table("names_chinese")["finals"].items():
        for final in finals.split():
            sound = ("" if initial == "-" else initial) + final
            pinyin.setdefault(sound, set()).add(sound)
            rule = _INITIAL.get(initial, "" if initial == "-" else initial) + _FINAL.get(final, final)
            for spelling in _WHOLE.get(sound, (rule,)):
                giles.setdefault(spelling, set()).add(sound)
    return {
        "pinyin": {k: frozenset(v) for k, v in pinyin.items()},
        "Wade-Giles": {k: frozenset(v) for k, v in giles.items()},
    }


@cache
def _surnames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sound, spellings in table("names_chinese")["surname"].items():
        for spelling in spellings:
            found.setdefault(spelling, set()).add(sound)
    return {k: frozenset(v) for k, v in found.items()}


@cache
def _heads() -> dict[str, dict[str, frozenset[str]]]:
    """For each system, what the spelling of a surname can be: a syllable of it or a surname's own form."""
    own, none = _surnames(), frozenset[str]()
    return {
        system: {k: sounds.get(k, none) | own.get(k, none) for k in (*sounds, *own)}
        for system, sounds in _systems().items()
    }


def heads() -> frozenset[str]:
    """Return all spellings of a word that a Chinese name can begin with."""
    return frozenset(word for listed in _heads().values() for word in listed)


def _cuts(word: str, sounds: dict[str, frozenset[str]], most: int) -> list[tuple[frozenset[str], ...]]:
    ways: list[tuple[frozenset[str], ...]] = []
    for end in range(1, min(len(word), 6) + 1):
        first = sounds.get(word[:end])
        if first is None:
            continue
        if end == len(word):
            ways.append((first,))
        elif most > 1:
            ways.extend((first, *rest) for rest in _cuts(word[end:], sounds, most - 1))
    return ways


def _given(words: tuple[str, ...], system: str) -> list[tuple[frozenset[str], ...]]:
    sounds = _systems()[system]
    chunks = [c for c in "-".join(words).replace("'", "").split("-") if c]
    if len(chunks) == 1:
        # Wade-Giles always parts its syllables, so a run of letters is one syllable of it
        return _cuts(chunks[0], sounds, 2 if system == "pinyin" else 1)
    read = [sounds.get(c) for c in chunks]
    return [tuple(r for r in read if r)] if len(chunks) == 2 and all(read) else []


@lru_cache(maxsize=32768)
def readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return the ways to read a name (folded words, in order) as Chinese; empty where it is none."""
    if not 2 <= len(words) <= 3:
        return ()
    found: list[Reading] = []
    for surname, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        for system, listed in _heads().items():
            heads = listed.get(surname)
            if heads:
                found.extend([Reading(system, heads, given) for given in _given(rest, system)])
    return tuple(found)


def meet(left: Reading, right: Reading) -> bool:
    """Whether two readings can be the same name."""
    if left.surname.isdisjoint(right.surname) or len(left.given) != len(right.given):
        return False
    return not any(a.isdisjoint(b) for a, b in zip(left.given, right.given, strict=True))
