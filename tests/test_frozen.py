"""Quick frozen dataclasses beside those of the standard library: no difference but in how they are made."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any

import pytest

from reconcile import frozen, values


def _classes(made_by: Any) -> tuple[type, type, type]:
    @made_by(frozen=True, slots=True)
    class Place:
        """A place."""

        name: str
        at: tuple[int, int] = (0, 0)
        known: dict[str, int] = field(default_factory=dict)

        @property
        def loud(self) -> str:
            return self.name.upper()

        @classmethod
        def of(cls, name: str) -> Any:
            return cls(name)

    @made_by(frozen=True, slots=True)
    class Single:
        only: int

    @made_by(frozen=True, slots=True)
    class Other:
        only: int

    for made in (Place, Single, Other):
        made.__qualname__ = made.__name__
    return Place, Single, Other


OWN, STANDARD = _classes(frozen.dataclass), _classes(dataclass)
GIVEN: tuple[tuple[int, tuple[Any, ...], dict[str, Any]], ...] = (
    (0, ("a",), {}),
    (0, ("a", (1, 2)), {"known": {"x": 1}}),
    (0, (), {"name": "b", "at": (3, 4)}),
    (1, (7,), {}),
    (2, (7,), {}),
)


@pytest.mark.parametrize(("which", "args", "named"), GIVEN)
def test_values_are_those_of_the_standard_library(
    which: int, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    mine, theirs = OWN[which](*args, **named), STANDARD[which](*args, **named)
    assert repr(mine) == repr(theirs)
    assert dataclasses.asdict(mine) == dataclasses.asdict(theirs)
    assert [f.name for f in dataclasses.fields(mine)] == [f.name for f in dataclasses.fields(theirs)]
    assert OWN[which].__match_args__ == STANDARD[which].__match_args__  # type: ignore[attr-defined]
    assert OWN[which].__slots__ == STANDARD[which].__slots__  # type: ignore[attr-defined]
    assert mine == OWN[which](*args, **named)
    assert copy.copy(mine) == copy.deepcopy(mine) == mine
    assert not hasattr(mine, "__dict__")
    if which:
        assert hash(mine) == hash(theirs)


def test_only_values_of_one_class_are_equal() -> None:
    assert OWN[1](7) != OWN[2](7)
    assert OWN[1](7) != STANDARD[1](7)
    assert OWN[1](7) != 7
    assert OWN[0]("a") != OWN[0]("b")
    assert len({OWN[1](7), OWN[1](7), OWN[1](8), OWN[2](7)}) == 3


def test_what_is_wrong_is_wrong_for_both() -> None:
    for args, named in (((), {}), (("a", 1, {}, 2), {}), (("a",), {"nom": 1}), (("a",), {"name": "b"})):
        for place in (OWN[0], STANDARD[0]):
            with pytest.raises(TypeError):
                place(*args, **named)
    for made in (OWN[1](7), STANDARD[1](7)):
        with pytest.raises(FrozenInstanceError, match="only"):
            made.only = 8
        with pytest.raises(FrozenInstanceError, match="only"):
            del made.only
        with pytest.raises((FrozenInstanceError, TypeError)):
            made.more = 8  # the standard library's trips over its own class here


def test_what_a_class_has_besides_fields_stays() -> None:
    Own = OWN[0]
    made = Own.of("a")  # type: ignore[attr-defined]
    assert (made.loud, made.at, made.known) == ("A", (0, 0), {})
    assert made.known is not OWN[0].of("a").known  # type: ignore[attr-defined]
    match dataclasses.replace(made, at=(5, 6)):
        case Own(name, (5, 6)):
            assert name == "a"
        case other:
            pytest.fail(repr(other))


def test_the_house_s_values_come_back_from_a_pickle() -> None:
    value = values.Alignment("A1", "B2", 0.5, "agreement")
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert type(again) is values.Alignment
    assert dataclasses.replace(value, score=0.25) == values.Alignment("A1", "B2", 0.25, "agreement")
