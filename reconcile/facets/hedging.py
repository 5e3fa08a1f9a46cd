"""Hedges of a statement: the cue, the word that it leaves open, and whether it looks back or ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reconcile.data import table, words
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Item, Wording
from reconcile.words import stem, stop_words

REACH = 6  # tokens from a hedge to its verb: "may not have been fully closed"

Time = Literal["past", "ahead", "noun", "open"]


class Hedge(NamedTuple):
    """A hedge (its tokens), the items that it leaves open, its kind, and what it looks at.

    `time`: "past" leaves open what happened, "ahead" what will, "noun" what to call a thing
    ("an apparent suicide"), "open" a whole clause ("trying to determine whether …").
    """

    first: int
    last: int
    targets: tuple[Item, ...]
    kind: Literal["hedge", "report"]
    time: Time


@cache
def stems_of(name: str) -> frozenset[str]:
    """Return one of the lists of hedges.toml as stems."""
    return frozenset(stem(w) for w in table("hedges")[name])


@remembered
def hedges(wording: Wording) -> tuple[Hedge, ...]:
    """Return the hedges of a statement, in the order of the text."""
    return tuple(h for n in range(len(wording.tokens)) for h in _at(wording, n))


def _at(wording: Wording, n: int) -> Iterator[Hedge]:
    low = wording.tokens[n].lower
    follows = wording.tokens[n + 1].lower if n + 1 < len(wording.tokens) else ""
    if low in words("hedges", "modals"):
        yield from _modal(wording, n)
    elif low in words("hedges", "before_to") and follows == "to":
        perfect = n + 2 < len(wording.tokens) and wording.tokens[n + 2].lower == "have"
        yield from _verb(wording, n, n + 1, "hedge", "past" if perfect else "ahead")
    elif low in words("hedges", "weighing") and follows.endswith("ing"):
        yield from _verb(wording, n, n, "hedge", "ahead")
    elif low in words("hedges", "adverbs"):
        yield from _verb(wording, n, n, "hedge", "ahead" if _ahead(wording, n) else "past")
    elif low in words("hedges", "report"):
        yield from _verb(wording, n, n, "report", "past")
    elif low in words("hedges", "adjectives"):
        yield from _noun(wording, n)
    elif low in ("whether", "if") and follows != "to" and _finding_out(wording, n):
        yield from _clause(wording, n)


def _modal(wording: Wording, n: int) -> Iterator[Hedge]:
    """ "may" that is no month or name, in no conditional or purpose."""
    token = wording.tokens[n]
    if token.text[:1].isupper() or any(
        t.lower in words("hedges", "loose")
        for k, t in enumerate(wording.tokens[:n])
        if wording.clause[k] == wording.clause[n]
    ):
        return
    following = [t.lower for t in wording.tokens[n + 1 : n + 3]]
    perfect = "have" in following
    if token.lower == "could" and not perfect and "be" not in following:
        return  # "he could see": was able to
    yield from _verb(wording, n, n, "hedge", "past" if perfect else "ahead")


def _ahead(wording: Wording, n: int) -> bool:
    """Whether an adverb stands beside "will": "will probably", "most likely will"."""
    return any(t.lower in words("hedges", "will") for t in wording.tokens[max(0, n - 2) : n + 3])


def _verb(
    wording: Wording, first: int, last: int, kind: Literal["hedge", "report"], time: Time
) -> Iterator[Hedge]:
    """The first topic word after a hedge, over auxiliaries and adverbs, in its clause."""
    topic = {i.at: i for i in wording.items}
    for k in range(last + 1, min(last + 1 + REACH, len(wording.tokens))):
        token = wording.tokens[k]
        if wording.clause[k] != wording.clause[last] or not token.stem:
            return
        if k in topic and not token.lower.endswith("ly"):
            if not topic[k].key.startswith("@") and not token.text[:1].isupper():  # a verb is no name
                yield Hedge(first, last, (topic[k],), kind, time)
            return
        if k not in topic and not _passes(token.lower):
            return  # a subject or an object before any verb, or a denial


def _passes(word: str) -> bool:
    """Whether a word may stand between a hedge and what it leaves open: auxiliaries, adverbs, "took"."""
    if word in words("hedges", "between") | words("hedges", "will") or word.endswith("ly"):
        return True
    return word not in stop_words()


def _noun(wording: Wording, n: int) -> Iterator[Hedge]:
    """The noun phrase after an adjective that hedges: topic words that follow without a break."""
    topic = {i.at: i for i in wording.items}
    held: list[Item] = []
    for k in range(n + 1, min(n + 4, len(wording.tokens))):
        if k not in topic:
            break
        held.append(topic[k])
    if held:
        yield Hedge(n, n, tuple(held), "hedge", "noun")


def _finding_out(wording: Wording, n: int) -> bool:
    return any(t.stem in stems_of("finding_out") for t in wording.tokens[max(0, n - 2) : n])


def _clause(wording: Wording, n: int) -> Iterator[Hedge]:
    """The topic words of the clause that "whether" opens."""
    end = next(
        (
            k
            for k in range(n + 1, len(wording.tokens))
            if not wording.tokens[k].stem and wording.tokens[k].text in ",.;"
        ),
        len(wording.tokens),
    )
    held = tuple(i for i in wording.items if n < i.at < end and i.clause == wording.clause[n])
    if held:
        yield Hedge(max(0, n - 1), n, held, "hedge", "open")
