"""What a clause negates: the cue, the word that it strikes, and whether a word stands affirmed.

Method: cue and scope after the handling of negation in Morante and Blanco, *SEM 2012 shared task
(a cue, its scope, the event in it), reduced to what news prose needs: the cue reaches over
auxiliaries and adverbs to the first topic word of its clause.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reconcile.data import table, words
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Item, Wording, key
from reconcile.words import APOSTROPHES, stem, stop_words

REACH = 7  # tokens from a cue to what it strikes; farther off is another phrase ("not, the ministry said, …")


class Negation(NamedTuple):
    """A cue (its tokens) and the item that it strikes; `noun`: a determiner ("no") negates a noun."""

    first: int
    last: int
    target: Item
    noun: bool
    where: bool = False  # "not at home": what is denied is where the subject is


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in table("polarity")[name])


def _is_cue(wording: Wording, n: int) -> bool:
    token = wording.tokens[n]
    if token.lower in words("polarity", "cues"):
        return True
    if len(token.lower) > 3 and token.lower.endswith("t") and token.lower[-2] in APOSTROPHES:
        return token.lower[-3] == "n"
    follows = wording.tokens[n + 1].lower if n + 1 < len(wording.tokens) else ""
    if follows == "to":
        return token.stem in _stems("before_to") and _yet_to(wording, n)
    return follows == "of" and token.stem in _stems("before_of")


def _yet_to(wording: Wording, n: int) -> bool:
    """ "has yet to", "is yet to": without the auxiliary, "yet" joins clauses."""
    if wording.tokens[n].lower != "yet":
        return True
    return n > 0 and wording.tokens[n - 1].lower in ("has", "have", "had", "is", "are", "was", "were")


@remembered
def cues(wording: Wording) -> tuple[int, ...]:
    """Return the tokens that negate, special ones ("not only") included."""
    return tuple(n for n in range(len(wording.tokens)) if _is_cue(wording, n))


def _special(wording: Wording, n: int) -> bool:
    before = wording.tokens[n - 1].lower if n else ""
    after = wording.tokens[n + 1].lower if n + 1 < len(wording.tokens) else ""
    if before in words("polarity", "special_before"):
        return True
    if before in ("and", "but", ",") and wording.tokens[n].lower == "not" and after in ("a", "an", "the"):
        return True  # "an armistice and not a peace treaty" denies no treaty but this one
    if wording.tokens[n].text == "No" and after == ".":  # "No. 2"
        return True
    return after in words("polarity", "special") and not (after == "the" and wording.tokens[n].lower == "not")


@remembered
def negations(wording: Wording) -> tuple[Negation, ...]:
    """Return what the statement negates, in the order of the text."""
    topic = {i.at: i for i in wording.items}
    found = []
    for n in cues(wording):
        if _special(wording, n):
            continue
        target = _target(wording, n, topic)
        if target is not None and not _twice(wording, n, target) and not _until(wording, target):
            where = wording.tokens[n + 1].lower in words("polarity", "where")
            found.append(Negation(n, target.at, target, wording.tokens[n].lower == "no", where))
    return tuple(found)


def _target(wording: Wording, n: int, topic: dict[int, Item]) -> Item | None:
    """The item that the cue strikes: the first topic word of its clause, over auxiliaries and adverbs."""
    noun = wording.tokens[n].lower == "no"
    inverted = wording.tokens[n].lower in ("nor", "neither")
    for k in range(n + 1, min(n + 1 + REACH, len(wording.tokens))):
        token = wording.tokens[k]
        if wording.clause[k] != wording.clause[n] or token.text == ",":
            return None
        if token.lower in words("polarity", "ends") or (noun and token.lower in stop_words()):
            return None  # "no" negates the noun phrase that follows, and nothing beyond it
        # A name between cue and verb is the subject of an inverted clause ("nor did Kim say").
        subject = inverted and wording.named[k] is not None
        if k in topic and not subject and not token.lower.endswith("ly"):
            return topic[k]
    return None


def _until(wording: Wording, target: Item) -> bool:
    """ "Did not end until Friday": it ended."""
    return any(t.lower == "until" for t in wording.tokens[target.at + 1 : target.at + 1 + REACH])


def _twice(wording: Wording, n: int, target: Item) -> bool:
    """Whether a second cue lifts the first: "did not fail to", "no one was without"."""
    near = range(max(0, n - REACH), min(target.at, n + REACH + 1))
    return any(m != n and m in near and wording.clause[m] == wording.clause[n] for m in cues(wording))


def _reaches(wording: Wording, cue: int, at: int) -> bool:
    """Whether a cue's scope holds a later word of its clause; "and" ends it ("does not sleep and works")."""
    inside = wording.clause[cue] == wording.clause[at] and cue < at
    return inside and all(t.lower != "and" for t in wording.tokens[cue + 2 : at])


def affirmed(wording: Wording, item: Item, alike: frozenset[str] = frozenset()) -> bool:
    """Whether a word stands in a clause that neither negates nor leaves open.

    `alike` are words that leave open and stand in the other side's clause too: they leave both as open.
    """
    for n in _openers(wording):
        inside = wording.clause[n] == wording.clause[item.at] and n != item.at
        if inside and wording.tokens[n].lower not in alike:
            return False
    if any(_reaches(wording, cue, item.at) for cue in cues(wording)):
        return False
    return not wording.view.statement.text.rstrip().endswith("?")


def open_words(wording: Wording, clause: int) -> frozenset[str]:
    """The words of a clause that leave open whether it is so: "if", "may", "fears"."""
    return frozenset(wording.tokens[n].lower for n in _openers(wording) if wording.clause[n] == clause)


@remembered
def _openers(wording: Wording) -> tuple[int, ...]:
    """The tokens that leave their clause open."""
    return tuple(n for n in range(len(wording.tokens)) if _opens(wording, n))


def _opens(wording: Wording, n: int) -> bool:
    """Whether a token leaves its clause open; a name does not (Theresa May), nor does a month."""
    token = wording.tokens[n]
    if wording.named[n] is not None or (n and token.text == "May"):
        return False
    return token.lower in words("polarity", "open")


def plain_both(left: Wording, x: int, right: Wording, y: int) -> bool:
    """Whether two tokens stand in clauses that neither negate nor leave more open than the other."""
    alike = open_words(left, left.clause[x]) & open_words(right, right.clause[y])
    one, two = Item(x, left.clause[x], ""), Item(y, right.clause[y], "")
    return affirmed(left, one, alike) and affirmed(right, two, alike)


def settled(wording: Wording, negation: Negation, alike: frozenset[str] = frozenset()) -> bool:
    """Whether the negated clause itself is told as a fact, but for the words that leave both sides open."""
    inside = {t.lower for t in wording.tokens[negation.first : negation.last + 1]}
    loose = open_words(wording, wording.clause[negation.first]) - inside - {"expect", "expected"}
    return loose <= alike


@remembered
def statuses(wording: Wording) -> tuple[Negation, ...]:
    """Return the "no … yet" of a clause that says nothing else: "No arrests have been made"."""
    listed = frozenset(key(stem(w)) for w in table("polarity")["status"])
    return tuple(
        n for n in negations(wording)
        if n.noun and n.target.key in listed and not wording.keys(n.target.clause, without=(n.target.at,))
    )  # fmt: skip
