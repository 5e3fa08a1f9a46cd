"""Figures: every quantity of a text with its kind, unit, qualifier and interval; names that hold a number left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from reconcile.data import table, words
from reconcile.facets import number_qualifiers as qualifiers
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_grammar import Numeral, hyphen, numeral
from reconcile.facets.number_units import Unit, unit
from reconcile.facets.number_values import Figure, FigureKind

_LAST_YEAR = 2100
_FIRST_YEAR = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at atoms[start:after]; the bare numeral with its unit at atoms[first:after]."""

    start: int
    first: int
    after: int
    figure: Figure
    unit: str
    qualifier: str


@cache
def _labels(key: str) -> frozenset[str]:
    return frozenset(table("numbers_labels")[key])


def figures(atoms: tuple[Atom, ...], taken: tuple[tuple[int, int], ...] = ()) -> Iterator[Found]:
    """Yield the figures of a text in order; `taken` spans (dates, as offsets) are left alone."""
    i = 0
    while i < len(atoms):
        held = next((end for start, end in taken if start <= atoms[i].start < end), None)
        if held is not None:
            while i < len(atoms) and atoms[i].start < held:
                i += 1
            continue
        one = numeral(atoms, i)
        if one is None:
            i += 1
            continue
        skip = _label(atoms, one)
        if skip:
            i = max(skip, i + 1)
            continue
        found = _figure(atoms, one)
        if found is None:
            i = max(one.after, i + 1)
            continue
        yield found
        i = max(found.after, i + 1)


def _label(atoms: tuple[Atom, ...], one: Numeral) -> int:
    """Return the index after a number that names something (0 where it is a quantity)."""
    first, after = one.first, one.after
    before = atoms[first - 1].text if first else ""
    if (
        first
        and atoms[first].glued
        and atoms[first - 1].kind == "word"
        and not (before.endswith(".") or before in words("numbers_units_codes", "codes"))
    ):
        return after  # NBC10, G7
    if first > 1 and hyphen(atoms, first - 1) and not one.words and atoms[first - 2].capital:
        if lower(atoms, first - 2) not in ("mid", "magnitude"):
            return after  # F-16, COVID-19
    if not one.words:
        serial = _serial(atoms, first)
        if serial:
            return serial
    glued = after < len(atoms) and atoms[after].glued
    if glued and not one.words and atoms[after].kind == "word" and unit(atoms, first, after) is None:
        return after + 1  # 1990s, 5G, 13F
    if lower(atoms, after) in _labels("after") and (one.ordinal or lower(atoms, after) == "block"):
        return after + 1
    if not one.words and lower(atoms, after) in ("street", "avenue", "road", "boulevard") and not one.ordinal:
        return after + 1
    before = lower(atoms, first - 1)
    if before in ("=", "%") and atoms[first].glued:
        return after  # inside an address of the web
    if before == "#" or (before == "." and lower(atoms, first - 2) in ("no", "nos")):
        return after
    if before in _labels("before") and not one.ordinal and unit(atoms, first, after) is None:
        if atoms[first - 1].capital or before in ("page", "channel", "flight", "room", "number", "section"):
            return after
    return after if _named(atoms, one) or _year(atoms, one) else 0


def _serial(atoms: tuple[Atom, ...], first: int) -> int:
    """Return the index after a telephone number or the like ("800-800-3855", "24/7"); 0 for none."""
    k, runs = first + 1, 1
    while k + 1 < len(atoms) and atoms[k].glued and atoms[k + 1].glued and atoms[k + 1].kind == "number":
        if not (atoms[k].dash or atoms[k].text in "./:"):
            break
        k, runs = k + 2, runs + 1
    text = "".join(a.text for a in atoms[first:k])
    if runs == 2 and len(atoms[first].text) == 3 and len(atoms[k - 1].text) == 4 and atoms[first + 1].dash:
        return k  # 555-0100
    if runs >= 3 or text in _labels("whole") or ":" in text:
        return k
    return 0


