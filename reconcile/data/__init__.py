"""Word lists and tables, read once from the TOML files in this package.

A file holds tables of lists or of key/value pairs; entries are sorted and unique, and each stands
there for a case. `table("speech")` gives the parsed file. `tomli` is the parser that became `tomllib`,
compiled: a third of its time on these tables, of which a comparison reads forty.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def table(name: str) -> dict[str, Any]:
    """Return the parsed `name`.toml; the same object every time, so callers must not change it."""
    return tomli.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of `name`.toml as a set, for membership tests only (a set has no order)."""
    return frozenset(table(name)[key])
