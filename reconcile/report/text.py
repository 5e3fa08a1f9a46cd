"""The summary for a terminal: one line a finding, then the counts."""

from __future__ import annotations

from reconcile.report import Style, renderer
from reconcile.report.common import Look, counts, groups, listed, ordered, plural
from reconcile.report.escape import visible
from reconcile.values import Finding, Report

# SGR codes that both dark and light terminals show well: red, yellow, cyan; none relies on colour
# alone, the word of the severity stands beside it.
COLOURS = {"conflict": "31", "tension": "33", "note": "36"}


def _coloured(word: str, severity: str, style: Style) -> str:
    return f"\x1b[{COLOURS[severity]}m{word}\x1b[0m" if style.colour else word


def _line(finding: Finding, look: Look, style: Style, width: int) -> str:
    severity = _coloured(finding.severity.ljust(8), finding.severity, style)
    where = _where(finding, look).ljust(width)
    return f"{where}  {severity}  {finding.facet.ljust(11)}  {visible(finding.message)}".rstrip()


def _where(finding: Finding, look: Look) -> str:
    places = dict.fromkeys(look.place(e.source, e.start) for e in finding.evidence)
    return visible(" / ".join(places))


@renderer("text")
def render_text(report: Report, style: Style) -> str:
    """Return the findings, worst first, a line each, and the counts."""
    look = Look(report)
    findings = ordered(report.findings, look)
    width = max((len(_where(f, look)) for f in findings), default=0)
    lines = [_line(f, look, style, width) for f in findings] or ["Nothing found that needs a look."]
    lines += ["", *_summary(look)]
    return "\n".join(lines) + "\n"


def _summary(look: Look) -> list[str]:
    report, n = look.report, counts(look)
    sources = listed(visible(f"{a.id} ({look.publisher(a.id)})") for a in report.articles)
    found = [plural(n.conflicts, "conflict"), plural(n.tensions, "tension"), plural(n.notes, "note")]
    alone = ", ".join(visible(f"{count} only in {source}") for source, count in n.additions)
    lines = [
        f"{plural(len(report.articles), 'source')}: {sources}",
        ", ".join(found),
        f"{plural(n.shared, 'fact')} told by two or more sources; statements alone: {alone}",
        f"{plural(n.entities, 'name')}, {n.respelled} with more than one spelling",
        f"{plural(n.not_compared, 'comparison')} not made",
    ]
    kin = [listed(g) for g in groups(report) if len(g) > 1]
    return lines + [visible(f"{k} are not independent and count as one source") for k in kin]
