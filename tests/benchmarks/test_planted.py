"""The planters of benchmarks/planted.py: changes that change, rewrites that do not, and a small run."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import planted
from planted_case import Page, edited, page
from planted_changes import CHANGES
from planted_rewrites import REWRITES

from reconcile.values import Article

STORY = """Harbour council rejects quay plan

Chairwoman Ada Lund said on Tuesday that 1,200 people had signed the letter in Norway. She was not surprised.

The council did not approve the plan, which costs $3 million in all and takes three years.
In 2014, a smaller plan failed.

"The quay will be rebuilt by the harbour before spring," Ada Lund said.
The port earned 25 percent of its money abroad.

Mayor Per Holm rejected the offer. The ferry is 40 miles off the coast of Denmark.
On Monday, the divers reached the wreck.

Lund was seen at the quay in June – alone. The old pier was inspected by divers last week.
"""


@pytest.fixture(scope="module")
def story() -> Page:
    return page(Article.from_text(STORY, name="A", published=date(2018, 7, 4)))


def texts(story: Page, kind: str) -> list[str]:
    planter = CHANGES[kind][0] if kind in CHANGES else REWRITES[kind]
    found = [c for v in story.views for c in planter(story, v, Random(3))]
    return [edited(story.article, c.edits, 0, "B")[0].text for c in found]


def changed(story: Page, kind: str) -> set[tuple[str, str]]:
    """What stood there and what stands there now, of every case of a kind."""
    planter = CHANGES[kind][0] if kind in CHANGES else REWRITES[kind]
    found = [c for v in story.views for c in planter(story, v, Random(3))]
    return {(STORY[e.start : e.end], e.new) for c in found for e in c.edits}


def old(story: Page, kind: str) -> set[str]:
    return {a for a, _ in changed(story, kind)}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("figure", {"1,200", "three", "3", "25", "40"}),
        ("magnitude", {"million"}),
        ("unit", {"years", "percent", "miles"}),
        ("weekday", {"Tuesday", "Monday"}),
        ("month", {"June"}),
        ("year", {"2014"}),
        ("place", {"Norway", "Denmark"}),
        ("role", {"Mayor"}),
        ("negation out", {" not"}),
        ("direction", {"rejected"}),
    ],
)
def test_what_is_changed(story: Page, kind: str, words: set[str]) -> None:
    assert old(story, kind) == words


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_a_change_changes_the_text_and_no_word_into_itself(story: Page, kind: str) -> None:
    assert all(text != STORY for text in texts(story, kind))
    assert all(a.casefold() != b.casefold() for a, b in changed(story, kind))


def test_a_figure_is_no_rounding_of_what_it_was(story: Page) -> None:
    small = {"three": "3"}
    for a, b in changed(story, "figure"):
        if b.replace(",", "").isdigit():
            was, now = (float(small.get(x, x).replace(",", "")) for x in (a, b))
            assert not 0.8 < now / was < 1.25


def test_a_person_becomes_another_person(story: Page) -> None:
    assert {a for a, _ in changed(story, "person")} >= {"Ada Lund", "Per Holm"}
    assert all(not set(a.split()) & set(b.split()) for a, b in changed(story, "person"))
    assert {a for a, _ in changed(story, "speaker")} == {"Ada Lund"}


def test_a_quoted_word_is_inside_the_marks(story: Page) -> None:
    assert all(a in "quay will rebuilt harbour before spring".split() for a in old(story, "quotation"))


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        ("percent sign", "25% of its money"),
        ("fraction", "a quarter of its money"),
        ("digits and words", "takes 3 years"),
        ("thousands", "1.2 thousand people"),
        ("thousands", "$3,000,000 in all"),
        ("weekday and date", "said on July 3 that"),
        ("weekday and date", "On July 2, the divers"),
        ("active and passive", "Divers inspected the old pier last week."),
        ("order of clauses", "A smaller plan failed in 2014."),
        ("merged", "rejected the offer; the ferry is 40 miles"),
        ("quotation marks", "“The quay will be rebuilt by the harbour before spring,”"),
        ("said X", 'spring," said Ada Lund.'),
        ("contraction", "The council didn't approve"),
    ],
)
def test_a_rewrite(story: Page, kind: str, new: str) -> None:
    assert any(new in text for text in texts(story, kind))


def test_no_rewrite_but_of_marks_touches_a_quotation(story: Page) -> None:
    inner = "The quay will be rebuilt by the harbour before spring,"
    for kind in REWRITES:
        assert all(inner in text for text in texts(story, kind))


def test_the_same_seed_plants_the_same(story: Page) -> None:
    kinds = [*CHANGES, *REWRITES]
    assert planted.cases(story, kinds, 2, 7) == planted.cases(story, kinds, 2, 7)
    assert planted.cases(story, kinds, 1, 7) != planted.cases(story, kinds, 1, 8)


def test_a_small_run(story: Page) -> None:
    cases = planted.cases(story, ["weekday", "contraction"], 1, 7)
    outcomes = [planted.run(story, c) for c in cases] + [planted.unchanged(story)]
    assert [(o.kind, o.found, o.extra) for o in outcomes] == [
        ("weekday", True, 0),
        ("contraction", False, 0),
        (planted.UNCHANGED, False, 0),
    ]
    changes, rewrites = planted.rows(outcomes)
    assert changes == [["weekday", 1, "1.000", 0, 0]]
    assert [r[0] for r in rewrites] == ["contraction", planted.UNCHANGED, "all rewrites"]


def test_articles_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "README.md", "gold.json", "expected.md"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [p.name for p in planted.articles([tmp_path])] == ["a.txt", "b.txt"]
