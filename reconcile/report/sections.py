"""The sections of the Markdown report that list: sources, agreements, additions, not compared, footer."""

from __future__ import annotations

from reconcile.report.common import (
    Look,
    agreeing,
    clearest,
    groups,
    listed,
    ordered,
    plural,
    shared_facts,
    shown_source,
    voices,
)
from reconcile.report.decided import DECIDED, because, decided, stale_said
from reconcile.report.escape import markdown
from reconcile.values import Addition, Alignment, Article, Fact, Finding, Statement


def pipe_table(headers: list[str], rows: list[list[str]]) -> str:
    """Return a GitHub table of cells that are escaped already."""
    import tabulate

    tabulate.WIDE_CHARS_MODE = False  # else the widths hang on whether wcwidth happens to be installed
    return tabulate.tabulate(rows, headers, tablefmt="github", disable_numparse=True)


def _gaps(article: Article, look: Look) -> dict[str, list[tuple[int, int]]]:
    """Lines of page furniture by reason, in the order of the text."""
    gaps: dict[str, list[tuple[int, int]]] = {}
    for block in article.blocks:
        if block.kind == "furniture" and article.text[block.start : block.end].strip():
            lines = look.line(article.id, block.start), look.line(article.id, max(block.start, block.end - 1))
            gaps.setdefault(block.why or "page furniture", []).append(lines)
    return gaps


