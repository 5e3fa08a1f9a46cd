"""The role of a person as an article words it, before the name ("former leader") or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.names.mention_lexicon import demonym_of, is_kin, is_role, is_title, place_of, word_list
from reconcile.names.mention_pieces import Piece

_LONGEST = 140  # characters of a role after a name; what is longer is a clause, not a role
_HEAD_WITHIN = 9  # words: "the first vice director of the …"; the noun that makes it a role comes early
_BACK = (
    7  # words that a role before a name may have: "then North Korean Workers' Party international secretary"
)
_AGE = re.compile(r", \d{1,3}(?=[,;])")
_END = re.compile(r"[,.;:)—–\"“”?!]|--| (?:after|and|but|had|has|is|said|told|was|when|which|who|whose) ")
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "one",
        "our",
        "my",
        "former",
        "first",
        "head",
        "chief",
        "deputy",
        "acting",
        "senior",
    ]
)
_OWNERS = frozenset(["his", "her", "their", "my", "our"])


def role_before(words: Sequence[Piece], i: int, text: str, base: int) -> str:
    """Return the role that ends right before words[i] ("North Korea's leader"), as written, else ''."""
    k = i
    heads = False
    while k > 0 and i - k < _BACK and not words[k].gap.strip() and _belongs(words[k - 1], heads):
        k -= 1
        heads = heads or _is_head(words[k].text)
        if words[k].low in _OWNERS:
            break
    while k < i and (
        words[k].low in ("the", "of", "and", "a") or (words[k].low in ("first",) and k == i - 1)
    ):
        k += 1
    if not heads or k == i:
        return ""
    return text[words[k].start - base : words[i - 1].tail - base]


def _is_head(word: str) -> bool:
    return is_role(word) or is_kin(word) or (is_title(word) and word not in word_list("honorific"))


def _belongs(word: Piece, heads: bool) -> bool:
    if word.owns:
        return heads and word.capital
    if _is_head(word.text):
        return True
    if not heads:
        return word.low in word_list("role_modifier") and False
    if word.low in word_list("role_modifier") or word.low in _OWNERS:
        return True
    return word.capital and (
        not word.first
        or word.text in ("North", "South", "New", "Saudi")
        or bool(place_of(word.text) or demonym_of(word.text))
    )


def role_after(text: str, end: int) -> str:
    """Return the apposition after a name that ends at `end` of a statement's text, as written, else ''."""
    if m := _AGE.match(text, end):
        end = m.end()
    if not text.startswith(", ", end):
        return ""
    start = end + 2
    window = text[start : start + _LONGEST]
    stop = _END.search(window)
    while stop and stop.group() in (".", " and ") and _goes_on(window, stop):
        stop = _END.search(window, stop.end())
    if not stop and start + _LONGEST < len(text):
        return ""
    role = window[: stop.start()].strip() if stop else window.strip()
    return role if _reads_as_role(role) else ""


def _goes_on(window: str, stop: re.Match[str]) -> bool:
    """Whether a stop is inside the role: the full stop of "U.S.", an "and" between two nouns."""
    if stop.group() == ".":
        return window[stop.end() : stop.end() + 1].isalpha() or bool(
            re.search(r"\b[A-Z]$", window[: stop.start()])
        )
    return False


def _reads_as_role(role: str) -> bool:
    listed = [w.strip("’'s.,") if w.endswith(("’s", "'s")) else w for w in role.split()]
    if not listed or listed[0].casefold() in word_list("say"):
        return False
    opens = listed[0].casefold() in _DETERMINERS or "'" in role or "’" in role
    within = _HEAD_WITHIN if opens else 4
    head = next((n for n, w in enumerate(listed[:within]) if _is_head(w) or _is_head(w.split("-")[-1])), -1)
    return head >= 0 and not any(w in word_list("say") for w in listed[:head])


def role_around(words: Sequence[Piece], i: int, text: str, base: int) -> str:
    """Return the role of "the head of the centre, Massoud Dalman,": a role whose apposition is the name."""
    if i > 2 and words[i - 1].low.endswith("-year-old"):  # "the boys' father, 48-year-old Carl Brandt,"
        return role_around(words, i - 1, text, base) if words[i].gap == " " else ""
    if i < 2 or words[i].gap != ", ":
        return ""
    after = text[words[i].end - base :]
    k = i - 1
    while k >= 0 and i - k < 14:
        if words[k].low in ("the", "its", "his", "her") and _role_at(words, k, i):
            return text[words[k].start - base : words[i - 1].tail - base] if "," in after[:60] else ""
        if any(c in words[k].gap for c in ',;:."“”()') or (words[k].low in word_list("say")):
            return ""
        k -= 1
    return ""


def _role_at(words: Sequence[Piece], k: int, i: int) -> bool:
    """Whether "the" at k is followed by a role noun within three words and then by "of …" or the name."""
    for n in range(k + 1, min(k + 5, i)):
        if is_role(words[n].text) or is_kin(words[n].text):
            return n == i - 1 or words[n + 1].low in ("of", "for", "at", "in", "on")
    return False
