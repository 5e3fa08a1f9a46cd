"""What in a text is no part of the report, line by line, each with the reason.

Told by shape and by the word lists in data/furniture.toml, never by one site's phrases. Losing a
sentence of the report is worse than keeping a line of the page, so every rule wants a whole line
(or its beginning) and a sign that prose does not bear; what is left in doubt is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from reconcile.data import table, words
from reconcile.ingest import credit
from reconcile.ingest.lines import ends_sentence

LONGEST_NOTE = 700  # characters; a longer paragraph is prose, whatever it begins with
LONGEST_LABEL = 60  # characters of a line that can be navigation
LONGEST_APPEAL = 300  # characters of a newsletter or cookie line, or of a list of who reported
LONGEST_CAPTION = 400  # characters; captions with a credit run to three sentences

_EDGES = " .:…!*_[()>»+-"  # marks around a label
CUT = re.compile(r"\s*(?:[|•·>»›‹«←→▸▶▼▲\t]|\s/\s|\s[-–—]\s)\s*")
_WORD = re.compile(r"[\w.@'’-]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_HANDLE = re.compile(r"[@#]\w[\w.]*")
_PHONE = re.compile(r"(?:tel|phone|fax|call)?[\s.:]*\+?[\d\s().-]{7,20}$", re.I)
_CONTACT = re.compile(
    r"(?i:contact|reach|email|e-mail|follow|write to)\s+"
    r"(?:[A-Z]|the (?:writer|reporter|author|editor)|us\b|him|her)"
)
_COPYRIGHT = re.compile(r"copyright\b[\s:]*(?:©|\(c\)|\d{4}|by\b|notice|$)|©|\(c\)\s*\d{4}")
_BREADCRUMB = re.compile(r"\s*[>»›]\s*")
_COUNTED = re.compile(
    r"[\d.,]{1,9}\s?[kKmM]?\s+(?:comments?|shares?|likes?|views?|retweets?|min(?:ute)?s? read)$", re.I
)
_PAGE = re.compile(
    r"(?:page\s+\d{1,4}(?:\s+(?:of|/)\s+\d{1,4})?|\d{1,4}\s*(?:/|of)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])$",
    re.I,
)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s[\w. ]{2,30}){0,3}\s*(?:\([\w .]{2,30}\)\s*)?(?:--|[-–—])$"
)
_TIME = re.compile(r"\d{1,4}(?:[-.]\d{1,2}){0,2}(?:t\d{0,2}|am|pm|a\.m|p\.m|h|st|nd|rd|th|z)?$")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)$")
_LAST_PIECE = re.compile(r"[.!?…][\"”’)]{0,2}\s+|[(\[|]|\s[-–—/]\s?|(?=/)")
SENTENCE_END = re.compile(r"[.!?…][\"”’)]{0,2}\s+[\"“‘(]?[A-Z]")


def _starts(low: str, listed: str) -> bool:
    """Whether a line begins with an entry of a list, as whole words."""
    entries = _sorted(listed)
    if not low.startswith(entries):  # nearly every line; one call in C
        return False
    return any(low.startswith(s) and not low[len(s) : len(s) + 1].isalnum() for s in entries)


@cache
def _sorted(listed: str) -> tuple[str, ...]:
    return tuple(sorted(table("furniture")[listed]))


def plain(line: str) -> str:
    """A line for look-up: one kind of apostrophe and space, lower case."""
    return " ".join(line[: LONGEST_NOTE + 1].replace("’", "'").split()).casefold()


def _navigation(low: str) -> bool:
    if len(low) > 4 * LONGEST_LABEL:
        return False
    pieces = [p.strip(_EDGES) for p in CUT.split(low)]
    listed = words("furniture", "navigation")
    held = [p for p in pieces if p]
    if _breadcrumb(low) or _menu(held):
        return True
    return bool(held) and all(p in listed or p.rstrip("0123456789 ()") in listed for p in held)


def _breadcrumb(low: str) -> bool:
    """A path through a site's sections: "Home > World > Asia"."""
    steps = [p for p in _BREADCRUMB.split(low) if p]
    roots = words("furniture", "sections") | words("furniture", "navigation")
    return len(steps) > 1 and steps[0] in roots and all(len(p.split()) <= 3 for p in steps)


def _menu(held: list[str]) -> bool:
    """A bar of sections: "Home | World | Opinion"; most of its short labels are known ones."""
    known = words("furniture", "sections") | words("furniture", "navigation")
    labels = [p for p in held if len(p.split()) <= 3]
    return len(held) > 2 and len(labels) == len(held) and 2 * sum(p in known for p in held) > len(held)


def _share_bar(low: str) -> bool:
    found = low.split()
    return 1 < len(found) <= 15 and all(w in words("furniture", "share") for w in found)


