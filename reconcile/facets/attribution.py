"""ATTRIBUTION: who is given as saying a thing, and whether two articles give it to different people.

An outlet that reports and the person whom it quotes are different levels of speech, a spokesman and his
body are one voice; only two plainly different, named people are a difference (`voices.same_voice`).
Why not "police say" against "according to witnesses": groups of speakers overlap, and each may well
have said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reconcile.data import table
from reconcile.facets import check, reader
from reconcile.facets.remembered import remembered
from reconcile.facets.verbatim import compare_wording
from reconcile.facets.voices import Voice, outlets_apart, same_voice, voice_of
from reconcile.facets.wording import key
from reconcile.values import Attribution, Difference, Evidence, Pair, Reading, Severity, Unclear, View
from reconcile.words import content, stem

# One quotation in two mouths: nothing short of near-verbatim, and long enough to be no common phrase.
# Measured on the development pairs: the one true case has 24 matched words, ratio 0.95; no false one.
LEAST_MATCHED = 7
LEAST_RATIO = 0.8
LEAST_COVERAGE = 0.6
# One proposition in two mouths, in other words: two officials often say the same, so it takes nearly all.
LEAST_SHARED = 5
LEAST_SHARE = 0.8
DENIAL_SHARE = (
    0.6  # of the words of the denied content: "denied that the plant leaked" / "said the plant leaked"
)
DENIAL_SHARED = 2
OUTLET_SHARED = (
    3  # topic words of what both outlets are said to report, and their part of the shorter telling
)
OUTLET_SHARE = 0.5
MOST = 12  # attributions of one sentence that are compared; no sentence of news has more

CUES = 1024  # words for saying that are remembered; news uses some hundreds


@reader("attribution")
def read(view: View) -> Iterator[Reading]:
    """Yield a reading for each attribution that names a speaker; its clause is what is said."""
    s = view.statement
    for a in view.statement.attributions:
        start, end = a.speaker_span
        if (
            a.speaker
            and s.start <= start
            and end <= s.end
            and s.text[start - s.start : end - s.start] == a.speaker
        ):
            yield Reading(
                "attribution",
                start,
                end,
                a.speaker,
                a.speaker,
                qualifier=a.cue,
                slot=_topic(view, a),
                clause=a.content,
            )


def _topic(view: View, a: Attribution) -> tuple[str, ...]:
    """The keys of what is said, in order, each once."""
    held = tuple(t for t in view.tokens if a.content[0] <= t.start and t.end <= a.content[1])
    return tuple(dict.fromkeys(key(t.stem) for t in content(held)))


@check("attribution-mismatch", facet="attribution", severity="conflict", floor=0.1)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """The same words, or the same proposition nearly word for word, are given to two different people.

    One of the two was not the speaker, or both read from one statement: a desk must know which. Example:
    “we will rebuild the quay” said by Ada Lund against the same words said by Per Holm. A conflict
    where the words are quoted, a tension where they are told. Gaps: pronouns, bodies and unnamed speakers
    are never compared.
    """
    for left in _heard(pair.left):
        for right in _heard(pair.right):
            likeness = _apart(pair, left, right) and _same_words(left, right)
            if likeness:
                severity, confidence = likeness
                a, b = pair.left.source.id, pair.right.source.id
                told = f"{a} gives these words to {_called(pair, left)}"
                message = f"{told}, {b} to {_called(pair, right)}."
                yield Difference(
                    severity,
                    confidence,
                    message,
                    _evidence(pair.left, left.of),
                    _evidence(pair.right, right.of),
                )


class _Heard(NamedTuple):
    """An attribution with what the checks ask of it: the words and topic of what is said, and whose voice."""

    of: Attribution
    said: str
    topic: frozenset[str]
    voice: Voice


@remembered
def _heard(view: View) -> tuple[_Heard, ...]:
    return tuple(
        _Heard(a, _said(view, a), frozenset(_topic(view, a)), voice_of(view, a))
        for a in view.statement.attributions[:MOST]
    )


def _called(pair: Pair, heard: _Heard) -> str:
    """The speaker as written; a pronoun by the name that it stands for."""
    voice = heard.voice
    if voice.name or voice.entity not in pair.names:
        return heard.of.speaker
    return pair.names[voice.entity].canonical


def _same_words(left: _Heard, right: _Heard) -> tuple[Severity, float] | None:
    """Return severity and confidence where what is said is the same; None where it is not."""
    shared = len(left.topic & right.topic)
    close = shared >= LEAST_SHARED and shared / len(left.topic | right.topic) >= LEAST_SHARE
    likeness = compare_wording(left.said, right.said, least=1 if close else LEAST_MATCHED)
    if likeness is None:
        return None
    if (
        likeness.matched >= LEAST_MATCHED
        and likeness.ratio >= LEAST_RATIO
        and likeness.coverage >= LEAST_COVERAGE
    ):
        if left.of.manner == right.of.manner == "direct":
            return "conflict", 0.85
        return "tension", 0.6
    return ("tension", 0.5) if close else None


def _said(view: View, a: Attribution) -> str:
    s = view.statement
    return s.text[max(0, a.content[0] - s.start) : max(0, a.content[1] - s.start)]


def _apart(pair: Pair, left: _Heard, right: _Heard) -> bool:
    """Whether the two are plainly two people, and neither is heard through the other anywhere in the pair."""
    if same_voice(pair, left.voice, right.voice) is not False:
        return False
    return not _names(pair.left, right.voice) and not _names(pair.right, left.voice)


def _names(view: View, voice: Voice) -> bool:
    """Whether a statement names the other's speaker too: another level of its speech, or a role misread."""
    return bool(voice.name) and voice.name[-1].casefold() in _present(view)


