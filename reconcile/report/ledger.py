"""The names section: variants worth a look, then the ledger of every name with its spellings by source."""

from __future__ import annotations

from reconcile.report.common import Look, ordered, spellings
from reconcile.report.decided import undecided
from reconcile.report.escape import markdown
from reconcile.report.sections import pipe_table
from reconcile.values import Entity, Finding

KINDS = ("person", "organisation", "place")
PLURALS = {"person": "People", "organisation": "Organisations", "place": "Places"}


def names(look: Look) -> list[str]:
    """Return the findings on names, the ledger, and the names that need no decision, a line for each kind."""
    entities = sorted(look.report.entities, key=_key)
    parts = ["## Names"]
    findings = undecided(ordered(look.report.findings, look))
    found = [f for f in findings if f.kind == "name-variant"]
    parts.append(
        "\n".join(_variant(f, look) for f in found) or "No name is spelled in two ways that need a decision."
    )
    told = [e for e in entities if not _settled(e)]
    if told:
        rows = [[e.kind, markdown(e.canonical), _spellings(e, look), markdown(e.why)] for e in told]
        parts.append(pipe_table(["Kind", "Proposed spelling", "Spellings", "Why one"], rows))
    parts += [
        _brief(kind, entities) for kind in KINDS if any(e.kind == kind and _settled(e) for e in entities)
    ]
    return parts if entities else [*parts, "No name was found."]


def _settled(entity: Entity) -> bool:
    """One spelling in one source: nothing to decide and nothing to hold it against."""
    return spellings(v.text for v in entity.variants) < 2 and len({v.source for v in entity.variants}) < 2


def _key(entity: Entity) -> tuple[bool, int, str, str]:
    several = spellings(v.text for v in entity.variants) > 1
    return not several, KINDS.index(entity.kind), entity.canonical.casefold(), entity.id


def _variant(finding: Finding, look: Look) -> str:
    words = [f"{markdown(look.place(e.source, e.start))} “{markdown(e.text)}”" for e in finding.evidence]
    told = f"{markdown(finding.code)}, {markdown(finding.id)}; {', '.join(dict.fromkeys(words))}"
    return f"- {finding.severity.capitalize()}: {markdown(finding.message)} ({told})"


def _spellings(entity: Entity, look: Look) -> str:
    ranked = sorted(
        entity.variants, key=lambda v: (look.order.get(v.source, len(look.order)), -v.count, v.text)
    )
    by_source: dict[str, list[str]] = {}
    for v in ranked:
        by_source.setdefault(v.source, []).append(f"{markdown(v.text)} ×{v.count}")
    return "; ".join(f"{markdown(source)}: {', '.join(forms)}" for source, forms in by_source.items())


def _brief(kind: str, entities: list[Entity]) -> str:
    brief = [e for e in entities if e.kind == kind and _settled(e)]
    shown = [" ".join([e.canonical, *(f"({v.source})" for v in e.variants[:1])]) for e in brief]
    return f"{PLURALS[kind]} with one spelling, in one source only: {', '.join(map(markdown, shown))}."
