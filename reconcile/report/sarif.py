"""SARIF 2.1.0, for code scanning pages and editors that read it.

A rule for each check, a result for each finding; the result stands at the draft's words, and the
sources' words are its related locations. What the desk dismissed or accepted is a suppressed result.

In a message `[x](1)` would be a link and `{0}` a placeholder (sections 3.11.5 and 3.11.6), so brackets and
braces of articles are escaped. Regions are given only where the lines are the file's own.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from reconcile import desk, facets
from reconcile.report import Style, renderer
from reconcile.report.common import Look, main_evidence, ordered, told
from reconcile.report.decided import DECIDED, because, settled, stale_said
from reconcile.report.escape import json_text, visible
from reconcile.report.places import path_of, place
from reconcile.values import Article, Evidence, Finding, Report, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"conflict": "error", "tension": "warning", "note": "note"}
# The name of the fingerprint: the number goes up when ids are made in another way.
FINGERPRINT = "reconcileFinding/v1"
_MARKS = re.compile(r"[\\\[\]{}]")
_ESCAPED = {"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"}


def message(text: str) -> dict[str, str]:
    """Return text as a message that shows it and does nothing else."""
    return {"text": _MARKS.sub(lambda m: _ESCAPED[m.group()], visible(text))}


def uri(path: str) -> str:
    """Return a file's name as a URI: a relative one stays relative, "C:\\x" and "/x" become file URIs.

    A colon is quoted, so that no name is taken for a scheme.
    """
    if PureWindowsPath(path).drive.endswith(":") and PureWindowsPath(path).root:
        return "file:///" + quote(PureWindowsPath(path).as_posix(), safe="/:", errors="replace")
    quoted = quote(path, safe="/", errors="replace")
    if PurePath(path).is_absolute():
        return "file:///" + quoted.lstrip("/")
    return quoted.lstrip("/") or "unnamed"


@renderer("sarif")
def render_sarif(report: Report, style: Style) -> str:
    """Return the log of one run."""
    look = Look(report)
    found = ordered(report.findings, look)
    rules = _rules(found)
    order = {rule["id"]: i for i, rule in enumerate(rules)}
    driver = {"name": "reconcile", "version": report.version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "artifacts": [_artifact(a, look, style) for a in report.articles],
        "results": [_result(f, order[f.code], look, style) for f in found],
        "properties": {"task": report.task, "model": report.model, "settings": report.settings},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n")


def _rules(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """A rule for each check there is, and for each further code of a finding."""
    rules = {}
    every: tuple[facets.Check | desk.Check, ...] = (*facets.checks(), *desk.checks())
    for check in every:
        first, _, _ = check.doc.partition("\n\n")
        rules[check.code] = _rule(check.code, check.facet, check.severity, " ".join(first.split()), check.doc)
    for f in findings:
        if f.code not in rules:
            rules[f.code] = _rule(f.code, f.facet, f.severity, f.code.replace("-", " "), "")
    return [rules[code] for code in sorted(rules)]


def _rule(code: str, facet: str, severity: Severity, short: str, doc: str) -> dict[str, Any]:
    rule = {
        "id": code,
        "shortDescription": message(short or code),
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {"facet": facet},
    }
    return rule | ({"fullDescription": message(doc), "help": message(doc)} if doc else {})


def _artifact(article: Article, look: Look, style: Style) -> dict[str, Any]:
    known: dict[str, Any] = {"location": {"uri": uri(path_of(article.id, look, style.paths))}}
    if article.source.sha256:
        known["hashes"] = {"sha-256": article.source.sha256}
    return known | {"properties": {"source": visible(article.id)}}


def _invocation(report: Report) -> dict[str, Any]:
    known: dict[str, Any] = {"executionSuccessful": True}
    stale = [{"level": "note", "message": message(f"Stale decision: {stale_said(d)}")} for d in report.stale]
    return known | ({"toolExecutionNotifications": stale} if stale else {})


def _result(finding: Finding, rule: int, look: Look, style: Style) -> dict[str, Any]:
    first = main_evidence(finding)
    rest = [e for e in finding.evidence if e is not first]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": message(told(finding)),
        "locations": [{"physicalLocation": _location(first, look, style)}] if first else [],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "rank": round(100 * min(1.0, max(0.0, finding.confidence)), 1),
        "properties": {"kind": finding.kind, "facet": finding.facet, "status": finding.status},
    }
    if rest:
        result["relatedLocations"] = [_related(n, e, look, style) for n, e in enumerate(rest, 1)]
    if finding.why:
        result["properties"]["why"] = visible(finding.why)
    if settled(finding):
        said = because(DECIDED[finding.status].capitalize(), visible(finding.why))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": said}]
    return result


def _related(number: int, evidence: Evidence, look: Look, style: Style) -> dict[str, Any]:
    where = f"{look.place(evidence.source, evidence.start)}, {look.publisher(evidence.source)}"
    return {
        "id": number,
        "message": message(f"{where}: {evidence.text}"),
        "physicalLocation": _location(evidence, look, style),
    }


def _location(evidence: Evidence, look: Look, style: Style) -> dict[str, Any]:
    at = place(evidence, look, style.paths)
    location: dict[str, Any] = {"artifactLocation": {"uri": uri(at.path)}}
    if evidence.source in look.order:
        location["artifactLocation"]["index"] = look.order[evidence.source]
    if at.exact:
        location["region"] = {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
            "charOffset": evidence.start,
            "charLength": evidence.end - evidence.start,
            "snippet": {"text": evidence.text},
        }
    return location
