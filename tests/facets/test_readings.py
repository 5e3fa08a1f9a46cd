"""The table of readings holds, and enough of it."""

from __future__ import annotations

from collections import Counter

import pytest
from reading_rows import right, rows

LEAST_ROWS = 300
LEAST_SHARE = 0.97  # of the rows read right
ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['text']} [{r['words']}]")
def test_row(row: dict[str, str]) -> None:
    assert right(row) == (not row["known"])


def test_enough_rows_and_enough_of_them_right() -> None:
    kinds = Counter(row["kind"] for row in ROWS)
    assert len(ROWS) >= LEAST_ROWS
    assert sum(not row["known"] for row in ROWS) >= LEAST_SHARE * len(ROWS)
    assert (
        min(kinds[kind] for kind in ("count", "money", "percent", "duration", "measure", "age", "date")) >= 12
    )


def test_no_row_stands_twice() -> None:
    assert max(Counter((row["text"], row["words"]) for row in ROWS).values()) == 1
