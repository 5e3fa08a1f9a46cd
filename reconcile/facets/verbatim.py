"""Two wordings of what may be one utterance, laid side by side word for word.

Case, hyphens, outer marks and spelling habits (organise/organize, labour/labor, U.S./US) are no
difference of words; brackets and ellipses are an editor's, and what stands opposite them is excused.
The alignment is the longest common subsequence of words (rapidfuzz's LCSseq), cut to the stretch that
both tell: what only one side quotes before or after it was left out, not changed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reconcile.data import table
from reconcile.words import APOSTROPHES, stop_words

_LONGEST = 400  # words of one quotation that are looked at; a longer one is a document
_BRACKETED = r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)"  # an editor's words; an unclosed bracket is passed over
_ELLIPSIS = r"…|\.{3,}|(?:\. ){2,}\."
_FIGURE_OR_WORD = rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,]\d+)*|[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*"
_WORD = re.compile(rf"(?P<gap>{_BRACKETED}|{_ELLIPSIS})|{_FIGURE_OR_WORD}")
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
WORDS = 8192  # whose forms are remembered: more than the quotations of fifty articles have
TEXTS = 2048  # that are remembered as they are compared: each meets those of every other article
_GAP = ""  # stands where an editor cut or put in
_FAR = 3  # words on both sides between an edge match and the rest: farther, a lone match is chance
# Words that may differ at the end of both: "we met at noon" / "we met at dusk". More where more went before
# them in the same words: after ten words alike, six that differ still end one sentence.
_TAIL = 3
_LONGEST_TAIL = 8
_TAIL_PER_MATCHED = 0.6

Run = tuple[int, int]  # from the first word to the one after the last


class Likeness(NamedTuple):
    """How two wordings lie together: matched words, content words among them, ratio in the shared stretch.

    `coverage` is the shared stretch's part of the shorter wording; `changes` are the differing runs
    inside it, as (left words, right words); `contracted` says that short forms are all that differs.
    """

    matched: int
    content: int
    ratio: float
    coverage: float
    changes: tuple[tuple[str, str], ...]
    contracted: bool = False


def wording(text: str) -> tuple[str, ...]:
    """Return the words of a quotation as they are compared; "" stands for a cut or an insertion."""
    found: list[str] = []
    for m in _WORD.finditer(text):
        found.extend([_GAP] if m["gap"] else _in_full(m.group()))
        if len(found) >= _LONGEST:
            break
    return tuple(found)


@lru_cache(maxsize=WORDS)
def _in_full(written: str) -> tuple[str, ...]:
    """Return a word as it is compared, a contraction written in full: "They’re" → they are.

    "it's" stays, as it may be a possessive elsewhere.
    """
    word = _plain(written)
    whole = table("quotes")["whole_contractions"].get(word)
    if whole:
        return tuple(whole.split())
    for tail, full in table("quotes")["contractions"].items():
        if word.endswith(tail) and len(word) > len(tail):
            return word.removesuffix(tail), full
    return (word,)


def _plain(word: str) -> str:
    folded = word.casefold().replace(".", "") if not word[0].isdigit() else word.replace(",", "")
    return folded.translate(_STRAIGHT)


@lru_cache(maxsize=WORDS)
def _spelled(word: str) -> str:
    """Fold the spelling habits that a paper's house style changes inside quotation marks."""
    for british, american in table("quotes")["spelling"]:
        if british in word[1:]:
            word = word[0] + word[1:].replace(british, american)
    return table("quotes")["numerals"].get(word, word)  # type: ignore[no-any-return]


class _Wording(NamedTuple):
    """A text as it is compared: its words, before which of them a gap stands, the words as they are matched,
    each of those once, and how many short forms it has."""

    words: tuple[str, ...]
    gaps: frozenset[int]
    spelled: tuple[str, ...]
    different: frozenset[str]
    contractions: int


@lru_cache(maxsize=TEXTS)
def _laid(text: str) -> _Wording:
    words, gaps = _bare(wording(text))
    spelled = tuple(_spelled(w) for w in words)
    return _Wording(words, gaps, spelled, frozenset(spelled), _contractions(text))


def compare_wording(left: str, right: str, least: int = 1) -> Likeness | None:
    """Return how two wordings lie together; None where they share no stretch.

    None, too, where they have not as many as `least` words in common, in whatever order: a caller that
    asks for more matched words than that spares itself the rest.
    """
    from rapidfuzz.distance import LCSseq

    if right < left:  # one of several longest alignments is chosen: the same one whichever way the pair lies
        mirrored = compare_wording(right, left, least)
        return mirrored and mirrored._replace(changes=tuple((b, a) for a, b in mirrored.changes))
    a, b = _laid(left), _laid(right)
    twice = len(a.words) - len(a.different)
    if len(a.different & b.different) + twice < least or not a.words or not b.words:
        return None
    blocks = [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(a.spelled, b.spelled)
        if op.tag == "equal"
    ]
    blocks = _core(blocks, a.words)
    if not blocks:
        return None
    return _measure(blocks, (a.words, a.gaps), (b.words, b.gaps), a.contractions != b.contractions)


