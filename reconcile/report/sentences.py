"""A draft sentence by sentence: what backs each, with the sources' words. The fact-check file of a story."""

from __future__ import annotations

from reconcile.report.common import VERDICTS, Look, listed
from reconcile.report.escape import markdown
from reconcile.values import DRAFT, Finding, Statement, Support

# How many sentences of the sources are quoted under one of the draft's; the rest are named by place. A
# headline is backed by half of every article.
QUOTED = 4


def supported(look: Look) -> list[str]:
    """Return every sentence of the draft with its verdict, and the places and words of the sources on it."""
    head = "## Supported, sentence by sentence"
    if not look.report.supports:
        return [head, "No sentence of the draft was judged."]
    return [head, "\n".join(_sentence(s, look) for s in look.report.supports)]


def _sentence(support: Support, look: Look) -> str:
    statement = look.statements.get(support.statement)
    verdict = VERDICTS[support.verdict].capitalize()
    if statement is None:
        return f"- {verdict}: {markdown(support.statement)}"
    place = markdown(look.place(statement.source, statement.start))
    lines = [f"- {verdict}: {markdown(statement.text)} ({place})"]
    backing = [look.statements[s] for s in dict.fromkeys(support.by) if s in look.statements]
    lines += [_backing(s, look) for s in backing[:QUOTED]]
    shown = {look.place(s.source, s.start) for s in backing[:QUOTED]}
    more = [p for p in dict.fromkeys(look.place(s.source, s.start) for s in backing) if p not in shown]
    lines += [f"  - Also {markdown(listed(more))}."] if more else []
    if not backing and support.verdict in ("supported", "partly"):
        lines.append("  - No one sentence of a source tells it; its words are spread over several.")
    lines += [f"  - {_told(f)}" for f in look.report.findings if _about(f, statement)]
    return "\n".join(lines)


def _backing(statement: Statement, look: Look) -> str:
    who = f"{look.place(statement.source, statement.start)}, {look.publisher(statement.source)}"
    return f"  - {markdown(who)}: {markdown(statement.text)}"


def _about(finding: Finding, statement: Statement) -> bool:
    """Whether a finding shows words of the sentence."""
    return finding.kind != "name-variant" and any(
        e.source == statement.source and e.start < statement.end and statement.start < e.end
        for e in finding.evidence
    )


def _told(finding: Finding) -> str:
    status = "" if finding.status == "open" else f"; {finding.status}"
    return markdown(
        f"{finding.severity.capitalize()}: {finding.message} ({finding.code}, {finding.id}{status})"
    )


def unused(look: Look) -> str:
    """Return how much of each source the draft does not take up, as a line; "" where none was looked for."""
    if not look.report.supports:
        return ""
    drafted = {s.id for s in look.of(DRAFT)}
    taken = {s for support in look.report.supports for s in support.by}
    taken |= {a.right for a in look.report.alignments if a.left in drafted}
    taken |= {a.left for a in look.report.alignments if a.right in drafted}
    left = [
        f"{sum(s.id not in taken for s in look.of(a.id))} of {len(look.of(a.id))} in {markdown(a.id)}"
        for a in look.report.articles
        if a.id != DRAFT
    ]
    return f"statements that the draft does not take up: {listed(left)}"
