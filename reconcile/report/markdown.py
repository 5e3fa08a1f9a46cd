"""The report for an editor: eight sections in Markdown that renders on GitHub and reads as plain text.

Every section is always there; an empty one says so. No line is wrapped: one thing, one line.
"""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.report import Style, renderer
from reconcile.report.common import Counts, Look, Spans, counts, differing_words, listed, ordered, plural
from reconcile.report.escape import emphasised, markdown
from reconcile.report.ledger import names
from reconcile.report.sections import additions, agreements, footer, not_compared, sources
from reconcile.values import Evidence, Finding, Report

# How many findings "At a glance" repeats: what fits on a screen beside the counts.
GLANCE = 3
# The id that `check` gives to the article that is held against the others.
DRAFT = "draft"


@renderer("markdown")
def render_markdown(report: Report, style: Style) -> str:
    """Return the whole report in Markdown."""
    look = Look(report)
    parts = [
        _title(look),
        *sources(look),
        *_glance(look),
        *_discrepancies(look),
        *_unsupported(look),
        *agreements(look),
        *additions(look),
        *names(look),
        *not_compared(look),
        *footer(look),
    ]
    return "\n\n".join(parts) + "\n"


def _title(look: Look) -> str:
    ids = [a.id for a in look.report.articles]
    if look.report.task == "check":
        return f"# The draft held against {listed(markdown(i) for i in ids if i != DRAFT)}"
    return f"# Comparison of {listed(map(markdown, ids))}"


def _glance(look: Look) -> list[str]:
    n = counts(look)
    lines = [f"- {line}" for line in _figures(n, look)]
    worst = [f for f in ordered(look.report.findings, look) if f.kind != "name-variant"][:GLANCE]
    top = [f"{i}. {_where(f, look)}: {markdown(f.message)}" for i, f in enumerate(worst, 1)]
    said = ["Look at these first:", "\n".join(top)] if top else ["No finding calls for a first look."]
    return ["## At a glance", "\n".join(lines), *said]


def _figures(n: Counts, look: Look) -> list[str]:
    alone = ", ".join(f"{count} only in {markdown(source)}" for source, count in n.additions)
    shared = f"{plural(n.shared, 'fact')} told by two or more sources"
    if n.independent != n.shared:
        shared += f", {n.independent} of them by two or more independent ones"
    return [
        ", ".join([plural(n.conflicts, "conflict"), plural(n.tensions, "tension"), plural(n.notes, "note")]),
        shared,
        f"statements that one source alone makes: {alone}",
        f"{plural(n.entities, 'name')}, {n.respelled} with more than one spelling",
        f"{plural(n.not_compared, 'comparison')} that could not be made",
    ]


def _where(finding: Finding, look: Look) -> str:
    return " / ".join(dict.fromkeys(markdown(look.place(e.source, e.start)) for e in finding.evidence))


def _discrepancies(look: Look) -> list[str]:
    found = [f for f in ordered(look.report.findings, look) if f.kind == "discrepancy"]
    parts = ["## Discrepancies"]
    if not found:
        return [*parts, "No discrepancy found."]
    for number, finding in enumerate(found, 1):
        parts += _finding(number, finding, look)
    return parts


def _unsupported(look: Look) -> list[str]:
    if look.report.task != "check":
        return []
    found = [f for f in ordered(look.report.findings, look) if f.kind == "unsupported"]
    parts = ["## In no source"]
    if not found:
        return [*parts, "All that the draft says was found in a source, or is named under Not compared."]
    for number, finding in enumerate(found, 1):
        parts += _finding(number, finding, look)
    return parts


def _finding(number: int, finding: Finding, look: Look) -> list[str]:
    head = f"### {number}. {finding.facet.capitalize()}: {finding.severity} ({markdown(finding.code)})"
    said = markdown(finding.message, first=True)
    first, again = _by_source(finding.evidence)
    differ = differing_words(first) if finding.facet == "quote" else {}
    parts = [head, said, *_quoted(first, differ, look)]
    shown = {look.place(e.source, e.start) for e in first}
    more = dict.fromkeys(p for p in (look.place(e.source, e.start) for e in again) if p not in shown)
    return [*parts, f"Also at {listed(map(markdown, more))}."] if more else parts


def _by_source(evidence: tuple[Evidence, ...]) -> tuple[list[Evidence], list[Evidence]]:
    """Part the evidence that is quoted, the two sides and the first of each further source, from the rest."""
    first, again = list(evidence[:2]), list[Evidence]()
    for e in evidence[2:]:
        (again if any(e.source == f.source for f in first) else first).append(e)
    return first, again


def _quoted(evidence: list[Evidence], differ: Mapping[Evidence, Spans], look: Look) -> list[str]:
    """Return the words of each side: place and publisher, then the whole statement with the words in bold."""
    held: dict[tuple[str, int, int], list[Evidence]] = {}
    for e in evidence:
        held.setdefault((e.source, *look.holder(e)), []).append(e)
    parts: list[str] = []
    for (source, start, end), words in held.items():
        bold = [span for e in words for span in differ.get(e, ((e.start, e.end),))]
        spans = tuple((a - start, b - start) for a, b in bold)
        places = listed(dict.fromkeys(markdown(look.place(source, e.start)) for e in words))
        readings = listed(dict.fromkeys(markdown(e.reading) for e in words if _tells(e)))
        read = f" (read: {readings})" if readings else ""
        text = emphasised(look.words(words[0], start, end), spans)
        parts += [f"{places}, {markdown(look.publisher(source))}{read}:", f"> {text}"]
    return parts


def _tells(evidence: Evidence) -> bool:
    """Whether the reading says more than the words: "15 crew" read as "15 crew" does not."""
    return bool(evidence.reading) and evidence.reading.casefold() != " ".join(
        evidence.text.casefold().split()
    )
