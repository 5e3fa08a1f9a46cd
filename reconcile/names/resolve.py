"""RESOLVE: the mentions of all sources → entities, and every mention with its entity or why it has none.

Inside an article names are joined first (full names, then bare names, acronyms and short forms),
then the articles' groups across sources, then adjectives, pronouns and nouns are given to what is there.

Why not one clustering over all mentions: an article tells its own people apart on purpose, and that
knowledge is worth more than any likeness of spelling; so the groups of one article are made first and
not joined again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reconcile.names.mention_lexicon import is_organisation
from reconcile.names.resolve_context import context, gender_of_word
from reconcile.names.resolve_ledger import entity
from reconcile.names.resolve_local import Group, persons
from reconcile.names.resolve_merge import merge
from reconcile.names.resolve_names import family, key, words_of
from reconcile.names.resolve_pronouns import noun, pronoun, thread
from reconcile.names.resolve_second import second_sight
from reconcile.names.resolve_things import demonym_key, organisations, place_key, places
from reconcile.values import Entity, Kind, Mention, Statement


def resolve(
    found: Mapping[str, tuple[Mention, ...]], statements: tuple[Statement, ...]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities of all sources and all mentions, with `entity` filled or None and `why`.

    `found` holds the mentions by source id, in the order in which sources are numbered. Entities are numbered
    E1, E2 … in the order of their first mention. Nothing raises.
    """
    by_id = {s.id: s for s in statements}
    found = second_sight(found, statements)
    mentions = {source: list(listed) for source, listed in _one_kind_a_name(found).items()}
    groups: list[Group] = []
    left_out: dict[str, dict[int, str]] = {}
    for source, listed in mentions.items():
        people, left_out[source] = persons(listed, by_id)
        groups += [*people, *organisations(listed, by_id), *places(listed)]
    clusters = [c for c in merge(groups) if any(g.members for g in c[0])]
    order = {source: n for n, source in enumerate(mentions)}
    clusters.sort(
        key=lambda c: min(
            (order[g.source], mentions[g.source][min(g.members)].start) for g in c[0] if g.members
        )
    )
    entities = tuple(entity(n, c, why, mentions) for n, (c, why) in enumerate(clusters, 1))
    names: dict[str, dict[int, str]] = {source: {} for source in mentions}
    for e, (cluster, _) in zip(entities, clusters, strict=True):
        for g in cluster:
            names[g.source].update(dict.fromkeys(g.members, e.id))
    home = {
        place_key(g): e.id
        for e, (cluster, _) in zip(entities, clusters, strict=True)
        for g in cluster
        if g.kind == "place"
    }
    filled: list[Mention] = []
    for source, listed in mentions.items():
        filled += _filled(listed, names[source], left_out[source], home, by_id)
    return entities, tuple(filled)


def _one_kind_a_name(found: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[Mention, ...]]:
    """Give a name that is written alike everywhere one kind: what most of its mentions say."""
    kinds: dict[str, Counter[Kind]] = {}
    for listed in found.values():
        for m in listed:
            if m.form in ("name", "acronym"):
                kinds.setdefault(key(m.text), Counter())[m.kind] += 1
    best = {name: count.most_common(1)[0][0] for name, count in kinds.items() if len(count) > 1}
    people = {
        family(m.text)
        for ms in found.values()
        for m in ms
        if m.kind == "person" and len(words_of(m.text)) > 1
    }
    for listed in found.values():
        for m in listed:  # one article's "Wheeler said" may read as a company's; another has Ann Wheeler
            alone = m.kind == "organisation" and m.form in ("name", "short") and " " not in m.text
            if alone and key(m.text) in people and not is_organisation(m.text):
                best[key(m.text)] = "person"
    return {
        source: tuple(
            replace(m, kind=best[key(m.text)]) if m.form != "noun" and key(m.text) in best else m
            for m in listed
        )
        for source, listed in found.items()
    }


def _filled(
    listed: Sequence[Mention],
    names: Mapping[int, str],
    unclear: Mapping[int, str],
    home: Mapping[str, str],
    by_id: Mapping[str, Statement],
) -> list[Mention]:
    """Return one article's mentions with their entities; `names` holds those of its names, by number."""
    genders = _genders(listed, names, by_id)
    line = thread(listed, by_id)
    told: list[str | None] = []
    result = []
    for i, m in enumerate(listed):
        who: str | None
        if i in names:
            who, why = names[i], ""
        elif m.form == "pronoun":
            who, why = pronoun(i, line, told, lambda e: genders.get(e, ""))
            if who and not genders.get(who):
                genders[who] = gender_of_word(m.text)  # a later "she" is somebody else
        elif m.role == "demonym":
            who = home.get(demonym_key(m.text))
            why = "" if who else "its place is not named in any source"
        elif m.form == "noun":
            who, why = noun(i, line, told)
        else:
            who, why = None, unclear.get(i, "no plain referent")
        told.append(who)
        result.append(replace(m, entity=who, why=why))
    return result


def _genders(
    listed: Sequence[Mention], names: Mapping[int, str], by_id: Mapping[str, Statement]
) -> dict[str, str]:
    mine: dict[str, list[Mention]] = {}
    for i, m in enumerate(listed):
        if m.kind == "person" and i in names:
            mine.setdefault(names[i], []).append(m)
    return {e: context(ms, by_id).gender for e, ms in mine.items()}
