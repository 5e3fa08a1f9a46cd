"""The report for an editor, in Markdown that renders on GitHub and reads as plain text.

Every section is always there; an empty one says so. Only what the desk decided has no section where it
decided nothing. No line is wrapped: one thing, one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reconcile.report import Style, renderer
from reconcile.report.common import (
    Counts,
    Look,
    Spans,
    counts,
    differing_words,
    found_line,
    listed,
    named_sources,
    ordered,
    plural,
    told,
    verdict_line,
)
from reconcile.report.decided import undecided
from reconcile.report.escape import emphasised, markdown
from reconcile.report.ledger import names
from reconcile.report.sections import additions, agreements, decisions, footer, not_compared, sources
from reconcile.report.sentences import supported, unused
from reconcile.values import DRAFT, Evidence, Finding, Report

# How many findings "At a glance" repeats: what fits on a screen beside the counts.
GLANCE = 3


@renderer("markdown")
def render_markdown(report: Report, style: Style) -> str:
    """Return the whole report in Markdown; `style.explain` adds the draft sentence by sentence."""
    look = Look(report)
    held = _check(look, style) if report.task == "check" else _comparison(look)
    parts = [_title(look), *sources(look), *_glance(look), *held, *not_compared(look), *footer(look)]
    return "\n\n".join(parts) + "\n"


def _comparison(look: Look) -> list[str]:
    """The sections on articles of equal standing."""
    found = _open(look, "discrepancy")
    parts = _findings("Discrepancies", found, "No discrepancy found.", look)
    return [*parts, *agreements(look), *additions(look), *names(look), *decisions(look)]


def _check(look: Look, style: Style) -> list[str]:
    """The sections on a draft and its sources."""
    found = _open(look, "discrepancy")
    inside = [f for f in found if all(e.source == DRAFT for e in f.evidence)]
    against = [f for f in found if f not in inside]
    missing = _open(look, "unsupported")
    nothing = "All that the draft says was found in a source, or is named under Not compared."
    return [
        *_findings("Contradicted by a source", against, "No source was found to contradict the draft.", look),
        *_findings("In no source", missing, nothing, look),
        *_findings("Inside the draft", inside, "The draft was not found to contradict itself.", look),
        *names(look),
        *decisions(look),
        *(supported(look) if style.explain else []),
    ]


def _open(look: Look, kind: str) -> list[Finding]:
    return [f for f in undecided(ordered(look.report.findings, look)) if f.kind == kind]


def _title(look: Look) -> str:
    ids = listed(map(markdown, named_sources(look)))
    return f"# The draft held against {ids}" if look.report.task == "check" else f"# Comparison of {ids}"


def _glance(look: Look) -> list[str]:
    n = counts(look)
    lines = [f"- {line}" for line in _figures(n, look)]
    worst = [*_open(look, "discrepancy"), *_open(look, "unsupported")][:GLANCE]
    top = [f"{i}. {_where(f, look)}: {markdown(told(f))}" for i, f in enumerate(worst, 1)]
    said = ["Look at these first:", "\n".join(top)] if top else ["No finding calls for a first look."]
    return ["## At a glance", "\n".join(lines), *said]


def _figures(n: Counts, look: Look) -> list[str]:
    end = [
        f"{plural(n.entities, 'name')}, {n.respelled} with more than one spelling",
        f"{plural(n.not_compared, 'comparison')} that could not be made",
    ]
    if look.report.task == "check":
        return [line for line in (verdict_line(n), found_line(n), unused(look), *end) if line]
    alone = ", ".join(f"{count} only in {markdown(source)}" for source, count in n.additions)
    shared = f"{plural(n.shared, 'fact')} told by two or more sources"
    if n.independent != n.shared:
        shared += f", {n.independent} of them by two or more independent ones"
    return [found_line(n), shared, f"statements that one source alone makes: {alone}", *end]


def _where(finding: Finding, look: Look) -> str:
    return " / ".join(dict.fromkeys(markdown(look.place(e.source, e.start)) for e in finding.evidence))


def _findings(title: str, found: list[Finding], nothing: str, look: Look) -> list[str]:
    """A section of findings, or what it says where there are none."""
    parts = [f"## {title}"]
    for number, finding in enumerate(found, 1):
        parts += _finding(number, finding, look)
    return parts if found else [*parts, nothing]


def _finding(number: int, finding: Finding, look: Look) -> list[str]:
    name = f"{markdown(finding.code)}, {markdown(finding.id)}"
    head = f"### {number}. {finding.facet.capitalize()}: {finding.severity} ({name})"
    said = markdown(finding.message, first=True)
    first, again = _by_source(finding.evidence)
    differ = differing_words(first) if finding.facet == "quote" else {}
    parts = [head, said, *_quoted(first if finding.kind != "unsupported" else _unread(first), differ, look)]
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


def _unread(evidence: list[Evidence]) -> list[Evidence]:
    """Evidence without its reading: words that no source has were held against nothing."""
    return [replace(e, reading="") for e in evidence]


def _tells(evidence: Evidence) -> bool:
    """Whether the reading says more than the words: "15 crew" read as "15 crew" does not."""
    return bool(evidence.reading) and evidence.reading.casefold() != " ".join(
        evidence.text.casefold().split()
    )
