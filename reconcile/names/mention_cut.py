"""Cut a run of capitalised words into names and say what each names, as far as its own words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reconcile.names.mention_lexicon import (
    demonym_of,
    ends_organisation,
    ends_place,
    is_acronym,
    is_common,
    is_given,
    is_never,
    is_organisation,
    is_role,
    is_title,
    place_of,
    word_list,
)
from reconcile.names.mention_person import LONGEST_PERSON, SURNAME_TOO, never, person_shape
from reconcile.names.mention_pieces import Piece
from reconcile.names.mention_runs import Owns, Texts, apart, is_generation, joined, written

# "" is a name whose kind its own words do not tell; a thing is a name of something else (a treaty).
Sort = Literal["person", "organisation", "place", "demonym", "acronym", "thing", ""]
# Heads of things that are family names too: Doris Day, but the Abraham Accords.
_EVENT_OR_FAMILY = (
    "Bill",
    "Book",
    "Cup",
    "Day",
    "Flight",
    "Law",
    "Night",
    "Rule",
    "Story",
    "Test",
    "War",
    "Year",
)
_CHAMBERS = ("House", "Senate")
_SCHOOLS = ("College", "Hospital", "University")  # whose town may follow: King's College London
_LONGEST_PLACE = 4  # words of a gazetteer name: "United States of America"


@dataclass(frozen=True, slots=True)
class Cut:
    """Part of a run that is one name: its words, what it names, and the title right before it."""

    words: tuple[Piece, ...]
    sort: Sort
    title: str = ""
    office: int = 0  # where the title begins, in the text


def cut(run: Sequence[Piece], lower: frozenset[str]) -> tuple[Cut, ...]:
    """Return the names in a run; `lower` holds the words that the article also writes small."""
    run = _without_front(tuple(run), lower)
    if not run:
        return ()
    if sort := whole(run):
        return () if sort == "thing" else (Cut(run, sort),)
    if found := _after_title(run, lower):
        return found
    if all(_is_office_word(p.text) for p in run):
        return (Cut(run, ""),) if len(run) == 1 else ()  # "King" may be Nora King
    if found := _after_place(run, lower):
        return found
    if found := _around_connector(run, lower) or _before_place(run, lower):
        return found
    if split := _member(run):
        return (Cut(run[:split], "organisation"), Cut(run[split:], "person"))
    if _starts_organisation(run):
        return (Cut(run, "organisation"),)
    if person_shape(run) or (len(run) == 2 and is_generation(run[1].text)):
        return (Cut(run, "person"),)
    if inner := _from_given(run):
        return (Cut(inner, "person"),)
    return (Cut(run, ""),)


def _member(run: tuple[Piece, ...]) -> int:
    """Head of the Energy Committee Ann Hale: where a full name begins after the body, 0 for none."""
    for n in range(2, len(run) - 1):
        if is_given(run[n].text) and ends_organisation(run[n - 1].text) and not run[n - 1].owns:
            return n if whole(run[:n]) == "organisation" and person_shape(run[n:]) else 0
    return 0


def _starts_organisation(run: tuple[Piece, ...]) -> bool:
    """Elm News Digital: a known body with a word more that is nobody's name."""
    rest = run[-1].text
    if len(run) < 3 or is_given(rest) or is_given(run[0].text) or any(p.owns for p in run[:-1]):
        return False
    return whole(run[:-1]) == "organisation" and rest in word_list("organisation_more")


def _without_front(run: tuple[Piece, ...], lower: frozenset[str]) -> tuple[Piece, ...]:
    while run and _no_front(run, lower):
        run = run[1:]
    while run and _no_end(run, lower):
        run = run[:-1]
    return run


def _no_end(run: tuple[Piece, ...], lower: frozenset[str]) -> bool:
    """Whether the last word belongs to no name: a small word, "Saturday", a noun in a hasty capital."""
    last = run[-1]
    if not last.capital and not last.text.isdigit() and not is_generation(last.text):
        return True
    if len(run) < 2 or whole(run) in ("organisation", "place"):
        return False
    if (
        is_title(last.text)
        and (not is_given(run[0].text) or whole(run[:-1]) == "place")
        and not last.owns
        and (whole(run[:-1]) == "place" or is_common(last.text))
    ):
        return True
    if last.text in word_list("calendar"):
        return not (is_given(run[-2].text) or is_title(run[-2].text))
    return len(run) > 2 and is_given(run[0].text) and last.low in lower and not is_given(run[-2].text)


def _no_front(run: tuple[Piece, ...], lower: frozenset[str]) -> bool:
    word = run[0]
    if not word.capital or word.low in ("the", "a", "an", "i"):
        return True
    if is_never(word.text) and whole(run) != "organisation":
        return True
    if not word.first or len(run) == 1 or run[-1].text in word_list("organisation_suffix"):
        return False
    if word.text in _CHAMBERS and ends_organisation(run[-1].text):
        return False  # House Budget Committee, where "house" is also a small word
    if any(whole(run[:n]) in ("organisation", "place") for n in range(2, 6)) and not whole(run[1:]):
        return False
    if is_title(word.text) or is_role(word.text) or word.text in word_list("title_modifier"):
        return False
    if place_of(written(run[:2])) or demonym_of(written(run[:2])):
        return False
    return (is_common(word.text) or word.low in lower) and not (
        is_given(word.text) and not is_common(word.text)
    )


def whole(run: Sequence[Piece]) -> Sort:
    """Return what a run names if all of it is one known name or shows its head word, else ''."""
    return _whole(*apart(run))


