"""JUnit XML, for the test pages of build servers.

A draft: one test case for each of its sentences, with a failure for each conflict and tension that is not
settled; a sentence without a claim of fact is skipped. Articles without a draft: one test case for each
facet. Notes and what the desk settled fail nothing; they stand in the case's output.

Source: the schema of Jenkins' JUnit plugin; `file` and `line` as GitLab and pytest have them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reconcile.report import Style, renderer
from reconcile.report.common import VERDICTS, Look, listed, main_evidence, named_sources, ordered
from reconcile.report.decided import DECIDED, because, settled, stale_said
from reconcile.report.escape import visible
from reconcile.report.places import path_of
from reconcile.values import DRAFT, FACETS, Finding, Report, Statement

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# A test page shows names in a column: this is about one line of it.
NAME_LENGTH = 80


@renderer("junit")
def render_junit(report: Report, style: Style) -> str:
    """Return one test suite; its text is on one line a thing, with no character that XML forbids."""
    from xml.etree import ElementTree as ET

    look = Look(report)
    suite = ET.Element("testsuite", {"name": visible(f"reconcile {report.task}")})
    cases = _of_draft(look, style) if report.task == "check" else _of_facets(look)
    suite.extend(cases)
    suite.attrib |= {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": "0",
        "skipped": str(sum(case.find("skipped") is not None for case in cases)),
    }
    _output(suite, [f"Stale decision: {stale_said(d)}" for d in report.stale])
    root = ET.Element("testsuites", {k: v for k, v in suite.attrib.items() if k != "name"})
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _of_draft(look: Look, style: Style) -> list[Element]:
    """A case for each sentence of the draft, and one for findings that lie in none of them."""
    findings = ordered(look.report.findings, look)
    held: dict[str, list[Finding]] = {s.id: [] for s in look.of(DRAFT)}
    loose: list[Finding] = []
    for finding in findings:
        held.get(_holder(finding, look), loose).append(finding)
    path = path_of(DRAFT, look, style.paths)
    against = listed(named_sources(look))
    names = _names(look.of(DRAFT))
    cases = [_sentence(s, names[s.id], held[s.id], look, path) for s in look.of(DRAFT)]
    return [*cases, _case(f"the draft as a whole, against {against}", path, loose, look)] if loose else cases


def _holder(finding: Finding, look: Look) -> str:
    """The id of the draft's sentence that a finding's first words in the draft begin in; "" for none."""
    e = main_evidence(finding)
    if e is None or e.source != DRAFT:
        return ""
    return next((s.id for s in look.of(DRAFT) if s.start <= e.start < s.end), "")


def _names(statements: Iterable[Statement]) -> dict[str, str]:
    """A name for each sentence, by id: its first words, so that a case keeps its history when lines move."""
    names: dict[str, str] = {}
    times: dict[str, int] = {}
    for s in statements:
        words = visible(s.text)
        short = words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1].rstrip() + "…"
        times[short] = times.get(short, 0) + 1
        names[s.id] = short if times[short] == 1 else f"{short} ({times[short]})"
    return names


def _sentence(statement: Statement, name: str, findings: list[Finding], look: Look, path: str) -> Element:
    from xml.etree import ElementTree as ET

    case = _case(name, path, findings, look)
    case.attrib |= {"file": visible(path), "line": str(statement.line)}
    said = next((s for s in look.report.supports if s.statement == statement.id), None)
    if said and said.verdict == "no claim" and not findings:
        ET.SubElement(case, "skipped", {"message": VERDICTS[said.verdict]})
    return case


def _of_facets(look: Look) -> list[Element]:
    findings = ordered(look.report.findings, look)
    name = f"comparison of {listed(named_sources(look))}"
    return [_case(facet, name, [f for f in findings if f.facet == facet], look) for facet in FACETS]


def _case(name: str, classname: str, findings: Iterable[Finding], look: Look) -> Element:
    from xml.etree import ElementTree as ET

    given = tuple(findings)
    case = ET.Element("testcase", {"classname": visible(classname), "name": visible(name)})
    failing = [f for f in given if f.severity != "note" and not settled(f)]
    for f in failing:
        failure = ET.SubElement(case, "failure", {"type": visible(f.code)})
        failure.set("message", visible(f"{f.severity}: {f.message} [{f.id}]"))
        aside = [] if f.status == "open" else [because(DECIDED[f.status].capitalize(), f.why)]
        failure.text = "\n".join(map(visible, [*aside, *_evidence(f, look)]))
    _output(case, [_aside(f) for f in given if f not in failing])
    return case


def _evidence(finding: Finding, look: Look) -> list[str]:
    return [
        f"{look.place(e.source, e.start)}, {look.publisher(e.source)}: “{e.text}”" for e in finding.evidence
    ]


def _aside(finding: Finding) -> str:
    told = f"{finding.code} [{finding.id}]: {finding.message}"
    if finding.status == "open":
        return f"{finding.severity}: {told}"
    return because(f"{DECIDED[finding.status]}: {told}", finding.why)


def _output(parent: Element, lines: list[str]) -> None:
    from xml.etree import ElementTree as ET

    if lines:
        ET.SubElement(parent, "system-out").text = "\n".join(map(visible, lines))
