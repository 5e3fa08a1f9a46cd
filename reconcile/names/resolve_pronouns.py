"""Pronouns and nouns: he, her, "the newspaper" → the one name that they plainly stand for, else nobody.

Why so strict: a pronoun given to the wrong man turns an agreement into a false alarm. A pronoun is resolved
only where, of the persons that its gender allows, one alone is named in the same or the sentence before, or one
alone is the subject there and no other was named since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reconcile.names.mention_lexicon import is_kin, is_role
from reconcile.names.mention_nouns import anaphors
from reconcile.names.resolve_context import gender_of_word
from reconcile.values import Mention, Statement

_BACK = 2  # statements that a pronoun looks back; further off the thread is a reader's guess
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PEOPLE = frozenset(
    "boy child father gentleman girl guy infant kid lad lady male man person shooter suspect teen teenager toddler woman youth".split()
)
_NOUN_BACK = 6  # "the agency" carries more of its name and reaches further

Told = tuple[str | None, str]  # entity, or None and why


def pronoun(
    i: int,
    mentions: Sequence[Mention],
    entities: Sequence[str | None],
    statements: Mapping[str, Statement],
    gender: Callable[[str], str],
) -> Told:
    """Return who a pronoun stands for; `entities` holds those of the mentions before it."""
    m = mentions[i]
    wanted = gender_of_word(m.text)
    here = statements[m.statement]
    for back in range(_BACK + 1):
        near = _named(i, mentions, statements, here.index - back)
        near = [k for k in near if gender(entities[k] or "") in ("", wanted)]
        if any(entities[k] is None for k in near):
            return None, "a name near it has no plain referent"
        who = list(dict.fromkeys(e for k in near if (e := entities[k])))
        if len(who) == 1:
            return _unless_between(who[0], m, mentions[near[-1]], statements)
        if len(who) > 1:
            return _subject(near, mentions, entities, statements, m)
    return None, "nobody named near that it fits"


def _unless_between(who: str, m: Mention, name: Mention, statements: Mapping[str, Statement]) -> Told:
    """Give the pronoun to the person, unless another one, told by a noun, or a quotation mark stands between."""
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


def _named(i: int, mentions: Sequence[Mention], statements: Mapping[str, Statement], index: int) -> list[int]:
    """Return the person mentions before mention i in the statement of that number.

    Pronouns count in the mention's own statement: in "he wrote that Mr. Wood told him", *him* is not Wood.
    """
    here, wanted = mentions[i].statement, gender_of_word(mentions[i].text)
    return [
        k
        for k in range(i)
        if mentions[k].kind == "person"
        and statements[mentions[k].statement].index == index
        and mentions[k].form != "noun"
        and mentions[k].role != "byline"
        and (
            mentions[k].form != "pronoun"
            or (mentions[k].statement == here and gender_of_word(mentions[k].text) == wanted)
        )
    ]


def _subject(
    near: Sequence[int],
    mentions: Sequence[Mention],
    entities: Sequence[str | None],
    statements: Mapping[str, Statement],
    m: Mention,
) -> Told:
    """Several fit: the subject of the sentence before, if the pronoun is the subject of its own."""
    here, there = statements[m.statement], statements[mentions[near[0]].statement]
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


def noun(
    i: int, mentions: Sequence[Mention], entities: Sequence[str | None], statements: Mapping[str, Statement]
) -> Told:
    """Return what "the newspaper" or "the congressman" stands for: the one name before it that has its word."""
    m = mentions[i]
    kind, words = anaphors()[m.text.casefold()]
    here = statements[m.statement].index
    fits: list[str] = []
    for k in range(i):
        n = mentions[k]
        entity = entities[k]
        if n.kind != kind or n.form in ("pronoun", "noun") or entity is None:
            continue
        said = {w.strip(".,'’s") if w not in words else w for w in f"{n.text} {n.title} {n.role}".split()}
        if said & words and (kind == "person" or here - statements[n.statement].index <= _NOUN_BACK):
            fits.append(entity)
    who = list(dict.fromkeys(fits))
    if len(who) == 1:
        return who[0], f"the only {kind} before it that it fits"
    return None, "nothing before it that it fits" if not who else f"several before it that it fits"
