"""DESK: what is wrong with a draft by itself, and how it spells its names; one file a group of checks.

inspect(draft, views, …)   the findings on a draft
checks()                   the checks there are
allowed(draft)             where the draft itself says that a check is to be silent
silence(findings, spans)   the findings that stay, and those that are silenced
suggest(entities)          a house style of names, as TOML, from the names of the sources
"""

from __future__ import annotations

import importlib
from functools import cache
from pkgutil import iter_modules

from reconcile.desk.allow import allowed, silence
from reconcile.desk.house import suggest
from reconcile.desk.registry import Check, Desk, House, Remark, registered
from reconcile.values import Article, Entity, Finding, Mention, View

__all__ = ["Check", "allowed", "checks", "inspect", "silence", "suggest"]


@cache
def _load() -> None:
    for module in sorted(m.name for m in iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")


def checks() -> tuple[Check, ...]:
    """Return every check of the desk, by code."""
    _load()
    return registered()


def inspect(
    draft: Article,
    views: tuple[View, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    *,
    house: House = (),
    sources: tuple[View, ...] = (),
) -> tuple[Finding, ...]:
    """Run every check of the desk on a draft.

    `views` are the draft's, `sources` those of its sources; `mentions` and `entities` are of all of
    them, resolved together; `house` pairs preferred spellings with the others. Returns the findings
    by place, without ids (`findings.numbered` gives them); evidence of the draft comes first.
    Nothing raises: what cannot be judged gives no finding.
    """
    own = tuple(v for v in views if v.statement.source == draft.id)
    desk = Desk(draft, own, mentions, entities, house, sources)
    found = [_finding(c, remark) for c in checks() for remark in c.judge(desk)]
    return tuple(sorted(found, key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.code, f.message)))


def _finding(by: Check, remark: Remark) -> Finding:
    return Finding(
        id="",
        kind=by.kind,
        facet=by.facet,
        code=by.code,
        severity=remark.severity,
        confidence=round(remark.confidence, 3),
        message=remark.message,
        evidence=remark.evidence,
        statements=remark.statements,
    )
