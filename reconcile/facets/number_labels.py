"""Labels: numbers that name something and count nothing: addresses, flights, telephone numbers, years."""

from __future__ import annotations

from functools import cache

from reconcile.data import table, words
from reconcile.facets import number_qualifiers as qualifiers
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_terms import Numeral, hyphen
from reconcile.facets.number_units import unit

_STREETS = ("avenue", "boulevard", "drive", "lane", "road", "street")
_LONGEST_STREET = 4  # atoms: "350 Martin Luther King Boulevard"
_PHRASE = 5  # words after a number in which what it counts would stand
_LAST_YEAR = 2100
_FIRST_YEAR = 1000
_HEADLINE = 60  # atoms that are enough to tell a headline by


@cache
def _labels(key: str) -> frozenset[str]:
    return frozenset(table("numbers_labels")[key])


def label(atoms: tuple[Atom, ...], one: Numeral) -> int:
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
    street = _street(atoms, one)
    if street:
        return street
    before = lower(atoms, first - 1)
    if before in ("=", "%") and atoms[first].glued:
        return after  # inside an address of the web
    if before == "#" or (before == "." and lower(atoms, first - 2) in ("no", "nos")):
        return after
    around = unit(atoms, first, after)
    lettered = around is not None and lower(atoms, after) in table("numbers_units")["glued"]["only"]
    if before in _labels("before") and not one.ordinal and (around is None or lettered):
        if atoms[first - 1].capital or before in ("page", "channel", "flight", "room", "number", "section"):
            return after
    span = after + hyphen(atoms, after)
    if around is not None and around.kind == "duration" and span < len(atoms) and atoms[span].capital:
        if not title_case(atoms) and lower(atoms, first - 1) != "":
            return around.after  # "the Six-Day War", "the Seven Years' War"
    return after if _named(atoms, one) or _year(atoms, one) else 0


def _street(atoms: tuple[Atom, ...], one: Numeral) -> int:
    """Return the index after a house number and its street ("1480 Harbor Street"); 0 for none."""
    if one.words or one.ordinal:
        return 0
    for k in range(one.after, min(one.after + _LONGEST_STREET, len(atoms))):
        if lower(atoms, k) in _STREETS:
            return k + 1
        if not atoms[k].capital:
            break
    return 0


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
    """Whether a number belongs to a capitalised name: "Jazeera 2", "Group of Seven", "Big Three"."""
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
    alone = plain or not _counts_something(atoms, one.after)
    return alone and unit(atoms, first, one.after) is None


def _counts_something(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a noun that may be counted follows: "Iran 30 tankers"; not "the Vostok 5 capsule"."""
    nouns = table("numbers_nouns")
    for atom in atoms[k : k + _PHRASE]:
        if atom.kind != "word" or atom.lower in nouns["words"]["stops"]:
            return False
        if atom.capital or (atom.lower.endswith("s") and atom.lower not in nouns["words"]["no_plurals"]):
            return True
        classes = any(atom.lower in forms for forms in nouns["classes"].values())
        known = classes or atom.lower in nouns["words"]["plurals"]
        if known or any(atom.lower in forms for forms in nouns["states"].values()):
            return True
    return False


def title_case(atoms: tuple[Atom, ...]) -> bool:
    """Whether most longer words are capitalised, as in headlines."""
    longer = [a for a in atoms[:_HEADLINE] if a.kind == "word" and len(a.text) > 3]
    return len(longer) > 2 and sum(a.capital for a in longer) > 0.7 * len(longer)


def _plain(atom: Atom) -> str:
    return "".join(c for c in atom.text if c == "." or c.isdecimal())


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
    if one.after + 1 < len(atoms) and (atoms[one.after].dash or follows in ("~", "to")):
        end = atoms[one.after + 1]
        if end.kind == "number" and len(end.text) > 2 and not _FIRST_YEAR <= float(_plain(end)) < _LAST_YEAR:
            return False  # "1000-5000" counts
    return not any(follows in forms for forms in nouns["classes"].values())
