"""Two parts of names: the ladder from equal to different, with what makes them one.

The rungs, tried from the top: equal · one given name (short form, other language) · one name in
another romanisation · an initial · a typing slip · different.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from reconcile.data import table
from reconcile.names import fold, romanise

How = Literal["equal", "alias", "romanised", "initial", "slip", "different"]
# What a part counts for, by rung; the order is what matters, the steps are set so that a name with one
# slip stays under one that only differs in romanisation.
WORTH: dict[How, float] = {
    "equal": 1.0, "alias": 0.9, "romanised": 0.94, "initial": 0.75, "slip": 0.7, "different": 0.0,
}  # fmt: skip
SLIP_FROM = 4  # letters of a part in which one slip can be told from another name
FAR = 0.67  # share of letters that differ beyond which no rule makes two parts one; saves making their keys
TWO_SLIPS_FROM = 9  # letters of a part in which two slips can


class Part(NamedTuple):  # made for every two words, which a dataclass would triple the price of
    """How two parts compare, and the words that say so."""

    how: How
    why: str = ""

    @property
    def worth(self) -> float:
        """What the rung counts for in a score."""
        return WORTH[self.how]


DIFFERENT = Part("different")


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, groups in sorted(table("names_alias").items()):
        for i, group in enumerate(groups):
            for name in group:
                found.setdefault(name, set()).add(f"{language}{i}")
    return {k: frozenset(v) for k, v in found.items()}


@cache
def _given() -> frozenset[str]:
    """Given names that are known, folded: two of them that are no alias are two names."""
    listed = [n for part in table("mentions_given").values() for n in part if isinstance(n, str)]
    return (
        frozenset(fold.letters(n) for n in listed)
        | frozenset(_groups())
        | frozenset(table("names_known")["given"])
    )


@cache
def _known() -> frozenset[str]:
    return _given() | frozenset(table("names_known")["surnames"])


def is_turned(word: str) -> bool:
    """Whether a folded word is a surname that often stands first (Abe, Orban)."""
    return word in table("names_known")["turned"]


def is_given(word: str) -> bool:
    """Whether a folded word is a known given name."""
    return word in _given()


def is_known(word: str) -> bool:
    """Whether a folded word is a known given name or a frequent surname."""
    return word in _known()


# Endings of a woman's and a man's name: after the letters that both have, and what those must end in.
_FEMININE = {
    ("a", ""): "",
    ("aya", "iy"): "",
    ("aya", "y"): "",
    ("aia", "ii"): "",
    ("aya", "i"): "sk",
    ("o", "a"): "",
    ("e", ""): "",
    ("os", "a"): "",
    ("ina", ""): "",
    ("us", "a"): "",
    ("e", "o"): "",
    ("e", "a"): "",
}


def sexes(left: str, right: str) -> bool:
    """Whether two words differ as the names of a woman and a man do: Ivanova and Ivanov, Mario and Maria."""
    at = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        at += 1
    one, two = left[at:], right[at:]
    if len(one) > 3 or len(two) > 3:
        return False
    before = _FEMININE.get((one, two), _FEMININE.get((two, one)))
    return before is not None and left[:at].endswith(before)


def is_slip(left: str, right: str) -> bool:
    """Whether one word is the other with a typing slip, and not another name that exists."""
    short = min(len(left), len(right))
    if short < SLIP_FROM or abs(len(left) - len(right)) > 3:
        return False
    if is_known(left) and is_known(right):
        # letters that changed places make no other name (Keiran, Kerian), a changed letter does (Serena)
        return sorted(left) == sorted(right) and left[0] == right[0] and fold.edits(left, right) == 1
    if left + "s" == right or right + "s" == left:
        return False  # Stephen and Stephens, Edward and Edwards are two names
    most = 2 if short >= TWO_SLIPS_FROM and left[:2] == right[:2] else 1
    count = fold.edits(left, right)
    if count > most:  # the sounds are made only where the letters leave it open
        if romanise.far_apart(left, right):
            return False
        count = min(count, fold.edits(romanise.sounds(left), romanise.sounds(right)))
    return count <= most and not sexes(left, right)


@lru_cache(maxsize=32768)
def _equal(word: str) -> Part:
    return Part("equal", f"{word.capitalize()} equal")


def alias_groups(word: str) -> tuple[str, ...]:
    """Return the groups of forms of one given name that a folded word belongs to, sorted."""
    found = _groups().get(word)
    return tuple(sorted(found)) if found else ()


may_meet = romanise.may_meet


def compare(left: str, right: str, slips: bool = True) -> Part:
    """Return how two folded parts compare; `slips` lets a typing slip count as the same."""
    if left == right:
        return _equal(left)
    if len(left) == 1 or len(right) == 1:
        return Part("initial", f"initial {left[:1].upper()}.") if left[:1] == right[:1] else DIFFERENT
    groups = _groups()
    mine = groups.get(left)
    if mine and not mine.isdisjoint(groups.get(right, ())):
        return Part("alias", f"{left.capitalize()} and {right.capitalize()} are forms of one given name")
    return _spelled(left, right, slips) if may_meet(left, right, slips) else DIFFERENT


@lru_cache(maxsize=32768)
def _spelled(left: str, right: str, slips: bool) -> Part:
    if fold.edits(left, right) > FAR * max(len(left), len(right)):
        return DIFFERENT
    if fold.numbers(left) != fold.numbers(right):
        return DIFFERENT
    known = _known()
    # Of two names that are both frequent (Brown, Browne) only plain letters make one, such as c and k
    if left in known and right in known:
        tradition = "latin" if romanise.shares(left, right, "latin") else ""
    else:
        tradition = romanise.tradition(left, right)
    if tradition:
        both = f"{left.capitalize()} and {right.capitalize()}"
        return Part("romanised", f"{both} are spellings of one name{romanise.shown(tradition)}")
    if slips and is_slip(left, right):
        return Part("slip", f"{left.capitalize()} and {right.capitalize()}: typing slip")
    return DIFFERENT
