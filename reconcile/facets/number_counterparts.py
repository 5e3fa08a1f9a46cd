"""Which figure of one statement competes with which of the other: the precision of number-mismatch.

A figure that the other statement holds as well, for whatever noun, is settled and competes with
nothing. The rest are paired by kind and unit, then by what they count, then by the words around;
a figure that could be meant by two others is left unclear.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reconcile.facets import number_values as values
from reconcile.facets.counterparts import Support, support
from reconcile.facets.number_circumstances import only_one_a_part, only_one_allows, other_place, other_time
from reconcile.facets.number_slots import class_names, listed, state_names
from reconcile.facets.number_units import base, factor
from reconcile.facets.number_values import Figure, Verdict
from reconcile.values import Pair, Reading, Severity, Unclear, View
from reconcile.words import stems

# How sure a counterpart is, by what shows it.
STATE, NOUN, NAMED, LOOSE = 0.85, 0.7, 0.9, 0.55
LEAST = 0.5
# Two counterparts whose scores lie this close could both be meant.
MARGIN = 0.1
MOST_FIGURES = 24  # more stand in tables of results, and comparing each with each would take long
LEAST_WORDS = 2  # stems that the clauses of a generic noun, a sum or a measure must share
RESTATED_WITHIN = 4  # characters between a measure and its conversion: " (", ", or "
FIRST_ORDINAL = 1.0  # "first" says "at the start" as often as it counts


class Match(NamedTuple):
    """Two figures of the same thing that do not agree."""

    left: Reading
    right: Reading
    severity: Severity
    confidence: float


def match(pair: Pair) -> Iterator[Match | Unclear]:
    """Yield the figures of a pair that contradict each other, and where that could not be told."""
    if max(len(pair.left.of("number")), len(pair.right.of("number"))) > MOST_FIGURES:
        yield Unclear("a statement holds too many figures to tell which is meant")
        return
    if not pair.left.of("number") or not pair.right.of("number"):
        return
    lefts, rights = open_figures(pair.left, pair.right), open_figures(pair.right, pair.left)
    scored = sorted(
        (
            (-score, one.start, other.start, one, other)
            for one in lefts
            for other in rights
            if (score := likeness(pair, one, other)) >= LEAST
        ),
        key=lambda row: row[:3],
    )
    used: set[int] = set()
    for score, _, _, one, other in scored:
        if id(one) in used or id(other) in used:
            continue
        rivals = [r for r in scored if (r[3] is one) != (r[4] is other) and r[0] <= score + MARGIN]
        rivals = [r for r in rivals if id(r[3]) not in used and id(r[4]) not in used]
        used |= {id(one), id(other)}
        if rivals:
            used |= {id(r[3]) for r in rivals} | {id(r[4]) for r in rivals}
            yield Unclear(f"several figures could be meant by “{one.text}” and “{other.text}”")
            continue
        verdict = judge(one, other)
        if verdict in ("different", "bounds"):
            vague = figure(one).vague or figure(other).vague
            severity: Severity = "tension" if verdict == "bounds" or vague else "conflict"
            yield Match(one, other, severity, round(min(-score, 0.95), 2))


def figure(reading: Reading) -> Figure:
    """Return the figure that a reading holds."""
    assert isinstance(reading.value, Figure)
    return reading.value


def judge(one: Reading, other: Reading) -> Verdict:
    """Compare two figures of one thing, units converted."""
    left, right = figure(one), figure(other)
    if one.unit == other.unit:
        return values.compare(left, right)
    return values.compare(_based(left, one.unit), _based(right, other.unit), converted=True)


def _based(value: Figure, unit: str) -> Figure:
    def convert(number: float) -> float:
        return base(number, value.kind, unit)

    return Figure(
        convert(value.low),
        convert(value.high),
        value.exact,
        value.kind,
        convert(value.stated),
        value.bound,
        value.vague,
    )


def open_figures(view: View, other: View) -> tuple[Reading, ...]:
    """Return the figures that could compete: no parts, no first times, none that both statements hold."""
    theirs = other.of("number")
    return tuple(
        r
        for r in view.of("number")
        if not figure(r).part
        and not (figure(r).kind == "ordinal" and figure(r).stated <= FIRST_ORDINAL)
        and not any(_settled(r, t) for t in theirs)
        and not any(_restates(r, earlier) for earlier in view.of("number"))
    )


def _restates(one: Reading, earlier: Reading) -> bool:
    """Whether a figure gives the one before it again in another unit: "1,150 kilometers (700 miles)"."""
    near = 0 <= one.start - earlier.end <= RESTATED_WITHIN
    return (
        near
        and figure(one).kind == figure(earlier).kind
        and one.unit != earlier.unit
        and _settled(one, earlier)
    )


def _settled(one: Reading, other: Reading) -> bool:
    """Whether the other statement has this figure as well, whatever it counts there."""
    left, right = figure(one), figure(other)
    if left.kind != right.kind or factor(left.kind, one.unit)[0] != factor(right.kind, other.unit)[0]:
        return False
    if left.stated == right.stated and one.unit == other.unit:
        return judge(one, other) == "equal"
    return one.unit != other.unit and judge(one, other) == "compatible"


def likeness(pair: Pair, one: Reading, other: Reading) -> float:
    """Return how sure it is that two figures count the same thing, 0..1; symmetric."""
    left, right = figure(one), figure(other)
    if left.kind != right.kind or factor(left.kind, one.unit)[0] != factor(right.kind, other.unit)[0]:
        return 0.0
    if set_apart(pair, one, other):
        return 0.0
    shared = support(pair.left, one, pair.right, other, frozenset(one.slot) | frozenset(other.slot))
    if left.kind == "age":
        return _age(pair, one, other, shared)
    if left.kind == "count":
        return _count(one, other, shared)
    if left.kind in ("magnitude", "score"):
        return NOUN if len(shared.statement) >= LEAST_WORDS else 0.0
    if left.kind == "ordinal":
        same = bool(one.slot) and one.slot == other.slot
        return NOUN if same and len(shared.clause) >= LEAST_WORDS else 0.0
    return _quantity(one, other, shared)


def set_apart(pair: Pair, one: Reading, other: Reading) -> bool:
    """Return whether two figures belong to other times or places, or only one says what may be."""
    told_apart = (other_time, other_place, only_one_a_part, only_one_allows)
    return any(apart(pair, one, other) for apart in told_apart)


def _count(one: Reading, other: Reading, shared: Support) -> float:
    """Counts: the state first (killed, injured), then the noun, then the words around."""
    if not one.slot or not other.slot:
        return 0.0
    state, noun, mods = _parts(one.slot)
    other_state, other_noun, other_mods = _parts(other.slot)
    if state != other_state:
        return 0.0
    if state:
        if noun == other_noun:
            return STATE if shared.statement else LOOSE
        return (
            LOOSE
            if shared.clause and _covers(one, noun, other_noun) and _covers(other, other_noun, noun)
            else 0.0
        )
    if noun != other_noun:
        return 0.0
    clash = bool(mods and other_mods and not mods & other_mods)
    if noun in _generic() or clash:
        return LOOSE if len(shared.clause) >= LEAST_WORDS and not clash else 0.0
    if not shared.statement:
        return 0.0
    return min(NOUN + 0.05 * len(shared.clause), STATE)


def may_count_one_thing(one: Reading, other: Reading) -> bool:
    """Return whether two counts may be of one thing: one state, and one noun or "people" for another.

    Weaker than what a mismatch asks: "1,200 workers" and "1,500 people" may, "31 dead" and "246 aboard" not.
    """
    if not one.slot or not other.slot:
        return False
    state, noun, _ = _parts(one.slot)
    other_state, other_noun, _ = _parts(other.slot)
    return state == other_state and (noun == other_noun or "people" in (noun, other_noun))


@cache
def _generic() -> frozenset[str]:
    """Nouns that say little of what is counted, as classes or stems: the words around have to say it."""
    return stems(*listed("generic")) | listed("generic")


def _covers(reading: Reading, noun: str, other: str) -> bool:
    """Whether a noun may stand for "people": a nation's ("40 Danes"), no narrower one."""
    if noun == "people":
        return True
    named = any(word[:1].isupper() for word in reading.text.split()[1:])
    return other == "people" and named and noun not in class_names() | listed("persons")


