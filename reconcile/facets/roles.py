"""Facet role: one person under roles that exclude each other, and two names exchanged around a verb."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reconcile.data import table, words
from reconcile.facets import check
from reconcile.facets.polarity_scope import plain_both
from reconcile.facets.role_agents import exchanged
from reconcile.facets.role_parallel import offices_apart
from reconcile.facets.role_words import Choice, Role, choices, keys, roles
from reconcile.facets.wording import Wording, lay, same_act, share, speakers
from reconcile.values import Difference, Evidence, Pair, Severity, Unclear
from reconcile.words import stems

UNIT_SHARE = 0.6  # of the other words of two roles, before their departments are compared
DEPUTY_SHARE = 0.75  # of the other words: "head of the party's trade department" / "deputy head of …"
OFFICE_SCORE = 0.8
PARALLEL_SCORE = 0.8  # two offices in sentences of the same words
_Rivals = tuple[Evidence, Evidence, float]


@check("role-mismatch", facet="role", severity="conflict", floor=0.15)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """One person is given two roles that exclude each other.

    An editor cares because an office, a rank or a kinship is soon checked and long remembered.
    Example: "finance minister Ada Brandt" / "interior minister Ada Brandt"; "he called his sister" /
    "he called his wife". Roles that may both hold (a former and a present one, a nationality, a
    general word such as "leader") are compatible. Gaps: roles that no table knows.
    """
    left, right = lay(pair.left), lay(pair.right)
    parallel = ((a, b, PARALLEL_SCORE) for a, b in offices_apart(pair))
    every = (*_beside_names(left, right), *_in_places(left, right), *parallel)
    found = sorted(every, key=lambda r: -r[2])
    if found:
        a, b, score = found[0]
        grave: Severity = "tension" if speakers(pair.left, pair.right) and score < 0.7 else "conflict"
        message = f"{a.source} says “{a.text}”, {b.source} “{b.text}”."
        yield Difference(grave, round(min(0.95, 0.3 + 0.6 * score), 2), message, a, b)


def _beside_names(left: Wording, right: Wording) -> Iterator[_Rivals]:
    for a in roles(left):
        for b in roles(right):
            if a.entity == b.entity and not _other_time(a, b) and _exclude(a, b):
                yield left.evidence(a.first, a.last), right.evidence(b.first, b.last), OFFICE_SCORE


def _other_time(a: Role, b: Role) -> bool:
    return bool((set(a.words) | set(b.words)) & words("roles", "other_time"))


def _exclude(a: Role, b: Role) -> bool:
    return _portfolio(a, b) or _rank(a, b) or _unit(a, b) or _deputy(a, b)


@cache
def _spelling(word: str) -> str:
    return {"defence": "defense", "labour": "labor", "transportation": "transport"}.get(word, word)


def _portfolio(a: Role, b: Role) -> bool:
    """Two ministers or secretaries of different departments."""
    for head in ("minister", "secretary"):
        if head in a.words and head in b.words:
            mine = {_spelling(w) for w in a.words if w in words("roles", "portfolios")}
            theirs = {_spelling(w) for w in b.words if w in words("roles", "portfolios")}
            return bool(mine and theirs) and not mine & theirs
    return False


@cache
def _ranks() -> dict[str, int]:
    return {word: n for n, row in enumerate(table("roles")["ranks"]) for word in row}


def _rank(a: Role, b: Role) -> bool:
    """Two ranks, neither of which is a part of the other ("Lt. Gen." holds "Gen.")."""
    mine = {_ranks()[w] for w in a.words if w in _ranks()}
    theirs = {_ranks()[w] for w in b.words if w in _ranks()}
    return bool(mine and theirs) and not mine & theirs


def _unit(a: Role, b: Role) -> bool:
    """The same post in two parts of one organisation: head of the "sales" and the "legal" department."""
    units = words("roles", "units")
    for unit in sorted(set(a.words) & set(b.words) & units):
        x, y = a.words.index(unit), b.words.index(unit)
        if x and y and a.words[x - 1] != b.words[y - 1]:
            mine, theirs = set(a.words) - {a.words[x - 1]}, set(b.words) - {b.words[y - 1]}
            bare = not {a.words[x - 1], b.words[y - 1]} & (set(a.words) & set(b.words) | {"the", "of"})
            if bare and _heads(a) & _heads(b) and share(mine, theirs) >= UNIT_SHARE:
                return True
    return False


def _heads(role: Role) -> set[str]:
    return set(role.words) & words("roles", "heads")


def _deputy(a: Role, b: Role) -> bool:
    """The deputy of an office and its holder: "vice president" / "president" with the same words besides."""
    low = words("roles", "lower_rank")
    mine, theirs = keys(a) - stems(*low), keys(b) - stems(*low)
    one_low = bool(set(a.words) & low) != bool(set(b.words) & low)
    same = bool(_heads(a) & _heads(b) - low)
    return one_low and same and share(mine, theirs) >= DEPUTY_SHARE


def _in_places(left: Wording, right: Wording) -> Iterator[_Rivals]:
    """Words of which one excludes the other, where both stand among the same words."""
    for name, mine in choices(left).items():
        theirs = choices(right).get(name, ())
        rows, rows2 = {c.row for c in mine}, {c.row for c in theirs}
        for a in mine:
            for b in theirs:
                if a.row in rows2 or b.row in rows or not _one_holder(name, left, a, right, b):
                    continue
                score = _fills(left, a, right, b)
                if score:
                    yield left.evidence(*_with_owner(left, a)), right.evidence(*_with_owner(right, b)), score


def _one_holder(name: str, left: Wording, a: Choice, right: Wording, b: Choice) -> bool:
    """Whether two words of a table can only be rivals: one's kin, or the post that somebody is put up for."""
    if name == "relations":
        return _kin(left, a, right, b)
    return name != "offices" or (_put_up(left, a) and _put_up(right, b))


