"""Clock times: "5:30 p.m.", "noon", "17:30", "0440 GMT"."""

from __future__ import annotations

from reconcile.facets.atoms import Atom, lower, phrase


def clock(atoms: tuple[Atom, ...], i: int) -> tuple[tuple[int, int], int] | None:
    """Return the minutes of a clock time and the index after it: "5:30 p.m.", "noon", "17:30", "0440 GMT"."""
    word = lower(atoms, i)
    if word in ("noon", "midday", "midnight"):
        at = 720 if word != "midnight" else 0
        return (at, at), i + 1
    if i >= len(atoms) or atoms[i].kind != "number" or not atoms[i].text.replace(".", "").isdecimal():
        return None
    text, k, minute, colon = atoms[i].text, i + 1, 0, False
    if "." in text and len(text.split(".")[1]) == 2:
        minute, text = int(text.split(".")[1]), text.split(".")[0]
    elif (
        k + 1 < len(atoms)
        and atoms[k].text == ":"
        and atoms[k].glued
        and len(atoms[k + 1].text) == 2
        and atoms[k + 1].text.isdecimal()
    ):
        minute, k, colon = int(atoms[k + 1].text), k + 2, True
    elif len(text) == 4 and lower(atoms, k) in ("gmt", "utc", "hours", "hrs") and text.isdecimal():
        minute, text = int(text[2:]), text[:2]
        colon = True
    if not text.isdecimal() or len(text) > 2 or minute > 59:
        return None
    spoken = {"in the morning": 0, "in the afternoon": 12, "in the evening": 12}.get(phrase(atoms, k, 3))
    if spoken is not None and 0 < int(text) <= 12:
        at = (int(text) % 12 + spoken) * 60 + minute
        return (at, at), k + 3
    hour, mark = int(text), lower(atoms, k).replace(".", "")
    if mark in ("am", "pm") and 0 < hour <= 12:
        k += 1
        hour = hour % 12 + (12 if mark == "pm" else 0)
    elif phrase(atoms, k, 2) in ("o'clock", "o’clock") or mark in ("o'clock", "o’clock"):
        k += 1
    elif not colon or hour > 23:
        return None
    k += lower(atoms, k) in (
        "gmt",
        "utc",
        "est",
        "edt",
        "et",
        "pt",
        "pst",
        "pdt",
        "cst",
        "cdt",
        "bst",
        "ist",
        "hours",
        "hrs",
    )
    at = hour * 60 + minute
    return (at, at), k