def _ranges(lines: list[tuple[int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in lines)


def sources(look: Look) -> list[str]:
    """Return the table of sources, what was left out of each, and which are not independent."""
    rows, left_out = [], []
    for article in look.report.articles:
        source = shown_source(article.source)
        gaps = _gaps(article, look)
        lines = {n for runs in gaps.values() for first, last in runs for n in range(first, last + 1)}
        day = source.published.isoformat() if source.published else ""
        cells = [source.id, source.publisher or source.path, day, source.title]
        read = str(len(look.of(article.id)))
        rows.append([*map(markdown, cells), read, str(len(lines)), markdown(source.wire)])
        why = "; ".join(f"{markdown(reason)} ({_lines(runs)})" for reason, runs in gaps.items())
        left_out += [f"- {markdown(source.id)}: {why}"] if why else []
    headers = ["Id", "Publisher", "Date", "Title", "Statements read", "Lines left out", "Wire"]
    parts = ["## Sources", pipe_table(headers, rows)]
    if left_out:
        parts += ["Left out as page furniture, and not compared:", "\n".join(left_out)]
    else:
        parts += ["No line was left out as page furniture."]
    return [*parts, *_kin(look)]


def _lines(runs: list[tuple[int, int]]) -> str:
    one = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"{'line' if one else 'lines'} {_ranges(runs)}"


def _kin(look: Look) -> list[str]:
    kin = [g for g in groups(look.report) if len(g) > 1]
    if not kin:
        return []
    whys = [f"- {markdown(k.left)} and {markdown(k.right)}: {markdown(k.why)}" for k in look.report.kinships]
    groups_said = "; ".join(listed(map(markdown, g)) for g in kin)
    return [f"Not independent of each other, and counted as one source: {groups_said}.", "\n".join(whys)]


def agreements(look: Look) -> list[str]:
    """Return what two or more sources tell alike, one fact a line, best supported first; then what may be."""
    facts = shared_facts(look)
    parts = ["## Agreements"]
    if facts and any(len(g) > 1 for g in groups(look.report)):
        parts.append("Sources that are not independent of each other count as one.")
    told = "\n".join(_fact(fact, look) for fact in facts)
    parts.append(told or "No fact was found in two or more sources.")
    perhaps = _perhaps(look, {s for f in facts for s in f.statements})
    if perhaps:
        parts += ["Perhaps told by another source too, in part or in other words:", "\n".join(perhaps)]
    return parts


def _perhaps(look: Look, shown: set[str]) -> list[str]:
    """Statements that are aligned, but not surely enough to be called agreed, and that stand nowhere else."""
    known = shown | {s for f in look.report.findings for s in f.statements}
    nearest: dict[str, Alignment] = {}
    for a in (a for a in look.report.alignments if a.relation != "discrepancy"):
        for own in (a.left, a.right):
            if own not in known and (own not in nearest or a.score > nearest[own].score):
                nearest[own] = a
    lines, done = [], set[Alignment]()
    for s in look.report.statements:
        nigh = nearest.get(s.id)
        if nigh is None or nigh in done:
            continue
        done.add(nigh)
        other = look.statements[nigh.right if nigh.left == s.id else nigh.left]
        lines.append(f"- {_at(s, look)}: {markdown(s.text)}")
        lines.append(f"  - {_at(other, look)}: {markdown(other.text)}")
    return lines


def _at(statement: Statement, look: Look) -> str:
    return markdown(look.place(statement.source, statement.start))


def _fact(fact: Fact, look: Look) -> str:
    """The fact in its clearest words, who tells it, and beneath it the words of the other tellers."""
    best = clearest(fact, look)
    if best is None:
        return f"- {markdown(fact.id)}"
    who = agreeing(fact)
    stands = [look.statements[s] for s in fact.statements if s in look.statements]
    stands = sorted(
        (s for s in stands if s.source in who), key=lambda s: (look.order.get(s.source, 0), s.start)
    )
    told = ", ".join(dict.fromkeys(markdown(look.place(s.source, s.start)) for s in stands))
    count = voices(who, groups(look.report))
    if count < len(who):
        told += f"; {plural(count, 'independent source')}"
    for stance, verb in (("differs", "says otherwise"), ("silent", "is silent")):
        sources = [markdown(s) for s, said in fact.says if said == stance]
        told += f"; {listed(sources)} {verb if len(sources) == 1 else _many(verb)}" if sources else ""
    others = [
        f"  - {markdown(look.place(s.source, s.start))}: {markdown(s.text)}"
        for s in stands
        if not _alike(s, best)
    ]
    return "\n".join([f"- {markdown(best.text, first=True)} ({told})", *others])


def _alike(one: Statement, other: Statement) -> bool:
    return one.text.casefold().split() == other.text.casefold().split()


def _many(verb: str) -> str:
    return {"says otherwise": "say otherwise", "is silent": "are silent"}[verb]


def additions(look: Look) -> list[str]:
    """Return what each source alone says, what is most worth checking first."""
    parts: list[str] = []
    for article in look.report.articles:
        alone = [a for a in look.report.additions if a.source == article.id]
        alone.sort(key=lambda a: (-a.weight, _start(a, look), a.statement))
        parts.append(f"## Only in {_named(article.id, look)}")
        if not alone:
            parts.append(
                f"{markdown(look.publisher(article.id), first=True)} says nothing that no other source says."
            )
        else:
            parts.append("\n".join(_addition(a, look) for a in alone))
    return parts


def _named(source: str, look: Look) -> str:
    name = look.publisher(source)
    return markdown(source if name == source else f"{source} ({name})")


def _start(addition: Addition, look: Look) -> int:
    statement = look.statements.get(addition.statement)
    return statement.start if statement else 0


def _addition(addition: Addition, look: Look) -> str:
    statement = look.statements.get(addition.statement)
    words = markdown(statement.text, first=True) if statement else markdown(addition.statement)
    place = look.place(addition.source, statement.start) if statement else addition.source
    why = f"; {markdown(addition.why)}" if addition.why else ""
    return f"- {words} ({markdown(place)}{why})"


def decisions(look: Look) -> list[str]:
    """Return what the desk decided and why, and its decisions on words that are gone; nothing for none."""
    lines = [_decided(f, look) for f in decided(ordered(look.report.findings, look))]
    lines += [f"- Stale decision: {markdown(stale_said(d))}" for d in look.report.stale]
    return ["## Decided by the desk", "\n".join(lines)] if lines else []


def _decided(finding: Finding, look: Look) -> str:
    words = dict.fromkeys(f"{look.place(e.source, e.start)} “{e.text}”" for e in finding.evidence)
    said = f"{finding.message.strip().removesuffix('.')} ({finding.code}, {finding.id}; {listed(words)})"
    return f"- {DECIDED[finding.status].capitalize()}: {markdown(because(said, finding.why))}"


def not_compared(look: Look) -> list[str]:
    """Return what could not be judged, with the reasons, a statement a line."""
    whys: dict[str, list[str]] = {}
    for n in look.report.not_compared:
        whys.setdefault(n.statement, []).append(n.why)
    if not whys:
        return ["## Not compared", "Every comparison that was tried could be made."]
    lines = []
    for key, reasons in whys.items():
        statement = look.statements.get(key)
        why = markdown("; ".join(dict.fromkeys(reasons)))
        place = markdown(look.place(statement.source, statement.start) if statement else key)
        lines.append(f"- {place}: {why}" + (f": {markdown(statement.text)}" if statement else ""))
    return ["## Not compared", "\n".join(lines)]


def footer(look: Look) -> list[str]:
    """Return what made the report, and of what bytes."""
    report = look.report
    judge = f", judge {markdown(report.judge)}" if report.judge else ""
    model = markdown(report.model or "none")
    made = f"Made by reconcile {markdown(report.version)}, model {model}{judge}, settings "
    rows = []
    for article in report.articles:
        source = shown_source(article.source)
        rows.append([markdown(source.id), markdown(source.path), _code(source.sha256)])
    return ["## Made from", f"{made}{_code(report.settings)}.", pipe_table(["Id", "File", "SHA-256"], rows)]


def _code(digest: str) -> str:
    """A digest as code, so that it links to no commit; anything else is text like any other."""
    return f"`{digest}`" if digest and digest.isascii() and digest.isalnum() else markdown(digest) or "none"
