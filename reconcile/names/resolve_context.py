"""What an article says of a person beside the name, which tells namesakes apart: gender, age, office, kin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from reconcile.names.mention_lexicon import folded, gender_of_name, is_title, place_of, word_list
from reconcile.values import Mention, Statement
from reconcile.words import content, stems, tokenize

_AGE_AFTER = re.compile(r", (?:aged? )?(\d{1,3})(?=[,;.)]| [a-z]|$)")
_AGE_BEFORE = re.compile(r"(\d{1,3})-year-old (?:[\w'’-]+ ){0,2}$")
_FEMALE_TITLES = frozenset(
    {"Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Queen", "Princess", "Baroness"}
)
_MALE_TITLES = frozenset({"Mr", "Mr.", "Sir", "Lord", "King", "Prince", "Baron", "Father"})
_BLAND = frozenset(
    ["former", "leader", "chief", "director", "head", "member", "man", "woman", "official", "new"]
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of one person: genders and ages told, and the stems of titles and roles."""

    genders: frozenset[str]
    ages: frozenset[str]
    roles: frozenset[str]

    @property
    def gender(self) -> str:
        """ "m" or "f" where all that is said agrees, else ''."""
        return next(iter(self.genders)) if len(self.genders) == 1 else ""


def gender_of(mention: Mention) -> str:
    """Return "m" or "f" where the mention's own words tell it: Mr., "his wife", a given name; else ''."""
    return _gender(mention.title, mention.role, mention.text)


@lru_cache(maxsize=16384)
def _gender(title: str, role: str, text: str) -> str:
    for word in title.split():
        if word in _FEMALE_TITLES or word.endswith("woman"):
            return "f"
        if word in _MALE_TITLES or word.endswith("man"):
            return "m"
    head = role.split(",")[0].split()
    for word in reversed(head[-2:]) if role and not _after(role) else head[:4]:
        if gender := gender_of_word(word):
            return gender
    words = text.split()
    if len(words) > 1:
        return gender_of_name(words[0])
    if text in word_list("figure_woman"):
        return "f"
    figure = text in word_list("public_figure") and text not in word_list("figure_either")
    return "m" if figure else ""  # "Macron" alone is not Brigitte Macron


def gender_of_word(word: str) -> str:
    """Return the gender that a noun or pronoun tells."""
    if folded(word, "kin_female") or folded(word, "female"):
        return "f"
    return "m" if folded(word, "kin_male") or folded(word, "male") else ""


def _after(role: str) -> bool:
    """Whether a role is told after the name: "a pilot at the port"."""
    return role[:2] in ("a ", "an") or role[:3] == "the"


def context(mentions: Iterable[Mention], statements: Mapping[str, Statement]) -> Context:
    """Return what the mentions of one person say together."""
    genders: set[str] = set()
    ages: set[str] = set()
    roles: set[str] = set()
    for m in mentions:
        genders.add(gender_of(m))
        statement = statements[m.statement]
        at = m.start - statement.start
        if found := _AGE_AFTER.match(statement.text, at + m.end - m.start):
            ages.add(found[1])
        if found := _AGE_BEFORE.search(statement.text[max(0, at - 40) : at]):
            ages.add(found[1])
        roles |= _roles(m.title, m.role)
    return Context(frozenset(genders - {""}), frozenset(ages), frozenset(roles - {"bylin"}))


@lru_cache(maxsize=16384)
def _roles(title: str, role: str) -> frozenset[str]:
    """Return the stems of the words of an office, courtesy left out."""
    titles = " ".join(w for w in title.split() if w not in word_list("honorific"))
    return frozenset(t.stem for t in content(tokenize(f"{titles} {role}")) if t.lower not in _BLAND)


def clash(left: Context, right: Context) -> str:
    """Return why two persons cannot be one, or ''."""
    if left.gender and right.gender and left.gender != right.gender:
        return "a man and a woman"
    if left.ages and right.ages and not left.ages & right.ages:
        return "ages differ"
    return ""


def shared(left: Context, right: Context) -> str:
    """Return in words what both say of the person, or '' for nothing that tells."""
    if left.ages & right.ages:
        return f"same age {min(left.ages & right.ages)}"
    common = {w for w in left.roles & right.roles if not place_of(w.title())}
    return "same role" if common else ""


def relative_of(full: Context, bare: Context) -> bool:
    """Whether somebody is named as a relative, and the bare family name as the holder of another office.

    "President Wood" is not Ellen Wood, the first lady.
    """
    return bool(bare.roles) and not bare.roles & full.roles and is_relative(full)


def is_relative(person: Context) -> bool:
    """Whether somebody is introduced as a relative: "his daughter Lucy Doyle"."""
    return bool(person.roles & _relative_stems())


@cache
def _relative_stems() -> frozenset[str]:
    kin = (w for k in ("kin_female", "kin_male", "kin_either") for w in word_list(k))
    return stems("lady", "spouse", *kin)


def office_fits(mention: Mention, roles: frozenset[str]) -> bool:
    """Whether a title before a bare family name ("President Wood") is among a person's roles."""
    words = [w for w in mention.title.split() if is_title(w) and w not in word_list("honorific")]
    return bool(words) and {t.stem for t in content(tokenize(" ".join(words)))} <= roles
