"""How well a report tells a faithful summary of a news article from one that an edit has made unfaithful.

    python benchmarks/summaries.py [FILE] [--misses] [--by-type]

The cases are the news domain of SummEdits (Laban et al., 2023, "LLMs as Factual Reasoners"): each is an
article and a one- or two-sentence summary of it, edited so that it stays consistent with the article
(label 1) or not (label 0). The file lies beside the project and not in it; where it is absent, nothing is
measured. The summary is checked as a draft against the article as its one source.

A summary is called inconsistent where a finding of the report is of a sort that counts. Which sorts count
is one of a few rules (`RULES`); the figure to read takes for each article the rule that does best on
the others, so that no article chooses how it is judged. Balanced accuracy is the mean of the share of
consistent summaries passed and the share of inconsistent ones caught. Published for the domain: GPT-4
.833, people .900.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reconcile import Article, check
from reconcile.encode import Encoder, load
from reconcile.values import Finding, Report

FILE = Path(__file__).parents[1] / "../shared/data/summaries/news.jsonl"
CONSISTENT = 1
Rule = Callable[[Finding], bool]

# What may count as "the article does not say so"; findings on the draft alone never do.
RULES: dict[str, Rule] = {
    "conflict": lambda f: f.kind == "discrepancy" and f.severity == "conflict",
    "discrepancy": lambda f: f.kind == "discrepancy" and f.severity != "note",
    "discrepancy or detail": lambda f: f.severity != "note" and f.code != "unsupported-statement",
    "discrepancy or unsupported": lambda f: f.kind != "name-variant" and f.severity != "note",
    "any finding": lambda f: f.kind != "name-variant",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One summary with its article, whether it is consistent, and what its edit did."""

    id: str
    article: str
    summary: str
    consistent: bool
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and the findings of its report."""

    case: Case
    findings: tuple[Finding, ...]

    def caught(self, rule: str) -> bool:
        """Whether a rule calls the summary inconsistent."""
        return any(RULES[rule](f) for f in self.findings)


class Remembering:
    """An encoder that encodes no sentence twice: a case has its article in common with thirty others."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, NDArray[np.float32]] = {}
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the rows of the encoder within."""
        new = list(dict.fromkeys(t for t in texts if t not in self._rows))
        self._rows.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._rows[t] for t in texts]) if texts else self._encoder.encode([])


def cases(file: Path) -> tuple[Case, ...]:
    """Return the cases of a file of JSON lines."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return tuple(
        Case(r["id"], r["doc"], r["summary"], r["label"] == CONSISTENT, tuple(r["edit_types"])) for r in rows
    )


def judged(case: Case, encoder: Encoder) -> Judged:
    """Check one summary against its article."""
    draft = Article.from_text(case.summary, name="summary")
    report: Report = check(draft, [Article.from_text(case.article, name="A")], encoder=encoder)
    return Judged(case, tuple(f for f in report.findings if f.status == "open"))


def balanced(rows: Iterable[Judged], rule: str) -> float:
    """Return the balanced accuracy of a rule."""
    listed = tuple(rows)
    passed = [not j.caught(rule) for j in listed if j.case.consistent]
    caught = [j.caught(rule) for j in listed if not j.case.consistent]
    return (sum(passed) / len(passed) + sum(caught) / len(caught)) / 2


def best(rows: Iterable[Judged]) -> str:
    """Return the rule of the highest balanced accuracy, the first of equals."""
    listed = tuple(rows)
    return max(RULES, key=lambda rule: balanced(listed, rule))


def left_out(rows: Sequence[Judged]) -> dict[str, str]:
    """Return for each case the rule that does best on the cases of all other articles."""
    chosen = {
        article: best(j for j in rows if j.case.article != article)
        for article in dict.fromkeys(j.case.article for j in rows)
    }
    return {j.case.id: chosen[j.case.article] for j in rows}


def main() -> None:
    """Print balanced accuracy by rule, then by type of edit and the cases judged wrong, on demand."""
    named = [a for a in sys.argv[1:] if not a.startswith("--")]
    file = Path(named[0]) if named else FILE
    if not file.is_file():
        print(f"no cases in {file}: nothing measured")
        return
    encoder = Remembering(load())
    rows = [judged(case, encoder) for case in cases(file)]
    rules = left_out(rows)
    wrong = [j for j in rows if j.caught(rules[j.case.id]) == j.case.consistent]
    _print_rules(rows)
    _print_left_out(rows, rules)
    if "--by-type" in sys.argv:
        _print_types(rows, wrong)
    for j in wrong if "--misses" in sys.argv else ():
        _print_wrong(j, rules[j.case.id])


def _print_rules(rows: Sequence[Judged]) -> None:
    print(f"{'what counts, in sample':30} balanced  passed  caught")
    for rule in RULES:
        passed, caught = _shares(rows, dict.fromkeys((j.case.id for j in rows), rule))
        print(f"{rule:30} {balanced(rows, rule):8.3f} {passed:7.3f} {caught:7.3f}")


def _print_left_out(rows: Sequence[Judged], rules: dict[str, str]) -> None:
    passed, caught = _shares(rows, rules)
    print(f"{'chosen on the other articles':30} {(passed + caught) / 2:8.3f} {passed:7.3f} {caught:7.3f}")
    print("   ", ", ".join(f"{rule}: {n} cases" for rule, n in Counter(rules.values()).most_common()))


def _shares(rows: Sequence[Judged], rules: dict[str, str]) -> tuple[float, float]:
    """The share of consistent summaries passed, and of inconsistent ones caught."""
    passed = [not j.caught(rules[j.case.id]) for j in rows if j.case.consistent]
    caught = [j.caught(rules[j.case.id]) for j in rows if not j.case.consistent]
    return sum(passed) / len(passed), sum(caught) / len(caught)


def _print_types(rows: Sequence[Judged], wrong: Sequence[Judged]) -> None:
    """An edit of two types counts for each; balanced with the consistent summaries that were passed."""
    lost = {j.case.id for j in wrong}
    fine = [j.case.id not in lost for j in rows if j.case.consistent]
    print(f"\n{'type of edit':32} balanced  caught   of")
    for kind in sorted({t for j in rows for t in j.case.types}):
        of_kind = [j.case.id not in lost for j in rows if kind in j.case.types and not j.case.consistent]
        share = sum(of_kind) / len(of_kind)
        print(f"{kind:32} {(share + sum(fine) / len(fine)) / 2:8.3f} {share:7.3f} {len(of_kind):4}")


def _print_wrong(row: Judged, rule: str) -> None:
    case = row.case
    print(f"\n{'false alarm' if case.consistent else 'miss'} {case.id} {', '.join(case.types)}")
    print(f"    {case.summary}")
    for f in row.findings:
        mark = "*" if RULES[rule](f) else " "
        print(f"  {mark} {f.code} {f.severity}: {f.message}")


if __name__ == "__main__":
    main()
