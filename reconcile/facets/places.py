"""Facet place: the same act, placed at two places that cannot both be it."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from reconcile.data import words
from reconcile.facets import check
from reconcile.facets.parallel_names import misplaced
from reconcile.facets.place_spots import Spot, common, spots, strict
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Wording, lay, same_act, speakers
from reconcile.values import Difference, Evidence, Pair, Severity, Unclear

IN_PARALLEL = 0.75  # confidence where only the words around two places are the same
MAY_HOLD = 0.6  # … and one of them may be a part of the other
SURE = 0.8  # the score of a slot that has one name ("the 2300 block of"), whatever else the sources name
SPELLING = 78  # at or above, two names may be spellings of one (Sevastopol / Sebastopol); no discrepancy here
_BEFORE = frozenset(["a", "an", "at", "in", "on", "the"])
LEAST_COMMON = 2  # topic words around a common place that both sides share


@check("place-mismatch", facet="place", severity="conflict", floor=0.15)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """The same act is put at two different places of one kind.

    An editor cares because readers look for the place. Example: "taken to a hospital in Brno" /
    "taken to a hospital in Ostrava"; "at a stop sign" / "at a traffic light". Gaps: places of
    different levels (a quarter and a town) stay silent, as one may hold the other.
    """
    left, right = lay(pair.left), lay(pair.right)
    best: tuple[float, Evidence, Evidence] | None = None
    for score, mine, theirs in (*_names(pair, left, right), *_commons(left, right)):
        if best is None or score > best[0]:
            best = (score, mine, theirs)
    if best is None:
        yield from _in_parallel(pair)
        return
    score, a, b = best
    grave: Severity = "tension" if speakers(pair.left, pair.right) and score < 0.7 else "conflict"
    message = f"{a.source} gives the place as “{a.text}”, {b.source} as “{b.text}”."
    yield Difference(grave, round(min(0.95, 0.3 + 0.6 * score), 2), message, a, b)


def _in_parallel(pair: Pair) -> Iterator[Difference]:
    """Places that stand for each other in sentences of the same words, whatever governs them."""
    for grave, mine, theirs in misplaced(pair):
        message = f"{mine.source} has {mine.text}, {theirs.source} {theirs.text}."
        yield Difference(grave, IN_PARALLEL if grave == "conflict" else MAY_HOLD, message, mine, theirs)


def _names(pair: Pair, left: Wording, right: Wording) -> Iterator[tuple[float, Evidence, Evidence]]:
    for a in spots(left):
        for b in spots(right):
            if _stands(a, right) or _stands(b, left) or not _rivals(a, b):
                continue
            apart = _only_here(pair, a, right) and _only_here(pair, b, left)
            score = _same_slot(left, a, right, b, apart)
            if score < SURE and pair.names and not apart:
                continue  # the one source has both places: two acts, or one place in the other
            if score:
                yield score, _evidence(left, a), _evidence(right, b)


def _only_here(pair: Pair, spot: Spot, other: Wording) -> bool:
    """Whether the place is a known name that the other source writes nowhere."""
    entity = pair.names.get(spot.entity or "")
    return entity is not None and all(v.source != other.view.source.id for v in entity.variants)


def _evidence(wording: Wording, spot: Spot) -> Evidence:
    """The name with its preposition, where that is one of place."""
    inner = spot.word == "of"
    return wording.evidence(spot.first if inner else spot.before, spot.last)


def _compass(spot: Spot) -> set[str]:
    return set(spot.name) & words("place_words", "compass")


def _stands(spot: Spot, other: Wording) -> bool:
    """Whether the other statement has the place too, as the same entity or the same words."""
    # A compass word is left to the letters: a resolver may file North and South Fairview as one.
    if spot.entity and not _compass(spot) and any(m and m.entity == spot.entity for m in other.named):
        return True
    return _bare(other).issuperset(_telling(spot))


@remembered
def _bare(wording: Wording) -> frozenset[str]:
    """A statement's words without possessives."""
    return frozenset(t.lower.removesuffix("'s").removesuffix("’s") for t in wording.tokens)


def _telling(spot: Spot) -> tuple[str, ...]:
    """The words of a name that tell it apart: without "city", "province"."""
    return tuple(w for w in spot.name if w not in words("place_words", "generic")) or spot.name


def _rivals(a: Spot, b: Spot) -> bool:
    """Whether the two names may compete: one level, neither in the other, no two spellings of one."""
    mine, theirs = set(_telling(a)), set(_telling(b))
    if mine <= theirs or theirs <= mine:
        return False
    both = {a.level, b.level}
    if len(both) == 2 and not (both <= {"place", "street"} and mine & theirs) and both != {"place", "metro"}:
        return False
    if _compass(a) and _compass(b):
        return True  # North Fairview / South Fairview are near in letters and far apart in town
    return ratio(" ".join(sorted(mine)), " ".join(sorted(theirs))) < SPELLING


def _same_slot(left: Wording, a: Spot, right: Wording, b: Spot, apart: bool) -> float:
    """How sure it is that two places fill one slot of one act; 0 where they do not.

    `apart` says that neither source names the other's place anywhere: then the same preposition in
    the same act is enough, and a town may compete with a place of no known level.
    """
    twin = bool(set(a.name) & set(b.name) - words("place_words", "compass"))
    slot = bool(a.slot & b.slot)
    if not (a.sure or b.sure) or (not (a.sure and b.sure) and not twin):
        return 0.0
    same = a.word == b.word
    score = same_act(left, a.first, right, b.first, _tokens(a.first, a.last), _tokens(b.first, b.last))
    if not score or not (twin or (same and (slot or apart))) or (a.level != b.level and not (twin or apart)):
        return 0.0
    if twin or (strict(a, left) and strict(b, right)):
        return max(score, SURE)
    if a.level in ("country", "state", "metro"):
        return score
    return min(score, 0.6)  # two names of no known level may be a town and its quarter


def _commons(left: Wording, right: Wording) -> Iterator[tuple[float, Evidence, Evidence]]:
    """Common places of one row, where neither side has the other's."""
    mine, theirs = common(left), common(right)
    for first, last, row, phrase in mine:
        for first2, last2, row2, phrase2 in theirs:
            if row != row2 or phrase == phrase2:
                continue
            if any(p == phrase for *_, p in theirs) or any(p == phrase2 for *_, p in mine):
                continue
            out, out2 = _tokens(first, last), _tokens(first2, last2)
            shared = left.keys(without=out) & right.keys(without=out2)
            score = same_act(left, first, right, first2, out, out2)
            if score or len(shared) > LEAST_COMMON:
                yield max(score, 0.5), _phrase(left, first, last), _phrase(right, first2, last2)


def _tokens(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1))


def _phrase(wording: Wording, first: int, last: int) -> Evidence:
    """A common place with its article and preposition."""
    start = first
    while start and first - start < 2 and wording.tokens[start - 1].lower in _BEFORE:
        start -= 1
    return wording.evidence(start, last)
