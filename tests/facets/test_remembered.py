"""What is worked out once for each thing: asked again it is the same, and no thing answers for another."""

from __future__ import annotations

import gc

from reconcile.facets.remembered import briefly, remembered
from reconcile.values import Source, Statement, View
from reconcile.words import tokenize


def view(text: str) -> View:
    return View(Statement("A1", "A", 0, len(text), text, 1, 0, 0), Source("A"), tokenize(text))


def test_a_thing_is_worked_out_once_and_an_equal_one_by_itself() -> None:
    asked: list[View] = []

    @remembered
    def words_of(thing: View) -> tuple[str, ...]:
        """Its words."""
        asked.append(thing)
        return tuple(t.lower for t in thing.tokens)

    one, two = view("The pier burned"), view("The pier burned")
    assert words_of(one) == words_of(one) == words_of(two) == ("the", "pier", "burned")
    assert len(asked) == 2
    assert asked[0] is one
    assert asked[1] is two
    assert (words_of.__name__, words_of.__doc__) == ("words_of", "Its words.")


def test_after_as_many_as_are_remembered_all_are_forgotten_and_the_answers_stay() -> None:
    asked: list[int] = []

    def length(thing: tuple[str, ...]) -> int:
        asked.append(len(thing))
        return len(thing)

    held = remembered(length, most=3)
    things = [("x",) * n for n in range(1, 6)]
    assert [held(t) for t in things] == [1, 2, 3, 4, 5]
    assert [held(t) for t in reversed(things)] == [5, 4, 3, 2, 1]
    assert asked == [1, 2, 3, 4, 5, 3, 2, 1]  # 4 and 5 were still known


def test_nothing_takes_the_place_in_memory_of_what_is_remembered() -> None:
    """Things that are dropped at once would reuse an address; each is held as long as its answer."""

    @briefly
    def first(thing: list[int]) -> int:
        return thing[0]

    for n in range(1000):
        assert first([n]) == n
        if n % 250 == 0:
            gc.collect()
