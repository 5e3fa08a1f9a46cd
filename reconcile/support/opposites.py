"""Opposites: a word of the draft that stands in no source, where the nearest source has its opposite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from reconcile.data import table, words
from reconcile.support.known import Detail, Known, following, neighbours
from reconcile.values import Token, View
from reconcile.words import stem, stop_words

REACH = 3  # words on a side among which one must be shared: both tell it of the same thing
NEGATED = 3  # tokens before a word in which a "not" turns it round
LEAST_FAR = 2  # shared words where the source statement is not one of the nearest
LEAST_REST = 4  # letters after a negative prefix: "un-" of "until" is none
PREFIXES = ("un", "non-", "non", "dis", "in", "im", "ir", "il")
# Endings of adjectives: "in-" and its forms negate nouns and verbs seldom ("increase", "import").
ADJECTIVAL = ("able", "al", "ant", "ate", "ect", "ent", "ible", "ic", "ive", "ous")
LOOSE = ("un", "non-", "non", "dis")  # prefixes that negate words of any ending

_Beside = Callable[[View, int, View, int], bool]


def opposites(view: View, near: Sequence[View], known: Known) -> Iterator[Detail]:
    """Yield the words of a statement of which a source has the opposite in the same place, and not them.

    A word that no source has needs a shared word near by; one that stands in a source needs the very word
    after it, and that no source has the two together.
    """
    held = {t.stem for other in near for t in other.tokens}
    for n, token in enumerate(view.tokens):
        rivals, alike = _opposing(token.lower), _axis(token.stem)[1]
        if not token.stem or known.stems.isdisjoint(rivals):
            continue
        found = None
        if token.stem in known.stems:
            after = following(view.tokens, n)
            if after is not None and after not in known.followed.get(token.stem, ()):
                found = _opposed(view, n, near, rivals, _next_to)
        elif held.isdisjoint(alike) and token.lower not in stop_words():
            # Where a synonym stands there as well, which of the two is meant is not plain.
            found = _opposed(view, n, near, rivals, _close) or _opposed(view, n, known.views, rivals, _closer)
        if found is not None:
            yield Detail(token.start, token.end, "polarity", "word", found)


def _opposed(
    view: View, n: int, sources: Sequence[View], rivals: frozenset[str], beside: _Beside
) -> str | None:
    for other in sources:
        for k, rival in enumerate(other.tokens):
            if rival.stem not in rivals or not beside(view, n, other, k):
                continue
            if _denied(view.tokens, n) == _denied(other.tokens, k):
                return f"{other.source.id} has “{rival.text}”"
    return None


def _close(view: View, n: int, other: View, k: int, least: int = 1) -> bool:
    before, after = neighbours(view.tokens, n, REACH, stop_words())
    before2, after2 = neighbours(other.tokens, k, REACH, stop_words())
    return len(before & before2) + len(after & after2) >= least


def _closer(view: View, n: int, other: View, k: int) -> bool:
    return _close(view, n, other, k, LEAST_FAR)


def _next_to(view: View, n: int, other: View, k: int) -> bool:
    """Whether the same topic word follows both, at once or over a mark ("small, uncrewed")."""
    mine, theirs = following(view.tokens, n), following(other.tokens, k)
    return mine is not None and mine == theirs


def _denied(tokens: Sequence[Token], n: int) -> bool:
    before = tokens[max(0, n - NEGATED) : n]
    return any(t.lower in words("polarity", "cues") or t.lower.endswith(("n't", "n’t")) for t in before)


@cache
def _opposing(word: str) -> frozenset[str]:
    """The stems that a word is opposed to: by an axis, or by a negative prefix ("unaffected", "affected")."""
    found = set(_axis(stem(word))[0])
    if word in table("support_opposites")["prefix"]["none"]:
        return frozenset(found)
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= LEAST_REST and _negates(prefix, rest):
            found.add(stem(rest))
        elif rest == word and len(word) >= LEAST_REST and _negates(prefix, word):
            found.add(stem(prefix + word))
    return frozenset(found)


def _negates(prefix: str, rest: str) -> bool:
    return prefix in LOOSE or rest.endswith(ADJECTIVAL)


@cache
def _axes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    listed = [*table("support_opposites")["axes"].values(), *table("antonyms")["axes"].values()]
    return tuple((frozenset(map(stem, a)), frozenset(map(stem, b))) for a, b in listed)


@cache
def _axis(word_stem: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that are opposed to a stem, and those on its own side."""
    against: set[str] = set()
    alike: set[str] = set()
    for one, other in _axes():
        if (word_stem in one) != (word_stem in other):
            mine, theirs = (one, other) if word_stem in one else (other, one)
            against |= theirs
            alike |= mine
    return frozenset(against - alike), frozenset(alike - against)
