"""Two places' names: one place under two names, a word of kind more, compass words, romanisation.

A compass word decides (North and South Korea); "county", "province", "island" may be left out,
unless city and region bear one name (New York, New York State).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reconcile.data import table
from reconcile.names import fold, korean, romanise
from reconcile.values import NameMatch

KNOWN = 0.95
KIND = 0.9
KOREAN = 0.92
SPELLING = 0.9
SLIP = 0.8
SPELLING_FROM = 5  # letters of a place's name that rules of romanisation make one with another
SLIP_FROM = 7  # letters of a place's name in which one slip can be told from another place (Unsan, Ulsan)
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort"}
_WORD = re.compile(r"[a-z0-9]+")


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(table("places")["lists"][name])


@cache
def _groups() -> dict[str, int]:
    return {name: i for i, group in enumerate(table("places")["same"]["groups"]) for name in group}


@cache
def _gazetteer() -> dict[str, str]:
    """Names of the gazetteer, folded, with the folded name that each is filed under."""
    names: dict[str, str] = table("mentions_gazetteer").get("names", {})
    return {" ".join(_split(k)): " ".join(_split(v)) for k, v in names.items()}


@cache
def _demonyms() -> dict[str, str]:
    listed: dict[str, str] = table("mentions_gazetteer").get("demonyms", {})
    return {" ".join(_split(k)): " ".join(_split(v)) for k, v in listed.items() if isinstance(v, str)}


def _split(text: str) -> list[str]:
    plain = fold.latin(fold.clean(text)).casefold().replace(".", "").replace("'", "")
    return [_SHORT.get(w, w) for w in _WORD.findall(plain)]


def is_known(name: str) -> bool:
    """Whether a folded name is a known place."""
    return name in _groups() or name in _gazetteer()


@cache
def _nationals() -> frozenset[str]:
    return frozenset(_demonyms().values())


@cache
def _nations() -> dict[str, str]:
    names = {word: _gazetteer()[word] for word in sorted(_nationals()) if word in _gazetteer()}
    return names | {word: country for word, country in _demonyms().items() if country}


def nation(word: str) -> str:
    """Return the country that a folded adjective or name stands for, '' where it is none."""
    return _nations().get(word, "")


def _file(name: str) -> str:
    """The name that a folded name is filed under: one for all the names of a place."""
    group = _groups().get(name)
    if group is not None:
        return f"group {group}"
    filed = _gazetteer().get(name, name)
    group = _groups().get(filed)
    return f"group {group}" if group is not None else filed


def filing(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the names that a place's name may go under, with and without its word of kind: filed, joined."""
    forms = dict.fromkeys((words, _without_kind(words)[0]))
    return tuple((_file(" ".join(f)), "".join(f)) for f in forms if f)


@lru_cache(maxsize=32768)
def parse(text: str) -> tuple[tuple[str, ...], str]:
    """Return the folded words of a place's name, and what follows its comma ("Little Rock, Ark.")."""
    head, _, tail = fold.clean(text).partition(",")
    found = _split(head)
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    of = len(found) > 2 and found[1] == "of" and found[0] in _lists("kind") | {"city"}
    if of and not is_known(" ".join(found)):
        found = [*found[2:], found[0]]  # the city of Basra; the Republic of Korea is known as it stands
    where = " ".join(_split(tail))
    if len(found) == 1 and found[0] in table("places")["states"] and "." in head:
        found = table("places")["states"][found[0]].split()
    return tuple(found), table("places")["states"].get(where, where)


def _same_word(left: str, right: str) -> NameMatch | None:
    """Two names of one place by spelling: known names, syllables of Korean or Chinese, rules, a slip."""
    if left == right:
        return NameMatch(True, 0.99, "the same place name")
    if _file(left) == _file(right):
        return NameMatch(True, KNOWN, f"{left.title()} and {right.title()} are names of one place")
    if is_known(left) and is_known(right):
        return NameMatch(False, 0.1, f"{left.title()} and {right.title()} are two known places")
    joined = left.replace(" ", ""), right.replace(" ", "")
    if joined[0] == joined[1]:
        return NameMatch(True, 0.97, "written alike but for spaces and marks")
    return _sounds(left, right, *joined)


def korean_word(left: str, right: str) -> NameMatch | None:
    """Two words in Latin letters as one Korean word of several syllables; None where they are none."""
    a, b = (korean.split(x, habit=False) if len(x) > 3 else () for x in (left, right))
    for x in a:
        for y in b:
            if len(x) > 1 and korean.meet(x, y):
                shown = "".join(korean.shown(s, t) for s, t in zip(x, y, strict=True))
                return NameMatch(True, KOREAN, f"both can be {shown} in Korean letters")
    return NameMatch(False, 0.2, "no Korean romanisation makes them one") if a and b else None


def _only_e(left: str, right: str) -> bool:
    """Whether two words differ by "e" for "a" or "i" alone (Idlib, Idleb)."""
    pairs = {x + y for x, y in zip(left, right, strict=False) if x != y}
    return len(left) == len(right) and pairs <= {"ea", "ae", "ei", "ie"}


