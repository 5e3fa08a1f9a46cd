"""Who wrote it and whose report it is: bylines, wire marks, agency credits at the end of a line.

A byline is told by its shape: "By", names with capitals, and no lower-case word but those that
bylines hold ("staff", "for", "in"). So "By then, police had …" and "By Monday, Mr. Doe was …" are
sentences.
"""

from __future__ import annotations

import re
from functools import cache

from reconcile.data import table, words

LONGEST_BYLINE = 120  # characters
_PIECES = re.compile(r"\s*(?:[,;|•·/()\[\]]|\band\b|\bAND\b|&|\s[-–—]\s)\s*")
_IN_PLACE = re.compile(r"\s(?:in|for|at|from)\s")  # "Jane Doe in Seoul", "Jane Doe for The Daily Planet"
_TAIL = 70  # characters at the end of a line in which an agency's credit stands
_HEAD = 90  # characters at the start of a paragraph in which a dateline stands
_DATELINE = re.compile(r"[A-Z][^\n()]{0,60}\(([A-Z][\w .&-]{1,40})\)\s*[-–—:]")
_WIRE_FIRST = re.compile(r"\(?([A-Z][\w .&-]{1,40}?)\)?\s*(?:[–—]|--?\s)")  # no colon: "AP: …" is a headline
_CONTRIBUTED = re.compile(
    r"\bcontribut(?:ed|ing)\s+(?:to\s+this\s+(?:report|story|article|post)|reporting)\b[^\n\"“”]{0,60}$", re.I
)


@cache
def _agencies() -> dict[str, str]:
    return {str(k): str(v) for k, v in table("furniture")["agencies"].items()}


@cache
def _signed() -> re.Pattern[str]:
    """An agency's name at the very end: after a full stop, or after a slash, bar or dash without one behind.

    Why no bracket after a bare word: "… by the Associated Press (AP)." gives an acronym.
    """
    names = "|".join(re.escape(n) for n in sorted(_agencies(), key=lambda n: (-len(n), n)))
    who = rf"({names})(?:[-/](?:{names}))?"  # "Reuters-Yonhap"
    stopped = rf"[.!?…][\"”’)]{{0,2}}\s{{0,3}}[-–—/|(\[]?\s?{who}[)\]]?\.?$"
    return re.compile(rf"{stopped}|(?:\s[-–—|/]\s?|/){who}$")


def agency(text: str) -> str:
    """Return the agency that a text names and nothing else ("the Associated Press" → "AP"), else ''."""
    bare = text.strip(" .()[]–—-")
    bare = bare[4:] if bare[:4].casefold() == "the " else bare
    if bare.isupper() and bare not in _agencies():  # ASSOCIATED PRESS
        bare = bare.title()
    return _agencies().get(bare, "")


def signed(text: str) -> str:
    """Return the agency that signs a line at its end ("… on Sunday. Yonhap", "… (AFP)"), else ''."""
    m = _signed().search(text[-_TAIL:])
    return _agencies()[m[1] or m[2]] if m else ""


def bracketed(text: str) -> str:
    """Return the agency in brackets at the end of a text ("The Daily Planet (AFP)"), else ''."""
    head, opened, last = text[-_TAIL:].rpartition("(")
    return agency(last) if opened and head.strip() and last.endswith(")") else ""


def wired(paragraph: str) -> str:
    """Return the agency of a dateline ("SEOUL, July 1 (Yonhap) --", "AP —"), else ''."""
    head = paragraph[:_HEAD]
    for shape in (_WIRE_FIRST, _DATELINE):
        if (m := shape.match(head)) and (found := agency(m[1])):
            return found
    return ""


def contributed(line: str) -> bool:
    """Whether a line says who else worked on it: "The Associated Press contributed to this report."."""
    return len(line) <= 300 and bool(_CONTRIBUTED.search(line))


def contributor(line: str) -> str:
    """Return the agency that "contributed to this report", else ''."""
    m = _CONTRIBUTED.search(line)
    if not m:
        return ""
    found = (agency(p.split(" writer")[0]) for p in _PIECES.split(line[: m.start()].split(". ")[-1]))
    return next((f for f in found if f), "")


def byline(line: str, publisher: str = "") -> str:
    """Return who a byline names ("By Jane Doe | Staff" → "Jane Doe"), '' where the line is no byline."""
    line = " ".join(line[: LONGEST_BYLINE + 1].split())
    if len(line) > LONGEST_BYLINE:
        return ""
    bare = line.lstrip("-–—•*_( ").rstrip("-–—•*_( ")
    start = next(
        (s for s in _starts() if bare[: len(s)].casefold() == s and bare[len(s) : len(s) + 1] in " :"), ""
    )
    rest = bare[len(start) :].lstrip(" :") if start else bare
    pieces = [p for p in _PIECES.split(rest) if p]
    if not pieces or not _all_names(rest):
        return ""
    if start:
        return _names(pieces) if _person(pieces[0]) or agency(pieces[0]) or _is_desk(pieces[0]) else ""
    posts = words("furniture", "roles") | {publisher.casefold()}
    signs = any(p.casefold() in posts or agency(p) for p in pieces[1:])
    return _names(pieces) if signs and _person(pieces[0]) else ""


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted(table("furniture")["byline_starts"], key=lambda s: (-len(s), s)))


def _names(pieces: list[str]) -> str:
    """The persons at the front of a byline; where there is none, its first piece."""
    people = []
    for piece in pieces:
        if not _person(piece) or agency(piece):
            break
        people.append(_IN_PLACE.split(piece)[0])
    return " and ".join(people) or pieces[0]


def _all_names(rest: str) -> bool:
    """Whether every word is capitalised, holds a digit or an @, or is one that bylines hold."""
    allowed = (
        words("furniture", "byline_words") | words("furniture", "particles") | words("furniture", "stamp")
    )
    tokens = re.split(r"[\s,;|()\[\]/•·:–—]+", rest)
    return len(tokens) <= 16 and all(
        not t
        or not t[0].islower()
        or t.casefold().strip(".") in allowed
        or "@" in t
        or ".com" in t
        or t[-1].isdigit()
        for t in tokens
    )


def _person(piece: str) -> bool:
    """Whether a piece of a byline reads as a person's name: two to five words with capitals."""
    parts = _IN_PLACE.split(piece.rstrip("."))[0].split()
    parts = [p for p in parts if p.casefold() not in words("furniture", "roles")]
    named = [p for p in parts if p[0].isupper() and not any(c.isdigit() for c in p)]
    rest = [p for p in parts if p not in named and p.casefold() not in words("furniture", "particles")]
    barred = any(p.casefold().strip(".") in words("furniture", "no_names") for p in parts)
    return 2 <= len(named) <= 5 and not rest and not barred


def _is_desk(piece: str) -> bool:
    """Whether a piece signs without a name: "Staff Reporter", "Reuters Staff", "Our Correspondent"."""
    parts = [p.casefold() for p in piece.split()]
    return len(parts) <= 5 and parts[-1:] != [] and parts[-1] in words("furniture", "desk")
