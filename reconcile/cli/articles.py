"""Commands on articles: `compare` and `names`."""

from __future__ import annotations

from typing import Annotated

import typer

from reconcile.cli.common import (
    Articles,
    Cores,
    FailOn,
    Format,
    Judge,
    Model,
    NoCache,
    Output,
    SettingsFile,
    encoder_for,
    fails,
    in_colour,
    known_format,
    settings_in_force,
    write,
)
from reconcile.cli.progress import OPENING, WRITING, shown


def compare(
    articles: Articles,
    format: Format = "markdown",
    output: Output = None,
    fail_on: FailOn = None,
    model: Model = None,
    judge: Judge = None,
    no_cache: NoCache = False,
    cores: Cores = None,
    settings: SettingsFile = None,
) -> None:
    """Compare articles on one event: agreements, discrepancies, what only one says, names."""
    known_format(format)
    chosen = settings_in_force(settings, articles[0], model, fail_on, judge)
    encoder = encoder_for(chosen, no_cache)

    from reconcile import pipeline
    from reconcile.ingest import sources
    from reconcile.report import render

    with shown() as progress:
        progress.stage(OPENING)
        _, told = sources(articles)
        report = pipeline.compare(told, settings=chosen, encoder=encoder, cores=cores, progress=progress)
        progress.stage(WRITING)
        text = render(report, format, colour=in_colour(output))
    write(text, output)
    raise typer.Exit(1 if fails(report.findings, chosen.fail_on) else 0)


def names(
    articles: Articles,
    output: Output = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print a [names] table for reconcile.toml instead.")
    ] = False,
    cores: Cores = None,
    settings: SettingsFile = None,
) -> None:
    """Print the ledger of names alone: people, organisations and places with their spellings by source."""
    from reconcile import pipeline
    from reconcile.desk.house import suggest as suggested
    from reconcile.ingest import sources
    from reconcile.report import render_ledger

    chosen = settings_in_force(settings, articles[0])
    with shown() as progress:
        progress.stage(OPENING)
        _, told = sources(articles, least=1)
        report = pipeline.ledger(told, settings=chosen, cores=cores, progress=progress)
        progress.stage(WRITING)
        text = suggested(report.entities) if suggest else render_ledger(report)
    write(text, output)
