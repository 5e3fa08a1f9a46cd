"""The persons of one article: full names first, then what its bare family and given names stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reconcile.names.fold import edits
from reconcile.names.match import compare_names
from reconcile.names.resolve_context import (
    Context,
    clash,
    context,
    gender_of,
    is_relative,
    office_fits,
    relative_of,
)
from reconcile.names.resolve_names import generation, key, may_shorten, words_of, worth_comparing
from reconcile.values import Kind, Mention, Statement

# compare_names gives less to a typing slip and to looser likeness; inside one article such spellings are as
# likely two people, so the same article must not tell them apart by anything else.
SURE = 0.85
# A name that is used alone at least so often is the story's subject; a namesake beside it is named in full.
_SUBJECT = 3
_SLIP_LEAST = 5  # letters: in shorter names one letter makes another name (Kim, Kin)


@dataclass
class Group:
    """Mentions of one article that name one thing; `names` are its full forms, in the order of the text."""

    source: str
    kind: Kind
    names: list[str]
    members: list[int]
    full: bool = True
    reasons: list[str] = field(default_factory=list)
    chambers: set[str] = field(default_factory=set)  # house, senate: whose committee it may be
    context: Context = field(default_factory=lambda: Context(frozenset(), frozenset(), frozenset()))


def persons(
    mentions: Sequence[Mention], statements: Mapping[str, Statement]
) -> tuple[list[Group], dict[int, str]]:
    """Return the persons among one article's mentions, and why those left out have no referent."""
    groups = _full(mentions, statements)
    titled = _titled(mentions, statements)
    left_out: dict[int, str] = {}
    bare: dict[str, Group] = {}
    used: dict[str, Group] = {}
    for i, m in enumerate(mentions):
        if not _is_short(m):
            continue
        others = [g for g in groups if not relative_of(g.context, titled.get(key(m.text), g.context))]
        group, why = _referent(i, mentions, statements, others, used)
        if group is None and why:
            left_out[i] = why
            continue
        if group is None:
            group = bare.setdefault(key(m.text), Group(m.source, "person", [m.text], [], False))
        else:
            used[key(m.text)] = group
        group.members.append(i)
    for group in (*groups, *bare.values()):
        group.members.sort()
        group.context = context([mentions[i] for i in group.members], statements)
    return [*groups, *bare.values()], left_out


def _titled(mentions: Sequence[Mention], statements: Mapping[str, Statement]) -> dict[str, Context]:
    """Return what the titles before each bare name say together ("President" for Wood)."""
    short: dict[str, list[Mention]] = {}
    for m in mentions:
        if _is_short(m) and m.title:
            short.setdefault(key(m.text), []).append(m)
    return {word: context(listed, statements) for word, listed in short.items()}


def _is_short(m: Mention) -> bool:
    return m.kind == "person" and m.form in ("name", "short") and len(words_of(m.text)) < 2


def _full(mentions: Sequence[Mention], statements: Mapping[str, Statement]) -> list[Group]:
    groups: list[Group] = []
    for i, m in enumerate(mentions):
        if m.kind != "person" or m.form not in ("name", "short") or _is_short(m):
            continue
        here = context([m], statements)
        many = len(groups)
        group = next(
            (g for g in groups if worth_comparing([m.text], g.names, "person", many) and _same(m, here, g)),
            None,
        )
        if group is None:
            group = Group(m.source, "person", [], [], context=here)
            groups.append(group)
        if m.text not in group.names:
            if group.names:
                group.reasons.append(compare_names(group.names[0], m.text, kind="person").why)
            group.names.append(m.text)
        group.members.append(i)
        group.context = context([mentions[k] for k in group.members], statements)
    return groups


def _same(m: Mention, here: Context, group: Group) -> bool:
    if any(key(m.text) == key(n) for n in group.names):
        return True
    if clash(here, group.context) or len({generation(m.text), *map(generation, group.names)} - {""}) > 1:
        return False
    if all(may_shorten(words_of(m.text), n) == "family" for n in group.names):
        return True
    matches = [compare_names(m.text, n, kind="person") for n in group.names]
    return all(x.same for x in matches) and max(x.score for x in matches) >= SURE


def _referent(
    i: int,
    mentions: Sequence[Mention],
    statements: Mapping[str, Statement],
    groups: Sequence[Group],
    used: Mapping[str, Group],
) -> tuple[Group | None, str]:
    """Return the person that a bare name stands for; (None, "") where nobody bears it in full."""
    m = mentions[i]
    fits = _candidates(m, groups, mentions)
    if len(fits) < 2:
        return (fits[0] if fits else _slip(m, groups)), ""
    if m.title and len(named := [g for g in fits if office_fits(m, g.context.roles)]) == 1:
        return named[0], ""
    if len(alone := [g for g in fits if not is_relative(g.context)]) == 1 and not m.title:
        return alone[0], ""  # the daughter is called Lucy, her father Doyle
    before = [g for g in fits if any(k < i for k in g.members)]
    if len(before) == 1 and statements[m.statement].part != "headline":
        return before[0], ""
    return _subject(i, mentions, statements, fits, used.get(key(m.text)))


def _candidates(m: Mention, groups: Sequence[Group], mentions: Sequence[Mention]) -> list[Group]:
    short, line = words_of(m.text), generation(m.text)
    found: dict[str, list[Group]] = {"family": [], "given": []}
    for g in groups:
        how = {
            may_shorten(short, n)
            for n in g.names
            if generation(n) == line or (not line and generation(n) not in ("jr", "sr"))
        }
        gender = gender_of(m)
        if gender and g.context.gender and gender != g.context.gender:
            continue
        if all(mentions[k].role == "byline" for k in g.members):
            continue
        for kind in ("family", "given"):
            if kind in how:
                found[kind].append(g)
                break
    if m.title:
        return found["family"]  # Mr. Kim is called by his family name
    return found["family"] or found["given"]


def _slip(m: Mention, groups: Sequence[Group]) -> Group | None:
    """Return the one person whose given or family name is a typing slip away ("Martni" for Ann Martin)."""
    word = key(m.text)
    if len(word) < _SLIP_LEAST:
        return None
    near = [
        g
        for g in groups
        if any(
            len(w) >= _SLIP_LEAST and w[0] == word[0] and edits(w, word) == 1
            for n in g.names
            for w in words_of(n)
        )
    ]
    return near[0] if len(near) == 1 else None


def _subject(
    i: int,
    mentions: Sequence[Mention],
    statements: Mapping[str, Statement],
    fits: Sequence[Group],
    last: Group | None,
) -> tuple[Group | None, str]:
    """Choose among namesakes: who was called by the bare name so far, else the one named far more often."""
    m = mentions[i]
    why = f"{len(fits)} people here are named {m.text}"
    counts = sorted(((len(g.members), -n, g) for n, g in enumerate(fits)), key=lambda x: x[:2], reverse=True)
    if last is not None and any(g is last for g in fits):
        here = statements[m.statement].index
        rival = any(
            statements[mentions[k].statement].index in (here - 1, here) and k < i
            for g in fits
            if g is not last
            for k in g.members
        )
        return (None, why) if rival and len(last.members) < _SUBJECT else (last, "")
    first, second = counts[0], counts[1]
    earliest = min(fits, key=lambda g: g.members[0])
    if first[0] >= 2 * second[0] or (earliest is first[2] and first[0] > second[0]):
        return first[2], ""
    # Nobody stands out. A heading or lead that names one in full right here means that one.
    same = [g for g in fits if any(mentions[k].statement == m.statement for k in g.members)]
    return (same[0], "") if len(same) == 1 else (None, why)
