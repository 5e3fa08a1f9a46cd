"""The JSON report, version 1: what other programs read; described by docs/report.schema.json.

`start` and `end` are offsets into the text of the article as decoded; `line` and `column` are those of
`start`, from 1, in Unicode characters, for tools that have only the report. Figures are rounded, so that
the last bits of a processor's arithmetic do not reach the bytes. Characters that deceive an eye
(bidi overrides, controls) stand as JSON escapes: the values are exactly the article's.
"""

from __future__ import annotations

import json
from typing import Any

from reconcile.report import Style, renderer
from reconcile.report.common import Look
from reconcile.report.escape import json_text
from reconcile.values import Article, Decision, Entity, Evidence, Finding, Report, Statement, Support

VERSION = 1
# Scores carry no meaning past the third digit; a fourth keeps the order of near ties visible.
DIGITS = 4


def _source(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "id": source.id,
        "path": source.path,
        "publisher": source.publisher,
        "date": source.published.isoformat() if source.published else None,
        "title": source.title,
        "byline": source.byline,
        "url": source.url,
        "sha256": source.sha256,
        "wire": source.wire,
        "furniture": [
            {"start": b.start, "end": b.end, "why": b.why} for b in article.blocks if b.kind == "furniture"
        ],
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "source": s.source,
        "start": s.start,
        "end": s.end,
        "line": s.line,
        "text": s.text,
        "speaker": s.speaker,
    }


def _evidence(e: Evidence, look: Look) -> dict[str, Any]:
    return {
        "source": e.source,
        "start": e.start,
        "end": e.end,
        "line": look.line(e.source, e.start),
        "column": look.column(e.source, e.start),
        "text": e.text,
        "reading": e.reading,
    }


def _finding(f: Finding, look: Look) -> dict[str, Any]:
    return {
        "id": f.id,
        "kind": f.kind,
        "facet": f.facet,
        "code": f.code,
        "severity": f.severity,
        "confidence": round(f.confidence, DIGITS),
        "message": f.message,
        "evidence": [_evidence(e, look) for e in f.evidence],
        "statements": list(f.statements),
        "status": f.status,
        "why": f.why,
    }


def _support(s: Support) -> dict[str, Any]:
    return {"statement": s.statement, "verdict": s.verdict, "by": list(s.by)}


def _decision(d: Decision) -> dict[str, Any]:
    return {
        "finding": d.finding,
        "verdict": d.verdict,
        "why": d.why,
        "who": d.who,
        "code": d.code,
        "words": d.words,
    }


def _entity(e: Entity) -> dict[str, Any]:
    variants = [{"text": v.text, "source": v.source, "count": v.count} for v in e.variants]
    return {"id": e.id, "kind": e.kind, "canonical": e.canonical, "why": e.why, "variants": variants}


def document(report: Report) -> dict[str, Any]:
    """Return the report as the values of a JSON document, in the order of the report."""
    look = Look(report)
    tool = {
        "name": "reconcile",
        "version": report.version,
        "model": report.model,
        "settings": report.settings,
    }
    if report.judge:
        tool["judge"] = report.judge
    return {
        "version": VERSION,
        "task": report.task,
        "tool": tool,
        "sources": [_source(a) for a in report.articles],
        "statements": [_statement(s) for s in report.statements],
        "alignments": [
            {"left": a.left, "right": a.right, "score": round(a.score, DIGITS), "relation": a.relation}
            for a in report.alignments
        ],
        "facts": [
            {"id": f.id, "statements": list(f.statements), "says": dict(f.says), "voices": f.voices}
            for f in report.facts
        ],
        "findings": [_finding(f, look) for f in report.findings],
        "supports": [_support(s) for s in report.supports],
        "stale": [_decision(d) for d in report.stale],
        "additions": [
            {"statement": a.statement, "source": a.source, "weight": round(a.weight, DIGITS), "why": a.why}
            for a in report.additions
        ],
        "entities": [_entity(e) for e in report.entities],
        "kinships": [{"left": k.left, "right": k.right, "why": k.why} for k in report.kinships],
        "not_compared": [{"statement": n.statement, "why": n.why} for n in report.not_compared],
    }


@renderer("json")
def render_json(report: Report, style: Style) -> str:
    """Return the report as JSON, one value a line."""
    return json_text(json.dumps(document(report), ensure_ascii=False, indent=1) + "\n")
