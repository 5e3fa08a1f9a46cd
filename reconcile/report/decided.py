"""What the desk decided: which findings stand, which are listed apart, and how a decision is told.

Dismissed and accepted findings are settled. One that is marked as fixed is not, while it is found: the
words that were to be mended still stand. People see it listed apart; programs see it fail.
"""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.values import Decision, Finding, Status

DECIDED: dict[Status, str] = {
    "dismissed": "dismissed by the desk",
    "accepted": "accepted by the desk",
    "fixed": "marked as fixed by the desk, but still found",
}
_VERBS = {"dismiss": "dismissed", "accept": "accepted", "fixed": "marked as fixed"}


def undecided(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the desk has not decided, in the order given."""
    return tuple(f for f in findings if f.status == "open")


def settled(finding: Finding) -> bool:
    """Return whether nothing is left to do about a finding."""
    return finding.status in ("dismissed", "accepted")


def decided(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the desk has decided: dismissed, then accepted, then fixed."""
    given = tuple(findings)
    return tuple(f for status in DECIDED for f in given if f.status == status)


def because(said: str, why: str) -> str:
    """Return what was decided, with the reason where one was given, as one sentence."""
    said, why = said.strip(), why.strip()
    return f"{said.removesuffix('.')}, because {why}" if why else said


def stale_said(decision: Decision) -> str:
    """Return what is to be said of a decision whose words are gone; its parts are not escaped yet."""
    who = f" by {decision.who}" if decision.who else ""
    code = f" ({decision.code})" if decision.code else ""
    words = f"the words “{decision.words}” are" if decision.words else "its words are"
    verdict = _VERBS.get(decision.verdict, decision.verdict)
    return because(f"{decision.finding}{code}: {words} no longer there; {verdict}{who}", decision.why)
