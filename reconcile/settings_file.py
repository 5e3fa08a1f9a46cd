"""What a settings file says: each key checked, with its line, and turned into a value of `Settings`.

A file of its own below `settings`, which hands in what it declares; the order of the keys in a
message or a value is that of the file or the alphabet.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field
from typing import Any

from reconcile.errors import SettingsError
from reconcile.hints import hint
from reconcile.tomls import line, places

KEYS = ("checks", "fail_on", "judge", "model", "names", "thresholds")
# What people write at the top who mean a table.
TABLES = {"align": "thresholds", "confidence": "thresholds", "off": "checks"}

Levels = Callable[[Iterable[str]], tuple[str, ...]]


def chosen(
    document: Mapping[str, Any],
    text: str,
    name: str,
    *,
    nested: bool,
    declared: Iterable[Field[Any]],
    levels: Levels,
) -> dict[str, Any] | None:
    """Return the arguments for `Settings` that a file gives, `origin` with them.

    `nested` says that the keys stand in `[tool.reconcile]`; None where there is no such table.
    `declared` are the thresholds, `levels` reads fail levels. Raises SettingsError with file and line.
    """
    reader = _Reader(text, name)
    if nested:
        for key in ("tool", "reconcile"):
            if key not in document:
                return None
            document = reader.table(document, key)
            reader.within = (*reader.within, key)
    return reader.settings(document, {f.name: f for f in declared}, levels)


class _Reader:
    """A file with the lines of its keys; `within` is the table that holds the settings."""

    def __init__(self, text: str, name: str) -> None:
        self.places = places(text)
        self.name = name
        self.within: tuple[str, ...] = ()
        self.origin: dict[str, str] = {}

    def settings(
        self, found: Mapping[str, Any], declared: Mapping[str, Field[Any]], levels: Levels
    ) -> dict[str, Any]:
        for key in found:
            if key not in KEYS:
                raise self._unknown(key, declared)
        said: dict[str, Any] = {}
        if "model" in found:
            said["model"] = self.text(found, "model", "a model's name or folder")
        if "judge" in found:
            said["judge"] = self.text(found, "judge", 'a model\'s name or folder, or "none"')
        if "fail_on" in found:
            said["fail_on"] = self._levels(found, levels)
        said.update(self._thresholds(self.table(found, "thresholds"), declared))
        said["off"] = self._off(self.table(found, "checks"))
        said["names"] = self._names(self.table(found, "names"))
        return {**said, "origin": tuple(sorted(self.origin.items()))}

    def at(self, *keys: str) -> str:
        return f"{self.name}:{line(self.places, *self.within, *keys)}"

    def note(self, *keys: str) -> None:
        self.origin[".".join(keys)] = self.at(*keys)

    def wrong(self, wanted: str, value: object, *keys: str) -> SettingsError:
        return SettingsError(f"{self.at(*keys)}: {keys[-1]} must be {wanted}, not {reprlib.repr(value)}")

    def table(self, found: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = found.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong("a table", value, key)
        return value

    def text(self, found: Mapping[str, Any], key: str, wanted: str) -> str:
        value = found[key]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(wanted, value, key)
        self.note(key)
        return value

    def _unknown(self, key: str, declared: Mapping[str, Field[Any]]) -> SettingsError:
        table = TABLES.get(key) or ("thresholds" if key in declared else "")
        if table == "checks":
            return SettingsError(f"{self.at(key)}: unknown key {key!r}; write [checks] with code = false")
        if table:
            return SettingsError(f"{self.at(key)}: unknown key {key!r}; write it in the table [{table}]")
        return SettingsError(f"{self.at(key)}: unknown key {key!r}; {hint(key, KEYS)}")

    def _levels(self, found: Mapping[str, Any], levels: Levels) -> tuple[str, ...]:
        value = found["fail_on"]
        listed = value.split(",") if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            raise self.wrong("a list of severities and facets", value, "fail_on")
        self.note("fail_on")
        try:
            return levels(listed) or levels(["none"])  # an empty list is said on purpose
        except SettingsError as error:
            raise SettingsError(f"{self.at('fail_on')}: {error}") from None

    def _thresholds(self, found: Mapping[str, Any], declared: Mapping[str, Field[Any]]) -> dict[str, float]:
        said = {}
        for key, value in found.items():
            where = ("thresholds", key)
            if key not in declared:
                raise SettingsError(f"{self.at(*where)}: unknown threshold {key!r}; {hint(key, declared)}")
            low, high = declared[key].metadata["low"], declared[key].metadata["high"]
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise self.wrong(f"a number from {low:g} to {high:g}", value, *where)
            said[key] = float(value)  # 1 and 1.0 are one setting, with one digest
            self.note(*where)
        return said

    def _off(self, found: Mapping[str, Any]) -> tuple[str, ...]:
        for code, value in found.items():
            if not isinstance(value, bool):
                raise self.wrong("true or false", value, "checks", code)
            self.note("checks", code)
        return tuple(sorted(code for code, value in found.items() if not value))

    def _names(self, found: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        style: dict[str, tuple[str, ...]] = {}
        for preferred, value in found.items():
            where = ("names", preferred)
            good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
            if not good or not value or not preferred.strip():
                raise self.wrong("a list of the spellings that it replaces", value, *where)
            style[" ".join(preferred.split())] = tuple(sorted({" ".join(v.split()) for v in value}))
            self.note(*where)
        self._one_way(found, style)
        return tuple(sorted(style.items()))

    def _one_way(self, found: Mapping[str, Any], style: Mapping[str, tuple[str, ...]]) -> None:
        """A spelling has one preferred form, and a preferred spelling is nobody's variant."""
        owner: dict[str, str] = {}
        for preferred in found:
            own = " ".join(preferred.split())
            for variant in style[own]:
                other = owner.setdefault(variant, own)
                if other != own or variant in style:
                    whose = f"a variant of {other!r}" if other != own else "a preferred spelling"
                    told = f"{variant!r} is {whose} as well; a spelling has one preferred form"
                    raise SettingsError(f"{self.at('names', preferred)}: {told}")
