"""Changes of figures and of dates, found by patterns: see planted_changes.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from planted_case import Case, Edit, Page, case, everywhere, lists, told

from reconcile.values import View

_FIGURE = re.compile(r"(?<![\w.,:/$€£’'-])\$?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w:/]|[.,]\d|-\d)")
_SMALL_WORD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!-)")
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o'clock|GMT|EST|EDT)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w,.$/-])(?:19|20)\d\d(?![\w,]*\d|s\b|[-–/]|\s*(?:percent|people|miles))")


def in_dateline(text: str, end: int) -> bool:
    """Whether a place is part of "PORT ADINE, March 14 (CPA) -": when the report was filed."""
    return (
        bool(re.match(r"[^.!?]{0,25} (?:-|–|—|--) ", text[end : end + 30]))
        and end < 60
        and text[:3].isupper()
    )


def _figures(view: View) -> Iterator[re.Match[str]]:
    """The figures in digits that count something: no years, days, clock times or parts of names."""
    text, months = told(view), set(lists()["months"])
    for m in _FIGURE.finditer(text):
        before, after = text[: m.start()].split()[-1:], text[m.end() :].split()[:1]
        near = {w.strip(".,()").rstrip("s") for w in (*before, *after)} | {
            w.strip(".,()") for w in (*before, *after)
        }
        if near & months or any(
            w[:3] + "." in ("Jan.", "Feb.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.") and w[:1].isupper()
            for w in near
        ):
            continue
        if _CLOCK.match(text[m.end() :]) or (
            before and before[0].strip(".").casefold() in lists()["not_counts"]
        ):
            continue
        if re.fullmatch(r"1[5-9]\d\d|20\d\d|0\d*|911", m[1]) or (
            before and before[0][:1].isupper() and len(text[: m.start()].split()) > 1
        ):
            continue
        if (
            text[m.end() :].lstrip()[:1] == "("
            or text[: m.start()].rstrip()[-1:] == "("
            or "#" in text[: m.start()][-1:]
        ):
            continue  # given again in another unit
        yield m


def figure(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """A figure in digits or a small word becomes another one, far from any rounding of it."""
    base, text = view.statement.start, told(view)
    for m in _figures(view):
        if len(re.findall(rf"(?<![\d,.]){re.escape(m[1])}(?![\d,]*\d)", text)) > 1:
            continue
        value = float(m[1].replace(",", "") + (m[2] or ""))
        new = (
            value * rng.choice([1.5, 1.7, 2.3, 2.8])
            if (rng.random() < 0.7 or value < 10) and not _first_of_two(text, m.start())
            else value / rng.choice([1.6, 2.2])
        )
        if m[2]:
            shown = f"{new:,.{len(m[2]) - 1}f}"
        else:
            shown = (
                f"{_as_long(round(new) + (1 if value < 10 else 0), m[1]):,}"
                if "," in m[1]
                else str(_as_long(round(new) + (1 if value < 10 else 0), m[1]))
            )
        if text[m.end() :][:1] == "-" and "year-old" in text[m.end() :][:9] and round(new) > 99:
            shown = str(int(value) - rng.choice([3, 5, 7]))
        start = base + m.start(1)
        if shown != m[1] + (m[2] or ""):
            yield case("figure", view, Edit(start, base + m.end(), shown))
    for m in _SMALL_WORD.finditer(text.casefold()):
        if text.casefold().count(m[1]) == 1 and text[m.end() :].split()[:1] not in (["of"], ["or"]):
            small = lists()["small"]
            new = small[(small.index(m[1]) + rng.choice([3, 4, 5])) % 13 or 9]
            if new != m[1] and new not in ("one", "zero") and new not in text.casefold().split():
                old = text[m.start() : m.end()]
                yield case(
                    "figure",
                    view,
                    Edit(base + m.start(), base + m.end(), new.capitalize() if old[0].isupper() else new),
                )


def _first_of_two(text: str, start: int) -> bool:
    """Whether a figure opens a range, whose other end must stay above it."""
    return text[:start].rstrip().casefold().endswith((" between", " from"))


def _as_long(new: int, old: str) -> int:
    """As round as the old figure: 1,200 becomes 2,000 or 2,100, never 2,064."""
    digits = old.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    step: int = 10**zeros
    return max(step, round(new / step) * step)


def magnitude(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Million for billion, hundreds for thousands."""
    text = told(view)
    for old, new in lists()["magnitudes"]:
        for m in re.finditer(rf"\b{old}\b", text):
            before = text[: m.start()].split()[-1:]
            exact = old.endswith("llion")
            if exact and not (
                before and (re.search(r"\d$", before[0]) or before[0].casefold() in lists()["small"])
            ):
                continue
            if not exact and (
                not text[m.end() :].startswith(" of ")
                or before[:1] == ["of"]
                or text[m.end() :].startswith((" of thousands", " of millions", " of hundreds"))
            ):
                continue
            if len(re.findall(rf"\b{old}\b", text)) == 1:
                start = view.statement.start + m.start()
                yield case("magnitude", view, Edit(start, start + len(old), new))


