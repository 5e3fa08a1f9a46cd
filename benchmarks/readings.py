"""How many public test cases for numbers, units and dates our grammars read right, by kind.

    python benchmarks/readings.py [FOLDER] [--misses KIND]

The cases are the specifications of Microsoft's Recognizers-Text (MIT licence), which lie beside the
project and not in it; where the folder is absent, nothing is measured. A case is right when every
result that it expects is read at an overlapping place with the same value, or, where it expects none,
when nothing of the kind is read. A date may resolve to the past or the future one of the two that the
case gives.

The table of our own, tests/cases/readings.csv, is counted first. Of the cases, two shares are printed: of
all, and of those that news could have. The cases were written for chat assistants;
`readings_left_out.toml` lists, with reasons, the sorts that news copy has not. Not counted in either:
positions ("next", "previous one"), powers ("2^-1"), units without a number, repeated sets ("every
Tuesday"), time zones, ranges of clock times, and dates without a value.

Where the cases and our values say one thing in two ways, either counts: "half" is .5 there and 50 percent
here, "above 10 and below 20" one range there and two bounds here, "two years ago" a day there and a year
here, a tonne a "ton" there. A case that expects no range is right where only single figures are read.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from reconcile.facets.atoms import Atom, cut
from reconcile.facets.date_grammar import dates, spans
from reconcile.facets.number_figures import figures
from reconcile.facets.number_grammar import numeral
from reconcile.facets.number_units import factor

FOLDER = Path(__file__).parents[1] / "../shared/data/specs"
LOOSE_DAYS = 31
SHARE = 1e-6  # floats that differ less are the same value
Case = tuple[str, str, list[tuple[int, int, Any]], date | None]  # kind, text, (start, end, value), reference

FILES = {
    "number": ("number/NumberModel", "number/NumberModelExperimentalMode"),
    "ordinal": ("number/OrdinalModel", "number/OrdinalModelSuppressExtendedTypes"),
    "percent": ("number/PercentModel", "number/PercentModelPercentMode"),
    "range": ("number/NumberRangeModel", "number/NumberRangeModelExperimentalMode"),
    "money": ("number_with_unit/CurrencyModel",),
    "measure": ("number_with_unit/DimensionModel", "number_with_unit/TemperatureModel"),
    "age": ("number_with_unit/AgeModel",),
    "date": ("date/DateParser", "date/DateTimeModel"),
    "daterange": ("date/DatePeriodParser", "date/DateTimeModel"),
    "time": ("date/DateTimeModel",),
    "duration": ("date/DateTimeModel",),
}


@cache
def left_out(kind: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the cases of a kind that news never has."""
    patterns = tomllib.loads(Path(__file__).with_name("readings_left_out.toml").read_text("utf-8"))
    named = "date" if kind in ("date", "daterange", "time", "duration") else kind
    return tuple(re.compile(pattern) for pattern in patterns.get(named, {}).values())


def cases(folder: Path, kind: str) -> Iterator[Case]:
    """Yield the cases of a kind with what they expect of it."""
    for name in FILES[kind]:
        for row in json.loads((folder / f"{name}.json").read_text("utf-8-sig")):
            if "NotSupportedByDesign" in row:
                continue
            wanted = [_wanted(kind, r) for r in row["Results"]]
            if kind in ("date", "daterange", "time", "duration") and not any(w is not None for w in wanted):
                continue  # a case of another kind in a shared file
            if any(w == () for w in wanted):
                continue
            ref = (row.get("Context") or {}).get("ReferenceDateTime", "")[:10]
            results = [
                (int(r["Start"]), int(r["Start"]) + (r.get("Length") or len(r["Text"])), w)
                for r, w in zip(row["Results"], wanted, strict=True)
                if w is not None
            ]
            yield kind, row["Input"], results, date.fromisoformat(ref) if ref else None


def foreign(kind: str, text: str) -> bool:
    """Whether a case is of a sort that news never has."""
    if kind == "number" and (any(sign in text for sign in "^×%") or text.strip()[:1] == "-"):
        return True
    return any(pattern.search(text) for pattern in left_out(kind))