@lru_cache(maxsize=16384)
def _whole(texts: Texts, owns: Owns) -> Sort:
    name = joined(texts, owns)
    if name in word_list("thing"):
        return "thing"
    if is_organisation(name):
        return "organisation"
    if place_of(name):
        return "place"
    if demonym_of(name):
        return "demonym"
    if len(texts) == 1:
        return "acronym" if is_acronym(texts[0]) and not is_common(texts[0]) else ""
    return _by_head(texts, owns)


def _by_head(texts: Texts, owns: Owns) -> Sort:
    smalls = ("of", "for", "on", "at")
    small = next((i for i, t in enumerate(texts) if i > 0 and t.casefold() in smalls), 0)
    head = texts[:small] if small else texts
    if small and any(ends_organisation(w) for w in head):
        return "organisation"
    if small and head[-1] in word_list("place_first"):
        return "place"
    if small and (is_title(head[-1]) or is_role(head[-1])):
        return ""
    if texts[-1] in word_list("event_head") and not (is_given(texts[0]) and texts[-1] in _EVENT_OR_FAMILY):
        return "thing"
    if is_given(texts[0]) and len(texts) == 2 and texts[1] in SURNAME_TOO:
        return "person"
    if _titled_name(texts) or any(place_of(joined(texts[i:], owns[i:])) for i in range(1, len(texts) - 1)):
        return ""
    if ends_organisation(texts[-1]) or (texts[-2] in _SCHOOLS and place_of(texts[-1])):
        return "organisation"
    if ends_place(texts[-1]):
        return "place"
    if texts[-1].isdigit() and len(texts) == 2:
        return "place"
    first_of_place = texts[0] in word_list("place_first") and len(texts) <= 3 and not small
    return "place" if first_of_place and not is_common(texts[1]) and not is_title(texts[1]) else ""


def _titled_name(texts: Texts) -> bool:
    """Mr. Park, President Inc.: a title and one word more are no place and no company."""
    rest = [t for t in texts if not is_title(t)]
    return len(rest) < 2 and (
        texts[0] in word_list("honorific") or texts[-1] in word_list("organisation_suffix")
    )


def _is_office_word(word: str) -> bool:
    return is_title(word) or is_role(word) or word in word_list("title_modifier") or word == "of"


def _after_title(run: tuple[Piece, ...], lower: frozenset[str]) -> tuple[Cut, ...]:
    """Chinese Foreign Ministry [Spokesperson] Wei Min: what is before the title is a name of its own."""
    for i in range(len(run) - 1, 0, -1):
        word = run[i - 1]
        if not _ends_office(run, i) or word.owns:
            continue
        name = run[i:]
        if not _may_be_person(name):
            return ()
        begin = i - 1
        while begin > 0 and _is_office_word(run[begin - 1].text) and not run[begin - 1].owns:
            begin -= 1
        if begin < i - 1 and _is_force(run, begin):
            begin += 1
        title = written(run[begin:i])
        return (*cut(run[:begin], lower), Cut(name, "person", title, run[begin].start))
    return ()


def _is_force(run: tuple[Piece, ...], begin: int) -> bool:
    """Ohio State Police Lt. …: a force and a rank; Chicago Police Chief is a city and a title."""
    before = written(run[:begin])
    if not before or place_of(before) or demonym_of(before) or not ends_organisation(run[begin].text):
        return False
    return whole(run[: begin + 1]) == "organisation" and whole(run[:begin]) == "place"


def _ends_office(run: tuple[Piece, ...], i: int) -> bool:
    word = run[i - 1].text
    if is_title(word) or (is_role(word) and not is_given(word)):
        return True
    return i >= 3 and run[i - 2].low == "of" and word in word_list("office_of") and is_title(run[i - 3].text)


def _may_be_person(name: tuple[Piece, ...]) -> bool:
    texts = [p.text for p in name]
    if len(name) > LONGEST_PERSON or any(p.low in ("of", "and", "for", "on") for p in name):
        return False
    if ends_organisation(texts[-1]) and not (len(texts) == 2 and texts[-1] in SURNAME_TOO):
        return False
    if len(name) == 1 and (is_acronym(texts[0]) or never(texts) or _is_office_word(texts[0])):
        return False
    return not (place_of(written(name)) or demonym_of(texts[0]) or never(texts))


def _after_place(run: tuple[Piece, ...], lower: frozenset[str]) -> tuple[Cut, ...]:
    """Illinois U.S. Rep. …; Iranian Red Crescent is one name and does not come here."""
    for n in range(min(_LONGEST_PLACE, len(run) - 1), 0, -1):
        name = written(run[:n])
        if not (place_of(name) or demonym_of(name)):
            continue
        if n == 1 and is_given(name) and person_shape(run):  # Paris Hilton, Virginia Woolf
            return ()
        head: Sort = "place" if place_of(name) else "demonym"
        return (Cut(run[:n], head), *cut(run[n:], lower))
    return ()


def _before_place(run: tuple[Piece, ...], lower: frozenset[str]) -> tuple[Cut, ...]:
    """Told [Xi] [North Korea] is: two names that meet; a place of two words is never the end of a person."""
    for i in range(1, len(run) - 1):
        if place_of(written(run[i:])):
            return (*cut(run[:i], lower), Cut(run[i:], "place"))
    return ()


def _around_connector(run: tuple[Piece, ...], lower: frozenset[str]) -> tuple[Cut, ...]:
    for i, p in enumerate(run):
        if p.low in ("of", "for", "on", "at", "and") and 0 < i < len(run) - 1:
            return (*cut(run[:i], lower), *cut(run[i + 1 :], lower))
        if p.gap.strip() == "/" and i > 0:
            return (*cut(run[:i], lower), *cut(run[i:], lower))
    return ()


def _from_given(run: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Bull Aaron Pike: what is before the given name is a common word, or a club's, and no name."""
    if len(run) > 2 and is_common(run[0].text) and person_shape(run[1:]):
        return run[1:]
    return ()
