"""MENTIONS: find the names of an article, and the words that stand for one, where they are written.

Persons, organisations and places are found by capitals, by words about them (titles, roles, head words,
given names, a compact gazetteer) and by what the words around a name tell over the whole article.

Why no trained recogniser: the smallest models of use weigh ten times the rest of the package and load for
longer than a comparison takes; on news, whose names come with titles and roles, rules that give reasons lose
little, and what they miss they miss in every article alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reconcile.names.mention_cut import cut, whole
from reconcile.names.mention_filed import filed, filed_names
from reconcile.names.mention_known import Form, Known, known_names
from reconcile.names.mention_lexicon import (
    demonym_of,
    is_acronym,
    is_capital,
    is_common,
    is_given,
    is_never,
    is_role,
    is_title,
    place_of,
    word_list,
)
from reconcile.names.mention_nouns import stand_ins
from reconcile.names.mention_pieces import Piece, is_hyphenated, pieces
from reconcile.names.mention_roles import role_after, role_around, role_before
from reconcile.names.mention_runs import CALENDAR_NAMES, runs, small_tail, tells_nothing, written
from reconcile.names.mention_votes import verdict, votes
from reconcile.values import Article, Kind, Mention, Statement

_DATE_BEFORE = frozenset(
    [
        "by",
        "early",
        "from",
        "in",
        "last",
        "late",
        "mid",
        "next",
        "of",
        "since",
        "this",
        "through",
        "to",
        "until",
    ]
)
_LONGEST_ACRONYM = 5  # letters that need no second sight (UNHCR); longer capitals are shouted words as often


@dataclass(frozen=True, slots=True)
class Draft:
    """A name on its way to a mention: words[i:j] of a statement, and what is known of it."""

    statement: Statement
    words: tuple[Piece, ...]
    i: int
    j: int
    sort: str
    title: str = ""
    office: int = 0

    @property
    def name(self) -> str:
        """The words of the name, possessive off."""
        return written(self.words[self.i : self.j])


def find(article: Article, statements: tuple[Statement, ...]) -> tuple[Mention, ...]:
    """Return the mentions of one article in the order of its text; `entity` is None in all of them.

    A place mention with the role "government" is a capital that stands for one; a place mention of the form
    "noun" and the role "demonym" is an adjective ("Chinese"). Bylines have the role "byline". Pronouns and
    nouns ("the newspaper") are given where they may stand for a name; `resolve` says for which.
    """
    bare = [pieces(s) for s in statements]
    alone = frozenset(p.text for row in bare for p in row if p.capital and not p.first and "-" not in p.text)
    lower = frozenset(p.text for row in bare for p in row if not p.capital)
    rows = [
        (s, pieces(s, alone) if is_hyphenated(s) else row) for s, row in zip(statements, bare, strict=True)
    ]
    listed = filed_names(s.text for s in statements)
    headings = [tells_nothing(row, s.text, s.part == "headline") for s, row in rows]
    told = [r for r, heading in zip(rows, headings, strict=True) if not heading]
    plainly = [d for s, row in told for d in _drafts(s, row, lower, listed)]
    known = known_names([(d.name, d.sort) for d in plainly], _voted(plainly))
    found = [m for d in plainly if (m := _mention(d, known, lower))]
    headed = [r for r, heading in zip(rows, headings, strict=True) if heading]
    found += [m for s, row in headed for d in _matched(s, row, known) if (m := _mention(d, known, lower))]
    taken = [(m.start, m.end) for m in found]
    found += stand_ins(rows, taken, known)
    return _ordered(found, article.text)


def _drafts(
    statement: Statement, row: tuple[Piece, ...], lower: frozenset[str], listed: frozenset[str]
) -> list[Draft]:
    fixed = filed(row, listed)
    found = [Draft(statement, row, i, j, "organisation") for i, j in fixed]
    place = {p.start: n for n, p in enumerate(row)}
    edges = [0, *(n for span in fixed for n in span), len(row)]
    between = zip(edges[::2], edges[1::2], strict=True)
    for run in (run for i, j in between for run in runs(row[i:j])):
        if len(run) > 1 and all(p.text.isupper() for p in run) and not whole(run):
            continue  # "NO COLLUSION": shouting, no name
        for c in cut(run, lower):
            i = place[c.words[0].start]
            j = i + len(c.words)
            draft = Draft(statement, row, i, j, c.sort, c.title, c.office)
            tail = small_tail(row, j, c.sort)
            found.append(replace(draft, j=j + tail, sort="organisation") if tail else draft)
    return found


def _voted(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return the kind of each name whose own words do not tell it, by all that stands around it."""
    counts: dict[str, Counter[str]] = {}
    length: dict[str, int] = {}
    inner: set[str] = set()
    for d in drafts:
        if d.sort not in ("", "acronym"):
            continue
        name = d.name
        if d.j - d.i == 1 and _no_name_alone(name):
            continue
        end = d.words[d.j - 1].tail - d.statement.start
        counts.setdefault(name, Counter()).update(votes(d.words, d.i, d.j, d.statement.text, end))
        length[name] = d.j - d.i
        if not d.words[d.i].first:
            inner.add(name)
    kinds = {}
    for name, count in counts.items():
        words = name.split()
        if len(words) > 1 and (is_common(words[-1]) or any(is_acronym(w) and len(w) > 2 for w in words)):
            continue  # "New Arrivals", "Elm Falls FBI": no person, whatever they do
        if name in inner or length[name] > 1 or not name.endswith("s"):
            kinds[name] = verdict(count, length[name])
            if kinds[name] == "person" and len(words) > 1 and place_of(words[-1]) and not is_given(words[0]):
                kinds[name] = "organisation"  # Fieldservices Australia
    return kinds


