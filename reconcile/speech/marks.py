"""Quotation marks: every style is one thing, and a quotation is the span between its marks.

Straight, curly, low, primed, doubled and guillemet marks are one family; ‘single’ ones and backticks
another, told from apostrophes by where they stand: a mark between two letters or digits is always an
apostrophe, whichever way it turns ("the harbour`s", "Lund‘s").

Why by place and not by shape: papers mix the shapes (“…", ``…'', ‘…'), and a wrong-way mark is common;
where it stands beside the white space is what a reader goes by. Only outermost quotations are given: a
quotation within a quotation is part of what the outer speaker says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reconcile.data import words

DOUBLE = '"“”„‟″〝〞＂«»'
SINGLE = "'‘’‚‛‹›′`´"
_MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
_BEFORE_OPENING = frozenset("([{-‐‑‒–—―…/:")
_LONGEST_SINGLE = 1200  # characters; between single marks farther apart stand apostrophes


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation inside one paragraph, marks left out; `open` where no closing mark was found."""

    start: int
    end: int
    open: bool = False
    resumed: bool = False  # its opening mark stands at the paragraph's beginning


def find(text: str, offset: int = 0) -> tuple[Span, ...]:
    """Return the outermost quotations of one paragraph, in order; offsets are raised by `offset`."""
    spans: list[Span] = []
    start: int | None = None
    k = 0
    first = len(text) - len(text.lstrip())
    while mark := _MARK.search(text, k):
        k = mark.start()
        width = _double(text, k)
        if width:
            if start is None:
                if _opens(text, k, width):
                    start = k + width
                elif not spans and _closes(text, k, width) and not _inches(text, k):
                    spans.append(Span(first, k))  # its opening mark was lost on the way
            elif _opens(text, k, width) and not _closes(text, k, width):
                spans.append(Span(start, _sentence_end(text, start, k)))  # its closing mark was lost
                start = k + width
            else:
                spans.append(Span(start, k, resumed=start - width == first))
                start = None
            k += width
            continue
        if start is None and (end := _single_end(text, k)) is not None:
            spans.append(Span(k + 1, end, resumed=k == first))
            k = end
        k += 1
    if start is not None:
        spans.append(Span(start, len(text.rstrip()), open=True, resumed=start - 1 <= first))
    return tuple(Span(s.start + offset, s.end + offset, s.open, s.resumed) for s in spans if s.start < s.end)


def _double(text: str, k: int) -> int:
    """The length of the double quotation mark at a place: 1, 2 for `` and '', 0 for none."""
    if text[k] in DOUBLE:
        return 1
    pair = text[k : k + 2]
    return 2 if pair in ("``", "''", "´´", "‘‘", "’’") else 0


def _opens(text: str, k: int, width: int) -> bool:
    """Whether a mark may begin a quotation: nothing but space or a bracket before, a word after."""
    before, after = text[k - 1] if k else " ", text[k + width : k + width + 1]
    if not after or after.isspace():
        return False
    return before.isspace() or before in _BEFORE_OPENING or before in SINGLE


def _closes(text: str, k: int, width: int) -> bool:
    """Whether a mark may end a quotation: a word or full stop before, no word after."""
    before, after = text[k - 1] if k else " ", text[k + width : k + width + 1]
    return not before.isspace() and not after.isalnum()


def _inches(text: str, k: int) -> bool:
    """Whether a straight mark or prime measures: 6'2", 12"."""
    return text[k] in '"″' and k > 0 and text[k - 1].isdigit()


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where a quotation whose closing mark is lost ends: with its first sentence."""
    for k in range(start, end):
        if text[k] in ".!?" and text[k + 1 : k + 2].isspace():
            return k + 1
    return start  # nothing that could be told: the quotation is left out


def _single_end(text: str, k: int) -> int | None:
    """Where the single quotation opened at a place ends; None where the mark is an apostrophe.

    A mark after a full stop or comma ends it for certain; one after "s" may be a possessive plural
    ("the players' union") and counts only where no later one does.
    """
    if not _opens(text, k, 1) or _elides(text, k):
        return None
    if text[k] in "’´" and (k == 0 or text[k - 1].isspace()):
        return None  # ’cause, rock ’n’ roll: a closing shape before a word drops letters
    doubtful = None
    for j in range(k + 2, min(len(text), k + _LONGEST_SINGLE)):
        mark = text[j]
        if mark in DOUBLE or (mark in SINGLE and _opens(text, j, 1) and not _elides(text, j)):
            break
        if mark in SINGLE and not text[j - 1].isspace() and not text[j + 1 : j + 2].isalnum():
            if text[j - 1] not in "sS":
                return j
            doubtful = doubtful or j
    return doubtful


def _elides(text: str, k: int) -> bool:
    """Whether a single mark stands for dropped letters: 'em, '90s."""
    rest = text[k + 1 : k + 12]
    word = rest.split()[0].strip(".,;:!?") if rest.split() else ""
    return word[:1].isdigit() or word.casefold() in words("quotes", "elisions")
