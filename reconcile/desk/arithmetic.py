"""Sums: a total and the parts that the sentence itself declares to make it up.

Only two forms declare that. Men and women (boys and girls, adults and children) listed right behind
a number of people: "12 people, seven men and four women". And any list that is said to be all of it:
"made up of seven Danes and four Swedes", "seven Danes and four Swedes, 12 in all". Why nothing more:
"12 houses, seven barns and four cars" is a list of three things, and "including" names but some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reconcile.data import table, words
from reconcile.desk.registry import Desk, Remark, check
from reconcile.facets.atoms import Atom, cut, lower, phrase
from reconcile.facets.number_values import Figure
from reconcile.values import Reading, View

CONFIDENCE = 0.85
MOST_FIGURES = 24  # more stand in tables
_TAIL = 4  # words that may follow a part: "$7 million in cash"
_VERBS = 4  # atoms to the colon: "12 people have been hurt:"
_ENDS = (".", ";", ":", ")", "–", "—", "-", "?", "!", "”", '"')
_OPENS = (",", ":", "(", "–", "—", "-")


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement's atoms and its figures, by the atom at which each begins."""

    atoms: tuple[Atom, ...]
    figures: dict[int, Reading]

    def after(self, reading: Reading) -> int:
        """Return the index of the first atom after a reading."""
        return next((i for i, a in enumerate(self.atoms) if a.start >= reading.end), len(self.atoms))


@dataclass(frozen=True, slots=True)
class _List:
    """Parts in a row: what each counts for, its noun, whether an "and" closes the list, the atom after."""

    first: int
    figures: tuple[Figure, ...]
    nouns: tuple[str, ...]
    closed: bool
    after: int


@check("sum-mismatch", facet="number", severity="conflict")
def sums(desk: Desk) -> Iterator[Remark]:
    """Parts that the draft declares to make up a total do not add up to it.

    Asserts that the list is complete by its own words: men and women behind a number of people, or
    a list that is "made up of", or "in all". An editor cares because one of the figures is wrong, and
    any reader can see it. Example: "12 people, seven men and four women". Known gaps: totals and parts
    in different sentences, and lists of other groups that are not said to be complete.
    """
    for view in desk.views:
        atoms = cut(view.statement.text, view.statement.start)
        at = {a.start: i for i, a in enumerate(atoms)}
        found = [r for r in view.of("number") if _plain(r) and r.start in at]
        if not 2 <= len(found) <= MOST_FIGURES:
            continue
        text = _Text(atoms, {at[r.start]: r for r in found})
        for total in found:
            parts = _behind(text, total) or _before(text, total)
            if parts:
                yield from _judged(desk, view, text, total, parts)


def _plain(reading: Reading) -> bool:
    figure = reading.value
    return (
        isinstance(figure, Figure) and figure.exact and figure.kind in ("count", "money") and not figure.vague
    )


def _figure(reading: Reading) -> Figure:
    assert isinstance(reading.value, Figure)
    return reading.value


def _judged(desk: Desk, view: View, text: _Text, total: Reading, parts: _List) -> Iterator[Remark]:
    whole = _figure(total)
    made = sum(f.stated for f in parts.figures)
    # Each figure in millions may be off by half of its last digit; counts written out are exact.
    slack = sum(f.step / 2 for f in (whole, *parts.figures)) if whole.step < 1 or whole.kind == "money" else 0
    if abs(made - whole.stated) <= slack:
        return
    listed = desk.evidence(
        text.atoms[parts.first].start, text.atoms[parts.after - 1].end, f"{made:,.10g} together"
    )
    first = desk.evidence(total.start, total.end, f"{whole.stated:,.10g}")
    yield Remark(
        "conflict",
        CONFIDENCE,
        f"{desk.draft.id} says {total.text}, but its parts make {made:,.10g}.",
        (first, listed),
        (view.statement.id,),
    )


def _behind(text: _Text, total: Reading) -> _List | None:
    """The complete list that follows a total."""
    k = _opening(text.atoms, text.after(total))
    opened = lower(text.atoms, k) in _OPENS
    k += opened
    for declaring in table("desk")["sums"]["declaring"]:
        size = declaring.count(" ") + 1
        if phrase(text.atoms, k, size) == declaring:
            return _complete(text, k + size, total, tails=True)
    found = _complete(text, k, total) if opened and _noun(total.text) in words("desk", "people") else None
    return found if found and _complementary(found) else None


