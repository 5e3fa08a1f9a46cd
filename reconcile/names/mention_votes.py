"""What the words around a name tell of it: whether it is a person, an organisation or a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reconcile.names.mention_lexicon import is_kin, is_role, place_of, word_list
from reconcile.names.mention_pieces import Piece
from reconcile.names.mention_roles import role_around

_AGE = re.compile(r"^, \d{1,3}\b(?! (?:people|percent|of|miles))")
_PARTY = re.compile(r",? \(?[DIR]-[A-Z][a-z]")  # Hale, D-Ohio: a member of a legislature
# Places are proved by a noun beside them or by two prepositions; "in" alone also stands before things.
_STRONG, _WEAK = 2, 1
# "Residents of Vorland said": what the preposition governs is not who said it.
_NO_SUBJECT_AFTER = frozenset(["about", "at", "by", "for", "from", "in", "of", "on", "to", "with"])
_DWELLERS = frozenset(["citizens", "people", "residents", "streets", "villagers", "outskirts"])
# "Confidence in Orlik", "shares in Norcross": what follows is no place.
_TRUSTS = frozenset(
    [
        "belief",
        "believe",
        "believed",
        "believes",
        "confidence",
        "faith",
        "interest",
        "interested",
        "invest",
        "invested",
        "investment",
        "investor",
        "shares",
        "stake",
        "trust",
        "trusted",
    ]
)
# The charity Open Hand, the phone maker Norcross: the noun right before a name says what it is. A person
# who produces is given with two names.
_APPOSED = frozenset(
    [
        "airline", "charity", "coalition", "company", "firm", "group", "magazine", "militia", "newspaper",
        "nonprofit", "organisation", "organization", "tabloid", "website",
    ]
)  # fmt: skip
_MAKERS = frozenset(["giant", "maker", "manufacturer", "producer", "provider", "retailer"])
_RUNNERS = frozenset(["maker", "operator", "owner", "provider"])
_STAGE = frozenset(
    ["executive", "film", "movie", "music", "record", "television", "theater", "theatre", "tv"]
)
_PRONOUN_WITHIN = 80  # characters after a name in which "he" or "its" is likely its own
_MOTION = frozenset(
    [
        "came",
        "drove",
        "fled",
        "flew",
        "flight",
        "go",
        "going",
        "moved",
        "return",
        "returned",
        "tour",
        "travel",
        "traveled",
        "travelled",
        "travels",
        "trip",
        "trips",
        "visit",
        "visits",
        "went",
    ]
)


def votes(words: Sequence[Piece], i: int, j: int, text: str, end: int) -> Counter[str]:
    """Return how strongly the words around words[i:j] speak for each kind.

    `text` is the statement's text and `end` the place in it where the name, with its possessive, ends.
    """
    found: Counter[str] = Counter()
    before = words[i - 1] if i else None
    after = words[j] if j < len(words) else None
    rest = text[end : end + 40]
    name_owns = words[j - 1].owns
    if _AGE.match(rest) or _PARTY.match(rest):
        found["person"] += _STRONG
    if after is not None and not after.capital:
        governed = before is not None and not words[i].gap.strip() and before.low in _NO_SUBJECT_AFTER
        _after(found, after, rest, name_owns, governed)
    if before is not None and not words[i].gap.strip():
        _before(found, words, i, before, j - i)
    elif before is not None and words[i].gap == ", " and (is_role(before.low) or is_kin(before.low)):
        found["person"] += _STRONG if rest.startswith(",") else _WEAK
    if role_around(words, i, text, words[i].start - (end - (words[j - 1].tail - words[i].start))):
        found["person"] += _STRONG
    _pronouns(found, text[end : end + _PRONOUN_WITHIN], j - i)
    if re.match(r", (?:[A-Z][\w.]+ ?){1,3}", rest):
        follows = re.match(r", ((?:[A-Z][\w.]*\.?)(?: [A-Z]\w+)?)", rest)
        if follows and any(place_of(w) for w in (follows[1], follows[1].split()[0], follows[1].rstrip("."))):
            found["place"] += _STRONG
    _appositive(found, rest)
    return found


def _after(found: Counter[str], after: Piece, rest: str, owns: bool, governed: bool) -> None:
    low = after.low
    if owns:
        if is_kin(low):
            found["person"] += _STRONG
        return
    if not after.gap.strip() and low in word_list("say"):
        found["speaker"] += 0 if governed else _STRONG
    elif not after.gap.strip() and low in word_list("place_noun"):
        found["place"] += _STRONG
    elif not after.gap.strip() and low in word_list("owned_force"):
        found["place"] += _WEAK  # Ashford police: the town's
    elif not after.gap.strip() and low in word_list("organisation_noun"):
        found["organisation"] += _WEAK
    elif after.gap.strip() in ("", ",") and low in ("who", "whose"):
        found["person"] += _STRONG
    elif not after.gap.strip() and low in word_list("person_verb"):
        found["speaker"] += 0 if governed else _WEAK


def _before(found: Counter[str], words: Sequence[Piece], i: int, before: Piece, length: int) -> None:
    low = before.low
    one = words[i - 2].low if i > 1 else ""
    article = low == "the"
    if article:
        found["the"] += 1
    elif (
        (low == "of" and i > 1 and (one in word_list("place_noun") or one in _DWELLERS))
        or (low == "to" and one in _MOTION)
        or (low in ("in", "near") and one not in _TRUSTS)
    ):
        found["place"] += _STRONG
    elif low in ("in", "inside") or (low in word_list("place_noun") and one not in ("a", "an")):
        found["place"] += _WEAK
    elif low in ("said", "says", "told", "added") or is_kin(low):
        found["speaker"] += _WEAK
    elif low in _APPOSED or (low in _MAKERS and length == 1 and one and one not in _STAGE):
        found["organisation"] += _STRONG
    elif is_role(low) or low.endswith("-year-old"):
        found["person"] += _STRONG
    elif low in ("named", "called"):
        found["named"] += 1


def _pronouns(found: Counter[str], rest: str, length: int) -> None:
    """He, his, who after a name that acts is a person's; its is an organisation's or a place's."""
    if length == 1 and re.search(r"\b(?:he|his|him|she|her)\b", rest):
        found["human"] += 1
    if re.search(r"\bits\b", rest):
        found["thing"] += 1


