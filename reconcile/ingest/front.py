"""Front matter: the `---` fenced head of a text or markdown file, and the dates in it.

The YAML subset and the fence follow Jekyll's front matter (https://jekyllrb.com/docs/front-matter/).
Why PyYAML's BaseLoader and not safe_load: it builds nothing but strings, lists and dicts, so that
`title: 1984`, `publisher: No` and `date: 2018-07-01` all come out as they are written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from reconcile.data import table
from reconcile.errors import UnsupportedInput

LONGEST = 5_000  # characters of front matter; a longer one is text that begins with a rule
DEEPEST = 50  # brackets or "- " marks; PyYAML takes a time that grows with the square of the nesting
LONGEST_DATE = 120  # characters of a date or time stamp
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#[^\r\n]*[\r\n]+\s*)*[A-Za-z_][\w -]{0,40}:(?:\s|$)")
# A line that YAML reads as it stands: no mark at the start of the value, no ": " and no " #" in it.
_ROW = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,40}): +"
    r"([A-Za-z0-9](?:[!-\"$-9;-Z\\-z|}~À-ɏ‘’“”–—…€]|(?<! )#|:(?! |$)| (?![ #]|$))*) *"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s)?\s?(\d{1,2})\s([A-Za-z]{3,9})\.?,?\s(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s)?\s?([A-Za-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4})\b")


def span(text: str) -> int:
    """Return where the front matter ends, the closing fence included; 0 where there is none."""
    return _parts(text)[2]


def _parts(text: str) -> tuple[int, int, int]:
    """Where the front matter's body starts and ends and where its closing fence ends; zeros for none."""
    opening = _FENCE.match(text)
    if not opening:
        return 0, 0, 0
    head = text[: opening.end() + LONGEST].replace("\r", "\n")  # as long as before, so offsets hold
    closing = _CLOSE.search(head, opening.end())
    if not closing or not _KEY.match(head, opening.end(), closing.start()):
        return 0, 0, 0
    return opening.end(), closing.start(), closing.end()


def fields(text: str, name: str) -> dict[str, str]:
    """Return the front matter's keys, in lower case, with their text; lists are joined with "and".

    Raises UnsupportedInput with file and line where it is no YAML.
    """
    start, end, close = _parts(text)
    if not close:
        return {}
    body = text[start:end].replace("\r\n", "\n")
    found = _plain(body) or _yaml(body, name)
    return {k.casefold(): flat for k, v in found.items() if isinstance(k, str) and (flat := _flat(v))}


def _plain(body: str) -> dict[str, str]:
    """What front matter of nothing but plain `key: value` lines says; nothing where it needs YAML to be read.

    Nearly all front matter is so, and PyYAML takes longer to load than the articles to read.
    """
    rows = [row for row in body.split("\n") if row.strip(" ")]
    found = [_ROW.fullmatch(row) for row in rows]
    return {m[1]: m[2] for m in found if m} if all(found) else {}


def _yaml(body: str, name: str) -> dict[Any, Any]:
    import yaml

    deep = f"{name}: front matter is nested too deep; keep it to key: value"
    if sum(body.count(mark) for mark in ("[", "{", "- - ")) > DEEPEST:
        raise UnsupportedInput(deep)
    try:
        found = yaml.load(body, Loader=yaml.BaseLoader)  # builds strings, lists and dicts alone
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        reason = getattr(fault, "problem", None) or "not YAML"
        raise UnsupportedInput(
            f"{name}{line}: front matter cannot be read ({reason}); quote values that hold a colon"
        ) from None
    except RecursionError:
        raise UnsupportedInput(deep) from None
    return found if isinstance(found, dict) else {}


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return " and ".join(" ".join(v.split()) for v in value if isinstance(v, str))
    return ""


def day(text: str) -> date | None:
    """Return the date that a text begins with ("2018-07-01T08:00Z", "1 July 2018", "July 1, 2018") or None.

    Why not 07/01/2018: it is January in one newsroom and July in the next.
    """
    text = " ".join(text[:LONGEST_DATE].split())
    return _date(_ISO.match(text), _DAY_FIRST.match(text), _MONTH_FIRST.match(text))


def day_within(text: str) -> date | None:
    """Return the first date in a time stamp ("Published: Jul 1, 2018 - 17:27"), else None."""
    text = " ".join(text[:LONGEST_DATE].split())
    return _date(_ISO.search(text), _DAY_FIRST.search(text), _MONTH_FIRST.search(text))


def _date(
    iso: re.Match[str] | None, day_first: re.Match[str] | None, month_first: re.Match[str] | None
) -> date | None:
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if day_first and (month := _month(day_first[2])):
            return date(int(day_first[3]), month, int(day_first[1]))
        if month_first and (month := _month(month_first[1])):
            return date(int(month_first[3]), month, int(month_first[2]))
    except ValueError:  # 31 June
        return None
    return None


def _month(word: str) -> int:
    names: list[str] = table("furniture")["month_names"]
    return next(
        (n for n, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word.casefold())), 0
    )
