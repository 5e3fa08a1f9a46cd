"""Korean names: which syllables of Hangul a spelling can stand for.

Each spelling of a syllable gives the set of Hangul syllables that some system writes so
(data/names_korean.toml); two spellings are one syllable where their sets meet. So "Jong-un",
"Jung-eun" and "Jeong-un" meet in 정은, while "Jong-il" and "Jong-nam" never do.
Why not an edit distance: one letter parts 은 (un) from 원 (won) and four letters part "Yŏng" from
"Young", so that distance says the reverse of the truth.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reconcile.data import table
from reconcile.names.fold import is_hangul

Syllable = frozenset[str]
_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_LIQUID_BEFORE = "ㅑㅕㅖㅛㅠㅣ"  # ㄹ is dropped before these in the South: 룡 Ryong, 용 Yong
# Spellings that McCune-Reischauer and the North never use: beside them "o" is ㅗ, so that Jong-hoon
# (종훈) and Jeong-hoon (정훈) are two. "eu" is not among them: the press writes Jong-eun for 정은.
_SOUTHERN = ("oo", "eo", "ee", "yun")
_TENSE = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
MOST = 4  # syllables of a word that is still read as Korean (places have up to four)


class Reading(NamedTuple):
    """One way to read a name: the surname's Hangul forms and the given name's syllables."""

    surname: frozenset[str]
    given: tuple[Syllable, ...]


# What a letter adds to the code of the syllable (Unicode Standard, 3.12 Conjoining Jamo Behavior)
_ONSET = {jamo: i * 588 for i, jamo in enumerate(_ONSETS)}
_VOWEL = {jamo: i * 28 for i, jamo in enumerate(_VOWELS)}
_CODA = {jamo: i for i, jamo in enumerate(_CODAS)}


def _compose(onset: str, vowel: str, coda: str) -> str:
    return chr(0xAC00 + _ONSET[onset] + _VOWEL[vowel] + _CODA[coda])


@lru_cache(maxsize=1024)
def _onsets(jamo: str, vowel: str) -> str:
    found = "".join(_TENSE.get(j, j) for j in jamo)
    return found + "ㅇ" if "ㄹ" in jamo and vowel in _LIQUID_BEFORE else found


def _hangul(char: str) -> Syllable:
    """A written syllable stands for itself and, with ㄹ that the South drops, for the form without."""
    index = ord(char) - 0xAC00
    onset, vowel, coda = _ONSETS[index // 588], _VOWELS[index % 588 // 28], _CODAS[index % 28]
    return frozenset(_compose(o, vowel, coda) for o in _onsets(onset, vowel))


@lru_cache(maxsize=65536)
def syllable(spelling: str, south: bool = False, habit: bool = True) -> Syllable:
    """Return the Hangul syllables that a spelling can stand for; empty where it is no Korean syllable.

    `south` says that the name is spelled by Southern habit, in which "o" is never ㅓ. `habit` admits what
    passports write and maps do not: "u" for ㅓ (Sun for 선).
    """
    if len(spelling) == 1 and is_hangul(spelling):
        return _hangul(spelling)
    if len(spelling) > 8:
        return frozenset()
    onsets, vowels, codas, closed, whole = _letters()
    found = set(whole.get(spelling, ""))
    for j in range(1, len(spelling) + 1):
        coda = codas.get(spelling[j:])
        if coda is None:
            continue
        for i in range(max(0, j - 4), min(4, j)):
            vowel = vowels.get(spelling[i:j])
            onset = onsets.get(spelling[:i]) if vowel is not None else None
            if vowel is None or onset is None:
                continue
            if south and spelling[i:j] == "o":
                vowel = "ㅗ"
            if habit and j < len(spelling):
                vowel += closed.get(spelling[i:j], "")
            found |= _composed(onset, vowel, coda)
    return frozenset(found)


@cache
def _letters() -> tuple[dict[str, str], ...]:
    """The table's onsets, vowels, codas, vowels in closed syllables, whole syllables; '' for no letter."""
    data = table("names_korean")
    parts = [data[part] for part in ("onset", "vowel", "coda")]
    return (
        *({"" if k == "-" else k: v for k, v in p.items()} for p in parts),
        data["closed"],
        data["syllable"],
    )


