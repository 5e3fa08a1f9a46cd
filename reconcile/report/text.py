"""The summary for a terminal: one line a finding, then the counts.

Articles held against each other: the places on both sides, in columns. A draft held against its
sources: as linters print, `draft.md:12:5: conflict number-mismatch A says 12, the draft 15. [9f2c01ab44cd]`,
in the order of the draft, so that an editor's error matcher jumps to the words.
"""

from __future__ import annotations

import re

from reconcile.report import Style, renderer
from reconcile.report.common import (
    VERDICTS,
    Look,
    counts,
    found_line,
    groups,
    listed,
    named_sources,
    ordered,
    plural,
    told,
    verdict_line,
)
from reconcile.report.decided import DECIDED, because, decided, stale_said, undecided
from reconcile.report.escape import visible
from reconcile.report.places import finding_place, path_of
from reconcile.values import DRAFT, Finding, Report, Support

# SGR codes that both dark and light terminals show well: red, yellow, cyan; none relies on colour
# alone, the word of the severity stands beside it.
COLOURS = {"conflict": "31", "tension": "33", "note": "36"}
# What a build log that holds this text would run: "::error::" first in a line, "##[error]" anywhere.
_COMMAND = re.compile(r"^(?=\s*::)|(?<=##)(?=\[)")


def _line(text: str) -> str:
    """Text on one line, with nothing in it that a terminal or a build log acts on."""
    return _COMMAND.sub(r"\\", visible(text)).rstrip()


def _coloured(word: str, severity: str, style: Style) -> str:
    return f"\x1b[{COLOURS[severity]}m{word}\x1b[0m" if style.colour else word


@renderer("text")
def render_text(report: Report, style: Style) -> str:
    """Return a line for each finding, then the counts; what the desk decided is listed apart."""
    look = Look(report)
    lines = _draft_lines(look, style) if report.task == "check" else _pair_lines(look, style)
    lines = lines or ["Nothing found that needs a look."]
    apart = [_decided(f, look, style) for f in decided(ordered(report.findings, look))]
    apart += [_line(f"Stale decision: {stale_said(d)}") for d in report.stale]
    lines += ["", *apart] if apart else []
    if style.explain and report.supports:
        lines += ["", *(_support(s, look, style) for s in report.supports)]
    return "\n".join([*lines, "", *_summary(look, style)]) + "\n"


def _pair_lines(look: Look, style: Style) -> list[str]:
    """Findings on articles of equal standing, worst first."""
    findings = undecided(ordered(look.report.findings, look))
    width = max((len(_where(f, look)) for f in findings), default=0)
    return [_pair_line(f, look, style, width) for f in findings]


def _pair_line(finding: Finding, look: Look, style: Style, width: int) -> str:
    severity = _coloured(finding.severity.ljust(8), finding.severity, style)
    where = _where(finding, look).ljust(width)
    said = _line(f"{finding.message} [{finding.id}]")
    return f"{where}  {severity}  {finding.facet.ljust(11)}  {said}"


def _where(finding: Finding, look: Look) -> str:
    return _line(" / ".join(dict.fromkeys(look.place(e.source, e.start) for e in finding.evidence)))


def _draft_lines(look: Look, style: Style) -> list[str]:
    """Findings on a draft, in the order of the draft."""

    def key(finding: Finding) -> tuple[str, int, int]:
        at = finding_place(finding, look, style.paths)
        return (at.path, at.line, at.column) if at else ("", 0, 0)

    found = sorted(undecided(ordered(look.report.findings, look)), key=key)
    return [
        f"{_at(f, look, style)}: {_coloured(f.severity, f.severity, style)} "
        + _line(f"{f.code} {told(f)} [{f.id}]")
        for f in found
    ]


def _at(finding: Finding, look: Look, style: Style) -> str:
    at = finding_place(finding, look, style.paths)
    return _line(f"{at.path}:{at.line}:{at.column}" if at else path_of(DRAFT, look, style.paths))


def _decided(finding: Finding, look: Look, style: Style) -> str:
    at = _at(finding, look, style) if look.report.task == "check" else _where(finding, look)
    said = because(f"{told(finding).rstrip('.')} [{finding.id}]", finding.why)
    return f"{at}: " + _line(f"{DECIDED[finding.status]}: {finding.code} {said}")


def _support(support: Support, look: Look, style: Style) -> str:
    """What the sources say to one sentence of the draft, with the places."""
    statement = look.statements.get(support.statement)
    path = path_of(DRAFT, look, style.paths)
    column = look.column(statement.source, statement.start) if statement else 1
    at = f"{path}:{statement.line}:{column}" if statement else support.statement
    backing = [look.statements[s] for s in support.by if s in look.statements]
    by = listed(dict.fromkeys(look.place(s.source, s.start) for s in backing))
    return _line(f"{at}: {VERDICTS[support.verdict]}{f' by {by}' if by else ''}")


def _summary(look: Look, style: Style) -> list[str]:
    report, n = look.report, counts(look)
    kin = [listed(g) for g in groups(report) if len(g) > 1]
    end = [
        f"{plural(n.entities, 'name')}, {n.respelled} with more than one spelling",
        f"{plural(n.not_compared, 'comparison')} not made",
        *(f"{k} are not independent and count as one source" for k in kin),
    ]
    names = listed(f"{i} ({look.publisher(i)})" for i in named_sources(look))
    if report.task == "check":
        held = f"{path_of(DRAFT, look, style.paths)} held against {names}"
        return [_line(x) for x in (held, verdict_line(n), found_line(n), *end) if x]
    alone = ", ".join(f"{count} only in {source}" for source, count in n.additions)
    shared = f"{plural(n.shared, 'fact')} told by two or more sources; statements alone: {alone}"
    sources = f"{plural(len(report.articles), 'source')}: {names}"
    return [_line(x) for x in (sources, found_line(n), shared, *end)]
