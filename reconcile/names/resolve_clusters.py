"""Clusters of groups while they are joined: what is asked of one is kept with it.

Fifty articles have some 600 groups and thousands of links between them, and most links join nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reconcile.names.resolve_context import Context, clash
from reconcile.names.resolve_local import Group


@dataclass
class Cluster:
    """Groups by number, in the order in which they were joined, with the reasons that joined them."""

    groups: list[int]
    reasons: list[str]
    sources: set[str]
    telling_apart: set[str]  # sources that name somebody of it in full, and would name another apart
    said: set[Context]  # what clashes of its groups' contexts: genders and ages


class Clusters:
    """Clusters by the number of their first group; at first each group is one."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self._home = list(range(len(groups)))
        self._held = {
            n: Cluster([n], [], {g.source}, {g.source} if g.full else set(), {_clashing(g.context)})
            for n, g in enumerate(groups)
        }

    def listed(self) -> list[tuple[list[Group], list[str]]]:
        """Return the groups of each cluster with the reasons, in the order of the first groups."""
        return [(self.of(n), self._held[n].reasons) for n in sorted(self._held)]

    def homes(self, groups: Iterable[int]) -> list[int]:
        """Return the clusters that hold any of the groups, in order."""
        return sorted({self._home[n] for n in groups})

    def of(self, cluster: int) -> list[Group]:
        """Return the groups of a cluster, in the order in which they were joined."""
        return [self.groups[n] for n in self._held[cluster].groups]

    def sources(self, group: int) -> set[str]:
        """Return the sources of the cluster that holds a group."""
        return self._held[self._home[group]].sources

    def join(self, left: int, right: int, why: str) -> None:
        """Join the clusters of two groups, unless they are one, or persons that cannot be."""
        one, two = self.homes((left, right))[0], self.homes((left, right))[-1]
        if one == two or (self.groups[left].kind == "person" and not self.may_be_one(one, two)):
            return
        into, other = self._held[one], self._held.pop(two)
        for n in other.groups:
            self._home[n] = one
        into.groups += other.groups
        into.reasons += [*other.reasons, why] if why else other.reasons
        into.sources |= other.sources
        into.telling_apart |= other.telling_apart
        into.said |= other.said

    def may_be_one(self, left: int, right: int) -> bool:
        """Whether no article tells two clusters apart, and nothing that is said of them clashes."""
        one, two = self._held[left], self._held[right]
        if one.telling_apart & two.telling_apart:
            return False
        return not any(clash(x, y) for x in one.said for y in two.said)


def _clashing(context: Context) -> Context:
    return replace(context, roles=frozenset())
