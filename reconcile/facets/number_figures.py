"""Figures: every quantity of a text with its kind, unit, qualifier and interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reconcile.data import table
from reconcile.facets import number_qualifiers as qualifiers
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_labels import label
from reconcile.facets.number_lengths import article, compound, decade_of_life
from reconcile.facets.number_terms import Numeral
from reconcile.facets.number_units import Unit, unit
from reconcile.facets.number_values import Figure, FigureKind


class Found(NamedTuple):
    """A figure at atoms[start:after]; the bare numeral with its unit at atoms[first:after]."""

    start: int
    first: int
    after: int
    figure: Figure
    unit: str
    qualifier: str


def figures(atoms: tuple[Atom, ...], taken: tuple[tuple[int, int], ...] = ()) -> Iterator[Found]:
    """Yield the figures of a text in order; `taken` spans (dates, as offsets) are left alone."""
    i = 0
    while i < len(atoms):
        held = next((end for start, end in taken if start <= atoms[i].start < end), None)
        if held is not None:
            while i < len(atoms) and atoms[i].start < held:
                i += 1
            continue
        one = numeral(atoms, i) or article(atoms, i)
        if one is None:
            i += 1
            continue
        decade = decade_of_life(atoms, one)
        if decade:
            yield Found(decade[0], decade[0], decade[1], decade[2], "year", "")
            i = decade[1]
            continue
        skip = label(atoms, one)
        if skip:
            i = max(skip, i + 1)
            continue
        found = _figure(atoms, one)
        if found is None:
            i = max(one.after, i + 1)
            continue
        yield found
        i = max(found.after, i + 1)


def _figure(atoms: tuple[Atom, ...], one: Numeral) -> Found | None:
    """Read the numeral with its range, unit and qualifiers; None for the pronoun "one"."""
    other = None if one.ordinal else _range(atoms, one)
    last = other or one
    around = unit(atoms, one.first, last.after)
    if other is not None and around is None:
        left = unit(atoms, one.first, one.after)  # "$3 to $5"
        around = Unit(left.kind, left.name, left.first, last.after) if left else None
    if one.ordinal:
        around = Unit("ordinal", "", one.first, one.after)
    of = one.after + (lower(atoms, one.after) == "of")
    if around is None and one.fraction and lower(atoms, of) in ("a", "an"):
        around = unit(atoms, one.first, of + 1)  # "half a ton", "a quarter of a century"
    if around is None and one.fraction:
        around = Unit("percent", "%", one.first, one.after)
    if around and other is None:
        more, after = compound(atoms, around)
        one, around = _plus(one, more), around._replace(after=after)
        one, around = _below_zero(atoms, one, around)
    first, after = (around.first, around.after) if around else (one.first, last.after)
    kind: FigureKind = around.kind if around else "count"
    start, effect = qualifiers.before(atoms, first)
    if (
        kind == "duration"
        and effect in ("over", "under")
        and phrase(atoms, start, first - start) in ("over", "under")
    ):
        effect, start = "", first  # "over three days" is during, not beyond
    end, back = qualifiers.after(atoms, after)
    effect = back if back and effect in ("", "about") else effect
    if _pronoun(atoms, one, kind, start, after):
        return None
    if other is not None and kind == "count" and _score(atoms, one, other):
        score = Figure(one.stated, one.stated, True, "score", one.stated, second=other.stated)
        return Found(one.first, one.first, other.after, score, "", "")
    figure = _valued(one, other, kind, effect, _scaled(atoms, last.after, around))
    figure = replace(
        figure, part=qualifiers.addition(atoms, start, first, after) or _changes(atoms, one.first)
    )
    if kind == "duration" and lower(atoms, after) == "ago":
        return None
    if kind == "duration" and lower(atoms, after) in ("earlier", "later", "before", "after"):
        figure = replace(figure, part=True)  # counts from something told beside it
    if other is not None and lower(atoms, first - 1) in ("between", "from"):
        start = min(start, first - 1)
    said = " ".join(a.lower for a in atoms[start:first])
    said = said or " ".join(a.lower for a in atoms[after:end] if not a.dash)
    return Found(start, first, end, figure, around.name if around else "", said)


def _plus(one: Numeral, more: float) -> Numeral:
    """Return a numeral raised by what a smaller unit adds."""
    return one._replace(low=one.low + more, high=one.high + more, stated=one.stated + more) if more else one


def _below_zero(atoms: tuple[Atom, ...], one: Numeral, around: Unit) -> tuple[Numeral, Unit]:
    """Return a temperature with its sign: "-5 degrees", "minus 12 C"."""
    k = one.first - 1
    if around.name not in ("celsius", "degree", "fahrenheit") or around.first != one.first or k < 0:
        return one, around
    dash = atoms[k].dash and atoms[one.first].glued and (k == 0 or not atoms[k].glued)
    if not dash and lower(atoms, k) != "minus":
        return one, around
    return one._replace(low=-one.high, high=-one.low, stated=-one.stated), around._replace(first=k)


def _scaled(atoms: tuple[Atom, ...], k: int, around: Unit | None) -> float:
    """Return the million of "$5m"."""
    if around and around.kind == "money" and lower(atoms, k) == "m" and atoms[k].glued and k < around.after:
        return 1e6
    return 1.0


def _valued(one: Numeral, other: Numeral | None, kind: FigureKind, effect: str, scale: float) -> Figure:
    if kind == "percent" and one.fraction:
        scale = 100.0
    stated, step = one.stated * scale, one.step * scale
    if other is not None:
        low, high = sorted((one.low * scale, other.high * scale))
        if (
            one.stated < 1000
            and other.high / one.low >= 1000
            and other.after - other.first > one.after - one.first
        ):
            low = one.low * _scale_of(other)  # "3 to 5 million"
        return Figure(low, high, False, kind, high, vague=False, step=other.step * scale)
    if one.vague:
        return Figure(one.low * scale, one.high * scale, False, kind, stated, vague=True, step=step)
    low, high, bound = qualifiers.interval(stated, step, effect)
    return Figure(low, high, effect == "", kind, stated, bound=bound, step=step)


def _priced(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a sum of money begins at an index."""
    return atoms[k].text in table("numbers_units")["currency_signs"] if k < len(atoms) else False


