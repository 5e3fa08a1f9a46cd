"""Settings: what a desk may choose, from `reconcile.toml` or `[tool.reconcile]` in `pyproject.toml`.

Every key has a default that is right for most; an unknown key or a wrong type names the file, the
line and the nearest right name. docs/settings.md is the manual.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import Field, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from reconcile.errors import SettingsError
from reconcile.hints import hint, nearest
from reconcile.settings_file import chosen
from reconcile.tomls import parse
from reconcile.values import FACETS, SEVERITIES

FILES = ("reconcile.toml", "pyproject.toml")
NONE = "none"
DEFAULT, COMMAND_LINE = "default", "command line"


def threshold(default: float | None, low: float, high: float, meaning: str) -> Any:
    """Declare a field of `Settings` as a key of `[thresholds]`, with its range and what it means."""
    return field(default=default, metadata={"low": low, "high": high, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force for one run; immutable, and part of what a report is made of.

    `model` is "bundled" or a sentence-transformers name or folder; `fail_on` the severities and
    facets that make the exit code 1: () leaves it to the command, ("none",) is never; `off` the
    codes of checks that are switched off; `names` the house style, each preferred spelling with its
    variants; `judge` the name or folder of a learned judge, "" for none. Each threshold says itself what
    it is. `origin` tells where each value comes from ("reconcile.toml:3"); it is no part of what settings
    are, so neither equality nor digest sees it.
    """

    model: str = "bundled"
    fail_on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    align: float | None = threshold(
        None, 0, 1, "least probability that two sentences are taken to tell the same; unset: as trained"
    )
    # Checks give .4 to .95; those below this were right less than half of the time on labelled articles.
    confidence: float = threshold(0.5, 0, 1, "least confidence of a finding that is reported")
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    judge: str = ""
    origin: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the settings, the same for equal settings on any machine."""
        values = {key: value for key, value in asdict(self).items() if key != "origin"}
        if not self.judge:  # nobody's settings became others when judges came to be
            del values["judge"]
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def thresholds() -> tuple[Field[Any], ...]:
    """Return the fields of `Settings` that are thresholds, by name; `metadata` has low, high, meaning."""
    return tuple(sorted((f for f in fields(Settings) if "meaning" in f.metadata), key=lambda f: f.name))


def levels(names: Iterable[str]) -> tuple[str, ...]:
    """Return the fail levels meant: severities, facets or "any", sorted; ("none",) where only that is said.

    Raises SettingsError with the nearest right name.
    """
    known = {*SEVERITIES, *FACETS, "any", NONE}
    chosen = {name.strip() for name in names} - {""}
    for name in sorted(chosen - known):
        near = nearest(name, known)[0]
        raise SettingsError(f"no severity or facet {name!r} to fail on; did you mean {near!r}?")
    return tuple(sorted(chosen - {NONE})) or ((NONE,) if chosen else ())


def load(path: Path | None = None, folder: Path | None = None) -> Settings:
    """Return the settings of a file, else of the nearest one in a folder or above it, else the defaults.

    In each folder, from `folder` (default: the current one) up to the root, `reconcile.toml` goes
    before a `pyproject.toml` with a `[tool.reconcile]`; the first that is found is the only one that
    is read. Raises SettingsError with file, line and the nearest right name.
    """
    if path is not None:
        return _read(path, str(path)) or Settings()
    for candidate in _candidates((folder or Path()).resolve()):
        if os.path.isfile(candidate):  # False, too, where we may not look
            found = _read(candidate, _short(candidate), searching=True)
            if found is not None:
                return found
    return Settings()


def with_options(
    settings: Settings, *, model: str | None = None, fail_on: str | None = None, judge: str | None = None
) -> Settings:
    """Return the settings with what the command line says; None says nothing. Raises SettingsError."""
    said: dict[str, Any] = {}
    if model is not None:
        said["model"] = model
    if fail_on is not None:
        said["fail_on"] = levels(fail_on.split(","))
    if judge is not None:
        said["judge"] = judge_named(judge)
    origin = {**dict(settings.origin), **dict.fromkeys(said, COMMAND_LINE)}
    return replace(settings, **said, origin=tuple(sorted(origin.items())))


def judge_named(text: str) -> str:
    """Return the judge meant: "none" and nothing are none."""
    return "" if text.strip() in ("", NONE) else text.strip()


def check_codes(settings: Settings, known: Iterable[str]) -> None:
    """Raise SettingsError, with file, line and the nearest right code, for a check that does not exist.

    `known` holds the codes of all checks; settings lie below the checks and cannot ask for them.
    """
    codes = set(known)
    said = {key.removeprefix("checks."): where for key, where in settings.origin if key.startswith("checks.")}
    for code in sorted({*settings.off, *said} - codes):
        where = f"{said[code]}: " if code in said else ""
        raise SettingsError(f"{where}no check {code!r}; {hint(code, codes)}")


def describe(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Return (key, value, where from) of all that is in force, as `reconcile settings` prints it."""
    where = dict(settings.origin)
    return tuple((key, value, where.get(key, DEFAULT)) for key, value in _values(settings))


def _values(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "model", settings.model
    yield "judge", settings.judge or NONE
    yield "fail_on", ", ".join(settings.fail_on) or "as the command has it"
    on = [key.removeprefix("checks.") for key, _ in settings.origin if key.startswith("checks.")]
    for code in sorted({*settings.off, *on}):
        yield f"checks.{code}", "false" if code in settings.off else "true"
    for declared in thresholds():
        value = getattr(settings, declared.name)
        yield f"thresholds.{declared.name}", "as trained" if value is None else f"{value:g}"
    for preferred, variants in settings.names:
        yield f"names.{preferred}", ", ".join(variants)


def _candidates(folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield from (place / name for name in FILES)


def _short(path: Path) -> str:
    """What to call a file that was found: its path from the current folder, else the whole path."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)


def _read(path: Path, name: str, *, searching: bool = False) -> Settings | None:
    """The settings of a file; None for a pyproject.toml that holds none."""
    nested = path.name == "pyproject.toml"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{name}: cannot read the settings ({error.strerror}); check the name") from error
    if nested and searching and b"reconcile" not in data:
        return None  # somebody else's, perhaps torn
    values, text = parse(data, name, SettingsError)
    said = chosen(values, text, name, nested=nested, declared=thresholds(), levels=levels)
    if said is None:
        return None
    return Settings(**{**said, "judge": judge_named(said.get("judge", ""))})
