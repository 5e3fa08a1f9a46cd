"""Headline and lead against the body: what they promise that the report does not carry.

A headline's figure or name is carried where it stands anywhere below, lead or body; a lead's figure
may stand in the lead alone, as most do, so only a body that gives another figure of the same thing
speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.desk.registry import Desk, Remark, check
from reconcile.facets.date_values import When
from reconcile.facets.number_counterparts import Match, figure, judge, match
from reconcile.facets.polarity import negation
from reconcile.names.fold import letters
from reconcile.values import Difference, Mention, Pair, Reading, View

LEAST_BODY = 5  # statements; a shorter draft is a flash, whose headline may say all there is
ABSENT = 0.55  # a figure or name that stands in the headline alone
LEAST_SURE = 0.7  # of two figures that they count one thing: the number facet's own score
LEAST_DENIED = 0.7  # of a denial and what it denies
_NAMED = ("name", "short", "acronym")  # "the mayor" may be another one
STEM = 4  # letters of a name by which another form of it is told: Iran, Iranian


@check("headline-not-carried", facet="event", severity="tension")
def carried(desk: Desk) -> Iterator[Remark]:
    """The headline or the lead says what the body of the draft does not bear out.

    Asserts that a figure of the headline stands nowhere below, or that the body counts the same
    thing and gets another figure; that a name of the headline stands nowhere below; or that the body
    affirms what the headline denies, or the other way round. An editor cares because most readers
    read no further. Example: "15 dead" over a report of 12. Known gaps: drafts of fewer than five
    statements, and a headline whose claim the body does not make in any words.
    """
    tops = [v for v in desk.views if v.statement.part == "headline"]
    leads = [v for v in desk.views if v.statement.part == "lead"]
    body = [v for v in desk.views if v.statement.part == "body"]
    if len(body) < LEAST_BODY:
        return
    for top in tops:
        yield from _figures(desk, top, [*leads, *body], absent=True)
        yield from _names(desk, top, [*leads, *body])
        yield from _denials(desk, top, [*leads, *body])
    for lead in leads:
        yield from _figures(desk, lead, body, absent=False)
        yield from _denials(desk, lead, body)


def _figures(desk: Desk, top: View, below: Sequence[View], *, absent: bool) -> Iterator[Remark]:
    """What the number facet says of each figure above that stands nowhere below."""
    for reading in top.of("number"):
        if not _telling(reading) or any(_same(reading, r) for view in below for r in view.of("number")):
            continue
        rival = _rival(top, reading, below)
        if rival:
            other, view = rival
            first = desk.evidence(reading.start, reading.end, reading.note)
            second = desk.evidence(other.start, other.end, other.note)
            yield Remark(
                "tension",
                LEAST_SURE,
                f"{desk.draft.id} has {reading.text} in its {top.statement.part}, "
                f"but {other.text} in the text.",
                (first, second),
                (top.statement.id, view.statement.id),
            )
        elif absent and figure(reading).exact:
            yield Remark(
                "tension",
                ABSENT,
                f"{desk.draft.id} has {reading.text} in its headline, and nowhere in the text.",
                (desk.evidence(reading.start, reading.end, reading.note),),
                (top.statement.id,),
            )


def _telling(reading: Reading) -> bool:
    """Whether a figure is a claim: no "first", no part, no vague number."""
    value = figure(reading)
    return value.kind not in ("ordinal", "score") and not value.part and not value.vague


def _same(one: Reading, other: Reading) -> bool:
    """Whether a figure below may be the one above: of one kind, and neither apart from the other."""
    if figure(one).kind == figure(other).kind:
        return judge(one, other) != "different"
    return figure(one).stated == figure(other).stated


def _rival(top: View, reading: Reading, below: Sequence[View]) -> tuple[Reading, View] | None:
    """The figure below that counts the same thing and differs, where the number facet is sure of it."""
    for view in below:
        if _of_another_year(view):
            continue
        for found in match(Pair(top, view, 1.0, 1.0)):
            if not isinstance(found, Match) or found.left != reading or found.confidence < LEAST_SURE:
                continue
            if not _relatives(found):
                return found.right, view
    return None


def _relatives(found: Match) -> bool:
    """Whether two ages are those of two people of one name: Tim Lund, 3, and Kari Lund, 57."""
    if figure(found.left).kind != "age":
        return False
    left, right = set(found.left.slot), set(found.right.slot)
    return not (left <= right or right <= left)


def _of_another_year(view: View) -> bool:
    """Whether a statement tells of another year, whose toll is another: "In 2004 a tremor killed …"."""
    published = view.source.published
    years = {
        day.year
        for r in view.of("date")
        if isinstance(r.value, When)
        for day in (r.value.start, r.value.end)
        if day is not None
    }
    return published is not None and bool(years) and published.year not in years


def _names(desk: Desk, top: View, below: Sequence[View]) -> Iterator[Remark]:
    """The names of the headline that no statement below bears, in any form."""
    told = {m.entity for view in below for m in view.mentions if m.entity and m.form in _NAMED}
    text = letters(" ".join(view.statement.text for view in below))
    for mention in top.mentions:
        if mention.form not in _NAMED or mention.kind == "place" or mention.entity in told:
            continue
        if not _borne(mention, text):
            yield Remark(
                "tension",
                ABSENT,
                f"{desk.draft.id} names {mention.text} in its headline, and nowhere in the text.",
                (desk.evidence(mention.start, mention.end, mention.text),),
                (top.statement.id,),
            )


def _borne(mention: Mention, text: str) -> bool:
    """Whether any longer word of a name stands in a text, in this form or another."""
    return any(
        letters(word)[: max(STEM, len(word) - 2)] in text for word in mention.text.split() if len(word) > 2
    )


def _denials(desk: Desk, top: View, below: Sequence[View]) -> Iterator[Remark]:
    """Where the body denies what stands above, or affirms what is denied there, by the polarity facet."""
    for view in below:
        for found in negation(Pair(top, view, 1.0, 1.0)):
            if (
                isinstance(found, Difference)
                and found.confidence >= LEAST_DENIED
                and found.severity == "conflict"
            ):
                yield Remark(
                    "tension",
                    found.confidence,
                    f"{desk.draft.id} says “{found.left.text}” in its {top.statement.part}, "
                    f"but “{found.right.text}” in the text.",
                    (found.left, found.right),
                    (top.statement.id, view.statement.id),
                )
                return
