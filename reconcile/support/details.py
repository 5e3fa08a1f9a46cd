"""The parts of a supported statement that no source has: names, figures, days, things, opposites, denials.

A retelling chooses other words for what its sources say. What it may not choose is another name, figure or
day, or another thing of a kind (rye for barley), nor the opposite of a word (optional for compulsory), nor
a "not" where no source denies. Each reader below yields the words that are the draft's own.

Why not every word that no source has: of the new words of faithful retellings and of false ones, vectors
tell none apart (an opposite lies nearer to its word than a synonym does). The lists are of words that a
retelling does not exchange; a word that is in none of them passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facets.date_names import names_a_thing
from reconcile.facets.date_values import CLOCK_SLACK, When, compare
from reconcile.facets.dates import same_words, when
from reconcile.facets.number_counterparts import figure, judge
from reconcile.facets.number_units import factor
from reconcile.support.denials import own_denials
from reconcile.support.known import Detail, Known
from reconcile.support.names import strange_names
from reconcile.support.opposites import opposites
from reconcile.support.things import sorts, things
from reconcile.values import Reading, View

# Kinds of figures that a draft takes over as they stand; ages, ordinals and durations it works out itself.
TAKEN_OVER = ("count", "money", "percent", "points", "measure", "magnitude", "score")
FEW = 3.0  # "two men", "a pair": counts so small come out of any list of names
DATED = ("day", "month", "time", "weekday-only", "year")
NEXT_DAY = 1  # days between an act and the report of it, which may leave the day unsaid


def details(view: View, near: tuple[View, ...], known: Known) -> Iterator[Detail]:
    """Yield what a statement of the draft has and no source does.

    `near` are the source statements that tell the most like it, `known` is what all sources hold.
    """
    yield from strange_names(view, known)
    yield from _figures(view, known)
    yield from _days(view, near, known)
    yield from things(view, known)
    yield from sorts(view, near, known)
    yield from opposites(view, near, known)
    yield from own_denials(view, near)


def _figures(view: View, known: Known) -> Iterator[Detail]:
    for r in view.of("number"):
        value = figure(r)
        if value.kind not in TAKEN_OVER or value.vague or (value.kind == "count" and value.stated <= FEW):
            continue
        if not any(_same(r, other) for other in known.figures):
            yield Detail(r.start, r.end, "number", "figure")


def _same(one: Reading, other: Reading) -> bool:
    mine, theirs = figure(one), figure(other)
    if mine.kind != theirs.kind or factor(mine.kind, one.unit)[0] != factor(theirs.kind, other.unit)[0]:
        return False
    return judge(one, other) in ("equal", "compatible", "bounds")


def _days(view: View, near: tuple[View, ...], known: Known) -> Iterator[Detail]:
    """A weekday, month, year or part of a day that no source names, and that no source's date meets."""
    unsaid = {_coarse(when(r)) for other in near for r in other.of("date") if _hangs(when(r))}
    for r in view.of("date"):
        mine = when(r)
        if mine.precision not in DATED or (mine.relative and mine.weekday is None):
            continue
        own = [t for t in view.tokens if r.start <= t.start < r.end and known.names_a_day(t)]
        own = [t for t in own if t.stem not in known.stems]
        if not own or names_a_thing(view, r) or _coarse(mine) in unsaid:
            continue
        if view.statement.text[: r.start - view.statement.start].endswith("("):
            continue  # a dateline: "HALDEN (Aug. 28, 2015) – …"
        part = any(known.names_a_part(t) for t in own)
        if not any(_met(r, other, part) for other in known.days) and not _published(r, known):
            yield Detail(r.start, r.end, "date", "date")


def _met(one: Reading, other: Reading, part: bool) -> bool:
    """Whether two dates may be one; `part` asks for the part of the day as well ("Monday evening")."""
    mine, theirs = when(one), when(other)
    if part and mine.minutes and (theirs.minutes is None or not _overlap(mine.minutes, theirs.minutes)):
        return False
    return same_words(one, other) or compare(mine, theirs) in ("equal", "compatible")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] - CLOCK_SLACK <= other[1] and other[0] - CLOCK_SLACK <= one[1]


def _hangs(date: When) -> bool:
    """Whether a date hangs on an unknown day of publication: "yesterday" may be any day."""
    return date.start is None and date.weekday is None


def _coarse(date: When) -> str:
    return "day" if date.precision in ("time", "weekday-only") else date.precision


def _published(reading: Reading, known: Known) -> bool:
    """Whether it is the day of a source, or the day before: the source may have left it unsaid."""
    start = when(reading).start
    return start is not None and any(0 <= (d - start).days <= NEXT_DAY for d in known.published)
