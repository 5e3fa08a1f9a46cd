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
    if is_known(left) and is_known(right):
        # letters that changed places make no other name (Keiran, Kerian), a changed letter does (Serena)
        return sorted(left) == sorted(right) and left[0] == right[0] and fold.edits(left, right) == 1
    if left + "s" == right or right + "s" == left:
        return False  # Stephen and Stephens, Edward and Edwards are two names
    most = 2 if short >= TWO_SLIPS_FROM and left[:2] == right[:2] else 1
    count = fold.edits(left, right)
    if count > most:  # the sounds are made only where the letters leave it open
        count = min(count, fold.edits(romanise.sounds(left), romanise.sounds(right)))
    if count > 2 or sexes(left, right):
        return False
    return count <= 1 or (short >= TWO_SLIPS_FROM and left[:2] == right[:2])


@lru_cache(maxsize=32768)
def _equal(word: str) -> Part:
    return Part("equal", f"{word.capitalize()} equal")


def alias_groups(word: str) -> tuple[str, ...]:
    """Return the groups of forms of one given name that a folded word belongs to, sorted."""
    return tuple(sorted(_groups().get(word, ())))


def may_meet(left: str, right: str, slips: bool = True) -> bool:
    """Whether two different words can be spellings of one name or, with `slips`, one mistyped; no for most.

    Told from the first and last letters alone: no tradition makes one of words whose ends no rule joins,
    and a slip leaves one end of a word as it is.
    """
    return romanise.may_share(left, right) or (slips and romanise.have_end(left, right))


def compare(left: str, right: str, slips: bool = True) -> Part:
    """Return how two folded parts compare; `slips` lets a typing slip count as the same."""
    if left == right:
        return _equal(left)
    if len(left) == 1 or len(right) == 1:
        return Part("initial", f"initial {left[:1].upper()}.") if left[:1] == right[:1] else DIFFERENT
    groups = _groups()
    if left in groups and right in groups and not groups[left].isdisjoint(groups[right]):
        return Part("alias", f"{left.capitalize()} and {right.capitalize()} are forms of one given name")
    return _spelled(left, right, slips) if may_meet(left, right, slips) else DIFFERENT


@lru_cache(maxsize=32768)
def _spelled(left: str, right: str, slips: bool) -> Part:
    if fold.edits(left, right) > FAR * max(len(left), len(right)):
        return DIFFERENT
    # Of two names that are both frequent (Brown, Browne) only plain letters make one, such as c and k
    if is_known(left) and is_known(right):
        tradition = "latin" if romanise.shares(left, right, "latin") else ""
    else:
        tradition = romanise.tradition(left, right)
    both = f"{left.capitalize()} and {right.capitalize()}"
    if tradition:
        return Part("romanised", f"{both} are spellings of one name{romanise.shown(tradition)}")
    return Part("slip", f"{both}: typing slip") if slips and is_slip(left, right) else DIFFERENT
