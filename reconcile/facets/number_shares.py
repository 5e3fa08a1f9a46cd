"""Shares of a whole: fractions in words and figures, ratios ("one in five"), "half a million".

Method: top and bottom are read apart; a bottom is an ordinal word of the table, a small figure, or, in a
ratio, any cardinal. Bottoms in figures are those that print uses (halves to sixteenths).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_terms import Numeral, hyphen, scale_of, terms
from reconcile.facets.number_values import step_of

STEP = 0.05  # what a share in words counts: nobody says "a third" for 31 percent
_MOST_OF = 1000000  # "one in a million"
_YEARS = (1500, 2199)  # "three in 2015" is no share
_LINKS = ("in", "in every", "of every", "out of", "out of every")
_USUAL = (*range(2, 11), 20, 50, 100, 1000)  # bottoms of "two in five", "three in 1,000"
_BOTTOMS = (2, 3, 4, 5, 8, 16)
_MILLION = 1e6


def half_group(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half-dozen", "a half-million", "quarter of a million"."""
    k = i + (lower(atoms, i) == "a")
    share = {"half": 0.5, "quarter": 0.25}.get(lower(atoms, k))
    if share is None:
        return None
    after = k + 1
    while lower(atoms, after) in ("a", "of") or hyphen(atoms, after):
        after += 1
    scale = scale_of(lower(atoms, after))
    ranked = lower(atoms, i - 1) in terms("ordinals")  # "third quarter million-dollar losses"
    if scale == 1 or after > k + 3 or (share == 0.25 and after == k + 1 and ranked):
        return None
    value = share * scale
    return Numeral(i, after + 1, value, value, value, step_of(value, ""), words=True)


