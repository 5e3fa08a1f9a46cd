"""Many articles on one event, made of the fixtures: what a busy desk has on its table by the evening.

Each article tells about half of the event (each source's own sentences, some with another figure), and for
the rest what no other article tells: sentences of the other fixtures under names and figures of its own.
Every third article runs a part of an agency's copy word for word. The same count gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from reconcile import read
from reconcile.split import split

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVENT = ("ferry-disaster", ("globe.txt", "standard.txt", "tribune.txt"))
ASIDE = (
    ("court-fraud", ("ledger.txt", "sentinel.txt")),
    ("factory-visit", ("courier.txt", "namgang.txt")),
    ("newsroom", ("council.txt", "gazette.txt")),
)
TOLD, OWN = 14, 16  # sentences of the event, and of its own: thirty, as in the labelled articles
CHANGED = 0.1  # of the sentences with a figure, so many give another one
SYLLABLES = "bar dal fen gor hal kem lun mor nev pol ras sel tam ulm ver wick".split()
_FIGURE = re.compile(r"(?<![\w.,:-])\d{1,3}(?![\w.,:%-])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")


def story(count: int, folder: Path) -> list[Path]:
    """Write so many articles as text files to the folder, which is made; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [_sentences(FIXTURES / EVENT[0] / name) for name in EVENT[1]]
    aside = [s for event, names in ASIDE for name in names for s in _sentences(FIXTURES / event / name)]
    paths = []
    for number in range(count):
        path = folder / f"paper-{number + 1:03}.txt"
        path.write_text(_article(number, sources, aside), "utf-8")
        paths.append(path)
    return paths


def _sentences(path: Path) -> list[str]:
    return [" ".join(s.text.split()) for s in split(read(path))]


def _article(number: int, sources: Sequence[Sequence[str]], aside: Sequence[str]) -> str:
    rng = Random(number)
    told = sources[number % len(sources)]
    if number % 3 == 0:  # the agency's copy: a run of sentences as they stand
        picked = list(told[:TOLD])
    else:
        others = [s for source in sources for s in source]
        picked = [_figures(s, rng, CHANGED) for s in rng.sample(others, min(TOLD, len(others)))]
    own = [_renamed(s, rng) for s in rng.sample(aside, min(OWN, len(aside)))]
    paragraphs = picked[: TOLD // 2] + own[: OWN // 2] + picked[TOLD // 2 :] + own[OWN // 2 :]
    return "\n\n".join(paragraphs) + "\n"


def _renamed(sentence: str, rng: Random) -> str:
    """The sentence under other names and figures."""
    names: dict[str, str] = {}

    def other(m: re.Match[str]) -> str:
        return " ".join(names.setdefault(word, _word(rng)) for word in m[0].split())

    return _figures(_NAME.sub(other, sentence), rng, 1.0)


def _word(rng: Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(2)).capitalize()


def _figures(sentence: str, rng: Random, share: float) -> str:
    return _FIGURE.sub(lambda m: str(rng.randint(2, 990)) if rng.random() < share else m[0], sentence)
