"""Settings: what a desk may choose, from `reconcile.toml` or `[tool.reconcile]` in `pyproject.toml`.

Every key has a default that is right for most; an unknown key or a wrong type names the file, the
line and the nearest right name.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from reconcile.errors import SettingsError
from reconcile.values import FACETS, SEVERITIES

FILES = ("reconcile.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force for one run; immutable, and part of what a report is made of.

    `model` is "bundled" or a sentence-transformers name or folder; `fail_on` the severities and
    facets that make the exit code 1; `off` the codes of checks that are switched off; `align` the
    least probability of an alignment (None: the trained threshold); `confidence` the least
    confidence of a finding that is reported.
    """

    model: str = "bundled"
    fail_on: tuple[str, ...] = field(default=())
    off: tuple[str, ...] = field(default=())
    align: float | None = None
    # Checks give .4 to .95; those below this were right less than half of the time on labelled articles.
    confidence: float = 0.5

    @property
    def digest(self) -> str:
        """SHA-256 of the settings, the same for equal settings on any machine."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def levels(names: Iterable[str]) -> tuple[str, ...]:
    """Return the fail levels meant: severities, facets or "any"; "none" is no level.

    Raises SettingsError with the nearest right name.
    """
    known = {*SEVERITIES, *FACETS, "any"}
    chosen = [name.strip() for name in names if name.strip() not in ("", "none")]
    for name in chosen:
        if name not in known:
            raise SettingsError(
                f"no severity or facet {name!r} to fail on; did you mean {_nearest(name, known)!r}?"
            )
    return tuple(sorted(set(chosen)))


def load(path: Path | None = None, folder: Path | None = None) -> Settings:
    """Return the settings of a file, else of `reconcile.toml` or `pyproject.toml` here, else the defaults.

    Raises SettingsError with file, line and the nearest right name.
    """
    if path is not None:
        return _read(path, nested=path.name == "pyproject.toml")
    for name in FILES:
        candidate = (folder or Path()) / name
        if candidate.is_file():
            return _read(candidate, nested=name == "pyproject.toml")
    return Settings()


def _read(path: Path, *, nested: bool) -> Settings:
    try:
        text = path.read_text("utf-8")
        document = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{path}: cannot read the settings ({error.strerror}); check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file ({error}); mend it") from error
    if nested:
        document = document.get("tool", {}).get("reconcile", {})
    return _checked(document, path, text)


def _checked(document: Mapping[str, Any], path: Path, text: str) -> Settings:
    chosen: dict[str, Any] = {}
    known = {f.name for f in fields(Settings)}
    for key, value in document.items():
        if key not in known:
            raise SettingsError(
                f"{path}:{_line(text, key)}: unknown key {key!r}; did you mean {_nearest(key, known)!r}?"
            )
        if key == "model":
            good = isinstance(value, str)
        elif key in ("fail_on", "off"):
            good = isinstance(value, list) and all(isinstance(v, str) for v in value)
            value = tuple(value) if good else value
        else:
            good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        if not good:
            raise SettingsError(f"{path}:{_line(text, key)}: {key} must be {_WANTED[key]}, not {value!r}")
        chosen[key] = value
    if "fail_on" in chosen:
        chosen["fail_on"] = levels(chosen["fail_on"])
    return Settings(**chosen)


_WANTED = {
    "model": "a model's name or folder",
    "fail_on": "a list of severities and facets",
    "off": "a list of check codes",
    "align": "a number from 0 to 1",
    "confidence": "a number from 0 to 1",
}


def _line(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.split("=")[0].strip().strip("\"'") == key), 1)


def _nearest(key: str, known: set[str]) -> str:
    from rapidfuzz import process

    return str(process.extractOne(key, sorted(known))[0])
