"""Things and sorts of things that no source has: a retelling does not make rye of barley."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reconcile.data import table
from reconcile.support.known import Detail, Known
from reconcile.values import Mention, Token, View
from reconcile.words import is_word, stem, stop_words

Phrase = tuple[str, ...]
LONGEST_PHRASE = 4  # "minister of foreign affairs"
BESIDE = 3  # tokens between a name and the office or trade of whoever bears it


def things(view: View, known: Known) -> Iterator[Detail]:
    """Yield the words for a concrete thing, person or happening of a kind that no source names in any way."""
    words = [t for t in view.tokens if is_word(t)]
    taken = -1
    for n, token in enumerate(words):
        phrase = _listed(words, n)
        if n <= taken or phrase is None:
            continue
        taken = n + len(phrase) - 1
        if _named(view, token, known) or any(_told(p, known) for p in (phrase, *_excused(phrase))):
            continue
        yield Detail(token.start, words[taken].end, "event", "word")


def _listed(tokens: Sequence[Token], n: int) -> Phrase | None:
    """The longest listed phrase that begins at a word."""
    for length in range(LONGEST_PHRASE, 0, -1):
        phrase = tuple(t.lower for t in tokens[n : n + length])
        phrase = (*phrase[:-1], _singular(phrase[-1])) if phrase else ()
        if len(phrase) == length and phrase in _things():
            return tuple(map(stem, phrase))
    return None


def _singular(word: str) -> str:
    """The listed form of a word: without the possessive, and singular.

    Not its stem: "accelerated" would be an accelerator.
    """
    bare = word.removesuffix("'s").removesuffix("’s")
    cut = {"s": "", "es": "", "ies": "y"}
    forms = (bare, *(bare[: -len(end)] + new for end, new in cut.items() if bare.endswith(end)))
    return next((f for f in forms if f in _last_words()), bare)


def _told(phrase: Phrase, known: Known) -> bool:
    return all(known.holds(s) for s in phrase if len(phrase) == 1 or s not in stop_words())


def _named(view: View, token: Token, known: Known) -> bool:
    """Whether a word is part of a name, or tells who a person is whom the sources know: background."""
    own = [m for m in view.mentions if m.start <= token.start < m.end]
    if any(m.form in ("name", "acronym", "short") for m in own):
        return True
    at = next(k for k, t in enumerate(view.tokens) if t is token)
    near = view.tokens[max(0, at - BESIDE) : at + BESIDE + 1]
    return any(_beside(m, near, known) for m in view.mentions)


def _beside(mention: Mention, near: Sequence[Token], known: Known) -> bool:
    person = mention.kind == "person" and mention.form in ("name", "short")
    return (
        person
        and mention.entity in known.entities
        and any(mention.start <= t.start < mention.end for t in near)
    )


def sorts(view: View, near: Sequence[View], known: Known) -> Iterator[Detail]:
    """Yield a word that sorts the noun after it where the sources sort that noun otherwise."""
    for n, token in enumerate(view.tokens):
        kind = _sorts().get(token.stem)
        head = _head(view.tokens, n)
        if kind is None or head is None or known.holds(token.stem):
            continue
        if any(known.holds(s) for p in _excused((token.stem,)) for s in p):
            continue
        for other in near:
            rival = _rival(other, head, kind)
            if rival is not None:
                yield Detail(token.start, token.end, "event", "word", f"{other.source.id} has “{rival}”")
                break


def _head(tokens: Sequence[Token], n: int) -> str | None:
    """The stem of the noun that a word stands before, over one more word of its kind at most."""
    after = [t for t in tokens[n + 1 : n + 4] if t.text != ","]
    if not after or not after[0].stem or after[0].lower in stop_words():
        return None
    return after[0].stem


def _rival(view: View, head: str, kind: str) -> str | None:
    for n, token in enumerate(view.tokens):
        if _sorts().get(token.stem) == kind and _head(view.tokens, n) == head:
            return token.text
    return None


@cache
def _things() -> frozenset[Phrase]:
    listed = table("support_kinds")["things"].values()
    return frozenset(tuple(w.split()) for words in listed for w in words)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _things())


@cache
def _sorts() -> dict[str, str]:
    return {stem(w): kind for kind, listed in table("support_kinds")["sorts"].items() for w in listed}


@cache
def _rows() -> dict[Phrase, tuple[Phrase, ...]]:
    rows = table("support_kinds")["excused"]["same"]
    return {_phrase(row[0]): tuple(_phrase(w) for w in row[1:]) for row in rows}


def _excused(phrase: Phrase) -> tuple[Phrase, ...]:
    return _rows().get(phrase, ())


def _phrase(words: str) -> Phrase:
    return tuple(stem(w) for w in words.split())
