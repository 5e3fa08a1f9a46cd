"""Dates: when things happened, and where two articles date the same act differently."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reconcile.data import table
from reconcile.facets import check, reader
from reconcile.facets.atoms import atoms_of, lower, phrase
from reconcile.facets.counterparts import Support, support
from reconcile.facets.date_grammar import dates
from reconcile.facets.date_names import names_a_thing
from reconcile.facets.date_parallel import changed, other_part
from reconcile.facets.date_values import When, compare
from reconcile.facets.parallel import opposed
from reconcile.facets.remembered import remembered
from reconcile.values import Difference, Evidence, Pair, Reading, Token, Unclear, View
from reconcile.words import stems

_BEFORE, _AFTER = 12, 12  # words beside a date in which its act is looked for
# A date beside the same act is still another act where the words around share nothing: "met" and "met".
LEAST_SHARED = 2
MOST_DATES = 24  # more stand in timetables
_VAGUE = ("week", "weekend", "season", "range", "month")
SURE, LIKELY = 0.8, 0.6
_ENOUGH = 3  # shared stems around the act that make a counterpart sure


@cache
def _acts() -> dict[str, str]:
    return {word: act for act, forms in table("dates_acts")["acts"].items() for word in forms}


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(table("dates_acts")["words"][key])


@cache
def _listed_stems(key: str) -> frozenset[str]:
    return stems(*_listed(key))


@cache
def _irregular() -> frozenset[str]:
    return frozenset(table("irregular")["forms"])


@reader("date")
def read(view: View) -> Iterator[Reading]:
    """Yield every date, period and clock time of a statement, resolved against the day of publication."""
    text, offset = view.statement.text, view.statement.start
    atoms = atoms_of(view)
    whole = (view.statement.start, view.statement.end)
    for found in dates(atoms, view.source.published):
        start, end = atoms[found.first].start, atoms[found.after - 1].end
        clause = next(((s, e) for s, e in view.clauses if s <= start < e), whole)
        words = text[start - offset : end - offset]
        yield Reading(
            facet="date",
            start=start,
            end=end,
            text=words,
            value=found.when,
            qualifier=_qualifier(atoms, found.first),
            slot=_slot(view, start, end, clause),
            clause=clause,
            note=_note(words, found.when),
        )


def _qualifier(atoms: tuple, first: int) -> str:  # type: ignore[type-arg]
    two = phrase(atoms, first - 2, 2)
    listed = table("dates_words")["words"]["qualifiers"]
    return two if two in listed else lower(atoms, first - 1) if lower(atoms, first - 1) in listed else ""


def _note(words: str, when: When) -> str:
    if when.start is None or when.end is None:
        return words
    if when.start == when.end:
        return when.start.isoformat()
    return f"{when.start.isoformat()} to {when.end.isoformat()}"


def _slot(view: View, start: int, end: int, clause: tuple[int, int]) -> tuple[str, ...]:
    """Return the acts that a date may date; the nearest verb or event noun of its clause leads."""
    tokens = [t for t in view.tokens if clause[0] <= t.start < clause[1] and t.stem]
    before = [t for t in tokens if t.end <= start][-_BEFORE:]
    after = [t for t in tokens if t.start >= end][:_AFTER]
    found: list[str] = []
    for k, token in [*reversed(list(enumerate(before))), *enumerate(after)]:
        beside = before if token.start < start else after
        act = _act(token, beside[k + 1].lower if k + 1 < len(beside) else "")
        if act and act not in found and (act != "say" or not found) and (not found or act in _tabled()):
            found.append(act)
    return tuple(found)


def _act(token: Token, follows: str) -> str:
    """Return the act that a word names: a tabled one, "say" for words of saying, the stem of a past form."""
    if token.lower in _listed("reporting"):
        return "say"
    if token.lower == "turned" and follows in ("herself", "himself", "itself", "themselves"):
        return "surrender"
    if token.lower == "set" and follows == "up":
        return "found"
    if token.lower in _listed("light"):
        return ""
    if token.lower in _acts():
        return _acts()[token.lower]
    past = token.lower.endswith("ed") and len(token.lower) > 4 and token.text.islower()
    return token.stem if past or (token.lower in _irregular() and token.text.islower()) else ""


@cache
def _tabled() -> frozenset[str]:
    return frozenset(table("dates_acts")["acts"])


@check("date-mismatch", facet="date", severity="conflict")
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """Two articles date the same act to different days or periods.

    Asserts that both statements name the same act (the same verb, or words that one act goes by), share
    words around it, and that their dates cannot both hold. An editor cares because the wrong day is the
    error that readers notice first. "left hospital on Monday" against "left hospital on 3 May", a Thursday.
    In sentences of the same words, what stands at the same place is compared whatever it dates.
    Known gaps: elsewhere, dates a day apart are passed over (time zones, late datelines), a date that dates
    the saying ("she said Sunday") is not compared, and acts named by different verbs are missed.
    """
    if max(len(pair.left.of("date")), len(pair.right.of("date"))) > MOST_DATES:
        yield Unclear("a statement holds too many dates to tell which is meant")
        return
    told = list(_by_act(pair))
    yield from told
    shown = [d for d in told if isinstance(d, Difference)]
    for one, other in opposed(pair, "date"):
        if not any(d.left.start == one.start or d.right.start == other.start for d in shown):
            yield from _in_parallel(pair, one, other)


def _in_parallel(pair: Pair, one: Reading, other: Reading) -> Iterator[Difference]:
    """Dates that stand for each other in sentences of the same words, whatever they date."""
    verdict = compare(when(one), when(other))
    if changed(one, other):
        verdict = "different"
    elif other_part(one, other):
        verdict = "near"
    if verdict == "near" and (when(one).weekday is None) != (when(other).weekday is None):
        return  # "yesterday" is a day of the desk's, and a dateline may have moved it
    if verdict in ("different", "near") and one.text.casefold() != other.text.casefold():
        said = "say" in (*one.slot[:1], *other.slot[:1])  # one may have said it twice
        yield Difference(
            severity="tension" if verdict == "near" or said else "conflict",
            confidence=SURE,
            message=f"{pair.left.source.id} has {one.text}, {pair.right.source.id} {other.text}.",
            left=_evidence(pair.left, one),
            right=_evidence(pair.right, other),
        )


def _by_act(pair: Pair) -> Iterator[Difference | Unclear]:
    """Dates that stand beside the same act."""
    lefts, rights = dated(pair.left), dated(pair.right)
    for one in lefts:
        rivals = [r for r in rights if _common(one, r)]
        mine = [r for r in lefts if any(_common(r, other) for other in rivals)]
        if not rivals:
            continue
        verdicts = [compare(when(a), when(b)) for a in mine for b in rivals]
        if any(v in ("equal", "compatible") for v in verdicts):
            continue
        if len(mine) > 1 or len(rivals) > 1:
            if one is mine[0] and "different" in verdicts:
                yield Unclear(f"several dates stand beside one act ({one.slot[0]})")
        elif verdicts[0] in ("different", "near"):
            yield from _judged(pair, one, rivals[0], near=verdicts[0] == "near")


def _common(one: Reading, other: Reading) -> frozenset[str]:
    """The acts that two dates may both date."""
    if one.slot[0] == other.slot[0]:
        return frozenset(one.slot[:1])
    return frozenset(one.slot) & frozenset(other.slot) & _tabled()


@remembered
def dated(view: View) -> tuple[Reading, ...]:
    """Return the readings that date an act: not the saying, no open ends, no bare year that names a thing."""
    return tuple(
        r
        for r in view.of("date")
        if r.slot and r.slot[0] != "say" and r.qualifier in ("", "around") and not names_a_thing(view, r)
    )


def when(reading: Reading) -> When:
    """Return the date that a reading holds."""
    assert isinstance(reading.value, When)
    return reading.value


def same_words(one: Reading, other: Reading) -> bool:
    """Return whether two dates are a month or season in the same words: the year is a guess of ours.

    "in September" looks ahead in one report and back in the other, by the tense that each chose.
    """
    bare = one.text.casefold() == other.text.casefold()
    return bare and when(one).precision in _VAGUE and when(other).precision in _VAGUE


def _judged(pair: Pair, one: Reading, other: Reading, *, near: bool) -> Iterator[Difference]:
    common = _common(one, other)
    named = (
        stems(*(word for word, act in _acts().items() if act in common)) | _listed_stems("reporting") | common
    )
    shared = support(pair.left, one, pair.right, other, named)
    if same_words(one, other) or not _supported(one, other, shared, near=near):
        return
    left, right = when(one), when(other)
    vague = left.precision in _VAGUE or right.precision in _VAGUE
    gap = abs((left.start - right.start).days) if left.start and right.start else 0
    yield Difference(
        severity="tension" if gap <= 2 or (vague and gap <= 7) else "conflict",
        confidence=SURE if len(shared.clause) >= _ENOUGH and not near else LIKELY,
        message=f"{pair.left.source.id} dates it {one.text}, {pair.right.source.id} {other.text}.",
        left=_evidence(pair.left, one),
        right=_evidence(pair.right, other),
    )


def _supported(one: Reading, other: Reading, shared: Support, *, near: bool) -> bool:
    """Whether the words around show that two dates date one act, and not two of a kind."""
    same = one.slot[0] == other.slot[0]
    if near:
        # A day apart is told only where both name the weekday: a dateline or a time zone moves "today".
        weekdays = when(one).weekday is not None and when(other).weekday is not None
        once = one.slot[0] in _listed("once") and bool(shared.statement)
        return weekdays and (len(shared.clause) >= _ENOUGH or once)
    if not same:
        return len(shared.clause) >= _ENOUGH or len(shared.statement) > _ENOUGH
    if one.slot[0] in _listed("once") and shared.statement:
        return True
    least = 1 if one.slot[0] in _tabled() else LEAST_SHARED
    return len(shared.clause) >= least or len(shared.statement) > _ENOUGH


def _evidence(view: View, reading: Reading) -> Evidence:
    return Evidence(view.source.id, reading.start, reading.end, reading.text, reading.note)
