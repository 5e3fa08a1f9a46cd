"""Groups over many articles: looked up by words, they are joined as if each were held against all."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.ingest import lay_out
from reconcile.names import find, resolve, resolve_links, resolve_merge
from reconcile.names.resolve_alike import alike
from reconcile.names.resolve_context import Context
from reconcile.names.resolve_links import Link
from reconcile.names.resolve_local import Group
from reconcile.names.resolve_names import worth_comparing
from reconcile.names.resolve_short import shortens
from reconcile.names.resolve_things import is_short_of, short_forms
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article

NAMES = {
    "person": (
        *("Ada Lund", "Ada Lunt", "A. Lund", "Lund", "Ada", "Lee Sol-ju", "Ri Sol-ju"),
        *("Karl Lund Jr.", "Karl Lund"),
    ),
    "organisation": (
        *("Harbor Bank", "Harbour Bank", "Harbor Bank Ltd.", "Harbor", "House Committee on Trade and Tax"),
        *("Trade Committee", "Democratic National Committee", "DNC", "U.N. Relief Agency", "Relief Agency"),
        *("Chinese army", "Chinese military", "national relief agency", "National Harbor Relief Agency"),
    ),
    "place": (
        *("Tolmar County", "Tolmar", "Upper Heron Park", "Heron Park", "Gulf of Mexico", "the Gulf"),
        "Highway 61",
    ),
}
CONTEXTS = (
    Context(frozenset(), frozenset(), frozenset()),
    Context(frozenset("f"), frozenset(["40"]), frozenset(["pilot"])),
)
ARTICLES = (
    "Ada Lund, a pilot, said on Monday that the Harbor Bank had closed. “We lost it,” she said in Tolmar.",
    "Karl Lund of the Harbour Bank (HB) met Ms. Lund in Tolmar County. The bank, he said, was safe.",
)


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    """Groups as the articles of a story give them: no name twice in one source."""
    listed: list[Group] = []
    for n in range(draw(st.integers(2, 5))):
        for kind in ("person", "organisation", "place"):
            for name in draw(st.lists(st.sampled_from(NAMES[kind]), max_size=4, unique=True)):
                full = kind != "person" or " " in name
                group = Group(f"S{n}", kind, [name], [len(listed)], full)
                group.context = draw(st.sampled_from(CONTEXTS)) if kind == "person" else group.context
                listed.append(group)
    return listed


def all_links(listed: Sequence[Group]) -> list[Link]:
    """The links of every two groups, without a file or a short cut."""
    found = []
    for i, j in combinations(range(len(listed)), 2):
        left, right = listed[i], listed[j]
        if left.kind != right.kind or (left.kind == "person" and left.source == right.source):
            continue
        if left.kind == "place" or worth_comparing(left.names, right.names, left.kind, len(listed)):
            score, why = alike(left, right, len(listed))
            found += [Link(-score, i, j, why)] if score else []
    return found


@settings(max_examples=150, deadline=None)
@given(groups(), st.sampled_from([0, 150]))
def test_clusters_are_those_of_all_pairs(listed: list[Group], few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolve_links, "_FEW", few)
        found = resolve_merge.merge(listed)
        patch.setattr(resolve_merge, "links", all_links)
        assert found == resolve_merge.merge(listed)


@pytest.mark.parametrize("kind", ["organisation", "place"])
def test_a_name_that_shortens_another_is_one_of_its_short_forms(kind: str) -> None:
    for short in NAMES[kind]:
        for long in NAMES[kind]:
            for chambers in (set[str](), {"house"}):
                one = Group("A", kind, [short], [0], chambers=chambers)  # type: ignore[arg-type]
                two = Group("B", kind, [long], [0])  # type: ignore[arg-type]
                told = shortens(one, long) or (
                    kind == "organisation" and short != long and is_short_of(one, two)
                )
                words = tuple(short.casefold().removeprefix("the ").replace(".", "").split())
                assert not told or words in short_forms(long), (short, long)


def test_what_each_article_gives_can_be_sent_to_another_process() -> None:
    laid = [lay_out(Article.from_text(text, name=name)) for name, text in zip("AB", ARTICLES, strict=True)]
    told = [attribute(a, split(a)) for a in laid]
    found = {a.id: find(a, s) for a, s in zip(laid, told, strict=True)}
    assert any(s.quotations and s.attributions for listed in told for s in listed)
    assert all(found.values())
    sent = pickle.loads(pickle.dumps((laid, told, found)))
    assert sent == (laid, told, found)
    every = tuple(s for listed in told for s in listed)
    assert resolve(sent[2], tuple(s for listed in sent[1] for s in listed)) == resolve(found, every)
