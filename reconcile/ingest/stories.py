"""story.toml, and the files on a command line: from names to at least two different articles."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reconcile.errors import SettingsError, TooFewSources
from reconcile.ingest import files, front
from reconcile.ingest.decode import decode
from reconcile.ingest.faults import shown
from reconcile.values import DRAFT, Article, Source

STORY_KEYS = ("draft", "source", "title")
SOURCE_KEYS = ("byline", "date", "path", "publisher", "title", "url", "wire")


def identifier(index: int) -> str:
    """Return the id of the source at a place: A … Z, AA, AB …"""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def sources(arguments: Sequence[str], *, least: int = 2) -> tuple[str, tuple[Article, ...]]:
    """Return title ('' for none) and articles of the arguments: files, or one story.toml.

    Raises TooFewSources for fewer than `least`, or where two files hold the same bytes; else as
    `read` and `story` do.
    """
    if len(arguments) == 1 and arguments[0].casefold().endswith(".toml"):
        title, articles = story(arguments[0])
        where = f"{shown(arguments[0])}: "
    else:
        _refuse_mixed(arguments)
        title, where = "", ""
        articles = tuple(files.read(path, id=identifier(i)) for i, path in enumerate(arguments))
    if len(articles) < least:
        raise TooFewSources(
            f"{where}{_count(len(articles))} to compare; give at least {least} files, or one story.toml"
        )
    _refuse_same(articles, where)
    return title, articles


def _count(number: int) -> str:
    return "no article" if number == 0 else "one article" if number == 1 else f"{number} articles"


def _refuse_mixed(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if argument.casefold().endswith(".toml"):
            raise SettingsError(
                f"{shown(argument)}: a story file stands alone; add the other files to it as [[source]]"
            )
    if list(arguments).count(files.STDIN) > 1:
        raise TooFewSources("standard input can be read once; give the other article as a file")


def _refuse_same(articles: tuple[Article, ...], where: str) -> None:
    seen: dict[str, Article] = {}
    for article in articles:
        twin = seen.setdefault(article.source.sha256, article)
        if twin is not article:
            raise TooFewSources(
                f"{where}{twin.source.path} ({twin.id}) and {article.source.path} ({article.id})"
                " are the same file; give two different articles"
            )


def story(path: str | Path) -> tuple[str, tuple[Article, ...]]:
    """Return a story file's title and its articles, ids A, B, C … in order; paths count from its folder.

    Raises SettingsError with file, line and key for what is no story, InputError for its articles.
    """
    name = shown(path)
    found, text = _parsed(path)
    _check_keys(found, STORY_KEYS, text, name, 0)
    title = _string(found, "title", text, name, 0)
    _string(found, "draft", text, name, 0)
    tables = found.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise SettingsError(
            f"{_at(text, 'source', name, 0)}: write each source as a table [[source]] with a path"
        )
    if not tables:
        raise SettingsError(f"{name}: no sources; add a table [[source]] with a path for each article")
    folder = Path() if str(path) == files.STDIN else Path(path).parent
    return title, tuple(_source(t, i, text, name, folder) for i, t in enumerate(tables))


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft (its article's id is "draft") and the path that it was read from, as it was given."""

    article: Article
    path: str


def draft_and_sources(draft: str, against: Sequence[str]) -> tuple[Draft, tuple[Article, ...]]:
    """Return a draft and its sources: files or one story.toml each, or a story that names both.

    Raises TooFewSources without a source or where the draft is one of them; else as `sources` does.
    """
    if draft.casefold().endswith(".toml") and not against:
        own, against = _story_draft(draft), [draft]
    else:
        own = Draft(files.read(draft, id=DRAFT), draft)
    if not against:
        raise TooFewSources(f"{own.article.source.path}: no source to hold it against; add --against FILE")
    _, told = sources(against, least=1)
    for article in told:
        if article.source.sha256 == own.article.source.sha256:
            raise TooFewSources(
                f"{own.article.source.path} (draft) and {article.source.path} ({article.id}) are the same"
                " file; give the sources, not the draft itself"
            )
    return own, told


def _story_draft(path: str) -> Draft:
    """The draft that a story file names: `draft = "draft.md"`."""
    named = _string(_parsed(path)[0], "draft", "", shown(path), 0)
    if not named:
        raise SettingsError(f'{shown(path)}: names no draft; add draft = "file", or give --against')
    full = str(Path(path).parent / named)
    return Draft(files.read(full, id=DRAFT), full)


def _parsed(path: str | Path) -> tuple[dict[str, Any], str]:
    """The tables of a story file and its text."""
    name = shown(path)
    text, _ = decode(files.load(path), name)
    try:
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise SettingsError(f"{name}: not TOML: {shown(str(fault) or 'nested too deep')}") from None


def _source(found: dict[str, Any], index: int, text: str, name: str, folder: Path) -> Article:
    """The article of one [[source]] table."""
    nth = index + 1
    _check_keys(found, SOURCE_KEYS, text, name, nth)
    said = {key: _string(found, key, text, name, nth) for key in SOURCE_KEYS if key != "date"}
    if not said["path"]:
        raise SettingsError(f'{_at(text, "", name, nth)}: source {nth} has no path; add path = "file"')
    known = Source(
        identifier(index),
        publisher=said["publisher"],
        published=_day(found, text, name, nth),
        title=said["title"],
        byline=said["byline"],
        url=said["url"],
        wire=said["wire"],
    )
    path = said["path"] if said["path"] == files.STDIN else str(folder / said["path"])
    return files.article(path, files.load(path), known.id, known)


def _check_keys(found: dict[str, Any], known: tuple[str, ...], text: str, name: str, nth: int) -> None:
    for key in sorted(found):
        if key not in known:
            near = difflib.get_close_matches(key.casefold(), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"
            raise SettingsError(f"{_at(text, key, name, nth)}: unknown key {shown(key)}; {hint}")


def _string(found: dict[str, Any], key: str, text: str, name: str, nth: int) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        raise SettingsError(f"{_at(text, key, name, nth)}: {key} must be text in quotes, not {_kind(value)}")
    return value.strip()


def _day(found: dict[str, Any], text: str, name: str, nth: int) -> date | None:
    value = found.get("date")
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    day = front.day(value) if isinstance(value, str) else None
    if day is None:
        raise SettingsError(f"{_at(text, 'date', name, nth)}: date must be a date such as 2018-07-01")
    return day


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def _at(text: str, key: str, name: str, nth: int) -> str:
    """File and line of a key in the nth [[source]] (0: before the first), else of the table itself."""
    wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\.)") if key else None
    table, header = 0, 0
    for number, row in enumerate(text.splitlines(), 1):
        bare = row.strip()
        if bare.startswith("["):
            table += bare.replace(" ", "").startswith("[[source]]")
            header = number if table == nth and not header else header
            if key and bare.strip("[] ") == key and nth == 0:
                return f"{name}, line {number}"
        elif table == nth and wanted and wanted.match(row):
            return f"{name}, line {number}"
    return f"{name}, line {header}" if header else name
