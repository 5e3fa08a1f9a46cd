"""ALIGN: which statements state a same proposition, and that it does not matter who comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from reconcile.align import align, design, probabilities, threshold
from reconcile.data import table
from reconcile.values import Source, Statement, View
from reconcile.words import tokenize

Vectors = Mapping[str, NDArray[np.float32]]
Sides = tuple[tuple[View, ...], ...]

TOLD = [
    "",
    "The dam broke.",
    "Two men died in Tarrow on Sunday.",
    "2 died",
    "“Go!”",
    "…",
    "Tarrow dam: 12 dead",
]


def view(source: str, index: int, text: str) -> View:
    statement = Statement(f"{source}{index + 1}", source, 0, len(text), text, 1, 0, index)
    return View(statement, Source(source), tokens=tokenize(text))


def pairs(found: Any) -> set[tuple[str, str]]:
    return {(a.left, a.right) for a in found}


def test_the_weights_are_of_exactly_the_features(roof: Sides, roof_vectors: Vectors) -> None:
    assert set(design(roof[0], roof[1], roof_vectors)) == set(table("alignment")["feature"])


def test_every_scale_is_positive_and_the_threshold_a_probability() -> None:
    assert all(row["scale"] > 0 for row in table("alignment")["feature"].values())
    assert 0 < threshold() < 1


def test_what_both_tell_is_aligned(roof: Sides, roof_vectors: Vectors) -> None:
    found = pairs(align(roof, roof_vectors))
    assert found == {
        ("A1", "B1"), ("A1", "B2"), ("A2", "B1"), ("A2", "B2"),  # the collapse, in headline and lead
        ("A3", "B4"),  # nine rescued
        ("A4", "B5"),  # one quotation
        ("A5", "B7"),  # built and inspected
        ("A6", "B3"),  # the inquiry
    }  # fmt: skip


def test_alignments_come_in_the_order_of_the_text(roof: Sides, roof_vectors: Vectors) -> None:
    found = align(roof, roof_vectors)
    assert [(a.left, a.right) for a in found] == sorted((a.left, a.right) for a in found)
    assert all(threshold() - 1e-4 <= a.score <= 1 for a in found)
    assert {a.relation for a in found} == {"related"}


def test_the_other_order_gives_the_mirrored_pairs(roof: Sides, roof_vectors: Vectors) -> None:
    there = {(a.left, a.right, a.score) for a in align(roof, roof_vectors)}
    back = {(a.right, a.left, a.score) for a in align(roof[::-1], roof_vectors)}
    assert there == back


def test_probabilities_are_mirrored_exactly(roof: Sides, roof_vectors: Vectors) -> None:
    left, right = roof
    one, two = probabilities(left, right, roof_vectors), probabilities(right, left, roof_vectors)
    assert one.shape == (len(left), len(right))
    np.testing.assert_allclose(one, two.T, rtol=0, atol=1e-9)
    assert ((one >= 0) & (one <= 1)).all()


def test_a_lower_bound_gives_a_superset(roof: Sides, roof_vectors: Vectors) -> None:
    strict, trained, all_of_them = (
        pairs(align(roof, roof_vectors, least=least)) for least in (0.9, threshold(), 0.0)
    )
    assert strict < trained < all_of_them
    assert len(all_of_them) == len(roof[0]) * len(roof[1])


def test_a_text_is_aligned_with_itself(
    roof: Sides, roof_vectors: Vectors, make_sides: Callable[..., Sides]
) -> None:
    text = "\n\n".join(v.statement.text for v in roof[0])
    twice = make_sides(text, text)
    vectors = {
        **{k: v for k, v in roof_vectors.items() if k.startswith("A")},
        **{k.replace("A", "B"): v for k, v in roof_vectors.items() if k.startswith("A")},
    }
    found = pairs(align(twice, vectors))
    assert {(f"A{k}", f"B{k}") for k in range(1, len(roof[0]) + 1)} <= found


def test_two_events_have_nothing_in_common(make_sides: Callable[..., Sides], make_vectors: Any) -> None:
    from reconcile.encode import load

    sides = make_sides(
        "Central bank holds rates\n\nThe central bank left its key rate at 4 percent on Thursday.\n\n"
        "Governor Lena Hoff said inflation was slowing.",
        "Goat wins prize\n\nA goat named Otto won first prize at the Tarrow fair.\n\n"
        "Its owner, a retired baker, wept with joy.",
    )
    assert align(sides, make_vectors(sides, load())) == ()


def test_three_sources_are_aligned_by_pairs(roof: Sides, roof_vectors: Vectors) -> None:
    third = tuple(view("C", k, v.statement.text) for k, v in enumerate(roof[0][:3]))
    vectors = {**roof_vectors, **{f"C{k + 1}": roof_vectors[f"A{k + 1}"] for k in range(3)}}
    found = pairs(align((*roof, third), vectors))
    assert {p for p in found if p[1][0] == "B"} == pairs(align(roof, roof_vectors))
    assert {(left[0], right[0]) for left, right in found} == {("A", "B"), ("A", "C"), ("B", "C")}


@pytest.mark.parametrize("sides", [(), ((),), ((), ())])
def test_nothing_to_align(sides: Sides) -> None:
    assert align(sides, {}) == ()


def test_an_empty_side_is_passed_over(roof: Sides, roof_vectors: Vectors) -> None:
    assert align((roof[0], ()), roof_vectors) == ()
    assert pairs(align((roof[0], (), roof[1]), roof_vectors)) == pairs(align(roof, roof_vectors))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(TOLD) | st.text(max_size=30), min_size=1, max_size=5),
    st.lists(st.sampled_from(TOLD) | st.text(max_size=30), min_size=1, max_size=5),
    st.integers(0, 2**32 - 1),
)
def test_any_two_sides_give_mirrored_probabilities(left: list[str], right: list[str], seed: int) -> None:
    a, b = ([view(name, k, t) for k, t in enumerate(side)] for name, side in (("A", left), ("B", right)))
    rows = np.random.default_rng(seed).normal(size=(len(left) + len(right), 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = {v.statement.id: row for v, row in zip([*a, *b], rows, strict=True)}
    one, two = probabilities(a, b, vectors), probabilities(b, a, vectors)
    assert np.isfinite(one).all()
    assert ((one >= 0) & (one <= 1)).all()
    np.testing.assert_allclose(one, two.T, rtol=0, atol=1e-6)
