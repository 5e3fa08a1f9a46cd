"""The findings as a table for a spreadsheet: CSV as RFC 4180 has it, a row a finding.

A spreadsheet runs a cell that begins with = + - or @ as a formula, whoever wrote it; such a cell gets
an apostrophe in front (OWASP, "CSV Injection"). Line breaks inside the words become spaces: the
words as they stand, to the character, are in the JSON report.

Why no byte order mark: every reader but one older spreadsheet would take it for part of the first heading.
"""

from __future__ import annotations

import csv
import io

from reconcile.report import Style, renderer
from reconcile.report.common import Look, main_evidence, ordered
from reconcile.report.decided import decided, undecided
from reconcile.report.escape import visible
from reconcile.report.places import place
from reconcile.values import Decision, Evidence, Finding, Report

_SIDE = ("source", "file", "line", "column", "words", "reading")
COLUMNS = (
    *("id", "status", "why", "severity", "kind", "facet", "code", "confidence", "message"),
    *_SIDE,
    *(f"other_{name}" for name in _SIDE),
    "more",
)
# What spreadsheets take for the beginning of a formula; the wide forms are folded by East Asian ones.
FORMULA = tuple("=+-@＝＋－＠")


def cell(text: str) -> str:
    """Return text for one cell: on one line, nothing unseen in it, and no formula."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULA) else shown


def _side(evidence: Evidence | None, look: Look, style: Style) -> list[str]:
    if evidence is None:
        return [""] * len(_SIDE)
    at = place(evidence, look, style.paths)
    return [evidence.source, at.path, str(at.line), str(at.column), evidence.text, evidence.reading]


def _row(finding: Finding, look: Look, style: Style) -> list[str]:
    first = main_evidence(finding)
    rest = [e for e in finding.evidence if e is not first]
    more = "; ".join(f"{look.place(e.source, e.start)} “{e.text}”" for e in rest[1:])
    told = [finding.id, finding.status, finding.why, finding.severity, finding.kind, finding.facet]
    told += [finding.code, f"{finding.confidence:.2f}", finding.message]
    sides = [*_side(first, look, style), *_side(rest[0] if rest else None, look, style)]
    return [*told, *sides, more]


def _stale(decision: Decision) -> list[str]:
    """A decision whose words are gone, as a row of its own."""
    known = {"id": decision.finding, "status": "stale", "why": decision.why, "code": decision.code}
    known |= {"message": f"decided: {decision.verdict}", "words": decision.words}
    return [known.get(name, "") for name in COLUMNS]


@renderer("csv")
def render_csv(report: Report, style: Style) -> str:
    """Return a heading and a row a finding: the open ones worst first, the decided ones, what is stale."""
    look = Look(report)
    findings = ordered(report.findings, look)
    rows = [_row(f, look, style) for f in (*undecided(findings), *decided(findings))]
    rows += [_stale(d) for d in report.stale]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue()
