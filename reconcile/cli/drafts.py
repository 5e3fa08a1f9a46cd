"""Commands on a draft: `check`, `decide` and `sheet`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reconcile.cli.common import (
    Against,
    Cores,
    Draft,
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
    read_json,
    settings_in_force,
    write,
)
from reconcile.cli.progress import OPENING, WRITING, shown

if TYPE_CHECKING:
    from reconcile.encode import Encoder
    from reconcile.progress import Progress
    from reconcile.settings import Settings
    from reconcile.values import Report

DECISIONS = "reconcile.decisions.toml"  # beside the draft or the story
FAILS = ("conflict",)  # what `check` fails on where nothing else is said

DecisionsFile = Annotated[
    Path | None, typer.Option("--decisions", help=f"The decisions' file; else {DECISIONS} beside DRAFT.")
]


def check(
    draft: Draft,
    against: Against = None,
    format: Format = "markdown",
    output: Output = None,
    fail_on: FailOn = None,
    explain: Annotated[bool, typer.Option("--explain", help="List what is supported, and by whom.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="An earlier JSON report; only what is new is reported.")
    ] = None,
    decisions: DecisionsFile = None,
    model: Model = None,
    judge: Judge = None,
    no_cache: NoCache = False,
    cores: Cores = None,
    settings: SettingsFile = None,
) -> None:
    """Hold a draft against its sources: what they contradict, and what none of them says."""
    known_format(format)
    chosen = settings_in_force(settings, draft, model, fail_on, judge)
    encoder = encoder_for(chosen, no_cache)

    from reconcile import decisions as desk_decisions
    from reconcile.report import render

    known = desk_decisions.earlier_ids(baseline) if baseline else ()
    verdicts = desk_decisions.load(_decisions(decisions, draft))
    with shown() as progress:
        report, paths = _checked(draft, against, chosen, encoder, progress, cores)
        progress.stage(WRITING)
        report = desk_decisions.apply(report, verdicts)
        if baseline:
            report = desk_decisions.baseline(report, known)
        text = render(report, format, colour=in_colour(output), explain=explain, paths=paths)
    write(text, output)
    unsettled = [f for f in report.findings if not desk_decisions.settled(f)]
    raise typer.Exit(1 if fails(unsettled, chosen.fail_on or FAILS) else 0)


def decide(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="A finding's id, or the start of it.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="accept, dismiss or fixed.")],
    draft: Draft = "story.toml",
    against: Against = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who decides.", envvar="RECONCILE_WHO")] = "",
    decisions: DecisionsFile = None,
    judge: Judge = None,
    no_cache: NoCache = False,
    settings: SettingsFile = None,
) -> None:
    """Keep the desk's verdict on a finding of a check, beside the draft."""
    from reconcile import decisions as desk_decisions

    chosen = settings_in_force(settings, draft, judge=judge)
    with shown() as progress:
        report, _ = _checked(draft, against, chosen, encoder_for(chosen, no_cache), progress)
    kept = desk_decisions.decide(_decisions(decisions, draft), report, finding, verdict, why, who)
    typer.echo(f"{kept.finding}: {kept.verdict}")


def sheet(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A report written with --format json.")],
    output: Output = None,
) -> None:
    """Turn the unresolved findings of a JSON report into a call-back sheet: what to confirm, with whom."""
    from reconcile.report.sheet import render_sheet

    write(render_sheet(read_json(report)), output)


def _checked(
    draft: str,
    against: list[str] | None,
    settings: Settings,
    encoder: Encoder,
    progress: Progress,
    cores: int | None = None,
) -> tuple[Report, dict[str, str]]:
    """Run the check; also the paths as they were given, by source id, for formats that open files."""
    from reconcile import pipeline
    from reconcile.ingest import draft_and_sources
    from reconcile.values import DRAFT

    progress.stage(OPENING)
    own, told = draft_and_sources(draft, against or [])
    report = pipeline.check(
        own.article, told, settings=settings, encoder=encoder, cores=cores, progress=progress
    )
    return report, {DRAFT: own.path}


def _decisions(path: Path | None, draft: str) -> Path:
    return path or Path(draft).parent / DECISIONS
