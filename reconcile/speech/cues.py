"""Who is given as saying what in one sentence: cue verbs, "according to", passives, colons.

Nested speech gives several attributions, the outermost first: "Y reported that X had asked …".
Not an attribution: speech that did not happen ("did not say", "declined to comment") or not yet
("will announce", "plans to announce").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reconcile.values import Attribution, Statement

from .acts import acts, carries, speaks
from .content import both_sides, clausal, content_before, make, next_quote, said
from .pieces import Piece, cue_forms, grammar
from .reports import according, adverb, citing, colon, passive, quoted
from .speakers import Slice, after, before, leading

_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 400  # pieces; nothing longer is a sentence, and reading it would take the square of its length


def read(statement: Statement, ps: tuple[Piece, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of one statement, the outermost first, then by place."""
    if len(ps) > _LONGEST:
        return ()
    found: list[Attribution] = []
    for k, piece in enumerate(ps):
        if piece.kind == "word" and piece.lower in _leads():
            found.extend(_at(statement, ps, k, found))
    if not found:
        found.extend(colon(statement, ps))
    return nested([_clipped(a, found) for a in found])


def may_speak(text: str) -> bool:
    """Whether a sentence can hold an attribution; a third hold no cue and no colon, and need not be read."""
    return ":" in text or not _leads().isdisjoint(_LETTERS.findall(text.casefold()))


@cache
def _leads() -> frozenset[str]:
    """The words that may be or begin a cue."""
    return grammar("report_adverbs") | cue_forms().keys() | {"according", "citing", "quoting", "quoted"}


def _clipped(a: Attribution, found: Sequence[Attribution]) -> Attribution:
    """Cut from what is said the outer voice that ends it: "Smith told police a car came, the report said"."""
    for b in found:
        inside = a.content[0] <= b.cue_span[0] < a.content[1]
        around = b.content[0] <= a.cue_span[0] and a.cue_span[1] <= b.content[1] <= b.cue_span[0]
        if inside and around and a.content[0] < b.content[1]:
            return replace(a, content=(a.content[0], b.content[1]))
    return a


