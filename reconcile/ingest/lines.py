"""Text → lines → units: the runs of text that are paragraphs by their line breaks.

News texts come in three shapes: paragraphs between blank lines, one paragraph a line, and prose
broken at a fixed width (e-mail, pdf). The third is told from the second by its line ends: prose
that is broken goes on with a lower-case letter, a paragraph almost never begins with one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# The breaks of str.splitlines, so that no kind of line end hides inside a paragraph.
_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
TERMINAL = ".!?…。！？"
CLOSING = "\"'”’»)]}*_"
RUN_ON = 0.3  # share of line ends that go on in lower case: broken prose 0.6 to 0.8, else under 0.05
FULL = 0.75  # of the usual width: a shorter line in broken prose is the last of its paragraph
LEAST = 3  # line ends, below which their share says nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the lines of one paragraph, bare of white space; `gap`: a blank line stands before."""

    start: int
    end: int
    text: str
    gap: bool = True


def lines(text: str, offset: int = 0) -> tuple[Line, ...]:
    """Return the lines of `text` from `offset` on that hold more than white space."""
    found: list[Line] = []
    for m in _LINE.finditer(text, offset):
        bare = m.group().strip()
        if not bare:
            continue
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        gap = not found or len(_BREAK.findall(text, found[-1].end, start)) > 1
        found.append(Line(start, start + len(bare), bare, gap))
    return tuple(found)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does: a full stop or its kin, closing marks aside."""
    return text.rstrip(CLOSING)[-1:] in tuple(TERMINAL)


def units(text: str, offset: int = 0) -> tuple[Line, ...]:
    """Return the paragraphs of `text` from `offset` on: its lines, joined where a width broke them."""
    single = lines(text, offset)
    joints = [(a, b) for a, b in pairwise(single) if not b.gap]
    running = sum(1 for a, b in joints if not ends_sentence(a.text) and b.text[0].islower())
    if len(joints) < LEAST or running < RUN_ON * len(joints):
        return single
    width = sorted(len(a.text) for a, _ in joints)[len(joints) * 3 // 4]
    joined: list[Line] = []
    first = 0
    for i in range(1, len(single) + 1):
        if i < len(single) and _goes_on(single[i - 1], single[i], width):
            continue
        start, end = single[first].start, single[i - 1].end
        joined.append(Line(start, end, text[start:end], single[first].gap))
        first = i
    return tuple(joined)


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph of broken prose runs on into the next line."""
    if following.gap:
        return False
    if following.text[0].islower():
        return True
    return len(line.text) >= FULL * width
