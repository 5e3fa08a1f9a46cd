"""Ends of sentences: what is cut without pysbd, or with less of it, is cut as pysbd cuts it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.split import ends

PLAIN = "The ship sank. Nobody saw it, and Ada ran home. It is 3.5 miles. A man’s dog barked; they left"
WORDS = (
    *"Lund said. The ship sank. harbour walls; Ada ran 3.5 40 4. 12. x. plan. is. may. me. Inc. etc.".split(),
    *"Mr. Gen. Sen. dept. vs. St. No. Co. KG Jr. u.s U.S. e.g. Ph.D. p.m. a.m. I I. A. i. ii. b.".split(),
    *"(a) 1) 2) -- - — … ... ! ? ?! Yahoo! don't o'clock’s ’til [1] (Ha. left.) foo.bar a@b.co".split(),
    *("é", "Élan", "İnc.", "ſen.", ":", ";", ",", "", " ", "\u00a0", "☝", "∯", "ȸ"),
)
TEXTS = (
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
    | st.lists(st.sampled_from(PLAIN.split()), max_size=25).map(" ".join)
    | st.text("abI AZ19.  ,’'-–$%é;:", max_size=40)
)


@cache
def segmenter() -> Any:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False)


def as_pysbd_cuts(blanked: str) -> Iterable[str]:
    pieces: Iterable[str] = segmenter().processor(blanked).process()
    return pieces


@settings(max_examples=400)
@given(TEXTS)
def test_cuts_are_those_of_pysbd(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ends, "_pieces", as_pysbd_cuts)
        expected = list(ends.cuts(text))
    assert list(ends.cuts(text)) == expected


def test_plain_sentences_are_cut_without_pysbd(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Any:
        raise AssertionError("pysbd was asked")

    monkeypatch.setattr(ends, "_pysbd", none)
    assert [PLAIN[:end] for end in ends.cuts(PLAIN)] == [
        "The ship sank.",
        "The ship sank. Nobody saw it, and Ada ran home.",
        "The ship sank. Nobody saw it, and Ada ran home. It is 3.5 miles.",
    ]


@pytest.mark.parametrize(
    "text", ["He met Gen. Lund.", "It is. So be it.", "Look! He left.", "One -- two. She", "(a) One"]
)
def test_what_a_rule_of_pysbd_may_touch_is_left_to_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Noting:
        def processor(self, blanked: str) -> Any:
            asked.append(blanked)
            return segmenter().processor(blanked)

    monkeypatch.setattr(ends, "_pysbd", Noting)
    list(ends.cuts(text))
    assert asked == [text]
