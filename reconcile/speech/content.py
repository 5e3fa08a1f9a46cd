"""What is said: the span that goes with a cue, before it, after it, or on both sides of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reconcile.values import Attribution, Statement

from .pieces import Piece, cue_forms, grammar
from .speakers import Slice

_FAR = 16  # words between a cue and its "that": "said in an email after 10 p.m. that"
_NEAR_QUOTE = 12  # words between "called" and the quotation that says what

Manner = Literal["direct", "indirect", "report"]


def make(
    s: Statement,
    ps: Sequence[Piece],
    speaker: Slice | None,
    cue: Slice,
    content: Slice | None,
    manner: Manner,
    to: Slice | None = None,
) -> list[Attribution]:
    """Make the attribution of slices of the pieces; without content there is none."""
    body = _stripped(ps, content) if content else None
    if not body:
        return []
    first, last = body
    span = (ps[cue[0]].start, ps[cue[1] - 1].end)
    who = (ps[speaker[0]].start, ps[speaker[1] - 1].end) if speaker else (span[0], span[0])
    quotes = [p for p in ps[first:last] if p.kind == "quote"]
    if (
        manner == "indirect"
        and quotes
        and all(p.kind != "word" or p.lower in ("that", "and") for p in ps[first:last])
    ):
        manner = "direct"

    def text(a: int, b: int) -> str:
        return s.text[a - s.start : b - s.start]

    return [
        Attribution(
            text(*who), who, text(*span), span, (ps[first].start, ps[last - 1].end), manner,
            addressee=text(ps[to[0]].start, ps[to[1] - 1].end) if to else "",
        )
    ]  # fmt: skip


def _stripped(ps: Sequence[Piece], content: Slice) -> Slice | None:
    """Take marks off the ends of what is said; None where no word is left."""
    first, end = content
    while first < end and (ps[first].kind == "mark" and ps[first].text not in "(["):
        first += 1
    while end > first and ps[end - 1].kind == "mark" and ps[end - 1].text not in ")]":
        end -= 1
    return (first, end) if first < end else None


def said(ps: Sequence[Piece], start: int, following: int, carried: bool) -> Slice | None:
    """Return what is said: a quotation before the speaker, else what follows the cue, else what precedes."""
    later = content_after(ps, following)
    if carried:
        return later
    earlier = content_before(ps, start) or _opening_quote(ps, start)
    if (
        earlier
        and any(p.kind == "quote" for p in ps[earlier[0] : earlier[1]])
        and not _told_on(ps, later, following)
    ):
        return earlier
    return later or earlier


def _told_on(ps: Sequence[Piece], later: Slice | None, following: int) -> bool:
    """Whether what follows the cue is plainly said too: a quotation, or after "that" or a colon."""
    return later is not None and (
        ps[later[0]].kind == "quote" or (later[0] > following and ps[later[0] - 1].lower in ("that", ":"))
    )


def _opening_quote(ps: Sequence[Piece], start: int) -> Slice | None:
    """Return the quotation that a sentence opens with where only the speaker's title stands between."""
    between = ps[1:start]
    if (
        not ps
        or ps[0].kind != "quote"
        or any(
            p.kind == "quote" or p.lower in cue_forms() or p.lower in grammar("auxiliaries") for p in between
        )
    ):
        return None
    return (0, 1)


def content_after(ps: Sequence[Piece], start: int) -> Slice | None:
    """Return what is said, to the right of a cue: after "that", a colon, words for when and where."""
    k = start
    while k < len(ps) and (
        ps[k].lower in grammar("times", "adverbs")
        or (ps[k].lower == "on" and k + 1 < len(ps) and ps[k + 1].lower in grammar("times"))
    ):
        k += 1
    if k < len(ps) and ps[k].lower in grammar("prepositions") - {"to"} | {"of"}:
        marker = next(
            (
                j
                for j in range(k, min(len(ps), k + _FAR))
                if (ps[j].lower == "that" and ps[j - 1].lower not in grammar("prepositions"))
                or ps[j].text in (",", ":")
                or ps[j].kind == "quote"
                or ps[j].lower in grammar("pronouns")
            ),
            None,
        )
        if marker is None and not any(p.lower in grammar("auxiliaries") for p in ps[k:]):
            return None
        k = k if marker is None or ps[k + 1].lower in ("least", "most") else marker
    if k < len(ps) and ps[k].text == ",":
        inserted = next(
            (
                j
                for j in range(k + 1, min(len(ps), k + _FAR))
                if ps[j].lower == "that" and ps[j - 1].text == ","
            ),
            None,
        )
        if not (k + 1 < len(ps) and (ps[k + 1].kind == "quote" or inserted)):
            return None
        k = inserted or k + 1
    if k < len(ps) and (ps[k].text == ":" or ps[k].lower == "that"):
        k += 1
    end = content_end(ps, k)
    return (k, end) if any(p.kind != "mark" for p in ps[k:end]) else None


