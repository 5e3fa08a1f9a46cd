"""`review`: the findings of a draft in a page of the local browser, with a verdict on each."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from reconcile.cli.common import Against, Judge, Model, NoCache, SettingsFile, encoder_for, settings_in_force
from reconcile.cli.drafts import DECISIONS, DecisionsFile
from reconcile.cli.progress import shown

Subject = Annotated[
    str,
    typer.Argument(
        metavar="STORY|REPORT", help="A story.toml, a draft (with --against), or a report in JSON."
    ),
]


def review(
    story: Subject = "story.toml",
    against: Against = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page; else its address is printed.")
    ] = True,
    who: Annotated[str, typer.Option("--who", help="Who decides.", envvar="RECONCILE_WHO")] = "",
    decisions: DecisionsFile = None,
    model: Model = None,
    judge: Judge = None,
    no_cache: NoCache = False,
    settings: SettingsFile = None,
) -> None:
    """Review the findings in the browser: accept, dismiss, fixed; checked anew as the draft changes."""
    from reconcile.review import of_json, of_story
    from reconcile.review import review as serve

    kept = decisions or Path(story).parent / DECISIONS
    with ExitStack() as first:
        progress = first.enter_context(shown())
        if story.casefold().endswith(".json") and not against:
            subject = of_json(Path(story), kept)
        else:
            subject = of_story(
                story,
                against or [],
                lambda: settings_in_force(settings, story, model, judge=judge),
                kept,
                [settings] if settings else [],
                lambda chosen: encoder_for(chosen, no_cache),
                progress,
            )

        def told(line: str) -> None:
            first.close()  # the first report is made; of later ones the page tells
            typer.echo(line)

        serve(subject, port=port, browser=browser, who=who, told=told)