def _by_so_much(atoms: tuple[Atom, ...], one: Numeral) -> bool:
    """Whether a figure with its own unit is by how much something moved: "rose $11 to $1,306"."""
    around = unit(atoms, one.first, one.after)
    if around is None or (around.first == one.first and around.after == one.after):
        return False
    return lower(atoms, around.first - 1) in table("numbers_nouns")["words"]["changes"]


def _since(atoms: tuple[Atom, ...], first: int) -> bool:
    """Whether "from" stands before a numeral (and its currency sign)."""
    return "from" in (
        lower(atoms, first - 1),
        lower(atoms, first - 2) if atoms[first - 1].kind == "mark" else "",
    )


def _changes(atoms: tuple[Atom, ...], first: int) -> bool:
    """Whether a figure is where something rose or fell from: "grew from 3 to 5"."""
    before = {a.lower for a in atoms[max(0, first - 5) : first]}
    return (
        first > 0 and _since(atoms, first) and bool(before & set(table("numbers_nouns")["words"]["changes"]))
    )


def _scale_of(one: Numeral) -> float:
    """Return the thousand, million or billion of a numeral that is written with one."""
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3) if one.stated >= scale), 1.0)


def _range(atoms: tuple[Atom, ...], one: Numeral) -> Numeral | None:
    """Return the second numeral of a range: "3-5", "10 to 15", "between 3 and 5", "two or three"."""
    k = one.after
    sign = lower(atoms, k) in ("$", "£", "€")
    link = lower(atoms, k)
    inside = unit(atoms, one.first, k)
    if link in ("percent", "%", "feet", "miles") or (
        inside and inside.kind in ("percent", "measure") and inside.after > k
    ):
        k = inside.after if inside else k + 1
        link = lower(atoms, k)
    if inside and inside.kind == "percent" and inside.after > one.after and _priced(atoms, k + 1):
        return None  # "rose 15 percent to $415 million" names two figures
    dash = k < len(atoms) and (atoms[k].dash or link == "~")
    between = lower(atoms, one.first - 1) == "between" or phrase(atoms, one.first - 2, 2) == "between $"
    if not (dash or link in ("to", "or", "through") or (link == "and" and between)) or sign:
        return None
    k += 1
    k += lower(atoms, k) in ("$", "£", "€")
    other = numeral(atoms, k)
    if other is None or other.ordinal or other.vague or other.fraction != one.fraction:
        return None
    if link == "or" and not 0 < other.stated - one.stated <= max(1.0, one.stated):
        return None
    if link == "to" and _by_so_much(atoms, one):
        return None
    if link in ("to", "through") and (
        _changes(atoms, one.first) or (_since(atoms, one.first) and other.stated <= one.stated)
    ):
        return None
    if link == "to" and other.stated <= one.stated and not _score(atoms, one, other):
        return None
    if dash and unit(atoms, one.first, one.after) and not unit(atoms, k, other.after):
        return None
    return other


def _score(atoms: tuple[Atom, ...], one: Numeral, other: Numeral) -> bool:
    """Whether two linked numbers are a result: "52-48", "voted 7 to 2", "won 3-1"."""
    if other.after < len(atoms) and unit(atoms, other.first, other.after):
        return False
    if one.first + 3 != other.after or not (atoms[one.after].dash or lower(atoms, one.after) == "to"):
        return False
    near = {a.lower for a in atoms[max(0, one.first - 6) : other.after + 3]}
    telling = near & set(table("numbers_nouns")["words"]["results"])
    if lower(atoms, one.after) == "to":
        return bool(telling) and "from" not in near
    return one.stated > other.stated or bool(telling)


def _pronoun(atoms: tuple[Atom, ...], one: Numeral, kind: FigureKind, start: int, after: int) -> bool:
    """Whether "one" (or "a hundred"-like "an") stands for a thing rather than a count."""
    if one.stated != 1 or not one.words or one.ordinal or kind != "count":
        return False
    follows = lower(atoms, after)
    return follows not in table("numbers_nouns")["words"]["one"]
