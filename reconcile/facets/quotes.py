"""QUOTES: what stands in quotation marks, and whether two articles quote one utterance in the same words.

A reading's value is the quotation's words as they are compared (`verbatim.wording`), its qualifier the
speaker as written. Words put in marks for distance and titles of works are no utterance and give no
reading.

Why not paraphrases by the cosine of the two sentences: different sentences of one speech are as near to
each other as two translations of one sentence, and a false alarm here accuses a colleague of misquoting.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.data import words
from reconcile.facets import check, reader
from reconcile.facets.parallel import swaps
from reconcile.facets.verbatim import Likeness, compare_wording, wording
from reconcile.facets.voices import Voice, same_voice, voice_of
from reconcile.values import Difference, Evidence, Pair, Quotation, Reading, Unclear, View
from reconcile.words import content, tokenize

FEWEST_WORDS = 3  # a quotation of one or two words is a label or a scare quote, seldom an utterance
# Near-identical: enough of the words must be common to be sure that it is one utterance. Measured over all
# sentence pairs of the 28 development pairs: the true differences have at least 6 matched words, 3 of them
# with topic, and a ratio of 0.65 in the shared stretch; of the rest, those with as many words reach 0.59.
LEAST_MATCHED = 5
# Where nothing shows that the speakers are one: set phrases run to six words (two, at 0.71 and 0.77).
LEAST_MATCHED_UNSURE = 7
LEAST_MATCHED_APART = 9  # where two plainly different people are named: not a phrase, a sentence
LEAST_CONTENT = 3
LEAST_RATIO = 0.6
LEAST_COVERAGE = 0.5  # of the shorter quotation: a stock phrase inside two long sentences is not enough
# One word put for another in a quotation that is otherwise whole: it may be short, as nothing else differs.
SWAP_MATCHED = 2
SWAP_CONTENT = 2
MOST = 12  # quotations of one sentence that are compared; one with more is a list of labels
NEAR_VERBATIM = 0.8  # above this, one utterance whoever is named


@reader("quote")
def read(view: View) -> Iterator[Reading]:
    """Yield a reading for each quotation of the statement that is an utterance."""
    for q in view.statement.quotations:
        value = wording(q.text)
        if len([w for w in value if w]) >= FEWEST_WORDS and not _title(view, q):
            yield Reading(
                "quote", q.start, q.end, q.text, value, qualifier=q.speaker or "", clause=q.whole, note=q.text
            )


def _title(view: View, q: Quotation) -> bool:
    """Whether a quotation is the title of a work: after "titled", or all in capitals, said by nobody."""
    before = view.statement.text[: max(0, q.start - view.statement.start)].split()
    if any(w.strip("\"'“”‘’«»,").casefold() in words("quotes", "titling") for w in before[-2:]):
        return True
    topical = content(tokenize(q.text))
    return q.speaker is None and len(topical) > 1 and all(t.text[:1].isupper() for t in topical)


@check("quote-mismatch", facet="quote", severity="tension", floor=0.05)
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """One utterance stands in quotation marks with different words.

    Readers take what is between the marks for the very words, so two versions cannot both be exact;
    a desk looks at the recording. Example: “the quay will be rebuilt by spring” against “the quay will
    be ready by spring”. A shorter quotation that the longer one holds, an ellipsis, a bracket and
    spelling are no difference; a contraction written out is a note. Gaps: an utterance translated twice
    shares too few words to be known as one (but see rendering-mismatch), and one that a sentence break
    splits is compared in parts.
    """
    mine, theirs = pair.left.of("quote")[:MOST], pair.right.of("quote")[:MOST]
    places = swaps(pair) if mine and theirs else ()
    for left in mine:
        for right in theirs:
            likeness = compare_wording(left.text, right.text, least=1 if places else SWAP_MATCHED)
            if not likeness:
                continue
            agree = voices_agree(pair, left, right)
            # Where the words around the quotations are the same too, however short they are, it is one.
            parallel = any(_inside(s.left, left) and _inside(s.right, right) for s in places)
            if (parallel and agree is not False) or one_utterance(likeness, agree):
                yield from _differences(pair, left, right, likeness)


def _inside(span: tuple[int, int], reading: Reading) -> bool:
    return reading.start <= span[0] and span[1] <= reading.end


def one_utterance(likeness: Likeness, agree: bool | None) -> bool:
    """Whether two wordings are of one utterance: near-verbatim, or alike and not by two people."""
    if agree is not False and _one_swap(likeness):
        return True
    least = {True: LEAST_MATCHED, None: LEAST_MATCHED_UNSURE, False: LEAST_MATCHED_APART}[agree]
    if likeness.matched < least or likeness.content < LEAST_CONTENT or likeness.coverage < LEAST_COVERAGE:
        return False
    return likeness.ratio >= (NEAR_VERBATIM if agree is False else LEAST_RATIO)


def _one_swap(likeness: Likeness) -> bool:
    """Whether one word stands for another and all the rest of the shorter quotation is the same."""
    if len(likeness.changes) != 1 or likeness.coverage < 1.0 or likeness.content < SWAP_CONTENT:
        return False
    return all(len(run.split()) == 1 for run in likeness.changes[0]) and likeness.matched >= SWAP_MATCHED


def voices_agree(pair: Pair, left: Reading, right: Reading) -> bool | None:
    """Return whether one speaker says both quotations; None where it cannot be told."""
    return same_voice(pair, voice_in(pair.left, left), voice_in(pair.right, right))


def voice_in(view: View, reading: Reading) -> Voice | None:
    """Return the voice that a quotation is given to, the innermost; None where nobody is named."""
    told = [
        a
        for a in view.statement.attributions
        if a.speaker and a.content[0] <= reading.start and reading.end <= a.content[1]
    ]
    return voice_of(view, told[-1]) if told else None


def _differences(pair: Pair, left: Reading, right: Reading, likeness: Likeness) -> Iterator[Difference]:
    a, b = pair.left.source.id, pair.right.source.id
    ends = Evidence(a, left.start, left.end, left.text), Evidence(b, right.start, right.end, right.text)
    if likeness.changes:
        first, second = max(likeness.changes, key=_weight)
        told = f"{a} has {_shown(first)}, {b} has {_shown(second)}"
        more = f" ({len(likeness.changes)} places differ)" if len(likeness.changes) > 1 else ""
        confidence = round(min(0.95, 0.5 + likeness.ratio / 2), 2)
        yield Difference(
            "tension", confidence, f"The same words are quoted differently: {told}{more}.", *ends
        )
    elif likeness.contracted:
        yield Difference(
            "note",
            0.4,
            f"{a} and {b} quote the same words, one of them with a short form written out.",
            *ends,
        )


def _weight(change: tuple[str, str]) -> tuple[bool, int]:
    """What to show first: words put for others, then the longest."""
    return all(change), len(change[0]) + len(change[1])


def _shown(run: str) -> str:
    return f"“{run}”" if run else "nothing there"
