"""The command line: options → pipeline → write → exit code. The only package that prints.

Exit codes: 0 done, nothing at or above the fail level; 1 findings at or above it; 2 could not run.
A command imports what it needs when it runs, so that `--help` and `--version` come at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reconcile.cli import articles, drafts, review, tables
from reconcile.errors import ReconcileError

app = typer.Typer(
    name="reconcile",
    help="Where news sources on one event agree, differ and stand alone; and a draft against its sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
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


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        from reconcile.about import installed_version

        typer.echo(f"reconcile {installed_version()}")
        raise typer.Exit


def main() -> None:
    """Run the command line; what a user can mend is one line on stderr and exit code 2."""
    try:
        app()
    except ReconcileError as error:
        sys.stderr.write(f"reconcile: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the report went away (| head): not an error
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("reconcile: stopped\n")
        sys.exit(130)
