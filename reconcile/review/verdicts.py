"""Verdicts from the page, into the file that `reconcile decide` writes; and what takes them back.

Undo belongs to a window: it takes back the last verdict given there. What another window or the
command line has since decided on the finding stands, and the undo says so.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from reconcile import decisions
from reconcile.decisions_file import Document, Entry
from reconcile.errors import DecisionError
from reconcile.values import Decision, Finding, Report

OPEN = "open"  # the verdict that takes back whatever was decided
VERDICTS = (*decisions.STATUS, OPEN)
# Who works through more than this wants no undo of the first; a page left open must not grow for ever.
STEPS, WINDOWS = 500, 100


@dataclass(frozen=True, slots=True)
class Step:
    """What one verdict did to the file: entries that it took out, and the decision that it put in."""

    finding: str
    taken: tuple[Entry, ...]
    given: Decision | None


class _DecidedAnew(DecisionError):
    """What a step did is no longer there to be taken back."""


class Verdicts:
    """Writes verdicts and remembers, by window, how to take them back. Any thread may call it."""

    def __init__(self, path: Path, who: str = "") -> None:
        self.path, self.who = path, who
        self._lock = threading.Lock()
        self._steps: OrderedDict[str, list[Step]] = OrderedDict()

    def give(self, report: Report, finding: Finding, verdict: str, why: str, window: str) -> None:
        """Write a verdict on a finding; "open" takes back what was decided. Raises DecisionError."""
        if verdict == OPEN:
            before, after = decisions.revise(self.path, lambda d: decisions.withdraw(d, finding, report))
            given = None
        else:
            given = decisions.decision(report, finding.id, verdict, why, self.who)
            before, after = decisions.revise(self.path, lambda d: decisions.put(d, given, report))
        stays = [e.decision for e in after.entries if e.decision != given]
        taken = tuple(e for e in before.entries if e.decision not in stays)
        self._remember(window, Step(finding.id, taken, given))

    def undo(self, window: str) -> str:
        """Take back the window's last verdict and return its finding's id.

        Raises DecisionError where there is none, or where the finding was decided anew elsewhere; that
        verdict is then forgotten, and what was decided since stands.
        """
        with self._lock:
            steps = self._steps.get(window)
            if not steps:
                raise DecisionError("nothing to undo in this window")
            step = steps.pop()
        try:
            decisions.revise(self.path, lambda d: _back(d, step))
        except _DecidedAnew:
            raise
        except DecisionError:  # the file cannot be read or written now; later perhaps
            self._remember(window, step)
            raise
        return step.finding

    def _remember(self, window: str, step: Step) -> None:
        with self._lock:
            steps = self._steps.setdefault(window, [])
            steps.append(step)
            del steps[:-STEPS]
            self._steps.move_to_end(window)
            while len(self._steps) > WINDOWS:
                self._steps.popitem(last=False)


def _back(document: Document, step: Step) -> Document:
    """The file as it was before a step, with all that came since on other findings."""
    mine = [e for e in document.entries if e.decision == step.given]
    others = tuple(e for e in document.entries if e.decision != step.given)
    spoken = {(e.decision.finding, e.decision.words) for e in others}
    changed = any((e.decision.finding, e.decision.words) in spoken for e in step.taken)
    if changed or (step.given is not None and not mine):
        raise _DecidedAnew(f"{step.finding}: decided anew since, in another window or by hand; that stands")
    back = step.taken
    if mine and back:  # the comments above the old entries went to the new one, and a hand may have added
        comments = [mine[0].comment, *("" for _ in back[1:])]
        back = tuple(replace(e, comment=c) for e, c in zip(back, comments, strict=True))
    return replace(document, entries=(*others, *back))
