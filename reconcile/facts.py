"""Alignments → facts over all sources: who says it, who differs, who is silent; and who is independent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reconcile.facets.alike import alike
from reconcile.values import Alignment, Article, Evidence, Fact, Finding, Kinship, Relation, View
from reconcile.words import longest_run

# A probability from which an alignment is called an agreement. On the 28 labelled pairs, each left out of
# training, .86 of the alignments at or above it share a proposition (.76 from .5 on, .65 from the threshold
# of the alignment on): what a report calls agreed must be.
AGREES = 0.7
# Words in the same order that news writers do not share by chance; nine words are a copied clause.
COPIED_RUN = 9
# The share of the shorter article's statements that must be copied for the two to be one voice.
COPIED_SHARE = 0.4

Stance = Literal["agrees", "differs", "silent"]


def related(
    alignments: Iterable[Alignment],
    findings: Iterable[Finding],
    views: Mapping[str, View],
    doubted: Collection[tuple[str, str]] = (),
) -> tuple[Alignment, ...]:
    """Return the alignments with their relation; `views` maps statement ids to views.

    A discrepancy is where a finding shows both statements on different sides, an agreement where the
    alignment is strong and nothing is in doubt, and merely related is the rest.
    """
    told = [f for f in findings if f.kind == "discrepancy"]

    def differs(a: Alignment) -> bool:
        return any(_apart(f, a.left, a.right, views) for f in told)

    return tuple(
        replace(a, relation=_relation(a, differs(a), (a.left, a.right) in doubted)) for a in alignments
    )


def _relation(alignment: Alignment, differs: bool, doubted: bool) -> Relation:
    if differs:
        return "discrepancy"
    return "agreement" if alignment.score >= AGREES and not doubted else "related"


def _apart(finding: Finding, left: str, right: str, views: Mapping[str, View]) -> bool:
    """Whether a finding sets two statements apart: the pair that it was judged on, or two that it shows
    with different values. Of three sources, two that say 15 against one's 12 do not differ from each other.
    """
    if left not in finding.statements or right not in finding.statements:
        return False
    if {left, right} == set(finding.statements[:2]):
        return True
    mine, theirs = _shown(finding, views[left]), _shown(finding, views[right])
    return not any(alike(finding.facet, one, other) for one in mine for other in theirs)


def _shown(finding: Finding, view: View) -> list[Evidence]:
    own = view.statement
    return [e for e in finding.evidence if e.source == own.source and own.start <= e.start < own.end]


def group(
    alignments: Sequence[Alignment],
    sources: Sequence[str],
    source_of: Mapping[str, str],
    kin: Sequence[Kinship],
) -> tuple[Fact, ...]:
    """Return the facts: groups of statements of two or more sources that tell one thing.

    The strongest alignments join first; a statement joins a group only if it is aligned with at
    least half of the group's statements of other sources, so that no chain of half-matches makes
    one fact of two. Alignments that are merely related make no fact.
    """
    strength = {(a.left, a.right): a for a in alignments if a.relation != "related"}
    groups: dict[str, list[str]] = {}
    for a in sorted(strength.values(), key=lambda a: (-a.score, a.left, a.right)):
        one, two = groups.setdefault(a.left, [a.left]), groups.setdefault(a.right, [a.right])
        if one is not two and _belong(one, two, strength, source_of):
            one.extend(two)
            for member in two:
                groups[member] = one
    distinct = {id(g): g for g in groups.values()}.values()
    order = {s: k for k, s in enumerate(source_of)}
    told = [sorted(g, key=lambda s: order[s]) for g in distinct if len({source_of[s] for s in g}) > 1]
    told.sort(key=lambda g: [order[s] for s in g])
    return tuple(
        _fact(f"F{k}", members, sources, source_of, strength, kin) for k, members in enumerate(told, 1)
    )


def _belong(
    one: list[str],
    two: list[str],
    strength: Mapping[tuple[str, str], Alignment],
    source_of: Mapping[str, str],
) -> bool:
    across = [(a, b) for a in one for b in two if source_of[a] != source_of[b]]
    held = sum((a, b) in strength or (b, a) in strength for a, b in across)
    return (
        bool(across)
        and held * 2 >= len(across)
        and not any(source_of[a] == source_of[b] for a in one for b in two)
    )


def _fact(
    id: str,
    members: Sequence[str],
    sources: Sequence[str],
    source_of: Mapping[str, str],
    strength: Mapping[tuple[str, str], Alignment],
    kin: Sequence[Kinship],
) -> Fact:
    speaking = {source_of[s] for s in members}
    inside = [a for a in strength.values() if a.left in members and a.right in members]
    differing = _differing(inside, source_of)
    says: tuple[tuple[str, Stance], ...] = tuple(
        (s, "silent" if s not in speaking else "differs" if s in differing else "agrees") for s in sources
    )
    return Fact(id, tuple(members), says, voices(tuple(s for s in sources if s in speaking), kin))


def _differing(alignments: Sequence[Alignment], source_of: Mapping[str, str]) -> set[str]:
    """Return the sources that differ: those in a discrepancy but for the one side that more sources tell.

    Two against one agree and the one differs; where the sides are equal, nobody can be said to agree.
    """
    held: dict[str, int] = {}
    for a in alignments:
        if a.relation == "agreement":
            for s in (a.left, a.right):
                held[source_of[s]] = held.get(source_of[s], 0) + 1
    return {
        mine
        for a in alignments
        if a.relation == "discrepancy"
        for mine, other in [(source_of[a.left], source_of[a.right]), (source_of[a.right], source_of[a.left])]
        if held.get(mine, 0) <= held.get(other, 0)
    }


def voices(sources: Sequence[str], kin: Sequence[Kinship]) -> int:
    """Return how many independent voices the sources are: kin count once, also by way of a silent third."""
    group = {s: s for s in (*sources, *(s for k in kin for s in (k.left, k.right)))}
    for k in kin:
        old, new = group[k.right], group[k.left]
        group = {s: new if g == old else g for s, g in group.items()}
    return len({group[s] for s in sources})


def kinships(articles: Sequence[Article], views: Mapping[str, Sequence[View]]) -> tuple[Kinship, ...]:
    """Return the pairs of sources that are not independent, with the reason.

    Two reports are kin where both say that they rest on one agency, or where a large share of the
    shorter one's statements stands in the other in the same words.
    """
    found = []
    for k, a in enumerate(articles):
        for b in articles[k + 1 :]:
            if a.source.wire and a.source.wire.casefold() == b.source.wire.casefold():
                found.append(Kinship(a.id, b.id, f"both rest on {a.source.wire}"))
                continue
            shorter, longer = sorted((views[a.id], views[b.id]), key=len)
            copied = sum(_copied(v, longer) for v in shorter)
            if shorter and copied >= COPIED_SHARE * len(shorter):
                found.append(
                    Kinship(
                        a.id,
                        b.id,
                        f"{copied} of {len(shorter)} statements stand in both, nearly word for word",
                    )
                )
    return tuple(found)


def _copied(view: View, others: Sequence[View]) -> bool:
    """Whether a statement's own words (quotations aside: both may quote one speaker) stand in another's."""
    inside = [(q.start, q.end) for q in view.statement.quotations]
    own = [t.stem for t in view.tokens if t.stem and not any(a <= t.start < b for a, b in inside)]
    need = min(COPIED_RUN, len(own))
    return need > 3 and any(longest_run(own, [t.stem for t in o.tokens if t.stem]) >= need for o in others)
