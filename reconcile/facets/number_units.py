"""Units: what stands around a numeral and says of what kind it is (money, percent, age, measure, time)."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from reconcile.data import table, words
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_terms import hyphen
from reconcile.facets.number_values import FigureKind
from reconcile.words import stem, stems

OLDEST = 119  # "Jovan Wilson, 15," gives an age; "Route 128, 240" does not
_AFTER_AGE = (",", ".", ";", "and", "from", "is", "of", "was", "were", "who")
_LONGEST_UNIT = 3  # atoms: "kilometers per hour"
_BEFORE_SECOND = ("a", "about", "by", "for", "than", "within")  # "by one second"


class Unit(NamedTuple):
    """What a numeral counts in; atoms[first:after] is the numeral with its unit."""

    kind: FigureKind
    name: str
    first: int
    after: int


@cache
def _terms(key: str) -> dict[str, Any]:
    found: dict[str, Any] = table("numbers_units")[key]
    return found


@cache
def _forms() -> dict[str, tuple[FigureKind, str]]:
    """Every written form of a unit → its kind and name."""
    found: dict[str, tuple[FigureKind, str]] = {}
    for name, (_, _, forms) in _terms("measures").items():
        found.update(dict.fromkeys(forms, ("measure", name)))
    for name, (_, forms) in _terms("durations").items():
        found.update(dict.fromkeys(forms, ("duration", name)))
    found.update(dict.fromkeys(_terms("percent")["percent"], ("percent", "%")))
    found.update(dict.fromkeys(_terms("percent")["basis"], ("points", "basis point")))
    found.update(dict.fromkeys(_terms("percent")["points"], ("points", "points")))
    return found


def factor(kind: str, name: str) -> tuple[str, float]:
    """Return the class of a unit and how many of the class's base unit it is; the unit where unknown."""
    if kind == "measure" and name in _terms("measures"):
        group, size, _ = _terms("measures")[name]
        return str(group), float(size)
    if kind in ("duration", "age") and name in _terms("durations"):
        if name == "night":
            return "nights", 86400.0  # "three days and two nights" are no two lengths
        return "time", float(_terms("durations")[name][0])
    if kind == "points":
        return kind, 0.01 if name == "basis point" else 1.0
    return name, 1.0


def base(value: float, kind: str, name: str) -> float:
    """Return a value in the base unit of its class: miles in metres, °F in °C."""
    if name == "fahrenheit":
        return (value - 32.0) * 5.0 / 9.0
    return value * factor(kind, name)[1]