@lru_cache(maxsize=16384)
def _composed(onset: str, vowel: str, coda: str) -> frozenset[str]:
    """The syllables of which each letter is one of those given."""
    starts = [0xAC00 + _ONSET[o] + _VOWEL[v] for v in vowel for o in _onsets(onset, v)]
    return frozenset([chr(start + _CODA[c]) for start in starts for c in coda])


@cache
def _shape() -> re.Pattern[str]:
    """What a word of at most `MOST` syllables looks like: onset, vowel, coda, each of them the table's.

    Most words are told by it to be none, for a tenth of what it costs to try all cuts; the number of
    syllables is bounded, and so is what the expression can try.
    """
    onsets, vowels, codas, _, whole = _letters()
    onset, vowel, coda = (
        "|".join(sorted(filter(None, p), key=lambda k: (-len(k), k))) for p in (onsets, vowels, codas)
    )
    own = "|".join(sorted(whole))
    return re.compile(f"(?:(?:{onset})?(?:{vowel})(?:{coda})?|{own}|[가-힣]){{1,{MOST}}}")


@lru_cache(maxsize=65536)
def split(
    word: str, most: int = MOST, south: bool = False, habit: bool = True
) -> tuple[tuple[Syllable, ...], ...]:
    """Return every way to cut an unhyphenated word into at most `most` Korean syllables."""
    if not word or len(word) > 24 or not _shape().fullmatch(word):
        return ()
    ways: list[tuple[Syllable, ...]] = []
    for end in range(1, min(len(word), 8) + 1):
        first = syllable(word[:end], south, habit)
        if not first:
            continue
        if end == len(word):
            ways.append((first,))
        elif most > 1:
            ways.extend((first, *rest) for rest in split(word[end:], most - 1, south, habit))
    return tuple(ways)


_NONE: Syllable = frozenset()


@cache
def _surnames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for hangul, spellings in table("names_korean")["surname"].items():
        for spelling in (hangul, *spellings):
            found.setdefault(spelling, set()).add(hangul)
    for spelling, hanguls in (
        ("리", "이"),
        ("림", "임"),
        ("량", "양"),
        ("로", "노"),
        ("려", "여"),
        ("유", "류"),
    ):
        found.setdefault(spelling, set()).add(hanguls)
    return {k: frozenset(v) for k, v in found.items()}


def surnames() -> frozenset[str]:
    """Return all spellings that `surname` knows."""
    return frozenset(_surnames())


def surname(spelling: str) -> frozenset[str]:
    """Return the surnames in Hangul that a spelling stands for; empty where it is none."""
    return _surnames().get(spelling, _NONE)


def _given(words: tuple[str, ...]) -> tuple[tuple[Syllable, ...], ...]:
    """The readings of what is left when the surname is off: one word, hyphenated or not, or two words."""
    chunks = [c for c in "-".join(words).split("-") if c]
    south = any(mark in chunk for chunk in chunks for mark in _SOUTHERN)
    if len(chunks) == 1:
        return split(chunks[0], 2, south)
    if len(chunks) > 3:
        return ()
    read = tuple([syllable(c, south) for c in chunks])
    return (read,) if all(read) else ()


@lru_cache(maxsize=32768)
def readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return the ways to read a name (folded words, in order) as Korean; empty where it is none.

    The surname may stand first or last; a hyphen marks the given name ("Jong-un Kim").
    """
    if len(words) == 1 and is_hangul(words[0][:1]):
        word = words[0]
        cuts = (2, 1) if len(word) > 3 else (1,)
        pairs = [(word[:c], tuple(word[c:])) for c in cuts if len(word) > c]
    elif 2 <= len(words) <= 4:
        pairs = [(words[0], words[1:])]
        if len(words) <= 3:
            pairs.append((words[-1], words[:-1]))
    else:
        return ()
    found: list[Reading] = []
    for spelling, rest in pairs:
        head = surname(spelling)
        if head:
            found.extend([Reading(head, given) for given in _given(rest)])
    return tuple(found)


def meet(left: tuple[Syllable, ...], right: tuple[Syllable, ...]) -> bool:
    """Whether two readings can be the same syllables."""
    if len(left) != len(right):
        return False
    return all(not one.isdisjoint(two) for one, two in zip(left, right, strict=True))


def shown(left: Syllable, right: Syllable) -> str:
    """Return the first Hangul form that two sets share, for the reason."""
    return min(left & right)
