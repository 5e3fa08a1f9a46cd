"""Workflow commands that GitHub Actions shows as annotations on the changed files.

`::error file=F,line=1,col=2,endLine=1,endColumn=9,title=T::message`; in a value % CR LF are
written as %25 %0D %0A, and in a property : and , as %3A and %2C. Columns are given only for words on
one line, and lines only where they are the file's own: those of a page or a PDF are of its extracted text.

GitHub shows ten errors, ten warnings and ten notices of a step, so the worst come first.

Source: GitHub docs, "Workflow commands for GitHub Actions"; actions/toolkit, `command.ts`.
"""

from __future__ import annotations

from reconcile.report import Style, renderer
from reconcile.report.common import Look, counts, found_line, listed, ordered, told, verdict_line
from reconcile.report.decided import DECIDED, because, settled, stale_said
from reconcile.report.escape import visible
from reconcile.report.places import Place, finding_place, path_of
from reconcile.values import DRAFT, Finding, Report, Severity

LEVELS: dict[Severity, str] = {"conflict": "error", "tension": "warning", "note": "notice"}


def value(text: str) -> str:
    """Return text as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_(text: str) -> str:
    """Return text as the value of a command's property, on one line."""
    return value(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _command(level: str, at: Place | None, title: str, lines: list[str]) -> str:
    given = {"file": at.path} if at else {}
    if at and at.exact:
        given |= {"line": str(at.line), "endLine": str(at.end_line)}
        if at.line == at.end_line:
            given |= {"col": str(at.column), "endColumn": str(at.end_column)}
    given["title"] = title
    properties = ",".join(f"{name}={property_(text)}" for name, text in given.items())
    return f"::{level} {properties}::{value(chr(10).join(map(visible, lines)))}"


def _quoted(finding: Finding, look: Look) -> list[str]:
    """The words of every source but the draft's, which the annotation stands at."""
    return [
        f"{look.place(e.source, e.start)}, {look.publisher(e.source)}: “{e.text}”"
        for e in finding.evidence
        if e.source != DRAFT
    ]


def _finding(finding: Finding, look: Look, style: Style) -> str:
    at = finding_place(finding, look, style.paths)
    title = f"{finding.severity} {finding.code} [{finding.id}]"
    said = told(finding)
    if finding.status != "open":
        said = because(f"{DECIDED[finding.status].capitalize()}: {said}", finding.why)
    if settled(finding):
        return _command("notice", at, title, [said])
    return _command(LEVELS[finding.severity], at, title, [said, *_quoted(finding, look)])


@renderer("github")
def render_github(report: Report, style: Style) -> str:
    """Return a command a line: the summary, then each finding; what is settled is a notice, and last."""
    look = Look(report)
    findings = ordered(report.findings, look)
    lines = [_summary(look, style)]
    lines += [_finding(f, look, style) for f in sorted(findings, key=settled)]
    lines += [_command("notice", None, "stale decision", [stale_said(d)]) for d in report.stale]
    return "\n".join(lines) + "\n"


def _summary(look: Look, style: Style) -> str:
    n = counts(look)
    held = DRAFT in look.articles
    names = listed(path_of(a.id, look, style.paths) for a in look.report.articles if a.id != DRAFT)
    title = f"{path_of(DRAFT, look, style.paths)} held against {names}" if held else f"Comparison of {names}"
    lines = [line for line in (verdict_line(n), found_line(n)) if line]
    return _command("notice", None, title, lines)