def _wanted(kind: str, result: dict[str, Any]) -> Any:
    """Return the value that a result expects; None for another kind, () where news never has it."""
    found = result.get("Resolution") or result.get("Value") or {}
    label = (result.get("TypeName") or result.get("Type") or "").split(".")[-1]
    if kind in ("date", "daterange", "time", "duration"):
        return _wanted_date(kind, label, found) if label == kind else None
    if (
        found.get("subtype") == "power"
        or label == "relative"
        or ("offset" in found and "relative" in str(found))
    ):
        return ()
    value = found.get("value")
    if value in (None, "null") or (str(value).startswith("-") and kind in ("number", "percent")):
        return ()
    if kind == "range":
        low, high = str(value)[1:-1].split(",")
        return (float(low) if low else None, float(high) if high else None)
    number = float(str(value).rstrip("%"))
    return (number, found.get("unit", "").lower()) if kind in ("measure", "age") else number


def _wanted_date(kind: str, label: str, found: dict[str, Any]) -> Any:
    values = found.get("values") or [found.get("FutureResolution") or {}, found.get("PastResolution") or {}]
    if kind == "date":
        days = {v.get("value") or v.get("date") for v in values} - {None, "not resolved", "0001-01-01"}
        return tuple(sorted(days))
    if kind == "daterange":
        pairs = {(v.get("start") or v.get("startDate"), v.get("end") or v.get("endDate")) for v in values}
        return tuple(sorted(p for p in pairs if p[0] and p[1]))
    return tuple(str(v["value"]) for v in values if v.get("value") and v["value"] != "not resolved")


def readings(kind: str, text: str, ref: date | None) -> list[tuple[int, int, Any]]:
    """Return what we read of a kind in a text: (start, end, value)."""
    atoms = cut(text)
    if kind in ("date", "daterange", "time"):
        return [(atoms[e.first].start, atoms[e.after - 1].end, e.when) for e in dates(atoms, ref)]
    if kind in ("number", "ordinal"):
        return list(_numerals(atoms, ordinal=kind == "ordinal"))
    named = {
        "percent": "percent",
        "money": "money",
        "measure": "measure",
        "age": "age",
        "duration": "duration",
    }
    taken = () if kind == "duration" else spans(atoms)
    return [
        (atoms[f.start].start, atoms[f.after - 1].end, (f.figure, f.unit))
        for f in figures(atoms, taken)
        if kind == "range" or f.figure.kind == named[kind]
    ]


def _numerals(atoms: tuple[Atom, ...], *, ordinal: bool) -> Iterator[tuple[int, int, Any]]:
    i = 0
    while i < len(atoms):
        found = numeral(atoms, i)
        if found and found.ordinal == ordinal:
            yield atoms[i].start, atoms[found.after - 1].end, found.stated
        i = found.after if found else i + 1


def same(kind: str, wanted: Any, got: Any) -> bool:
    """Whether a reading has the value that a case expects."""
    if kind in ("number", "ordinal"):
        return _close(wanted, got)
    if kind == "date":
        if got.precision == "year" and got.relative:  # "two years ago": the year to us, a day in the cases
            return any(str(got.start) <= day <= str(got.end) for day in wanted)
        if got.start is None or got.end is None or (got.end - got.start).days > LOOSE_DAYS:
            return False
        return (
            str(got.start + (got.end - got.start) / 2) in wanted
        )  # "two weeks ago": a few days about the day
    if kind == "daterange":
        ends = {str(got.end), str(got.end + timedelta(days=1))} if got.end else set()
        if got.end:  # a range "to 2018" holds 2018 for us, and ends before it in the cases
            ends |= (
                {str(got.end.replace(day=1)), str(got.end.replace(month=1, day=1)), str(_quarter(got.end))}
                if got.precision == "range"
                else set()
            )
        return any(str(got.start) == start and end in ends for start, end in wanted)
    if kind == "time":
        return got.minutes is not None and any(
            int(w[:2]) * 60 + int(w[3:5]) == got.minutes[0] for w in wanted
        )
    figure, unit = got
    if kind == "duration":
        return any(_close(float(w), figure.stated * factor("duration", unit)[1], 0.02) for w in wanted)
    if kind == "range":
        shares = unit == "%" and all(w is None or w <= 1 for w in wanted)
        share = 0.01 if shares else 1.0  # "half" is 50 percent to us
        edges = figure.low * share, figure.high * share
        return all(_edge(w, g) for w, g in zip(wanted, edges, strict=True))
    if kind in ("measure", "age"):
        names = {"age": "year", "c": "celsius", "f": "fahrenheit"}
        tonne = wanted[1] == "ton" and unit == "metric ton"  # the cases call a tonne a ton
        return _close(wanted[0], figure.stated) and (names.get(wanted[1], wanted[1]) == unit or tonne)
    return _close(wanted, figure.stated)


