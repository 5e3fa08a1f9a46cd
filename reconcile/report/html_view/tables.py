"""What the HTML report lists and counts: tiles, charts, facts, additions, names, and what made it."""

from __future__ import annotations

from reconcile.page.charts import chart, heat, ladder
from reconcile.page.model import Chart, FactRow, Heat, Item, Listing, NameRow, Place, Stand, Tile
from reconcile.report.common import (
    VERDICTS,
    agreeing,
    clearest,
    counts,
    groups,
    plural,
    shared_facts,
    shown_source,
    spellings,
    voices,
)
from reconcile.report.escape import visible
from reconcile.report.html_view.keys import Keys, pairs
from reconcile.values import DRAFT, FACETS, SEVERITIES, Entity, Fact, Statement

# Pairs of more sources than this are a heat map: fifteen bars are the most that one looks at.
BARS = 6
_RELATIONS = (("agree", "agrees"), ("near", "related"), ("differ", "differs"))
_KINDS = {"agreement": 0, "related": 1, "discrepancy": 2}
_VERDICT_TONES = {
    "supported": "agrees",
    "partly": "partly",
    "contradicted": "differs",
    "unsupported": "only",
    "no claim": "plain",
}
_NAMES = {"person": "People", "organisation": "Organisations", "place": "Places"}


def tiles(keys: Keys) -> tuple[Tile, ...]:
    """Return the figures of the summary, which are those of the other formats."""
    n = counts(keys.look)
    found = [
        Tile(n.conflicts, "conflict" if n.conflicts == 1 else "conflicts", "#findings", "conflict"),
        Tile(n.tensions, "tension" if n.tensions == 1 else "tensions", "#findings", "tension"),
        Tile(n.notes, "note" if n.notes == 1 else "notes", "#findings", "note"),
    ]
    if keys.look.report.task == "check":
        found += [Tile(c, VERDICTS[v], "#articles", _VERDICT_TONES[v]) for v, c in n.verdicts]
        unused = _unused(keys)
        by = ", ".join(f"{c} in {visible(s)}" for s, c in unused.items()) if len(unused) <= BARS else ""
        found.append(Tile(sum(unused.values()), "not taken up", "#articles", "plain", by))
    else:
        shared = f"{n.independent} by independent sources" if n.independent != n.shared else ""
        found.append(Tile(n.shared, "shared facts", "#facts", "agrees", shared))
        alone = sum(c for _, c in n.additions)
        by = ", ".join(f"{c} in {visible(s)}" for s, c in n.additions) if len(n.additions) <= BARS else ""
        found.append(Tile(alone, "told by one source", "#only", "only", by))
    note = f"{n.respelled} in more than one spelling" if n.respelled else ""
    found.append(Tile(n.entities, "name" if n.entities == 1 else "names", "#names", "plain", note))
    found.append(Tile(n.not_compared, "not compared", "#not-compared"))
    decided = sum(c for _, c in n.decided)
    return (*found, Tile(decided, "decided", "#decided")) if decided else tuple(found)


def _unused(keys: Keys) -> dict[str, int]:
    """How many statements of each source the draft does not take up, as the other formats count them."""
    report = keys.look.report
    taken = {s for support in report.supports for s in support.by}
    taken |= {s for a in pairs(report) for s in (a.left, a.right)}
    own = {a.id: keys.look.of(a.id) for a in report.articles if a.id != DRAFT}
    return {source: sum(s.id not in taken for s in told) for source, told in own.items()}


def bars(keys: Keys) -> tuple[Chart, ...]:
    """Return the charts of bars: a draft's verdicts, findings by facet, how each pair of sources agrees."""
    report = keys.look.report
    made = []
    if report.task == "check":
        n = counts(keys.look)
        given = [(VERDICTS[v], _VERDICT_TONES[v], c) for v, c in n.verdicts]
        made.append(ladder("verdicts", "The draft's sentences", "Verdict", given))
    if len(report.articles) <= BARS:
        rows = [(f"{a} – {b}", counted) for (a, b), counted in _by_pair(keys).items()]
        what = "source" if report.task == "check" else "pair of sources"
        made.append(chart("pairs", f"Aligned statements by {what}", "Sources", _RELATIONS, rows))
    by = [(f, [sum(x.facet == f and x.severity == s for x in keys.open) for s in SEVERITIES]) for f in FACETS]
    rows = [(f, counted) for f, counted in by if any(counted)]
    made.append(chart("facets", "Findings by facet", "Facet", [(s, s) for s in SEVERITIES], rows))
    return tuple(made)


def heats(keys: Keys) -> tuple[Heat, ...]:
    """Return the heat maps of agreement and difference, where there are too many pairs for bars."""
    articles = keys.look.report.articles
    if len(articles) <= BARS:
        return ()
    ids = [visible(a.id) for a in articles]
    order = keys.look.order
    found = {(order[a], order[b]): counted for (a, b), counted in _by_pair(keys, False).items()}
    return (
        heat("agree", "Agreement of each pair", ids, {p: c[0] for p, c in found.items()}, "agree"),
        heat("differ", "Difference of each pair", ids, {p: c[2] for p, c in found.items()}, "differ"),
    )


def _by_pair(keys: Keys, shown: bool = True) -> dict[tuple[str, str], list[int]]:
    """Alignments by pair of sources and relation; in a check the draft's pairs alone."""
    report = keys.look.report
    ids = [a.id for a in report.articles]
    text = visible if shown else str
    rows = {
        (text(a), text(b)): [0, 0, 0]
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
        if report.task != "check" or a == DRAFT
    }
    for alignment in pairs(report):
        left, right = (keys.look.statements.get(s) for s in (alignment.left, alignment.right))
        if left and right:
            a, b = sorted((left.source, right.source), key=lambda s: keys.look.order.get(s, len(ids)))
            if (text(a), text(b)) in rows:
                rows[text(a), text(b)][_KINDS[alignment.relation]] += 1
    return rows


