"""House style of names: what the draft writes against it, and a style suggested from the sources.

A style is `[names]` in `reconcile.toml`: each preferred spelling with those that it replaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from reconcile.desk.allow import allowed
from reconcile.desk.registry import Desk, Remark, check
from reconcile.desk.spelling import count
from reconcile.names import compare_names
from reconcile.names.mention_lexicon import is_acronym
from reconcile.values import Entity
from reconcile.words import APOSTROPHES

CODE = "house-style"
CONFIDENCE = 0.95
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_SURROGATE = re.compile("[\ud800-\udfff]")

_Place = tuple[int, int, str]  # start, end, statement


@check(CODE, facet="name", severity="note", kind="name-variant")
def style(desk: Desk) -> Iterator[Remark]:
    """The draft uses a spelling that the house style replaces.

    Asserts that the words stand there as the style's table lists them, as whole words, and not as a part
    of the preferred spelling. An editor cares because the house has decided. Example: "Kim Jong Un"
    where `[names]` has "Kim Jong-un" = ["Kim Jong Un"]. It is said once for each spelling, at its first
    place. Known gaps: the check knows no exceptions, such as the title of a book; an inline comment
    allows them.
    """
    spans = [(start, end) for start, end, codes in allowed(desk.draft) if CODE in codes]
    for preferred, variants in desk.house:
        for variant in variants:
            if variant.split() == preferred.split():
                continue
            places = _places(desk, variant, [w for w in (preferred, *variants) if len(w) > len(variant)])
            # A place that the draft itself allows is shown only where there is no other.
            shown = [p for p in places if not any(s <= p[0] < e for s, e in spans)] or places
            if shown:
                yield _remark(desk, preferred, shown)


def _remark(desk: Desk, preferred: str, places: list[_Place]) -> Remark:
    start, end, statement = places[0]
    found = desk.evidence(start, end, preferred)
    often = f" ({len(places)} places)" if len(places) > 1 else ""
    return Remark(
        "note",
        CONFIDENCE,
        f"{desk.draft.id} writes {found.text}, the house style {preferred}{often}.",
        (found,),
        (statement,),
    )


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str] | None:
    """A name as whole words, with any white space between them; None where it has no word."""
    found = r"\s+".join(re.escape(w) for w in name.translate(_PLAIN).split())
    return re.compile(rf"(?<!\w){found}(?!\w)") if any(c.isalnum() for c in name) else None


def _places(desk: Desk, variant: str, longer: list[str]) -> list[_Place]:
    """Where a spelling stands in the draft's statements, and is no part of a longer one of its row there."""
    wanted = _pattern(variant)
    if wanted is None:
        return []
    others = [p for p in map(_pattern, longer) if p]
    found = []
    for view in desk.views:
        text, offset = view.statement.text.translate(_PLAIN), view.statement.start
        places = [m.span() for m in wanted.finditer(text)]
        taken = [m.span() for p in others for m in p.finditer(text)] if places else []
        for start, end in places:
            if not any(s < end and start < e for s, e in taken):
                found.append((offset + start, offset + end, view.statement.id))
    return found


def suggest(entities: Iterable[Entity]) -> str:
    """Return the `[names]` table of a `reconcile.toml`, sorted: the names that sources spell in several ways.

    The preferred spelling is the one that the ledger files the name under. Short forms, acronyms and
    spellings that differ in more than letters, hyphens or accents are left out; so are those that stand
    for two names. The result is valid TOML, whatever the names hold.
    """
    listed = sorted((_clean(e.canonical), v) for e in entities for v in _variants(e))
    owners: dict[str, set[str]] = {}
    for preferred, variant in listed:
        owners.setdefault(variant, set()).add(preferred)
    plain = {p for p, _ in listed}
    rows = [(p, v) for p, v in dict.fromkeys(listed) if len(owners[v]) == 1 and v not in plain]
    lines = [
        f"{_quoted(preferred)} = [{', '.join(_quoted(v) for _, v in group)}]"
        for preferred, group in groupby(rows, key=lambda row: row[0])
    ]
    return "\n".join(["[names]", *lines]) + "\n"


def _clean(text: str) -> str:
    return " ".join(_SURROGATE.sub("\ufffd", text).split())


def _variants(entity: Entity) -> list[str]:
    """The other full spellings of a name: as many words, and one name by more than an alias."""
    preferred = _clean(entity.canonical)
    spelled = {_clean(v.text) for v in entity.variants} - {preferred}
    return [s for s in spelled if s.casefold() != preferred.casefold() and _full(s, preferred, entity)]


def _full(spelled: str, preferred: str, entity: Entity) -> bool:
    if is_acronym(spelled) or is_acronym(preferred) or not any(c.isalnum() for c in spelled):
        return False
    if count(spelled) != count(preferred) or (entity.kind == "person" and count(preferred) < 2):
        return False
    match = compare_names(spelled, preferred, kind=entity.kind)
    more = ("only one has", "forms of one given name", "initial", "alone")
    return match.same and not any(m in match.why for m in more)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, but for DEL, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
