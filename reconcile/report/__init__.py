"""REPORT: one file a format, Report → text. A format adds nothing to a report and leaves no section out.

A file registers its function:

    @renderer("markdown")
    def markdown(report: Report, style: Style) -> str: …

Whatever a report holds of an article is hostile text: it reaches the output only through `escape`.
Output depends on the report alone: no clock, no folder of this machine, no set order.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pkgutil import iter_modules

from reconcile.errors import UnknownFormat
from reconcile.values import Report


@dataclass(frozen=True, slots=True)
class Style:
    """How the output is dressed; a format that has no use for a choice ignores it."""

    colour: bool = False  # ANSI colours, in `text` only: whether a terminal reads it is the caller's to know
    explain: bool = False  # for a check: every sentence of the draft with the words that back it
    # Source id → the file as the user named it, for formats whose places other programs open. A report
    # itself holds bare file names, so that it is the same wherever it was made.
    paths: Mapping[str, str] = field(default_factory=dict)


Renderer = Callable[[Report, Style], str]

_renderers: dict[str, Renderer] = {}


def renderer(format: str) -> Callable[[Renderer], Renderer]:
    """Register the function that writes a format."""

    def register(function: Renderer) -> Renderer:
        _renderers[format] = function
        return function

    return register


def _modules() -> tuple[str, ...]:
    return tuple(sorted(m.name for m in iter_modules(__path__)))


def formats() -> tuple[str, ...]:
    """Return the names of the formats there are, sorted."""
    for module in _modules():
        importlib.import_module(f"{__name__}.{module}")
    return tuple(sorted(_renderers))


def is_format(format: str) -> bool:
    """Whether there is a format of the name; its file alone is loaded, which has its name (or `csv_`)."""
    for module in _modules():
        if module in (format, f"{format}_"):
            importlib.import_module(f"{__name__}.{module}")
    return format in _renderers


def render(
    report: Report,
    format: str = "markdown",
    *,
    colour: bool = False,
    explain: bool = False,
    paths: Mapping[str, str] | None = None,
) -> str:
    """Return the report as text in a format, ending in a newline; raises UnknownFormat.

    `colour`, `explain` and `paths` are those of `Style`.
    """
    if not is_format(format):
        raise UnknownFormat(f"no report format {format!r}; there are: {', '.join(formats())}")
    return _renderers[format](report, Style(colour=colour, explain=explain, paths=paths or {}))


def render_ledger(report: Report) -> str:
    """Return the ledger of names alone, as Markdown ending in a newline."""
    from reconcile.report.common import Look
    from reconcile.report.ledger import names

    return "\n\n".join(names(Look(report))) + "\n"
