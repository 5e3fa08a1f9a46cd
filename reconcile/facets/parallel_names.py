"""Names that stand for each other in parallel wording, those that no other sentence makes known included.

A surname that an article gives once, at the head of a sentence ("Oakes said …"), is found by no name
finder. Where all words around it are the same as around a person's name in the other article, the place
says that it is a name, and of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from reconcile.data import words
from reconcile.facets.parallel import NAMING, swaps
from reconcile.facets.people_names import one_part, parts
from reconcile.facets.place_spots import Level, level
from reconcile.values import Evidence, Kind, Mention, Pair, Severity, Token, View
from reconcile.words import APOSTROPHES, stop_words

LONGEST_NAME = 9  # words, of a name that is known ("Center for Strategic and International Studies")
LONGEST_RUN = 4  # capitals that nothing knows; a longer run of them is a headline
# At or above, two names may be spellings of one: Kadhafi / Gaddafi 71, Yeltsin / Jelzin 62.
SPELLING = 60
SHORT = 3  # letters: romanisations as short as this may share none (Lee, Ri and Yi)
LEVELS = ("country", "state", "metro")  # of two names of one of these, the one place is never the other
# Endings of the plurals that news begins a sentence with ("Residents"); "Sanders" falls with them.
_PLURALS = tuple(
    "als ans ants ars ats eers ents ers ians ics ies ists ives men ons ors people rts ses ts".split()
)
_POSSESSIVE = tuple(f"{mark}{s}" for mark in APOSTROPHES for s in ("s", ""))


class Name(NamedTuple):
    """A name at a place of parallel wording: its span and words, and its mention where it is one."""

    start: int
    end: int
    text: str
    mention: Mention | None

    @property
    def kind(self) -> Kind | None:
        """The kind that the name is filed under; None where it is found by its place alone."""
        return self.mention.kind if self.mention else None


def misnamed(pair: Pair) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield two names of persons, of bodies, or that nothing knows, that stand for each other."""
    for one, other in _facing(pair):
        if "person" in (one.kind, other.kind):
            one, other = _unless_lone(pair, one), _unless_lone(pair, other)
        kinds = {one.kind, other.kind}
        if kinds == {None}:  # a capital inside a sentence is a name's, whatever it names
            named = _inside(pair.left, one) and _inside(pair.right, other)
        else:
            named = kinds in ({"person"}, {"person", None}, {"organisation"}, {"organisation", None})
        if named and not _one_name(pair, one, other):
            yield _evidence(pair.left, one), _evidence(pair.right, other)


def _inside(view: View, name: Name) -> bool:
    """Whether a name stands after a plain word, where no rule but a name's makes a capital."""
    before = max((t for t in view.tokens if t.end <= name.start), key=lambda t: t.start, default=None)
    return before is not None and bool(before.stem) and before.text.islower()


def misplaced(pair: Pair) -> Iterator[tuple[Severity, Evidence, Evidence]]:
    """Yield two places that stand for each other, with how grave it is.

    Two countries, states, large cities or streets exclude each other. Of two names of no known level the one
    may be a part of the other: they exclude each other where neither source has the other's anywhere, and
    are a tension where the one has, or one of them is a large city.
    """
    for one, other in _facing(pair):
        mine, theirs = place_level(one.text), place_level(other.text)
        if _one_place(pair, one, other):
            continue
        if "place" in (one.kind, other.kind):
            one, other = _unless_lone(pair, one, "place"), _unless_lone(pair, other, "place")
        placed = {one.kind, other.kind} in ({"place"}, {"place", None})
        if (mine == theirs and mine in LEVELS) or (placed and mine == theirs == "street"):
            yield "conflict", _evidence(pair.left, one), _evidence(pair.right, other)
        elif placed and {mine, theirs} <= {"place", "metro"}:
            own = _own(pair, one, pair.right), _own(pair, other, pair.left)
            if all(own) or (any(own) and mine == theirs and _wide(one) == _wide(other)):
                grave: Severity = "conflict" if all(own) and mine == theirs else "tension"
                yield grave, _evidence(pair.left, one), _evidence(pair.right, other)