def unit(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """Return the unit around the numeral at atoms[first:after]; None where it is a bare count."""
    return (
        _sign(atoms, first, after)
        or _magnitude(atoms, first, after)
        or _age(atoms, first, after)
        or written(atoms, first, after)
        or _currency(atoms, first, after)
    )


def _sign(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "$40,000", "US$5m", "C $ 16 million", "EUR 20"."""
    before = lower(atoms, first - 1)
    code = _terms("currency_signs").get(before)
    if code:
        start = first - 1
        if before == "$" and lower(atoms, start - 1) in _terms("dollar_prefixes") and start > 0:
            glued = atoms[start].glued
            known = _terms("dollar_prefixes")[lower(atoms, start - 1)]
            if glued or lower(atoms, start - 1) in ("us", "u.s.", "c", "hk"):
                return Unit("money", str(known), start - 1, _million(atoms, after))
        return Unit("money", str(code), start, _million(atoms, after))
    if first > 0 and atoms[first - 1].text in words("numbers_units_codes", "codes"):
        return Unit("money", _code(atoms[first - 1].text), first - 1, after)
    if before in ("rs", "rmb"):
        return Unit("money", {"rs": "rupee", "rmb": "CNY"}[before], first - 1, after)
    return None


def _code(text: str) -> str:
    return "CNY" if text == "RMB" else text


def _million(atoms: tuple[Atom, ...], after: int) -> int:
    """Skip the "m" of "$5m", which number_figures scales by."""
    return after + (lower(atoms, after) == "m" and atoms[after].glued)


def _magnitude(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "magnitude 5.9", "a magnitude of 5.9", "5.9-magnitude", "5.9 on the Richter scale"."""
    if lower(atoms, after + hyphen(atoms, after)) == "magnitude":
        return Unit("magnitude", "", first, after + 1 + hyphen(atoms, after))
    if phrase(atoms, after, 3) == "on the richter":
        return Unit("magnitude", "", first, after)
    back = first - 1 - hyphen(atoms, first - 1)
    back -= lower(atoms, back) == "of"
    if lower(atoms, back) == "magnitude":
        return Unit("magnitude", "", back, after)
    return None


def _age(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "15-year-old", "five years old", "aged 15", "Jovan Wilson, 15,"."""
    k = after + hyphen(atoms, after)
    name = _forms().get(lower(atoms, k), ("", ""))
    if name[0] == "duration":
        k += 1 + hyphen(atoms, k + 1)
        if lower(atoms, k) in ("old", "old's", "old’s", "olds"):
            return Unit("age", name[1], first, k + 1)
        if phrase(atoms, k, 2) == "of age":
            return Unit("age", name[1], first, k + 2)
        return None
    if lower(atoms, first - 1) in ("aged", "ages", "age"):
        return Unit("age", "year", first - 1, after)
    if phrase(atoms, first - 2, 2) == "age of":
        return Unit("age", "year", first - 2 - (lower(atoms, first - 3) == "the"), after)
    if lower(atoms, first - 1) == "and" and first > 2 and atoms[first - 2].kind == "number":
        listed = lower(atoms, first - 3) in ("aged", "ages") or _apposed(atoms, first - 2)
        if listed and _young(atoms, first):
            return Unit("age", "year", first, after)  # "ages 8 and 11", "two sons, 8 and 11"
    if phrase(atoms, after, 2) in ("and older", "or older", "or younger"):
        return Unit("age", "year", first, after)
    if after == first + 1 and atoms[first].kind == "number" and _apposed(atoms, first):
        return Unit("age", "year", first, after)
    return None


def _apposed(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a bare number between commas follows a person: "Ann Lee, 44, said", "kills boy, 3"."""
    if not _young(atoms, k) or lower(atoms, k - 1) != ",":
        return False
    if k < 2 or atoms[k - 2].kind != "word":
        return False
    named = atoms[k - 2].capital and k > 2 and not _calendar(lower(atoms, k - 2))
    return named or lower(atoms, k - 2) in _persons() or stem(lower(atoms, k - 2)) in stems(*_persons())


def _young(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a bare number may be somebody's age."""
    text = atoms[k].text
    ends = k + 1 >= len(atoms) or lower(atoms, k + 1) in _AFTER_AGE
    return text.isdecimal() and len(text) <= 3 and 0 < int(text) <= OLDEST and ends


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("numbers_nouns")["words"]["persons"])


def _calendar(word: str) -> bool:
    return word in words("numbers_calendar", "words")


def written(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "25 percent", "nine miles", "20-year", "5 feet", "40 deg celsius"."""
    k, before = after + hyphen(atoms, after), lower(atoms, first - 1)
    k += lower(atoms, k) == "of" and lower(atoms, after - 1).endswith("s")  # "hundreds of miles"
    for size in range(_LONGEST_UNIT, 0, -1):
        form = phrase(atoms, k, size)
        known = _forms().get(form)
        if known is None:
            continue
        if form in _terms("glued")["only"] and not atoms[k].glued and not _degrees(atoms, first, k):
            continue
        if form in ("c", "f") and not atoms[k].capital:
            continue
        if form == "g" and atoms[k].capital:
            continue  # "5G"
        if form == "pounds" and lower(atoms, k - 1) in ("million", "billion"):
            continue  # a weight in millions of pounds is told in tons
        counted = before in _BEFORE_SECOND and lower(atoms, first) == "one"
        if form == "second" and k == after and not counted:
            continue  # "2 second" is a slip, "one second" mostly a place in a row
        if form[-1].isdecimal() and not all(a.glued for a in atoms[k + 1 : k + size]):
            continue  # "190 km2" is an area, "5 km 2 days" is none
        return Unit(known[0], known[1], first, k + size)
    return None


def _degrees(atoms: tuple[Atom, ...], first: int, k: int) -> bool:
    """Whether a letter apart from its figure is a temperature's: "minus 12 C.", "20 C (68 F)"."""
    if atoms[k].text not in ("C", "F") or atoms[first].kind != "number":
        return False
    return k + 1 >= len(atoms) or atoms[k + 1].text in ".,;)(" or lower(atoms, first - 1) == "minus"


def _currency(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "40,000-dollar", "20 million Canadian dollars", "20 USD"."""
    k = after + hyphen(atoms, after)
    k += lower(atoms, k) == "of" and lower(atoms, after - 1).endswith("s")  # "millions of dollars"
    named = 2 if phrase(atoms, k, 2) in _terms("currency_nations") else 1
    nation = _terms("currency_nations").get(phrase(atoms, k, named))
    word = _terms("currency_words").get(lower(atoms, k + named if nation else k))
    sign = _terms("currency_signs").get(lower(atoms, k))
    if sign and not (k + 1 < len(atoms) and atoms[k + 1].kind == "number" and atoms[k + 1].glued):
        return Unit("money", str(sign), first, k + 1)
    if nation and word:
        return Unit("money", _coined(str(nation), lower(atoms, k + named)), first, k + named + 1)
    if word and lower(atoms, k) not in ("won", "sterling"):
        return Unit("money", str(word), first, k + 1)
    if lower(atoms, k) == "won" and lower(atoms, k - 1) in ("million", "billion", "trillion"):
        return Unit("money", "KRW", first, k + 1)
    if k < len(atoms) and atoms[k].text in words("numbers_units_codes", "codes"):
        return Unit("money", _code(atoms[k].text), first, k + 1)
    return None


def _coined(code: str, word: str) -> str:
    """Return the name of a nation's cents or pence, which are a hundredth, or the code of its currency."""
    small = _terms("currency_words")[word]
    return str(small) if small in ("cent", "penny") else code
