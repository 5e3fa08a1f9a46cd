"""The parts of a person's name: words in order, with titles, particles, suffix and nickname taken off.

"Dr. Robert S. 'Bob' Hale III" gives the words robert, s, hale; the title dr; the suffix III; the
nickname bob. Which word is the surname is not decided here: that needs the other name (`persons`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reconcile.data import words
from reconcile.names import chinese, fold, korean

_STOPS = str.maketrans("", "", " .-")
_QUOTE = re.compile(r"[\"“”„«»(\[']")  # without one of these there is no nickname to look for
_QUOTED = re.compile(r"[\"“”„«»(\[]([^\"“”„«»()\[\]]{1,30})[\"“”„«»)\]]|(?<!\w)'([^' ]{2,20})'(?!\w)")
_SUFFIX = {
    "jr": "junior", "jnr": "junior", "sr": "senior", "snr": "senior", "ii": "II", "iii": "III", "iv": "IV",
    "vi": "VI", "vii": "VII", "viii": "VIII", "xi": "XI", "xii": "XII", "xiii": "XIII", "xiv": "XIV",
    "xv": "XV", "xvi": "XVI",
}  # fmt: skip  # why not "v", "x": initials
_NUMERAL_SURNAMES = frozenset({"xi", "vi"})  # Xi Jinping, Nguyen Vi: numerals only where a name stands before
_ARTICLES = (
    "al-",
    "el-",
    "ul-",
    "an-",
    "as-",
    "ar-",
    "at-",
    "az-",
    "ad-",
    "ash-",
    "l-",
    "'l-",
    "ed-",
    "es-",
    "en-",
    "d'",
    "l'",
    "o'",
)
_SERVANT = ("abdul", "abdel", "abdal", "abdol", "abdoul", "abdur", "abder", "abdur", "abd", "abdou", "abdil")

MOST = 12  # words of a name that are looked at


class Name(NamedTuple):
    """A person's name in parts: folded words in order (initials as one letter), and what was taken off."""

    words: tuple[str, ...]
    bare: tuple[str, ...]  # the same words without hyphens, as East Asian names are read
    titles: tuple[str, ...]
    particles: tuple[str, ...]
    suffix: str
    nickname: tuple[str, ...]
    comma: bool
    script: str
    letters: str  # all of it, folded and joined
    eastern: bool  # a word of it heads Korean or Chinese names

    @property
    def full(self) -> tuple[str, ...]:
        """The words that are more than an initial."""
        return tuple(w for w in self.words if len(w) > 1)


def _initials(word: str) -> list[str] | None:
    """The letters of "J.R." or "JB"; None where a word is no run of initials."""
    if "." in word.rstrip("."):
        letters = [p for p in word.split(".") if p]
        return letters if all(len(p) == 1 and p.isalpha() for p in letters) else None
    return None


def _sorted_out(text: str) -> list[str]:
    """The words of a cleaned name with the surname that stands before a comma moved to the end."""
    head, comma, tail = text.partition(",")
    if not comma:
        return text.split()
    first = tail.split()
    if first and all(
        w.strip(".").casefold() in _SUFFIX or w.strip(".").casefold() in words("titles", "after")
        for w in first
    ):
        return head.split() + first
    return first + head.split()


def _article(word: str) -> str:
    """A word without an Arabic article or an elided particle: "al-assad" gives "assad"."""
    if not word.startswith(_ARTICLES):
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def _joined(found: list[str]) -> list[str]:
    """Abd, Abdul, Abdel and what they belong to become one word: "abdel", "fattah" gives "abdfattah"."""
    if "abd" not in " ".join(found):
        return found
    out: list[str] = []
    i = 0
    while i < len(found):
        word = found[i]
        rest = next(
            (word[len(s) :].lstrip("-") for s in _SERVANT if word.startswith(s) and len(word) >= len(s) + 3),
            "",
        )
        if word in _SERVANT and i + 1 < len(found) and len(found[i + 1]) > 2:
            out.append("abd" + found[i + 1])
            i += 1
        elif rest and not rest.startswith(("lah", "llah", "ullah")):
            out.append("abd" + rest)
        else:
            out.append(word)
        i += 1
    return out


def _strip_titles(found: list[str]) -> tuple[list[str], list[str]]:
    titles: list[str] = []
    before, after = words("titles", "before"), words("titles", "after")
    while len(found) > 1 and found[0].strip(".") in before:
        titles.append(found.pop(0).strip("."))
    while len(found) > 2 and found[-1].replace(".", "") in after:
        found.pop()
    return found, titles


