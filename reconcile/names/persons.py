"""Two persons' names: parts laid against parts, then a verdict.

East Asian names are read in syllables first (`eastern`). All others are aligned in order, the way
that gives most; the surname may stand first in one of them. A part that is left over in both names
makes them two people; one left over in the longer is a middle name or a second surname.
"""

from __future__ import annotations

from reconcile.data import words as listed
from reconcile.names import eastern, lay, romanise, words
from reconcile.names.lay import Fit
from reconcile.names.parts import Name, parse
from reconcile.values import NameMatch

UNSURE = 0.6  # a bare surname, an initial too many: the names fit, yet do not tell that they are one
FAMILY = 0.55  # Jr. and no Jr.: as likely father and son as one man
LEAST_SAME = 0.7  # a verdict "same" never scores less
BARE_FROM = 4  # letters of a bare name that a rule of romanisation makes one with another
BARE_SLIP_FROM = 8  # letters of a bare name in which a slip can be told
JOINED_FROM = 6  # letters of a name with an Arabic article that is compared as one word
_NOTHING = NameMatch(False, 0.0, "no part in common")
BONES_FROM = 4  # consonants that tell a name in a script without vowels
MIDDLE = 0.02  # off the score for each part that only the longer name has


def _turnable(left: Name, right: Name) -> bool:
    """Whether the words of one name may stand in another order than those of the other."""
    if (left.particles or right.particles) and not listed("titles", "filial").isdisjoint(
        left.particles + right.particles
    ):
        return False  # Ahmad bin Hasan is Hasan bin Ahmad's son
    given = all(words.is_given(w) and not words.is_turned(w) for w in left.full + right.full)
    return left.comma or right.comma or not given or len(left.words) > 2


def _suffixes(left: Name, right: Name) -> NameMatch | None:
    """What a suffix decides: Jr. against Sr. or III, and Jr. against none."""
    if left.suffix == right.suffix:
        return None
    if min(len(left.full), len(right.full)) < 2:
        return (
            NameMatch(False, UNSURE, "a surname alone does not tell who")
            if left.words == right.words
            else None
        )
    if left.suffix and right.suffix:
        return NameMatch(False, 0.4, f"one is {left.suffix}, the other {right.suffix}")
    long, short = (left, right) if left.suffix else (right, left)
    # The full form of a name carries middle initial and suffix together (Roger J. Tamm Jr.), and a
    # short form drops both; where the rest is as short as the other, the suffix is what tells them apart.
    formal = len(long.words) > len(short.words) >= 2 or (long.suffix != "junior" and len(short.full) >= 2)
    if long.suffix == "senior" or formal:
        return None
    return NameMatch(False, FAMILY, f"only one is {long.suffix}: father and son, or one man")


def _sexes(left: Name, right: Name) -> NameMatch | None:
    if not left.titles or not right.titles:
        return None
    sets = (set(left.titles), set(right.titles))
    female, male = listed("titles", "female"), listed("titles", "male")
    if any(a & female and b & male for a, b in (sets, sets[::-1])):
        return NameMatch(False, 0.2, "one title is a woman's, the other a man's")
    return None


def _scored(parts: tuple[words.Part, ...], extra: int, turned: bool) -> float:
    worth = [words.WORTH[p.how] for p in parts]
    mean = sum(worth) / len(worth)
    return max(LEAST_SAME, round((mean + min(worth)) / 2 - MIDDLE * extra - (0.02 if turned else 0), 3))


def _reason(fit: Fit) -> str:
    said = [p.why for p in fit.parts if p.how != "equal"]
    said += [p.why for p in fit.parts if p.how == "equal"]
    if fit.turned:
        said.append("order of the parts differs")
    if fit.left or fit.right:
        said.append(f"only one has {', '.join([w.capitalize() for w in fit.left + fit.right])}")
    return "; ".join(said)


def _two_people(fit: Fit, left: Name, right: Name) -> NameMatch:
    mean = sum([p.worth for p in fit.parts]) / max(len(left.words), len(right.words))
    names = " and ".join([" ".join([w.capitalize() for w in side]) for side in (fit.left, fit.right)])
    return NameMatch(False, round(min(0.5, mean * 0.6), 3), f"{names} differ")