def _appositive(found: Counter[str], rest: str) -> None:
    m = re.match(r", (?:an?|the|its|his|her|one of the) ((?:[\w'-]+ ){0,3}[\w'-]+)", rest)
    if not m:
        return
    listed = m[1].split()[:4]
    if any((is_role(w) or is_kin(w)) and w not in _RUNNERS for w in listed):
        found["person"] += _STRONG
    elif any(w in word_list("organisation_noun") or w in _RUNNERS for w in listed):
        found["organisation"] += _STRONG
    elif any(w in word_list("place_noun") for w in listed):
        found["place"] += _STRONG


def verdict(found: Counter[str], length: int) -> str:
    """Return the kind that the votes over one article give to a name of `length` words, or ''.

    Why not the best count alone: "speaker" is either a person or an organisation; with two or more words and
    no article it is a person, with one word that no full name explains an organisation.
    """
    person, place, organisation = found["person"], found["place"], found["organisation"]
    best = max(person, place, organisation)
    if best >= _STRONG and [person, place, organisation].count(best) == 1:
        return "person" if best == person else "place" if best == place else "organisation"
    if length == 1 and found["speaker"] >= _STRONG and found["human"] > found["thing"] and not found["the"]:
        return "person"
    if found["speaker"] >= _STRONG or (found["speaker"] and length > 1):
        return "organisation" if length == 1 or found["the"] else "person"
    return ""
