"""JUDGE: an optional learned model that is asked about candidate pairs only. Off unless it is asked for.

A judge says of (premise, hypothesis) how likely the one contradicts the other, follows from it, or has
no bearing on it. `aligning.py` asks it about pairs of statements near the alignment's threshold,
`disputes.py` about clauses of aligned statements on which no check speaks. It overrules no facet: where a
finding stands, it is not asked. The rest of the house sees only the protocol `Judge`.
"""

from __future__ import annotations

from reconcile.judge.aligning import kept, raised
from reconcile.judge.disputes import LISTED, checks
from reconcile.judge.verdicts import LIMITS, Judge, Limits, Opinion

NONE = "none"  # what a command line says to leave out the judge that the settings name

__all__ = ["LIMITS", "LISTED", "NONE", "Judge", "Limits", "Opinion", "checks", "kept", "load", "raised"]


def load(model: str) -> Judge | None:
    """Return the judge of that name or folder; None for "" and "none".

    Raises ModelError, with one line that says what to do, where it cannot be loaded or has other outputs
    than contradiction, entailment and neutral.
    """
    if model.strip() in ("", NONE):
        return None
    from reconcile.judge.cross_encoder import CrossEncoderJudge

    return CrossEncoderJudge(model.strip())