def _quarter(day: date) -> date:
    """Return the first day of a day's quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _edge(wanted: float | None, got: float) -> bool:
    return abs(got) == float("inf") or got == 0 if wanted is None else _close(wanted, got)


def _close(a: float, b: float, share: float = SHARE) -> bool:
    return abs(a - b) <= share * max(1.0, abs(a))


def right(case: Case) -> bool:
    """Whether a case is read right."""
    kind, text, wanted, ref = case
    got = readings(kind, text, ref)
    if not wanted:
        return not [row for row in got if _of_the_kind(kind, row[2])]
    return all(
        any(s < end and start < e and same(kind, value, v) for s, e, v in got)
        or (kind == "range" and _two_bounds(start, end, value, got))
        for start, end, value in wanted
    )


def _of_the_kind(kind: str, value: Any) -> bool:
    """Whether a reading is of a kind: one figure is no range, a degree no dimension."""
    if kind == "range":
        return bool(value[0].low != value[0].high)
    return not (kind == "measure" and value[1] in ("celsius", "degree", "fahrenheit"))


def _two_bounds(start: int, end: int, wanted: Any, got: list[tuple[int, int, Any]]) -> bool:
    """Whether two readings give a range that the case has in one: "above 1,000 and below 1,500"."""
    inside = [value[0] for s, e, value in got if s < end and start < e]
    low = any(f.bound == "min" and _edge(wanted[0], f.low) for f in inside)
    return low and any(f.bound == "max" and _edge(wanted[1], f.high) for f in inside)


def main() -> None:
    """Print the share right per kind, and the misses of one kind on demand."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    show = sys.argv[sys.argv.index("--misses") + 1] if "--misses" in sys.argv else ""
    _own()
    folder = FOLDER if not arguments or arguments[0] == show else Path(arguments[0])
    if not folder.is_dir():
        print(f"no cases in {folder}: nothing measured")
        return
    total: Counter[str] = Counter()
    print("kind       of what news could have     of all cases")
    for kind in FILES:
        rows = list(cases(folder, kind))
        likely = [case for case in rows if not foreign(kind, case[1])]
        good, most = sum(map(right, likely)), sum(map(right, rows))
        total.update(right=good, all=len(likely), most=most, rows=len(rows))
        _print(kind, good, len(likely), most, len(rows))
        for case in likely if kind == show else ():
            if not right(case):
                print("  ", case[1], "|", [w[2] for w in case[2]], "|", readings(kind, case[1], case[3]))
    _print("all", total["right"], total["all"], total["most"], total["rows"])


def _own() -> None:
    """Print the share right of the table of our own, which is a test as well."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests/facets"))
    from reading_rows import right as read_right
    from reading_rows import rows

    table = rows()
    good = sum(map(read_right, table))
    print(f"sentences of our own, tests/cases/readings.csv: {good} of {len(table)}  {good / len(table):.3f}")


def _print(kind: str, good: int, likely: int, most: int, rows: int) -> None:
    print(
        f"{kind:10} {good:4} of {likely:4}  {good / likely:.2f}      {most:4} of {rows:4}  {most / rows:.2f}"
    )


if __name__ == "__main__":
    main()