def unit(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Miles for kilometres, days for weeks, percentage points for percent, after a figure."""
    text = told(view)
    small = "|".join(lists()["small"][1:])
    for old, new in lists()["units"]:
        for m in re.finditer(
            rf"\b(?:\d[\d,.]*|{small})( )({old})\b(?! (?:old|ago|later|earlier|\()|-)", text
        ):
            if text[: m.start()].rstrip().endswith(("last", "past", "next", "(", "the")) or text[
                m.end() :
            ].lstrip().startswith("("):
                continue
            if len(re.findall(rf"\b{old}\b", text)) == 1 and "points" not in text:
                start = view.statement.start + m.start(2)
                yield case("unit", view, Edit(start, start + len(old), new))


def weekday(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another day of the week; not where a date stands beside it."""
    for m in re.finditer(rf"\b({'|'.join(lists()['weekdays'])})\b(['’]s)?", told(view)):
        text = told(view)
        after, before = text[m.end() :].split()[:1], text[: m.start()].split()[-1:]
        beside = f"{' '.join(before)} {' '.join(after)}"
        if any(w[:3] in {x[:3] for x in lists()["months"]} and w[:1].isupper() for w in beside.split()):
            continue
        if (
            after and text[m.end() : m.end() + 1] == " " and after[0][:1].isupper() and len(after[0]) > 2
        ) or (before and before[0] in ("Black", "Good", "Bloody", "Super")):
            continue
        others = [d for d in lists()["weekdays"] if d != m[1] and d not in text]
        yield case("weekday", view, *everywhere(view, m[1], rng.choice(others)))


def month(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another month of the year."""
    text = told(view)
    for m in re.finditer(rf"\b({'|'.join(lists()['months'])})\b", text):
        before = text[: m.start()].split()[-1:]
        if in_dateline(text, m.end()) or re.match(r" 3[01]\b", text[m.end() :]):
            continue  # nor a day that another month has not
        dated = re.match(r" \d", text[m.end() :]) or (
            before
            and before[0].casefold() in ("in", "since", "until", "by", "late", "early", "mid", "last", "of")
        )
        if (
            (m[1] in ("May", "March", "April", "June", "August") and not dated)
            or text[m.end() : m.end() + 1] == "-"
            or text.count(m[1]) > 1
        ):
            continue
        new = rng.choice([x for x in lists()["months"] if x != m[1] and x not in text])
        start = view.statement.start + m.start()
        yield case("month", view, Edit(start, start + len(m[1]), new))


def year(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another year, before the article's own."""
    text = told(view)
    for m in _YEAR.finditer(text):
        if text.count(m.group()) > 1:
            continue
        new = str(int(m.group()) - rng.choice([1, 2, 3, 5]))
        if new not in text:
            start = view.statement.start + m.start()
            yield case("year", view, Edit(start, start + 4, new))
