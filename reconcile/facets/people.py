"""Facet name: one person under two names of which one must be a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.data import words
from reconcile.facets import check
from reconcile.facets.parallel_names import misnamed
from reconcile.facets.people_names import differ, near, parts
from reconcile.facets.role_words import people, roles
from reconcile.facets.wording import Wording, lay, share
from reconcile.values import Difference, Mention, Pair, Unclear
from reconcile.words import stop_words

IN_PARALLEL = 0.75  # confidence where only the words around two names are the same
LEAST_SHARED = 2  # topic words of the two statements besides the names
_FIGURE = re.compile(r"\d+")  # "15-year-old" and "15" are one figure of one person
# Without a common role the statements must have this much in common, besides the names and of the shorter
# one: below it, two relatives are just both in the story.
ALIKE_SHARED, ALIKE_SHARE = 3, 0.35
SAME_ROLE = 0.5  # of the words of the shorter role


@check("name-mismatch", facet="name", severity="conflict", floor=0.05)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """The same place in the same fact is filled with two names that share one part.

    An editor cares because a wrong name is the error that readers and courts mind most. Example:
    "spokeswoman Marta Kovac" / "spokeswoman Maria Kovac". Romanisations, initials and short forms
    of one name are no discrepancy. Names that share no part are compared only where the words around them
    are the same. Gaps: relatives, who must have the same role or nearly the same letters to be taken for
    one person.
    """
    left, right = lay(pair.left), lay(pair.right)
    for mention, first, last in people(left):
        for other, first2, last2 in people(right):
            unlike = differ(mention.text, other.text)
            if unlike is None:
                continue
            twin = mention.entity == other.entity  # filed as one person under two spellings
            if _known(pair, mention, right, twin) or _known(pair, other, left, twin):
                continue  # the source that writes the one name has the other too: two people
            sure = _one_person(unlike, left, mention, right, other)
            if sure:
                a, b = left.evidence(first, last), right.evidence(first2, last2)
                message = f"{a.source} names {a.text}, {b.source} {b.text}."
                yield Difference("conflict", sure, message, a, b)
                return
    for a, b in misnamed(pair):
        yield Difference("conflict", IN_PARALLEL, f"{a.source} names {a.text}, {b.source} {b.text}.", a, b)


def _known(pair: Pair, mention: Mention, other: Wording, twin: bool) -> bool:
    """Whether the other source, too, has this person: another one than the one that it is compared with."""
    entity = pair.names.get(mention.entity or "")
    here = [v for v in entity.variants if v.source == other.view.source.id] if entity else []
    return any(parts(v.text) == parts(mention.text) for v in here) or (bool(here) and not twin)


def _one_person(unlike: tuple[str, str], left: Wording, a: Mention, right: Wording, b: Mention) -> float:
    """How sure it is that two names that are unlike in these parts are one person's; 0 where they are not."""
    if _stands(a, right) or _stands(b, left):
        return 0.0
    mine, theirs = _besides(left, a), _besides(right, b)
    if len(mine & theirs) < LEAST_SHARED:
        return 0.0
    # In a hyphenated name each syllable counts: with one letter changed it is a brother's.
    if "-" not in a.text + b.text and near(*unlike):
        return 0.85
    if a.entity is not None and a.entity == b.entity:
        return 0.0  # spellings of one person (Lee and Ri), told in the name ledger
    if _same_role(left, a, right, b):
        return 0.8
    alike = len(mine & theirs) >= ALIKE_SHARED and share(mine, theirs) >= ALIKE_SHARE
    return 0.7 if alike else 0.0


def _stands(mention: Mention, other: Wording) -> bool:
    """Whether the other statement has the same full name too."""
    wanted = parts(mention.text)
    return any(m is not None and parts(m.text) == wanted for m in other.named)


def _besides(wording: Wording, mention: Mention) -> frozenset[str]:
    """The topic keys of a statement without the name itself."""
    inside = [n for n, m in enumerate(wording.named) if m is mention]
    figures = {_FIGURE.match(t.text) for t in wording.tokens}
    return wording.keys(without=inside) | {f"#{m.group()}" for m in figures if m}


def _same_role(left: Wording, a: Mention, right: Wording, b: Mention) -> bool:
    """Whether both names have the same role words beside them, of a kind that one person has."""
    for mine in _role_words(left, a):
        for theirs in _role_words(right, b):
            heads = mine & theirs & (words("roles", "heads") - words("people", "shared_roles"))
            present = not (mine ^ theirs) & words("roles", "other_time")
            if heads and present and share(mine, theirs) >= SAME_ROLE:
                return True
    return False


def _role_words(wording: Wording, mention: Mention) -> tuple[frozenset[str], ...]:
    beside = tuple(r.words for r in roles(wording) if r.entity == mention.entity)
    title = tuple(w.casefold() for w in f"{mention.title} {mention.role}".split())
    return tuple(frozenset(w for w in found if w not in stop_words()) for found in (*beside, title) if found)
