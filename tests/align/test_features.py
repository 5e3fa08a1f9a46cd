"""What two statements have in common: each feature's meaning, range and symmetry."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reconcile.align import design
from reconcile.align.context import in_context
from reconcile.align.counted import Matrix
from reconcile.align.features import features
from reconcile.align.sides import ENOUGH_RUN, lay_out
from reconcile.values import Mention, Source, Statement, View
from reconcile.words import tokenize

Vectors = Mapping[str, NDArray[np.float32]]
Sides = tuple[tuple[View, ...], tuple[View, ...]]

UNIT = (
    "words", "held_shorter", "held_longer", "grams", "figures", "figures_differ", "capitals",
    "capitals_jaccard", "entities", "entities_jaccard", "run", "distance", "depth", "one_leads",
    "both_lead", "length_ratio",
)  # fmt: skip
UP_TO = {"shared": 1.5, "shorter_length": 1.5, "rarest": 1.5}


def side(name: str, *texts: str, who: tuple[tuple[str, ...], ...] = ()) -> tuple[View, ...]:
    """The views of one source; `who` gives the ids of the entities that each statement names."""
    made = []
    for k, text in enumerate(texts):
        statement = Statement(f"{name}{k + 1}", name, 0, len(text), text, 1, 0, k)
        named = tuple(
            Mention(0, 1, "x", "person", statement.id, name, entity=e) for e in (who[k] if who else ())
        )
        made.append(View(statement, Source(name), tokens=tokenize(text), mentions=named))
    return tuple(made)


def told(left: tuple[View, ...], right: tuple[View, ...]) -> dict[str, Matrix]:
    vectors = {v.statement.id: np.ones(1, np.float32) for v in (*left, *right)}
    return features(*lay_out((left, right), vectors))


def one(name: str, left: str, right: str) -> float:
    """A feature of two statements, each with another one beside it so that rarity means something."""
    sides = side("A", left, "Rain fell."), side("B", right, "Snow lay.")
    return float(told(*sides)[name][0, 0])


def test_every_feature_is_mirrored(roof: Sides, roof_vectors: Vectors) -> None:
    left, right = roof
    there, back = design(left, right, roof_vectors), design(right, left, roof_vectors)
    assert list(there) == list(back)
    for name, matrix in there.items():
        assert matrix.shape == (len(roof[0]), len(roof[1])), name
        np.testing.assert_allclose(matrix, back[name].T, rtol=0, atol=1e-9, err_msg=name)


def test_every_feature_is_in_its_range(roof: Sides, roof_vectors: Vectors) -> None:
    found = design(roof[0], roof[1], roof_vectors)
    for name in UNIT:
        assert found[name].min() >= -1e-9, name
        assert found[name].max() <= 1 + 1e-9, name
    for name, most in UP_TO.items():
        assert 0 <= found[name].min() <= found[name].max() <= most, name
    for name in ("cosine", "words"):
        for part in ("rank_low", "rank_high", "mutual"):
            assert 0 <= found[f"{name}.{part}"].min() <= found[f"{name}.{part}"].max() <= 1
        for part in ("rank", "z", "above"):
            assert (found[f"{name}.{part}_low"] <= found[f"{name}.{part}_high"]).all()


def test_a_statement_against_itself_is_full() -> None:
    text = "Two traders died in Tarrow when 40 tons of snow fell."
    for name in ("words", "grams", "held_shorter", "held_longer", "length_ratio", "capitals_jaccard"):
        assert one(name, text, text) == pytest.approx(1), name
    assert one("figures_differ", text, text) == 0


def test_nothing_in_common_is_nothing() -> None:
    for name in ("words", "shared", "held_shorter", "rarest", "grams", "figures", "capitals", "run"):
        assert one(name, "Zola paid 12 euros.", "Nobody knew much.") == 0, name


def test_other_forms_of_a_word_are_shared() -> None:
    assert one("words", "The roof collapsed.", "The roofs collapse.") == pytest.approx(1)
    assert one("grams", "The roof collapsed.", "The roofs collapse.") < 1


def test_the_topic_of_both_articles_says_less_than_a_rare_word() -> None:
    a = side("A", "Tarrow market fell.", "Tarrow market shut.", "Tarrow market wept.", "A goat ran.")
    b = side("B", "Tarrow market sang.", "Tarrow market rose.", "A goat slept.")
    shared = told(a, b)["rarest"]
    assert shared[3, 2] > shared[0, 0] > 0


def test_figures_that_meet_and_figures_that_do_not() -> None:
    assert one("figures", "There were 12 of 40.", "It was 12.") == 0.5
    assert one("figures", "There were 12 of 40.", "It was 40, not 12.") == 1
    assert one("figures_differ", "There were 12.", "There were 15.") == 1
    assert one("figures_differ", "There were 12.", "There were some.") == 0  # silence is no difference


def test_a_capital_that_opens_the_statement_is_no_name() -> None:
    assert one("capitals", "Traders met Ida Roth.", "Traders saw Ida Roth.") == 0.5
    assert one("capitals", "Traders wept.", "Traders slept.") == 0


def test_entities_count_whatever_their_words() -> None:
    a = side("A", "He left.", "She spoke.", who=(("E1",), ("E2", "E3")))
    b = side("B", "The mayor went.", "Nobody.", who=(("E1", "E2"), ()))
    found = told(a, b)
    np.testing.assert_allclose(found["entities"], [[0.25, 0], [0.25, 0]])
    np.testing.assert_allclose(found["entities_jaccard"], [[1 / 2, 0], [1 / 3, 0]])


def test_a_run_of_equal_words() -> None:
    assert one("run", "We heard a crack, then rain.", "Roth: we heard a crack.") == 4 / ENOUGH_RUN
    long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert one("run", long, long) == 1


WORDS = st.lists(st.sampled_from(["kiln", "plum", "reef"]), min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_a_run_is_the_longest_and_symmetric(left: list[str], right: list[str]) -> None:
    """Against counting every slice, which is what the fast way must give."""
    slices = {tuple(right[i:j]) for i in range(len(right)) for j in range(i, len(right) + 1)}
    most = max(j - i for i in range(len(left)) for j in range(i, len(left) + 1) if tuple(left[i:j]) in slices)
    assert one("run", " ".join(left), " ".join(right)) == pytest.approx(most / ENOUGH_RUN)
    assert one("run", " ".join(right), " ".join(left)) == pytest.approx(most / ENOUGH_RUN)


def test_a_run_ends_with_its_statement() -> None:
    a, b = (
        side("A", "It fell on the", "market hall roof."),
        side("B", "The market hall roof fell.", "Snow lay."),
    )
    assert told(a, b)["run"][1, 0] == 3 / ENOUGH_RUN
    assert told(a, b)["run"][0, 0] == 1 / ENOUGH_RUN


def test_a_third_source_changes_nothing_between_two(roof: Sides, roof_vectors: Vectors) -> None:
    third = side("C", "The roof of the market in Tarrow fell on Sunday.", "A goat ran.")
    vectors = dict(roof_vectors) | {v.statement.id: roof_vectors["A1"] for v in third}
    alone = features(*lay_out(roof, vectors))
    among = features(*lay_out((roof[0], third, roof[1]), vectors)[::2])
    for name, matrix in alone.items():
        np.testing.assert_allclose(matrix, among[name], rtol=0, atol=1e-12, err_msg=name)


def test_where_statements_stand() -> None:
    found = told(side("A", *"abcd"), side("B", *"abcd"))
    assert np.diag(found["distance"]).tolist() == [0] * 4
    assert found["distance"][0, 3] == found["distance"][3, 0] == 0.75
    assert (found["depth"][0, 0], found["depth"][3, 3]) == (0, 0.75)
    assert found["both_lead"].sum() == 4
    assert found["one_leads"].sum() == 12


SCORES = np.array([[0.9, 0.2, 0.1], [0.3, 0.8, 0.4]])


def test_scores_in_context() -> None:
    found = in_context("s", SCORES)
    assert found["s.mutual"].tolist() == [[1, 0, 0], [0, 1, 0]]
    np.testing.assert_allclose(found["s.rank_low"], [[1, 1 / 2, 1 / 3], [1 / 3, 1, 1 / 2]])
    np.testing.assert_allclose(found["s.rank_high"], [[1, 1 / 2, 1 / 2], [1 / 2, 1, 1]])
    np.testing.assert_allclose(found["s.above_low"][0], [0.6, -0.7, -0.8])
    np.testing.assert_allclose(found["s.above_high"][0], [0.7, -0.6, -0.3])
    assert found["s.neighbour"].tolist() == [[0.8, 0.9, 0.8], [0.9, 0.9, 0.8]]
    assert abs(found["s.z_all"].mean()) < 1e-9


def test_one_cell_has_no_context() -> None:
    found = in_context("s", np.array([[0.7]]))
    assert found["s.above_low"].tolist() == found["s.above_high"].tolist() == [[0]]
    assert found["s.mutual"].tolist() == [[1]]
    assert found["s.z_all"].tolist() == [[0]]


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.floats(-1, 1), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_context_is_mirrored_and_finite(rows: list[list[float]]) -> None:
    scores = np.array(rows)
    there, back = in_context("s", scores), in_context("s", scores.T)
    for name, matrix in there.items():
        assert np.isfinite(matrix).all(), name
        np.testing.assert_allclose(matrix, back[name].T, rtol=0, atol=1e-9, err_msg=name)


@given(
    st.lists(st.text(max_size=40), min_size=1, max_size=4),
    st.lists(st.text(max_size=40), min_size=1, max_size=4),
)
def test_odd_text_gives_finite_mirrored_features(left: list[str], right: list[str]) -> None:
    a, b = side("A", *left), side("B", *right)
    there, back = told(a, b), told(b, a)
    for name, matrix in there.items():
        assert np.isfinite(matrix).all(), name
        np.testing.assert_allclose(matrix, back[name].T, rtol=0, atol=1e-9, err_msg=name)
