"""Marks that overlap or nest become runs that cover the text once, each under exactly its marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.page.segments import Run, Span, flatten

SPANS = st.lists(st.builds(Span, st.integers(-5, 60), st.integers(-5, 60), st.integers(0, 6)), max_size=12)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [(0, 9, ())]),
        ([(2, 5, 1)], [(0, 2, ()), (2, 5, (1,)), (5, 9, ())]),
        ([(2, 7, 1), (4, 5, 2)], [(0, 2, ()), (2, 4, (1,)), (4, 5, (1, 2)), (5, 7, (1,)), (7, 9, ())]),
        ([(2, 6, 1), (4, 8, 2)], [(0, 2, ()), (2, 4, (1,)), (4, 6, (1, 2)), (6, 8, (2,)), (8, 9, ())]),
        ([(2, 5, 1), (5, 7, 1)], [(0, 2, ()), (2, 7, (1,)), (7, 9, ())]),
        ([(0, 9, 3), (0, 9, 1)], [(0, 9, (1, 3))]),
        ([(-4, 2, 1), (8, 40, 2)], [(0, 2, (1,)), (2, 8, ()), (8, 9, (2,))]),
        ([(4, 4, 1), (6, 3, 2)], [(0, 9, ())]),
    ],
)
def test_flatten(spans: list[tuple[int, int, int]], expected: list[tuple[int, int, tuple[int, ...]]]) -> None:
    assert flatten(0, 9, [Span(*s) for s in spans]) == tuple(Run(*r) for r in expected)


@given(SPANS, st.integers(0, 10), st.integers(11, 50))
def test_runs_cover_the_text_once_under_exactly_their_marks(spans: list[Span], start: int, end: int) -> None:
    runs = flatten(start, end, spans)
    assert (runs[0].start, runs[-1].end) == (start, end)
    assert all(a.end == b.start and a.labels != b.labels for a, b in pairwise(runs))
    for at in range(start, end):
        here = next(r for r in runs if r.start <= at < r.end)
        assert here.labels == tuple(sorted({s.label for s in spans if s.start <= at < s.end}))


@given(SPANS)
def test_the_order_of_the_marks_does_not_matter(spans: list[Span]) -> None:
    assert flatten(0, 50, spans) == flatten(0, 50, spans[::-1])