def _pointer(line: str, low: str) -> bool:
    label, colon, rest = low.partition(":")
    return (
        bool(colon)
        and len(line) <= 250
        and label.strip(_EDGES) in words("furniture", "pointers")
        and bool(rest)
    )


def _stamp(low: str) -> bool:
    """A date or time and nothing else: "Updated 8:45 p.m.", "July 1, 2018 10:15 AM EDT", "3 min read".

    A writer's name may follow: "Posted 9:14 am, July 3, 2018, by Jane Doe".
    """
    low, by, who = low.partition(" by ")
    if by and not credit.byline(f"By {who.title()}"):
        return False
    found = _WORD.findall(low) if len(low) <= 120 else []
    held = [w for w in found if any(c.isalnum() for c in w)]
    timed = any(c.isdigit() for c in low) and any(not w[0].isdigit() or ":" in low or "-" in w for w in held)
    return timed and all(_is_stamp(w) for w in held)


def _is_stamp(word: str) -> bool:
    bare = word.strip(".'-")
    if bare in words("furniture", "stamp"):
        return True
    return bool(_TIME.match(bare))


def _contact(line: str) -> bool:
    """An address, number or handle with next to nothing beside it, or "Contact Jane Doe at …"."""
    if len(line) > 200:
        return False
    if _PHONE.match(line) and sum(c.isdigit() for c in line) >= 7:
        return True
    rest = _HANDLE.sub(" ", _LINK.sub(" ", _MAIL.sub(" ", line)))
    if rest == line:
        return False
    return bool(_CONTACT.match(line)) or (len(_WORD.findall(rest)) <= 4 and not ends_sentence(rest.strip()))


def _appeal(low: str) -> bool:
    if len(low) > LONGEST_APPEAL or low[0] in "\"'“‘":
        return False
    return _starts(low, "appeals") or any(w in low for w in _sorted("appeal_words"))


def _credits(line: str, low: str) -> bool:
    """Who reported and edited: "(Reporting by Jane Doe in Oslo; Editing by John Roe)"."""
    if len(line) > LONGEST_APPEAL:
        return False
    low = low.lstrip("(—–- ")
    if _starts(low, "credits"):
        return True
    rest = line.casefold().find(" by ") + 4
    return _starts(low, "credits_with_names") and bool(credit.byline("By " + line[rest:]))


def _captioned(line: str) -> bool:
    """A line whose last piece is a photo's credit: "… on Monday. (AP Photo/J. Doe)", "… | Getty Images"."""
    if len(line) > LONGEST_CAPTION:
        return False
    low = line.casefold()
    cuts = [m.end() for m in _LAST_PIECE.finditer(low) if m.end() < len(low.rstrip(").] "))]
    for cut in (cuts or [0])[-3:]:
        piece = low[cut:].strip(" ()[].")
        if len(piece.split()) > 8:
            continue
        heads = _sorted("caption_heads") + _sorted("caption_ends")
        if piece.startswith(heads) or (cut and any(e in piece for e in _sorted("caption_ends"))):
            return True
    return False


def alone(line: str) -> str:
    """Return why a line is furniture wherever it stands, else ''."""
    if not any(c.isalnum() for c in line):
        return "no words"
    if len(line) > LONGEST_NOTE:
        return ""
    low = plain(line)
    for why, holds in _RULES:
        if holds(line, low):
            return why
    return ""


_RULES: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("navigation", lambda line, low: _navigation(low)),
    ("share bar", lambda line, low: _share_bar(low) or bool(_COUNTED.match(low))),
    ("page number", lambda line, low: bool(_PAGE.match(low))),
    ("image", lambda line, low: bool(_IMAGE.match(line))),
    ("pointer to other pages", _pointer),
    ("note of the page to its reader", lambda line, low: _appeal(low)),
    ("note of the desk", lambda line, low: _starts(low, "notes")),
    (
        "copyright",
        lambda line, low: bool(_COPYRIGHT.match(low)) or any(c in low for c in _sorted("copyright_words")),
    ),
    ("credits", lambda line, low: _credits(line, low)),
    ("credits", lambda line, low: credit.contributed(line) and not SENTENCE_END.search(line)),
    (
        "photo credit",
        lambda line, low: len(line) <= LONGEST_CAPTION and _starts(low.lstrip("( "), "credit_starts"),
    ),
    ("caption", lambda line, low: _captioned(line)),
    ("time stamp", lambda line, low: _stamp(low)),
    ("contact", lambda line, low: _contact(line)),
    ("dateline", lambda line, low: len(line) <= LONGEST_LABEL + 40 and bool(_DATELINE.match(line))),
    ("agency", lambda line, low: len(line) <= LONGEST_LABEL and bool(credit.agency(line))),
)