def content_end(ps: Sequence[Piece], k: int) -> int:
    """Where what is said stops: at ", adding", at ", but X denied", at ", according to", at the end."""
    for j in range(k + 1, len(ps) - 1):
        if ps[j].text not in (",", ";", "—", "–", "―") and ps[j].kind != "quote":
            continue
        following = ps[j + 1]
        cue = following.lower in cue_forms() and (ps[j].text == "," or following.lower.endswith("ing"))
        reporter = following.lower in ("according", "citing", "quoting", "pointing")
        if cue or reporter:
            return j + (ps[j].kind == "quote")
    return len(ps)


def content_before(ps: Sequence[Piece], end: int) -> Slice | None:
    """Return what is said, to the left of "…, X said": back to the sentence's beginning."""
    k = end
    while k > 0 and ps[k - 1].kind == "mark" and ps[k - 1].text in ",?!—–―":
        k -= 1
    if k == 0 or (k == end and ps[k - 1].kind != "quote"):
        return None
    start = 1 if ps[0].lower in ("but", "and") and k > 1 else 0
    return (start, k) if any(p.kind != "mark" for p in ps[start:k]) else None


def next_quote(ps: Sequence[Piece], k: int) -> Slice | None:
    """Return the quotation that "called the deal" leads up to, in the same clause."""
    for j in range(k + 1, min(len(ps), k + _NEAR_QUOTE)):
        if ps[j].kind == "quote":
            return (j, j + 1)
        if (
            ps[j].text in ";:"
            or ps[j].lower in grammar("boundaries") - {"as"}
            or (ps[j].lower in cue_forms() and ps[j - 1].lower not in grammar("determiners"))
        ):
            return None
    return None


def clausal(ps: Sequence[Piece], body: Slice, k: int) -> bool:
    """Whether a weak verb stands with a clause or a quotation: "added that", "“…,” he noted"."""
    first, end = body
    if end <= k:
        return True
    if ps[first].lower == "to":
        return False  # "adding to the mystery"
    return (
        ps[first].kind == "quote"
        or ps[first - 1].lower == "that"
        or ps[first - 1].text in (":", ",")
        or ps[first].lower in grammar("pronouns")
        or ps[k].lower in ("adding", "noting")
    )


def both_sides(ps: Sequence[Piece], start: int, k: int, body: Slice) -> Slice:
    """Widen to both halves of a split quotation: “…,” Lund said, “…”."""
    if (
        body[0] > k
        and ps[body[0]].kind == "quote"
        and start > 0
        and ps[start - 1].kind == "quote"
        and ps[body[0] - 1].text == ","
    ):
        return (start - 1, body[1])
    comma = _aside_end(ps, k)
    if body[1] < k and comma is not None and _resumes(ps, comma + 1):
        return (body[0], len(ps))
    return body


def _aside_end(ps: Sequence[Piece], k: int) -> int | None:
    """The comma that ends an inserted "X said" or "X said in a statement"; None where the cue is no aside."""
    comma = next((j for j in range(k + 1, len(ps)) if ps[j].text == ","), None)
    if comma is None or comma + 1 >= len(ps):
        return None
    adverbial = comma == k + 1 or ps[k + 1].lower in grammar("prepositions", "times")
    return comma if adverbial and comma - k <= _FAR else None


def _resumes(ps: Sequence[Piece], k: int) -> bool:
    """Whether the clause goes on after an inserted "X said": "By noon, officials said, the quay …"."""
    head = ps[k]
    if head.kind != "word" or head.lower in cue_forms() or head.lower.endswith("ing"):
        return False
    return head.capital or head.lower in grammar("pronouns", "determiners", "auxiliaries") - {"that"}