def _matched(statement: Statement, row: tuple[Piece, ...], known: Known) -> list[Draft]:
    """Return the known names in a heading, longest first: its capitals tell nothing."""
    found = []
    i = 0
    while i < len(row):
        n = known.longest(row, i) if row[i].capital else 0
        if n:
            found.append(Draft(statement, row, i, i + n, "known"))
        i += max(1, n)
    return found


def _mention(draft: Draft, known: Known, lower: frozenset[str]) -> Mention | None:
    """Return a draft as a mention, or None where it is no name after all."""
    if more := known.small_tail(draft.words, draft.i, draft.j):
        draft = replace(draft, j=draft.j + more, sort="organisation")
    first, last = draft.words[draft.i], draft.words[draft.j - 1]
    base = draft.statement.start
    text = draft.statement.text[first.start - base : last.end - base]
    kind, form = _kind(draft, known, lower)
    if not kind:
        return None
    tail = small_tail(draft.words, draft.j, "place") if kind == "place" and not draft.sort else 0
    if tail:
        return _mention(replace(draft, j=draft.j + tail, sort="organisation"), known, lower)
    role = ""
    if kind == "person":
        role = _person_role(draft)
    elif draft.sort == "demonym" or (draft.sort == "known" and not place_of(text) and demonym_of(text)):
        role, form = "demonym", "noun"
    elif kind == "place" and is_capital(text) and _governs(draft):
        role = "government"
    return Mention(
        first.start, last.end, text, kind, draft.statement.id, draft.statement.source, form, draft.title, role
    )  # fmt: skip


def _kind(draft: Draft, known: Known, lower: frozenset[str]) -> tuple[Kind | None, Form]:
    name, sort, length = draft.name, draft.sort, draft.j - draft.i
    if sort == "person":
        before = draft.words[draft.i - 1].low if draft.i and draft.words[draft.i].gap == " " else ""
        if before in ("a", "an", "the") and "." in draft.words[draft.i].text[:-1] and not draft.title:
            return "organisation", "name"  # "a J.P. Norcross": a shop
        return "person", "name" if length > 1 else "short"
    if sort in ("place", "demonym"):
        return "place", "name"
    if sort == "organisation":
        return "organisation", "name"
    if sort == "known":
        kind = known.kind(name)
        return kind, known.form(name)
    if sort == "acronym":
        return _acronym(draft, known)
    return _unsure(draft, known, lower)


def _acronym(draft: Draft, known: Known) -> tuple[Kind | None, Form]:
    name = draft.name
    letters = name.replace(".", "")
    if set(letters) <= set("IVX") or (len(letters) > _LONGEST_ACRONYM and known.count(name) < 2):
        return None, "name"
    return "organisation", "acronym"


