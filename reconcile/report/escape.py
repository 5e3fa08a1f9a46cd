"""Article text is hostile: what makes it safe to print, and keeps it word for word.

Two steps. `visible` shows what an eye or a terminal would be misled by (control characters, bidi
overrides, lone surrogates) as an escape such as \\u202e, and folds line breaks and runs of spaces.
`markdown` then escapes all that CommonMark, GitHub's extensions (tables, strikethrough, autolinks)
and GitHub's filters after rendering (mentions, issue numbers, emoji, maths) would take for markup, and no
more: "AT&T", "$40,000" and "wife's" stay readable in the plain file.

Why a <span> round some marks: GitHub finds mentions, e-mail addresses, issue numbers and emoji in
the text after rendering, where a backslash has gone; only an element in between keeps the mark from its word.

Sources: CommonMark 0.31.2 sections 2.4, 2.5, 6.2; GFM 0.29 sections 4.10, 6.5, 6.9; Unicode UAX #9
and UTR #36 (bidi controls).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Joiners shape Persian, Hindi and emoji; a soft hyphen is an article's typesetting. None misleads.
_HARMLESS_FORMAT = "\u200c\u200d\u00ad"
_SPACE_RUN = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_PLAIN = re.compile(r"[\x20-\x7e]*")

_MARKS = re.compile(
    r"(?P<slash>[\\`*_\[\]<>|~])"  # markup wherever it stands
    r"|(?P<amp>&(?=#?\w{1,32};))"  # an entity; "AT&T" is none
    r"|(?P<scheme>(?<=\w):(?=//)|(?<=[wW]{3})\.)"  # GFM autolinks http://… and www.…
    r"|(?P<maths>\$(?!\d))"  # $x$: the closing mark is never one before a digit, so "$40,000" may stand
    r"|(?P<span>@(?=[\w.@\-])|\#(?=\d)|(?<=\bGH)-(?=\d)|(?<![\d:]):(?=[a-z0-9_+\-]{1,40}:)"  # see above
    r"|(?<=\b(?:mailto|MAILTO)):|(?<=\bxmpp):)"
)
# What begins a block when it stands first in a line: heading, list, rule, underline, table, maths fence.
_BLOCK = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=[#+\-=:])")


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cs", "Co", "Cn") or (kind == "Cf" and char not in _HARMLESS_FORMAT):
        code = ord(char)
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return char


def visible(text: str) -> str:
    """Return the text on one line, with control, bidi and unassigned characters shown as escapes."""
    folded = _SPACE_RUN.sub(" ", text)
    return folded if _PLAIN.fullmatch(folded) else "".join(map(_shown, folded))


def _mark(found: re.Match[str]) -> str:
    return f"<span>{found.group()}</span>" if found.lastgroup == "span" else "\\" + found.group()


def markdown(text: str, *, first: bool = False) -> str:
    """Return the text for inline use in Markdown; `first` where it begins a line of its own."""
    shown = visible(text)
    escaped = _MARKS.sub(_mark, shown)
    if not first:
        return escaped
    escaped = escaped.lstrip(" ")
    return (
        _BLOCK.sub(lambda m: (m["number"] or "") + "\\", escaped, count=1)
        if _BLOCK.match(escaped)
        else escaped
    )


def _bold(inner: str, before: str, after: str) -> str:
    """Return the words in bold: ** where it can open and close at this place, else <b>.

    Delimiters beside a mark and a letter do not open or close (CommonMark 6.2): **"so"**he stays
    as it is written. Letters and digits at both ends, or white space outside, are always safe.
    """
    opens = inner[0].isalnum() or not before or visible(before).isspace()
    closes = inner[-1].isalnum() or not after or visible(after).isspace()
    words = markdown(inner)
    return f"**{words}**" if opens and closes else f"<b>{words}</b>"


def merge(spans: tuple[tuple[int, int], ...], length: int) -> tuple[tuple[int, int], ...]:
    """Return the spans clipped to the text, sorted, with those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s), min(length, e)) for s, e in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def emphasised(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text as one line of Markdown, to stand first in its line, with the spans in bold."""
    parts: list[str] = []
    done = 0
    for start, end in merge(spans, len(text)):
        bare = text[start:end].strip()
        if not bare:
            continue
        start = text.index(bare, start)
        end = start + len(bare)
        parts.append(markdown(text[done:start], first=not parts))
        parts.append(_bold(bare, text[start - 1 : start], text[end : end + 1]))
        done = end
    parts.append(markdown(text[done:], first=not parts))
    return "".join(parts).strip(" ")


def json_text(document: str) -> str:
    """Return a JSON document with deceptive characters as JSON escapes: the values stay the same."""
    if document.isascii() and "\x7f" not in document:  # json.dumps escapes the other ASCII controls
        return document
    return "".join(c if c < "\x7f" or c == "\n" else _json_shown(c) for c in document)


@lru_cache(maxsize=4096)
def _json_shown(char: str) -> str:
    if _shown(char) == char and char not in "\u2028\u2029\x85":
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