def facts(keys: Keys) -> tuple[FactRow, ...]:
    """Return the facts, what most independent sources tell alike first, then those told in two ways only."""
    shared = shared_facts(keys.look)
    rest = [f for f in keys.look.report.facts if f not in shared]
    grouped = groups(keys.look.report)
    return tuple(_fact(f, keys, voices(agreeing(f), grouped)) for f in (*shared, *rest))


def _fact(fact: Fact, keys: Keys, count: int) -> FactRow:
    best = clearest(fact, keys.look)
    told = [keys.look.statements[s] for s in fact.statements if s in keys.look.statements]
    first = {s.source: s for s in reversed(told)}
    says = dict(fact.says)
    stands = tuple(
        Stand(
            says.get(a.id, "silent"),
            keys.column[a.id],
            _place(first[a.id], keys) if a.id in first else None,
        )
        for a in keys.look.report.articles
    )
    text = visible(best.text) if best else fact.id
    return FactRow(visible(fact.id), text, _place(best, keys) if best else None, count, stands)


def kin(keys: Keys) -> tuple[str, ...]:
    """Return which sources are not independent of each other, and why."""
    return tuple(visible(f"{k.left} and {k.right}: {k.why}") for k in keys.look.report.kinships)


def listings(keys: Keys) -> tuple[Listing, ...]:
    """Return what each source alone says, weightiest first; nothing for a check, which looks for none."""
    look = keys.look
    if look.report.task == "check":
        return ()
    made = []
    for article in look.report.articles:
        alone = [a for a in look.report.additions if a.source == article.id]
        alone.sort(key=lambda a: (-a.weight, _start(look.statements.get(a.statement)), a.statement))
        name = visible(look.publisher(article.id))
        title = visible(article.id) if name == visible(article.id) else f"{visible(article.id)} ({name})"
        items = tuple(_item(a.statement, a.why, keys) for a in alone)
        nothing = f"{name} says nothing that no other source says."
        made.append(Listing(keys.column[article.id], title, nothing, items))
    return tuple(made)


def _start(statement: Statement | None) -> int:
    return statement.start if statement else 0


def _place(s: Statement, keys: Keys) -> Place:
    return Place(visible(keys.look.place(s.source, s.start)), keys.statement[s.id])


def _item(statement: str, why: str, keys: Keys) -> Item:
    s = keys.look.statements.get(statement)
    if s is None:
        return Item("", visible(why), Place(visible(statement), ""))
    return Item(visible(s.text), visible(why), _place(s, keys))


def names(keys: Keys) -> tuple[NameRow, ...]:
    """Return the ledger: names with several spellings first, those of one source and spelling left out."""
    told = [e for e in keys.look.report.entities if not _settled(e)]
    told.sort(key=lambda e: (not _several(e), list(_NAMES).index(e.kind), e.canonical.casefold(), e.id))
    return tuple(
        NameRow(e.kind, visible(e.canonical), _spellings(e, keys), visible(e.why), _several(e)) for e in told
    )


def single(keys: Keys) -> tuple[tuple[str, str], ...]:
    """Return the names that need no decision, as one line for each kind."""
    lines = []
    for kind, title in _NAMES.items():
        own = sorted(
            (e for e in keys.look.report.entities if e.kind == kind and _settled(e)),
            key=lambda e: (e.canonical.casefold(), e.id),
        )
        said = [" ".join([e.canonical, *(f"({v.source})" for v in e.variants[:1])]) for e in own]
        if said:
            lines.append((title, visible(", ".join(said))))
    return tuple(lines)


def _several(entity: Entity) -> bool:
    return spellings(v.text for v in entity.variants) > 1


def _settled(entity: Entity) -> bool:
    return not _several(entity) and len({v.source for v in entity.variants}) < 2


def _spellings(entity: Entity, keys: Keys) -> tuple[tuple[str, str], ...]:
    order = keys.look.order
    ranked = sorted(entity.variants, key=lambda v: (order.get(v.source, len(order)), -v.count, v.text))
    by: dict[str, list[str]] = {}
    for v in ranked:
        by.setdefault(v.source, []).append(f"{v.text} ×{v.count}")
    return tuple((visible(source), visible(", ".join(forms))) for source, forms in by.items())


def not_compared(keys: Keys) -> tuple[Item, ...]:
    """Return what could not be judged, a statement an item, with the reasons."""
    whys: dict[str, list[str]] = {}
    for n in keys.look.report.not_compared:
        whys.setdefault(n.statement, []).append(n.why)
    return tuple(_item(s, "; ".join(dict.fromkeys(reasons)), keys) for s, reasons in whys.items())


def made(keys: Keys) -> str:
    """Return what made the report, as a sentence."""
    report = keys.look.report
    judge = f", judge {report.judge}" if report.judge else ""
    settings = f", settings {report.settings}" if report.settings else ""
    return visible(f"Made by reconcile {report.version}, model {report.model or 'none'}{judge}{settings}.")


def digests(keys: Keys) -> tuple[tuple[str, str, str], ...]:
    """Return id, file and SHA-256 of each source."""
    sources = [shown_source(a.source) for a in keys.look.report.articles]
    return tuple((visible(s.id), visible(s.path), visible(s.sha256) or "none") for s in sources)


def lead(keys: Keys) -> str:
    """Return one sentence on what was held against what."""
    articles = keys.look.report.articles
    read = plural(len(keys.look.report.statements), "statement")
    if keys.look.report.task == "check":
        return f"{read} read; the draft held against {plural(len(articles) - 1, 'source')}."
    return f"{read} read in {plural(len(articles), 'article')}."
