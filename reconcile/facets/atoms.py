"""Atoms: a statement cut finer than words, for the grammars of figures and dates.

Why not the statement's tokens: "four-year-old", "two-thirds" and "mid-1990s" are one word each to
the aligner, and three atoms to a grammar.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reconcile.facets.remembered import briefly
from reconcile.values import View
from reconcile.words import APOSTROPHES, DASHES

# A number keeps thousands separators (a comma, a blank that does not break) and a decimal part; a word
# keeps inner apostrophes; initials keep their full stops (p.m., U.S.); any other mark stands alone. No
# alternative can match the same text in two ways, so the scan is linear.
_ATOM = re.compile(
    r"(?P<number>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<word>(?:[^\W\d_]\.){{2,}}|[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)?|[^\W\d_])"
    r"|(?P<mark>[^\w\s]|_|\w)"
)


class Atom(NamedTuple):
    """A number, word or mark; `glued` says that no white space stands before it."""

    start: int
    end: int
    text: str
    lower: str
    kind: Literal["number", "word", "mark"]
    glued: bool

    @property
    def dash(self) -> bool:
        """Whether this is a hyphen or dash."""
        return self.text in DASHES

    @property
    def capital(self) -> bool:
        """Whether this is a word that starts with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


def cut(text: str, offset: int = 0) -> tuple[Atom, ...]:
    """Return the atoms of a text; offsets are raised by `offset`."""
    found: list[Atom] = []
    last = -1
    for m in _ATOM.finditer(text):
        word = m.group()
        kind: Literal["number", "word", "mark"] = (
            "number" if m.lastgroup == "number" else "word" if m.lastgroup == "word" else "mark"
        )
        found.append(
            Atom(m.start() + offset, m.end() + offset, word, word.casefold(), kind, m.start() == last)
        )
        last = m.end()
    return tuple(found)


@briefly
def atoms_of(view: View) -> tuple[Atom, ...]:
    """Return the atoms of a statement, at their offsets in the article."""
    return cut(view.statement.text, view.statement.start)


def lower(atoms: tuple[Atom, ...], index: int) -> str:
    """Return the folded text of the atom at an index; '' outside."""
    return atoms[index].lower if 0 <= index < len(atoms) else ""


def phrase(atoms: tuple[Atom, ...], index: int, size: int) -> str:
    """Return `size` folded atoms from an index on, joined by blanks; '' where there are not so many."""
    if index < 0 or index + size > len(atoms):
        return ""
    return " ".join([a.lower for a in atoms[index : index + size]])
