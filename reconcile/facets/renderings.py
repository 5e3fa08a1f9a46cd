"""QUOTES, second file: one denial of one speaker, put in quotation marks in two wordings.

What a foreign ministry or a court says is quoted in translation, and two desks translate differently:
“the treaty is not for sale” against “we have no thought of selling the treaty”. The two share too few
words for `quote-mismatch`. Most pairs of different quotations of one speaker are different sentences of
one speech, so this file speaks only of denials: one voice, a negation inside both quotations, the same
topic, two statements that are aligned strongly. Measured on the 28 development pairs: nine strong
alignments hold different quotations of one voice, one of them passes, and it is right; the other eight are
different sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.data import words
from reconcile.facets import check
from reconcile.facets.quotes import voice_in, voices_agree
from reconcile.facets.verbatim import compare_wording
from reconcile.values import Difference, Evidence, Pair, Reading, Unclear, View
from reconcile.words import content

LEAST_SCORE = 0.5  # of the alignment: the probability from which two statements tell one thing
CONFIDENCE = 0.6  # it may yet be two statements of one speaker, and the message says so


@check("rendering-mismatch", facet="quote", severity="tension")
def mismatch(pair: Pair) -> Iterator[Difference | Unclear]:
    """One denial by one speaker stands in quotation marks in two renderings.

    What exactly is denied may differ between two translations, and a desk must choose one or look up the
    original. Example: “the treaty is not for sale” against “we have no thought of selling the treaty”.
    Gaps: renderings without a negation are not compared; two denials of one topic on two occasions are
    taken for one, so the message leaves that open.
    """
    if pair.score < LEAST_SCORE:
        return
    a, b = pair.left.source.id, pair.right.source.id
    for left in pair.left.of("quote"):
        for right in pair.right.of("quote"):
            if _two_renderings(pair, left, right):
                yield Difference(
                    "tension",
                    CONFIDENCE,
                    f"{a} and {b} quote one denial in different words, or two statements of one speaker.",
                    Evidence(a, left.start, left.end, left.text),
                    Evidence(b, right.start, right.end, right.text),
                )


def _two_renderings(pair: Pair, left: Reading, right: Reading) -> bool:
    if not (_denies(left) and _denies(right)) or voices_agree(pair, left, right) is not True:
        return False
    alike = compare_wording(left.text, right.text)
    if alike and alike.content and alike.coverage >= 0.5:
        return False  # near-verbatim: quote-mismatch speaks of it, or it is a shorter cut of the same
    return bool(_topic(pair.left, left) & _topic(pair.right, right))


def _denies(reading: Reading) -> bool:
    value = reading.value if isinstance(reading.value, tuple) else ()
    return any(w in words("polarity", "cues") or w.endswith("n't") for w in value)


def _topic(view: View, reading: Reading) -> frozenset[str]:
    """Stems of what the statement is about: its content words but for names and the speaker's."""
    voice = voice_in(view, reading)
    said_by = frozenset(voice.text.casefold().split()) if voice else frozenset()
    return frozenset(
        t.stem
        for t in content(view.tokens)
        if not t.text[:1].isupper() and t.lower not in said_by and len(t.stem) > 3
    )
