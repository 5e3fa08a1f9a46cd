"""What only one source says, ranked by how checkable and newsworthy it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reconcile.values import Addition, View
from reconcile.words import content

# What a desk would check first. The weights only order the list: a figure or a named speaker can be
# called and asked, a direct quotation can be read back, background cannot.
WEIGHTS = {
    "figure": 0.25,
    "named speaker": 0.2,
    "direct quotation": 0.2,
    "date": 0.1,
    "person or organisation named": 0.15,
    "told early": 0.1,
}
EARLY = 5  # statements; the headline, the lead and what follows it
SHORT = 4  # content words; a statement of fewer says little by itself


def additions(views: Iterable[View], matched: Collection[str]) -> tuple[Addition, ...]:
    """Return the statements that no other source's statement is aligned with, by source, weightiest first."""
    alone = [v for v in views if v.statement.id not in matched]
    found = [Addition(v.statement.id, v.statement.source, *_weight(v)) for v in alone]
    order = {v.statement.id: k for k, v in enumerate(alone)}
    sources = list(dict.fromkeys(v.statement.source for v in alone))
    return tuple(sorted(found, key=lambda a: (sources.index(a.source), -a.weight, order[a.statement])))


def _weight(view: View) -> tuple[float, str]:
    reasons = [name for name, holds in _signs(view) if holds]
    weight = sum(WEIGHTS[name] for name in reasons)
    if len(content(view.tokens)) < SHORT:
        weight /= 2
    return round(weight, 2), ", ".join(reasons) or "background"


def _signs(view: View) -> tuple[tuple[str, bool], ...]:
    named = {m.kind for m in view.mentions if m.form in ("name", "acronym")}
    spoken = any(a.speaker and a.speaker[:1].isupper() for a in view.statement.attributions)
    return (
        ("figure", any(getattr(r.value, "kind", "") != "ordinal" for r in view.of("number"))),
        ("named speaker", spoken),
        ("direct quotation", bool(view.statement.quotations)),
        ("date", bool(view.of("date"))),
        ("person or organisation named", bool(named & {"person", "organisation"})),
        ("told early", view.statement.index < EARLY),
    )