@remembered
def _present(view: View) -> frozenset[str]:
    return frozenset(t.lower for t in view.tokens)


def _evidence(view: View, a: Attribution) -> Evidence:
    """The speaker where this statement names one, else what is said."""
    s = view.statement
    start, end = a.speaker_span
    if not (s.start <= start < end <= s.end):
        start, end = max(a.content[0], s.start), min(a.content[1], s.end)
    return Evidence(view.source.id, start, end, s.text[start - s.start : end - s.start], a.speaker)


@check("outlet-mismatch", facet="attribution", severity="tension")
def outlet(pair: Pair) -> Iterator[Difference | Unclear]:
    """One report is credited to two outlets.

    Example: "the Coast Mail reported that the quay will close" / "the Harbour Times reported that …". A
    tension, as both may have reported it; "first reported by" is a conflict, as only one was first. Gaps:
    outlets known by an acronym alone.
    """
    theirs = [h for h in _heard(pair.right) if _reports(h.of.cue)]
    for left in [h for h in _heard(pair.left) if _reports(h.of.cue)] if theirs else ():
        for right in theirs:
            first = _first(pair.left, left.of) and _first(pair.right, right.of)
            if _same_report(left, right, first) and outlets_apart(left.voice, right.voice):
                a, b = pair.left.source.id, pair.right.source.id
                message = f"{a} credits this report to {left.of.speaker}, {b} to {right.of.speaker}."
                ends = _evidence(pair.left, left.of), _evidence(pair.right, right.of)
                yield Difference("conflict" if first else "tension", 0.7 if first else 0.55, message, *ends)


@lru_cache(maxsize=CUES)
def _reports(cue: str) -> bool:
    return any(stem(w) == stem("report") for w in cue.split())


def _first(view: View, a: Attribution) -> bool:
    """Whether "first" stands in the cue or right before it."""
    s = view.statement
    before = s.text[: max(0, a.cue_span[0] - s.start)].split()
    return "first" in a.cue.casefold().split() or before[-1:] == ["first"]


def _same_report(left: _Heard, right: _Heard, first: bool) -> bool:
    shared = len(left.topic & right.topic)
    least = 1 if first else OUTLET_SHARED
    return shared >= least and shared / max(1, min(len(left.topic), len(right.topic))) >= OUTLET_SHARE


@check("denial-mismatch", facet="attribution", severity="conflict", floor=0.1)
def denial(pair: Pair) -> Iterator[Difference | Unclear]:
    """One speaker is given as saying a thing in one source and as denying it in the other.

    Example: "Smith said the plant leaked" / "Smith denied that the plant leaked". Only where both name
    the same speaker; gaps: a denial in other words, and "rejected" or "dismissed", which deny no fact.
    """
    for left in _heard(pair.left):
        for right in _heard(pair.right):
            if _polarity(left.of.cue) * _polarity(right.of.cue) != -1:
                continue
            if same_voice(pair, left.voice, right.voice) and _one_topic(left, right):
                a, b = pair.left.source.id, pair.right.source.id
                one, other = left.of, right.of
                told = f"{a} has “{one.speaker} {one.cue}”, {b} has “{other.speaker} {other.cue}”"
                message = f"Said in one source, denied in the other: {told}."
                yield Difference(
                    "conflict", 0.7, message, _evidence(pair.left, one), _evidence(pair.right, other)
                )


@lru_cache(maxsize=CUES)
def _polarity(cue: str) -> int:
    """1 for a cue that asserts, -1 for one that denies, 0 for others."""
    held = {stem(w) for w in cue.split()}
    for kind in table("speech")["kinds"].values():
        if held & {stem(verb) for verb in kind["verbs"]}:
            return {"asserts": 1, "denies": -1}.get(kind["polarity"], 0)
    return 0


def _one_topic(left: _Heard, right: _Heard) -> bool:
    """Whether the denied content is the asserted one, and the asserted one is no denial itself."""
    one, two = left.topic, right.topic
    said = left.said if _polarity(left.of.cue) == 1 else right.said
    if any(w in ("not", "no", "never") or w.endswith(("n't", "n’t")) for w in said.casefold().split()):
        return False
    shared = len(one & two)
    return (
        shared >= DENIAL_SHARED
        and shared / max(1, min(len(one), len(two))) >= DENIAL_SHARE
        and shared / max(1, max(len(one), len(two))) >= DENIAL_SHARE / 2
    )
