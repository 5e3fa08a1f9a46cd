"""Pronouns and nouns: he, her, "the newspaper" → the one name that they plainly stand for, else nobody.

Why so strict: a pronoun given to the wrong man turns an agreement into a false alarm. A pronoun is resolved
only where, of the persons that its gender allows, one alone is named in its own sentence or in the two
before, or one alone is the subject there, and no noun for another person stands between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reconcile.names.mention_lexicon import is_kin, is_role
from reconcile.names.mention_nouns import anaphors
from reconcile.names.resolve_context import gender_of_word
from reconcile.values import Mention, Statement

_BACK = 2  # statements that a pronoun looks back; further off the thread is a reader's guess
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PEOPLE = frozenset(
    [
        "boy",
        "child",
        "father",
        "gentleman",
        "girl",
        "guy",
        "infant",
        "kid",
        "lad",
        "lady",
        "male",
        "man",
        "person",
        "shooter",
        "suspect",
        "teen",
        "teenager",
        "toddler",
        "woman",
        "youth",
    ]
)
_NOUN_BACK = 6  # "the agency" carries more of its name and reaches further

Told = tuple[str | None, str]  # entity, or None and why


@dataclass(frozen=True, slots=True)
class Thread:
    """The mentions of one article, by what pronouns and nouns look for in them."""

    mentions: tuple[Mention, ...]
    statements: Mapping[str, Statement]
    persons: Mapping[int, tuple[int, ...]]  # statement number → its person mentions, pronouns with them
    bearers: Mapping[str, tuple[int, ...]]  # "newspaper" → the names that hold one of its words


def thread(mentions: Sequence[Mention], statements: Mapping[str, Statement]) -> Thread:
    """Return the thread of one article's mentions, which are in the order of the text."""
    persons: dict[int, list[int]] = {}
    bearers: dict[str, list[int]] = {}
    for k, m in enumerate(mentions):
        if m.kind == "person" and m.form != "noun" and m.role != "byline":
            persons.setdefault(statements[m.statement].index, []).append(k)
        if m.form not in ("pronoun", "noun"):
            said = dict.fromkeys(w.strip(",;") for w in f"{m.text} {m.title} {m.role}".split())
            fit = dict.fromkeys(n for w in said for n in _nouns().get(w, ()) if anaphors()[n][0] == m.kind)
            for n in fit:
                bearers.setdefault(n, []).append(k)
    return Thread(
        tuple(mentions),
        statements,
        {n: tuple(ks) for n, ks in persons.items()},
        {n: tuple(ks) for n, ks in bearers.items()},
    )


@cache
def _nouns() -> Mapping[str, Sequence[str]]:
    """The nouns that may stand for a name, by each word that the name must hold for them."""
    nouns: dict[str, list[str]] = {}
    for n, (_, listed) in anaphors().items():
        for w in sorted(listed):
            nouns.setdefault(w, []).append(n)
    return nouns


def pronoun(i: int, told: Thread, entities: Sequence[str | None], gender: Callable[[str], str]) -> Told:
    """Return who a pronoun stands for; `entities` holds those of the mentions before it."""
    m = told.mentions[i]
    wanted = gender_of_word(m.text)
    here = told.statements[m.statement]
    for back in range(_BACK + 1):
        near = [k for k in _named(i, told, here.index - back) if gender(entities[k] or "") in ("", wanted)]
        if any(entities[k] is None for k in near):
            return None, "a name near it has no plain referent"
        who = list(dict.fromkeys(e for k in near if (e := entities[k])))
        if len(who) == 1:
            return _unless_between(who[0], m, told.mentions[near[-1]], told.statements)
        if len(who) > 1:
            return _subject(near, told, entities, m)
    return None, "nobody named near that it fits"


def _named(i: int, told: Thread, index: int) -> list[int]:
    """Return the person mentions before mention i in the statement of that number.

    Pronouns count in the mention's own statement: in "he wrote that Mr. Wood told him", *him* is not Wood.
    """
    mentions = told.mentions
    here, wanted = mentions[i].statement, gender_of_word(mentions[i].text)
    return [
        k
        for k in told.persons.get(index, ())
        if k < i
        and (
            mentions[k].form != "pronoun"
            or (mentions[k].statement == here and gender_of_word(mentions[k].text) == wanted)
        )
    ]


def _unless_between(who: str, m: Mention, name: Mention, statements: Mapping[str, Statement]) -> Told:
    """Give the pronoun to the person, unless another one or a quotation mark stands between."""
    here, there = statements[m.statement], statements[name.statement]
    if here.id == there.id:
        between = here.text[name.end - here.start : m.start - here.start]
    else:
        between = there.text[name.end - there.start :] + " " + here.text[: m.start - here.start]
    if _quoted(m, here) != _quoted(name, there):
        return None, "one of the two is inside a quotation"
    between = between.replace(name.role, " ") if name.role else between
    gender = gender_of_word(m.text)
    for word in _WORD.findall(between):
        if is_person_noun(word) and gender_of_word(word) in ("", gender):
            return None, f"{word} may be meant"
    return who, "the only person near that it fits"


def _quoted(m: Mention, statement: Statement) -> bool:
    """Whether a mention is inside a quotation; where none are given, by the marks before it."""
    if statement.quotations:
        return any(q.start <= m.start < q.end for q in statement.quotations)
    before = statement.text[: m.start - statement.start]
    return (
        sum(before.count(c) for c in '"“') % 2 == 1
        if "”" not in before
        else before.rfind("“") > before.rfind("”")
    )


def is_person_noun(word: str) -> bool:
    """Whether a small word names somebody by what he is: boy, driver, wife."""
    return word.islower() and (is_role(word) or is_kin(word) or word in _PEOPLE)


def _subject(near: Sequence[int], told: Thread, entities: Sequence[str | None], m: Mention) -> Told:
    """Several fit: the subject of the sentence before, if the pronoun is the subject of its own."""
    mentions = told.mentions
    here, there = told.statements[m.statement], told.statements[mentions[near[0]].statement]
    if here.id == there.id:
        return None, "several people near that it fits"
    opens = not here.text[: m.start - here.start].strip(" \"'“‘")
    first = mentions[near[0]]
    leads = len(there.text[: first.start - there.start].split()) <= 2 + len(first.title.split())
    if (
        opens
        and leads
        and m.text.casefold() in ("he", "she")
        and there.text[first.end - there.start :][:1] == " "
    ):
        return entities[near[0]], "the subject of the sentence before"
    return None, "several people near that it fits"


def noun(i: int, told: Thread, entities: Sequence[str | None]) -> Told:
    """Return what "the newspaper" stands for: the one name before it that has one of its words."""
    m = told.mentions[i]
    kind = anaphors()[m.text.casefold()][0]
    here = told.statements[m.statement].index
    fits: list[str] = []
    for k in told.bearers.get(m.text.casefold(), ()):
        away = here - told.statements[told.mentions[k].statement].index
        entity = entities[k] if k < i else None
        if entity is not None and (kind == "person" or away <= _NOUN_BACK):
            fits.append(entity)
    who = list(dict.fromkeys(fits))
    if len(who) == 1:
        return who[0], f"the only {kind} before it that it fits"
    return None, "several before it that it fits" if who else "nothing before it that it fits"
