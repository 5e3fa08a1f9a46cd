"""The judge that is a model: its labels, its faults in one line, and, where there is one, its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reconcile.errors import ModelError
from reconcile.judge import Judge, load
from reconcile.judge.cross_encoder import CrossEncoderJudge, columns

MODEL = Path(__file__).parents[2] / "../shared/models/nli-minilm"


@pytest.fixture(scope="module")
def small() -> CrossEncoderJudge:
    """A small model beside the checkout; the test is skipped where there is none."""
    if not MODEL.is_dir():
        pytest.skip("no inference model (../shared/models/nli-minilm) on this machine")
    return CrossEncoderJudge(str(MODEL))


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, (0, 1, 2)),
        ({0: "ENTAILMENT", 1: "Neutral", 2: "CONTRADICTION"}, (2, 0, 1)),
        ({"2": "contradiction", "0": "neutral", "1": " entailment "}, (2, 1, 0)),
        ({0: "entailment", 1: "not_entailment"}, None),
        ({0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, None),
        ({0: "contradiction", 1: "entailment", 2: "neutral", 3: "other"}, None),
        ({0: "neutral", 1: "neutral", 2: "entailment"}, None),
        ({}, None),
    ],
)
def test_the_order_of_outputs_is_read_from_the_model(
    labels: dict[Any, str], places: tuple[int, ...] | None
) -> None:
    assert columns(labels) == places


@pytest.mark.parametrize("model", ["", "none", "  ", " none "])
def test_no_judge_is_no_judge(model: str) -> None:
    assert load(model) is None


def test_a_folder_that_is_none_is_one_line(tmp_path: Path) -> None:
    for folder, words in ((tmp_path / "absent", "no such folder"), (tmp_path, "cannot be loaded")):
        with pytest.raises(ModelError, match=words) as caught:
            load(str(folder))
        assert "\n" not in str(caught.value)
        assert str(folder) in str(caught.value)


def test_a_model_with_other_outputs_is_refused_before_its_weights_are_read(tmp_path: Path) -> None:
    config = {"model_type": "bert", "id2label": {"0": "good", "1": "bad"}, "label2id": {"good": 0, "bad": 1}}
    (tmp_path / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError, match="has the outputs good, bad, not contradiction"):
        load(str(tmp_path))


def test_without_sentence_transformers_the_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match="needs sentence-transformers"):
        load("some/model")


def test_a_real_model_answers_the_same_alone_and_among_others(small: CrossEncoderJudge) -> None:
    assert isinstance(small, Judge)
    assert small.name == "nli-minilm"
    plain = ("The man is asleep.", "The man is awake.")
    odd = [
        ("", "\ud800"),
        ("word " * 2000, "internationalisation " * 2000),
        ("A dog runs.", "An animal runs."),
    ]
    alone = small.opinions([plain])
    among = small.opinions([*odd, plain, *odd])
    assert among[3] == alone[0]
    assert among[:3] == among[4:]
    assert small.opinions([]) == []
    for opinion in among:
        assert sum(opinion) == pytest.approx(1, abs=0.002)
    assert among[2].entailment > among[2].contradiction


def test_loading_and_asking_say_nothing_on_stderr(
    small: CrossEncoderJudge, capfd: pytest.CaptureFixture[str]
) -> None:
    CrossEncoderJudge(str(MODEL)).opinions([("A dog runs.", "An animal runs.")])
    assert capfd.readouterr() == ("", "")
