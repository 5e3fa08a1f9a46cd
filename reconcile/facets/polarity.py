"""Facet polarity: what one source affirms and the other denies, and directions that are reversed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reconcile.data import words
from reconcile.facets import check
from reconcile.facets.parallel import denials
from reconcile.facets.polarity_axes import axes, sides
from reconcile.facets.polarity_parallel import reversals
from reconcile.facets.polarity_scope import (
    Negation,
    affirmed,
    cues,
    negations,
    open_words,
    plain_both,
    settled,
    statuses,
)
from reconcile.facets.polarity_telling import told, untold
from reconcile.facets.wording import Item, Wording, by_key, lay, same_act, speakers
from reconcile.values import DRAFT, Difference, Evidence, Pair, Severity, Unclear

PARALLEL_SCORE = 0.8  # sentences of the same words but for a "not"
STATUS_SCORE = 0.4  # "No arrests have been made" names no case; the alignment alone says that it is this one
SUBJECT = 3  # topic words before the verb that name its subject: a noun and what it is joined to
NOUNS = ("ment", "sion", "tion")  # endings of nouns made of verbs
NOUN_SCORE = 0.8  # "was not investigated" / "the investigation" of somebody else, unless most else is shared
OBJECT = 4  # tokens from a verb to the word shown with it
TELLING_SCORE = 0.3  # what one official left untold another may tell: worth a look, no more

_Found = tuple[Evidence, Evidence, float]


@check("negation-mismatch", facet="polarity", severity="conflict", floor=0.1)
def negation(pair: Pair) -> Iterator[Difference | Unclear]:
    """One source denies what the other affirms: the same verb or noun, with the same words around it.

    An editor cares because one "not" turns the fact round. Example: "the council did not approve
    the plan" / "the council approved the plan". Gaps: a denial in other words ("turned its back on"),
    and verbs whose subject is only a pronoun on one side.
    """
    left, right = lay(pair.left), lay(pair.right)
    for find in (_denied, _no_status, _silent) if cues(left) or cues(right) else ():
        found = find(left, right)
        if found is None:
            mirrored = find(right, left)
            found = (mirrored[1], mirrored[0], mirrored[2]) if mirrored else None
        if found is not None:
            yield _difference(pair, *found, soft=find is not _denied)
            return
    for one, other in denials(pair):
        yield _difference(pair, one, other, PARALLEL_SCORE)
        return


def _denied(one: Wording, other: Wording) -> _Found | None:
    """What `one` negates and `other` affirms, with how sure it is that they speak of one thing."""
    struck = {d.target.key for d in negations(other)}
    best: tuple[Negation, Item, float] | None = None
    for denial in negations(one):
        if denial.target.key in struck or denial.target.key.startswith("@"):
            continue  # a name is not denied: "refused to give it to the FBI" has only a light verb
        if denial.target.key not in by_key(other):
            continue
        loose = open_words(one, denial.target.clause)
        forecast = not loose.isdisjoint(words("polarity", "forecasts"))
        if forecast:
            loose |= words("polarity", "forecasts")  # "unlikely to meet" / "expected to meet"
        twins = [i for i in by_key(other).get(denial.target.key, ()) if _verbal(other, i.at)]
        if any(not affirmed(other, twin, loose) for twin in twins):
            continue
        if any(i.key == denial.target.key and i.at != denial.target.at for i in one.items):
            continue  # it stands twice on this side, once perhaps affirmed ("not charged … was charged")
        for twin in twins:
            if not settled(one, denial, open_words(other, twin.clause)):
                continue
            if forecast and not _foretold(other, twin):
                continue
            if denial.where and not _same_subject(one, denial.target.at, other, twin.at):
                continue
            if _other_object(one, denial.target.at, other, twin.at):
                continue
            score = same_act(one, denial.target.at, other, twin.at, cues(one))
            if _is_noun(other, twin.at) and not _is_noun(one, denial.target.at) and score < NOUN_SCORE:
                continue
            if score and (best is None or score > best[2]):
                best = (denial, twin, score)
    if best is None:
        return None
    denial, twin, score = best
    return _quoted(one, denial), _in_phrase(other, twin.at, twin.at, "affirmed"), score


def _is_noun(wording: Wording, n: int) -> bool:
    return wording.tokens[n].lower.endswith(NOUNS)


def _other_object(one: Wording, at: int, other: Wording, twin: int) -> bool:
    """Whether two verbs have different names for objects: "did not name Orla" / "named Brandt"."""
    mine, theirs = _object(one, at), _object(other, twin)
    return bool(mine and theirs) and mine != theirs


def _object(wording: Wording, at: int) -> str:
    """The name that a verb acts on, with a mark where it stands before a noun; "" where it is none.

    It follows the verb; in a passive ("Brandt was named") it stands before it.
    """
    if any(t.lower in words("polarity", "passive") for t in wording.tokens[max(0, at - 2) : at]):
        before = [m for m in wording.named[max(0, at - OBJECT - 1) : at] if m is not None and m.entity]
        return str(before[-1].entity) if before else ""
    for n in range(at + 1, min(at + 1 + OBJECT, len(wording.tokens))):
        mention = wording.named[n]
        if mention is not None and mention.entity and wording.clause[n] == wording.clause[at]:
            last = max(k for k in range(n, len(wording.named)) if wording.named[k] is mention)
            noun = any(i.at == last + 1 and not i.key.startswith("@") for i in wording.items)
            return f"{mention.entity} +" if noun else mention.entity
    return ""


def _foretold(wording: Wording, item: Item) -> bool:
    """Whether a word looks ahead: "expected to meet", "will meet"."""
    ahead = words("polarity", "forecasts") | words("polarity", "ahead")
    before = (t.lower for n, t in enumerate(wording.tokens[: item.at]) if wording.clause[n] == item.clause)
    return any(w in ahead for w in before)


def _quoted(wording: Wording, denial: Negation) -> Evidence:
    return _in_phrase(wording, denial.first, denial.last, "denied")


def _in_phrase(wording: Wording, first: int, last: int, reading: str) -> Evidence:
    """The words with the auxiliaries before them and what they are about: "did not approve the plan"."""
    clause = wording.clause[first]
    while first and wording.clause[first - 1] == clause and _helps(wording, first - 1):
        first -= 1
    after = (i.at for i in wording.items if last < i.at <= last + OBJECT and i.clause == clause)
    end = next(after, last)
    between = words("polarity", "breaks") | words("polarity", "where")
    if any(wording.tokens[k].lower in between for k in range(last + 1, end)):
        end = last
    topic = {i.at for i in wording.items if i.clause == clause}
    while end > last and end + 1 in topic:
        end += 1  # the noun phrase whole: "the harbour plan"
    return wording.evidence(first, end, reading)


def _verbal(wording: Wording, n: int) -> bool:
    """Whether a word is more than a preposition that was a verb: "three, including a child"."""
    return wording.tokens[n].lower not in words("polarity", "prepositions")


def _helps(wording: Wording, n: int) -> bool:
    return wording.tokens[n].lower in words("polarity", "helping") and wording.named[n] is None


def _same_subject(one: Wording, at: int, other: Wording, twin: int) -> bool:
    """ "His mother was not at home" says nothing of "his uncle was at home"."""
    return bool(set(one.around(at, SUBJECT)[0]) & set(other.around(twin, SUBJECT)[0]))


def _no_status(one: Wording, other: Wording) -> _Found | None:
    """ "No arrests have been made" against a report of one."""
    for denial in statuses(one):
        twins = by_key(other).get(denial.target.key, ())
        if twins and all(affirmed(other, twin) for twin in twins):
            return _quoted(one, denial), _in_phrase(other, twins[0].at, twins[0].at, "affirmed"), STATUS_SCORE
    return None


def _silent(one: Wording, other: Wording) -> _Found | None:
    """ "Officials have not said how they died" against the telling of it."""
    for silence in untold(one):
        words = told(other, silence)
        if words is not None:
            return (
                one.evidence(silence.first, silence.last, "left untold"),
                other.evidence(*words, "told"),
                TELLING_SCORE,
            )
    return None


def severity(pair: Pair, first: Literal["left", "right", "any"]) -> Severity:
    """Tension where another speaker, or a later report than the one given as `first`, may account for it."""
    left, right = pair.left.source.published, pair.right.source.published
    if speakers(pair.left, pair.right):
        return "tension"
    # a draft is later than its sources, and must agree all the same
    if left is None or right is None or DRAFT in (pair.left.source.id, pair.right.source.id):
        return "conflict"
    earlier = {"left": left < right, "right": right < left, "any": left != right}
    return "tension" if earlier[first] else "conflict"


def _difference(pair: Pair, left: Evidence, right: Evidence, score: float, soft: bool = False) -> Difference:
    message = f"{left.source} says “{left.text}”, {right.source} “{right.text}”."
    # What was not so yet may have come about by the later report; what was so is not undone by it.
    denied: Literal["left", "right", "any"] = "any"
    if "denied" in (left.reading, right.reading):
        denied = "left" if left.reading == "denied" else "right"
    grave: Severity = "tension" if soft else severity(pair, denied)
    return Difference(grave, round(min(0.95, 0.35 + 0.6 * score), 2), message, left, right)


@check("direction-mismatch", facet="polarity", severity="conflict")
def direction(pair: Pair) -> Iterator[Difference | Unclear]:
    """The two sources give a change, a verdict or a state in opposite directions.

    An editor cares because one of them has it the wrong way round. Example: "the board accepted the
    offer" / "the board rejected the offer". Gaps: opposites that are no pair of words in
    data/antonyms.toml, and a figure that fell first and rose later.
    """
    left, right = lay(pair.left), lay(pair.right)
    best: tuple[int, int, float] | None = None
    mine, theirs = sides(left), sides(right)
    for (axis, side), lefts in mine.items():
        rights = theirs.get((axis, 1 - side))
        if rights is None or (axis, 1 - side) in mine or (axis, side) in theirs:
            continue
        for x in lefts:
            for y in rights:
                score = _opposed(left, x, right, y, axes()[axis][2])
                if score and (best is None or score > best[2]):
                    best = (x, y, score)
    if best is not None:
        x, y, score = best
        found = [(left.evidence(x, x), right.evidence(y, y), score)]
    else:
        found = [(here, there, PARALLEL_SCORE) for here, there in reversals(pair)][:1]
    for here, there, score in found:
        if not _told_as_denial(pair, here, there):
            yield _difference(pair, here, there, score)


def _told_as_denial(pair: Pair, left: Evidence, right: Evidence) -> bool:
    """Whether one of two opposites is the cue of a denial, told by the other check ("unlikely")."""
    denied = [e for d in negation(pair) if isinstance(d, Difference) for e in (d.left, d.right)]
    return any(
        e.reading == "denied" and e.source == side.source and e.start < side.end and side.start < e.end
        for e in denied
        for side in (left, right)
    )


def _opposed(left: Wording, x: int, right: Wording, y: int, strict: bool) -> float:
    """How sure it is that two opposite words tell one act; 0 where one is negated or left open."""
    if not plain_both(left, x, right, y) or (strict and not _same_subject(left, x, right, y)):
        return 0.0
    return same_act(left, x, right, y)