def fraction(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "half", "by a quarter", "two-thirds", "three quarters of a million"."""
    if lower(atoms, i) == "half" and lower(atoms, i + 1) not in ("-", "hour", "time", "year", "past"):
        before = lower(atoms, i - 1)
        if before in ("first", "second", "other", "better", "top", "bottom", "each", "per"):
            return None
        if before != "a" or lower(atoms, i + 1) in ("", ".", ",", "of"):
            return Numeral(i, i + 1, 0.5, 0.5, 0.5, STEP, words=True, fraction=True)
        return None
    found = part(atoms, i)
    if found is None or not _is_share(atoms, i, found[1]):
        return None
    value, after = found
    whole = after + 2 if phrase(atoms, after, 2) == "of a" else after
    scale = scale_of(lower(atoms, whole))
    if scale >= _MILLION:
        value *= scale
        return Numeral(i, whole + 1, value, value, value, step_of(value, ""), words=True)
    return Numeral(i, after, value, value, value, STEP, words=True, fraction=True)


def _is_share(atoms: tuple[Atom, ...], i: int, after: int) -> bool:
    """Whether "a third", "one fifth" is a share and no place in a row: nothing is counted after it."""
    first, bottom, follows = lower(atoms, i), lower(atoms, after - 1), lower(atoms, after)
    if bottom.endswith("s"):
        return True
    if first == "a":  # "a third man", "a third exploded", "a quarter"
        return follows == "of" or lower(atoms, i - 1) in table("numbers_qualifiers")["parts"]["before_share"]
    joined = hyphen(atoms, after - 2)
    return joined or bottom in ("half", "quarter", "third") or follows in _after_share()


@cache
def _after_share() -> frozenset[str]:
    """What may follow a share that nothing is counted by: "one fifth of", "one fifth to"."""
    return frozenset(("", "of", "the", ".", ",", "in", "to", "or", "and"))


def part(atoms: tuple[Atom, ...], k: int) -> tuple[float, int] | None:
    """Return a fraction in words ("a half", "three fifths") and the index after it."""
    top = 1.0 if lower(atoms, k) in ("a", "one") else float(terms("units").get(lower(atoms, k), 0))
    after = k + 1 + hyphen(atoms, k + 1)
    bottom = terms("fractions").get(lower(atoms, after))
    if not top or not bottom or top >= bottom or (top > 1) != lower(atoms, after).endswith("s"):
        return None
    return top / bottom, after + 1


def mixed(atoms: tuple[Atom, ...], k: int) -> tuple[float, int] | None:
    """Return the fraction that follows a whole number ("10 1/2", "2½", "two and a half"), and its end."""
    if lower(atoms, k) in terms("glyphs"):
        return float(terms("glyphs")[lower(atoms, k)]), k + 1
    joined = k + hyphen(atoms, k)
    if lower(atoms, joined) == "and":
        found = part(atoms, joined + 1 + hyphen(atoms, joined + 1))
        if found is None:
            found = _dashed_part(atoms, joined + 1)
        if found and lower(atoms, found[1]) != "of":
            return found
    if k + 2 < len(atoms) and atoms[k].kind == atoms[k + 2].kind == "number" and atoms[k + 1].text in "/⁄":
        top, bottom = _small(atoms[k].text), _small(atoms[k + 2].text)
        if bottom in _BOTTOMS and 0 < top < bottom and atoms[k + 1].glued:
            return top / bottom, k + 3
    return None


def _dashed_part(atoms: tuple[Atom, ...], k: int) -> tuple[float, int] | None:
    """The half of "two-and-a-half-hour", and of "one and half hours" as some desks write it."""
    k += hyphen(atoms, k)
    if lower(atoms, k) == "a" and hyphen(atoms, k + 1) and lower(atoms, k + 2) in ("half", "quarter"):
        return (0.5 if lower(atoms, k + 2) == "half" else 0.25), k + 3
    timed = lower(atoms, k + 1) in table("numbers_units")["durations_after_half"]["forms"]
    return (0.5, k + 1) if lower(atoms, k) == "half" and timed else None


def _small(text: str) -> int:
    return int(text) if len(text) <= 2 and text.isdecimal() else 0


def glyph(atoms: tuple[Atom, ...], i: int) -> Numeral | None:
    """ "½" by itself."""
    value = terms("glyphs").get(lower(atoms, i))
    if value is None:
        return None
    return Numeral(i, i + 1, float(value), float(value), float(value), STEP, fraction=True)


def ratio(
    atoms: tuple[Atom, ...], top: Numeral, cardinal: Callable[[tuple[Atom, ...], int], Numeral | None]
) -> Numeral | None:
    """ "one in five", "1 in 10", "nine out of 10"; not "two in 2015", "three in 12 hours"."""
    size = next((n for n in (3, 2, 1) if phrase(atoms, top.after, n) in _LINKS), 0)
    if not size or top.ordinal or top.fraction or top.vague or top.stated != int(top.stated):
        return None
    link = phrase(atoms, top.after, size)
    bottom = cardinal(atoms, top.after + size)
    if bottom is None or bottom.ordinal or bottom.fraction or bottom.vague:
        return None
    if not 0 < top.stated < bottom.stated <= _MOST_OF or bottom.stated != int(bottom.stated):
        return None
    if link == "in" and (not _plain_ratio(atoms, top, bottom) or _timed(atoms, bottom.after)):
        return None
    value = top.stated / bottom.stated
    return Numeral(top.first, bottom.after, value, value, value, STEP, top.words, fraction=True)


def _plain_ratio(atoms: tuple[Atom, ...], top: Numeral, bottom: Numeral) -> bool:
    """Whether "one in five" is a share: a small top, no year below, no place that starts with a number."""
    dated = (
        _YEARS[0] <= bottom.stated <= _YEARS[1] and "," not in atoms[bottom.first].text and not bottom.words
    )
    usual = top.stated == 1 or bottom.stated in _USUAL
    verb = lower(atoms, top.first - 1) in _killed()  # "killed two in five attacks"
    return top.stated < 10 and usual and not dated and not verb


@cache
def _killed() -> frozenset[str]:
    return frozenset(table("numbers_nouns")["words"]["transitive"])


def _timed(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a unit or another place name follows: "one in 10 days", "one in 5th"."""
    k += hyphen(atoms, k)
    follows = lower(atoms, k)
    return any(follows in forms for _, forms in table("numbers_units")["durations"].values()) or follows in (
        "a", "after", "percent", "%",
    )  # fmt: skip
