"""The names that an article has shown, by which its short forms and headings are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reconcile.names.fold import edits
from reconcile.names.mention_lexicon import (
    demonym_of,
    ends_organisation,
    ends_place,
    is_acronym,
    is_common,
    is_organisation,
    is_title,
    place_of,
    plain,
    word_list,
)
from reconcile.names.mention_pieces import Piece
from reconcile.names.mention_runs import is_generation, written
from reconcile.values import Kind

Form = Literal["name", "short", "acronym", "pronoun", "noun"]
_KINDS: Mapping[str, Kind] = {
    "person": "person", "place": "place", "organisation": "organisation", "acronym": "organisation"
}  # fmt: skip
_SLIP_LEAST = 5  # letters: in shorter words one letter makes another name
_SMALL_TAIL = 2  # small words at the end of an organisation's name
_LONGEST = 8  # words of a name that a heading is searched for


@dataclass(frozen=True)
class Known:
    """Names by folded text: what each names, and the single words that names of each kind give."""

    kinds: Mapping[str, Kind]
    counts: Mapping[str, int]
    person_words: frozenset[str]
    family_names: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]

    def kind(self, name: str) -> Kind | None:
        """Return what a name as written names, or None where the article does not show it."""
        low = plain(name).casefold()
        if low in self.person_words:
            return "person"
        if found := self.kinds.get(low):
            return found
        if place_of(name) or demonym_of(name) or demonym_of(name.title()) or low in self.place_words:
            return "place"
        if is_organisation(name) or low in self.organisation_words:
            return "organisation"
        return None

    def form(self, name: str) -> Form:
        """Return the form of a known name: "short" where it is a word of a longer one."""
        low = plain(name).casefold()
        if low in self.person_words:
            return "short"
        if low in self.kinds or place_of(name) or is_organisation(name):
            return "acronym" if is_acronym(name) and self.kind(name) == "organisation" else "name"
        return "short"

    def is_piece(self, name: str) -> bool:
        """Whether a word is the family name of a person who is named in full."""
        return plain(name).casefold() in self.family_names

    def near_person(self, name: str) -> bool:
        """Whether a word is one typing slip away from a word of a person's name ("Martni" for Martin)."""
        low = plain(name).casefold()
        plural = low.endswith("s") and low[:-1] in self.person_words
        if len(low) < _SLIP_LEAST or low in self.kinds or is_common(name) or plural:
            return False
        return any(len(w) >= _SLIP_LEAST and w[0] == low[0] and edits(w, low) == 1 for w in self.person_words)

    def shortens(self, name: str) -> bool:
        """Whether a word after "the" shortens a known organisation ("the Times")."""
        return plain(name).casefold() in self.organisation_words

    def has(self, place: str) -> bool:
        """Whether a place, by the name that it is filed under, is in the article."""
        return place.casefold() in self.kinds

    def count(self, name: str) -> int:
        """How often a name stands in running text."""
        return self.counts.get(plain(name).casefold(), 0)

    def small_tail(self, row: Sequence[Piece], i: int, j: int) -> int:
        """Return how many small words after row[i:j] complete an organisation that is known in capitals.

        "Elm River bank" beside "Elm River Bank"; 0 where none does.
        """
        if row[j - 1].owns:
            return 0
        for n in range(min(_SMALL_TAIL, len(row) - j), 0, -1):
            small = row[j : j + n]
            if any(p.gap != " " or p.capital for p in small) or any(p.owns for p in small[:-1]):
                continue
            if self.kinds.get(plain(written(row[i : j + n])).casefold()) == "organisation":
                return n
        return 0

    def longest(self, row: Sequence[Piece], i: int) -> int:
        """Return how many words from row[i] on are one known name, 0 for none."""
        for n in range(min(_LONGEST, len(row) - i), 0, -1):
            words = row[i : i + n]
            if any(p.gap.strip(" \n") for p in words[1:]) or any(p.owns for p in words[:-1]):
                continue
            name = written(words)
            if n == 1 and is_common(name) and not (self.is_piece(name) and (i or words[0].owns)):
                continue
            if self.kind(name):
                return n
        return 0


def known_names(drafts: Iterable[tuple[str, str]], voted: Mapping[str, str]) -> Known:
    """Return what the drafts' names (name, sort) and the votes over the article make known."""
    kinds: dict[str, Kind] = {}
    counts: Counter[str] = Counter()
    for name, sort in drafts:
        low = plain(name).casefold()
        counts[low] += 1
        kind = _KINDS.get(sort) or _KINDS.get(voted.get(name, ""))
        if sort == "acronym" and voted.get(name) == "place":
            kind = "organisation"
        if sort == "demonym":
            kinds.setdefault(demonym_of(name).casefold(), "place")
        elif kind and not (kind == "person" and " " not in low and low in kinds):
            kinds.setdefault(low, kind)
            if sort == "place":
                kinds.setdefault(place_of(name).casefold() or low, "place")
    persons = [low.split() for low, kind in kinds.items() if kind == "person"]
    return Known(
        kinds,
        counts,
        frozenset(w for p in persons for w in _words_of_person(p)),
        frozenset(w for p in persons for w in _words_of_person(p)[-1:] + p[:1]),
        frozenset(
            w for low, kind in kinds.items() if kind == "organisation" for w in _short_organisation(low)
        ),
        frozenset(w for low, kind in kinds.items() if kind == "place" for w in _short_place(low)),
    )


def _words_of_person(words: list[str]) -> list[str]:
    return [
        w
        for w in words
        if len(w.strip(".")) > 1
        and not is_generation(w.title())
        and not is_generation(w.upper())
        and w not in word_list("connector")
        and not is_title(w.title() + ".")
    ]


def _short_organisation(low: str) -> list[str]:
    """The Times (the Harbor Times), Norcross (Norcross Mills Ltd.): the first or last word alone."""
    words = low.split()
    if len(words) < 2:
        return []
    first, last = words[0], words[-1]
    found = (
        [last]
        if last.title() in ("Times", "Post", "Tribune", "Journal", "Herald", "Guardian", "Gazette")
        else []
    )
    legal = last.rstrip(".").upper() in {w.rstrip(".").upper() for w in word_list("organisation_suffix")}
    if (
        (legal or last in ("bank", "telecom", "airlines", "hospital"))
        and not is_common(first)
        and not place_of(first.title())
    ):
        found.append(first)
    if legal and len(words) == 3:
        found.append(f"{first} {words[1]}")
    return found


def _short_place(low: str) -> list[str]:
    """Tolmar (Tolmar County): the words before the head."""
    words = low.split()
    if (
        len(words) == 2
        and ends_place(words[1].title())
        and not is_common(words[0])
        and not ends_organisation(words[0].title())
    ):
        return [words[0]]
    return []