def _sounds(left: str, right: str, one: str, two: str) -> NameMatch | None:
    if fold.numbers(left) != fold.numbers(right):
        return None
    both = f"{left.title()} and {right.title()}"
    found = korean_word(one, two)
    if found and found.same:
        return found
    # Idlib can be read as Korean too; but o and u, which the Arabic rules join, part Korean places
    readable = min(len(one), len(two)) >= SPELLING_FROM and (not found or _only_e(one, two))
    tradition = romanise.tradition(one, two) if readable else ""
    if tradition:
        return NameMatch(True, SPELLING, f"{both} are spellings of one name{romanise.shown(tradition)}")
    if left in _demonyms() or right in _demonyms():
        return None  # North Korean is no slip for North Korea
    if left + "s" == right or right + "s" == left:
        return None
    long = min(len(one), len(two)) >= SLIP_FROM and one[0] == two[0]
    if long and (not found or len(one) != len(two)) and fold.edits(one, two) == 1:
        return NameMatch(True, SLIP, f"{both}: typing slip")
    return None


def _without_kind(found: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """A name without its word of kind, and that word."""
    for i in (len(found) - 1, 0):
        if len(found) > 1 and found[i] in _lists("kind") | _lists("other") | {"city"}:
            return found[:i] + found[i + 1 :], found[i]
    return found, ""


def compare(left: str, right: str) -> NameMatch:
    """Return whether two places' names are one."""
    (a, in_a), (b, in_b) = parse(left), parse(right)
    if not a or not b:
        return NameMatch(False, 0.0, "no name in one of them")
    if in_a and in_b and _file(in_a) != _file(in_b):
        return NameMatch(False, 0.3, f"in {in_a.title()} and in {in_b.title()}")
    off = 0.05 if bool(in_a) != bool(in_b) else 0.0
    compass = [tuple(w for w in x if w in _lists("compass")) for x in (a, b)]
    whole = _same_word(" ".join(a), " ".join(b))
    if whole and (whole.same or whole.score < 0.2) and not (compass[0] != compass[1] and whole.score < KNOWN):
        return NameMatch(whole.same, round(max(0.0, whole.score - off), 3), whole.why)
    if compass[0] != compass[1]:
        shown = " and ".join(" ".join(c) or "none" for c in compass)
        return NameMatch(False, 0.2, f"compass words decide: {shown}")
    numbers = [fold.numbers(" ".join(x)) for x in (a, b)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        shown = " and ".join(" ".join(n) for n in numbers)
        return NameMatch(False, 0.2, f"numbers decide: {shown}")
    return _kinds(a, b, off)


def _kinds(a: tuple[str, ...], b: tuple[str, ...], off: float) -> NameMatch:
    (one, kind_a), (two, kind_b) = _without_kind(a), _without_kind(b)
    if set(a) < set(b) or set(b) < set(a):
        more = sorted(set(a) ^ set(b))
        if not set(more) <= _lists("kind") | _lists("other") | {"city"}:
            return NameMatch(False, 0.5, f"only one has {' '.join(more)}")
    rest = _same_word(" ".join(one), " ".join(two)) if kind_a or kind_b else None
    if not rest or not rest.same:
        return NameMatch(False, 0.2, f"{' '.join(a).title()} and {' '.join(b).title()} differ")
    if kind_a == kind_b:
        return NameMatch(True, round(rest.score - off, 3), rest.why)
    kinds = {kind_a, kind_b} - {""}
    names = {" ".join(one), " ".join(two)}
    if len(kinds) == 2 and kinds != {"sea", "strip"}:
        return NameMatch(False, 0.4, f"two kinds of place: {' and '.join(sorted(kinds))}")
    city = "city" in kinds and (any(map(_is_region, names)) or any(is_known(f"{n} city") for n in names))
    if city or kinds & _lists("other") or names & _lists("double") or any(map(_is_capital, names)):
        return NameMatch(False, 0.5, f"{', '.join(sorted(kinds))} makes another place of it")
    return NameMatch(True, round(min(KIND, rest.score) - off, 3), f"only one says {', '.join(sorted(kinds))}")


def _is_capital(name: str) -> bool:
    """Whether a name is a capital's: a province that bears it too is another place (Kabul Province)."""
    return name in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(" ".join(_split(k)) for k in table("mentions_gazetteer").get("capitals", {}))


def _is_region(name: str) -> bool:
    """Whether a name is a country's: the city that bears it too is another place (Mexico City)."""
    return name in _nationals()


def filed(text: str) -> bool:
    """Whether a name, as written, is in the lists of places ("Ri" is not R.I., the state)."""
    plain = fold.clean(text)
    found = " ".join(parse(plain)[0])
    return plain in table("mentions_gazetteer").get("names", {}) or (
        found in _groups() and (len(found) > 3 or plain.isupper() or "." in plain)
    )


def shape(text: str) -> bool:
    """Whether a name is known as a place, has a word of kind, or a state after its comma."""
    found, where = parse(text)
    listed = _lists("kind") | _lists("other")
    kind = len(found) > 1 and (found[-1] in listed or found[0] in ("lake", "mount"))
    return filed(text) or kind or (bool(where) and is_known(where))
