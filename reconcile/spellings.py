"""Spellings: slips inside one source (Sinuiju / Sinuijiu), and the spelling that the house prefers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from reconcile.names import compare_names
from reconcile.values import Article, Entity, Evidence, Finding, Mention

CODE = "spelling-slip"
LISTED = ((CODE, "name", "note", "One source spells one name in two ways that only a typing slip explains."),)
SLIP = "typing slip"  # what `compare_names` says of two spellings that only a slip explains


def slips(
    articles: Sequence[Article], mentions: Iterable[Mention], entities: Iterable[Entity]
) -> tuple[Finding, ...]:
    """Return a finding for each pair of spellings in one source that differ by a slip, with their places."""
    texts = {a.id: a.text for a in articles}
    places: dict[tuple[str, str, str], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.source, m.start)):
        if mention.entity:
            places.setdefault((mention.entity, mention.source, mention.text), mention)
    return tuple(
        _finding(one, two, texts)
        for entity in entities
        for left, right in combinations(entity.variants, 2)
        if left.source == right.source and _slip(left.text, right.text, entity)
        for one, two in [_found(places, entity, left.source, left.text, right.text)]
        if one and two
    )


def in_house_style(
    entities: tuple[Entity, ...], house: Iterable[tuple[str, tuple[str, ...]]]
) -> tuple[Entity, ...]:
    """Return the entities with the spelling that the house prefers, where it knows one of theirs.

    `house` pairs a preferred spelling with those that it replaces.
    """
    preferred = {s: best for best, others in house for s in (best, *others)}
    return tuple(_styled(entity, preferred) for entity in entities)


def _styled(entity: Entity, preferred: Mapping[str, str]) -> Entity:
    known = [preferred[v.text] for v in entity.variants if v.text in preferred]
    if not known:
        return entity
    return replace(entity, canonical=known[0], why=f"{entity.why}; the house style's spelling")


def _slip(left: str, right: str, entity: Entity) -> bool:
    match = compare_names(left, right, kind=entity.kind)
    return match.same and SLIP in match.why


def _found(
    places: Mapping[tuple[str, str, str], Mention], entity: Entity, source: str, left: str, right: str
) -> tuple[Mention | None, Mention | None]:
    return places.get((entity.id, source, left)), places.get((entity.id, source, right))


def _finding(one: Mention, two: Mention, texts: Mapping[str, str]) -> Finding:
    first, second = sorted((one, two), key=lambda m: m.start)
    return Finding(
        id="",
        kind="name-variant",
        facet="name",
        code=CODE,
        severity="note",
        confidence=0.8,
        message=f"{one.source} spells one name two ways: {first.text} and {second.text}.",
        evidence=tuple(
            Evidence(m.source, m.start, m.end, texts[m.source][m.start : m.end], m.text)
            for m in (first, second)
        ),
        statements=tuple(dict.fromkeys((first.statement, second.statement))),
    )
