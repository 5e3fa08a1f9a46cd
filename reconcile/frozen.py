"""Frozen dataclasses that are made quickly: `dataclass(frozen=True, slots=True)` with shared methods.

The standard library writes out six methods for each class and compiles them, which takes 1.3 ms: for the
classes of this house, a twelfth of a comparison that starts cold. Here the methods are functions that all
classes share, and only `__init__` is compiled, when the first value of a class is made. What comes out is a
dataclass: `fields`, `replace`, `asdict`, `match`, copies and pickles work, and values are equal, hashed and
shown as those of the standard library's are (tests/test_frozen.py holds the two side by side).

Why not attrs, which compiles as much, or msgspec, whose values no function of `dataclasses` takes.

Left out, as nothing here needs it: inheritance of fields, `InitVar`, `kw_only`, fields with `init`,
`compare`, `hash` or `repr` of False. The type checker is shown the standard library's, which it knows:

    if TYPE_CHECKING:
        from dataclasses import dataclass
    else:
        from reconcile.frozen import dataclass
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import Any


def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], Any]:
    """Return the decorator; both arguments must be true, as they would be for the standard library's."""
    if not (frozen and slots):
        raise TypeError("frozen and slots must both be true")

    def decorate(cls: type) -> Any:
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
        names = tuple(f.name for f in fields(made))
        made._row = attrgetter(*names) if len(names) > 1 else _Single(names[0])
        for name, method in _SHARED.items():
            setattr(made, name, method)
        return made

    return decorate


class _Single:
    """An `attrgetter` of one name that gives a tuple, as one of several does."""

    def __init__(self, name: str) -> None:
        self._get = attrgetter(name)

    def __call__(self, value: Any) -> tuple[Any]:
        return (self._get(value),)


def _init(self: Any, *given: Any, **named: Any) -> None:
    """Stand in for the class's own `__init__` until the first value is made."""
    cls = type(self)
    cls.__init__ = _compiled(cls)
    cls.__init__(self, *given, **named)


def _compiled(cls: type) -> Any:
    names: dict[str, Any] = {"_MISSING": MISSING}
    takes, sets = ["self"], []
    for f in fields(cls):
        takes.append(f.name)
        names[f"_set_{f.name}"] = cls.__dict__[f.name].__set__  # the slot's: the value's own refuses
        value = f.name
        if f.default is not MISSING:
            names[f"_default_{f.name}"] = f.default
            takes[-1] += f"=_default_{f.name}"
        elif f.default_factory is not MISSING:
            names[f"_make_{f.name}"] = f.default_factory
            takes[-1] += "=_MISSING"
            value = f"_make_{f.name}() if {f.name} is _MISSING else {f.name}"
        sets.append(f"    _set_{f.name}(self, {value})")
    exec("\n".join([f"def __init__({', '.join(takes)}):", *sets]), names)
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return bool(self._row(self) == self._row(other))


def _hash(self: Any) -> int:
    return hash(self._row(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))
    return f"{type(self).__qualname__}({shown})"


def _setattr(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), self._row(self)


_SHARED = {
    "__init__": _init, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr,
    "__setattr__": _setattr, "__delattr__": _delattr, "__reduce__": _reduce,
}  # fmt: skip
