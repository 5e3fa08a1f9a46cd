"""Two parts of names: the ladder from equal to different, with what makes them one.

The rungs, tried from the top: equal · one given name (short form, other language) · one name in
another romanisation · an initial · a typing slip · different.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Part:
    """How two parts compare, and the words that say so."""

    how: How
    why: str = ""

    @property
    def worth(self) -> float:
        """What the rung counts for in a score."""
        return WORTH[self.how]


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
def _surnames() -> frozenset[str]:
    return frozenset(table("names_known")["surnames"])


def is_turned(word: str) -> bool:
    """Whether a folded word is a surname that often stands first (Abe, Orban)."""
    return word in table("names_known")["turned"]


def is_given(word: str) -> bool:
    """Whether a folded word is a known given name."""
    return word in _given()


def is_known(word: str) -> bool:
    """Whether a folded word is a known given name or a frequent surname."""
    return word in _given() or word in _surnames()


def alias(left: str, right: str) -> bool:
    """Whether two folded words are forms of one given name."""
    return bool(_groups().get(left, frozenset()) & _groups().get(right, frozenset()))


_FEMININE = (
    ("a", ""),
    ("aya", "iy"),
    ("aya", "y"),
    ("aia", "ii"),
    ("skaya", "ski"),
    ("o", "a"),
    ("e", ""),
    ("os", "a"),
    ("ina", ""),
    ("us", "a"),
    ("e", "o"),
    ("e", "a"),
)


def sexes(left: str, right: str) -> bool:
    """Whether two words differ as the names of a woman and a man do: Ivanova and Ivanov, Mario and Maria."""
    for one, two in ((left, right), (right, left)):
        for woman, man in _FEMININE:
            if (
                one.endswith(woman)
                and two.endswith(man)
                and one[: len(one) - len(woman)] == two[: len(two) - len(man)]
            ):
                return True
    return False


def is_slip(left: str, right: str) -> bool:
    """Whether one word is the other with a typing slip, and not another name that exists."""
    short = min(len(left), len(right))
    if short < SLIP_FROM or abs(len(left) - len(right)) > 3:
        return False
    if left + "s" == right or right + "s" == left:
        return False  # Stephen and Stephens, Edward and Edwards are two names
    count = min(fold.edits(left, right), fold.edits(romanise.sounds(left), romanise.sounds(right)))
    if count > 2 or sexes(left, right):
        return False
    if is_known(left) and is_known(right):
        # letters that changed places make no other name (Keiran, Kerian), a changed letter does (Serena)
        return sorted(left) == sorted(right) and left[0] == right[0] and fold.edits(left, right) == 1
    return count <= 1 or (short >= TWO_SLIPS_FROM and left[:2] == right[:2])


@lru_cache(maxsize=32768)
def compare(left: str, right: str, slips: bool = True) -> Part:
    """Return how two folded parts compare; `slips` lets a typing slip count as the same."""
    if left == right:
        return Part("equal", f"{left.capitalize()} equal")
    if len(left) == 1 or len(right) == 1:
        if left[:1] == right[:1]:
            return Part("initial", f"initial {left[:1].upper()}.")
        return Part("different", f"initials differ: {left.capitalize()}, {right.capitalize()}")
    both = f"{left.capitalize()} and {right.capitalize()}"
    if alias(left, right):
        return Part("alias", f"{both} are forms of one given name")
    if fold.edits(left, right) > FAR * max(len(left), len(right)):
        return Part("different", f"{both} differ")
    tradition = romanise.tradition(left, right)
    # Of two names that are both frequent (Brown, Browne) only plain letters make one, such as c and k
    if tradition == "latin" or (tradition and not (is_known(left) and is_known(right))):
        return Part("romanised", f"{both} are spellings of one name{romanise.shown(tradition)}")
    if slips and is_slip(left, right):
        return Part("slip", f"{both}: typing slip")
    return Part("different", f"{both} differ")
