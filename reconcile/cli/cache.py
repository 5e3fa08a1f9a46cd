"""`cache`: what is kept of earlier runs, and how to be rid of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reconcile.errors import OutputError

MEGABYTE = 1_000_000


def cache(
    action: Annotated[str, typer.Argument(metavar="[clear]", help="clear deletes what is kept.")] = "",
) -> None:
    """Show what is kept of sentences encoded before (hashes and vectors, no text); clear deletes it."""
    from reconcile.encode.cache import cache_folder

    if action not in ("", "clear"):
        raise typer.BadParameter(f"{action!r} is not known; leave it out, or write clear")
    folder = cache_folder()
    if folder is None:
        typer.echo("No cache: there is no home folder to keep it in; RECONCILE_CACHE names one.")
    elif action:
        _clear(folder)
    else:
        _show(folder)


def _show(folder: Path) -> None:
    from tabulate import tabulate

    from reconcile.encode.store import FILE, LIMIT, contents

    held = contents(folder / FILE)
    if held is None:
        typer.echo(f"No cache in {folder}.")
        return
    models: dict[str, int] = {}
    for name, count in held.models:  # one name may stand for two versions of a model
        models[name] = models.get(name, 0) + count
    rows = [
        ("folder", str(folder)),
        ("sentences", f"{held.entries:,}"),
        ("size", f"{_megabytes(held.size)} MB of {_megabytes(LIMIT)} at most"),
        *((f"model {name}", f"{count:,}") for name, count in models.items()),
    ]
    typer.echo(tabulate(rows, tablefmt="plain", disable_numparse=True))


def _clear(folder: Path) -> None:
    from reconcile.encode.store import clear

    try:
        freed = clear(folder)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot clear the cache ({error.strerror}); delete the folder"
        ) from error
    typer.echo(f"Deleted {_megabytes(freed)} MB from {folder}." if freed else f"No cache in {folder}.")


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"
