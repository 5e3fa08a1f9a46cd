"""The words of one person's name laid against the words of another: which meet, which are left over.

The ways are tried from the plainest: in order, with the surname moved from one end to the other, in
any order. Most pairs of names need the first alone: where every word that meets one of the other name
meets it in order, no other way can lay more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reconcile.names import words

HEAD = 3  # letters of a word that two words written as one must begin with

Words = tuple[str, ...]
Step = tuple[int, int, words.Part]  # words that it takes of either name, and how they meet
Meets = dict[tuple[int, int], list[Step]]
Cell = tuple[float, int, int, int, Step]  # worth, minus the disputed, left over on either side, step
END: Step = (0, 0, words.DIFFERENT)


class Fit(NamedTuple):
    """An alignment: the parts that meet, the words left over on either side, and what the parts count for."""

    parts: tuple[words.Part, ...]
    left: Words
    right: Words
    worth: float = 0.0
    turned: bool = False

    @property
    def rank(self) -> tuple[int, float]:
        """What makes one alignment better than another: fewer parts in dispute, then more that meet."""
        return (-min(len(self.left), len(self.right)), self.worth)


def _joined(one: str, two: str, whole: str) -> words.Part | None:
    """Two words of one name written as one word of the other, None where they are not."""
    part = words.compare(one + two, whole, False)
    return None if part is words.DIFFERENT or part.how == "initial" else part


def _meets(left: Words, right: Words) -> Meets:
    """The ways in which words can meet one to one, by their places."""
    found: Meets = {}
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            part = words.compare(x, y)
            if part is not words.DIFFERENT:
                found[i, j] = [(1, 1, part)]
    return found


def _joins(left: Words, right: Words) -> list[tuple[tuple[int, int], Step]]:
    """The places where two words of one name are written as one in the other, and how."""
    found: list[tuple[tuple[int, int], Step]] = []
    for one, two, turned in ((left, right, False), (right, left, True)):
        for i in range(len(one) - 1):
            head = one[i][:HEAD]
            if len(head) < 2:
                continue
            for j, y in enumerate(two):
                if not y.startswith(head) or (y == one[i] and len(one[i + 1]) >= HEAD):
                    continue  # the first of the two alone has no room for the second
                part = _joined(one[i], one[i + 1], y)
                if part:
                    found.append(((j, i), (1, 2, part)) if turned else ((i, j), (2, 1, part)))
    return found


def _chain(meets: Meets, left: Words, right: Words) -> Fit | None:
    """The alignment where all that meets stands in order, each word once; None where it does not."""
    row = column = -1
    for i, j in meets:  # by rows, as _meets writes them
        if i <= row or j <= column:
            return None
        row, column = i, j
    parts = tuple([steps[0][2] for steps in meets.values()])
    worth = 0.0
    for part in reversed(parts):
        worth += words.WORTH[part.how]
    if len(parts) == len(left) == len(right):
        return Fit(parts, (), (), worth)
    rows, columns = {i for i, _ in meets}, {j for _, j in meets}
    over = tuple([w for i, w in enumerate(left) if i not in rows])
    more = tuple([w for j, w in enumerate(right) if j not in columns])
    return Fit(parts, over, more, worth)


def _best(meets: Meets, left: Words, right: Words) -> Fit:
    """The best alignment that keeps the order of both (dynamic programming over the two word lists)."""
    n, m = len(left), len(right)
    cells: dict[tuple[int, int], Cell] = {}
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            best: Cell = (0.0, -min(n - i, m - j), n - i, m - j, END)
            if i < n and j < m:
                a, b = cells[i + 1, j], cells[i, j + 1]
                options: list[Cell] = [
                    (a[0], -min(a[2] + 1, a[3]), a[2] + 1, a[3], (1, 0, words.DIFFERENT)),
                    (b[0], -min(b[2], b[3] + 1), b[2], b[3] + 1, (0, 1, words.DIFFERENT)),
                ]
                for step in meets.get((i, j), ()):
                    rest = cells[i + step[0], j + step[1]]
                    options.append((rest[0] + step[2].worth, *rest[1:4], step))
                for option in options:
                    if option[:2] > best[:2]:
                        best = option
            cells[i, j] = best
    return _traced(cells, left, right)


def _traced(cells: dict[tuple[int, int], Cell], left: Words, right: Words) -> Fit:
    """The alignment that the best steps from the start make."""
    i = j = 0
    parts: list[words.Part] = []
    over: list[str] = []
    more: list[str] = []
    while (step := cells[i, j][4]) is not END:
        if step[2] is not words.DIFFERENT:
            parts.append(step[2])
        elif step[0]:
            over.append(left[i])
        else:
            more.append(right[j])
        i, j = i + step[0], j + step[1]
    return Fit(tuple(parts), (*over, *left[i:]), (*more, *right[j:]), cells[0, 0][0])


def _any_order(left: Words, right: Words) -> Fit:
    """Words that are equal or spellings of one name, wherever they stand."""
    free = list(right)
    parts: list[words.Part] = []
    rest: list[str] = []
    for word in left:
        ranked = sorted(
            ((words.compare(word, w, len(left) > 3), k) for k, w in enumerate(free)),
            key=lambda x: (-x[0].worth, x[1]),
        )
        if ranked and ranked[0][0].how in ("equal", "romanised", "alias", "slip") and len(word) > 1:
            parts.append(ranked[0][0])
            free.pop(ranked[0][1])
        else:
            rest.append(word)
    return Fit(tuple(parts), tuple(rest), tuple(free), sum(p.worth for p in parts), True)


def _wraps(left: Words, right: Words) -> bool:
    """Whether last and first word of the left name, next to each other when turned, are one of the right."""
    head = left[-1][:HEAD]
    return len(head) > 1 and any(y.startswith(head) and _joined(left[-1], left[0], y) for y in right)


def _in_order(left: Words, right: Words) -> Fit:
    meets = _meets(left, right)
    for place, step in _joins(left, right):
        meets.setdefault(place, []).append(step)
    return _best(meets, left, right)


def lay(left: Words, right: Words, turnable: Callable[[], bool]) -> Fit | None:
    """Return the best alignment of two names' words, None where no word of one meets one of the other.

    `turnable` tells whether the words of one may stand in another order; it is asked only where that
    matters. Of two alignments that are as good, the one in order is taken.
    """
    meets = _meets(left, right)
    if not meets:
        return None
    chain = None if _joins(left, right) else _chain(meets, left, right)
    if chain and not _wraps(left, right):
        return chain  # all that can meet does: to turn the words cannot lay more of them
    plain = chain or _in_order(left, right)
    if len(left) < 2 or len(right) < 2 or not turnable():
        return plain
    found = [plain]
    for turned in (left[1:] + left[:1], left[-1:] + left[:-1]) if len(left) > 2 else (left[1:] + left[:1],):
        found.append(_in_order(turned, right)._replace(turned=True))
    anyhow = _any_order(left, right)
    if len(anyhow.parts) >= 3 or (len(anyhow.parts) == 2 and not anyhow.left and not anyhow.right):
        found.append(anyhow)
    return max(found, key=lambda f: (f.rank, not f.turned))
