"""Folding a name: one spelling for dashes, apostrophes and spaces; plain Latin letters for any script.

`anyascii` (ISC licence) gives the letters of other scripts. Why not ICU: its tables are 30 MB and its
wheels are missing on some systems. Hangul is left to `korean`, which reads the syllables exactly:
the romanisation of 정은 and of 종은 can be one, the syllables never are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

LONGEST = 200  # characters of a name that are looked at; a longer string is a sentence, not a name
MOST_KEPT = 8192  # characters whose plain form is remembered; all that news is written in
_DASHES = "‐‑‒–—―−⁃﹣-"
_APOSTROPHES = "’‘`´ʼʻʾʿ′＇ʹ"
_LETTER = re.compile(r"[^\W_]")
_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class _Table(dict[int, str]):
    """What each character becomes (`str.translate`), worked out when it is met first."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, code: int) -> str:
        found = self.rule(chr(code))
        if len(self) < MOST_KEPT:
            self[code] = found
        return found


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char in _DASHES:
        return "-"
    if char in _APOSTROPHES:
        return "'"
    return "" if unicodedata.category(char)[0] == "C" else char


def _latin(char: str) -> str:
    """A character in Latin letters; those of Chinese writing and of Hangul are words."""
    if char.isascii():
        return char
    from anyascii import anyascii

    return f" {anyascii(char)} " if is_han(char) or is_hangul(char) else anyascii(char)


_CLEAN, _ROMAN = _Table(_plain), _Table(_latin)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return a name in NFKC with plain dashes, apostrophes and single spaces; format characters go."""
    plain = text[:LONGEST]
    if plain.isascii() and plain.isprintable():  # most names: no form to change, one dash, one accent
        return " ".join(plain.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFKC", plain).translate(_CLEAN).split())


def has_letter(text: str) -> bool:
    """Whether a text has a letter or digit."""
    return text[:1].isalnum() or _LETTER.search(text) is not None


def is_hangul(char: str) -> bool:
    """Whether a character is a composed Hangul syllable."""
    return "가" <= char <= "힣"


def is_han(char: str) -> bool:
    """Whether a character is a Chinese character (unified ideographs, basic block and extension A)."""
    return "㐀" <= char <= "鿿"


def script(text: str) -> str:
    """Return the script of the first letter: hangul, han, kana, abjad (Arabic, Hebrew), latin, other."""
    if text.isascii():
        return "latin"
    char = next((c for c in text if c.isalpha()), "")
    if is_hangul(char):
        return "hangul"
    if is_han(char):
        return "han"
    if "\u3040" <= char <= "\u30ff":
        return "kana"
    if "\u0590" <= char <= "\u077f" or "\ufb1d" <= char <= "\ufefc":
        return "abjad"
    return "latin" if char < "\u0250" or "\u1e00" <= char <= "\u1eff" else "other"


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Return a cleaned name in plain Latin letters; characters of Chinese writing become words."""
    if text.isascii():
        return text
    return " ".join(text.translate(_ROMAN).split())


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Return the letters and digits of a name alone, folded: "Al-Assad" gives "alassad"."""
    return _NO_LETTER.sub("", latin(clean(text)).casefold())


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers in a folded text, in order: others make another name (Highway 61, 16)."""
    return () if text.isalpha() else tuple(_NUMBER.findall(text))


def humps(text: str) -> str:
    """Return a name with spaces where a capital follows a small letter: "SiemensAG" gives "Siemens AG"."""
    return _CAMEL.sub(" ", text)


@cache
def _distance() -> Callable[[str, str], int]:
    from rapidfuzz.distance import OSA

    return OSA.distance


@lru_cache(maxsize=65536)
def edits(left: str, right: str) -> int:
    """Return how many typing slips lie between two words: a letter more, less, changed, two swapped.

    Optimal string alignment (Damerau 1964); two letters that changed places over a distance count
    once ("Maron", "Moran").
    """
    count = _distance()(left, right)
    if count == 2 and len(left) == len(right) > 4 and sorted(left) == sorted(right):
        return 1
    return count
