"""The command line: options → pipeline → write → exit code. The only module that prints.

Exit codes: 0 done, nothing at or above the fail level; 1 findings at or above it; 2 could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reconcile.errors import ReconcileError

if TYPE_CHECKING:
    from reconcile.settings import Settings
    from reconcile.values import Finding

app = typer.Typer(
    name="reconcile",
    help="Where news sources on one event agree, differ and stand alone.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Articles = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE…", help="Two or more articles, or one story.toml; - is standard input."),
]
Format = Annotated[str, typer.Option("--format", "-f", help="markdown, json or text.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", help="Facets and severities that make the exit code 1, with commas; any or none."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", help="bundled, or the name or folder of a sentence-transformers model."),
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="A reconcile.toml to use instead of the folder's own.")
]


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        from reconcile.about import installed_version

        typer.echo(f"reconcile {installed_version()}")
        raise typer.Exit


@app.command("compare")
def _compare(
    articles: Articles,
    format: Format = "markdown",
    output: Output = None,
    fail_on: FailOn = None,
    model: Model = None,
    settings: SettingsFile = None,
) -> None:
    """Compare articles on one event: agreements, discrepancies, what only one says, names."""
    from reconcile.ingest import sources
    from reconcile.pipeline import compare
    from reconcile.report import formats, render

    chosen = _settings(settings, model, fail_on)
    if format not in formats():
        render_error = f"no report format {format!r}; there are: {', '.join(formats())}"
        _stop(render_error)
    _, read = sources(articles)
    report = compare(read, settings=chosen)
    _write(render(report, format, colour=_colour(output)), output)
    raise typer.Exit(1 if any(_fails(f, chosen.fail_on) for f in report.findings) else 0)


@app.command("names")
def _names(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE…", help="One or more articles, or one story.toml.")
    ],
    output: Output = None,
) -> None:
    """The name ledger alone: every person, organisation and place with its spellings by source."""
    from reconcile.ingest import sources
    from reconcile.pipeline import ledger
    from reconcile.report import render_ledger

    _, read = sources(articles, least=1)
    _write(render_ledger(ledger(read)), output)


@app.command("checks")
def _checks() -> None:
    """List the checks: code, facet, worst severity, and what each asserts."""
    from tabulate import tabulate

    from reconcile.facets import checks

    rows = [(c.code, c.facet, c.severity, c.doc.splitlines()[0] if c.doc else "") for c in checks()]
    typer.echo(tabulate(rows, headers=("code", "facet", "severity", "asserts"), tablefmt="simple"))


def _settings(path: Path | None, model: str | None, fail_on: str | None) -> Settings:
    """The settings in force: the file's, then what the command line says."""
    from dataclasses import replace

    from reconcile.settings import levels, load

    chosen = load(path)
    if model is not None:
        chosen = replace(chosen, model=model)
    if fail_on is not None:
        chosen = replace(chosen, fail_on=levels(fail_on.split(",")))
    return chosen


def _fails(finding: Finding, levels: tuple[str, ...]) -> bool:
    return bool({"any", finding.facet, finding.severity} & set(levels))


def _colour(output: Path | None) -> bool:
    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _write(text: str, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output as UTF-8."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a TextIO in every real run
        sys.stdout.write(text)
        return
    partial = output.with_name(output.name + ".part")
    try:
        partial.write_text(text, "utf-8")
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        _stop(f"{output}: cannot write the report ({error.strerror}); name another file")


def _stop(message: str) -> NoReturn:
    typer.echo(f"reconcile: {message}", err=True)
    raise typer.Exit(2)


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
