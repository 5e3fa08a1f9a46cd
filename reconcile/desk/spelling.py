"""Names in the draft spelled as no source spells them, or in two ways.

What two spellings are to each other is asked of `names.compare_names`: a slip of the fingers weighs
more than another romanisation, which a house may prefer. Spellings that differ in hyphens, spaces,
capitals or accents alone are the house's own choice, as long as the draft keeps to one.

Why not the slips inside a draft: `reconcile.spellings` finds those in every article, the draft's too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reconcile.desk.registry import Desk, Remark, check
from reconcile.names import compare_names
from reconcile.names.fold import edits, letters
from reconcile.values import Entity, Evidence, Kind, Mention, Severity
from reconcile.words import DASHES

SLIP = "typing slip"  # what `compare_names` says of two spellings that only a slip explains
# What it says of two spellings of one name: by rule of romanising, in Korean letters, of one word.
ANOTHER = ("spellings of one name", "in Korean letters", "spellings of one word", "forms of one word")
TRADITIONS = ("letters)", "(umlaut)", "in Korean letters")  # both spellings are right somewhere
KNOWN = "two known places"  # Slovakia and Slovenia, however like
LETTER_FROM = 7  # letters of a name of which another that is a letter off is a slip
SLIPPED, ROMANISED, TWICE = 0.8, 0.6, 0.7
SHOWN = 3  # sources whose words are shown
_SPACED = str.maketrans(dict.fromkeys(DASHES, " "))
_WRITTEN = ("name", "short")


@check("spelling-unlike-sources", facet="name", severity="tension", kind="name-variant")
def unlike(desk: Desk) -> Iterator[Remark]:
    """A name in the draft is spelled as in no source, though a source has it in another spelling.

    Asserts that the two are one name but for a slip or a way of romanising. An editor cares because
    names are what readers forgive least. Example: "Maurice Phillbert", where every source has
    "Maurice Philbert". A slip is a tension, a romanisation that a house may prefer a note. Known gaps:
    another given name is no spelling (that is name-mismatch); hyphens and accents are left to the house.
    """
    known = {letters(text) for pair in desk.house for text in (pair[0], *pair[1])}
    theirs = [m for m in desk.mentions if m.source != desk.draft.id and m.form in _WRITTEN]
    sources = list({(m.text, m.kind, m.entity): m for m in reversed(theirs)}.values())[::-1]
    written = {letters(m.text) for m in sources} | {letters(w) for m in sources for w in m.text.split()}
    texts = " ".join(" ".join(v.statement.text.split()) for v in desk.sources)
    kinds = {e.id: e.kind for e in desk.entities}
    seen: set[str] = set()
    for mention in _own(desk):
        key = letters(mention.text)
        if key in seen or key in written or key in known or " ".join(mention.text.split()) in texts:
            continue
        seen.add(key)
        found = _spelled(desk, mention, sources, kinds)
        if found:
            yield _unlike(desk, mention, found)


def _own(desk: Desk) -> list[Mention]:
    """The names of the draft in the order of its text."""
    mine = [m for m in desk.mentions if m.source == desk.draft.id and m.form in _WRITTEN]
    return sorted(mine, key=lambda m: (m.start, m.end))


def _spelled(
    desk: Desk, mention: Mention, sources: list[Mention], kinds: dict[str, Kind]
) -> tuple[Mention, str] | None:
    """The sources' spelling and how it differs: of the same entity, else of one that the draft lacks."""
    mine = [m for m in sources if m.entity and m.entity == mention.entity]
    here = {letters(m.text) for m in _own(desk)}
    others = [m for m in sources if m.kind == mention.kind]
    for m in mine or others:
        kind = kinds.get(mention.entity or "", mention.kind)
        match = compare_names(mention.text, m.text, kind=kind)
        if match.same and _swapped(mention.text, m.text):
            return m, SLIP
        if match.same and (SLIP in match.why or any(a in match.why for a in ANOTHER)):
            return m, match.why
        if match.same and kind == "person":
            continue  # Steve and Steven: another form of the name, and no slip
        if letters(m.text) in here or KNOWN in match.why:
            continue  # the draft names both: Joan Smith and John Smith may be two
        if _letter(mention.text, m.text):
            return m, SLIP
    return None


