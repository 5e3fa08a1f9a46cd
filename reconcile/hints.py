"""The nearest right name to a wrong one: what an error about an unknown key, code or id suggests."""

from __future__ import annotations

from collections.abc import Iterable

# Below this a name is a guess rather than a slip: "fail-on" is 86 like "fail_on", "numbers" 64 like
# "number-mismatch", "encoder" 50 like "model".
NEAR = 60.0


def nearest(word: str, known: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """Return up to `count` of the known names, the likest first; none where nothing is known.

    The likeness is the normalised edit distance without insertions of either side
    (`rapidfuzz.fuzz.ratio`); equal likeness goes by the alphabet.
    """
    from rapidfuzz import fuzz, process

    found = process.extract(word.casefold(), sorted(set(known)), scorer=fuzz.ratio, limit=count)
    return tuple(str(name) for name, _, _ in found)


def hint(word: str, known: Iterable[str]) -> str:
    """Return what to say after an unknown name: "did you mean 'x'?", or the names there are."""
    from rapidfuzz import fuzz

    names = sorted(set(known))
    near = nearest(word, names)
    if near and fuzz.ratio(word.casefold(), near[0]) >= NEAR:
        return f"did you mean {near[0]!r}?"
    return f"there are: {', '.join(names)}" if names else "there are none"
