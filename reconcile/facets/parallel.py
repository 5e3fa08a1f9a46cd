"""Parallel wording: two statements that are the same words but for a short run, and what stands in that run.

Wire copy and retold sentences keep most of their words. Where the words around a place are equal on both
sides, what stands there is the same slot of the same fact, whatever governs it: the surest counterpart that
there is. Other checks find counterparts by what a reading is about; this file finds them by position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reconcile.facets.remembered import briefly
from reconcile.facets.twins import in_order, lowered, word_tokens
from reconcile.values import Evidence, Facet, Pair, Reading, Token, View

LONGEST_RUN = 4  # words that may differ at one place: "late on Tuesday evening"
LEAST_AROUND = 5  # equal words that touch the place on both sides together
LEAST_SIDE = 2  # equal words on each side, unless nothing else stands between there and the end
LEAST_SHARE = 0.6  # of the shorter statement's words that are equal in order
NAMING = ("name", "short", "acronym")
UNCLEAR = ("byline", "government")  # who wrote it; "Beijing" for China is the same government
NEGATIONS = frozenset(["never", "not"])
LONGEST = 200  # words; nothing longer is a sentence


class Swap(NamedTuple):
    """Two runs of words that stand for each other; a run of no word spans the gap between its neighbours."""

    left: tuple[int, int]
    right: tuple[int, int]
    left_words: tuple[str, ...]
    right_words: tuple[str, ...]


def swaps(pair: Pair, longest: int = LONGEST_RUN) -> tuple[Swap, ...]:
    """Return the places at which two statements of parallel wording differ, in the order of the text.

    `longest` is how many words may stand at one place: more for names, which are one thing however long.
    """
    found = _places(pair)
    return found and tuple(s for s in found if max(len(s.left_words), len(s.right_words)) <= longest)


@briefly
def _places(pair: Pair) -> tuple[Swap, ...]:
    """The places of parallel wording, however long."""
    left, right = lowered(pair.left), lowered(pair.right)
    if not left or not right or max(len(left), len(right)) > LONGEST:
        return ()
    # What the matcher finds is in order, and the matcher slow: first what is enough to rule it out.
    if not in_order(pair.left, pair.right, LEAST_SHARE * min(len(left), len(right))):
        return ()
    if (len(right), right) < (len(left), left):  # the same places whichever way the pair lies
        return tuple(_turned(s) for s in _swaps(pair.right, pair.left))
    return tuple(_swaps(pair.left, pair.right))


def _turned(swap: Swap) -> Swap:
    return Swap(swap.right, swap.left, swap.right_words, swap.left_words)


def _swaps(one: View, other: View) -> Iterator[Swap]:
    left, right = word_tokens(one), word_tokens(other)
    matcher = SequenceMatcher(None, lowered(one), lowered(other), autojunk=False)
    codes = matcher.get_opcodes()
    equal = sum(b - a for tag, a, b, _, _ in codes if tag == "equal")
    if equal < LEAST_SHARE * min(len(left), len(right)):
        return
    for k, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        before = codes[k - 1][2] - codes[k - 1][1] if k else 0
        after = codes[k + 1][2] - codes[k + 1][1] if k + 1 < len(codes) else 0
        # Where only one equal run lies between the place and an end of the statement, it may be short.
        if before + after < LEAST_AROUND or (k > 1 and before < LEAST_SIDE):
            continue
        if k + 2 < len(codes) and after < LEAST_SIDE:
            continue
        yield Swap(
            _span(left, a, b),
            _span(right, c, d),
            lowered(one)[a:b],
            lowered(other)[c:d],
        )


def _span(tokens: Sequence[Token], first: int, after: int) -> tuple[int, int]:
    if first < after:
        return tokens[first].start, tokens[after - 1].end
    between = tokens[first - 1].end if first else tokens[0].start
    return between, tokens[first].start if first < len(tokens) else tokens[-1].end


def opposed(pair: Pair, facet: Facet) -> Iterator[tuple[Reading, Reading]]:
    """Yield the readings of a facet that stand for each other, one each at a place of parallel wording."""
    for swap in swaps(pair):
        mine = [r for r in pair.left.of(facet) if _touch((r.start, r.end), swap.left)]
        theirs = [r for r in pair.right.of(facet) if _touch((r.start, r.end), swap.right)]
        if len(mine) == len(theirs) == 1:
            yield mine[0], theirs[0]


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def denials(pair: Pair) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield the words at which one of two statements of parallel wording has a "not" that the other lacks."""
    for swap in swaps(pair):
        left, right = _denied(swap.left_words, swap.right_words), _denied(swap.right_words, swap.left_words)
        if left or right:
            yield _at(pair.left, swap.left, left), _at(pair.right, swap.right, right)


def _denied(words_here: tuple[str, ...], words_there: tuple[str, ...]) -> bool:
    """Whether a run is the other run and a plain negation: "is not" / "is", "wasn't" / "was"."""
    plain = [w for w in words_here if w not in NEGATIONS]
    plain = [w.removesuffix("n't").removesuffix("n’t") for w in plain]
    return list(words_here) != list(words_there) and plain == list(words_there)


def _at(view: View, span: tuple[int, int], denied: bool) -> Evidence:
    """The words of a run with the word before and after it, so that a bare "not" is seen where it stands."""
    tokens = word_tokens(view)
    first = max((t.start for t in tokens if t.end <= span[0]), default=tokens[0].start)
    last = min((t.end for t in tokens if t.start >= span[1]), default=tokens[-1].end)
    text = view.statement.text[first - view.statement.start : last - view.statement.start]
    return Evidence(view.source.id, first, last, text, "denied" if denied else "affirmed")
