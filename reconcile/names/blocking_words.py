"""Names that share their words: which words of a list meet, and which names have all of another's words.

Words are numbered, as sets of numbers are smaller and quicker than sets of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reconcile.names import blocking_keys, bodies, lay, organisations, parts, romanise, words
from reconcile.names.blocking_files import Files, Keys

Words = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """How the words of one kind of name are found and compared."""

    words: Callable[[str], tuple[str, ...]]
    keys: Callable[[str, frozenset[str] | None], Keys]
    meet: Callable[[str, str], bool]
    joins: bool  # two words may be written as one, and a word as its initial


@dataclass(slots=True)
class _Index:
    """Where words stand, and which meet. Filled once.

    A token is the number of a word, or of two words written as one that are a word of another name
    (`joins`); the latter come after all words.
    """

    rules: Rules
    words: list[Words] = field(default_factory=list)  # of each name, in order
    tokens: list[set[int]] = field(default_factory=list)  # of each name, its joins too
    spelled: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    names: list[list[int]] = field(default_factory=list)  # that have a token
    near: list[set[int]] = field(default_factory=list)  # tokens that meet a token, itself among them
    initials: set[int] = field(default_factory=set)
    files: Files = field(default_factory=Files)
    joins: dict[str, int] = field(default_factory=dict)
    joined: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # by name: where, which join


def _person_meet(left: str, right: str) -> bool:
    return words.compare(left, right) is not words.DIFFERENT


PERSONS = Rules(lambda name: parts.parse(name).words, blocking_keys.person_word, _person_meet, True)
BODIES = Rules(lambda name: bodies.parse(name).words, blocking_keys.body_word, organisations.meets, False)


def _build(names: Sequence[str], rules: Rules, asked: Sequence[bool]) -> _Index:
    index = _Index(rules)
    for place, name in enumerate(names):
        listed = []
        for word in rules.words(name):
            number = index.numbers.setdefault(word, len(index.spelled))
            if number == len(index.spelled):
                index.spelled.append(word)
                index.names.append([])
            listed.append(number)
        index.words.append(tuple(listed))
        index.tokens.append(set(listed))
        for number in index.tokens[-1]:
            index.names[number].append(place)
    index.near = [{number} for number in range(len(index.spelled))]
    _meet_words(index, asked)
    if rules.joins:
        _meet_initials(index)
        _meet_joins(index)
    return index


def _meet_words(index: _Index, asked: Sequence[bool]) -> None:
    """Find the words that are spellings of one another: each two that share a key are compared once.

    Words of names that are asked for are filed first; those of all others look them up and are not filed.
    """
    own = dict.fromkeys(n for listed, ask in zip(index.words, asked, strict=True) if ask for n in listed)
    rest = [n for n in range(len(index.spelled)) if n not in own]
    bones = frozenset(romanise.bones(index.spelled[n]) for n in own) if rest else None
    for number in own:
        word = index.spelled[number]
        if len(word) > 1 or not index.rules.joins:
            _compare(index, number, index.files.add(number, index.rules.keys(word, None)))
    for number in rest:
        word = index.spelled[number]
        if len(word) > 1 or not index.rules.joins:
            _compare(index, number, index.files.find(index.rules.keys(word, bones)))


def _compare(index: _Index, number: int, others: Iterable[int]) -> None:
    word, spelled = index.spelled[number], index.spelled
    for other in others:
        if index.rules.meet(word, spelled[other]):
            index.near[number].add(other)
            index.near[other].add(number)


def _meet_initials(index: _Index) -> None:
    letters = {word: index.near[n] for word, n in index.numbers.items() if len(word) == 1}
    index.initials = {index.numbers[letter] for letter in letters}
    for word, number in index.numbers.items() if letters else ():
        if len(word) > 1 and word[0] in letters:
            letters[word[0]].add(number)
            index.near[number].add(index.numbers[word[0]])


def _joins(index: _Index, listed: Words) -> list[tuple[str, str]]:
    """Each two neighbours of a name written as one; the last stands next to the first when turned.

    Each with the letters that a word must begin with to be one with it (`lay`).
    """
    found = [index.spelled[n] for n in listed]
    turned = found[1:] + found[:1] if len(found) > 1 else []
    return [(a[: lay.HEAD], a + b) for a, b in zip(found, turned, strict=False)]


def _meet_joins(index: _Index) -> None:
    """Find the words that are two words of another name written as one.

    Most joins are no word of the list, and need no keys to tell: no word begins so with the same bones.
    """
    heads = {(word[:n], romanise.bones(word)) for word in index.spelled for n in range(2, lay.HEAD + 1)}
    met: dict[str, list[int]] = {}
    for place, listed in enumerate(index.words):
        for at, (head, join) in enumerate(_joins(index, listed)):
            if len(head) < 2 or (head, romanise.bones(join)) not in heads:
                continue
            if join not in met:
                met[join] = _words_of(index, join)
                if met[join]:
                    _add_join(index, join, met[join])
            if met[join]:
                number = index.joins[join]
                index.tokens[place].add(number)
                index.names[number].append(place)
                index.joined.setdefault(place, []).append((at, number))


def _words_of(index: _Index, join: str) -> list[int]:
    near = index.files.find(blocking_keys.person_join(join))
    if join in index.numbers:
        near.add(index.numbers[join])
    alike = [n for n in near if index.spelled[n][:2] == join[:2]]
    return [n for n in alike if words.compare(join, index.spelled[n], False) is not words.DIFFERENT]


def _add_join(index: _Index, join: str, met: list[int]) -> None:
    number = index.joins[join] = len(index.names)
    index.names.append([])
    index.near.append(set(met))
    for word in met:
        index.near[word].add(number)


@dataclass(slots=True)
class _Around:
    """The names that have a token which meets a token, worked out when asked first."""

    index: _Index
    every: dict[int, set[int]] = field(default_factory=dict)
    firm: dict[int, set[int]] = field(default_factory=dict)

    def met(self, token: int) -> set[int]:
        """The names that have a token which meets a token."""
        found = self.every.get(token)
        if found is None:
            names = self.index.names
            found = self.every[token] = {name for near in self.index.near[token] for name in names[near]}
        return found

    def told(self, token: int) -> set[int]:
        """Of these, the names that have the same token or, for more than an initial, more than one."""
        found = self.firm.get(token)
        if found is None:
            initials, near = self.index.initials, self.index.near[token]
            full = {token} if token in initials else near - initials
            found = self.firm[token] = {name for n in full for name in self.index.names[n]}
        return found

    def by_word(self, place: int, find: Callable[[int], set[int]]) -> list[set[int]]:
        """For each word of a name, the names that it meets, alone or with a neighbour."""
        found = [find(n) for n in self.index.words[place]]
        for at, join in self.index.joined.get(place, ()):
            both, after = find(join), (at + 1) % len(found)
            found[at], found[after] = found[at] | both, found[after] | both
        return found


def _bare(index: _Index, number: int, names: set[int]) -> set[int]:
    """Of the names that a bare name meets, those that can be one with it: bare ones, and joins."""
    joined = len(index.spelled)
    joins = {name for near in index.near[number] if near >= joined for name in index.names[near]}
    return {name for name in names if len(index.words[name]) == 1 or name in joins}


def _person_pairs(index: _Index, around: _Around) -> Iterator[tuple[int, int]]:
    for place, listed in enumerate(index.words):
        if index.initials.issuperset(listed):
            continue
        met = around.by_word(place, around.met)
        # one word at least is met by more than an initial: Bram Berg is not told by T. B.
        found = {name for told in around.by_word(place, around.told) for name in told.intersection(*met)}
        if len(listed) == 1:
            found = _bare(index, listed[0], found)
        for other in found:
            if other != place and _apart(index, place, index.tokens[other]):
                yield (place, other) if place < other else (other, place)


def _apart(index: _Index, place: int, tokens: set[int]) -> bool:
    """Whether each word of a name can meet a token of its own; two cannot meet one (Bram Berg, B. Holm)."""
    listed = set(index.words[place])
    if tokens.issuperset(listed):
        return True
    met = set().union(*[index.near[n] & tokens for n in listed])
    if len(met) >= len(listed) or max(met, default=0) >= len(index.spelled):
        return True
    return any(not index.near[join].isdisjoint(tokens) for _, join in index.joined.get(place, ()))


def _body_pairs(index: _Index, around: _Around, asked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    asks = {place for place, ask in enumerate(asked) if ask}
    spelled = index.spelled
    room = [blocking_keys.body_room([spelled[n] for n in listed]) for listed in index.words]
    for place, listed in enumerate(index.words):
        if not listed:
            continue
        met = sorted(around.by_word(place, around.met), key=len)
        found = set.intersection(*met) if asked[place] else asks.intersection(*met)
        for other in found:
            more = len(index.words[other]) - len(listed)
            if other != place and (not more or more in room[other]):
                yield (place, other) if place < other else (other, place)


def by_words(names: Sequence[str], rules: Rules, asked: Sequence[bool]) -> set[tuple[int, int]]:
    """Return pairs of names, one of them asked for, of which every word of the one meets a word of the other.

    Left out are those of which the words that meet, or those that only one has, tell that they are two.
    """
    index = _build(names, rules, asked)
    around = _Around(index)
    return set(_person_pairs(index, around) if rules.joins else _body_pairs(index, around, asked))