def count(name: str) -> int:
    """Return how many words a name has, hyphens parting them: Kim Jong-un has as many as Kim Jong Un."""
    return len(name.translate(_SPACED).split())


def _letter(one: str, other: str) -> bool:
    """Whether two names, of which each side has but one, are a letter apart: Trondhiem, Trondheim."""
    left, right = letters(one), letters(other)
    same = count(one) == count(other)
    return same and min(len(left), len(right)) >= LETTER_FROM and edits(left, right) == 1


def _swapped(one: str, other: str) -> bool:
    """Whether two letters have changed places, which is a slip though a rule may join the two as well."""
    left, right = letters(one), letters(other)
    return left != right and sorted(left) == sorted(right) and edits(left, right) == 1


def _unlike(desk: Desk, mention: Mention, found: tuple[Mention, str]) -> Remark:
    theirs, why = found
    slip = SLIP in why or not any(t in why for t in TRADITIONS)
    severity: Severity = "tension" if slip else "note"
    shown = [m for m in desk.mentions if m.source != desk.draft.id and m.text == theirs.text]
    by_source = {m.source: m for m in sorted(shown, key=lambda m: (m.source, -m.start))}
    evidence = [_of_source(m) for _, m in sorted(by_source.items())][:SHOWN]
    where = " and ".join(e.source for e in evidence)
    return Remark(
        severity,
        SLIPPED if slip else ROMANISED,
        f"{desk.draft.id} writes {mention.text}, {where} {theirs.text}.",
        (desk.evidence(mention.start, mention.end, mention.text), *evidence),
        (mention.statement, theirs.statement),
    )


def _of_source(mention: Mention) -> Evidence:
    return Evidence(mention.source, mention.start, mention.end, mention.text, mention.text)


@check("spelled-two-ways", facet="name", severity="note", kind="name-variant")
def two_ways(desk: Desk) -> Iterator[Remark]:
    """The draft spells one name in two ways, both of which are in use.

    Asserts that the two stand for one person, body or place, and differ by romanisation, hyphens,
    spaces or accents alone. An editor cares because a paper spells a name one way. Example: "Kim Jong-un" and
    "Kim Jong Un". Known gaps: acronyms with and without full stops; slips are found as spelling-slip.
    """
    first: dict[tuple[str, str], Mention] = {}
    for mention in _own(desk):
        if mention.entity and not mention.text.isupper():
            first.setdefault((mention.entity, " ".join(mention.text.split())), mention)
    by_entity: dict[str, list[Mention]] = {}
    for (entity, _), mention in first.items():
        by_entity.setdefault(entity, []).append(mention)
    kinds = {e.id: e for e in desk.entities}
    for entity, mentions in by_entity.items():
        for one, two in combinations(mentions, 2):
            if entity in kinds and _twice(one, two, kinds[entity]):
                yield Remark(
                    "note",
                    TWICE,
                    f"{desk.draft.id} spells one name two ways: {one.text} and {two.text}.",
                    tuple(desk.evidence(m.start, m.end, m.text) for m in (one, two)),
                    tuple(dict.fromkeys((one.statement, two.statement))),
                )


def _twice(one: Mention, two: Mention, entity: Entity) -> bool:
    if one.text.casefold() == two.text.casefold() or count(one.text) != count(two.text):
        return False
    match = compare_names(one.text, two.text, kind=entity.kind)
    if not match.same or SLIP in match.why:
        return False
    if any(a in match.why for a in ANOTHER[:2]) and ";" not in match.why:
        return True
    # Why not "written alike" by itself: to organisations "primary school" is an elementary school.
    return letters(one.text) == letters(two.text) or (entity.kind != "person" and _letter(one.text, two.text))
