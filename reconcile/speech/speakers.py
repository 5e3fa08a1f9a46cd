"""The noun phrase of a speaker, read to the left of its verb or to its right.

There is no parser behind this: a phrase ends at a mark, a conjunction, another verb or a quotation.
What cannot be told comes back as None, and the cue then names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from .pieces import Piece, cue_forms, grammar, past_forms

_LONGEST = 14  # words; titles and committees run to a dozen
_SHORTEST_MANNER = 4  # letters: "only" and "ally" are no adverbs of manner
_DOUBTFUL_TIMES = frozenset(["april", "august", "early", "june", "last", "late", "march", "may"])  # names too
_LEADING = 9  # words before the comma of an opening adverbial: "In a note to the harbour staff on Friday,"

Slice = tuple[int, int]


def before(ps: Sequence[Piece], verb: int) -> Slice | None:
    """Return the subject that stands to the left of a verb, appositives left out; None where it is elided."""
    k = skip_left(ps, verb - 1)
    if k < 0:
        return None
    if ps[k].text == ",":
        return _over_appositive(ps, k)
    if ps[k].text == ")":
        k = next((j for j in range(k, -1, -1) if ps[j].text == "("), 0) - 1
    if k >= 0 and ps[k].lower in ("who", "which", "that"):
        return _antecedent(ps, k)
    phrase = _phrase_left(ps, k)
    return _out_of_relative(ps, phrase) if phrase else None


def _out_of_relative(ps: Sequence[Piece], phrase: Slice) -> Slice:
    """Step over a relative clause between subject and verb: "pilots that signed the letter said"."""
    verb = phrase[0] - 1
    if verb < 1 or ps[verb].kind != "word":
        return phrase
    if ps[verb].lower == "who":
        return _antecedent(ps, verb) or phrase
    if not (ps[verb].lower.endswith("ed") or ps[verb].lower in cue_forms()):
        return phrase
    near = range(verb - 1, max(0, verb - 4), -1)
    relative = next((j for j in near if ps[j].lower in ("who", "which", "that")), None)
    return (_antecedent(ps, relative) or phrase) if relative else phrase


def skip_left(ps: Sequence[Piece], k: int) -> int:
    """Step left over adverbs, auxiliaries and words for when, from `k`: "Lund on Tuesday also has …"."""
    while k >= 0 and ps[k].kind == "word":
        word = ps[k]
        timed = word.lower in grammar("times") and k >= 1 and _timed(ps, k)
        leads = word.lower in ("on", "in", "late", "early") and _before_time(ps, k)
        manner = word.lower.endswith("ly") and len(word.lower) > _SHORTEST_MANNER and not word.capital
        if not (timed or leads or manner or word.lower in grammar("adverbs", "auxiliaries", "negations")):
            break
        k -= 1
    return k


def _before_time(ps: Sequence[Piece], k: int) -> bool:
    return k + 1 < len(ps) and ps[k + 1].lower in grammar("times")


def _timed(ps: Sequence[Piece], k: int) -> bool:
    """Whether a word for when is no name: "Lund Monday said" against "May said"."""
    return ps[k].lower not in _DOUBTFUL_TIMES or ps[k - 1].lower in ("on", "in", "last")


def _over_appositive(ps: Sequence[Piece], comma: int) -> Slice | None:
    """Return the head to the left of ", a spokesman for the ministry," or ", who was visiting,"."""
    end = comma
    for _ in range(4):
        start = next(
            (
                j
                for j in range(end - 1, -1, -1)
                if ps[j].text in (",", ";", ":", "—", "–", "―") or ps[j].kind == "quote"
            ),
            -1,
        )
        segment = ps[start + 1 : end]
        if not segment:
            return None
        if start < 0 or ps[start].text != "," or _stands_alone(segment, ps[:start]):
            return _phrase_left(ps, end - 1)
        end = start
    return None


def _stands_alone(segment: Sequence[Piece], left: Sequence[Piece]) -> bool:
    """Whether a segment between commas is the head itself: a name that no lower-case title leads up to."""
    named = segment[0].capital and segment[0].lower not in grammar("prepositions", "determiners")
    if segment[0].lower in grammar("pronouns"):
        return True
    if not named or segment[0].text[:1].isdigit():
        return False
    last = next((j for j in range(len(left) - 1, -1, -1) if left[j].text == ","), -1)
    lead = left[last + 1] if last + 1 < len(left) else None
    if not segment[-1].capital and lead is not None and lead.lower not in grammar("prepositions"):
        return False  # "Nora Quist, Brightwater's director, said": a role, whatever it begins with
    role = left[last + 1 :]  # "…, mayor of Ghent, Belgium, said": the place goes with the role before it
    return not (last >= 0 and role and role[0].kind == "word" and not role[0].capital and len(segment) == 1)


def _antecedent(ps: Sequence[Piece], relative: int) -> Slice | None:
    """Return what "who said" goes back to."""
    k = relative - 1
    if k >= 0 and ps[k].text == ",":
        k -= 1
    phrase = _phrase_left(ps, k) if k >= 0 and ps[k].kind == "word" else None
    if phrase and any(
        p.lower == "to" or (p.lower.endswith("ed") and not p.capital) for p in ps[phrase[0] : phrase[1]]
    ):
        return _tail(ps, phrase[0], phrase[1]), phrase[1]  # "asked Lund to sign a letter that called"
    return phrase


def _phrase_left(ps: Sequence[Piece], last: int) -> Slice | None:
    """Return the noun phrase that ends at `last`."""
    if last < 0 or ps[last].kind != "word" or ps[last].lower in grammar("boundaries") | {"and", "or"}:
        return None
    first = last
    while first > 0 and last - first < _LONGEST and not _stops(ps, first - 1, first):
        first -= 1
    return _trimmed(ps, first, last + 1)


def _stops(ps: Sequence[Piece], k: int, first: int) -> bool:
    word = ps[k]
    if word.kind != "word":
        return True
    if word.lower in ("and", "or"):
        return not _joins(ps, k, first)
    if word.lower in grammar("boundaries") or (word.lower in grammar("auxiliaries") and not word.capital):
        return True
    if word.lower in cue_forms() and not word.capital:
        return cue_forms()[word.lower][0] != word.lower or word.lower not in grammar("nounlike")
    return False


def _joins(ps: Sequence[Piece], conjunction: int, first: int) -> bool:
    """Whether "and" joins two speakers ("police and prosecutors said") and not two clauses."""
    k = conjunction - 1
    seen = 0
    while k >= 0 and ps[k].kind == "word" and ps[k].lower not in grammar("boundaries"):
        low = ps[k].lower
        if low in grammar("auxiliaries") or low in cue_forms() or (low.endswith("ed") and not ps[k].capital):
            return False
        k, seen = k - 1, seen + 1
    return 0 < seen <= 6 and ps[first].lower not in grammar("pronouns")


def _trimmed(ps: Sequence[Piece], first: int, end: int) -> Slice | None:
    """Take lead-ins and opening adverbials off a phrase: "But", "On Thursday", "In Seoul officials"."""
    while first < end and (ps[first].lower in grammar("lead_ins") or ps[first].lower in ("as", "both")):
        first += 1
    if first < end and ps[first].lower in grammar("prepositions") | {"last", "late", "early"}:
        first = _tail(ps, first, end)
    if first < end and end - first >= _LONGEST:
        first = _tail(ps, first, end)
    if first >= end or all(p.lower in grammar("times", "adverbs") for p in ps[first:end]):
        return None
    return first, end


def _tail(ps: Sequence[Piece], first: int, end: int) -> int:
    """Where the last noun phrase of a run begins."""
    k = end - 1
    if ps[k].lower in grammar("pronouns"):
        return k
    while k > first and ps[k - 1].lower not in grammar("prepositions", "times"):
        k -= 1
        if ps[k].lower in grammar("determiners"):
            return k
    return k


def after(ps: Sequence[Piece], start: int) -> Slice | None:
    """Return the speaker whose phrase begins at `start`: "said [Ada Lund], a pilot at …"."""
    end = start
    while end < len(ps) and ps[end].kind == "word" and end - start < _LONGEST:
        word = ps[end]
        if end > start and _ends_right(ps, end, start):
            break
        if word.lower in grammar("boundaries", "auxiliaries"):
            break
        end += 1
    while end > start and ps[end - 1].lower in grammar("joining", "adverbs") | {
        "last",
        "late",
        "early",
        "on",
    }:
        end -= 1
    return (start, end) if end > start else None


def _ends_right(ps: Sequence[Piece], k: int, start: int) -> bool:
    word = ps[k]
    if ps[start].lower in grammar("pronouns"):
        return True
    if word.lower in grammar("times") and not (word.lower in ("may", "march") and ps[k - 1].capital):
        return True
    if word.lower in grammar("prepositions"):
        return word.lower not in grammar("joining")
    if word.lower == "and":
        return k + 1 < len(ps) and ps[k + 1].lower in cue_forms()
    if word.capital or ps[k - 1].lower in grammar("determiners", "joining") | {"and"}:
        return False
    return word.lower.endswith(("ed", "ing")) or (
        word.lower in cue_forms() and word.lower not in grammar("nounlike")
    )


def leading(ps: Sequence[Piece]) -> Slice | None:
    """Return the subject that a sentence opens with, after an opening adverbial: who is ", saying …"."""
    start = 1 if ps and ps[0].lower in grammar("lead_ins") else 0
    if start < len(ps) and (
        ps[start].lower in grammar("prepositions", "boundaries") or ps[start].lower.endswith("ing")
    ):
        comma = next((k for k in range(start, min(start + _LEADING, len(ps))) if ps[k].text == ","), None)
        start = comma + 1 if comma is not None else start + 1
    end = start
    while end < len(ps) and ps[end].kind == "word" and end - start < _LEADING and not _verbal(ps, start, end):
        end += 1
    while end > start and ps[end - 1].lower in grammar("joining") | {"the", "and"}:
        end -= 1
    named = any(p.capital for p in ps[start:end]) or (
        end > start and ps[start].lower in grammar("pronouns", "determiners")
    )
    return (start, end) if end > start and named else None


def _verbal(ps: Sequence[Piece], start: int, k: int) -> bool:
    """Whether an opening subject ends before a word: its verb, an adverb, the end of a name."""
    word = ps[k]
    if word.lower in grammar("auxiliaries", "boundaries"):
        return True
    if word.capital or k == start:
        return False
    if word.lower in cue_forms() or word.lower.endswith(("ed", "ly")) or word.lower in past_forms():
        return True
    if word.lower in grammar("adverbs") or word.lower in grammar("prepositions") - {"of", "for"}:
        return True
    named = ps[start].capital and ps[start].lower not in grammar("determiners") and k > start + 1
    return named and word.lower not in ("of", "the", "for", "and")
