"""A report out of its JSON, as far as the page and the decisions need it.

The JSON holds no article, but every statement with its place and line. So the text is laid out anew: the
statements where they stood, line breaks as the lines say, and spaces for what no statement holds. Every
offset and line of the report is then what it was. The words of page furniture are lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reconcile.errors import UnsupportedInput
from reconcile.values import (
    Addition,
    Alignment,
    Article,
    Attribution,
    Block,
    Decision,
    Entity,
    Evidence,
    Fact,
    Finding,
    Kinship,
    NotCompared,
    Report,
    Source,
    Statement,
    Support,
    Variant,
)

VERSION = 1
# No article that reconcile reads is longer; an offset beyond it would only fill the memory.
LONGEST = 5_000_000
LARGEST_FIGURE = 1e9  # no score or weight is near it; not-a-number is not below it either
Json = Mapping[str, Any]
T = TypeVar("T")
_KINDS = (
    *(Addition, Alignment, Decision, Entity, Evidence, Fact, Finding, Kinship, NotCompared, Source),
    *(Statement, Support, Variant),
)
_HINTS: dict[type[Any], dict[str, Any]] = {kind: get_type_hints(kind) for kind in _KINDS}


def from_json(found: object) -> Report:
    """Return the report that `--format json` wrote, parsed. Raises UnsupportedInput, saying what is wrong."""
    tool = found.get("tool") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(tool, dict) or tool.get("name") != "reconcile":
        raise _fault("no report of reconcile")
    if found.get("version") != VERSION:
        raise _fault(f"a report of version {str(found.get('version'))[:20]!r}, not {VERSION}")
    findings = tuple(_finding(r, n) for n, r in enumerate(_rows(found, "findings")))
    raw = tuple(_statement(r, n) for n, r in enumerate(_rows(found, "statements")))
    return Report(
        task=_typed(found.get("task"), Literal["compare", "check"], "task"),
        version=_typed(tool.get("version"), str, "tool.version"),
        model=_typed(tool.get("model"), str, "tool.model"),
        settings=_typed(tool.get("settings"), str, "tool.settings"),
        judge=_typed(tool.get("judge", ""), str, "tool.judge"),
        articles=tuple(_article(r, n, raw, findings) for n, r in enumerate(_rows(found, "sources"))),
        statements=raw,
        findings=findings,
        facts=tuple(_fact(r, n) for n, r in enumerate(_rows(found, "facts"))),
        alignments=_all(found, "alignments", Alignment),
        additions=_all(found, "additions", Addition),
        entities=_all(found, "entities", Entity),
        not_compared=_all(found, "not_compared", NotCompared),
        kinships=_all(found, "kinships", Kinship),
        supports=_all(found, "supports", Support),
        stale=_all(found, "stale", Decision),
    )


def _rows(found: Json, name: str) -> list[Json]:
    rows = found.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise _fault(f"{name} is no list of objects")
    return rows


def _all(found: Json, name: str, kind: type[T]) -> tuple[T, ...]:
    return tuple(_made(kind, r, f"{name}[{n}]") for n, r in enumerate(_rows(found, name)))


def _finding(row: Json, n: int) -> Finding:
    return _made(Finding, row, f"findings[{n}]")


def _statement(row: Json, n: int) -> Statement:
    """A statement; what the JSON leaves out of it (paragraph, part) no page shows."""
    speaker = _typed(row.get("speaker"), str | None, f"statements[{n}].speaker")
    said = (Attribution(speaker, (0, 0), "", (0, 0), (0, 0), "report"),) if speaker else ()
    own = {k: v for k, v in row.items() if k not in ("quotations", "attributions", "part")}
    made = {"paragraph": 0, "index": n, **own}
    return _made(Statement, made, f"statements[{n}]", attributions=said)


def _fact(row: Json, n: int) -> Fact:
    says = row.get("says")
    if not isinstance(says, dict):
        raise _fault(f"facts[{n}].says is no object")
    return _made(Fact, {**row, "says": [[k, v] for k, v in says.items()]}, f"facts[{n}]")


def _article(row: Json, n: int, statements: Sequence[Statement], findings: Sequence[Finding]) -> Article:
    name = f"sources[{n}]"
    day = _typed(row.get("date"), str | None, f"{name}.date")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError:
        raise _fault(f"{name}.date is no date") from None
    source = _made(Source, row, name, published=published)
    own = sorted((s for s in statements if s.source == source.id), key=lambda s: (s.start, s.end))
    text, blocks = _laid_out(own)
    words = (e for f in findings for e in f.evidence if e.source == source.id)
    return Article(source, _with(text, words), blocks)


def _laid_out(statements: Sequence[Statement]) -> tuple[str, tuple[Block, ...]]:
    """The text that statements stand in, and its paragraphs: a new one after each break of a line."""
    parts: list[str] = []
    starts: list[int] = []
    at, line, last = 0, 1, 0
    for s in statements:
        if s.start < at or s.end != s.start + len(s.text) or s.end > LONGEST:
            raise _fault(f"statement {s.id!r} does not stand at its place")
        breaks = min(max(0, s.line - line), s.start - at)
        parts.append(" " * (s.start - at - breaks) + "\n" * breaks + s.text)
        if breaks or not starts:
            starts.append(s.start)
        line += breaks + s.text.count("\n")
        at = last = s.end
    ends = [*starts[1:], last]
    text = "".join(parts)
    spans = [(a, a + len(text[a:b].rstrip())) for a, b in zip(starts, ends, strict=False)]
    return text, tuple(Block(a, b, "paragraph") for a, b in spans if a < b)


def _with(text: str, words: Iterable[Evidence]) -> str:
    """The text with words that stand in no statement (a caption) put where they stood."""
    found = list(text)
    for e in words:
        if e.end != e.start + len(e.text) or e.start < 0 or e.end > LONGEST:
            raise _fault(f"evidence {e.text[:40]!r} does not stand at its place")
        found.extend(" " * (e.end - len(found)))
        if not "".join(found[e.start : e.end]).strip():
            found[e.start : e.end] = e.text
    return "".join(found)


def _made(kind: type[T], row: Json, name: str, **given: object) -> T:
    """A value of one of the dataclasses; keys that it has not are passed over, each type is checked."""
    hints = _HINTS[kind]
    said = dict(_arguments(kind, row, name, given, hints))
    return kind(**said)


def _arguments(
    kind: type[Any], row: Json, name: str, given: Mapping[str, object], hints: Mapping[str, Any]
) -> Iterator[tuple[str, object]]:
    for f in fields(kind):
        if f.name in given:
            yield f.name, given[f.name]
        elif f.name in row:
            yield f.name, _typed(row[f.name], hints[f.name], f"{name}.{f.name}")
        elif f.default is MISSING:
            raise _fault(f"{name}.{f.name} is missing")


def _typed(value: Any, hint: Any, name: str) -> Any:
    """The value, if it is of a type; lists become tuples and objects the dataclass that the type names."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        right = isinstance(value, str) and value in args
    elif origin in (Union, UnionType):
        right = value is None or isinstance(value, args[0])
    elif origin is tuple:
        if not isinstance(value, list):
            raise _fault(f"{name} is no list")
        inner = [args[0]] * len(value) if args[-1] is Ellipsis else list(args)
        if len(inner) != len(value):
            raise _fault(f"{name} is of a wrong length")
        return tuple(_typed(v, t, f"{name}[{n}]") for n, (v, t) in enumerate(zip(value, inner, strict=True)))
    elif isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise _fault(f"{name} is no object")
        return _made(hint, value, name)
    elif hint is float:
        right = isinstance(value, int | float) and abs(value) < LARGEST_FIGURE
    else:
        right = isinstance(value, hint)
    if not right or (isinstance(value, bool) and hint is not bool):
        raise _fault(f"{name} is missing or of a wrong type")
    return value


def _fault(what: str) -> UnsupportedInput:
    return UnsupportedInput(f"{what}; make one with: reconcile check … --format json")