def _opening(atoms: tuple[Atom, ...], k: int) -> int:
    """The index of the mark that opens the list; past a verb a colon or dash: "12 people died: …"."""
    ahead = next((j for j in range(k, min(k + _VERBS, len(atoms))) if atoms[j].kind != "word"), k)
    return ahead if lower(atoms, ahead) in (":", "–", "—") else k


def _complete(text: _Text, k: int, total: Reading, *, tails: bool = False) -> _List | None:
    """The list at an index, where it is closed and nothing goes on behind it."""
    found = _parts(text, k, _figure(total), tails=tails)
    return found if found and found.closed and _ended(text.atoms, found.after) else None


def _complementary(parts: _List) -> bool:
    """Whether the nouns of a list leave nobody out: men and women, boys and girls."""
    nouns = set(parts.nouns)
    every = set().union(*table("desk")["sums"]["complements"]) | {"baby", "child", "children"}
    return nouns <= every and any(
        nouns & set(one) and nouns & set(two) for one, two in _pairs(table("desk")["sums"]["complements"])
    )


def _pairs(groups: list[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    return zip(groups[::2], groups[1::2], strict=True)


def _before(text: _Text, total: Reading) -> _List | None:
    """The list in front of a total that is said to be all: "seven men and four women, 12 in all"."""
    k = text.after(total)
    if not any(phrase(text.atoms, k, p.count(" ") + 1) == p for p in table("desk")["sums"]["closing"]):
        return None
    begin = next(i for i, r in text.figures.items() if r is total)
    for first in sorted(i for i in text.figures if i < begin):
        if lower(text.atoms, first - 1) in (",", "and", "or", "than"):
            continue  # the list has begun before, with something that is not counted
        found = _parts(text, first, _figure(total))
        if found and found.closed and found.after == begin - 1 and lower(text.atoms, begin - 1) in _OPENS:
            return found
    return None


def _parts(text: _Text, k: int, total: Figure, *, tails: bool = False) -> _List | None:
    """Read figures of the total's kind with commas and one "and" between them, from an index on."""
    figures: list[Figure] = []
    nouns: list[str] = []
    first, closed = k, False
    while True:
        part = _part(text, k, total)
        if part is None:
            return None
        figure, noun, k = part
        figures.append(figure)
        nouns.append(noun)
        k = _tail(text.atoms, k) if tails else k
        link = k + (lower(text.atoms, k) == ",")
        joined = lower(text.atoms, link) == "and"
        if closed or not (joined or (link > k and _part(text, link, total))):
            return _List(first, tuple(figures), tuple(nouns), closed, k) if len(figures) > 1 else None
        k, closed = link + joined, joined


def _part(text: _Text, k: int, total: Figure) -> tuple[Figure, str, int] | None:
    """A part at an index: a figure of the total's kind, or "a woman"; its noun and the index after it."""
    reading = text.figures.get(k)
    if reading is not None:
        figure = _figure(reading)
        if figure.part or figure.kind != total.kind or figure.stated >= total.stated:
            return None
        return figure, _noun(reading.text), text.after(reading)
    single = {w for group in table("desk")["sums"]["complements"] for w in group} | {"baby", "child"}
    if (
        total.kind == "count"
        and lower(text.atoms, k) in ("a", "an", "one")
        and lower(text.atoms, k + 1) in single
    ):
        return Figure(1, 1, True, "count", 1), lower(text.atoms, k + 1), k + 2
    return None


def _tail(atoms: tuple[Atom, ...], k: int) -> int:
    """The index after the words that say what a part is: "$7 million in cash"."""
    after = k
    while (
        after < len(atoms)
        and after < k + _TAIL
        and atoms[after].kind == "word"
        and atoms[after].lower != "and"
    ):
        after += 1
    return after


def _noun(text: str) -> str:
    found = cut(text)
    return found[-1].lower if found else ""


def _ended(atoms: tuple[Atom, ...], k: int) -> bool:
    """Whether a list is over at an index: nothing is added to it, and it is not "among them"."""
    if k >= len(atoms) or atoms[k].text in _ENDS:
        return True
    if lower(atoms, k) == ",":
        return lower(atoms, k + 1) not in words("desk", "adding")
    return lower(atoms, k) in words("desk", "verbs")
