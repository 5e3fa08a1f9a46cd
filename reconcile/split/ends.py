"""Where pysbd ends a sentence inside a block, asked no more than it has to be.

pysbd runs some hundred and fifty patterns over each paragraph, and one or two for each of 190 abbreviations
whose letters stand anywhere in it. So a paragraph of plain words, commas and full stops, in which none of its
rules can apply, is cut here (`_plain`), and of its abbreviations it is given those alone that stand before a
full stop. The cuts are the same; tests/test_split_ends.py holds them against pysbd's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from reconcile.data import words

MARKS = '"“”„‟″〝〞«»＂'
QUOTE_ENDS = MARKS + "’'"
# A line break inside a block is prose wrapped at a width; pysbd would end a sentence there.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANK_MARKS = str.maketrans(dict.fromkeys(MARKS + _BREAKS, " "))
_SINGLE_MARKS = re.compile(r"(?<!\w)['‘’`]|['’](?!\w)")  # at the edge of a word: no apostrophe, or a last one
_CLOSERS = re.compile(rf"[{MARKS}’'`)\]]+")
# `… him. (He was late. Nobody knew.) She left`: brackets around whole sentences keep none of them together.
_ASIDE = re.compile(r"[(\[](?=[^\W\d_])[^()\[\]]*[.!?][”\"’']?[)\]]")
# Where pysbd sees an abbreviation or a pause: after an acronym or ellipsis, and before "I" ("man." Manitoba).
_MISSED = re.compile(r"(?:\b(?:[A-Z]\.){2,}|(?<=\w)(?:…|\.{3,4}))[”\"]?(?=\s+[“\"]?([A-Z]\w*))")
_BEFORE_I = re.compile(r"\b[a-z]{2,}\.[”\"]?(?=\s+[“\"]?I(?![\w.]))")
_LONGEST_RUN = 4_000  # characters that pysbd is given at once (it is quadratic); no paragraph is so long
# No mark that pysbd has a rule for but the full stop, and that only inside a figure, at the end, and after
# two small letters where a capital follows.
_PLAIN = re.compile(
    r" *[A-Za-z0-9](?:[A-Za-z0-9À-ž ,;:’'$%–—]|-(?!-)|(?<=[0-9])\.(?=[0-9])|(?<=[a-z]{2})\.(?= +[A-Z]))*\.? *"
)
_STOP = re.compile(r"(?<=\.) +(?=[A-Z])")
_STOPPED = re.compile(r"([^ .]+)\. ")  # the words before them
_ALIKE = str.maketrans("ıſİ", "isi")  # what `re.IGNORECASE` takes for these letters, and `lower` does not


def cuts(text: str) -> Iterator[int]:
    """Yield where a sentence ends inside a block, closing marks included, in order."""
    for offset, run in _runs(text):
        for end in sorted({*_pysbd_cuts(run), *_missed_cuts(run)}):
            yield offset + end
        if offset + len(run) < len(text):
            yield offset + len(run)


def _pysbd_cuts(run: str) -> Iterator[int]:
    blanked = _blanked(run)
    position = 0
    for piece in _pieces(blanked):
        bare = piece.strip()
        found = blanked.find(bare, position)
        if not bare or found < 0:  # pysbd rewrote the piece: its end cannot be pointed at
            continue
        position = found + len(bare)
        closers = _CLOSERS.match(run, position)
        end = closers.end() if closers else position
        if end < len(run):
            yield end


def _pieces(blanked: str) -> Iterable[str]:
    """The sentences of a run as pysbd gives them."""
    if _plain(blanked):
        return _STOP.split(blanked)
    # Not segment(): it looks for each piece from the start of the text, as we do from where we are.
    pieces: Iterable[str] = _pysbd().processor(blanked).process()
    return pieces


def _plain(blanked: str) -> bool:
    """Whether no rule of pysbd applies in a run but that a full stop after a word ends a sentence.

    A stop after a small word before a capital is the end wherever the word is no abbreviation.
    """
    if not _PLAIN.fullmatch(blanked):
        return False
    stopped = _STOPPED.findall(blanked)
    return not stopped or _abbreviations().isdisjoint(w.lower() for w in stopped)


@cache
def _abbreviations() -> frozenset[str]:
    from pysbd.lang.english import English

    return frozenset(English.Abbreviation.ABBREVIATIONS)


@cache
def _pysbd() -> Any:
    """pysbd for English, which looks for an abbreviation only where its letters and a full stop are."""
    import pysbd
    from pysbd.lang.english import English

    @lru_cache(maxsize=256)
    def holding(abbreviations: tuple[str, ...]) -> type[Any]:
        listed = type("Abbreviation", (English.Abbreviation,), {"ABBREVIATIONS": abbreviations})
        return type("Holding", (English,), {"Abbreviation": listed})

    class Replacer(English.AbbreviationReplacer):  # type: ignore[misc]  # pysbd ships no types
        def search_for_abbreviations_in_string(self, text: str) -> str:
            low = text.translate(_ALIKE).lower()
            held = (a for a in English.Abbreviation.ABBREVIATIONS if "." in a or f"{a}." in low)
            self.lang = holding(tuple(held))
            found: str = super().search_for_abbreviations_in_string(text)
            return found

    segmenter = pysbd.Segmenter(language="en", clean=False)
    segmenter.language_module = type("Narrowed", (English,), {"AbbreviationReplacer": Replacer})
    return segmenter


def _blanked(run: str) -> str:
    """The run without the marks that pysbd would keep sentences together for; same length."""
    letters = list(_SINGLE_MARKS.sub(" ", run.translate(_BLANK_MARKS)))
    for aside in _ASIDE.finditer(run):
        before = run[: aside.start()].rstrip().rstrip(QUOTE_ENDS + ")]")
        if not before or before[-1] in ".!?…":
            letters[aside.start()] = letters[aside.end() - 1] = " "
    return "".join(letters)


def _missed_cuts(run: str) -> Iterator[int]:
    """Yield ends of sentences that pysbd takes for abbreviations, where the next word can only open one."""
    for m in _MISSED.finditer(run):
        if m.group(1) in words("split", "openers"):
            yield m.end()
    for m in _BEFORE_I.finditer(run):
        yield m.end()


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Cut what is too long for a paragraph at a stop or space, so that no rule of pysbd can run away."""
    start = 0
    while len(text) - start > _LONGEST_RUN:
        end = start + _LONGEST_RUN
        cut = text.rfind(". ", start, end) + 1 or text.rfind(" ", start, end)
        cut = cut if cut > start else end
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
