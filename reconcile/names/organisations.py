"""Two organisations' names: words against words, in any order; legal forms, acronyms and numbers.

A word that only one name has makes another body of it (Central Bank of X, Bank of X), unless it is a
word of kind (Halvorsen, Halvorsen Bank) or a form of company. A number decides always (2nd and 3rd Division).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from reconcile.data import table
from reconcile.names import places, romanise, words
from reconcile.names.bodies import Body, initials, listed, parse
from reconcile.values import NameMatch
from reconcile.words import stem

KNOWN = 0.95  # an acronym of the table
ACRONYM = 0.86
ACRONYM_OF_TWO = 0.75  # two letters fit many names
ALIKE = 0.98  # the same words but for articles, marks and legal form
LEAST_SAME = 0.7  # a verdict "same" never scores less
PART = 0.55  # one name's words are all in the other: a short form, or a part of it
FORM = 0.02  # off the score where the legal forms differ
KIND = 0.04  # off for each word of kind that only one has
SLIP = 0.12  # off for a typing slip
STEM = 0.06  # off for another form or spelling of a word
SPELLING_FROM = 4  # letters of a word that rules of romanisation make one with another
SLIP_FROM = 5  # letters of a word in which a slip can be told
ALONE_SLIP_FROM = 8  # the same where the word is the whole name (Reuters, Routers)


@cache
def _apart() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(p) for p in table("legal_forms")["lists"]["apart"])


def _acronym(short: Body, long: Body) -> NameMatch | None:
    known: list[str] = table("names_organisations")["acronyms"].get(short.acronym, [])
    shown = short.acronym.upper()
    if any(long.words == parse(k).words for k in known):
        return NameMatch(True, KNOWN, f"{shown} is its acronym")
    if len(long.small) > 1 and not long.acronym and short.acronym in initials(long):
        score = ACRONYM if len(short.acronym) > 2 else ACRONYM_OF_TWO
        return NameMatch(True, score, f"{shown} are the initials of the other")
    return None


def _apart_words(left: str, right: str) -> bool:
    """Whether two words are known to be two: a number, two places, words of body or rank."""
    if not left.isalpha() or not right.isalpha():  # a number
        return True
    apart, marks = listed("apart"), listed("marks")
    if left in apart or right in apart or (left in marks and right in marks):
        return True
    return bool(places.nation(left) or places.nation(right)) or (
        places.is_known(left) and places.is_known(right)
    )


@lru_cache(maxsize=32768)
def _meets(left: str, right: str) -> tuple[float, str]:
    """What it costs to take two words as one, and why; a cost of 1 says that they differ."""
    if left[:3] == right[:3] and left.isalpha() and right.isalpha() and stem(left) == stem(right):
        return STEM, f"{left} and {right} are forms of one word"
    nation = places.nation(left)
    if nation and nation == places.nation(right):
        return STEM, f"{left} and {right} name one country"
    if not words.may_meet(left, right) or _apart_words(left, right):
        return 1.0, ""
    shorter = min(len(left), len(right))
    if shorter >= SPELLING_FROM and romanise.tradition(left, right):
        return STEM, f"{left} and {right} are spellings of one word"
    if shorter >= SLIP_FROM and words.is_slip(left, right):
        return SLIP, f"{left} and {right}: typing slip"
    return 1.0, ""


def meets(left: str, right: str) -> bool:
    """Return whether two words of organisations' names can be taken as one."""
    return left == right or _meets(left, right)[0] < 1.0


class _Laid(NamedTuple):
    cost: float
    why: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    slips: int


def _lay(left: tuple[str, ...], right: tuple[str, ...]) -> _Laid:
    """Lay words against words in any order, the cheapest meetings first."""
    free, rest, why = list(right), [], []
    cost, slips = 0.0, 0
    for word in left:
        if word in free:
            free.remove(word)
        else:
            rest.append(word)
    over: list[str] = []
    for word in rest:
        best, reason, place = 1.0, "", -1
        for k, w in enumerate(free):
            price, said = _meets(word, w)
            if price < best:
                best, reason, place = price, said, k
        if place >= 0:
            cost += best
            slips += best >= SLIP
            why.append(reason)
            free.pop(place)
        else:
            over.append(word)
    return _Laid(cost, tuple(why), tuple(over), tuple(free), slips)


def _leftover(extra: tuple[str, ...], shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether words that only the longer name has leave it the same name."""
    if extra in (("united", "states"), ("united", "kingdom")) and longer[:2] == extra:
        return len(shorter) > 1  # U.S. Department of Commerce, Commerce Department
    if extra == ("affairs",) and "ministry" in shorter:
        return True  # Ministry of Foreign Affairs, Foreign Ministry
    if places.is_known(" ".join(shorter)) or shorter[0] in listed("apart"):
        return False  # Oslo is not Oslo University
    own = any(w not in listed("kind") | listed("apart") | listed("marks") for w in shorter)
    return len(extra) == 1 and extra[0] in listed("kind") and own


def _turned(a: Body, b: Body) -> bool:
    """Whether the order of two names' words tells two bodies apart: Miami University, University of Miami."""
    heads = {a.words[0], a.words[-1], b.words[0], b.words[-1]} & listed("turned")
    return bool(heads) and a.words[0] != b.words[0] and a.words[-1] != b.words[-1]


def compare(left: str, right: str) -> NameMatch:
    """Return whether two organisations' names are one."""
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return NameMatch(False, 0.0, "no name in one of them")
    for short, long in ((a, b), (b, a)):
        found = _acronym(short, long) if short.acronym else None
        if found:
            return found
    joined = ["".join(x.words) for x in (a, b)]
    if a.form != b.form and frozenset((a.form, b.form)) in _apart():
        return NameMatch(False, PART if joined[0] == joined[1] else 0.3, "two legal forms: two companies")
    off = 0.0 if a.form == b.form else FORM
    if joined[0] == joined[1] or "".join(a.small) == "".join(b.small):
        return NameMatch(True, ALIKE - off, "written alike but for marks, articles and legal form")
    return _judge(_lay(a.words, b.words), a, b, off)


def _judge(laid: _Laid, a: Body, b: Body, off: float) -> NameMatch:
    if laid.left and laid.right:
        shown = " and ".join([" ".join(side) for side in (laid.left, laid.right)])
        share = 1 - max(len(laid.left), len(laid.right)) / max(len(a.words), len(b.words))
        return NameMatch(False, round(0.5 * share, 3), f"{shown} differ")
    shorter, longer = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    extra = laid.left + laid.right
    alone = laid.slips and len(shorter) == 1 and len(shorter[0]) < ALONE_SLIP_FROM
    if laid.slips > 1 or (alone and sorted(a.words[0]) != sorted(b.words[0])):
        return NameMatch(False, 0.5, "too many slips for one name: " + "; ".join(laid.why))
    if _turned(a, b):
        return NameMatch(False, PART, "the same words turned round: two bodies may bear them")
    if extra and not _leftover(extra, shorter, longer):
        return NameMatch(False, PART, f"only one has {' '.join(extra)}")
    why = (*laid.why, f"only one has {' '.join(extra)}") if extra else laid.why
    score = max(LEAST_SAME, ALIKE - off - laid.cost - KIND * len(extra))
    return NameMatch(True, round(score, 3), "; ".join(why) or "the same words in another order")
