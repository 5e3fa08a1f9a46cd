"""What several commands share: options, settings, writing, the fail level."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reconcile import atomic
from reconcile.cli.stopping import tidy_with
from reconcile.errors import MissingInput, OutputError, UnsupportedInput

if TYPE_CHECKING:
    from reconcile.encode import Encoder
    from reconcile.settings import Settings
    from reconcile.values import Finding

Articles = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE…", help="Articles, or one story.toml; - is standard input."),
]
Draft = Annotated[str, typer.Argument(metavar="DRAFT", help="The draft, or a story.toml that names it.")]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", "-a", help="A source, or a story.toml of sources; repeat for each."),
]
Format = Annotated[
    str,
    typer.Option("--format", "-f", help="markdown, html, text, json, csv, github, junit or sarif."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", help="Facets and severities that make the exit code 1, with commas; any, none."
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", help="bundled, or a sentence-transformers model by name or folder.")
]
Judge = Annotated[
    str | None,
    typer.Option("--judge", help="A CrossEncoder for inference, by name or folder, to ask as well; none."),
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="A settings file to use instead of the one that is found.")
]

NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Encode every sentence anew; keep nothing for later runs.")
]

Cores = Annotated[
    int | None, typer.Option("--cores", min=1, help="Work on so many cores at most; all, unless said.")
]


def settings_in_force(
    path: Path | None,
    beside: str,
    model: str | None = None,
    fail_on: str | None = None,
    judge: str | None = None,
) -> Settings:
    """Return the settings of the file, else of the nearest one above `beside`, with what the options say."""
    from reconcile.settings import check_codes, load, with_options

    chosen = with_options(load(path, Path(beside).parent), model=model, fail_on=fail_on, judge=judge)
    if chosen.off:  # else there is nothing to look up, and the checks need not be loaded yet
        check_codes(chosen, [row[0] for row in all_checks()])
    return chosen


def encoder_for(settings: Settings, no_cache: bool = False) -> Encoder:
    """Return the encoder of the settings, with the cache of this user unless it is not wanted.

    To be called before what else takes time: what the encoder will need is loaded beside that.
    """
    from reconcile import encode
    from reconcile.crew import Later

    encoder: Encoder
    if no_cache:
        encoder = encode.load(settings.model)
    else:
        from reconcile.encode import cache, store

        tidy_with(store.settle)
        encoder = cache.cached(settings.model)
    early = getattr(encoder, "warm", None)
    if early is not None:
        Later(early).start()
    return encoder


def all_checks() -> list[tuple[str, str, str, str]]:
    """Return code, facet, worst severity and first line of every check there is, by code."""
    from reconcile import desk, facets, judge, spellings, support

    rows = [(c.code, c.facet, c.severity, c.doc.split("\n")[0]) for c in facets.checks()]
    rows += [(c.code, c.facet, c.severity, c.doc.split("\n")[0]) for c in desk.checks()]
    return sorted([*rows, *support.LISTED, *spellings.LISTED, *judge.LISTED])


def read_json(path: Path) -> object:
    """Return what a JSON file holds. Raises MissingInput or UnsupportedInput with the file's name."""
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise MissingInput(f"{path}: cannot read it ({error.strerror}); check the name") from error
    except (ValueError, RecursionError) as error:
        raise UnsupportedInput(f"{path}: not JSON; give a report written with --format json") from error


def known_format(format: str) -> None:
    """Raise UnknownFormat before any work is done for a format that does not exist."""
    from reconcile.errors import UnknownFormat
    from reconcile.report import formats, is_format

    if not is_format(format):
        raise UnknownFormat(f"no report format {format!r}; there are: {', '.join(formats())}")


def fails(findings: Iterable[Finding], levels: tuple[str, ...]) -> bool:
    """Return whether a finding stands at or above the fail level."""
    return any({"any", f.facet, f.severity} & set(levels) for f in findings)


def in_colour(output: Path | None) -> bool:
    """Return whether a terminal reads the output and wants colour (NO_COLOR is heeded)."""
    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write(text: str, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output as UTF-8. Raises OutputError."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a TextIO in every real run
        sys.stdout.write(text)
        return
    try:
        atomic.write(output, text)
    except OSError as error:
        raise OutputError(f"{output}: cannot write it ({error.strerror}); name another file") from error