def _particles(found: list[str]) -> tuple[list[str], list[str]]:
    """Take off the small words that stand inside a name; at its start they may be a name (Al Gore)."""
    small = words("titles", "particles")
    if small.isdisjoint(found):
        return found, []
    first = (
        1 if len(found) < 3 or found[0] not in small or found[0] in ("al", "ben", "van", "lo", "li") else 0
    )
    kept = [w for i, w in enumerate(found) if not (first <= i < len(found) - 1 and w in small)]
    off = [w for i, w in enumerate(found) if first <= i < len(found) - 1 and w in small]
    return kept, off


def _ending(found: list[str]) -> tuple[list[str], str]:
    last = found[-1].strip(".") if found else ""
    if len(found) > 1 and last in _SUFFIX and not (last in _NUMERAL_SURNAMES and len(found) < 3):
        return found[:-1], _SUFFIX[last]
    return found, ""


def _spread(found: list[str]) -> list[str]:
    """Words without their full stops, and "J.R." as two initials."""
    spread: list[str] = []
    for word in found:
        spread.extend(_initials(word) or [word.strip(".").replace(".", "")])
    return [w for w in spread if w]


@cache
def _heads() -> frozenset[str]:
    return korean.surnames() | chinese.heads()


@cache
def _taken_off() -> frozenset[str]:
    """Words that can be a title, a particle or a suffix: a name without one of them needs no look for any."""
    listed = [words("titles", key) for key in ("before", "after", "particles")]
    return frozenset(_SUFFIX).union(*listed)


def _read(plain: str, script: str) -> tuple[list[str], list[str]]:
    """The folded words of a name with marks or other letters, surname last, and its nickname."""
    nickname: list[str] = []
    if _QUOTE.search(plain):
        for match in _QUOTED.finditer(plain):
            nickname.extend(fold.latin(match.group(1) or match.group(2)).casefold().split())
        plain = _QUOTED.sub(" ", plain)
    if script == "hangul" and " " not in plain:
        found = [plain]
    else:
        found = fold.latin(plain).replace("/", " ").casefold().split()
        if "," in plain:
            found = _sorted_out(" ".join(found))
    found = [w.strip(',;:!?"*_') for w in found]
    return [w for w in found if fold.has_letter(w)], nickname


def _words(found: list[str], marked: bool) -> tuple[list[str], list[str], list[str]]:
    """The words that names are compared by, the same with hyphens, and the particles that were taken off."""
    inner, off = _particles(found)
    if marked:
        found = [w for w in [w.strip("'-") for w in found] if w]
        inner = _joined([_article(w).strip("'-") for w in inner])
        inner = [c.replace("'", "") for w in inner for c in w.split("-") if c.strip("'")]
    else:
        inner = _joined(inner)
    if len(set(inner)) < len(inner):
        inner = [w for i, w in enumerate(inner) if not (i and len(w) > 5 and w == inner[i - 1])]
    return inner[:MOST], found[:MOST], off


@lru_cache(maxsize=32768)
def parse(text: str) -> Name:
    """Return the parts of a person's name; a text without a letter gives a name without words."""
    plain = fold.clean(text)
    ascii = plain.isascii()
    script, roman = ("latin", plain) if ascii else (fold.script(plain), fold.latin(plain))
    letters = roman.translate(_STOPS).casefold()
    nickname: list[str] = []
    if letters.isalnum() and letters.isascii() and (ascii or not _special(plain, script)):
        found = roman.casefold().split()  # most names: words and nothing else
        if len(letters) + len(found) - 1 < len(roman):
            found = [w for w in found if w.strip(".-")]
    else:
        letters = fold.letters(plain)
        found, nickname = _read(plain, script)
    titles: list[str] = []
    suffix = ""
    if "." in plain or not _taken_off().isdisjoint(found):
        found, titles = _strip_titles(found)
        found, suffix = _ending(_spread(found) if "." in plain else found)
    inner, bare, off = _words(found, "-" in roman or "'" in roman)
    eastern = script == "hangul" or (bool(bare) and not _heads().isdisjoint((bare[0], bare[-1])))
    return Name(
        tuple(inner), tuple(bare), tuple(titles), tuple(off), suffix, tuple(nickname), "," in plain, script,
        letters, eastern,
    )  # fmt: skip


def _special(plain: str, script: str) -> bool:
    """Whether a name in other letters has a nickname, a comma, or syllables that are read as written."""
    return script == "hangul" or "," in plain or "/" in plain or _QUOTE.search(plain) is not None
