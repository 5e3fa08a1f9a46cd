"""Korean and Chinese names: compared syllable by syllable, and by nothing else.

A name of three syllables holds little: one letter makes another person (Jong-un, Jong-il). So where
both names can be read in one system, that reading decides, and no typing slip is looked for.
"""

from __future__ import annotations

from reconcile.names import chinese, fold, korean, words
from reconcile.names.parts import Name
from reconcile.values import NameMatch

ROMANISED = 0.94  # one name by the syllables, spelled otherwise
DIFFERENT = 0.3
SLIP_FROM = 6  # letters of a given name in which a letter too many can be told from another name


def _korean(left: Name, right: Name) -> NameMatch | None:
    a, b = korean.readings(left.bare), korean.readings(right.bare)
    if not a or not b:
        return None
    for one in a:
        for two in b:
            if not one.surname.isdisjoint(two.surname) and korean.meet(one.given, two.given):
                family = min(one.surname & two.surname)
                given = "".join(korean.shown(x, y) for x, y in zip(one.given, two.given, strict=True))
                return NameMatch(True, ROMANISED, f"both can be {family}{given} in Korean letters")
    return NameMatch(False, DIFFERENT, "no Korean romanisation makes the syllables one")


def _chinese(left: Name, right: Name) -> NameMatch | None:
    a, b = chinese.readings(left.bare), chinese.readings(right.bare)
    if not a or not b:
        return None
    for one in a:
        for two in b:
            if chinese.meet(one, two):
                given = "".join(min(x & y) for x, y in zip(one.given, two.given, strict=True))
                family = min(one.surname & two.surname).capitalize()
                return NameMatch(True, ROMANISED, f"both can be {family} {given.capitalize()} in pinyin")
    return NameMatch(False, DIFFERENT, "no Chinese romanisation makes the syllables one")


def _plainly(name: Name) -> bool:
    """Whether a name that can be read so is hardly anything else: own script, hyphenated, three words."""
    return name.script in ("hangul", "han") or len(name.bare) == 3 or any("-" in w for w in name.bare)


def _western(name: Name) -> bool:
    return any(len(w) > 2 and words.is_given(w) and not korean.surname(w) for w in name.bare)


def _slip(left: Name, right: Name) -> NameMatch | None:
    """A letter twice, too many or too few, which leaves no Korean syllable: Kim Jong-uun, Kim Jong-un."""
    for one, two in ((left, right), (right, left)):
        if korean.readings(one.bare) and not korean.readings(two.bare) and one.bare[0] == two.bare[0]:
            a, b = ("".join(n.bare[1:]).replace("-", "") for n in (one, two))
            if len(a) != len(b) and min(len(a), len(b)) >= SLIP_FROM and fold.edits(a, b) == 1:
                return NameMatch(True, 0.8, f"{a} and {b}: typing slip")
    return None


def compare(left: Name, right: Name) -> NameMatch | None:
    """Return the verdict for two East Asian names; None where they must be compared as others are."""
    if not left.eastern and not right.eastern:
        return None
    if not left.eastern or not right.eastern:
        return _bare(left, right) or _slip(left, right)
    hangul = _korean(left, right)
    if hangul and hangul.same:
        return hangul
    pinyin = _chinese(left, right)
    if pinyin and pinyin.same:
        return pinyin
    found = hangul or pinyin
    plain = _plainly(left) or _plainly(right)
    if found and (plain or not (_western(left) and _western(right))):
        return found
    return _bare(left, right) or _slip(left, right)


def _bare(left: Name, right: Name) -> NameMatch | None:
    """A surname alone against a Korean name that has it in another spelling: Ri and Lee Sol-ju."""
    for one, two in ((left, right), (right, left)):
        if len(one.bare) == 1 and korean.surname(one.bare[0]):
            own = korean.surname(one.bare[0])
            if len(two.bare) == 1 and own & korean.surname(two.bare[0]):
                both = " and ".join(sorted(n.bare[0].capitalize() for n in (one, two)))
                return NameMatch(True, 0.8, f"{both} are both {min(own & korean.surname(two.bare[0]))}")
            if any(own & r.surname for r in korean.readings(two.bare)):
                return NameMatch(False, 0.6, f"{one.bare[0].capitalize()} alone does not tell who")
    return None
