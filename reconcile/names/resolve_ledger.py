"""Clusters of groups → entities: which spelling is filed, and why the spellings are one, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reconcile.names.mention_lexicon import is_acronym, place_of, word_list
from reconcile.names.resolve_local import Group
from reconcile.names.resolve_names import has_head, key, words_of
from reconcile.values import Entity, Kind, Mention, Variant

_SHOUT = 3  # letters; US and UAE are written so
_MOST_REASONS = 4  # more make a ledger row unreadable; the first are those of the surest joins


def variants(cluster: Sequence[Group], mentions: Mapping[str, Sequence[Mention]]) -> tuple[Variant, ...]:
    """Return every spelling of a cluster by source, the most frequent first; pronouns and nouns are none."""
    counts: Counter[tuple[str, str]] = Counter()
    for group in cluster:
        for i in group.members:
            m = mentions[group.source][i]
            counts[m.source, " ".join(m.text.split())] += 1
    return _in_order(counts, mentions)


def _in_order(counts: Counter[tuple[str, str]], mentions: Mapping[str, object]) -> tuple[Variant, ...]:
    order = {source: n for n, source in enumerate(mentions)}
    rows = sorted(counts.items(), key=lambda x: (order[x[0][0]], -x[1], x[0][1]))
    return tuple(Variant(text, source, n) for (source, text), n in rows)


def addressed(cluster: Sequence[Group], mentions: Mapping[str, Sequence[Mention]]) -> tuple[Variant, ...]:
    """Return the courtesy forms of a person as written ("Mr. Orlik"), by source.

    A form is counted as often as the family name stands with it; those mentions are counted for the bare name
    too, which is what a mention's words are. Offices ("President Orlik") are roles and no forms of a name.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for group in cluster:
        for i in group.members:
            m = mentions[group.source][i]
            if m.kind == "person" and m.title in word_list("courtesy") and len(words_of(m.text)) == 1:
                counts[m.source, f"{m.title} {m.text}"] += 1
    return _in_order(counts, mentions)


def entity(
    number: int, cluster: Sequence[Group], reasons: Sequence[str], mentions: Mapping[str, Sequence[Mention]]
) -> Entity:
    """Return the entity of a cluster."""
    rows = variants(cluster, mentions)
    kind = cluster[0].kind
    canonical, rule = _spelling(rows, kind)
    told = list(dict.fromkeys(r for r in (*(r for g in cluster for r in g.reasons), *reasons) if r))
    told += _plain_reasons(rows, canonical, kind, told)
    spellings = {v.text for v in rows}
    why = "one spelling" if len(spellings) == 1 else "; ".join([*told[:_MOST_REASONS], rule])
    # Where nobody has the full name, "Mr. Orlik" would be read as one.
    forms = addressed(cluster, mentions) if kind == "person" and len(words_of(canonical)) > 1 else ()
    return Entity(f"E{number}", kind, canonical, why, (*rows, *forms))


def _plain_reasons(rows: Sequence[Variant], canonical: str, kind: Kind, told: Sequence[str]) -> list[str]:
    if kind != "person":
        return []
    words = words_of(canonical)
    short = [
        v.text
        for v in rows
        if len(words_of(v.text)) < 2 and words_of(v.text)[:1] and words_of(v.text)[0] in words
    ]
    named = sorted({s for s in short if not any(f"{s} is the only name" in r for r in told)})
    return [f"{' and '.join(named)} is short for {canonical}"] if named and len(words) > 1 else []


def _spelling(rows: Sequence[Variant], kind: Kind) -> tuple[str, str]:
    """Return the spelling to file, and the rule that chose it, in words."""
    pool = [v for v in rows if _complete(v.text, kind, rows)] or list(rows)
    pool = [v for v in pool if not _shouted(v.text)] or pool
    if all(_shouted(v.text) for v in pool):
        return pool[0].text.title(), "written in capitals alone"
    sources: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for v in pool:
        sources.setdefault(v.text, set()).add(v.source)
        counts[v.text] += v.count
    most = max(len(s) for s in sources.values())
    leading = [t for t in sources if len(sources[t]) == most]
    if len(sources) == 1:
        return leading[0], "the only full spelling"
    if len(leading) == 1:
        return leading[0], "spelt as in most sources"
    words = max(len(t.split()) for t in leading)
    complete = [t for t in leading if len(t.split()) == words]
    if len(complete) == 1:
        return complete[0], "the most complete spelling"
    frequent = [t for t in complete if counts[t] == max(counts[t] for t in complete)]
    if len(frequent) == 1:
        return frequent[0], "the most frequent spelling"
    longest = max(len(t) for t in frequent)
    first = next(t for t in frequent if len(t) == longest)
    return first, "as long as any other spelling, and first"


def _shouted(text: str) -> bool:
    """Whether a name is in capitals by its place, as in a dateline (WASHINGTON), not as an acronym."""
    return (
        text.isupper()
        and sum(c.isalpha() for c in text) > _SHOUT
        and "." not in text
        and bool(place_of(text))
    )


def _complete(text: str, kind: Kind, rows: Sequence[Variant]) -> bool:
    """Whether a spelling names the thing in full: no bare family name, acronym, or "the North"."""
    if kind == "person":
        longest = max(len(words_of(v.text)) for v in rows)
        return len(words_of(text)) >= min(2, longest)
    if is_acronym(text) or "." in text:
        return False
    if kind == "place":
        return bool(place_of(text)) or not any(place_of(v.text) for v in rows)
    return has_head(text) or not any(has_head(v.text) for v in rows if key(v.text) != key(text))
