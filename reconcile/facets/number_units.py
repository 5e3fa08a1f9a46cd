"""Units: what stands around a numeral and says of what kind it is (money, percent, age, measure, time)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reconcile.data import table, words
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_grammar import hyphen, numeral
from reconcile.facets.number_values import FigureKind

OLDEST = 119  # "Jovan Wilson, 15," gives an age; "Route 128, 240" does not
_LONGEST_UNIT = 3  # atoms: "kilometers per hour"


@dataclass(frozen=True, slots=True)
class Unit:
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
        or _written(atoms, first, after)
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
        if lower(atoms, k) in ("old", "olds"):
            return Unit("age", name[1], first, k + 1)
        if phrase(atoms, k, 2) == "of age":
            return Unit("age", name[1], first, k + 2)
        return None
    if lower(atoms, first - 1) in ("aged", "ages", "age"):
        return Unit("age", "year", first - 1, after)
    if after == first + 1 and atoms[first].kind == "number" and _apposed(atoms, first):
        return Unit("age", "year", first, after)
    return None


def _apposed(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a bare number between commas follows a person: "Ann Lee, 44, said", "kills boy, 3"."""
    text = atoms[k].text
    if not (text.isdecimal() and len(text) <= 3 and 0 < int(text) <= OLDEST) or lower(atoms, k - 1) != ",":
        return False
    if k + 1 < len(atoms) and lower(atoms, k + 1) not in (
        ",",
        ".",
        ";",
        "and",
        "of",
        "was",
        "were",
        "is",
        "who",
        "from",
    ):
        return False
    if k < 2 or atoms[k - 2].kind != "word":
        return False
    return (atoms[k - 2].capital and k > 2 and not _calendar(lower(atoms, k - 2))) or lower(
        atoms, k - 2
    ) in _persons()


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("numbers_nouns")["words"]["persons"])


def _calendar(word: str) -> bool:
    return word in words("numbers_calendar", "words")


def _written(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "25 percent", "nine miles", "20-year", "5 feet", "40 deg celsius"."""
    k = after + hyphen(atoms, after)
    for size in range(_LONGEST_UNIT, 0, -1):
        form = phrase(atoms, k, size)
        known = _forms().get(form)
        if known is None:
            continue
        if form in _terms("glued")["only"] and not atoms[k].glued:
            continue
        if form in ("c", "f") and not atoms[k].capital:
            continue
        if form == "pounds" and lower(atoms, k - 1) in ("million", "billion"):
            continue  # a weight in millions of pounds is told in tons
        if form == "second" and k == after:
            continue  # "1 second" is rare in news, "2 second" a slip
        return Unit(known[0], known[1], first, k + size)
    return None


def compound(atoms: tuple[Atom, ...], large: Unit) -> tuple[float, int]:
    """Return what a smaller unit adds to a large one ("5 feet 2 inches": a sixth), and the index after it."""
    small = _terms("compounds").get(large.name)
    k = large.after + (lower(atoms, large.after) in ("and", ","))
    part = numeral(atoms, k) if small and large.kind in ("measure", "duration") else None
    if part is None or part.ordinal or part.vague:
        return 0.0, large.after
    told = _written(atoms, part.first, part.after)
    if told is None or told.name != small or not 0 < part.stated < 60:
        return 0.0, large.after
    share = factor(told.kind, told.name)[1] / factor(large.kind, large.name)[1]
    return part.stated * share, told.after


def _currency(atoms: tuple[Atom, ...], first: int, after: int) -> Unit | None:
    """ "40,000-dollar", "20 million Canadian dollars", "20 USD"."""
    k = after + hyphen(atoms, after)
    nation = _terms("currency_nations").get(lower(atoms, k))
    word = _terms("currency_words").get(lower(atoms, k + (nation is not None)))
    sign = _terms("currency_signs").get(lower(atoms, k))
    if sign and not (k + 1 < len(atoms) and atoms[k + 1].kind == "number" and atoms[k + 1].glued):
        return Unit("money", str(sign), first, k + 1)
    if nation and word:
        return Unit("money", str(nation), first, k + 2)
    if word and lower(atoms, k) not in ("won", "sterling"):
        return Unit("money", str(word), first, k + 1)
    if lower(atoms, k) == "won" and lower(atoms, k - 1) in ("million", "billion", "trillion"):
        return Unit("money", "KRW", first, k + 1)
    if k < len(atoms) and atoms[k].text in words("numbers_units_codes", "codes"):
        return Unit("money", _code(atoms[k].text), first, k + 1)
    return None