def _contractions(text: str) -> int:
    """How many short forms a wording has."""
    return sum(1 for m in _WORD.finditer(text) if not m["gap"] and len(_in_full(m.group())) > 1)


def _bare(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the words without gaps, and before which of them a gap stands."""
    kept: list[str] = []
    gaps: set[int] = set()
    for word in words:
        if word == _GAP:
            gaps.add(len(kept))
        else:
            kept.append(word)
    return tuple(kept), frozenset(gaps)


def _core(blocks: list[tuple[int, int, int]], words: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Drop edge matches that are chance: a word or two without topic, far from the rest."""

    def chance(block: tuple[int, int, int], distance: int) -> bool:
        return (
            block[2] <= 2
            and distance > _FAR
            and sum(words[block[0] + k] not in stop_words() for k in range(block[2])) < 2
        )

    kept = list(blocks)
    while len(kept) > 1 and chance(kept[0], _distance(kept[0], kept[1])):
        kept.pop(0)
    while len(kept) > 1 and chance(kept[-1], _distance(kept[-2], kept[-1])):
        kept.pop()
    return kept


def _distance(one: tuple[int, int, int], two: tuple[int, int, int]) -> int:
    return max(two[0] - one[0] - one[2], two[1] - one[1] - one[2])


def _measure(
    blocks: list[tuple[int, int, int]],
    left: tuple[tuple[str, ...], frozenset[int]],
    right: tuple[tuple[str, ...], frozenset[int]],
    contracted: bool,
) -> Likeness:
    (a, gaps_a), (b, gaps_b) = left, right
    matched = sum(block[2] for block in blocks)
    content = sum(1 for block in blocks for k in range(block[2]) if a[block[0] + k] not in stop_words())
    changes: list[tuple[Run, Run]] = []
    excused = [0, 0]
    for one, two in pairwise(blocks):
        run_a, run_b = (one[0] + one[2], two[0]), (one[1] + one[2], two[1])
        back = min(_slack(run_a, a, one[2]) if run_b[0] == run_b[1] else 0, one[2])
        ahead = min(_slack(run_b, b, one[2]) if run_a[0] == run_a[1] else 0, one[2])
        if _edited((run_a[0] - ahead, run_a[1]), gaps_a) or _edited((run_b[0] - back, run_b[1]), gaps_b):
            excused[0] += run_a[1] - run_a[0]
            excused[1] += run_b[1] - run_b[0]
        elif "".join(a[slice(*run_a)]) != "".join(b[slice(*run_b)]):  # "cyber attack" is "cyberattack"
            changes.append((run_a, run_b))
    first, last = blocks[0], blocks[-1]
    size = [last[0] + last[2] - first[0] - excused[0], last[1] + last[2] - first[1] - excused[1]]
    tail_a, tail_b = a[last[0] + last[2] :], b[last[1] + last[2] :]
    tail = min(_LONGEST_TAIL, max(_TAIL, int(_TAIL_PER_MATCHED * matched)))
    if 0 < len(tail_a) <= tail and 0 < len(tail_b) <= tail and len(a) not in gaps_a and len(b) not in gaps_b:
        changes.append(((len(a) - len(tail_a), len(a)), (len(b) - len(tail_b), len(b))))
        size = [size[0] + len(tail_a), size[1] + len(tail_b)]
    ratio = 2 * matched / max(1, size[0] + size[1])
    coverage = max(size[0] / len(a), size[1] / len(b))
    told = tuple((" ".join(a[slice(*x)]), " ".join(b[slice(*y)])) for x, y in _joined(changes, a))
    return Likeness(matched, content, ratio, min(1.0, coverage), told, contracted and not told)


def _joined(changes: list[tuple[Run, Run]], words: tuple[str, ...]) -> list[tuple[Run, Run]]:
    """Join changes that a single word without topic parts: "steered the ship" / "saved the boat"."""
    joined: list[tuple[Run, Run]] = []
    for left, right in changes:
        if joined:
            (start, end), (begin, stop) = joined[-1]
            if left[0] - end == right[0] - stop == 1 and words[end] in stop_words():
                joined[-1] = ((start, left[1]), (begin, right[1]))
                continue
        joined.append((left, right))
    return joined


def _slack(run: tuple[int, int], words: tuple[str, ...], most: int) -> int:
    """How far an inserted run may as well stand to the left: "the [old and the] new"."""
    steps = 0
    while steps < min(most, run[1] - run[0]) and words[run[0] - 1 - steps] == words[run[1] - 1 - steps]:
        steps += 1
    return steps


def _edited(run: tuple[int, int], gaps: frozenset[int]) -> bool:
    """Whether an editor's cut or insertion stands at a run."""
    return any(k in gaps for k in range(run[0], run[1] + 1))
