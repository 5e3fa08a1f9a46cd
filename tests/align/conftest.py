"""Two short reports of one event, told in different words, as the aligner sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from reconcile.encode import Encoder, load
from reconcile.ingest import lay_out
from reconcile.split import split
from reconcile.values import Article, View
from reconcile.views import build

Vectors = Mapping[str, NDArray[np.float32]]
Sides = tuple[tuple[View, ...], ...]

ROOF = (
    """Roof of market hall collapses in Tarrow

The roof of the covered market in Tarrow collapsed under heavy snow on Sunday, killing two traders.

Rescuers pulled nine people out of the rubble before nightfall.

“We heard a crack and then everything went white,” said Ida Roth, who sells cheese there.

The hall was built in 1962 and was last inspected in 2015.

Mayor Ola Brandt promised an inquiry.

Norvik, the neighbouring town, will hold its flower show in June.
""",
    """Two dead as snow brings down Tarrow market roof

Two stallholders died on Sunday when snow brought down the roof of the market hall in Tarrow.

The town's mayor, Ola Brandt, said there would be an inquiry into the collapse.

Nine people were rescued from the rubble by evening.

“We heard a crack and then everything went white,” cheese seller Ida Roth told local radio.

Schools across the region stayed shut on Monday because of the weather.

The last inspection of the building, which dates from 1962, took place in 2015.
""",
)


def _sides(*texts: str) -> Sides:
    articles = [
        lay_out(Article.from_text(text, name=name)) for text, name in zip(texts, "ABCD", strict=False)
    ]
    return tuple(build(articles, split(a), ()) for a in articles)


def _vectors(sides: Sequence[Sequence[View]], encoder: Encoder) -> Vectors:
    views = [v for side in sides for v in side]
    rows = encoder.encode([v.statement.text for v in views])
    return {v.statement.id: row for v, row in zip(views, rows, strict=True)}


@pytest.fixture(scope="session")
def make_sides() -> Callable[..., Sides]:
    """Make the views of articles given as texts; they are called A, B, C, D."""
    return _sides


@pytest.fixture(scope="session")
def make_vectors() -> Callable[[Sequence[Sequence[View]], Encoder], Vectors]:
    """Encode the statements of all sides."""
    return _vectors


@pytest.fixture(scope="session")
def roof() -> Sides:
    """Two reports of a market roof that fell in."""
    return _sides(*ROOF)


@pytest.fixture(scope="session")
def roof_vectors(roof: Sides) -> Vectors:
    """Their statements under the bundled encoder."""
    return _vectors(roof, load())