def _parts(slot: tuple[str, ...]) -> tuple[str, str, frozenset[str]]:
    state = slot[0] if slot[0] in state_names() else ""
    rest = slot[1:] if state else slot
    return state, rest[0] if rest else "people", frozenset(rest[1:])


def _age(pair: Pair, one: Reading, other: Reading, shared: Support) -> float:
    """Ages: the same name, or the same person noun with a companion or words that both share."""
    mine, theirs = frozenset(one.slot), frozenset(other.slot)
    nouns = stems(*listed("persons"))
    called, named = mine - nouns, theirs - nouns
    if called & named:  # a surname in common and two given names are two relatives
        return 0.0 if called - named and named - called else NAMED
    if not mine & theirs & nouns or (mine - nouns and theirs - nouns):
        return 0.0
    companions = sum(
        1 for a in pair.left.of("number") for b in pair.right.of("number") if _companion(a, b, one, other)
    )
    if companions or len(shared.clause) >= LEAST_WORDS:
        return NOUN
    return 0.0


def _companion(a: Reading, b: Reading, one: Reading, other: Reading) -> bool:
    """Whether two other ages agree in value and person: "a 17-year-old girl" beside each boy."""
    if a is one or b is other or figure(a).kind != "age" or figure(b).kind != "age":
        return False
    return figure(a).stated == figure(b).stated and bool(set(a.slot) & set(b.slot))


def _quantity(one: Reading, other: Reading, shared: Support) -> float:
    """Sums, shares, measures, durations: the same noun beside them, or clauses that share words enough."""
    same = bool(one.slot and other.slot and one.slot[0] == other.slot[0])
    if one.slot and other.slot and not same:
        return 0.0
    if same and (shared.statement or figure(one).kind == "money"):
        return min(NOUN + 0.05 * len(shared.clause), STATE) if shared.statement else LOOSE
    needed = LEAST_WORDS + (figure(one).kind in ("duration", "percent"))
    return LOOSE if len(shared.clause) >= needed else 0.0