def _own(pair: Pair, name: Name, far: View) -> bool:
    """Whether the other source names a place nowhere."""
    entity = pair.names.get(name.mention.entity or "") if name.mention else None
    return entity is None or all(v.source != far.source.id for v in entity.variants)


def _wide(name: Name) -> bool:
    """Whether a place says that it holds others: "Tarrow County"."""
    return not set(name.text.casefold().split()).isdisjoint(words("place_words", "generic"))


def _one_place(pair: Pair, one: Name, other: Name) -> bool:
    """As `_one_name`, by the words that tell two places apart: "Mill Street" is not "Abbey Street"."""
    mine, theirs = _telling(one), _telling(other)
    if one.mention and other.mention and one.mention.entity == other.mention.entity:
        return True
    if set(mine) <= set(theirs) or set(theirs) <= set(mine) or _initials(one.text, other.text):
        return True
    return ratio(" ".join(mine), " ".join(theirs)) >= SPELLING


def _telling(name: Name) -> tuple[str, ...]:
    own = tuple(w.rstrip(".") for w in name.text.casefold().split())
    return (
        tuple(w for w in own if w not in words("place_words", "generic") | words("place_words", "streets"))
        or own
    )


def place_level(name: str) -> Level:
    """Return the level of a place's name as written, short forms ("U.S.") among them."""
    folded = name.casefold().removeprefix("the ").replace(".", "")
    return "country" if folded in words("place_words", "country_short") else level(tuple(folded.split()))


def _facing(pair: Pair) -> Iterator[tuple[Name, Name]]:
    for swap in swaps(pair, LONGEST_NAME):
        one, other = _name(pair.left, swap.left), _name(pair.right, swap.right)
        if one is not None and other is not None:
            yield one, other


def _name(view: View, span: tuple[int, int]) -> Name | None:
    """The name that fills a run, without titles before it and a possessive after it; None where none does."""
    run = [t for t in view.tokens if t.stem and span[0] <= t.start and t.end <= span[1]]
    run = run[1:] if run and run[0].lower == "the" else run  # "Norway" / "the U.S."
    mention = next((m for m in view.mentions if m.form in NAMING and _fills(m, run)), None)
    while len(run) > 1 and _is_title(run[0]) and (mention is None or run[0].end <= mention.start):
        run = run[1:]
    if not run or (mention is None and (len(run) > LONGEST_RUN or not all(_may_name(t) for t in run))):
        return None
    if mention is not None and mention.role == "byline":
        return None
    if mention is None and not _stands_alone(view, run):
        return None
    start, end = run[0].start, run[-1].end - _tail(run[-1].text)
    text = view.statement.text[start - view.statement.start : end - view.statement.start]
    return Name(start, end, text, mention if mention and mention.entity else None)


def _fills(mention: Mention, run: list[Token]) -> bool:
    """Whether a mention is the run, but for a title before it and a possessive after it."""
    inside = [t for t in run if mention.start <= t.start]
    if not inside or inside[0].start != mention.start or not inside[0].text[0].isupper():
        return False
    return mention.end >= inside[-1].end - _tail(inside[-1].text) and mention.end <= run[-1].end


def _tail(word: str) -> int:
    """How many letters of a word are a possessive."""
    return next((len(p) for p in _POSSESSIVE if word.endswith(p)), 0)


def _may_name(token: Token) -> bool:
    if not token.text[:1].isupper() or any(c.isdigit() for c in token.text):
        return False
    return token.lower not in stop_words() and token.text not in words("mentions_words", "calendar")


@cache
def _titles() -> frozenset[str]:
    return words("titles", "before") | words("roles", "heads")


def _is_title(token: Token) -> bool:
    return token.lower.rstrip(".") in _titles()


