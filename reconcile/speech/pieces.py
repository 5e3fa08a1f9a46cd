"""A statement as a row of pieces: words, marks, and every quotation as one piece.

Reading who said what needs little grammar once what stands between quotation marks is out of the way.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from reconcile.data import table
from reconcile.values import Quotation, Statement, Token
from reconcile.words import APOSTROPHES, tokenize

from .marks import DOUBLE, SINGLE

_WORDLIKE = frozenset("$%&€£¥#@/’'") | frozenset(APOSTROPHES)


class Piece(NamedTuple):  # made for every word of every article, at a third of a dataclass's price
    """A word, a mark or a whole quotation (with its marks) of a statement."""

    start: int
    end: int
    text: str
    lower: str
    stem: str
    kind: Literal["word", "mark", "quote"]

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter or a figure."""
        return self.kind == "word" and (self.text[:1].isupper() or self.text[:1].isdigit())


def pieces(statement: Statement, quotations: tuple[Quotation, ...]) -> tuple[Piece, ...]:
    """Return the pieces of a statement in order; full stops inside it (Mr., U.S.) are left out."""
    spans = [_with_marks(statement, q) for q in quotations]
    found: list[Piece] = []
    tokens = tokenize(statement.text, statement.start)
    at = 0
    for start, end in [*spans, (statement.end, statement.end)]:
        while at < len(tokens) and tokens[at].start < start:
            token = tokens[at]
            if token.stem:
                found.append(Piece(token.start, token.end, token.text, token.lower, token.stem, "word"))
            elif _is_mark(tokens, at):
                found.append(Piece(token.start, token.end, token.text, token.text, "", "mark"))
            at += 1
        while at < len(tokens) and tokens[at].end <= end:
            at += 1
        if end > start:
            text = statement.text[start - statement.start : end - statement.start]
            found.append(Piece(start, end, text, "", "", "quote"))
    return tuple(found)


def _with_marks(statement: Statement, quotation: Quotation) -> tuple[int, int]:
    start, end, text, base = quotation.start, quotation.end, statement.text, statement.start
    while start > base and (text[start - 1 - base] in DOUBLE + SINGLE or text[start - 1 - base].isspace()):
        start -= 1
        if text[start - base] in DOUBLE + SINGLE and text[start - 1 - base : start - base].isspace():
            break
    while end < statement.end and text[end - base] in DOUBLE + SINGLE:
        end += 1
    return start + len(text[start - base : end - base]) - len(text[start - base : end - base].lstrip()), end


def _is_mark(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token that is no word parts or ends clauses: no quotation mark, no stop of "Mr."."""
    token = tokens[at]
    if token.text in _WORDLIKE or token.text in DOUBLE + SINGLE:
        return False
    if token.text == "." and at < len(tokens) - 1:
        return False
    inside = 0 < at < len(tokens) - 1
    tied = inside and tokens[at - 1].end == token.start and token.end == tokens[at + 1].start
    return not (tied and token.text in "-‐‑")  # "18-year-old" comes as "18", "-", "year-old"


@cache
def cue_forms() -> dict[str, tuple[str, str]]:
    """Return the base form and kind of every written form of a cue verb: "denied" → ("deny", "deny")."""
    irregular: dict[str, str] = table("irregular")["forms"]
    forms: dict[str, tuple[str, str]] = {}
    for kind, row in sorted(table("speech")["kinds"].items()):
        for base in row["verbs"]:
            for form in _inflected(base):
                forms[form] = (base, kind)
            forms.update({form: (base, kind) for form, of in irregular.items() if of == base})
    return forms


@cache
def past_forms() -> frozenset[str]:
    """Return the irregular forms of verbs and nouns that a stemmer does not reach: "left", "wrote"."""
    return frozenset(table("irregular")["forms"]) - {"children", "men", "people", "women"}


def _inflected(base: str) -> tuple[str, ...]:
    """The regular forms of a verb, some of them never written: they match nothing."""
    root = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    doubled = base + base[-1]
    return base, base + "s", base + "es", root + "ed", root + "ing", doubled + "ed", doubled + "ing"


@cache
def grammar(*keys: str) -> frozenset[str]:
    """Return the grammar lists of speech.toml as one set, for membership tests."""
    return frozenset(word for key in keys for word in table("speech")["grammar"][key])
