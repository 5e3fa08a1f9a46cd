"""Cross-matching a list of names: every pair that `compare_names` calls one, without comparing all pairs.

What makes two names one is known (`persons`, `organisations`, `places`), so names that share none of it
are never compared. Some of it belongs to the whole name: its letters, its syllables in Korean or Chinese,
its initials, the place that it is filed under (`blocking_keys`). The rest is words: for two names to be
one, every word of one of them must meet a word of the other. So each name is compared with those alone
that have all of its words, in any spelling (`blocking_words`).

Why not phonetic codes (Soundex, Metaphone): they lose aliases and Korean spellings, and a frequent given
name still throws thousands together. Why not rapidfuzz.process.cdist over the names: 20,000 names are
200 million pairs, half a minute, and no threshold of a ratio keeps Bill Carver beside William Carver.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from reconcile.names import blocking_keys, bodies, fold
from reconcile.names.blocking_files import Files
from reconcile.names.blocking_words import BODIES, PERSONS, by_words
from reconcile.names.match import compare_names, shape
from reconcile.values import Kind, NameMatch


@dataclass(frozen=True, slots=True)
class CrossMatch:
    """The names of a list, each once, where each stands in it, and which of them are one.

    `matches` holds the places of two names in `names`, the lower first, and their match. Why not the
    places in the list: a name that stands there a hundred times makes 4,950 pairs of one answer.
    """

    names: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    matches: tuple[tuple[int, int, NameMatch], ...]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python's cycle collector from running: what is built here is large, and has no cycles.

    A third of the time went into it. It is switched on again as it was, whatever happens; it is the
    whole process's, so other threads go without it for as long.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _pairs(asks: Iterable[int], answers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place in asks if answers else ():
        for other in answers:
            if place != other:
                yield _pair(place, other)


def _by_keys(names: Sequence[tuple[int, str]], keys: blocking_keys.Keys) -> Iterator[tuple[int, int]]:
    """Pairs of names that share a key of the whole name.

    Of two names under a key, one at least must ask and the other answer (an acronym, a full name).
    """
    first: dict[str, tuple[int, str]] = {}
    boxes: dict[str, list[tuple[int, str]]] = {}  # of keys that more than one name has: few of them
    for place, name in names:
        for role, key in set(keys(name)):
            entry = (place, role)
            before = first.setdefault(key, entry)
            if before is not entry:
                boxes.setdefault(key, [before]).append(entry)
    for box in boxes.values():
        asks = [place for place, role in box if role != blocking_keys.ANSWERS]
        yield from _pairs(asks, [place for place, role in box if role != blocking_keys.ASKS])


def _places(names: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of names of which one shows a place and the other may be it, and of words that stand alone.

    Few names show a place. All others are looked up among them; only words that stand alone are kept.
    """
    shown, alone = Files(), Files()
    asking = {i: name for i, name in names if blocking_keys.shows_place(name)}
    for place, name in asking.items():
        yield from (_pair(place, other) for other in shown.add(place, blocking_keys.place(name)))
    bones = frozenset(bone for name in asking.values() for bone in blocking_keys.place_bones(name))
    for place, name in names:
        if place in asking:
            continue
        if fold.clean(name).isalpha():
            keys = blocking_keys.place(name)
            found = shown.find(keys) | alone.add(place, keys)
        else:
            found = shown.find(blocking_keys.place(name, bones))
        yield from (_pair(place, other) for other in found)


def _all_places(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of names that may be one place's, where all are places'."""
    files = Files()
    for place, name in enumerate(names):
        yield from (_pair(place, other) for other in files.add(place, blocking_keys.place(name)))


def _shapes(names: Sequence[str], kind: Kind | None) -> list[Kind | None]:
    return [kind or shape(fold.clean(name)) for name in names]


def _as_bodies(names: Sequence[str], shapes: Sequence[Kind | None], i: int, j: int) -> bool:
    """Whether two names of unknown kind are compared as organisations (`match`)."""
    return "organisation" in (shapes[i], shapes[j]) or bodies.are_initials(names[i], names[j])


@_no_collection()
def candidates(names: Sequence[str], kind: Kind | None = None) -> tuple[tuple[int, int], ...]:
    """Return the pairs of places in a list of distinct names that may be one, sorted, lower place first.

    Where no kind is given, a pair is compared as persons only where neither shows a kind, and as
    organisations or places only where one of them shows that (`match`).
    """
    shapes = _shapes(names, kind)
    listed = list(enumerate(names))
    plain = [(i, name) for i, name in listed if shapes[i] in (None, "person")]
    found = set(_by_keys(listed, blocking_keys.letters))
    if kind in (None, "person"):
        found.update(_by_keys(plain, blocking_keys.person))
        if any(blocking_keys.in_abjad(name) for _, name in plain):
            found.update(_by_keys(plain, blocking_keys.consonants))
        at = [i for i, _ in plain]
        asked = [True] * len(plain)
        found.update((at[i], at[j]) for i, j in by_words([name for _, name in plain], PERSONS, asked))
    if kind in (None, "organisation"):
        pairs = _by_keys(listed, blocking_keys.organisation)
        found.update(p for p in pairs if kind or _as_bodies(names, shapes, *p))
        found.update(by_words(names, BODIES, [s == "organisation" for s in shapes]))
    if kind == "place":
        found.update(_all_places(names))
    elif kind is None:
        found.update(_places(listed))
    return tuple(sorted(found))


@_no_collection()
def cross_match(names: Sequence[str], *, kind: Kind | None = None) -> CrossMatch:
    """Return which names of a list are one: all pairs of different names that `compare_names` calls one.

    `kind` says what all of them name; None lets the words of each pair decide. The matches come in
    order. A name that stands in the list more than once is compared once, and never with itself.
    Python's cycle collector does not run meanwhile, in no thread of the process.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    listed = tuple(places)
    found: list[tuple[int, int, NameMatch]] = []
    for i, j in candidates(listed, kind):
        match = compare_names(listed[i], listed[j], kind=kind)
        if match.same:
            found.append((i, j, match))
    return CrossMatch(listed, tuple(map(tuple, places.values())), tuple(found))
