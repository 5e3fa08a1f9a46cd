"""Who does it to whom: the two names around a verb, active or passive."""

from __future__ import annotations

from functools import cache

from reconcile.data import table, words
from reconcile.facets.polarity_scope import affirmed
from reconcile.facets.remembered import remembered
from reconcile.facets.wording import Item, Wording, key
from reconcile.words import stem

REACH = 5  # tokens between the verb and a party; farther off it is the party of another verb

_Span = tuple[int, int]


@cache
def _verbs() -> frozenset[str]:
    return frozenset(key(stem(w)) for w in table("agents")["verbs"])


@remembered
def _deeds(wording: Wording) -> tuple[tuple[str, str, str, _Span], ...]:
    """Verb, who did it, to whom (entity ids), and the tokens from the one to the other."""
    found = []
    for n, token in enumerate(wording.tokens):
        verb = key(token.stem)
        if verb not in _verbs() or not affirmed(wording, Item(n, wording.clause[n], "")):
            continue
        before, after = _party(wording, n, -1), _party(wording, n, 1)
        if before is None or after is None:
            continue
        one, two = wording.named[before], wording.named[after]
        if one is None or two is None or not one.entity or not two.entity or one.entity == two.entity:
            continue
        span = (before, after)
        if _passive(wording, n, after):
            found.append((verb, two.entity, one.entity, span))
        elif wording.tokens[n].lower.endswith(("ed", "s")) or token.lower != token.stem:
            found.append((verb, one.entity, two.entity, span))
    return tuple(found)


def _party(wording: Wording, verb: int, step: int) -> int | None:
    """The nearest named token on one side of the verb, within its clause and without a comma between."""
    for k in range(verb + step, verb + step * (REACH + 1), step):
        if not 0 <= k < len(wording.tokens) or wording.clause[k] != wording.clause[verb]:
            return None
        if wording.tokens[k].text == ",":
            return None
        if wording.named[k] is not None:
            return k
    return None


def _passive(wording: Wording, verb: int, after: int) -> bool:
    by = any(t.lower == "by" for t in wording.tokens[verb + 1 : after])
    return by and any(t.lower in words("agents", "passive") for t in wording.tokens[max(0, verb - 3) : verb])


def exchanged(left: Wording, right: Wording) -> tuple[_Span, _Span] | None:
    """Return the words on both sides where one verb has its two names exchanged; None where it has not."""
    theirs = _deeds(right)
    for verb, one, two, span in _deeds(left):
        straight = any(d[:3] == (verb, one, two) for d in theirs)
        for verb2, one2, two2, span2 in theirs:
            if (verb2, one2, two2) == (verb, two, one) and not straight:
                return span, span2
    return None
