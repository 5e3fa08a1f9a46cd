"""TOML files that people write: parsed, and the line of every key, so that an error can name it.

`tomllib` gives values without their places. `places` reads the keys and table headers of a text
that `tomllib` has accepted, with a lexer of strings, comments and brackets, so that a key inside a
string or a list is not taken for one. Why not a library that keeps places (tomlkit): one more
dependency for one number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'(?P<long>"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+)'
    r'|(?P<name>"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_\-]+)'
    r"|(?P<comment>\#[^\n]*)|(?P<space>[ \t\r\ufeff]+)|(?P<mark>.|\n)",
    re.DOTALL,
)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def parse(data: bytes, name: str, fault: type[Exception]) -> tuple[dict[str, Any], str]:
    """Return the values and the text of a TOML file; `name` is what to call it.

    Raises `fault` with one line that names file, line and what is wrong.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")  # editors on Windows write a BOM
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise fault(f"{name}:{row}: not a TOML file (a byte that is not UTF-8); save it as UTF-8") from None
    try:
        return tomllib.loads(text), text
    except ValueError as error:  # a TOMLDecodeError, or an integer of thousands of digits
        at = _AT_LINE.search(str(error))
        row = int(at.group(1)) if at else text.count("\n") + (not text.endswith("\n"))
        said = _AT_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        raise fault(f"{name}:{max(row, 1)}: not a TOML file ({said!s}); mend it") from None
    except RecursionError:
        raise fault(f"{name}: not a TOML file (nested too deep); mend it") from None


def places(text: str) -> dict[Path, int]:
    """Return the line of every key and table header, by its path from the top of the file.

    A header [[a]] gives ("a", 0), ("a", 1), …, and its keys ("a", 0, "key"). The text is one that
    `parse` has accepted.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    for header, keys, row in _rows(text):
        if header:
            table = _table(keys, header == 2, found)
            for k in range(1, len(table) + 1):
                found.setdefault(table[:k], row)
        else:
            for k in range(1, len(keys) + 1):  # a.b = 1 places a, too
                found.setdefault((*table, *keys[:k]), row)
    return found


def line(found: Mapping[Path, int], *path: str | int) -> int:
    """Return the line of a path, else of what holds it (an inline table has no lines), else 1."""
    for k in range(len(path), 0, -1):
        if path[:k] in found:
            return found[path[:k]]
    return 1


def _table(keys: tuple[str, ...], many: bool, found: Mapping[Path, int]) -> Path:
    """The path of a header; a name that is a list of tables stands for its last table."""
    path: Path = ()
    for k, key in enumerate(keys):
        path = (*path, key)
        count = 0
        while (*path, count) in found:
            count += 1
        last = k == len(keys) - 1
        if last and many:
            return (*path, count)
        if count:
            path = (*path, count - 1)
    return path


def _rows(text: str) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Give (0 for a key, 1 for a [header], 2 for a [[header]]; the dotted name; the line) in order."""
    row, depth, header, inside = 1, 0, 0, False  # `inside`: in a value, until its line ends
    keys: list[str] = []
    for m in _TOKEN.finditer(text):
        kind, said = m.lastgroup, m.group()
        if said == "\n":
            if depth == 0:
                inside, header, keys = False, 0, []
        elif kind == "mark" and inside:
            depth += (said in "[{") - (said in "]}")
        elif kind == "mark" and said == "[":
            header += 1
        elif kind == "mark" and said in "=]":
            yield header, tuple(keys), row
            inside = True
            depth = header - 1 if said == "]" else 0  # of ]] one is still to come
        elif kind == "name" and not inside:
            keys.extend(_names(said))
        row += said.count("\n")


def _names(said: str) -> list[str]:
    if said[0] in "\"'":
        return [str(tomllib.loads(f"k = {said}")["k"])]
    return [said]