def _put_up(wording: Wording, choice: Choice) -> bool:
    """ "Confirmed as secretary of state": beside a name two offices may both be held."""
    return any(
        t.lower in words("roles", "put_up") for t in wording.tokens[max(0, choice.first - 3) : choice.first]
    )


def _fills(left: Wording, a: Choice, right: Wording, b: Choice) -> float:
    if not plain_both(left, a.first, right, b.first):
        return 0.0
    spans = tuple(range(a.first, a.last + 1)), tuple(range(b.first, b.last + 1))
    return same_act(left, a.first, right, b.first, *spans)


def _kin(left: Wording, a: Choice, right: Wording, b: Choice) -> bool:
    """Whether two relations are of one person and exclude each other."""
    listed = table("kin")["relations"]
    pairs = {frozenset(p) for p in table("kin")["compatible"]}
    if frozenset((listed[a.row][0], listed[b.row][0])) in pairs:
        return False
    mine, theirs = _owner(left, a), _owner(right, b)
    pronouns = words("kin", "possessive")
    return bool(mine and theirs) and (mine == theirs or bool({mine, theirs} & pronouns))


def _owner(wording: Wording, choice: Choice) -> str:
    """Whose relative: the pronoun or possessive before the word; "" where there is none."""
    if not choice.first:
        return ""
    at = choice.first - 1
    token, mention = wording.tokens[at], wording.named[at]
    if token.lower in words("kin", "possessive"):
        return mention.entity if mention is not None and mention.entity else token.lower
    if token.lower.endswith(("'s", "’s")):
        return mention.entity if mention is not None and mention.entity else token.stem
    return ""


def _with_owner(wording: Wording, choice: Choice) -> tuple[int, int]:
    return (choice.first - 1 if _owner(wording, choice) else choice.first), choice.last


@check("agent-mismatch", facet="role", severity="conflict", floor=0.15)
def agents(pair: Pair) -> Iterator[Difference | Unclear]:
    """Who did it and to whom it was done are exchanged.

    An editor cares because the two sides of a case are mixed up. Example: "Norvik sued Halden" /
    "Halden sued Norvik". Gaps: verbs that both may do to each other, and parties that are no names.
    """
    left, right = lay(pair.left), lay(pair.right)
    found = exchanged(left, right)
    if found is not None:
        a, b = left.evidence(*found[0]), right.evidence(*found[1])
        message = f"{a.source} says “{a.text}”, {b.source} “{b.text}”."
        yield Difference("conflict", 0.75, message, a, b)
