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

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from reconcile.names import blocking_keys, bodies, fold, organisations, parts, words
from reconcile.names.match import compare_names, shape
from reconcile.values import Kind, NameMatch

INITIAL = "initial "  # before a letter: the key of the words that begin with it
JOIN = "+"  # marks a token that is two words written as one; no word has it


@dataclass(frozen=True, slots=True)
class _Rules:
    """How the words of one kind of name are found and compared."""

    words: Callable[[str], tuple[str, ...]]
    keys: Callable[[str], tuple[str, ...]]
    meet: Callable[[str, str], bool]
    joins: bool  # two words may be written as one, and a word as its initial


@dataclass(slots=True)
class _Index:
    """Where words stand: names by token, tokens by key. Filled once; `near` is a memory of answers."""

    rules: _Rules
    words: list[tuple[str, ...]]
    tokens: list[frozenset[str]] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=dict)
    keyed: dict[str, list[str]] = field(default_factory=dict)
    near: dict[str, frozenset[str]] = field(default_factory=dict)


def _person_meet(left: str, right: str) -> bool:
    join = left[0] == JOIN or right[0] == JOIN
    return words.compare(left.lstrip(JOIN), right.lstrip(JOIN), not join) is not words.DIFFERENT


_PERSONS = _Rules(lambda name: parts.parse(name).words, blocking_keys.person_word, _person_meet, True)
_BODIES = _Rules(lambda name: bodies.parse(name).words, blocking_keys.body_word, organisations.meets, False)


def _joins(listed: tuple[str, ...]) -> tuple[str, ...]:
    """Each two neighbours of a name written as one; the last stands next to the first when turned."""
    if len(listed) < 2:
        return ()
    return tuple([JOIN + a + b for a, b in zip(listed, (*listed[1:], listed[0]), strict=True)])


def _build(names: Sequence[str], rules: _Rules) -> _Index:
    index = _Index(rules, [rules.words(name) for name in names])
    for place, listed in enumerate(index.words):
        tokens = frozenset((*listed, *_joins(listed))) if rules.joins else frozenset(listed)
        index.tokens.append(tokens)
        for token in tokens:
            index.names.setdefault(token, []).append(place)
    for token in index.names:
        for key in rules.keys(token):
            index.keyed.setdefault(key, []).append(token)
        if rules.joins and len(token) > 1 and token[0] != JOIN:
            index.keyed.setdefault(f"{INITIAL}{token[0]}", []).append(token)
    return index


def _near(index: _Index, token: str) -> frozenset[str]:
    """The tokens of other names that a token meets: itself, its other spellings, its initial."""
    found = index.near.get(token)
    if found is not None:
        return found
    joins, join, meet = index.rules.joins, token[0] == JOIN, index.rules.meet
    if joins and len(token) == 1:
        found = frozenset((token, *index.keyed.get(f"{INITIAL}{token}", ())))
    else:
        seen = {other for key in index.rules.keys(token) for other in index.keyed.get(key, ())}
        near = [o for o in seen if not (join and o[0] == JOIN) and (o == token or meet(token, o))]
        initial = (token[0],) if joins and not join and token[0] in index.names else ()
        found = frozenset((*near, *initial))
    index.near[token] = found
    return found


def _accepted(index: _Index, listed: tuple[str, ...]) -> list[frozenset[str]]:
    """For each word of a name, the tokens of another name that it can meet, alone or with a neighbour."""
    joins = _joins(listed) if index.rules.joins else ()
    found = [_near(index, word) for word in listed]
    for i, join in enumerate(joins):
        both = _near(index, join)
        if both:
            found[i] |= both
            found[(i + 1) % len(found)] |= both
    return found


def _by_words(index: _Index, asked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Pairs of names, one of them asked for, of which every word of the first meets a word of the second."""
    for place, listed in enumerate(index.words):
        accepted = _accepted(index, listed)
        full = [i for i, word in enumerate(listed) if len(word) > 1 or not index.rules.joins]
        if not full:
            continue
        size = {i: sum([len(index.names.get(token, ())) for token in accepted[i]]) for i in full}
        rarest = min(full, key=lambda i: (size[i], i))
        others = [near for i, near in enumerate(accepted) if i != rarest]
        single = index.rules.joins and len(listed) == 1  # a bare name is one with a bare name, or with a join
        for other in {n for token in accepted[rarest] for n in index.names.get(token, ())}:
            if other == place or not (asked[place] or asked[other]):
                continue
            if single and len(index.words[other]) > 2:
                continue
            if single and len(index.words[other]) == 2 and index.words[other][0][:2] != listed[0][:2]:
                continue
            if not any(near.isdisjoint(index.tokens[other]) for near in others):
                yield (place, other) if place < other else (other, place)


def _by_keys(names: Sequence[tuple[int, str]], keys: blocking_keys.Keys) -> Iterator[tuple[int, int]]:
    """Pairs of names that share a key of the whole name.

    Of two names under a key, one at least must ask and the other answer (an acronym, a full name).
    """
    boxes: dict[str, tuple[list[int], list[int]]] = {}
    for place, name in names:
        for role, key in set(keys(name)):
            boxes.setdefault(key, ([], []))[role == blocking_keys.ANSWERS].append(place)
            if role == blocking_keys.BOTH:
                boxes[key][1].append(place)
    for asks, answers in boxes.values():
        for place in asks if answers else ():
            for other in answers:
                if place != other:
                    yield (place, other) if place < other else (other, place)


def _shapes(names: Sequence[str], kind: Kind | None) -> list[Kind | None]:
    return [kind or shape(fold.clean(name)) for name in names]


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
        at = [i for i, _ in plain]
        pairs = _by_words(_build([name for _, name in plain], _PERSONS), [True] * len(plain))
        found.update((at[i], at[j]) for i, j in pairs)
    if kind in (None, "organisation"):
        found.update(_by_keys(listed, blocking_keys.organisation))
        found.update(_by_words(_build(names, _BODIES), [s == "organisation" for s in shapes]))
    if kind in (None, "place"):
        found.update(_by_keys(listed, blocking_keys.place if kind else blocking_keys.maybe_place))
    return tuple(sorted(found))


def cross_match(names: Sequence[str], *, kind: Kind | None = None) -> tuple[tuple[int, int, NameMatch], ...]:
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
            found.extend([(a, b, match) for i, a in enumerate(listed) for b in listed[i + 1 :]])
    for i, j in candidates(distinct, kind):
        match = compare_names(distinct[i], distinct[j], kind=kind)
        if match.same:
            for a in places[distinct[i]]:
                found.extend([(a, b, match) if a < b else (b, a, match) for b in places[distinct[j]]])
    return tuple(sorted(found, key=itemgetter(0, 1)))
