"""Numerals: digits, words and fractions → a value and where it is written; no context is looked at.

Method: a recursive reading of English cardinals (tens, teens and units within a hundred, hundreds
within a scale, scales descending), after Quirk et al., A Comprehensive Grammar, 6.63-6.67.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_values import step_of

LONGEST_DIGITS = 15  # a longer run is an account or serial number, and would not be exact as a float


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at atoms[first:after]; `low` and `high` differ where the words name no one figure."""

    first: int
    after: int
    low: float
    high: float
    stated: float
    step: float
    words: bool = False  # written in words
    vague: bool = False
    fraction: bool = False  # "half", "two-thirds": a share of something
    ordinal: bool = False


@cache
def _terms(key: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers_words")[key]
    return found


@cache
def _starts() -> frozenset[str]:
    """The words and marks that a numeral may begin with: every other atom is turned away at once."""
    keys = ("units", "teens", "tens", "ordinals", "glyphs")
    first = {word.split()[0] for word in _terms("vague")} | {word for key in keys for word in _terms(key)}
    return frozenset(first | {".", "a", "an", "couple", "few", "half", "pair", "quarter", "several"})


def numeral(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """Return the numeral that begins at an atom, or None."""
    if i >= len(atoms) or not (atoms[i].kind == "number" or atoms[i].lower in _starts()):
        return None
    return (
        _vague(atoms, i)
        or _half_group(atoms, i)
        or _fraction(atoms, i)
        or (_digits(atoms, i) if _starts_digits(atoms, i) else None)
        or _spelled(atoms, i)
        or _glyph(atoms, i)
    )


def hyphen(atoms: tuple[Atom, ...], i: int) -> bool:
    """Whether a hyphen without white space on either side stands at an index."""
    return i + 1 < len(atoms) and i > 0 and atoms[i].dash and atoms[i].glued and atoms[i + 1].glued


def _starts_digits(atoms: tuple[Atom, ...], i: int) -> bool:
    if atoms[i].kind == "number":
        return True
    return (
        atoms[i].text == "." and i + 1 < len(atoms) and atoms[i + 1].kind == "number" and atoms[i + 1].glued
    )


def _vague(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "tens of thousands", "dozens", "a couple of", "a few hundred"."""
    for size in (3, 1):
        found = _terms("vague").get(phrase(atoms, i, size))
        if found and not (lower(atoms, i) == "scores" and lower(atoms, i + 1) != "of"):
            low, high, stated = (float(v) for v in found)
            return Numeral(i, i + size, low, high, stated, stated, words=True, vague=True)
    k = i + (lower(atoms, i) == "a")
    if lower(atoms, k) in ("couple", "pair") and lower(atoms, k + 1) in (
        "of",
        "dozen",
        "hundred",
        "thousand",
    ):
        scale = _scale(lower(atoms, k + 1))
        loose = lower(atoms, k) == "couple"
        high = (3.0 if loose else 2.0) * scale
        return Numeral(i, k + 2, 2 * scale, high, 2 * scale, scale, words=True, vague=loose)
    if lower(atoms, k) in ("few", "several") and _scale(lower(atoms, k + 1)) > 1:
        scale = _scale(lower(atoms, k + 1))
        return Numeral(i, k + 2, 2 * scale, 9 * scale, 3 * scale, scale, words=True, vague=True)
    return None


def _scale(word: str) -> float:
    return float(_terms("scales").get(word) or _terms("groups").get(word.removesuffix("s")) or 1)


def _half_group(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half-dozen", "a half-million", "quarter of a million"."""
    k = i + (lower(atoms, i) == "a")
    share = {"half": 0.5, "quarter": 0.25}.get(lower(atoms, k))
    if share is None:
        return None
    after = k + 1
    while lower(atoms, after) in ("a", "of") or hyphen(atoms, after):
        after += 1
    scale = _scale(lower(atoms, after))
    if scale == 1 or after > k + 3 or (share == 0.25 and after == k + 1):
        return None
    value = share * scale
    return Numeral(i, after + 1, value, value, value, step_of(value, ""), words=True)


def _fraction(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "half", "a quarter", "two-thirds", "one in five", "1/2", "10 1/2" (by `_digits`)."""
    if lower(atoms, i) == "half" and lower(atoms, i + 1) not in ("-", "time", "year", "past"):
        before = lower(atoms, i - 1)
        if before in ("first", "second", "a", "other", "better", "top", "bottom", "each", "per"):
            return None
        return Numeral(i, i + 1, 0.5, 0.5, 0.5, 0.05, words=True, fraction=True)
    top = 1.0 if lower(atoms, i) in ("a", "one") else float(_terms("units").get(lower(atoms, i), 0))
    k = i + 1 + hyphen(atoms, i + 1)
    bottom = _terms("fractions").get(lower(atoms, k))
    if not top or not bottom or top >= bottom:
        return None
    if lower(atoms, i) == "a" and lower(atoms, k + 1) != "of":
        return None  # "a third man", "a quarter"
    if top == 1 and (lower(atoms, k).endswith("s") or not (hyphen(atoms, k - 1) or _share(atoms, k))):
        return None
    if top > 1 and not lower(atoms, k).endswith("s"):
        return None
    value = top / bottom
    return Numeral(i, k + 1, value, value, value, 0.05, words=True, fraction=True)


def _share(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether "one fifth" is a share and no place in a row: nothing is counted after it."""
    follows = lower(atoms, k + 1)
    return lower(atoms, k) in ("half", "quarter", "third") or follows in (
        "",
        "of",
        "the",
        ".",
        ",",
        "in",
        "to",
        "or",
        "and",
    )


def _digits(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "1,200", ".45", "3.5 million", "40k", "3rd", "10 1/2"."""
    k = i + (atoms[i].text == ".")
    plain = _mixed(atoms, i) if k == i and lower(atoms, i + 3) != "/" else None
    if plain:
        return Numeral(i, plain[1], plain[0], plain[0], plain[0], 0.05, fraction=True)
    text = "0." + atoms[k].text if k > i else atoms[k].text
    if sum(c.isdigit() for c in text) > LONGEST_DIGITS or text.count(".") > 1:
        return None
    value = float(text.replace(",", ""))
    after, scale, ordinal = k + 1, 1.0, False
    tail = lower(atoms, after) if after < len(atoms) and atoms[after].glued else ""
    if tail in ("st", "nd", "rd", "th"):
        after, ordinal = after + 1, True
    elif tail in _terms("short_scales") and (tail != "m" or _counted(lower(atoms, after + 1))):
        after, scale = after + 1, float(_terms("short_scales")[tail])
    else:
        mixed = _mixed(atoms, after)
        if mixed:
            value, after, text = value + mixed[0], mixed[1], ""
        spaced = after + hyphen(atoms, after)
        if lower(atoms, spaced) in ("bln", "tln"):
            after, scale = spaced + 1, {"bln": 1e9, "tln": 1e12}[lower(atoms, spaced)]
        while _terms("scales").get(lower(atoms, spaced)) or lower(atoms, spaced) in ("bn", "mln", "trn"):
            word = lower(atoms, spaced)
            scale *= float(_terms("scales").get(word) or _terms("short_scales")[word])
            after = spaced = spaced + 1
        if lower(atoms, spaced) in ("dozen", "dozens"):
            after, scale = spaced + 1, scale * 12
    total = value * scale
    if total > 1e18:
        return None
    return Numeral(i, after, total, total, total, step_of(total, text, scale), ordinal=ordinal)


def _counted(word: str) -> bool:
    """Whether a word is a plain plural: "5m barrels" are five million, "5m deep" five metres."""
    nouns = table("numbers_nouns")["words"]
    return word in nouns["plurals"] or (
        len(word) > 3 and word.endswith("s") and word not in nouns["no_plurals"]
    )


def _mixed(atoms: tuple[Atom, ...], k: int) -> tuple[float, int] | None:
    """Return the fraction that follows a whole number ("10 1/2", "2½", "two and a half"), and its end."""
    if lower(atoms, k) in _terms("glyphs"):
        return float(_terms("glyphs")[lower(atoms, k)]), k + 1
    if lower(atoms, k) == "and" and lower(atoms, k + 1) in ("a", "one", "two", "three", "four"):
        part = _part(atoms, k + 1)
        if part and lower(atoms, part[1]) != "of":
            return part
    if k + 2 < len(atoms) and atoms[k].kind == atoms[k + 2].kind == "number" and atoms[k + 1].text in "/⁄":
        top, bottom = _small(atoms[k].text), _small(atoms[k + 2].text)
        if bottom in (2, 3, 4, 5, 8, 16) and 0 < top < bottom and atoms[k + 1].glued:
            return top / bottom, k + 3
    return None


def _part(atoms: tuple[Atom, ...], k: int) -> tuple[float, int] | None:
    """Return a fraction in words ("a half", "three fifths") and the index after it."""
    top = 1.0 if lower(atoms, k) in ("a", "one") else float(_terms("units").get(lower(atoms, k), 0))
    after = k + 1 + hyphen(atoms, k + 1)
    bottom = _terms("fractions").get(lower(atoms, after))
    if not top or not bottom or top >= bottom or (top > 1) != lower(atoms, after).endswith("s"):
        return None
    return top / bottom, after + 1


def _small(text: str) -> int:
    return int(text) if len(text) <= 2 and text.isdecimal() else 0


def _glyph(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    value = _terms("glyphs").get(lower(atoms, i))
    if value is None:
        return None
    return Numeral(i, i + 1, float(value), float(value), float(value), 0.05, fraction=True)


def _spelled(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """A cardinal or ordinal in words: "a hundred and five", "two dozen", "twenty-first"."""
    k = i
    total = group = 0.0
    seen, ordinal = "", False  # seen: what the next word may follow: "", unit, tens, hundred, scale
    if lower(atoms, i) in ("a", "an"):
        if _scale(lower(atoms, i + 1)) == 1:
            return None
        group, seen, k = 1.0, "unit", i + 1
    while k < len(atoms):
        step = k
        if seen and (hyphen(atoms, k) or (lower(atoms, k) == "and" and seen in ("hundred", "scale"))):
            if not hyphen(atoms, k) and _part(atoms, k + 1):
                break
            step = k + 1
        word = lower(atoms, step)
        value, kind = _word(word)
        if kind == "ordinal" and seen != "unit" and (not seen or seen != "tens" or value < 10):
            if seen and word == "second" and lower(atoms, step + 1) == "time":
                break
            group, ordinal, k = group + value, True, step + 1
            break
        if not _follows(seen, kind):
            break
        if kind in ("unit", "teen", "tens"):
            group += value
        elif kind == "hundred":
            group *= 100
        elif kind == "dozen":
            if group >= 100:
                break
            total, group = total + group * 12, 0.0
        else:
            total, group = total + (group or 1) * value, 0.0
        seen, k = ("unit" if kind in ("teen", "dozen") else kind), step + 1
    if k == i or (not seen and not ordinal):
        return None
    value = total + group
    mixed = None if ordinal or lower(atoms, k) != "and" else _mixed(atoms, k)
    if mixed:
        scale = _scale(lower(atoms, mixed[1]))
        last = _scale(lower(atoms, k - 1))  # "one million and a half" halves the million, not the one
        last = last if last >= 1e6 else 1.0
        value = (value + mixed[0]) * scale if scale > 1 else value + mixed[0] * last
        k = mixed[1] + (scale > 1)
    return Numeral(i, k, value, value, value, step_of(value, ""), words=True, ordinal=ordinal)


def _word(word: str) -> tuple[float, str]:
    """Return the value of a numeral word and what it is; (0, '') for any other word."""
    for key, kind in (("units", "unit"), ("teens", "teen"), ("tens", "tens"), ("ordinals", "ordinal")):
        if word in _terms(key):
            return float(_terms(key)[word]), kind
    if word == "hundred":
        return 100.0, "hundred"
    if word in _terms("scales"):
        return float(_terms("scales")[word]), "scale"
    return (12.0, "dozen") if word in ("dozen", "dozens") else (0.0, "")


def _follows(seen: str, kind: str) -> bool:
    """Whether a word of a kind may continue a cardinal: "twenty one" is one, "two three" are two."""
    if kind in ("unit", "teen", "tens"):
        return seen in ("", "hundred", "scale") or (seen == "tens" and kind == "unit")
    if kind == "hundred":
        return seen == "unit"
    if kind == "dozen":
        return seen in ("unit", "tens")
    return kind == "scale" and seen in ("unit", "tens", "hundred")
