"""The parts of a supported statement that no source has: a table of drafts, and what holds for all of it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.support.details import details
from reconcile.support.known import Known
from reconcile.values import Entity, View

CASES = Path(__file__).parents[1] / "cases" / "support_details.csv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = [(r["source"], r["draft"], r["words"]) for r in csv.DictReader(file)]


Texts = Callable[..., tuple[list[tuple[View, ...]], tuple[Entity, ...]]]


def own(read: Texts, draft: str, source: str) -> list[str]:
    """Return the words of a draft that the source has not."""
    (mine, theirs), entities = read(draft, source)
    known = Known({"B": theirs}, entities)
    found = [(d.start, d.end) for view in mine for d in details(view, theirs, known)]
    return [draft[start:end] for start, end in sorted(set(found))]


@pytest.mark.parametrize(("source", "draft", "words"), ROWS)
def test_only_what_no_source_has_is_named(read: Texts, source: str, draft: str, words: str) -> None:
    assert own(read, draft, source) == ([words] if words else [])


@pytest.mark.parametrize("text", sorted({t for source, draft, _ in ROWS for t in (source, draft)}))
def test_a_text_has_nothing_of_its_own_against_itself(read: Texts, text: str) -> None:
    assert own(read, text, text) == []


def test_it_is_enough_that_one_source_has_it(read: Texts) -> None:
    draft = "The bakery sells rye bread to three schools."
    (mine, one, other), entities = read(draft, "The bakery sells barley bread to three schools.", draft)
    known = Known({"B": one, "C": other}, entities)
    assert list(details(mine[0], (*one, *other), known)) == []


def test_what_a_source_has_instead_is_told(read: Texts) -> None:
    (mine, theirs), entities = read("The town course is optional.", "The town course is compulsory.")
    (found,) = details(mine[0], theirs, Known({"B": theirs}, entities))
    assert (found.facet, found.instead) == ("polarity", "B has “compulsory”")


@pytest.mark.parametrize(
    "text", ["", "…", "?" * 50, "un " * 50, "not " * 50, "\u200b\u0301 \ufdfa", "A" * 5000]
)
def test_odd_text_never_raises(read: Texts, text: str) -> None:
    source = "The bakery sells barley bread to three schools."
    (mine, theirs), entities = read(f"{source} {text}", source)
    known = Known({"B": theirs}, entities)
    for view in mine:
        for d in details(view, theirs, known):
            assert view.statement.start <= d.start < d.end <= view.statement.end
