"""Runs of capitalised words that may hold names: "Chinese Foreign Ministry Spokesperson Wei Min"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reconcile.names.mention_lexicon import (
    demonym_of,
    ends_organisation,
    is_given,
    is_never,
    is_role,
    is_title,
    place_of,
    plain,
    word_list,
)
from reconcile.names.mention_pieces import Piece

Texts = tuple[str, ...]
Owns = tuple[bool, ...]
_NUMBERED = frozenset({"Highway", "Route", "Interstate", "Stage"})
_ROAD_DIGITS = 3  # no numbered road of the United States has more
_ROAD_BEFORE = frozenset({"along", "of", "off", "on", "onto"})
_ROAD_AFTER = frozenset({"and", "at", "between", "from", "in", "near", "on", "to", "was", "where", "when"})
# "Center for Justice", "Committee on Trade"; after other heads a phrase begins ("the Navy on Monday").
_TAKES_FOR = frozenset(
    [
        "Agency",
        "Alliance",
        "Association",
        "Board",
        "Bureau",
        "Campaign",
        "Center",
        "Centre",
        "Coalition",
        "Commission",
        "Committee",
        "Council",
        "Court",
        "Department",
        "Foundation",
        "Fund",
        "Institute",
        "Ministry",
        "Network",
        "Office",
        "Organisation",
        "Organization",
        "School",
        "Society",
        "Union",
    ]
)
_TAKES_ON = frozenset(
    [
        "Caucus",
        "Commission",
        "Committee",
        "Conference",
        "Council",
        "Institute",
        "Panel",
        "Subcommittee",
        "Christ",
    ]
)
# Months that are also given or family names (Theresa May).
CALENDAR_NAMES = ("April", "August", "June", "May")
_GENERATION = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
# "Two thirds of the words are capitals" is a heading in Title Case; names alone never make so many.
_TITLE_SHARE = 0.66
# Words of a run: no title, office and name together are longer, and a hostile text may be all capitals.
_LONGEST_RUN = 16
_TITLE_LEAST = 4  # words; shorter statements ("Kim Jong-un said") say nothing about their style


def tells_nothing(words: Sequence[Piece], text: str, heading: bool = False) -> bool:
    """Whether capitals tell nothing here: a heading in Title Case or in all capitals.

    A statement that ends with a full stop is running text, however many names it holds.
    """
    ends = (".",) if heading else (".", "!", "?")
    if text.rstrip("\"'”’) ").endswith(ends) and not text.isupper():
        return False
    long = [p for p in words if len(p.text) > 3 and p.text[0].isalpha()]
    if len(long) < _TITLE_LEAST:
        return bool(long) and len(words) > 1 and all(p.text.isupper() for p in words if p.text[0].isalpha())
    return sum(p.capital for p in long) > _TITLE_SHARE * len(long)


def runs(words: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Return the runs of capitalised words, with the small words that names hold ("of", "de", "and")."""
    found: list[tuple[Piece, ...]] = []
    i = 0
    while i < len(words):
        if not words[i].capital:
            i += 1
            continue
        j = i + 1
        while j - i < _LONGEST_RUN and (step := _next(words, i, j)) > 0:
            j += step
        found.append(tuple(words[i:j]))
        i = j
    return tuple(found)


def _next(words: Sequence[Piece], i: int, j: int) -> int:
    """Return how many words after words[i:j] belong to the run: 0 where it ends."""
    if j >= len(words):
        return 0
    last, word = words[j - 1], words[j]
    if last.owns and last.text not in word_list("possessive_inside"):
        return 0
    if word.text in _GENERATION or word.text in word_list("organisation_suffix"):
        return int(word.gap.strip(" ") in ("", ","))
    if not _joined(word) or _date_between(last, word):
        return 0
    if word.capital:
        return 1
    if word.text.isdigit():
        return int(last.text in _NUMBERED or _is_road(words, i, j))
    return _small_words(words, i, j)


def _is_road(words: Sequence[Piece], i: int, j: int) -> bool:
    """Whether a number goes on a road's name: "along Ohio 61,", "the Dalton 61 Highway"; no score."""
    after = words[j + 1] if j + 1 < len(words) else None
    if len(words[j].text) > _ROAD_DIGITS or j - i != 1:
        return False
    if after is not None and after.text in _NUMBERED and after.gap == " ":
        return True
    before = words[i - 1] if i and words[i].gap == " " else None
    led = before is not None and before.low in _ROAD_BEFORE
    stops = after is None or after.gap != " " or after.low in _ROAD_AFTER
    return led and stops and words[i].text in word_list("state")


def _date_between(last: Piece, word: Piece) -> bool:
    """Whether a weekday or month parts two names ("on Tuesday Prime Minister …"); the Sunday Times stays."""
    if last.text in word_list("calendar") and last.text not in CALENDAR_NAMES:
        return not ends_organisation(word.text)
    months = last.text in CALENDAR_NAMES and last.gap == " " and last.first is False
    return months and (is_title(word.text) or word.text in word_list("title_modifier"))


def _joined(word: Piece) -> bool:
    gap = word.gap
    return gap in ("/", " & ") or (gap.isspace() and "\n" not in gap.strip(" ").replace("\n", "", 1))