def _stands_alone(view: View, run: list[Token]) -> bool:
    """Whether capitals that nothing knows are a whole name: no part of a longer one, no common word."""
    before = max((t for t in view.tokens if t.end <= run[0].start), key=lambda t: t.start, default=None)
    after = min((t for t in view.tokens if t.start >= run[-1].end), key=lambda t: t.start, default=None)
    if (before and before.stem and _may_name(before) and not _is_title(before)) or (after and _joins(after)):
        return False
    if any(m.start < run[-1].end and run[0].start < m.end and m.form in NAMING for m in view.mentions):
        return False  # a mention that is not the run: a part of something else
    if any(
        t.lower in words("mentions_words", "common") or t.text in words("mentions_words", "no_name")
        for t in run
    ):
        return False
    if any(_is_title(t) or t.lower in words("voices", "bodies") for t in run):
        return False
    initial = before is None or not before.stem or not before.text[0].isalnum()
    return not (initial and len(run) == 1 and _may_be_plural(run[0]))


def _may_be_plural(token: Token) -> bool:
    """Whether a word at the head of a sentence may be a plain plural: "Residents said" names nobody."""
    if len(token.text) < 3 or token.lower.endswith(_PLURALS):
        return True
    return token.lower.endswith("s") and token.lower[:-1] in words("mentions_words", "common")


def _joins(token: Token) -> bool:
    return bool(token.stem) and _may_name(token)


def _unless_lone(pair: Pair, name: Name, kind: Kind = "person") -> Name:
    """The name, its mention off where one word was filed as another `kind` for its capital alone."""
    entity = pair.names.get(name.mention.entity or "") if name.mention else None
    if entity is None or entity.kind == kind or " " in name.text or name.text.isupper():
        return name
    known = any(" " in v.text or v.text.isupper() for v in entity.variants)
    known = known or place_level(name.text) in LEVELS
    known = known or sum(v.count for v in entity.variants) > 2
    listed = name.mention is not None and bool(name.mention.role or name.mention.title)
    return name if known or listed else name._replace(mention=None)


def _one_name(pair: Pair, one: Name, other: Name) -> bool:
    """Whether two names may be one: one entity, a part in common, spellings of one, or one's other name."""
    a, b = one.mention, other.mention
    if a and b and a.entity == b.entity:
        return True
    if _is_acronym(one.text) and _is_acronym(other.text):
        short, long = sorted((one.text.replace(".", ""), other.text.replace(".", "")), key=len)
        return long.startswith(short) and len(long) - len(short) < 2  # US and USA, not UN and UNESCO
    mine, theirs = parts(one.text), parts(other.text)
    if any(one_part(x, y) for x in mine for y in theirs) or _initials(one.text, other.text):
        return True
    if ratio(" ".join(mine), " ".join(theirs)) >= SPELLING:
        return True
    if not (a and b) and max(map(len, (*mine, *theirs)), default=0) <= SHORT:
        return True
    return _also(pair, a, theirs) or _also(pair, b, mine)


def _is_acronym(text: str) -> bool:
    return text.isupper() and " " not in text and len(text) > 1


def _initials(one: str, other: str) -> bool:
    """Whether one name is the other's initials: "UN" for United Nations."""
    made = [
        "".join(w[0] for w in t.replace("-", " ").split() if w[0].isupper()).casefold() for t in (one, other)
    ]
    bare = [t.replace(".", "").casefold() for t in (one, other)]
    return bare[0] == made[1] or bare[1] == made[0]


def _also(pair: Pair, mention: Mention | None, other: tuple[str, ...]) -> bool:
    """Whether the one is called so too: "Donald" beside "Trump"."""
    entity = pair.names.get(mention.entity or "") if mention else None
    return entity is not None and any(set(parts(v.text)) & set(other) for v in entity.variants)


def _evidence(view: View, name: Name) -> Evidence:
    return Evidence(view.source.id, name.start, name.end, name.text)
