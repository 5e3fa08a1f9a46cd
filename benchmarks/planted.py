"""One fact changed in a copied article: is it reported, and is a harmless rewrite left alone?

    python benchmarks/planted.py ARTICLE… | FOLDER… [--kinds KIND,…] [--limit N] [--seed N]
                                 [--misses] [--whole]

An ARTICLE is a file that `reconcile` reads; a FOLDER is searched for articles, as deep as it goes (those
laid out as pairs with a.txt and b.txt, or fixtures). In a copy of it ONE change is planted at a time:
a contradiction (planted_changes.py) or a rewrite that says the same (planted_rewrites.py). Original and
copy are compared by the pipeline, and a planted contradiction counts as found when a conflict or tension
of a facet that fits shows words of the changed statement of the copy. A finding elsewhere is an extra
finding; any conflict or tension after a harmless rewrite is a false alarm; an unchanged copy must give none.

Each case is run on the paragraphs around the change that hold at least WINDOW statements, not on the
whole article, so that a run takes minutes; `--whole` runs each on all of its article. On 12 articles (255
changes, 153 rewrites) both gave the same but for places (recall .89, whole 1.00: more mentions make a name
known) and one false alarm more on the whole, by a sentence farther off.
`--limit` is the most cases of a kind from one article, drawn by `--seed`; the same arguments plant the same.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from planted_case import Case, Page, cut, edited, page, quoted, window
from planted_changes import CHANGES
from planted_rewrites import REWRITES

from reconcile.encode import Encoder, load
from reconcile.errors import ReconcileError
from reconcile.ingest import read
from reconcile.pipeline import compare
from reconcile.values import Article, Finding

WINDOW = 9  # statements: the lead of most reports, or four on each side
LIMIT = 3
GRAVE = ("conflict", "tension")
UNCHANGED = "unchanged copy"
SKIPPED = ("README", "expected", "draft", "index", "gold")


class Cached:
    """An encoder that embeds a text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = getattr(encoder, "name", "cached")
        self._encoder, self._rows = encoder, dict[str, NDArray[np.float32]]()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text."""
        new = [t for t in dict.fromkeys(texts) if t not in self._rows]
        self._rows.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._rows[t] for t in texts])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pipeline made of a case: found as what it is, under another facet, and what else it said."""

    kind: str
    found: bool
    misfiled: bool
    extra: int
    words: str
    said: tuple[str, ...]


@cache
def _encoder() -> Cached:
    return Cached(load())


def cases(it: Page, kinds: Sequence[str], limit: int, seed: int) -> tuple[Case, ...]:
    """Return the cases of an article, at most `limit` of each kind, drawn by the seed."""
    planters = {k: p for k, (p, _) in CHANGES.items()} | REWRITES
    found: list[Case] = []
    for kind, planter in planters.items():
        if kind in kinds:
            rng = Random(f"{seed}:{kind}:{it.article.source.sha256}")
            own = [
                c for v in it.views if v.statement.part != "headline" for c in planter(it, v, rng) if c.edits
            ]
            found += sorted(rng.sample(own, min(limit, len(own))), key=lambda c: (c.at, c.edits[0].start))
    return tuple(found)


def run(it: Page, planted: Case, *, whole: bool = False) -> Outcome:
    """Compare original and copy, and say what was found of the case."""
    span = (0, len(it.text)) if whole else window(it, planted.at, WINDOW)
    original = cut(it.article, span, "A")
    copy, changed = edited(original, planted.edits, span[0], "B")
    report = compare([original, copy], encoder=_encoder())
    grave = [f for f in report.findings if f.kind == "discrepancy" and f.severity in GRAVE]
    here = next(
        (
            s
            for s in report.statements
            if s.source == "B" and _meets(s.start, s.end, changed.start, changed.end)
        ),
        None,
    )
    touching = (
        [f for f in grave if here and _shows(f, here.start, here.end)] if planted.kind in CHANGES else []
    )
    fits = CHANGES[planted.kind][1] if planted.kind in CHANGES else frozenset()
    view = it.views[planted.at]
    if any(quoted(view, e.start, e.end) for e in planted.edits):
        fits |= {"quote"}
    found = any(f.facet in fits for f in touching)
    return Outcome(
        planted.kind,
        found,
        bool(touching) and not found,
        len([f for f in grave if f not in touching and not _of_the_change(f, planted)]),
        _shown(it, planted),
        tuple(f"{f.severity} {f.code}: {f.message}" for f in grave),
    )


def _of_the_change(finding: Finding, planted: Case) -> bool:
    """Whether a finding elsewhere tells of what was put in: the further sentences of one speaker."""
    new = planted.edits[0].new.strip()
    return planted.kind in CHANGES and bool(new) and new in finding.message


def _meets(start: int, end: int, first: int, last: int) -> bool:
    return start <= last and first <= end


def _shows(finding: Finding, start: int, end: int) -> bool:
    return any(e.source == "B" and _meets(start, end, e.start, e.end) for e in finding.evidence)