def _judge(fit: Fit, left: Name, right: Name) -> NameMatch:
    if fit.left and fit.right:
        return _two_people(fit, left, right)
    full = [p for p in fit.parts if p.how != "initial"]
    if not full:
        return NameMatch(False, 0.3, "initials alone do not tell who")
    lengths = [(len(name.full), len(name.words)) for name in (left, right)]
    short, long = (left, right) if lengths[0] <= lengths[1] else (right, left)
    slips = len([p for p in full if p.how == "slip"])
    extra = fit.left + fit.right
    if (len(full) == len(fit.parts) == 1 or len(short.bare) == 1 < len(long.bare)) and extra:
        return NameMatch(False, UNSURE, f"{short.bare[0].capitalize()} alone does not tell who")
    if len(full) == len(fit.parts) == 1 and not _tells(full[0], short.full[0], long.full[0]):
        return NameMatch(False, 0.5, f"too short to tell: {_reason(fit)}")
    if slips > 1:
        return NameMatch(False, 0.5, "too many slips for one name: " + _reason(fit))
    if len(full) == 1 and len(fit.parts) == 1 and full[0].how == "alias":
        return NameMatch(False, UNSURE, "a given name alone does not tell who")
    if (
        fit.turned
        and left.words[0] == right.words[0]
        and left.words[0] in listed("names_known", "vietnamese")
    ):
        return NameMatch(False, 0.5, "the syllables of the given name stand in another order")
    doubt = _doubt(fit, short, long, extra, len(full)) if extra else ""
    if doubt:
        return NameMatch(False, 0.5 if doubt == _MIDDLE else UNSURE, doubt)
    return NameMatch(True, _scored(fit.parts, len(extra), fit.turned), _reason(fit))


_MIDDLE = "the initials in the middle differ"


def _doubt(fit: Fit, short: Name, long: Name, extra: tuple[str, ...], full: int) -> str:
    """Why the words that only one name has leave open who it is, '' where they do not."""
    if fit.turned and full < 3 and long.words[-1] in extra:
        return "another order and a part more: " + _reason(fit)
    if any(len(w) == 1 for w in extra) and any(len(w) == 1 for w in short.words[1:]):
        return _MIDDLE
    if long.full[-1:] == extra[-1:] and not fit.turned and all(words.is_given(w) for w in short.full):
        return "given names alone do not tell who"
    if listed("names_known", "burmese").issuperset(long.words):
        return "a name of Burmese words is whole"  # it has no surname: Aung San is Aung San Suu Kyi's father
    firm = [p for p in fit.parts if p.how not in ("initial", "slip")]
    if full > len(firm) and len(firm) < 2 and any(len(w) > 1 for w in extra):
        return "a slip and a part more: " + _reason(fit)
    return ""


def _tells(part: words.Part, left: str, right: str) -> bool:
    """Whether two bare names are long enough that rule or slip makes them one; an ending more is no slip."""
    if part.how == "slip":
        ending = left.startswith(right) or right.startswith(left)
        return min(len(left), len(right)) >= BARE_SLIP_FROM and not ending
    return part.how != "romanised" or min(len(left), len(right)) >= BARE_FROM


def _consonants(left: Name, right: Name) -> NameMatch | None:
    """Names of which one is in Arabic or Hebrew letters, by their consonants."""
    if (left.script == "abjad") == (right.script == "abjad"):
        return None
    bones = [tuple(b for b in (romanise.skeleton(w) for w in n.words) if b) for n in (left, right)]
    if bones[0] and bones[0] == bones[1] and sum(map(len, bones[0])) >= BONES_FROM:
        return NameMatch(True, 0.85, "the same consonants in another script")
    return None


def compare(left: str, right: str) -> NameMatch:
    """Return whether two persons' names are one; a bare surname never tells who (score .6, not the same)."""
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return NameMatch(False, 0.0, "no name in one of them")
    found = _sexes(a, b) or _suffixes(a, b)
    if found:
        rest = _names(a, b)
        if rest.same or rest.score >= found.score:
            return found
        return rest
    return _names(a, b)


def _names(a: Name, b: Name) -> NameMatch:
    if a.words == b.words:
        return NameMatch(True, 1.0 if a.titles == b.titles else 0.97, "all parts equal")
    east = eastern.compare(a, b)
    if east:
        return east
    joined = a.letters, b.letters
    if joined[0] == joined[1] or "".join(a.words) == "".join(b.words):
        return NameMatch(True, 0.97, "written alike but for spaces and marks")
    article = joined[0][:2] in ("al", "el") and min(map(len, joined)) >= JOINED_FROM
    if article and romanise.tradition(*joined):  # Al Qaeda, Al-Qaida
        return NameMatch(True, 0.93, "spellings of one name")
    bones = _consonants(a, b)
    if bones:
        return bones
    fit = lay.lay(a.words, b.words, lambda: _turnable(a, b))
    return _judge(fit, a, b) if fit else _NOTHING
