"""Speech without a plain cue verb: "according to", "reportedly", passives, "citing", colons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.values import Attribution, Statement

from .content import content_after, content_before, content_end, make
from .pieces import Piece, cue_forms, grammar
from .speakers import after, before, skip_left

_FAR = 16  # words between "quoted" and "as saying"
_COLON = 8  # words before the colon of "Smith: 'We won'"


def according(s: Statement, ps: Sequence[Piece], k: int) -> list[Attribution]:
    speaker = after(ps, k + 2)
    if speaker is None:
        return []
    if k <= 1:
        comma = next((j for j in range(speaker[1], len(ps)) if ps[j].text == ","), None)
        body = (comma + 1, len(ps)) if comma is not None else None
    else:
        body = (0, k)
    return make(s, ps, speaker, (k, k + 2), body, "report")


def adverb(s: Statement, ps: Sequence[Piece], k: int) -> list[Attribution]:
    """Read "reportedly", "allegedly": nobody is named; the clause that it stands in is what is said."""
    start = next((j + 1 for j in range(k - 1, -1, -1) if ps[j].text in ",;:—–―"), 0)
    end = next((j for j in range(k + 1, len(ps)) if ps[j].text in ",;:—–―"), len(ps))
    return make(s, ps, None, (k, k + 1), (start, end), "report")


def passive(s: Statement, ps: Sequence[Piece], k: int) -> list[Attribution]:
    """Read "it was announced by X that …", "is believed to have …" and "was first reported by X"."""
    start = k - 2 if ps[k - 1].lower == "first" else k - 1
    speaker = None
    j = k + 1
    while j < len(ps) and ps[j].lower in grammar("times") | {"on"}:
        j += 1
    if j < len(ps) and ps[j].lower == "by":
        speaker = after(ps, j + 1)
        j = speaker[1] if speaker else j
    follows = ps[j].lower if j < len(ps) else ""
    if follows == "that":
        return make(s, ps, speaker, (start, k + 1), (j + 1, len(ps)), "report")
    first = next((i + 1 for i in range(start - 1, -1, -1) if ps[i].text in ",;:—–―"), 0)
    if follows == "to" and not _to_whom(ps, j + 1):
        return make(s, ps, speaker, (start, k + 1), (first, content_end(ps, j)), "report")
    if speaker is None:
        return []
    told = (0, first) if first < start and ps[first].lower in ("which", "that") else (first, start)
    return make(s, ps, speaker, (start, k + 1), told, "report")


def _to_whom(ps: Sequence[Piece], k: int) -> bool:
    """Whether "to" leads to someone and not to a verb: "reported to the council"."""
    return k < len(ps) and (ps[k].capital or ps[k].lower in grammar("determiners", "people", "objects"))


def quoted(s: Statement, ps: Sequence[Piece], k: int) -> list[Attribution]:
    """Read "“…,” Lund was quoted as saying by the Mail": two voices, the Mail's the outer one."""
    if not any(p.lower in grammar("be") for p in ps[max(0, k - 3) : k]):
        return _quotes_as(s, ps, k)
    saying = next(
        (
            j
            for j in range(k + 1, min(len(ps), k + _FAR))
            if ps[j].lower == "saying" and ps[j - 1].lower == "as"
        ),
        None,
    )
    speaker = before(ps, k)
    if speaker is None or saying is None:
        return []
    agent = next((j for j in (k + 1, saying + 1) if j < len(ps) and ps[j].lower == "by"), None)
    reporter = after(ps, agent + 1) if agent is not None else None
    end = max(saying + 1, reporter[1] if reporter else 0)
    body = content_before(ps, speaker[0]) or content_after(ps, end)
    cue = (skip_left(ps, k - 1) + 1, saying + 1 if agent != k + 1 else k + 1)
    inner = make(s, ps, speaker, cue, body, "indirect")
    if reporter is None or agent is None:
        return inner
    outer = make(
        s,
        ps,
        reporter,
        (agent, agent + 1),
        (min(speaker[0], body[0]), max(cue[1], body[1])) if body else None,
        "report",
    )
    return [*outer, *inner]


def _quotes_as(s: Statement, ps: Sequence[Piece], k: int) -> list[Attribution]:
    """Read "The Mail quoted Lund as saying that …"."""
    mark = next((j for j in range(k + 1, min(len(ps), k + _FAR)) if ps[j].lower == "as"), None)
    if mark is None or mark + 1 >= len(ps) or ps[mark + 1].lower != "saying" or mark == k + 1:
        return []
    body = content_after(ps, mark + 2)
    outer = make(s, ps, before(ps, k), (k, k + 1), (k + 1, body[1]) if body else None, "report")
    return [*outer, *make(s, ps, (k + 1, mark), (mark, mark + 2), body, "indirect")]


def citing(s: Statement, ps: Sequence[Piece], k: int, found: Sequence[Attribution]) -> list[Attribution]:
    """Read "…, the newspaper reported, citing an official": the official is the inner voice."""
    speaker = after(ps, k + 1)
    if speaker is None or (k and ps[k - 1].kind == "word"):
        return []
    made = make(s, ps, speaker, (k, k + 1), (k, k + 1), "report")
    told = [a for a in found if a.cue_span[0] < ps[k].start]
    return [replace(a, content=told[-1].content) for a in made if told]


def colon(s: Statement, ps: Sequence[Piece]) -> list[Attribution]:
    """Read "Smith: 'We won'" and a headline's "Smith: Evidence proves …"."""
    k = next((j for j in range(1, min(_COLON, len(ps))) if ps[j].text == ":"), None)
    if k is None or k + 1 >= len(ps) or any(p.kind != "word" for p in ps[:k]):
        return []
    quoted = ps[k + 1].kind == "quote"
    if not (quoted or s.part == "headline") or ps[0].text in grammar("headline_labels"):
        return []
    if not all(p.capital or p.lower in ("of", "the", "de", "and") for p in ps[:k]) or any(
        p.lower in cue_forms() for p in ps[:k]
    ):
        return []
    return make(s, ps, (0, k), (k, k + 1), (k + 1, len(ps)), "indirect")
