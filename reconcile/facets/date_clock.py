"""Clock times: "5:30 p.m.", "noon", "17:30", "0440 GMT", "half past seven", "ten past 9 in the evening"."""

from __future__ import annotations

from reconcile.data import table
from reconcile.facets.atoms import Atom, lower, phrase
from reconcile.facets.number_grammar import numeral

_OCLOCK = ("o'clock", "o’clock")
_LINKS = ("after", "before", "past", "to")
_FARTHEST = 5  # atoms: "twenty-five minutes past"
_NOON = 12
_HALF_DAY = 720  # minutes
_LONGEST_COMPACT = 4  # digits of "0440 GMT", "1140 a.m."
Time = tuple[tuple[int, int], int]  # first and last minute from midnight, and the index after the words


def clock(atoms: tuple[Atom, ...], i: int) -> Time | None:
    """Return the minutes of a clock time and the index after it; None where no time of day stands."""
    word = lower(atoms, i)
    if word in ("noon", "midday", "midnight"):
        at = 720 if word != "midnight" else 0
        return (at, at), i + 1
    return _past(atoms, i) or _spoken(atoms, i) or _figures(atoms, i)


def _past(atoms: tuple[Atom, ...], i: int) -> Time | None:
    """ "half past seven", "quarter to nine in the evening", "20 minutes past eight", "ten past 9"."""
    if not any(lower(atoms, j) in _LINKS for j in range(i + 1, i + _FARTHEST)):
        return None
    share = {"half": 30, "quarter": 15}.get(lower(atoms, i + (lower(atoms, i) == "a")))
    number = None if share else numeral(atoms, i)
    if share is None and (number is None or number.ordinal or number.vague or not 0 < number.stated < 30):
        return None
    k = number.after if number else i + 1 + (lower(atoms, i) == "a")
    minutes = lower(atoms, k) in ("min", "mins", "minute", "minutes")
    k += minutes
    sign = {"past": 1, "to": -1, "before": -1 if minutes else 0, "after": 1 if minutes else 0}.get(
        lower(atoms, k), 0
    )
    hour = _hour(atoms, k + 1)
    if not sign or hour is None:
        return None
    half = _half_of_day(atoms, hour[1])
    plain = share is not None or minutes
    if half is None and not (sign > 0 and plain) and not (share and sign < 0 and lower(atoms, i - 1) == "at"):
        return None  # "ten to twelve people": a range
    first = (
        hour[0] % _NOON * 60
        + (half[0] if half else 0)
        + sign * int(share or (number.stated if number else 0))
    )
    return _minutes(first % 1440, bool(half and half[2])), half[1] if half else hour[1]


def _spoken(atoms: tuple[Atom, ...], i: int) -> Time | None:
    """ "seven o'clock", "one in the morning", "eleven p.m.": an hour in words wants its half of the day."""
    if i >= len(atoms) or atoms[i].kind != "word":
        return None
    hour = _hour(atoms, i)
    half = _half_of_day(atoms, hour[1]) if hour else None
    if hour is None or half is None:
        return None
    return _minutes(hour[0] % _NOON * 60 + half[0], half[2]), half[1]


def _hour(atoms: tuple[Atom, ...], i: int) -> tuple[int, int] | None:
    words = table("numbers_words")
    word = lower(atoms, i)
    value = (
        words["units"].get(word)
        or words["teens"].get(word)
        or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    )
    return (int(value), i + 1) if 0 < value <= _NOON else None


def _half_of_day(atoms: tuple[Atom, ...], k: int) -> tuple[int, int, bool] | None:
    """Return the minutes that "p.m.", "in the evening" add to an hour, the index after them, and whether
    they tell the half of the day ("o'clock" does not)."""
    whole = lower(atoms, k) in _OCLOCK
    k += whole
    k += k + 1 < len(atoms) and atoms[k].text == "." and atoms[k].glued and _mark(atoms, k + 1) != ""
    mark = _mark(atoms, k)
    if mark:
        return (_HALF_DAY if mark == "pm" else 0), k + 1, True
    part = {"in the morning": 0, "in the afternoon": _HALF_DAY, "in the evening": _HALF_DAY}.get(
        phrase(atoms, k, 3)
    )
    if part is not None:
        return part, k + 3, True
    if phrase(atoms, k, 2) == "at night":
        return _HALF_DAY, k + 2, True
    return (0, k, False) if whole else None


def _mark(atoms: tuple[Atom, ...], k: int) -> str:
    mark = lower(atoms, k).replace(".", "")
    return mark if mark in ("am", "pm") else ""


def _figures(atoms: tuple[Atom, ...], i: int) -> Time | None:
    """ "5:30 p.m.", "7:56:30 pm", "6.45pm", "17:30", "0440 GMT", "1140 a.m."."""
    if i >= len(atoms) or atoms[i].kind != "number" or not atoms[i].text.replace(".", "").isdecimal():
        return None
    hour, minute, k, plain = _digits(atoms, i)
    if not 0 <= hour <= 24 or not 0 <= minute <= 59:
        return None
    half = _half_of_day(atoms, k)
    if half is not None:
        if not 0 < hour <= _NOON:
            return None
        at, k, sure = hour % _NOON * 60 + minute + half[0], half[1], half[2]
    elif plain or hour > 23:
        return None
    else:
        at = hour * 60 + minute
        sure = hour > _NOON or atoms[i].text[0] == "0" or len(atoms[i].text) > 2
    sure = sure or lower(atoms, k) in ("gmt", "utc", "hours", "hrs")
    k += lower(atoms, k) in _zones()
    return _minutes(at, sure), k


def _minutes(at: int, sure: bool) -> tuple[int, int]:
    """Return the minutes of a time: "7:30" is one of two, as long as nothing tells the half of the day."""
    return (at, at) if sure or at >= _HALF_DAY else (at, at + _HALF_DAY)


def _zones() -> list[str]:
    found: list[str] = table("dates_words")["words"]["zones"]
    return found


def _digits(atoms: tuple[Atom, ...], i: int) -> tuple[int, int, int, bool]:
    """Return hour, minute, the index after them, and whether nothing yet shows a time; hour -1 for none."""
    text, k = atoms[i].text, i + 1
    if "." in text:
        hour, _, rest = text.partition(".")
        return (int(hour), int(rest), k, True) if len(rest) == 2 and len(hour) < 3 else (-1, 0, k, True)
    pair = _pair(atoms, k)
    if pair is not None:
        seconds = _pair(atoms, k + 2)
        return (int(text) if len(text) < 3 else -1), pair, k + (4 if seconds is not None else 2), False
    if len(text) < 3:
        return int(text), 0, k, True
    if len(text) > _LONGEST_COMPACT:
        return -1, 0, k, True
    compact = len(text) == _LONGEST_COMPACT and lower(atoms, k) in ("gmt", "utc", "hours", "hrs")
    if not compact and not _mark(atoms, k):
        return -1, 0, k, True
    return int(text[:-2]), int(text[-2:]), k, not compact


def _pair(atoms: tuple[Atom, ...], k: int) -> int | None:
    """The minutes of ":30"."""
    if k + 1 < len(atoms) and atoms[k].text == ":" and atoms[k].glued and atoms[k + 1].glued:
        text = atoms[k + 1].text
        return int(text) if len(text) == 2 and text.isdecimal() else None
    return None
