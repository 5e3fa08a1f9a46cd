"""Years that name a thing: "the 2016 election", "the 2015 agreement" date no act."""

from __future__ import annotations

from reconcile.data import table
from reconcile.facets.date_values import When
from reconcile.values import Reading, View


def names_a_thing(view: View, reading: Reading) -> bool:
    """Return whether a year or span of years stands before the noun that it belongs to."""
    if not isinstance(reading.value, When) or reading.value.precision not in ("year", "range", "decade"):
        return False
    if reading.value.relative:
        return False
    after = next((t for t in view.tokens if t.start >= reading.end), None)
    return (
        after is not None
        and bool(after.stem)
        and after.lower not in table("dates_words")["words"]["after_a_year"]
    )
