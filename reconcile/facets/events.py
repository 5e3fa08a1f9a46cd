"""Facet event: the act itself differs: by what means, done or only tried, on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reconcile.data import table
from reconcile.facets import check
from reconcile.facets.polarity_scope import affirmed, plain_both
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Item, Wording, key, lay, same_act, share
from reconcile.values import Difference, Evidence, Pair, Unclear
from reconcile.words import stem

LEAST_SHARED = 3  # topic words of the statements besides the ways told
LEAST_SHARE = 0.35  # of the shorter statement
REACH = 6  # tokens between "arrest" and "conviction"
_Rivals = tuple[Evidence, Evidence, float]


class Way(NamedTuple):
    """A way in which an act was done: its tokens, the table of alternatives, and its row there."""

    first: int
    last: int
    kind: str
    row: int


@check("event-mismatch", facet="event", severity="tension", floor=0.05)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """The same act is told with another weapon, means or cause, as done and as tried, or on a condition.

    An editor cares because the two reports may rest on different accounts. Example: "hit by a
    missile" / "hit by a mortar round"; "water was restored" / "crews were struggling to restore
    water". Gaps: means that no table knows, and two attacks in one story.
    """
    left, right = lay(pair.left), lay(pair.right)
    found = sorted((*_ways(left, right), *_tried(left, right), *_condition(left, right)), key=lambda r: -r[2])
    if found:
        a, b, score = found[0]
        message = f"{a.source} says “{a.text}”, {b.source} “{b.text}”."
        yield Difference("tension", round(min(0.9, 0.3 + 0.5 * score), 2), message, a, b)


def _ways(left: Wording, right: Wording) -> Iterator[_Rivals]:
    mine, theirs = ways(left), ways(right)
    for a in mine if theirs else ():
        for b in theirs:
            if a.kind != b.kind or a.row in _rows(theirs, a.kind) or b.row in _rows(mine, a.kind):
                continue
            if _may_be_one(a, b) or _occasion(left, a) or _occasion(right, b):
                continue
            score = _same_event(left, a, right, b)
            if score:
                yield left.evidence(a.first, a.last), right.evidence(b.first, b.last), score


def _rows(listed: tuple[Way, ...], kind: str) -> set[int]:
    return {w.row for w in listed if w.kind == kind}


@cache
def _pairs() -> frozenset[tuple[str, int, int]]:
    found = []
    for kind, pairs in table("events")["compatible"].items():
        rows = [names[0] for names in table("events")["alternatives"][kind]]
        for a, b in pairs:
            found += [(kind, rows.index(a), rows.index(b)), (kind, rows.index(b), rows.index(a))]
    return frozenset(found)


def _may_be_one(a: Way, b: Way) -> bool:
    return (a.kind, a.row, b.row) in _pairs()


def _occasion(wording: Wording, way: Way) -> bool:
    """Whether a way is told of another occasion: "in a separate attack", not "was the second attack"."""
    another = table("events")["occasion"]["another"]
    told_first = [t.lower for t in wording.tokens[: way.first]]
    return any(w in another for w in told_first)


def _same_event(left: Wording, a: Way, right: Wording, b: Way) -> float:
    if answering(left, a.first) or answering(right, b.first) or not plain_both(left, a.first, right, b.first):
        return 0.0
    out, out2 = tuple(range(a.first, a.last + 1)), tuple(range(b.first, b.last + 1))
    whole, whole2 = left.keys(without=out), right.keys(without=out2)
    ratio = share(whole, whole2)
    if len(whole & whole2) >= LEAST_SHARED and ratio >= LEAST_SHARE:
        return max(ratio, same_act(left, a.first, right, b.first, out, out2))
    return 0.0


@cache
def _answered() -> frozenset[str]:
    return frozenset(stem(w) for w in table("events")["occasion"]["answered"])


def means(way: Way, words_shown: str) -> bool:
    """Return whether a way may be what the words name: one row of the table, or one that may be the same."""
    told = tuple(stem(w) for w in words_shown.split())
    rows = {row for phrase, kind, row in _phrases().get(told[0], ()) if kind == way.kind and phrase == told}
    return any(row == way.row or (way.kind, way.row, row) in _pairs() for row in rows)


def answering(wording: Wording, at: int) -> bool:
    """Return whether a way is the other party's: "responded to a mortar attack"."""
    before = (t.stem for n, t in enumerate(wording.tokens[:at]) if wording.clause[n] == wording.clause[at])
    return not _answered().isdisjoint(before)


