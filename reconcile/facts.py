"""Alignments → facts over all sources: who says it, who differs, who is silent; and who is independent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reconcile.facets.alike import alike
from reconcile.values import Alignment, Article, Evidence, Fact, Finding, Kinship, Relation, View

# A probability from which an alignment is called an agreement. On the 28 labelled pairs, each left out of
# training, .86 of the alignments at or above it share a proposition (.76 from .5 on, .65 from the threshold
# of the alignment on): what a report calls agreed must be.
AGREES = 0.7
# Words in the same order that news writers do not share by chance; nine words are a copied clause.
COPIED_RUN = 9
SHORTEST = 3  # words of its own; a statement of so few is no copy
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
    numbers: dict[str, set[int]] = {}  # of the findings that show a statement
    for n, finding in enumerate(told):
        for s in finding.statements:
            numbers.setdefault(s, set()).add(n)

    def differs(a: Alignment) -> bool:
        both = numbers.get(a.left, set()) & numbers.get(a.right, set())
        return any(_apart(told[n], a.left, a.right, views) for n in both)

    return tuple(
        replace(a, relation=_relation(a, differs(a), (a.left, a.right) in doubted)) for a in alignments
    )


def _relation(alignment: Alignment, differs: bool, doubted: bool) -> Relation:
    if differs:
        return "discrepancy"
    return "agreement" if alignment.score >= AGREES and not doubted else "related"


def _apart(finding: Finding, left: str, right: str, views: Mapping[str, View]) -> bool:
    """Whether a finding sets two of its statements apart: the pair that it was judged on, or two that it
    shows with different values. Of three sources, two that say 15 against one's 12 do not differ.
    """
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
    after: dict[str, list[Alignment]] = {}  # by the left statement
    for a in strength.values():
        after.setdefault(a.left, []).append(a)
    voice = _voice_of(kin)
    return tuple(
        _fact(f"F{k}", members, sources, source_of, after, voice) for k, members in enumerate(told, 1)
    )


def _belong(
    one: list[str],
    two: list[str],
    strength: Mapping[tuple[str, str], Alignment],
    source_of: Mapping[str, str],
) -> bool:
    if not {source_of[a] for a in one}.isdisjoint(source_of[b] for b in two):
        return False
    held = sum((a, b) in strength or (b, a) in strength for a in one for b in two)
    return held * 2 >= len(one) * len(two)


def _fact(
    id: str,
    members: Sequence[str],
    sources: Sequence[str],
    source_of: Mapping[str, str],
    after: Mapping[str, Sequence[Alignment]],
    voice: Mapping[str, str],
) -> Fact:
    speaking = {source_of[s] for s in members}
    told = frozenset(members)
    inside = [a for s in members for a in after.get(s, ()) if a.right in told]
    differing = _differing(inside, source_of)
    says: tuple[tuple[str, Stance], ...] = tuple(
        (s, "silent" if s not in speaking else "differs" if s in differing else "agrees") for s in sources
    )
    return Fact(id, tuple(members), says, len({voice.get(s, s) for s in speaking}))


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
    voice = _voice_of(kin)
    return len({voice.get(s, s) for s in sources})


def _voice_of(kin: Iterable[Kinship]) -> dict[str, str]:
    """For each source that has kin, one of them that stands for all."""
    voice: dict[str, str] = {}
    one: dict[str, list[str]] = {}  # all that a source stands for
    for k in kin:
        new, old = (voice.setdefault(s, s) for s in (k.left, k.right))
        if new != old:
            joining = one.pop(old, [old])
            one.setdefault(new, [new]).extend(joining)
            voice |= dict.fromkeys(joining, new)
    return voice


def kinships(articles: Sequence[Article], views: Mapping[str, Sequence[View]]) -> tuple[Kinship, ...]:
    """Return the pairs of sources that are not independent, with the reason.

    Two reports are kin where both say that they rest on one agency, or where a large share of the
    shorter one's statements stands in the other in the same words.
    """
    found = []
    runs = _Runs(views)
    for k, a in enumerate(articles):
        for b in articles[k + 1 :]:
            if a.source.wire and a.source.wire.casefold() == b.source.wire.casefold():
                found.append(Kinship(a.id, b.id, f"both rest on {a.source.wire}"))
                continue
            shorter, longer = sorted((a.id, b.id), key=lambda s: len(views[s]))
            copied, whole = runs.copied(shorter, longer), len(views[shorter])
            if whole and copied >= COPIED_SHARE * whole:
                why = f"{copied} of {whole} statements stand in both, nearly word for word"
                found.append(Kinship(a.id, b.id, why))
    return tuple(found)


_Run = tuple[str, ...]


class _Runs:
    """The runs of words of each source's statements, worked out once a source: two statements have so many
    words in a row in common where they share a run of that length."""

    def __init__(self, views: Mapping[str, Sequence[View]]) -> None:
        self._views = views
        self._own: dict[str, list[tuple[int, frozenset[_Run]]]] = {}
        self._held: dict[tuple[str, int], frozenset[_Run]] = {}

    def copied(self, shorter: str, longer: str) -> int:
        """How many statements of the one source the other has, too."""
        if shorter not in self._own:
            self._own[shorter] = [own for v in self._views[shorter] for own in _own_runs(v)]
        return sum(not self._all(longer, length).isdisjoint(runs) for length, runs in self._own[shorter])

    def _all(self, source: str, length: int) -> frozenset[_Run]:
        if (source, length) not in self._held:
            stems = ([t.stem for t in v.tokens if t.stem] for v in self._views[source])
            self._held[source, length] = frozenset(run for words in stems for run in _runs(words, length))
        return self._held[source, length]


def _own_runs(view: View) -> Iterator[tuple[int, frozenset[_Run]]]:
    """How long a run of a statement's own words (quotations aside: both may quote one speaker) must stand in
    another for a copy, and its runs of that length; nothing where it has too few words of its own."""
    inside = [(q.start, q.end) for q in view.statement.quotations]
    own = [t.stem for t in view.tokens if t.stem and not any(a <= t.start < b for a, b in inside)]
    length = min(COPIED_RUN, len(own))
    if length > SHORTEST:
        yield length, frozenset(_runs(own, length))


def _runs(words: Sequence[str], length: int) -> Iterator[_Run]:
    return zip(*(words[k:] for k in range(length)), strict=False)
