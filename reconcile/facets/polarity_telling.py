"""What a source says was left untold: "did not say how they died", "made no mention of the weapons"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reconcile.data import table, words
from reconcile.facets.polarity_scope import REACH, cues
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Wording, share
from reconcile.words import stem

LEAST_TOLD = 2  # topic words that tell what was left untold; with one, any report of the story would fit
LEAST_SHARE = 0.6  # of the words for what was left untold that the other side must have in one clause


class Untold(NamedTuple):
    """A silence: the cue, the verb of telling, the question word ("" for a plain object), and its topic."""

    first: int
    last: int
    question: str
    topic: frozenset[str]


@cache
def _telling() -> frozenset[str]:
    return frozenset(stem(w) for w in table("polarity")["telling"])


@cache
def _spoken() -> frozenset[str]:
    return frozenset(stem(w) for w in table("polarity")["told"])


@remembered
def untold(wording: Wording) -> tuple[Untold, ...]:
    """Return what the statement says was not told."""
    found = []
    for n in cues(wording):
        verb = _verb(wording, n)
        if verb is None:
            continue
        for question, topic in _asked(wording, verb):
            if len(topic) >= LEAST_TOLD:
                found.append(Untold(n, verb, question, topic))
    return tuple(found)


def _asked(wording: Wording, verb: int) -> tuple[tuple[str, frozenset[str]], ...]:
    """What was not told, one entry a question ("how they died or where they sat"), with its topic words."""
    topic = {i.at: i.key for i in wording.items}
    question, found, held = "", [], list[str]()
    for k in range(verb + 1, len(wording.tokens)):
        if wording.clause[k] != wording.clause[verb]:
            break
        if wording.tokens[k].lower in words("polarity", "questions"):
            found.append((question, frozenset(held)))
            question, held = wording.tokens[k].lower, []
        elif k in topic:
            held.append(topic[k])
    return (*found, (question, frozenset(held)))


def _verb(wording: Wording, n: int) -> int | None:
    """The verb or noun of telling that the cue strikes: "did not say", "made no mention of"."""
    between = words("polarity", "between")
    for k in range(n + 1, min(n + 1 + REACH, len(wording.tokens))):
        if wording.tokens[k].stem in _telling():
            return k
        if wording.tokens[k].lower not in between:
            return None
    return None


def told(wording: Wording, silence: Untold) -> tuple[int, int] | None:
    """The tokens from the word of telling to the last word told; None where this side does not tell it."""
    asked = silence.question
    answers = words("polarity", f"answers_{asked}") if asked in ("how", "where") else None
    if cues(wording):
        return None
    for n, token in enumerate(wording.tokens):
        if token.stem not in _spoken():
            continue
        rest = [i for i in wording.items if i.at > n and i.clause == wording.clause[n]]
        common = [i for i in rest if i.key in silence.topic]
        enough = len({i.key for i in common}) >= LEAST_TOLD
        if not enough or share(silence.topic, (i.key for i in rest)) < LEAST_SHARE:
            continue
        tail = [t.lower for k, t in enumerate(wording.tokens) if k > n]
        if asked in ("who", "whom") and not _names_one(wording, n, silence):
            continue
        if answers is None or any(w in answers for w in tail):
            return n, common[-1].at
    return None


def _names_one(wording: Wording, n: int, silence: Untold) -> bool:
    """Whether a person is named after the word of telling whom the question did not name."""
    after = [m for m in wording.named[n + 1 :] if m is not None and m.kind == "person"]
    return any(f"@{m.entity}" not in silence.topic for m in after)