def _small_words(words: Sequence[Piece], i: int, j: int) -> int:
    small = 1
    low = words[j].low
    follows = words[j + 1] if j + 1 < len(words) else None
    if low in ("of", "for", "on") and follows is not None and follows.low == "the":
        small, follows = 2, (words[j + 2] if j + 2 < len(words) else None)
    if low in word_list("connector") and follows is not None and follows.low in word_list("connector"):
        small, follows = 2, (words[j + 2] if j + 2 < len(words) else None)  # von der Leyen
    if follows is None or not follows.capital or not _joined(follows):
        return 0
    head = [w.text for w in words[i:j]]
    if low == "of":
        listed = place_of(f"{head[-1]} of {follows.text}")
        return small if listed or _takes_of(head, follows) else 0
    if low == "on":
        return (
            small if head[-1] in _TAKES_ON and not is_never(follows.text) and head[0] != follows.text else 0
        )
    if low == "for":
        return small if head[-1] in _TAKES_FOR else 0
    if low == "and":
        return small if _takes_and(words, i, j) else 0
    if low in word_list("connector"):
        return (
            small
            if not is_title(head[-1])
            and (place_of(" ".join([*head[-1:], low, follows.text])) or _namelike(head))
            else 0
        )
    return 0


def _namelike(head: list[str]) -> bool:
    return is_given(head[0]) or len(head) > 1


def _takes_of(head: list[str], follows: Piece) -> bool:
    last = head[-1]
    if " ".join(head) in word_list("thing"):
        return False  # the Oval Office of the White House
    if is_title(last):
        return follows.text in word_list("office_of")
    if last in word_list("place_first") or last in ("Ring", "House", "Board", "Joint", "Chiefs", "Bank"):
        return True
    return ends_organisation(last) or ("of" in head and any(ends_organisation(w) for w in head))


def _takes_and(words: Sequence[Piece], i: int, j: int) -> bool:
    """Customs *and* Border Protection; House Committee on Oversight *and* Government Reform."""
    head = words[i:j]
    if any(w.low in ("of", "on", "for") for w in head):
        tail = [w for w in head if w.low not in ("of", "on", "for", "the")]
        if tail[-1].text in word_list("organisation_tail"):
            return True
        after = [w.text for w in words[j + 1 : j + 4] if w.capital]
        person_or_place = place_of(tail[-1].text) or is_given(tail[-1].text)
        return (
            len(after) > 1
            and ends_organisation(after[-1])
            and not person_or_place
            and not any(map(place_of, after))
        )
    if head[-1].text not in word_list("organisation_tail"):
        return False
    return any(ends_organisation(w.text) for w in words[j + 1 : j + 5] if w.capital)


def small_tail(words: Sequence[Piece], j: int, sort: str) -> int:
    """Return how many small words after words[:j] complete a name: Cairo *police*, Elm *high school*.

    None where a role follows ("Cairo police spokesman"): the words are part of it.
    """
    if words[j - 1].owns or sort not in ("place", "demonym", ""):
        return 0
    tails = word_list("school_tail") | (word_list("owned_force") if sort else frozenset())
    for n in (2, 1):
        small = words[j : j + n]
        if len(small) < n or any(p.gap != " " for p in small) or " ".join(p.text for p in small) not in tails:
            continue
        after = words[j + n] if j + n < len(words) else None
        bound = after is not None and after.gap == " " and (is_role(after.low) or after.low in _BINDS)
        return 0 if bound or (after is not None and after.gap == " " and after.capital) else n
    return 0


# Nouns that make of "Ashford police" a modifier: a report, a car.
_BINDS = frozenset(
    [
        "agency",
        "base",
        "beds",
        "campaign",
        "car",
        "checkpoint",
        "chief",
        "department",
        "director",
        "force",
        "forces",
        "headquarters",
        "officer",
        "officers",
        "official",
        "officials",
        "post",
        "raid",
        "report",
        "sources",
        "spokesman",
        "spokesmen",
        "station",
        "stations",
        "student",
        "students",
        "vehicle",
    ]
)


def is_generation(word: str) -> bool:
    """Whether a word marks a generation: Jr., III."""
    return word in _GENERATION


def written(run: Sequence[Piece]) -> str:
    """Return the words of a run as a plain name, possessives inside kept."""
    return plain(run[0].text) if len(run) == 1 else joined(*apart(run))


def apart(run: Sequence[Piece]) -> tuple[Texts, Owns]:
    """Return the words of a run, and which of them are possessive: what does not hang on where it stands."""
    return tuple([p.text for p in run]), tuple([p.tail > p.end for p in run])


@lru_cache(maxsize=16384)
def joined(texts: Texts, owns: Owns) -> str:
    """Return words as a plain name, possessives inside kept."""
    owned = [t + ("'" if t.endswith("s") else "'s") for t in texts]
    inside = [o if own else t for t, o, own in zip(texts, owned, owns, strict=True)]
    return plain(" ".join([*inside[:-1], *texts[-1:]]))


def is_demonym(piece: Piece) -> bool:
    """Whether a word is an adjective or word for inhabitants of a place."""
    return bool(demonym_of(piece.text))