def _shown(it: Page, planted: Case) -> str:
    """The statement with what was taken out and put in: "killed [-12-]{+20+} people"."""
    s = it.views[planted.at].statement
    text, at = "", s.start
    for e in planted.edits:
        text += it.text[at : e.start] + f"[-{it.text[e.start : e.end]}-]{{+{e.new}+}}"
        at = e.end
    return " ".join((text + it.text[at : max(at, s.end)]).split())


def unchanged(it: Page) -> Outcome:
    """Compare an article with itself."""
    whole = (0, len(it.text))
    report = compare([cut(it.article, whole, "A"), cut(it.article, whole, "B")], encoder=_encoder())
    grave = tuple(f"{f.severity} {f.code}: {f.message}" for f in report.findings if f.kind == "discrepancy")
    return Outcome(UNCHANGED, False, False, len(grave), it.article.source.path, grave)


def measure(path: Path, kinds: Sequence[str], limit: int, seed: int, whole: bool) -> tuple[Outcome, ...]:
    """Plant and run all cases of an article; a file that is no article gives none."""
    try:
        it = page(_read(path))
    except ReconcileError:
        return ()
    if not it.views:
        return ()
    same = (unchanged(it),) if UNCHANGED in kinds else ()
    return same + tuple(run(it, c, whole=whole) for c in cases(it, kinds, limit, seed))


def _read(path: Path) -> Article:
    """Read an article; its day from a meta.json or story.toml beside it where it has none itself."""
    article = read(path, id="A")
    day = article.source.published or _day(path)
    return replace(article, source=replace(article.source, published=day))


def _day(path: Path) -> date | None:
    """The day that a file beside an article gives for it; None where there is none."""
    meta, story = path.with_name("meta.json"), path.with_name("story.toml")
    told: Any = None
    if meta.exists():
        told = json.loads(meta.read_text("utf-8")).get(path.stem, {}).get("date")
    elif story.exists():
        listed = tomllib.loads(story.read_text("utf-8")).get("source", [])
        told = next((s.get("date") for s in listed if s.get("path") == path.name), None)
    return date.fromisoformat(str(told)) if told else None


def articles(paths: Iterable[Path]) -> list[Path]:
    """Return the files given, and those in the folders given that look like articles."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inner = [p for p in sorted(path.rglob("*")) if p.suffix in (".txt", ".md", ".html")]
            found += [p for p in inner if not p.name.startswith(SKIPPED)]
        else:
            found.append(path)
    return found


def rows(outcomes: Iterable[Outcome]) -> tuple[list[list[object]], list[list[object]]]:
    """Return the rows of the two tables: recall of contradictions, false alarms of rewrites."""
    by: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        by[o.kind].append(o)
    planted = [
        [
            k,
            len(by[k]),
            f"{sum(o.found for o in by[k]) / len(by[k]):.3f}",
            sum(o.misfiled for o in by[k]),
            sum(o.extra > 0 for o in by[k]),
        ]
        for k in CHANGES
        if by[k]
    ]
    harmless = [
        [
            k,
            len(by[k]),
            sum(o.extra > 0 for o in by[k]),
            f"{sum(o.extra > 0 for o in by[k]) / len(by[k]):.3f}",
        ]
        for k in (*REWRITES, UNCHANGED)
        if by[k]
    ]
    every = [o for k in REWRITES for o in by[k]]
    if every:
        harmless.append(
            [
                "all rewrites",
                len(every),
                sum(o.extra > 0 for o in every),
                f"{sum(o.extra > 0 for o in every) / len(every):.3f}",
            ]
        )
    return planted, harmless


def _show(outcomes: Sequence[Outcome], misses: bool) -> None:
    from tabulate import tabulate

    planted, harmless = rows(outcomes)
    print(
        tabulate(
            planted,
            headers=["planted", "cases", "recall", "other facet", "with extra findings"],
            disable_numparse=True,
        )
    )
    print()
    print(
        tabulate(harmless, headers=["rewrite", "cases", "with false alarms", "share"], disable_numparse=True)
    )
    if misses:
        for o in outcomes:
            if (o.kind in CHANGES and (not o.found or o.extra)) or (o.kind not in CHANGES and o.extra):
                what = "false alarm" if o.kind not in CHANGES else "miss" if not o.found else "extra"
                print(f"\n{what} {o.kind}: {o.words}", *(f"    {s}" for s in o.said), sep="\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 1 where an unchanged copy has a finding."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    every = [*CHANGES, *REWRITES, UNCHANGED]
    parser.add_argument("--kinds", default=",".join(every), help="comma-separated: " + ", ".join(every))
    parser.add_argument("--limit", type=int, default=LIMIT)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--whole", action="store_true")
    args = parser.parse_args(argv)
    kinds = [k.strip() for k in args.kinds.split(",")]
    unknown = Counter(kinds) - Counter(every)
    if unknown:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    found = articles(args.paths)
    with ProcessPoolExecutor(2) as pool:
        many = len(found)
        done = pool.map(
            measure, found, [kinds] * many, [args.limit] * many, [args.seed] * many, [args.whole] * many
        )
        outcomes = [o for part in done for o in part]
    _show(outcomes, args.misses)
    return int(any(o.kind == UNCHANGED and o.extra for o in outcomes))


if __name__ == "__main__":
    sys.exit(main())
