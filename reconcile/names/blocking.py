"""Cross-matching a list of names: every pair that `compare_names` calls one, without comparing all pairs.

What makes two names one is known (`persons`, `organisations`, `places`), so names that share none of it
are never compared. Some of it belongs to the whole name: its letters, its syllables in Korean or Chinese,
its initials, the place that it is filed under (`blocking_keys`). The rest is words: for two names to be
one, every word of one of them must meet a word of the other. So each name asks for those that have its
rarest word, in any spelling, and of these only those that have its other words too are compared.

Why not phonetic codes (Soundex, Metaphone): they lose aliases and Korean spellings, and a frequent given
name still throws thousands together. Why not rapidfuzz.process.cdist over the names: 20,000 names are
200 million pairs, half a minute, and no threshold of a ratio keeps Bill Carver beside William Carver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reconcile.names import blocking_keys, bodies, organisations, parts, words
from reconcile.names.match import compare_names
from reconcile.values import Kind, NameMatch

Meet = Callable[[str, str], bool]
Keys = Callable[[str], tuple[str, ...]]
JOIN = "+"  # marks a token that is two words written as one; no word has it


@dataclass(frozen=True, slots=True)
class _Rules:
    """How the words of one kind of name are found and compared."""

    words: Callable[[str], tuple[str, ...]]
    keys: Keys
    meet: Meet
    joins: bool


@dataclass(slots=True)
class _Index:
    """Where words stand: names by token, tokens by key. Filled once, then only read."""

    rules: _Rules
    words: list[tuple[str, ...]]
    tokens: list[frozenset[str]] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=dict)
    keyed: dict[str, list[str]] = field(default_factory=dict)
    near: dict[str, frozenset[str]] = field(default_factory=dict)


def _person_meet(left: str, right: str) -> bool:
    join = left[0] == JOIN or right[0] == JOIN
    part = words.compare(left.lstrip(JOIN), right.lstrip(JOIN), not join)
    return part is not words.DIFFERENT


def _body_meet(left: str, right: str) -> bool:
    return left == right or organisations.meets(left, right)


_PERSONS = _Rules(lambda name: parts.parse(name).words, blocking_keys.person_word, _person_meet, True)
_BODIES = _Rules(lambda name: bodies.parse(name).words, blocking_keys.body_word, _body_meet, False)


def _joins(listed: tuple[str, ...]) -> tuple[str, ...]:
    """Each two neighbours of a name written as one; the first stands next to the last when turned."""
    if len(listed) < 2:
        return ()
    return tuple(JOIN + a + b for a, b in zip(listed, (*listed[1:], listed[0]), strict=True))


def _build(names: Sequence[str], rules: _Rules) -> _Index:
    index = _Index(rules, [rules.words(name) for name in names])
    for place, listed in enumerate(index.words):
        tokens = frozenset((*listed, *_joins(listed))) if rules.joins else frozenset(listed)
        index.tokens.append(tokens)
        for token in sorted(tokens):
            index.names.setdefault(token, []).append(place)
    for token in index.names:
        for key in rules.keys(token):
            index.keyed.setdefault(key, []).append(token)
    return index


def _near(index: _Index, token: str) -> frozenset[str]:
    """The tokens of other names that a token meets: itself, its other spellings, its initial."""
    found = index.near.get(token)
    if found is None:
        seen = {other for key in index.rules.keys(token) for other in index.keyed.get(key, ())}
        both = token[0] == JOIN
        if index.rules.joins and not both and token[0] in index.names:
            seen.add(token[0])  # the initial
        meet = index.rules.meet
        found = frozenset(o for o in seen if not (both and o[0] == JOIN) and (o == token or meet(token, o)))
        index.near[token] = found
    return found


def _accepted(index: _Index, place: int) -> list[frozenset[str]]:
    """For each word of a name that is more than an initial, the tokens of another name that it can meet."""
    listed = index.words[place]
    joins = _joins(listed) if index.rules.joins else ()
    found = []
    for i, word in enumerate(listed):
        if len(word) == 1 and index.rules.joins:
            continue
        near = _near(index, word)
        for join in {joins[i], joins[i - 1]} if joins else ():
            near = near | _near(index, join)
        found.append(near)
    return found


def _by_words(index: _Index) -> Iterator[tuple[int, int]]:
    """Pairs of names of which every word of the first meets a word of the second."""
    for place in range(len(index.words)):
        accepted = _accepted(index, place)
        if not accepted:
            continue
        sizes = [sum(len(index.names[token]) for token in near) for near in accepted]
        rarest = min(range(len(sizes)), key=lambda i: (sizes[i], i))
        others = [near for i, near in enumerate(accepted) if i != rarest]
        for other in {n for token in accepted[rarest] for n in index.names[token]}:
            if other != place and not any(near.isdisjoint(index.tokens[other]) for near in others):
                yield (place, other) if place < other else (other, place)


def _by_keys(names: Sequence[str], keys: Callable[[str], Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of names that share a key of the whole name."""
    boxes: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for key in sorted(set(keys(name))):
            boxes.setdefault(key, []).append(place)
    for box in boxes.values():
        for i, place in enumerate(box):
            for other in box[i + 1 :]:
                yield place, other


def candidates(names: Sequence[str], kind: Kind | None = None) -> tuple[tuple[int, int], ...]:
    """Return the pairs of places in a list of distinct names that may be one, sorted, lower place first."""
    found: set[tuple[int, int]] = set(_by_keys(names, lambda name: blocking_keys.whole(name, kind)))
    if kind in (None, "person"):
        found.update(_by_words(_build(names, _PERSONS)))
    if kind in (None, "organisation"):
        found.update(_by_words(_build(names, _BODIES)))
    return tuple(sorted(found))


def cross_match(
    names: Sequence[str], *, kind: Kind | None = None
) -> tuple[tuple[int, int, NameMatch], ...]:
    """Return all pairs of a list's names that `compare_names` calls one: both places, and the match.

    `kind` says what all of them name; None lets the words of each pair decide. Pairs come in order, the
    lower place first. A name that stands in the list more than once is compared once.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    distinct = list(places)
    found: list[tuple[int, int, NameMatch]] = []
    for name, listed in places.items():
        match = compare_names(name, name, kind=kind) if len(listed) > 1 else None
        if match and match.same:
            found.extend((a, b, match) for i, a in enumerate(listed) for b in listed[i + 1 :])
    for i, j in candidates(distinct, kind):
        match = compare_names(distinct[i], distinct[j], kind=kind)
        if match.same:
            for a in places[distinct[i]]:
                found.extend((min(a, b), max(a, b), match) for b in places[distinct[j]])
    return tuple(sorted(found, key=lambda m: m[:2]))
