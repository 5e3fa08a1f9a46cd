"""First mentions: a person is introduced by the full name, or by what he or she is."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.data import table
from reconcile.desk.registry import Desk, Remark, check
from reconcile.names.fold import letters
from reconcile.values import Entity, Evidence, Mention, View
from reconcile.words import stop_words

CONFIDENCE = 0.6


@check("bare-first-mention", facet="name", severity="note", kind="name-variant")
def bare(desk: Desk) -> Iterator[Remark]:
    """A person is first mentioned by a bare surname, though the full name is known from the sources.

    Asserts that no first name, title or role stands with it, and that the headline does not give the
    full name. An editor cares because a reader who has not followed the story does not know who is
    meant. Example: "Lund said the bridge was safe", where the sources have "Marta Lund". Known gaps:
    people whom the sources know by one name, and names inside quotations or before a noun ("the Lund plan").
    """
    views = {v.statement.id: v for v in desk.views}
    entities = {e.id: e for e in desk.entities if e.kind == "person"}
    met: set[str] = set()
    for mention in sorted(desk.mentions, key=lambda m: m.start):
        if mention.source != desk.draft.id or mention.entity not in entities or mention.form == "pronoun":
            continue
        view, entity = views.get(mention.statement), entities[mention.entity]
        full = " " in mention.text.strip()
        if view is None or entity.id in met or (view.statement.part == "headline" and not full):
            continue
        met.add(entity.id)
        named = None if full or mention.form == "noun" else _full(entity, mention)
        if named and not (mention.title or mention.role) and _plain(view, mention):
            yield _remark(desk, mention, named)


def _full(entity: Entity, mention: Mention) -> str | None:
    """The full name of a person of whom the mention has one word; None where nobody has it."""
    key = letters(mention.text)
    spelled = (entity.canonical, *(v.text for v in entity.variants))
    return next((s for s in spelled if " " in s and key in {letters(w) for w in s.split()}), None)


def _plain(view: View, mention: Mention) -> bool:
    """Whether a name stands for the person: not in a quotation, not before a noun ("the Lund plan")."""
    if any(q.start <= mention.start < q.end for q in view.statement.quotations):
        return False
    after = next((t for t in view.tokens if t.start >= mention.end), None)
    if after is None or after.text == ":":  # "Lund: Bridge is safe" is a headline without its block
        return after is None
    if not after.stem or after.lower in stop_words():
        return True
    past = after.lower.endswith("ed") or after.lower in table("irregular")["forms"]
    return past or after.lower in table("dates_acts")["words"]["reporting"]


def _remark(desk: Desk, mention: Mention, full: str) -> Remark:
    return Remark(
        "note",
        CONFIDENCE,
        f"{desk.draft.id} names {mention.text} for the first time without first name or role ({full}).",
        (desk.evidence(mention.start, mention.end, mention.text), *_sources(desk, mention, full)),
        (mention.statement,),
    )


def _sources(desk: Desk, mention: Mention, full: str) -> tuple[Evidence, ...]:
    """Where a source has the full name; nothing where only the draft has it, further down."""
    theirs = (m for m in desk.mentions if m.source != desk.draft.id and m.entity == mention.entity)
    return tuple(Evidence(m.source, m.start, m.end, m.text, m.text) for m in theirs if m.text == full)[:1]