def nested(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Order attributions: what stands inside another's content comes after it."""

    def depth(a: Attribution) -> int:
        return sum(
            1 for b in found if b is not a and b.content[0] <= a.cue_span[0] and a.cue_span[1] <= b.content[1]
        )

    return tuple(sorted(found, key=lambda a: (depth(a), a.cue_span, a.content)))


def _at(s: Statement, ps: Sequence[Piece], k: int, found: Sequence[Attribution]) -> list[Attribution]:
    word = ps[k].lower
    following = ps[k + 1].lower if k + 1 < len(ps) else ""
    if word == "according" and following == "to":
        return according(s, ps, k)
    if word in grammar("report_adverbs"):
        return adverb(s, ps, k)
    if word in ("citing", "quoting"):
        return citing(s, ps, k, found)
    if word == "quoted":
        return quoted(s, ps, k)
    if word not in cue_forms() or (ps[k].capital and not _headline_verb(s, ps, k)):
        return []
    if cue_forms()[word][0] in grammar("reported_passive") and _passive(ps, k):
        return passive(s, ps, k)
    return _verb(s, ps, k, found)


def _passive(ps: Sequence[Piece], k: int) -> bool:
    """Whether "be" stands before a form, "first" between them or not: "was first reported by"."""
    j = k - 2 if k > 1 and ps[k - 1].lower == "first" else k - 1
    return j >= 0 and ps[j].lower in grammar("be")


def _headline_verb(s: Statement, ps: Sequence[Piece], k: int) -> bool:
    """Whether a capitalised cue is a headline's verb: "…, Leader Says"."""
    return (
        k == len(ps) - 1 and k > 0 and cue_forms()[ps[k].lower][0] in ("say", "report", "confirm", "announce")
    )


def _verb(s: Statement, ps: Sequence[Piece], k: int, found: Sequence[Attribution]) -> list[Attribution]:
    """Read a cue verb: speaker before it, after it ("…,” said Lund), or carried over (", adding that …")."""
    base, kind = cue_forms()[ps[k].lower]
    if not acts(ps, k, base):
        return []
    inverted = _inverted(ps, k, base)
    if inverted:
        return make(s, ps, inverted[0], (k, k + 1), inverted[1], "indirect")
    speaker = None if ps[k].lower.endswith("ing") else before(ps, k)
    carried = speaker is None
    if carried and (not carries(ps, k) or _own_subject(ps, k, found)):
        return []
    if speaker and base in grammar("thinglike") and not speaks(ps, speaker):
        return []
    start = speaker[0] if speaker else k
    to = _addressee(ps, k) if base in grammar("addressed") else None
    described = kind == "describe"
    content = next_quote(ps, k) if described else said(ps, start, to[1] if to else k + 1, carried)
    if content is None or (base in grammar("weak") and not clausal(ps, content, k)):
        return []
    content = both_sides(ps, start, k, content)
    made = make(s, ps, speaker, (k, k + 1), content, "indirect", to)
    return [_carried(s, ps, a, found) for a in made] if carried else made


def _inverted(ps: Sequence[Piece], k: int, base: str) -> tuple[Slice, Slice] | None:
    """Read "…,” said Ada Lund, a pilot at the port": the speaker stands after the verb."""
    prior = ps[k - 1] if k else None
    if prior is None or base not in grammar("reversible") or ps[k].lower.endswith("ing"):
        return None
    if not (prior.kind == "quote" or prior.text in ",?!—–―") or not _begins_name(ps, k + 1):
        return None
    speaker = after(ps, k + 1)
    if speaker is None or (prior.kind != "quote" and not _closes_clause(ps, speaker[1])):
        return None
    body = content_before(ps, k)
    if body is None:
        return None
    follows = speaker[1] + 1
    if follows < len(ps) and ps[speaker[1]].text == "," and ps[follows].kind == prior.kind == "quote":
        return speaker, (body[0], follows + 1)
    return speaker, body


def _begins_name(ps: Sequence[Piece], k: int) -> bool:
    """Whether a speaker's phrase may begin at a place."""
    if k >= len(ps) or ps[k].kind != "word":
        return False
    return ps[k].lower not in grammar("boundaries", "times", "prepositions")


def _closes_clause(ps: Sequence[Piece], k: int) -> bool:
    """Whether nothing that needs a subject follows: after "…, said Woo" comes an end, a comma or a time."""
    rest = ps[k : next((j for j in range(k, len(ps)) if ps[j].text in ",;—–―"), len(ps))]
    if (
        rest
        and rest[0].kind == "word"
        and rest[0].lower not in grammar("prepositions", "times", "boundaries")
    ):
        return False
    return not any(p.lower in grammar("auxiliaries") | {"that"} or p.kind == "quote" for p in rest)


def _own_subject(ps: Sequence[Piece], k: int, found: Sequence[Attribution]) -> bool:
    """Whether "and told" may go with a subject inside what was said: "Police said he rang and told her"."""
    if ps[k].lower.endswith("ing"):
        return False
    return any(a.content[0] <= ps[k].start < a.content[1] and a.manner != "direct" for a in found)


def _carried(s: Statement, ps: Sequence[Piece], a: Attribution, found: Sequence[Attribution]) -> Attribution:
    """Give a cue without a subject the speaker before it in the sentence."""
    for b in reversed(found):
        if b.speaker and b.cue_span[0] < a.cue_span[0]:
            return replace(a, speaker=b.speaker, speaker_span=b.speaker_span)
    head = leading(ps)
    if head is None or ps[head[1] - 1].end > a.cue_span[0]:
        return a
    span = (ps[head[0]].start, ps[head[1] - 1].end)
    return replace(a, speaker=s.text[span[0] - s.start : span[1] - s.start], speaker_span=span)


def _addressee(ps: Sequence[Piece], k: int) -> Slice | None:
    """Return who is spoken to, right after "told": a name, a pronoun, one noun, or a noun with its name."""
    first = k + 1
    if first >= len(ps) or ps[first].kind != "word":
        return None
    head = ps[first]
    if head.lower in grammar("determiners"):
        end = _capitals(ps, first + 1)
        return first, end if end > first + 1 else min(end + 1, _words_end(ps, first))
    if head.capital and head.lower not in grammar("times"):
        return first, _capitals(ps, first)
    if head.lower in grammar("boundaries", "times", "prepositions"):
        return None
    if head.lower.endswith("s") or head.lower in grammar("plurals", "pronouns", "objects"):
        return first, first + 1
    if _titled(ps, first + 1):
        return first, _capitals(ps, first + 2)  # "told court reporter Ada Lund"
    return first, _capitals(ps, first + 1)


def _titled(ps: Sequence[Piece], k: int) -> bool:
    """Whether a plain word before a name stands at a place."""
    if k + 1 >= len(ps) or ps[k].kind != "word" or not ps[k + 1].capital:
        return False
    return ps[k].lower not in grammar("boundaries", "times", "prepositions", "auxiliaries")


def _capitals(ps: Sequence[Piece], k: int) -> int:
    """Where a run of capitalised words ends."""
    while k < len(ps) and ps[k].text[:1].isupper() and ps[k].lower not in grammar("times"):
        k += 1
    return k


def _words_end(ps: Sequence[Piece], k: int) -> int:
    """Where a run of words ends."""
    return next((j for j in range(k, len(ps)) if ps[j].kind != "word"), len(ps))