@remembered
def ways(wording: Wording) -> tuple[Way, ...]:
    """Return the ways told in a statement, in the order of the text; the longest phrase counts."""
    told = tuple(t.stem or t.text for t in wording.tokens)
    found: list[Way] = []
    for n, word in enumerate(told):
        if found and n <= found[-1].last:
            continue
        for phrase, kind, row in _phrases().get(word, ()):
            if told[n : n + len(phrase)] == phrase:
                found.append(Way(n, n + len(phrase) - 1, kind, row))
                break
    return tuple(found)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    """The stems, kind and row of every phrase, by first stem, the longest first."""
    listed: dict[str, set[tuple[tuple[str, ...], str, int]]] = {}
    for kind, rows in table("events")["alternatives"].items():
        for row, names in enumerate(rows):
            for phrase in names:
                parts = tuple(stem(w) for w in phrase.split())
                listed.setdefault(parts[0], set()).add((parts, kind, row))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in listed.items()}


def _tried(left: Wording, right: Wording) -> Iterator[_Rivals]:
    """ "Were struggling to restore water" against "water was restored"."""
    for one, other, turned in ((left, right, False), (right, left, True)):
        for cue, verb in _attempts(one):
            for n, token in enumerate(other.tokens):
                if key(token.stem) != key(one.tokens[verb].stem) or not _done(other, n):
                    continue
                # The object follows the verb, and stands before it in a passive ("water was restored").
                before, after = other.around(n, 1)
                if set(one.around(verb, 1)[1]) & {*before, *after}:
                    a, b = one.evidence(cue, verb), other.evidence(n, n)
                    yield (b, a, 0.6) if turned else (a, b, 0.6)


@remembered
def _attempts(wording: Wording) -> tuple[tuple[int, int], ...]:
    """The tokens of the word for trying and of the verb after "to"."""
    trying = frozenset(table("events")["status"]["trying"])
    found = []
    for n, token in enumerate(wording.tokens):
        if token.lower in trying:
            for k in range(n + 1, min(n + 5, len(wording.tokens) - 1)):
                if wording.tokens[k].lower == "to":
                    found.append((n, k + 1))
                    break
    return tuple(found)


def _done(wording: Wording, n: int) -> bool:
    """Whether a verb is told as done: a past form, neither after "to" nor after a word for trying."""
    token = wording.tokens[n]
    past = token.lower.endswith("ed") or token.lower in table("irregular")["forms"]
    earlier = {t.lower for t in wording.tokens[max(0, n - 4) : n]}
    open_or_not = affirmed(wording, Item(n, wording.clause[n], ""))
    return past and open_or_not and not earlier & {"being", "to", "will"}


def _condition(left: Wording, right: Wording) -> Iterator[_Rivals]:
    """ "Information leading to an arrest" against "… to an arrest and conviction"."""
    for mine, theirs in zip(_conditions(left), _conditions(right), strict=True):
        if not mine or not theirs or mine[2] == theirs[2]:
            continue
        if len(left.keys() & right.keys()) > LEAST_SHARED and share(left.keys(), right.keys()) >= LEAST_SHARE:
            yield left.evidence(*mine[:2]), right.evidence(*theirs[:2]), 0.7


@remembered
def _conditions(wording: Wording) -> tuple[tuple[int, int, bool] | None, ...]:
    """What the statement has of each condition of the table, as `_conditioned` gives it."""
    return tuple(
        _conditioned(wording, narrow, wider)
        for narrow, wider in sorted(table("events")["conditions"].items())
    )


def _conditioned(wording: Wording, narrow: str, wider: list[str]) -> tuple[int, int, bool] | None:
    """The tokens of "leading to … arrest (and conviction)", and whether the wider word is there."""
    listed, wanted = {stem(w) for w in wider}, stem(narrow)
    for n, token in enumerate(wording.tokens):
        if token.stem != wanted:
            continue
        before = [t.lower for t in wording.tokens[max(0, n - 4) : n]]
        if "leading" in before:
            start = n - (len(before) - before.index("leading"))
            after = range(n + 1, min(n + 1 + REACH, len(wording.tokens)))
            end = next((k for k in after if wording.tokens[k].stem in listed), None)
            return start, n if end is None else end, end is not None
    return None
