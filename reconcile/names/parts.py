"""The parts of a person's name: words in order, with titles, particles, suffix and nickname taken off.

"Dr. Robert S. 'Bob' Hale III" gives the words robert, s, hale; the title dr; the suffix III; the
nickname bob. Which word is the surname is not decided here: that needs the other name (`persons`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reconcile.data import words
from reconcile.names import fold

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


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts: folded words in order (initials as one letter), and what was taken off."""

    words: tuple[str, ...]
    bare: tuple[str, ...]  # the same words without hyphens, as East Asian names are read
    titles: tuple[str, ...]
    particles: tuple[str, ...]
    suffix: str
    nickname: tuple[str, ...]
    comma: bool
    script: str

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
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def _joined(found: list[str]) -> list[str]:
    """Abd, Abdul, Abdel and what they belong to become one word: "abdel", "fattah" gives "abdfattah"."""
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
    before = words("titles", "before")
    while len(found) > 1 and found[0].strip(".") in before:
        titles.append(found.pop(0).strip("."))
    while len(found) > 2 and found[-1].replace(".", "") in words("titles", "after"):
        found.pop()
    return found, titles


def _particles(found: list[str]) -> tuple[list[str], list[str]]:
    """Take off the small words that stand inside a name; at its start they may be a name (Al Gore)."""
    small = words("titles", "particles")
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


@lru_cache(maxsize=8192)
def parse(text: str) -> Name:
    """Return the parts of a person's name; a text without a letter gives a name without words."""
    plain = fold.clean(text)
    script = fold.script(plain)
    nickname: list[str] = []
    for match in _QUOTED.finditer(plain):
        nickname.extend(fold.latin(match.group(1) or match.group(2)).casefold().split())
    plain = _QUOTED.sub(" ", plain)
    hangul = script == "hangul" and " " not in plain
    found = [plain] if hangul else fold.latin(plain).replace("/", " ").casefold().split()
    if "," in plain and not hangul:
        found = [w for w in _sorted_out(" ".join(found)) if w != ","]
    found = [w.strip(',;:!?"*_') for w in found]
    found = [w for w in found if any(c.isalnum() for c in w)]
    found, titles = _strip_titles(found)
    spread: list[str] = []
    for word in found:
        spread.extend(_initials(word) or [word.strip(".").replace(".", "")])
    spread, suffix = _ending([w for w in spread if w])
    bare = tuple(w.strip("'-") for w in spread if w.strip("'-"))
    inner, off = _particles(spread)
    inner = _joined([_article(w).strip("'-") for w in inner])
    chunks = [c.replace("'", "") for w in inner for c in w.split("-") if c.strip("'")]
    unique = tuple(w for i, w in enumerate(chunks) if not (i and len(w) > 5 and w == chunks[i - 1]))
    unique, bare = unique[:MOST], bare[:MOST]
    return Name(unique, bare, tuple(titles), tuple(off), suffix, tuple(nickname), "," in plain, script)
