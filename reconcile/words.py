"""Words: tokens with exact offsets, folded stems, stop words. Shared by every later stage.

Why stems and not lemmas: the lemma dictionaries that we tried take 0.3 s to load, a third of what
two articles may take; Snowball's English stemmer loads at once, and the irregular forms that news
uses (fell, women, struck) are a table.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from reconcile.data import table, words
from reconcile.values import Token

APOSTROPHES = "'’‘`´ʼ′＇"
OPENING = '"“”„‟″〝«＂'
DASHES = "-‐‑‒–—―−"
# A word keeps inner hyphens, apostrophes and full stops (U.S., state-run, Kim's, O'Neill); a number
# keeps its separators (1,200.5); "$40,000" gives "$" and "40,000"; any other mark is a token alone.
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)*[^\W\d_]*|(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[{APOSTROPHES}\-‐‑][^\W_]+)*|[^\w\s]|_"
)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")


@cache
def _stemmer() -> Any:  # PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word: case folded, possessive off, irregular forms mapped ("fell" → "fall")."""
    folded = _POSSESSIVE.sub("", word.casefold())
    base: str = table("irregular")["forms"].get(folded, folded)
    if not base.isascii() or not base.isalpha():
        return base
    return str(_stemmer().stemWord(base))


def stems(*listed: str) -> frozenset[str]:
    """Return the stems of the words given, for tables that are written in plain words."""
    return frozenset(stem(w) for w in listed)


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no topic: articles, prepositions, pronouns, auxiliaries, "said"."""
    return words("stop", "words")


def is_word(token: Token) -> bool:
    """Whether a token is a word or number rather than a mark."""
    return bool(token.stem)


@lru_cache(maxsize=4096)  # statements; who said what is read of the same tokens as what they tell
def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of a text; offsets are raised by `offset`, where the text starts in its article."""
    found = []
    for m in _TOKEN.finditer(text):
        word = m.group()
        mark = not word[0].isalnum()  # a word begins with a letter or digit
        found.append(
            Token(m.start() + offset, m.end() + offset, word, word.casefold(), "" if mark else stem(word))
        )
    return tuple(found)


def content(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens that carry topic: words and numbers that are no stop words."""
    return tuple(t for t in tokens if t.stem and t.lower not in stop_words())
