"""Names that no source has: of people, places and organisations, and of what the name stage does not name."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from reconcile.data import table
from reconcile.support.known import Detail, Known
from reconcile.values import Mention, Token, View
from reconcile.words import stem, stop_words

NAMED = ("name", "acronym", "short")
LEAST_NAME = 4  # letters of a capitalised word that is a name and no label ("Unit B")
ALIKE = 0.7  # of their letters: one name in two spellings ("Sanaa", "Sana'a")
CAPITALS = 0.5  # share of capitalised words from which a statement is a headline, and capitals say nothing


def strange_names(view: View, known: Known) -> Iterator[Detail]:
    """Yield the names of a statement that no source has in any form.

    A demonym counts as the name of its place. Of a longer name one word may be the draft's own, where
    a source has another name with the same last word ("Orla Media", "Brix Media").
    """
    for m in view.mentions:
        if m.entity in known.entities or not _names(m):
            continue
        held = [t for t in view.tokens if m.start <= t.start < m.end and t.stem]
        if held and (not any(known_word(t, known) for t in held) or _other_first(held, known)):
            yield Detail(m.start, m.end, "name", "name")
    for token, after in _capitalised(view):
        if not known_word(token, known) and _rival(token, after, known):
            yield Detail(token.start, token.end, "name", "name")


def _rival(token: Token, after: Token, known: Known) -> bool:
    """Whether other names, spelled unlike, stand before the same word in the sources ("Orla pickups")."""
    rivals = known.capitals.get(after.stem, ())
    return bool(rivals) and not any(_spelled_alike(token.lower, r) for r in rivals)


def _spelled_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def known_word(token: Token, known: Known) -> bool:
    """Whether a source has the word, in any case."""
    return token.stem in known.stems


def _names(m: Mention) -> bool:
    if m.form == "noun":
        return m.kind == "place" and m.text[:1].isupper()
    return m.form in NAMED and m.entity is not None


def _other_first(held: list[Token], known: Known) -> bool:
    """Whether the first word is the draft's own, and the rest ends a name of the sources too."""
    if len(held) < 2 or known_word(held[0], known):
        return False
    rest = [t.lower for t in held[1:]]
    return any(n.text.casefold().split()[1:] == rest for n in known.names)


def _capitalised(view: View) -> Iterator[tuple[Token, Token]]:
    """Words in capitals that no mention covers (names of products), each with the word after it."""
    words = [t for t in view.tokens if t.stem]
    capitals = sum(t.text[:1].isupper() for t in words)
    if view.statement.part == "headline" or capitals > CAPITALS * len(words):
        return
    for before, token, after in zip(view.tokens, view.tokens[1:], view.tokens[2:], strict=False):
        if not token.text[:1].isupper() or len(token.text) < LEAST_NAME or not before.stem or not after.stem:
            continue
        if token.lower in stop_words() or after.lower in stop_words() or token.stem in _common():
            continue
        if not any(m.start <= token.start < m.end for m in view.mentions):
            yield token, after


@cache
def _common() -> frozenset[str]:
    """Words that news capitalises without naming anything: titles, offices, days."""
    listed = [*table("roles")["heads"], *table("roles")["portfolios"], *table("roles")["units"]]
    return frozenset(
        stem(w) for w in [*listed, *table("support")["calendar"], *table("support")["capitalised"]]
    )
