"""The text of `reconcile.decisions.toml`: sorted tables, one a decision, that a person may edit and merge.

What a hand wrote stays: an entry that has not changed keeps its bytes, and a comment right above an
entry stays with it. Why not `tomlkit`, which does so for any file: one dependency for one shape of file.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from reconcile.errors import DecisionError
from reconcile.hints import hint
from reconcile.tomls import line, parse, places
from reconcile.values import Decision

HEADER = "# What the desk decided on findings; written by `reconcile decide`, and yours to edit.\n"
KEYS = ("finding", "code", "words", "verdict", "why", "who")  # in the order in which they are written
VERDICTS: tuple[str, ...] = get_args(get_type_hints(Decision)["verdict"])
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}

assert set(KEYS) == {f.name for f in fields(Decision)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with its table as it stands in the file ('' to write it anew) and the comment above it."""

    decision: Decision
    body: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: what stands before the first entry, and the entries."""

    opening: str = HEADER
    entries: tuple[Entry, ...] = ()


def fold(text: str) -> str:
    """Return words as decisions hold them: on one line, and without what UTF-8 cannot hold."""
    return " ".join(storable(text).split())


def storable(text: str) -> str:
    """Return the text with lone surrogates, which no file in UTF-8 holds, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read(data: bytes, name: str) -> Document:
    """Return what a file says; `name` is what to call it. Raises DecisionError with file and line."""
    values, text = parse(data, name, DecisionError)
    lines = places(text)
    for key in values:
        if key != "decision":
            raise DecisionError(f"{name}:{line(lines, key)}: unknown key {key!r}; write [[decision]] tables")
    found = values.get("decision", [])
    if not isinstance(found, list) or not all(isinstance(v, dict) for v in found):
        raise DecisionError(f"{name}:{line(lines, 'decision')}: write each decision as a table [[decision]]")
    decisions = [_decision(v, k, lines, name) for k, v in enumerate(found)]
    _refuse_twice(decisions, lines, name)
    starts = [lines[("decision", k)] for k in range(len(found)) if ("decision", k) in lines]
    if not values:
        return Document(text)
    if not starts or len(starts) < len(found):  # one list of inline tables; it will be written as tables
        return Document(HEADER, tuple(Entry(d) for d in decisions))
    return _cut(text, starts, decisions)


def write(document: Document) -> str:
    """Return the text of a file: its opening, then the entries, sorted."""
    ordered = sorted(document.entries, key=lambda e: (e.decision.finding, e.decision.words))
    blocks = [e.comment + (e.body or _body(e.decision)) for e in ordered]
    opening = document.opening.strip("\n")
    return "\n".join([opening + "\n", *blocks] if opening else blocks)


def _decision(found: Mapping[str, Any], index: int, lines: Mapping[Any, int], name: str) -> Decision:
    def at(*key: str) -> str:
        return f"{name}:{line(lines, 'decision', index, *key)}"

    for key, value in found.items():
        if key not in KEYS:
            raise DecisionError(f"{at(key)}: unknown key {key!r}; {hint(key, KEYS)}")
        if not isinstance(value, str):
            raise DecisionError(f"{at(key)}: {key} must be text in quotes")
    if not found.get("finding", "").strip():
        raise DecisionError(f'{at("finding")}: a decision without its finding; add finding = "its id"')
    verdict = found.get("verdict", "")
    if verdict not in VERDICTS:
        told = (
            f"no verdict {verdict!r}; {hint(verdict, VERDICTS)}"
            if verdict
            else "a decision without a verdict"
        )
        raise DecisionError(f"{at('verdict')}: {told}")
    said: dict[str, Any] = {key: found.get(key, "") for key in KEYS}
    return Decision(**{**said, "finding": said["finding"].strip(), "words": fold(said["words"])})


def _refuse_twice(decisions: Iterable[Decision], lines: Mapping[Any, int], name: str) -> None:
    """Two decisions on one thing, as a merge of two branches leaves them, are the desk's to choose from."""
    seen: dict[tuple[str, str], int] = {}
    for index, decision in enumerate(decisions):
        here = line(lines, "decision", index, "finding")
        first = seen.setdefault((decision.finding, decision.words), here)
        if first != here:
            told = f"{decision.finding!r} is decided in line {first} already; keep one of the two"
            raise DecisionError(f"{name}:{here}: {told}")


def _cut(text: str, starts: list[int], decisions: list[Decision]) -> Document:
    """Cut a file at its tables; comment lines right above a table belong to it."""
    rows = [row + "\n" for row in text.rstrip("\n").split("\n")]
    heads = []
    for start in starts:
        head = start - 1
        while head > 0 and rows[head - 1].startswith("#"):
            head -= 1
        heads.append(head)
    ends = [*heads[1:], len(rows)]
    entries = [
        Entry(d, _whole("".join(rows[start - 1 : end])), "".join(rows[head : start - 1]))
        for d, start, head, end in zip(decisions, starts, heads, ends, strict=True)
    ]
    return Document("".join(rows[: heads[0]]), tuple(entries))


def _whole(body: str) -> str:
    """An entry's own text; '' where it was cut in a string, one of whose lines looks like a comment."""
    try:
        tomllib.loads(body)
    except tomllib.TOMLDecodeError:
        return ""
    return body.rstrip("\n") + "\n"


def _body(decision: Decision) -> str:
    said = [(key, getattr(decision, key)) for key in KEYS]
    return "[[decision]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in said if value)


def _quoted(text: str) -> str:
    """A TOML basic string; what an eye does not see (controls, bidi marks) stands as an escape."""
    return '"' + "".join(_ESCAPES.get(c) or _shown(c) for c in storable(text)) + '"'


def _shown(char: str) -> str:
    if char == " " or unicodedata.category(char)[0] not in "CZ":
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
