"""Word lists and tables: the TOML files in this package.

A file holds tables of lists or of key/value pairs; entries are sorted and unique, and each stands
there for a case. `table("speech")` gives the parsed file.

A comparison reads forty of them, and parsing those takes a tenth of its time; so they lie here parsed as
well, in `parsed.json` (written by tools/parse_tables.py). What is there counts only as long as the file it
was made of has not changed: an edited table is parsed, nothing stale is ever read.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

FOLDER = Path(__file__).parent
PARSED = FOLDER / "parsed.json"


@cache
def table(name: str) -> dict[str, Any]:
    """Return the parsed `name`.toml; the same object every time, so callers must not change it."""
    raw = (FOLDER / f"{name}.toml").read_bytes()
    known = _parsed().get(name)
    return known["table"] if known and known["crc32"] == crc32(raw) else parse(raw)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of `name`.toml as a set, for membership tests only (a set has no order)."""
    return frozenset(table(name)[key])


def parse(raw: bytes) -> dict[str, Any]:
    """Return the contents of a TOML file."""
    import tomllib

    return tomllib.loads(raw.decode("utf-8"))


@cache
def _parsed() -> dict[str, Any]:
    """For each table by name: the checksum of its file, and its contents."""
    try:
        found: dict[str, Any] = json.loads(PARSED.read_bytes())
    except (OSError, ValueError):
        return {}
    return found
