"""The call-back sheet: a JSON report's open findings as a checklist for the people who make the calls.

For each finding: what to confirm, with whom (who is named as saying it, else who published it), and on
which evidence. A sheet is made of the report's file, so that it can be made again when the desk has decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reconcile.data import words
from reconcile.errors import UnsupportedInput
from reconcile.report.common import listed, plural
from reconcile.report.escape import markdown
from reconcile.values import DRAFT

# What a call is to settle, by what the sources differ in.
QUESTIONS = {
    "number": "Confirm the figure",
    "date": "Confirm the date",
    "place": "Confirm the place",
    "name": "Confirm the name and its spelling",
    "role": "Confirm the role or title",
    "attribution": "Confirm who said it",
    "polarity": "Confirm whether it is so",
    "quote": "Confirm the words spoken",
    "certainty": "Confirm how sure it is",
    "event": "Confirm what happened",
}
UNSUPPORTED = "Find a source"
Json = Mapping[str, Any]


def render_sheet(report_json: object) -> str:
    """Return the sheet as Markdown, ending in a newline.

    `report_json` is a report as `--format json` writes it, parsed. Raises UnsupportedInput, which says
    what is wrong, where it is no such report.
    """
    report = _checked(report_json)
    held = _Held(report)
    findings = [f for f in report["findings"] if f["status"] == "open"]
    done = len(report["findings"]) - len(findings)
    parts = ["# Call-back sheet", _against(held)]
    if not findings:
        parts.append("No finding is open: nothing to confirm.")
    else:
        settled = f"; {done} decided by the desk already" if done else ""
        parts.append(f"{plural(len(findings), 'finding')} to settle{settled}.")
        parts.append("\n".join(_item(f, held) for f in findings))
    return "\n\n".join(parts) + "\n"


class _Held:
    """A report's sources, and its statements by source."""

    def __init__(self, report: Json) -> None:
        self.sources: dict[str, Json] = {s["id"]: s for s in report["sources"]}
        self.statements: list[Json] = report["statements"]

    def publisher(self, source: str) -> str:
        """What to call a source."""
        known = self.sources.get(source, {})
        return str(known.get("publisher") or known.get("path") or source)

    def statement(self, evidence: Json) -> Json:
        """The statement that words stand in, or an empty one."""
        for s in self.statements:
            if s["source"] == evidence["source"] and s["start"] <= evidence["start"] < s["end"]:
                return s
        return {}


def _against(held: _Held) -> str:
    others = [f"{i} ({held.publisher(i)})" for i in held.sources if i != DRAFT]
    if DRAFT not in held.sources:
        return f"Between {markdown(listed(others))}."
    return f"{markdown(held.publisher(DRAFT), first=True)}, held against {markdown(listed(others))}."


def _item(finding: Json, held: _Held) -> str:
    missing = finding["kind"] == "unsupported"
    question = UNSUPPORTED if missing else QUESTIONS.get(finding["facet"], "Confirm")
    name = f"{finding['severity']}, {finding['code']}, {finding['id']}"
    whom = listed(dict.fromkeys(_whom(e, held) for e in _to_ask(finding)))
    lines = [
        f"- [ ] **{question}:** {markdown(finding['message'])} ({markdown(name)})",
        f"  - With: {markdown(whom)}",
        *(_evidence(e, held) for e in finding["evidence"]),
    ]
    return "\n".join(lines)


def _to_ask(finding: Json) -> list[Json]:
    """The evidence whose tellers are asked: the sources', else the draft's own."""
    others = [e for e in finding["evidence"] if e["source"] != DRAFT]
    return others or finding["evidence"]


def _whom(evidence: Json, held: _Held) -> str:
    """Who can confirm words: the speaker named for them, else the source's publisher, else the writer."""
    source = evidence["source"]
    speaker = _named(held.statement(evidence).get("speaker") or "")
    if source == DRAFT:
        byline = held.sources.get(source, {}).get("byline")
        writer = f"the writer of the draft ({byline})" if byline else "the writer of the draft"
        return f"{speaker}, whom the draft names; {writer}" if speaker else writer
    through = f"{held.publisher(source)}, source {source}"
    return f"{speaker} (in {through})" if speaker else through


def _named(speaker: str) -> str:
    """The speaker, or "" where it is a word that only stands for a name ("he")."""
    return "" if speaker.casefold() in words("report", "nobody") else speaker


def _evidence(evidence: Json, held: _Held) -> str:
    """The words, and the sentence that they stand in where it says more."""
    place = f"{evidence['source']}:{evidence['line']}"
    told = f"{place}, {held.publisher(evidence['source'])}: “{evidence['text']}”"
    whole = held.statement(evidence).get("text", "")
    more = f", in “{whole}”" if evidence["text"] in whole and evidence["text"] != whole else ""
    return f"  - {markdown(told + more)}"


_WANTED: dict[str, dict[str, type]] = {
    "sources": {"id": str, "path": str, "publisher": str, "byline": str},
    "statements": {"source": str, "start": int, "end": int, "text": str},
    "findings": {
        **dict.fromkeys(("id", "kind", "facet", "code", "severity", "message", "status"), str),
        "evidence": list,
    },
}
_EVIDENCE: dict[str, type] = {"source": str, "start": int, "line": int, "text": str}


def _checked(report: object) -> Json:
    """The report, if all that a sheet needs of it is there; raises UnsupportedInput."""
    tool = report.get("tool") if isinstance(report, dict) else None
    if not isinstance(report, dict) or not isinstance(tool, dict) or tool.get("name") != "reconcile":
        raise _fault("no report of reconcile")
    if report.get("version") != 1:
        raise _fault(f"a report of version {str(report.get('version'))[:20]!r}, not 1")
    for name, wanted in _WANTED.items():
        _check_rows(report.get(name), wanted, name)
    for n, finding in enumerate(report["findings"]):
        _check_rows(finding["evidence"], _EVIDENCE, f"findings[{n}].evidence")
    for n, statement in enumerate(report["statements"]):
        if not isinstance(statement.get("speaker"), str | None):
            raise _fault(f"statements[{n}].speaker is neither text nor null")
    return report


def _check_rows(rows: object, wanted: Mapping[str, type], name: str) -> None:
    if not isinstance(rows, list):
        raise _fault(f"{name} is missing or no list")
    for n, row in enumerate(rows):
        for key, kind in wanted.items():
            value = row.get(key) if isinstance(row, dict) else None
            if not isinstance(value, kind) or isinstance(value, bool):
                raise _fault(f"{name}[{n}].{key} is missing or of a wrong type")


def _fault(what: str) -> UnsupportedInput:
    return UnsupportedInput(f"{what}; make one with: reconcile check … --format json")
