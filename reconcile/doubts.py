"""What keeps two aligned statements from agreeing although no check calls them different.

Each gives a day, or a figure of one kind, and the two do not meet; or one counts on top of others what the
other counts as the whole; or all that they share is a list of things. Whether they speak of one act or one
count is not plain. A report that lists such a pair as an agreement would vouch for what one source does not
say, so it stands under what could not be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from reconcile.data import table
from reconcile.facets.date_values import compare
from reconcile.facets.dates import same_words, when
from reconcile.facets.number_counterparts import figure, judge, may_count_one_thing, open_figures
from reconcile.facets.number_slots import state_names
from reconcile.facets.number_units import factor
from reconcile.facets.wording import Wording, lay
from reconcile.values import Alignment, Finding, NotCompared, Reading, View

MET = ("equal", "compatible")
LIST_GAP = 4  # tokens from one mark of a list to the next: "tents, blankets, canned food and water"
LIST_MARKS = 2  # commas and joining words that make a list of three
BESIDES = 2  # topic words shared outside a list that tell of one act
# Kinds whose figures compete; ages and ordinals of two people or things often meet in aligned statements.
COMPETING = ("count", "money", "percent", "points", "measure", "magnitude")


def doubts(
    alignments: Iterable[Alignment], views: Mapping[str, View], findings: Iterable[Finding], least: float
) -> dict[tuple[str, str], NotCompared]:
    """Return for aligned pairs of at least that score what they give differently and no finding tells.

    `views` maps statement ids to views; pairs on which a finding stands are settled by it.
    """
    told: dict[str, set[int]] = {}  # the findings, by number, that show a statement
    for n, finding in enumerate(findings):
        for s in finding.statements:
            told.setdefault(s, set()).add(n)
    found = {}
    for a in alignments:
        if a.score < least or not told.get(a.left, set()).isdisjoint(told.get(a.right, ())):
            continue
        left, right = views[a.left], views[a.right]
        tried = (_days, _figures, _states, _parts, _lists)
        why = next((said for doubt in tried if (said := doubt(left, right))), "")
        if why:
            found[a.left, a.right] = NotCompared(a.left, f"with {a.right}: {why}")
    return found


def _days(left: View, right: View) -> str:
    """One day or period each, but for those that date the saying, and they do not meet."""
    mine, theirs = _acts(left), _acts(right)
    if len(mine) != 1 or len(theirs) != 1 or _grain(mine[0]) != _grain(theirs[0]):
        return ""
    if same_words(mine[0], theirs[0]) or compare(when(mine[0]), when(theirs[0])) != "different":
        return ""
    return f"{_given(left, mine[0], right, theirs[0])}; whether they date one act is not plain"


def _grain(reading: Reading) -> str:
    """A day, a year and a week are not held against each other: "in 2004" seldom dates a Friday."""
    precision = when(reading).precision
    return "day" if precision == "time" else precision


def _acts(view: View) -> list[Reading]:
    return [r for r in view.of("date") if r.slot[:1] != ("say",)]


def _figures(left: View, right: View) -> str:
    """One figure each of a kind, of one noun or of people, and they do not meet."""
    mine, theirs = open_figures(left, right), open_figures(right, left)
    for one in mine:
        rivals = [r for r in theirs if _same_kind(one, r)]
        if len(rivals) == 1 and sum(_same_kind(rivals[0], r) for r in mine) == 1:
            if judge(one, rivals[0]) not in MET:
                return f"{_given(left, one, right, rivals[0])}; whether they count one thing is not plain"
    return ""


def _states(left: View, right: View) -> str:
    """The killed, or the injured, counted by both, and no two counts meet: a district's, a province's."""
    mine, theirs = _by_state(left), _by_state(right)
    for counted, ours in mine.items():
        rivals = theirs.get(counted, [])
        if rivals and not any(judge(one, other) in MET for one in ours for other in rivals):
            return f"{_given(left, ours[0], right, rivals[0])}; whether they count one thing is not plain"
    return ""


def _by_state(view: View) -> dict[tuple[str, str], list[Reading]]:
    """The counts of people and things by their state; "70 others injured" are people."""
    found: dict[tuple[str, str], list[Reading]] = {}
    for reading in view.of("number"):
        state, noun = (*reading.slot, "", "")[:2]
        if state in state_names() and figure(reading).kind == "count":
            found.setdefault((state, "people" if noun in ("", "other") else noun), []).append(reading)
    return found


def _parts(left: View, right: View) -> str:
    """One figure that one counts on top of others ("another 2,000"), the other as the whole."""
    for one in left.of("number"):
        for other in right.of("number"):
            mine, theirs = figure(one), figure(other)
            same = mine.kind == theirs.kind == "count" and mine.stated == theirs.stated and not mine.vague
            if same and one.unit == other.unit and _adds(one) != _adds(other):
                return f"{_given(left, one, right, other)}; whether of one whole is not plain"
    return ""


def _adds(reading: Reading) -> bool:
    return figure(reading).part and not _additions().isdisjoint(reading.text.lower().split())


@cache
def _additions() -> frozenset[str]:
    return frozenset(table("numbers_qualifiers")["parts"]["additions"])


def _lists(left: View, right: View) -> str:
    """All that they share is a list of things: what was handed out by one, and is needed by the other."""
    mine, theirs = lay(left), lay(right)
    shared = mine.keys() & theirs.keys()
    listed = {k for k in _listed(mine) & _listed(theirs) if not k.startswith("@")}
    rest = shared - listed
    if len(listed) > LIST_MARKS and len(rest) < BESIDES and not any(k.startswith("@") for k in rest):
        return "they share a list of things; whether they tell one act is not plain"
    return ""


def _listed(wording: Wording) -> frozenset[str]:
    """The keys of the topic words that stand in lists of three or more."""
    marks = [n for n, t in enumerate(wording.tokens) if t.text == "," or t.lower in ("and", "or")]
    runs: list[list[int]] = []
    for n in marks:
        if runs and n - runs[-1][-1] <= LIST_GAP:
            runs[-1].append(n)
        else:
            runs.append([n])
    spans = [(r[0] - LIST_GAP // 2, r[-1] + LIST_GAP) for r in runs if len(r) >= LIST_MARKS]
    return frozenset(i.key for i in wording.items if any(a <= i.at < b for a, b in spans))


def _given(left: View, one: Reading, right: View, other: Reading) -> str:
    return f"{left.source.id} gives “{one.text}”, {right.source.id} “{other.text}”"


def _same_kind(one: Reading, other: Reading) -> bool:
    mine, theirs = figure(one), figure(other)
    if mine.kind != theirs.kind or mine.kind not in COMPETING:
        return False
    if mine.kind == "count" and not may_count_one_thing(one, other):
        return False
    return factor(mine.kind, one.unit)[0] == factor(theirs.kind, other.unit)[0]