def _unsure(draft: Draft, known: Known, lower: frozenset[str]) -> tuple[Kind | None, Form]:
    name, word = draft.name, draft.words[draft.i]
    single = draft.j - draft.i == 1
    before = draft.words[draft.i - 1].low if draft.i and not word.gap.strip() else ""
    if single and name in ("North", "South"):
        fits = before == "the" and known.has(f"{name} Korea")
        return ("place", "short") if fits else (None, "name")
    if single and name in CALENDAR_NAMES and _is_date(draft, before):
        return None, "name"
    if single and (_no_name_alone(name) or (word.first and word.low in lower)):
        if not known.is_piece(name) or (word.first and not _acts(draft)) or before == "the":
            fits = before == "the" and not word.first and known.shortens(name)
            return ("organisation", "short") if fits else (None, "name")
        return "person", "short"
    kind = known.kind(name)
    if single and kind != "person" and (name in word_list("public_figure") or known.near_person(name)):
        return "person", "short"
    if (
        draft.j - draft.i > 1
        and kind == "organisation"
        and any(is_given(p.text) for p in draft.words[draft.i : draft.j])
    ):
        return None, "name"  # "Bulls Aaron Pike": half a person
    return kind, (known.form(name) if kind else "name")


def _no_name_alone(word: str) -> bool:
    """Whether a capital alone makes no name of a word: a common word, a month, a title."""
    return is_never(word) or is_common(word) or is_title(word) or is_role(word)


def _is_date(draft: Draft, before: str) -> bool:
    after = draft.words[draft.j].text if draft.j < len(draft.words) else ""
    return after.isdigit() or before in _DATE_BEFORE


def _acts(draft: Draft) -> bool:
    """Whether a name at the start of a sentence is followed by a verb of persons or is a possessive."""
    if draft.words[draft.j - 1].owns:
        return True
    after = draft.words[draft.j].low if draft.j < len(draft.words) else ""
    return after in word_list("say") or after in word_list("person_verb")


def _person_role(draft: Draft) -> str:
    base, text = draft.statement.start, draft.statement.text
    if (draft.i and draft.words[draft.i - 1].low == "by" and draft.i == 1) or _by_line(draft):
        return "byline"
    begin = draft.i
    while begin and draft.office and draft.words[begin - 1].start >= draft.office:
        begin -= 1
    before = role_before(draft.words, draft.i, text, base)
    if before and before.casefold() != draft.title.casefold():
        return "" if all(w in word_list("honorific") for w in before.split()) else _without_rank(before)
    end = draft.words[draft.j - 1].tail - base
    return role_after(text, end) or role_around(draft.words, begin, text, base)


def _without_rank(role: str) -> str:
    """Sheriff's Office spokesman Lt.: the rank is the title, not the role."""
    words = role.split(" ")
    while len(words) > 1 and words[-1].endswith(".") and is_title(words[-1]):
        words.pop()
    return " ".join(words)


def _by_line(draft: Draft) -> bool:
    i = draft.i
    return (
        i > 0
        and draft.words[i - 1].text == "By"
        and not draft.words[i].gap.strip()
        and draft.words[i - 1].first
    )


def _governs(draft: Draft) -> bool:
    """Whether a capital stands for its government: it acts, and no preposition of place is before it."""
    before = draft.words[draft.i - 1] if draft.i else None
    after = draft.words[draft.j] if draft.j < len(draft.words) else None
    if (
        draft.words[draft.i].text.isupper()
        or draft.statement.text[draft.words[draft.j - 1].tail - draft.statement.start :][:1] == ","
    ):
        return False  # a dateline, or "Seoul, South Korea"
    if before is not None and draft.words[draft.i].gap == " " and before.low in word_list("place_before"):
        return False
    if after is None or draft.words[draft.j - 1].owns:
        return False
    return (after.gap == " " and not after.capital) or (after.gap == "-" and after.capital)


def _ordered(found: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.start, -m.end, m.form)):
        if kept and m.start < kept[-1].end:
            continue
        if text[m.start : m.end] == m.text:
            kept.append(m)
    return tuple(kept)
