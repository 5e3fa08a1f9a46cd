"""Sentences for the encoder's tests: the project's own articles, and some that test its edges."""

from __future__ import annotations

import re

import pytest

OWN = (
    "Two miners were found alive on Thursday after six days below ground.",
    "Rescuers brought up two miners alive, six days after the shaft had collapsed.",
    "The mine's owner said the shaft had been inspected in May.",
    "A goat won the village council's prize for patience.",
    '"I will not resign," Transport Minister Olga Brandt told parliament.',
    "Brandt ruled out stepping down.",
    "The bank cut 1,200 jobs, about a tenth of its staff.",
    "Ferry services to the islands were suspended because of high winds.",
    "The price of rice rose 4.5 percent in the year to June.",
    "Why was the alarm switched off?",
)


@pytest.fixture(scope="session")
def articles(fixture_texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, list[str]], ...]:
    """Each article as rough sentences (no stage of ours is under test here), and a list of our own."""
    split = [
        (name, [s for s in re.split(r"(?<=[.?!])\s+|\n+", text) if len(s) > 20])
        for name, text in fixture_texts
    ]
    return (*split, ("own", list(OWN)))
