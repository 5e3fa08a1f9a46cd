"""How a file is named in a message and in the report."""

from __future__ import annotations

from pathlib import Path

LONGEST_NAME = 200  # a message is one line; a longer name would fill the terminal


def shown(name: str | Path) -> str:
    """Return a file name fit for one line of a message: control characters and lone surrogates escaped."""
    text = str(name)
    text = text if len(text) <= LONGEST_NAME else "…" + text[-LONGEST_NAME:]
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
