"""The geometry of charts: bars share a scale and fill their own length, heat maps shade by count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reconcile.page.charts import SHADES, WIDTH, chart, heat, ladder

LEGEND = (("agree", "agrees"), ("differ", "differs"))


def test_the_longest_bar_fills_the_width_and_the_rest_share_its_scale() -> None:
    made = chart(
        "pairs", "Pairs", "Sources", LEGEND, [("A – B", [6, 2]), ("A – C", [2, 0]), ("B – C", [0, 0])]
    )
    assert [[(s.x, s.width, s.count) for s in b.shares] for b in made.bars] == [
        [(0, 750, 6), (750, 250, 2)],
        [(0, 250, 2), (250, 0, 0)],
        [(0, 0, 0), (0, 0, 0)],
    ]
    assert [b.total for b in made.bars] == [8, 2, 0]


@given(st.lists(st.lists(st.integers(0, 500), min_size=2, max_size=2), max_size=8))
def test_parts_of_a_bar_join_without_a_gap(rows: list[list[int]]) -> None:
    for bar in chart("k", "t", "h", LEGEND, [("row", row) for row in rows]).bars:
        first, second = bar.shares
        assert first.x == 0
        assert second.x == first.width
        assert second.x + second.width <= WIDTH


def test_heat() -> None:
    made = heat("agree", "Agreement", ["A", "B", "C"], {(0, 1): 8, (1, 2): 0, (0, 2): 1}, "agree")
    assert [(c.x, c.y, c.shade, c.count) for c in made.cells] == [
        (0, 1, SHADES, 8),
        (0, 2, 1, 1),
        (1, 2, 0, 0),
    ]
    assert made.cells[0].said == "A and B: 8 agree"
    assert made.said == "Agreement. The most have A and B: 8 agree."
    assert heat("agree", "Agreement", [], {}, "agree").cells == ()


def test_a_ladder_has_a_bar_and_a_tone_for_each_row() -> None:
    made = ladder("verdicts", "Verdicts", "Verdict", [("supported", "agrees", 4), ("unsupported", "only", 1)])
    assert made.legend == ()
    assert [(b.label, b.total, b.shares[0].tone, b.shares[0].width) for b in made.bars] == [
        ("supported", 4, "agrees", 1000),
        ("unsupported", 1, "only", 250),
    ]
    assert ladder("verdicts", "Verdicts", "Verdict", []).bars == ()
