"""CERTAINTY: what one article leaves open and another tells as a fact.

Attribution is no hedge ("police say he fell" tells that he fell, on their word), "is expected to" and
"will" are one plan, and a hedge that a later report overtook ("is expected to arrive" / "arrived") is
news and no difference. "Allegedly" beside an assertion that names its source says no less than it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.data import table, words
from reconcile.facets import check, reader
from reconcile.facets.hedging import Hedge, hedges, stems_of
from reconcile.facets.polarity_scope import affirmed
from reconcile.facets.wording import Item, Wording, by_key, key, lay, same_act
from reconcile.values import Difference, Evidence, Pair, Reading, Unclear, View
from reconcile.words import stem

# What `same_act` must give: two shared words around the verb and half of the smaller side. On the aligned
# rows of the 28 development pairs, and on all other pairs of their sentences, this flags no verb falsely.
LEAST_SAME = 0.5
LONGEST = 400  # tokens; nothing longer is a sentence, and its words lie too far apart to be compared
LEAST_OPEN = 3  # topic words of "whether …" that the flat clause must tell too
LEAST_OPEN_SHARE = 0.6
NOUNS = 2  # topic words of "an apparent arson attack" that the settled clause must tell too
BESIDES = 1  # topic words that both tell besides it: one man's apparent gunshot wound is not his children's
REACH = 3  # tokens between "will" and its verb
ROOT = 5  # letters that two stems share to be of one root
NEAR = 6  # tokens from the flat verb to the words shown beside it

_Place = tuple[int, int]  # first and last token


@reader("certainty")
def read(view: View) -> Iterator[Reading]:
    """Yield a reading for each hedge, with the words from the hedge to what it leaves open."""
    if len(view.tokens) > LONGEST:
        return
    wording = lay(view)
    for h in hedges(wording):
        end = max(h.last, h.targets[-1].at)
        first, last = wording.tokens[h.first], wording.tokens[end]
        text = wording.words_of(h.first, end)
        yield Reading(
            "certainty", first.start, last.end, text, "open", qualifier=wording.words_of(h.first, h.last),
            slot=tuple(i.key for i in h.targets), note=h.time,
        )  # fmt: skip


@check("certainty-mismatch", facet="certainty", severity="tension", floor=0.1)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """One source leaves open what the other tells as a fact, or as found out.

    Between "may have been poisoned" and "was poisoned" lies the story; a desk asks who settled it.
    Compared are the same verb with the same words around it, a hedged noun with one that was determined or
    confirmed, and "trying to determine whether" with the plain assertion. Gaps: the same thing in other
    verbs; a hedge in the sentence before.
    """
    if max(len(pair.left.tokens), len(pair.right.tokens)) > LONGEST:
        return
    left, right = lay(pair.left), lay(pair.right)
    seen: set[tuple[int, int]] = set()
    for one, other, turned in ((left, right, False), (right, left, True)):
        for hedge in hedges(one):
            twin = _twin(one, hedge, other)
            if twin is None:
                continue
            ends = _evidence(one, hedge), other.evidence(*twin, "told as a fact")
            mine, theirs = (ends[1], ends[0]) if turned else ends
            if (mine.start, theirs.start) not in seen:
                seen.add((mine.start, theirs.start))
                yield _difference(pair, mine, theirs, turned)


def _twin(one: Wording, hedge: Hedge, other: Wording) -> _Place | None:
    """Return the words of the other side that tell flatly what the hedge leaves open."""
    if hedge.time == "noun":
        return _settled(one, hedge, other)
    return _told(one, hedge, other) if hedge.time == "open" else _flat(one, hedge, other)


def _flat(one: Wording, hedge: Hedge, other: Wording) -> _Place | None:
    """The same verb, told as a fact, with the same words around it."""
    target = hedge.targets[0]
    cue = tuple(range(hedge.first, hedge.last + 1))
    alike = _conditional(one, other) if hedge.time == "ahead" else frozenset()
    for item in by_key(other).get(target.key, ()):
        if not _asserts(other, item, alike) or not _same_time(hedge, other, item):
            continue
        if hedge.kind == "report" and other.view.statement.attributions:
            continue
        if same_act(one, target.at, other, item.at, cue) >= LEAST_SAME:
            return _around(other, item)
    return None


def _conditional(one: Wording, other: Wording) -> frozenset[str]:
    """What leaves both sides as open: "might resume … if" / "if … would resume" differ in the modal alone."""
    both = all(any(t.lower == "if" for t in w.tokens) for w in (one, other))
    return frozenset({"if", "would"}) if both else frozenset()


def _asserts(wording: Wording, item: Item, alike: frozenset[str] = frozenset()) -> bool:
    """Whether a word stands in a clause that is told as a fact, by a voice that vouches for it."""
    if not affirmed(wording, item, alike) or any(_hedged(wording, h, item) for h in hedges(wording)):
        return False
    place = wording.tokens[item.at].start
    for a in wording.view.statement.attributions:
        if a.content[0] <= place < a.content[1] and (not a.speaker or _claims(a.cue)):
            return False
    return True


def _hedged(wording: Wording, hedge: Hedge, item: Item) -> bool:
    return wording.clause[hedge.last] == item.clause


def _claims(cue: str) -> bool:
    return any(stem(w) in stems_of("claiming") for w in cue.split())


def _same_time(hedge: Hedge, other: Wording, item: Item) -> bool:
    """Whether the flat verb looks the same way: "may close" / "will close", "may have closed" / "closed"."""
    before = [t.lower for t in other.tokens[max(0, item.at - REACH) : item.at]]
    ahead = any(w in words("hedges", "will") for w in before)
    infinitive = "to" in before[-1:]
    return ahead if hedge.time == "ahead" else not ahead and not infinitive


def _settled(one: Wording, hedge: Hedge, other: Wording) -> _Place | None:
    """The same thing, named after "determined" or "confirmed": "an apparent arson" / "ruled it arson"."""
    keys = {i.key for i in hedge.targets}
    for n, token in enumerate(other.tokens):
        if token.stem not in stems_of("settling") or not token.lower.endswith(("ed", "proven", "proved")):
            continue
        if n and other.tokens[n - 1].lower in ("to", "not", "be"):
            continue
        held = [i for i in other.items if i.at > n and i.key in keys and _asserts(other, i)]
        besides = (one.keys() & other.keys()) - keys - {key(s) for s in stems_of("each")}
        if len({i.key for i in held}) >= NOUNS and len(besides) >= BESIDES:
            return n, held[-1].at
    return None


def _told(one: Wording, hedge: Hedge, other: Wording) -> _Place | None:
    """The clause after "whether", told as a fact."""
    keys = {i.key for i in hedge.targets}
    for clause in sorted(set(other.clause)):
        held = [
            i for i in other.items if i.clause == clause and _told_key(i.key, keys) and _asserts(other, i)
        ]
        common = {_told_key(i.key, keys) for i in held}
        if not any(_finite(other, i) for i in held):
            continue  # "the imposition of tariffs" tells nothing flatly
        if len(common) >= LEAST_OPEN and len(common) / len(keys) >= LEAST_OPEN_SHARE:
            return held[0].at, held[-1].at
    return None


def _finite(wording: Wording, item: Item) -> bool:
    """Whether a word is a verb in a past form, which tells that it happened."""
    word = wording.tokens[item.at].lower
    return word.endswith("ed") or word in table("irregular")["forms"]


def _told_key(mine: str, keys: set[str]) -> str:
    """Return which of the keys a key is, '' for none; "accident", "accidentally" have stems of one root."""
    if mine in keys:
        return mine
    return next(
        (
            k
            for k in sorted(keys)
            if min(len(k), len(mine)) >= ROOT and (k.startswith(mine) or mine.startswith(k))
        ),
        "",
    )


def _evidence(wording: Wording, hedge: Hedge) -> Evidence:
    return wording.evidence(hedge.first, max(hedge.last, hedge.targets[-1].at), "left open")


def _around(wording: Wording, item: Item) -> _Place:
    """The flat verb with the nearest topic word before it and after it, in its clause."""
    near = [i.at for i in wording.items if i.clause == item.clause and abs(i.at - item.at) <= NEAR]
    return max([k for k in near if k < item.at], default=item.at), min(
        [k for k in near if k > item.at], default=item.at
    )


def _difference(pair: Pair, left: Evidence, right: Evidence, turned: bool) -> Difference:
    open_side, flat_side = (
        (pair.right.source.id, pair.left.source.id) if turned else (pair.left.source.id, pair.right.source.id)
    )
    hedged, flat = (right, left) if turned else (left, right)
    message = f"{open_side} leaves open (“{hedged.text}”) what {flat_side} tells as a fact (“{flat.text}”)."
    return Difference("tension", 0.6, message, left, right)
