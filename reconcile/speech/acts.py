"""Whether a form of a cue verb is a finite verb that tells of speech that took place.

"The alleged theft", "a report that", "was asked to", "did not say" and "will announce" do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.words import APOSTROPHES

from .pieces import Piece, grammar
from .speakers import Slice, skip_left

_BREAKS = (",", "—", "–", "―")
_QUANTITIES = frozenset(
    ["both", "many", "most", "several", "some", "that"]
)  # "some said": speakers themselves


def acts(ps: Sequence[Piece], k: int, base: str) -> bool:
    """Return whether the cue form at a place, of the base form given, reports speech."""
    low = ps[k].lower
    prior = ps[k - 1] if k else None
    left = skip_left(ps, k - 1)
    run = ps[left + 1 : k]
    if _unspoken(run) or (prior is not None and _no_verb(prior, low)):
        return False
    if low.endswith("ing"):
        return prior is not None and _goes_on(prior, low)
    if low in ("sworn", "written"):
        return any(p.lower in ("had", "has", "have") for p in run)
    return _agrees(ps[left] if left >= 0 else None, low, base)


def _unspoken(run: Sequence[Piece]) -> bool:
    """Whether what stands between subject and verb denies the speech, puts it off, or is passive."""
    return any(
        p.lower in grammar("modals", "negations", "be") or p.lower.endswith(("n't", "n’t")) for p in run
    )


def _no_verb(prior: Piece, low: str) -> bool:
    """Whether the word before makes the form a noun, an adjective or an infinitive."""
    if len(prior.lower) > 2 and prior.lower[-1] == "s" and prior.lower[-2] in APOSTROPHES:
        return True  # "the mayor's alleged debts"
    if prior.lower in grammar("determiners") and low != "said" and prior.lower not in _QUANTITIES:
        return True
    return prior.lower in grammar("modals", "prepositions") | {"of"} and not low.endswith("ing")


def _goes_on(prior: Piece, low: str) -> bool:
    """Whether a form in -ing goes on with speech: ", adding that", "issued a note saying"."""
    if prior.text in _BREAKS or prior.kind == "quote" or prior.lower == "and":
        return True
    return low == "saying" and prior.lower != "as"


def _agrees(subject: Piece | None, low: str, base: str) -> bool:
    """Whether a form in the present has a subject that agrees: "police say"; the past always has."""
    if low == base:
        return _plain(subject, base)
    if low.endswith("s") and base in grammar("nounlike"):
        return subject is not None and (
            subject.capital or subject.lower in grammar("pronouns", "speaking_things")
        )
    return True


def _plain(subject: Piece | None, base: str) -> bool:
    if subject is None:
        return False
    if base == "say" and subject.kind == "quote":
        return True
    plural = subject.lower in grammar("plurals") or subject.text == ","
    plural = plural or (subject.lower.endswith("s") and not subject.lower.endswith("'s"))
    return plural and base not in grammar("nounlike")


def speaks(ps: Sequence[Piece], speaker: Slice) -> bool:
    """Return whether a phrase may be someone or a paper, and no thing that hints: "the delay suggested"."""
    last = ps[speaker[1] - 1]
    if last.lower.removesuffix("s") in grammar("speaking_things"):
        return True
    voices = grammar("people", "plurals") | (grammar("pronouns") - {"it", "there"})
    return last.capital or last.lower in voices


def carries(ps: Sequence[Piece], k: int) -> bool:
    """Return whether a cue without a subject may take over an earlier one: ", adding", "and said"."""
    j = skip_left(ps, k - 1)
    if j < 0:
        return False
    if ps[j].text in _BREAKS or ps[j].kind == "quote" or ps[k].lower == "saying":
        return True
    return ps[j].lower in ("and", "but", "or", "then")