def _named(atoms: tuple[Atom, ...], one: Numeral) -> bool:
    """Whether a number follows or is part of a capitalised name: "Jazeera 2", "Group of Seven", "Big Three"."""
    first = one.first
    if first == 0 or one.ordinal:
        return False
    before = atoms[first - 1]
    if not before.capital or title_case(atoms) or len(before.text) < 2:
        return one.words and atoms[first].capital and phrase(atoms, first - 2, 2) in ("group of", "gang of")
    if (
        before.lower in table("numbers_calendar")["words"]
        or first == 1
        or lower(atoms, first - 2) in (".", "“", '"', "—", "–", ":")
    ):
        return False
    if before.text.isupper() and "." in before.text:
        return False
    if one.words:
        return atoms[first].capital
    follows = atoms[one.after] if one.after < len(atoms) else None
    plain = (
        follows is None or follows.kind == "mark" or follows.lower in table("numbers_nouns")["words"]["stops"]
    )
    return plain and unit(atoms, first, one.after) is None


def title_case(atoms: tuple[Atom, ...]) -> bool:
    """Whether most longer words are capitalised, as in headlines."""
    longer = [a for a in atoms if a.kind == "word" and len(a.text) > 3]
    return len(longer) > 2 and sum(a.capital for a in longer) > 0.7 * len(longer)


def _year(atoms: tuple[Atom, ...], one: Numeral) -> bool:
    """Whether four bare digits are a year: in 2015, the 2015 agreement; no range, no bound before it."""
    if qualifiers.before(atoms, one.first)[1] in ("over", "min", "max", "under", "near"):
        return False
    atom = atoms[one.first]
    if one.after != one.first + 1 or len(atom.text) != 4 or not atom.text.isdecimal():
        return False
    if not _FIRST_YEAR <= int(atom.text) < _LAST_YEAR or unit(atoms, one.first, one.after):
        return False
    follows = lower(atoms, one.after)
    nouns = table("numbers_nouns")
    return not any(follows in forms for forms in nouns["classes"].values())


def _figure(atoms: tuple[Atom, ...], one: Numeral) -> Found | None:
    """Read the numeral with its range, unit and qualifiers; None where it is no figure ("one" the pronoun)."""
    other = None if one.ordinal else _range(atoms, one)
    last = other or one
    around = unit(atoms, one.first, last.after)
    if other is not None and around is None:
        left = unit(atoms, one.first, one.after)  # "$3 to $5"
        around = Unit(left.kind, left.name, left.first, last.after) if left else None
    if one.ordinal:
        around = Unit("ordinal", "", one.first, one.after)
    if around is None and one.fraction and lower(atoms, one.after) in ("a", "an"):
        around = unit(atoms, one.first, one.after + 1)  # "half a ton", "half an hour"
    if around is None and one.fraction:
        around = Unit("percent", "%", one.first, one.after)
    first, after = (around.first, around.after) if around else (one.first, last.after)
    kind: FigureKind = around.kind if around else "count"
    start, effect = qualifiers.before(atoms, first)
    if kind == "duration" and effect in ("over", "under") and lower(atoms, first - 1) in ("over", "under"):
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
    if kind == "duration" and lower(atoms, after) in ("ago", "earlier", "later", "before", "after"):
        return None
    if other is not None and lower(atoms, first - 1) in ("between", "from"):
        start = min(start, first - 1)
    said = " ".join(a.lower for a in atoms[start:first]) or " ".join(a.lower for a in atoms[after:end])
    return Found(start, first, end, figure, around.name if around else "", said)


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
    telling = near & {
        "beat",
        "defeat",
        "defeated",
        "draw",
        "lead",
        "loss",
        "lost",
        "majority",
        "margin",
        "ruled",
        "ruling",
        "score",
        "victory",
        "vote",
        "voted",
        "win",
        "won",
    }
    if lower(atoms, one.after) == "to":
        return bool(telling) and "from" not in near
    return one.stated > other.stated or bool(telling)


def _pronoun(atoms: tuple[Atom, ...], one: Numeral, kind: FigureKind, start: int, after: int) -> bool:
    """Whether "one" (or "a hundred"-like "an") stands for a thing rather than a count."""
    if one.stated != 1 or not one.words or one.ordinal or kind != "count":
        return False
    follows = lower(atoms, after)
    return follows not in table("numbers_nouns")["words"]["one"]
