"""What a view, its wording or a pair says is worked out once: many checks look at both sides of every pair.

A source of thirty statements meets the statements of every other source, and fifteen checks ask each
meeting for the same cues, roles, places and quotations. By the thing's identity, as hashing a view costs
more than most of what is remembered; what is remembered holds the thing, so that no other can take its
place in memory. Why not `functools.lru_cache`: it hashes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 16_384  # things that one function remembers: the statements of five hundred articles
FEW = 64


def remembered(function: Callable[[T], R], most: int = MOST) -> Callable[[T], R]:
    """Return the function, which answers for a thing that it has seen from memory.

    The answer must hang on the thing alone, which must be frozen, and be immutable itself: a tuple, no
    generator. When `most` things are remembered, all are forgotten.
    """
    held: dict[int, tuple[T, R]] = {}

    @wraps(function)
    def answer(thing: T) -> R:
        known = held.get(id(thing))
        if known is not None:
            return known[1]
        found = function(thing)
        if len(held) >= most:
            held.clear()
        held[id(thing)] = (thing, found)
        return found

    return answer


def briefly(function: Callable[[T], R]) -> Callable[[T], R]:
    """Return the function as `remembered` does, for what is asked of one thing many times, then of the next.

    So a text is read to its end before another, and every check looks at one pair.
    """
    return remembered(function, FEW)
