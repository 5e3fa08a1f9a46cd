"""Numerals: digits, words and fractions → a value and where it is written; no context is looked at.

Method: a recursive reading of English cardinals (tens, teens and units within a hundred, hundreds
within a scale, scales descending), after Quirk et al., A Comprehensive Grammar, 6.63-6.67.
"""

from __future__ import annotations

from functools import cache

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_shares import fraction, glyph, half_group, mixed, part, ratio
from reconcile.facets.number_terms import Numeral, hyphen, scale_of, terms
from reconcile.facets.number_values import step_of
from reconcile.facets.remembered import briefly

MOST = 1e18  # nothing that news counts is more
MOST_FEW = 19.0  # "several days": loosely, since nobody takes a "few" for a figure
LONGEST_DIGITS = 15  # a longer run is an account or serial number, and would not be exact as a float


@cache
def _starts() -> frozenset[str]:
    """The words and marks that a numeral may begin with: every other atom is turned away at once."""
    keys = ("units", "teens", "tens", "ordinals", "glyphs")
    first = {word.split()[0] for word in terms("vague")} | {word for key in keys for word in terms(key)}
    return frozenset(
        first | {".", "a", "an", "couple", "few", "half", "hundred", "pair", "quarter", "several"}
    )


def numeral(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """Return the numeral that begins at an atom, or None."""
    if i >= len(atoms) or not (atoms[i].kind == "number" or atoms[i].lower in _starts()):
        return None
    known = _known(atoms)
    if i not in known:
        known[i] = _numeral(atoms, i)
    return known[i]


@briefly
def _known(atoms: tuple[Atom, ...]) -> dict[int, Numeral | None]:
    """The numerals found so far in a text, by where they begin: thirty forms of dates and figures ask."""
    return {}


def _numeral(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    found = _vague(atoms, i) or half_group(atoms, i) or fraction(atoms, i) or _cardinal(atoms, i)
    if found is None or found.vague or found.fraction:
        return found or glyph(atoms, i)
    if found.ordinal:
        return None if phrase(atoms, found.after, 2) == "to last" else found
    return ratio(atoms, found, _cardinal) or (None if _stands_for_a_thing(atoms, found) else found)


def _cardinal(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """Return the whole number, decimal or ordinal that begins at an atom, in digits or words."""
    if i >= len(atoms):
        return None
    return (_digits(atoms, i) if _starts_digits(atoms, i) else None) or _spelled(atoms, i)


def _stands_for_a_thing(atoms: tuple[Atom, ...], found: Numeral) -> bool:
    """Whether "one" is a pronoun: "the one you mentioned", "this one", "which one"; not "the one mile"."""
    if not found.words or found.stated != 1 or lower(atoms, found.first) != "one":
        return False
    if lower(atoms, found.first - 1) not in ("that", "the", "this", "which"):
        return False
    follows = atoms[found.after] if found.after < len(atoms) else None
    if follows is None or (follows.kind == "mark" and not hyphen(atoms, found.after)):
        return True
    return follows.lower in table("numbers_nouns")["words"]["stops"] or follows.lower in ("do", "does")


def _timed(word: str) -> bool:
    return any(word in forms for _, forms in table("numbers_units")["durations"].values())


def _starts_digits(atoms: tuple[Atom, ...], i: int) -> bool:
    if atoms[i].kind == "number":
        return True
    return (
        atoms[i].text == "." and i + 1 < len(atoms) and atoms[i + 1].kind == "number" and atoms[i + 1].glued
    )


def _vague(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "tens of thousands", "dozens", "a couple of", "a few hundred"."""
    for size in (3, 1):
        found = terms("vague").get(phrase(atoms, i, size))
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
        last = k + 1 + (lower(atoms, k + 1) == "of" and scale_of(lower(atoms, k + 2)) > 1)
        scale = scale_of(lower(atoms, last))
        loose = lower(atoms, k) == "couple"
        high = (3.0 if loose else 2.0) * scale
        return Numeral(i, last + 1, 2 * scale, high, 2 * scale, scale, words=True, vague=loose)
    if lower(atoms, k) in ("few", "several"):
        scale = scale_of(lower(atoms, k + 1))
        if scale > 1:
            return Numeral(i, k + 2, 2 * scale, 9 * scale, 3 * scale, scale, words=True, vague=True)
        if _timed(lower(atoms, k + 1)):
            return Numeral(i, k + 1, 2, MOST_FEW, 3, 1, words=True, vague=True)
    if lower(atoms, k) == "couple" and k > i and _timed(lower(atoms, k + 1)):
        return Numeral(i, k + 1, 2, 3, 2, 1, words=True, vague=True)  # "a couple weeks"
    return None


def _digits(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "1,200", ".45", "3.5 million", "40k", "3rd", "10 1/2"."""
    k = i + (atoms[i].text == ".")
    plain = mixed(atoms, i) if k == i and lower(atoms, i + 3) != "/" else None
    if plain:
        return Numeral(i, plain[1], plain[0], plain[0], plain[0], 0.05, fraction=True)
    text = "0." + atoms[k].text if k > i else atoms[k].text
    if sum(c.isdigit() for c in text) > LONGEST_DIGITS or text.count(".") > 1:
        return None
    value = float("".join(c for c in text if c == "." or c.isdecimal()))
    after, scale, ordinal = k + 1, 1.0, False
    tail = lower(atoms, after) if after < len(atoms) and atoms[after].glued else ""
    if tail in ("st", "nd", "rd", "th"):
        after, ordinal = after + 1, True
    elif tail in terms("short_scales") and (tail != "m" or _million(atoms, after)):
        after, scale = after + 1, float(terms("short_scales")[tail])
    else:
        more = mixed(atoms, after)
        if more:
            value, after, text = value + more[0], more[1], ""
        spaced = after + hyphen(atoms, after)
        if lower(atoms, spaced) in ("bln", "tln"):
            after, scale = spaced + 1, {"bln": 1e9, "tln": 1e12}[lower(atoms, spaced)]
        while terms("scales").get(lower(atoms, spaced)) or lower(atoms, spaced) in ("bn", "mln", "trn"):
            word = lower(atoms, spaced)
            scale *= float(terms("scales").get(word) or terms("short_scales")[word])
            after = spaced = spaced + 1
        if lower(atoms, spaced) in ("dozen", "dozens"):
            after, scale = spaced + 1, scale * 12
        more = mixed(atoms, after) if scale >= 1e6 else None  # "3 million and a half"
        if more:
            value, after = value + more[0], more[1]
    total = value * scale
    if total > MOST:
        return None
    return Numeral(i, after, total, total, total, step_of(total, text, scale), ordinal=ordinal)


def _million(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether the letter behind a figure is a million: "10M", "5m barrels"; "5m deep" are metres."""
    return atoms[k].text == "M" or _counted(lower(atoms, k + 1))


def _counted(word: str) -> bool:
    """Whether a word is a plain plural: "5m barrels" are five million, "5m deep" five metres."""
    nouns = table("numbers_nouns")["words"]
    return word in nouns["plurals"] or (
        len(word) > 3 and word.endswith("s") and word not in nouns["no_plurals"]
    )


def _spelled(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """A cardinal or ordinal in words: "a hundred and five", "two dozen", "twenty-first"."""
    k = i
    total = group = last = 0.0
    seen, ordinal = "", False  # seen: what the next word may follow: "", unit, tens, hundred, scale
    if lower(atoms, i) in ("a", "an"):
        if scale_of(lower(atoms, i + 1)) == 1:
            return None
        group, seen, k = 1.0, "unit", i + 1
    elif lower(atoms, i) == "hundred" and scale_of(lower(atoms, i + 1)) > 1:
        group, seen, k = 100.0, "hundred", i + 1  # a headline's "Hundred thousand march"
    while k < len(atoms):
        step = k
        if seen and (hyphen(atoms, k) or (lower(atoms, k) == "and" and seen in ("hundred", "scale"))):
            if not hyphen(atoms, k) and part(atoms, k + 1):
                break
            step = k + 1
        word = lower(atoms, step)
        value, kind = _word(word)
        if kind == "ordinal" and seen != "unit" and (not seen or seen != "tens" or value < 10):
            if seen and word == "second" and lower(atoms, step + 1) == "time":
                break
            group, ordinal, k = group + value, True, step + 1
            break
        if not _follows(seen, kind) and not (kind == seen == "scale" and value > last):
            break
        last = value
        if kind in ("unit", "teen", "tens"):
            group += value
        elif kind == "hundred":
            if group >= 100:
                break
            group *= 100
        elif kind == "dozen":
            whole = group // 100 * 100 if group % 100 else 0.0  # "three hundred and two dozen"
            total, group = total + whole + (group - whole) * 12, 0.0
        else:
            bigger = seen == "scale"  # "three lakh crore"
            total, group = (total * value if bigger else total + (group or 1) * value), 0.0
        seen, k = ("unit" if kind in ("teen", "dozen") else kind), step + 1
    if k == i or (not seen and not ordinal):
        return None
    value = total + group
    if value > MOST:
        return None
    more = None if ordinal else mixed(atoms, k)
    if more:
        value, k = _halved(atoms, value, k, more)
    return Numeral(i, k, value, value, value, step_of(value, ""), words=True, ordinal=ordinal)


def _halved(atoms: tuple[Atom, ...], value: float, k: int, more: tuple[float, int]) -> tuple[float, int]:
    """Return a cardinal with what follows: "two and a half million", "one million and a half"."""
    last = scale_of(lower(atoms, k - 1))
    scale = scale_of(lower(atoms, more[1]))
    if scale > 1:
        total = (value + more[0]) * scale if last < scale else value + more[0] * scale
        return total, more[1] + 1
    return value + more[0] * (last if last >= 1e6 else 1.0), more[1]


def _word(word: str) -> tuple[float, str]:
    """Return the value of a numeral word and what it is; (0, '') for any other word."""
    for key, kind in (("units", "unit"), ("teens", "teen"), ("tens", "tens"), ("ordinals", "ordinal")):
        if word in terms(key):
            return float(terms(key)[word]), kind
    if word == "hundred":
        return 100.0, "hundred"
    if word in terms("scales"):
        return float(terms("scales")[word]), "scale"
    return (12.0, "dozen") if word in ("dozen", "dozens") else (0.0, "")


def _follows(seen: str, kind: str) -> bool:
    """Whether a word of a kind may continue a cardinal: "twenty one" is one, "two three" are two."""
    if kind in ("unit", "teen", "tens"):
        return seen in ("", "hundred", "scale") or (seen == "tens" and kind == "unit")
    if kind == "hundred":
        return seen == "unit"
    if kind == "dozen":
        return seen in ("unit", "tens", "hundred")
    return kind == "scale" and seen in ("unit", "tens", "hundred")
