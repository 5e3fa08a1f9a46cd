"""What a figure is, and how two figures of one thing compare: the ladder under number-mismatch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

FigureKind = Literal[
    "count", "money", "percent", "points", "age", "duration", "measure", "ordinal", "magnitude", "score"
]
Bound = Literal["", "min", "max"]
Verdict = Literal["equal", "compatible", "bounds", "different"]

# "about 800" against "about 1,000": a writer who rounds stays within a tenth.
ROUNDING_SHARE = 0.1
# An unqualified round figure ("1,000") may stand for 987, never for 940.
PLAIN_ROUNDING_SHARE = 0.05
# Below this an unqualified whole figure is a count, not a rounding: "20 women" is not 19.
PLAIN_ROUNDING_FROM = 100.0
# "more than 1,000" says 1,012 well and 1,240 badly: beyond a quarter an editor should look.
BOUND_REACH = 1.25
# Two units of measure: "16 kilometres" for "10 miles", each side rounded on its own.
CONVERSION_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as an interval: `low` and `high` hold what the words allow, `stated` what they name.

    `bound` says that the stated figure is only a floor ("at least") or a ceiling ("up to"); `vague`
    that the words name no figure ("dozens"); `part` that it counts a part of something told beside
    it ("three of them") or an addition ("another 20"); `second` is a score's other half.
    """

    low: float
    high: float
    exact: bool
    kind: FigureKind
    stated: float
    bound: Bound = ""
    vague: bool = False
    part: bool = False
    step: float = 1.0  # what the last figure written counts: 10 in 450, 0.1 in 5.9, 100000 in 3.5 million
    second: float | None = None


def step_of(value: float, text: str, scale: float = 1.0) -> float:
    """Return what the last significant digit of a written numeral counts.

    `text` is the numeral as written in digits ("1,150", "3.5"), or '' for words; `scale` is the
    multiplier that follows it (a million in "3.5 million").
    """
    if "." in text:
        return float(10.0 ** -len(text.rsplit(".", 1)[1])) * scale
    plain = value / scale if scale else value
    if not plain or not math.isfinite(plain) or plain != int(plain):
        return scale
    step = 1.0
    whole = abs(int(plain))
    while whole % 10 == 0:
        whole //= 10
        step *= 10
    return step * scale


def compare(left: Figure, right: Figure, *, converted: bool = False) -> Verdict:
    """Return how two figures of the same thing compare; symmetric.

    `converted` says that they were written in different units. "bounds" means that both can be
    true, but so loosely that an editor has to choose ("more than 700", "more than 600").
    """
    if left.second is not None or right.second is not None:
        return "equal" if (left.stated, left.second) == (right.stated, right.second) else "different"
    if converted:
        return "compatible" if _near(left.stated, right.stated, CONVERSION_SHARE) else _bounded(left, right)
    if left.stated == right.stated and not (left.vague or right.vague):
        opposed = left.bound and right.bound and left.bound != right.bound  # "at least 48", "almost 48"
        return "different" if opposed and _apart(left, right) else "equal"
    if left.bound and left.bound == right.bound and not (left.vague or right.vague):
        return "compatible" if _near(left.stated, right.stated, PLAIN_ROUNDING_SHARE) else "bounds"
    if _apart(left, right):
        return "compatible" if _rounds(left, right) or _rounds(right, left) else "different"
    return _bounded(left, right)


def ends_differ(left: Figure, right: Figure) -> bool:
    """Whether two ranges in otherwise the same words give another end, and no rounding of it.

    "between 150 and 200" and "between 170 and 200" may both hold; where the words around are copied, one of
    the two was changed.
    """
    if not (_is_range(left) and _is_range(right)) or left.kind != right.kind:
        return False
    ends = ((left.low, right.low), (left.high, right.high))
    return any(compare(_point(a, left), _point(b, right)) == "different" for a, b in ends)


def _is_range(figure: Figure) -> bool:
    """Whether the words name both ends ("10 to 15"); an approximation ("about 800") names the middle."""
    written = not (figure.exact or figure.bound or figure.vague) and figure.second is None
    return written and figure.low < figure.high == figure.stated


def _point(value: float, figure: Figure) -> Figure:
    return Figure(value, value, True, figure.kind, value, step=step_of(value, ""))


def _apart(left: Figure, right: Figure) -> bool:
    return left.high < right.low or right.high < left.low


def _near(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def _bounded(left: Figure, right: Figure) -> Verdict:
    """Judge two figures of which one may be a floor or a ceiling."""
    if _apart(left, right):
        return "different"
    if left.vague or right.vague or not (left.bound or right.bound):
        return "compatible"
    small, large = sorted((abs(left.stated), abs(right.stated)))
    return "compatible" if large <= small * BOUND_REACH else "bounds"


def _rounds(round_one: Figure, other: Figure) -> bool:
    """Whether a plain round figure may stand for the other: 1,000 for 987, 6 for 5.9."""
    if round_one.bound or other.bound or round_one.vague or other.vague or round_one.step <= other.step:
        return False
    fine = other.step < 1.0 <= round_one.step  # "6" for 5.9: a decimal shows that figures are rounded
    if abs(round_one.stated) < PLAIN_ROUNDING_FROM and not fine:
        return False
    if not fine and not _near(round_one.stated, other.stated, PLAIN_ROUNDING_SHARE):
        return False
    return abs(round_one.stated - other.stated) <= round_one.step / 2
