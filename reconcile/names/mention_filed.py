"""Names of organisations that capitals do not show: "10 Downing Street", "the Mormon church"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from reconcile.data import table
from reconcile.names.mention_pieces import Piece
from reconcile.names.mention_runs import written

_LONGEST = 3  # words of a name in the table


@cache
def _table() -> dict[str, str]:
    names: dict[str, str] = table("mentions_words")["organisation_filed"]
    return names


def filed_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of the table that an article may mean.

    "Number 10" is also any tenth thing: it counts only where the article has "Downing Street" itself.
    """
    article = "\n".join(texts)
    return frozenset(name for name, home in _table().items() if not name[-1].isdigit() or home in article)


def filed(row: Sequence[Piece], listed: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans of words that are one of the names listed, in the order of the text."""
    opens = {name.split()[0] for name in listed}
    found: list[tuple[int, int]] = []
    for i, word in enumerate(row):
        if word.text not in opens or (found and i < found[-1][1]):
            continue
        for n in range(min(_LONGEST, len(row) - i), 1, -1):
            words = row[i : i + n]
            apart = any(p.gap != " " for p in words[1:]) or any(p.owns for p in words[:-1])
            if not apart and written(words) in listed:
                found.append((i, i + n))
                break
    return tuple(found)
