"""The commands by name. Each imports what it needs when it runs, so that `--help` comes at once."""

from __future__ import annotations

from typing import Annotated

import typer

from reconcile.cli import articles, cache, drafts, review, tables

app = typer.Typer(
    name="reconcile",
    help="Where news sources on one event agree, differ and stand alone; and a draft against its sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich takes longer to import than all else that help needs
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("compare")(articles.compare)
app.command("check")(drafts.check)
app.command("names")(articles.names)
app.command("decide")(drafts.decide)
app.command("sheet")(drafts.sheet)
app.command("review")(review.review)
app.command("checks")(tables.checks)
app.command("settings")(tables.settings)
app.command("cache")(cache.cache)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        from reconcile.about import VERSION

        typer.echo(f"reconcile {VERSION}")
        raise typer.Exit
