"""What in a text is no part of the report by where it stands: at either end, twice, before more report."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.data import words
from reconcile.ingest import credit
from reconcile.ingest.furniture import CUT, LONGEST_CAPTION, SENTENCE_END, alone, plain
from reconcile.ingest.lines import Line, ends_sentence

OPENING_UNITS = 8  # headline, deck, byline, date, place, photo and its credit come before the report
CLOSING_UNITS = 5  # byline, contact, credits, copyright after it
LONG_REPEAT = 60  # characters; shorter lines ("he said") may stand twice in a report
LATIN = 0.8  # share of a text's letters that makes it a Latin text with a foreign tag in it
LONGEST_TAG = 40  # characters of a tag in another script


def reasons(units: tuple[Line, ...], publisher: str = "") -> tuple[str, ...]:
    """Return for each unit of a text why it is furniture, '' where it is part of the report.

    `publisher` tells "Jane Doe, The Daily Planet" to be a byline of The Daily Planet.
    """
    whys = [alone(u.text) for u in units]
    for i in _bylines(units, publisher):
        whys[i] = "byline" if whys[i] in ("", "contact") else whys[i]  # "By Jane Doe (jdoe@example.com)"
    for rule in (_sections, _repeats, _signed_captions, _closing_lists, _foreign_tags):
        for i, why in rule(units, tuple(whys)):
            whys[i] = whys[i] or why
    return tuple(whys)


def _bylines(units: tuple[Line, ...], publisher: str) -> Iterator[int]:
    """Who wrote it, at either end of the text, and the writer's post on a line of its own under the name."""
    named = -1
    for i, unit in enumerate(units):
        if OPENING_UNITS <= i < len(units) - CLOSING_UNITS:
            continue
        if credit.byline(unit.text, publisher):
            yield i
            named = i
        elif i and named == i - 1 and plain(unit.text) in words("furniture", "roles"):
            yield i


def _sections(units: tuple[Line, ...], whys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Names of sections above the headline."""
    if len(units) < 3:
        return
    for i, unit in enumerate(units[: OPENING_UNITS // 2]):
        pieces = [p for p in CUT.split(plain(unit.text)) if p]
        if not whys[i] and not all(p in words("furniture", "sections") for p in pieces):
            return
        yield i, "section"


def _repeats(units: tuple[Line, ...], whys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """A line that stands there again; both copies where it is signed as a caption is."""
    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        key = " ".join(unit.text.split()).casefold()
        earlier = first.setdefault(key, i)
        if earlier == i or whys[i] or not (len(key) >= LONG_REPEAT or earlier == i - 1):
            continue
        if earlier == i - 1 and (credit.signed(unit.text) or credit.bracketed(unit.text)):
            yield earlier, "caption"
            yield i, "caption"
        yield i, "repeats an earlier line"


def _signed_captions(units: tuple[Line, ...], whys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """A sentence or two signed by an agency, with the report going on after it.

    Why not at the end: there "(Yonhap)" signs the whole report, and the line is its last paragraph.
    """
    prose = [i for i, why in enumerate(whys) if not why]
    last = max((i for i in prose if ends_sentence(units[i].text)), default=0)
    for i in (i for i in prose if i < last):
        text = units[i].text
        if i == prose[0] and " - " in text[-30:]:  # "Ferry sinks - Reuters" is a headline
            continue
        if len(text) > LONGEST_CAPTION or not credit.signed(text) or credit.wired(text):
            continue
        if len(SENTENCE_END.findall(text)) <= 2:
            yield i, "caption"


def _closing_lists(units: tuple[Line, ...], whys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The headlines of other reports at the end, under "Most Read" and its kin."""
    told = max((i for i, why in enumerate(whys) if not why and ends_sentence(units[i].text)), default=-1)
    heads = words("furniture", "list_heads")
    after = [i for i in range(told + 1, len(units)) if plain(units[i].text).strip(" :") in heads]
    if told >= 0 and after:
        for i in range(after[0], len(units)):
            yield i, "list of other pages"


def _foreign_tags(units: tuple[Line, ...], whys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """A short tag in another script, in brackets or at either end of a Latin text."""
    letters = sum(sum(map(str.isalpha, u.text)) for u in units)
    other = sum(c.isalpha() and c >= "\u0250" for u in units if not u.text.isascii() for c in u.text)
    if letters - other < LATIN * letters:
        return
    for i, unit in enumerate(units):
        edge = i < 2 or i >= len(units) - 2
        bracketed = unit.text[0] in "([（【［" and unit.text[-1] in ")]）】］"
        if not whys[i] and len(unit.text) <= LONGEST_TAG and (edge or bracketed) and _foreign(unit.text):
            yield i, "tag in another script"


def _foreign(line: str) -> bool:
    """Whether a line has no Latin letter, or hardly any, among its letters."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(1 for c in letters if c < "\u0250") <= (1 - LATIN) * len(letters)
