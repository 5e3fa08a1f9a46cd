"""Clauses as words: what facets compare when they ask whether two clauses tell of one thing.

A statement is laid out as items: its topic words under a key that is the same for words which
agencies use for one another (data/wording.toml) and for every name of one entity. Clauses are cut
at marks and joining words. Why not the statement's own clauses alone: a slot needs the words close
around it, and a joined clause ("… but did not say when") must not lend its negation to its
neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reconcile.data import table, words
from reconcile.facets.remembered import remembered
from reconcile.values import Evidence, Mention, Token, View
from reconcile.words import stem, stop_words

# Marks that end a clause; the words that do are in data/wording.toml. A comma alone does not: it also
# frames an apposition ("the weapon, a handgun, was found").
_HARD_MARKS = frozenset(";:()[]—–…")


_Near = tuple[tuple[str, ...], tuple[str, ...]]
LONGEST = 300  # tokens; what is longer is a list or a table, and no clause in it can be told from another


class Item(NamedTuple):
    """A topic word: its place among the tokens, its clause, and the key that it is compared by."""

    at: int
    clause: int
    key: str


class Wording(NamedTuple):
    """A statement laid out: its tokens, the clause of each token, its topic items, and its names by token."""

    view: View
    tokens: tuple[Token, ...]
    clause: tuple[int, ...]
    items: tuple[Item, ...]
    named: tuple[Mention | None, ...]

    def keys(self, clause: int | None = None, without: Iterable[int] = ()) -> frozenset[str]:
        """The keys of one clause (or of all), leaving out the tokens given."""
        out = frozenset(without)
        if clause is None and not out:
            return _all_keys(self)
        return frozenset(
            i.key for i in self.items if i.at not in out and (clause is None or i.clause == clause)
        )

    def around(self, at: int, reach: int, without: Iterable[int] = ()) -> _Near:
        """Up to `reach` different keys before and after a token, within its clause, nearest first."""
        out = frozenset(without)
        near = [i for i in self.items if i.clause == self.clause[at] and i.at != at and i.at not in out]
        before = dict.fromkeys(i.key for i in reversed(near) if i.at < at)
        after = dict.fromkeys(i.key for i in near if i.at > at)
        return tuple(before)[:reach], tuple(after)[:reach]

    def words_of(self, first: int, last: int) -> str:
        """The exact words from token `first` to token `last`, both included."""
        base = self.view.statement.start
        return self.view.statement.text[self.tokens[first].start - base : self.tokens[last].end - base]

    def evidence(self, first: int, last: int, reading: str = "") -> Evidence:
        """The exact words from token `first` to token `last`, as evidence."""
        return Evidence(
            self.view.source.id,
            self.tokens[first].start,
            self.tokens[last].end,
            self.words_of(first, last),
            reading,
        )


@remembered
def _all_keys(wording: Wording) -> frozenset[str]:
    return frozenset(i.key for i in wording.items)


@remembered
def by_key(wording: Wording) -> dict[str, tuple[Item, ...]]:
    """Return the items of each key, in the order of the text; not to be changed."""
    found: dict[str, list[Item]] = {}
    for item in wording.items:
        found.setdefault(item.key, []).append(item)
    return {k: tuple(items) for k, items in found.items()}


@cache
def _canon() -> dict[str, str]:
    return {stem(w): stem(group[0]) for group in table("wording")["same"] for w in group}


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(w) for w in words("wording", "light")) | frozenset(words("wording", "light"))


def key(word_stem: str) -> str:
    """Return what a stem is compared by: the first word of its group, else itself."""
    return _canon().get(word_stem, word_stem)


def is_topic(token: Token) -> bool:
    """Whether a token is a word that carries topic: no mark, no stop word, no light word."""
    return bool(token.stem) and token.lower not in stop_words() and token.stem not in _light()


def _joined(token: Token) -> str:
    """The stem of a word with its hyphens closed: "bi-lateral" is "bilateral"."""
    if "-" not in token.lower or any(c.isdigit() for c in token.lower):
        return token.stem
    return stem(token.lower.replace("-", ""))


@remembered
def lay(view: View) -> Wording:
    """Lay a statement out; an empty one, or one over `LONGEST` tokens, gives an empty wording."""
    tokens = view.tokens if len(view.tokens) <= LONGEST else ()
    clause = _clauses(tokens)
    named = _named(view, tokens)
    items = []
    for n, token in enumerate(tokens):
        mention = named[n]
        if mention is not None and mention.entity:
            items.append(Item(n, clause[n], "@" + mention.entity))
        elif is_topic(token):
            items.append(Item(n, clause[n], key(_joined(token))))
    return Wording(view, tokens, clause, tuple(items), named)


def _clauses(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    hard, soft = words("wording", "opens"), words("wording", "opens_after_comma")
    numbers, current = [], 0
    for n, token in enumerate(tokens):
        before = tokens[n - 1].text if n else ""
        opens = token.lower in hard or (before == "," and token.lower in soft)
        if n and (opens or before in _HARD_MARKS):
            current += 1
        numbers.append(current)
    return tuple(numbers)


def _named(view: View, tokens: tuple[Token, ...]) -> tuple[Mention | None, ...]:
    """For every token the mention that covers it; of nested ones the longest."""
    ranked = sorted(view.mentions, key=lambda m: (m.start - m.end, m.start))
    out: list[Mention | None] = []
    for token in tokens:
        out.append(next((m for m in ranked if m.start <= token.start and token.end <= m.end), None))
    return tuple(out)


def share(left: Iterable[str], right: Iterable[str]) -> float:
    """Return how much of the smaller set of keys stands in the larger, 0 to 1; 0 where one is empty."""
    a, b = frozenset(left), frozenset(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _beside(
    before: tuple[str, ...], after: tuple[str, ...], before2: tuple[str, ...], after2: tuple[str, ...]
) -> bool:
    """Whether the nearest word on the same side is one, and no name: a name alone is a topic of the story."""
    first = {*before[:1]} & {*before2[:1]} | {*after[:1]} & {*after2[:1]}
    return any(not k.startswith("@") for k in first)


def speakers(left: View, right: View) -> bool:
    """Whether the two statements are given to two different named speakers."""
    a, b = left.statement.speaker, right.statement.speaker
    if not a or not b:
        return False
    return not {stem(w) for w in a.split()} & {stem(w) for w in b.split()} - {stem(w) for w in stop_words()}


NEAR = 4  # topic words on each side of a verb: its subject and its object, seldom more in news prose
LEAST_SHARED = 2  # shared words around the verb; one alone is often just the story's topic
LEAST_SHARE = 0.5  # of the smaller surrounding
OBJECT_SHARE = 0.66  # of the smaller object, where subjects are worded differently
WIDE_SHARED, WIDE_SHARE = 4, 0.5  # of the whole statements, where the clause has only pronouns


def same_act(
    one: Wording,
    at: int,
    other: Wording,
    twin: int,
    without: tuple[int, ...] = (),
    without2: tuple[int, ...] = (),
) -> float:
    """Return how sure it is that two words stand in tellings of one act: 0 for no, else 0.5 to 1.

    `without` and `without2` are tokens that are no part of the surroundings (a cue, the rest of the slot).
    """
    before, after = one.around(at, NEAR, without)
    before2, after2 = other.around(twin, NEAR, without2)
    mine, theirs = frozenset(before + after), frozenset(before2 + after2)
    if after and after2 and not set(after) & theirs and not set(after2) & mine:
        return 0.0  # another object: "did not offer details" / "offered a reward"
    ratio, common = share(mine, theirs), len(mine & theirs)
    if common >= LEAST_SHARED and ratio >= LEAST_SHARE:
        return 0.5 + 0.5 * ratio
    if len(set(after) & set(after2)) >= LEAST_SHARED and share(after, after2) >= OBJECT_SHARE:
        return 0.7
    if _beside(before, after, before2, after2):
        return 0.55
    if common == 1 and min(len(mine), len(theirs)) == 1 and max(len(mine), len(theirs)) <= 3:
        return 0.6
    skip = (at, *without)
    whole, whole2 = one.keys(without=skip), other.keys(without=(twin, *without2))
    if len(whole & whole2) >= WIDE_SHARED and share(whole, whole2) >= WIDE_SHARE:
        return 0.6
    return 0.0
