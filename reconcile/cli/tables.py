"""Commands that print what there is: `checks` and `settings`."""

from __future__ import annotations

import typer

from reconcile.cli.common import SettingsFile, all_checks, settings_in_force


def checks() -> None:
    """List the checks: code, facet, worst severity, and what each asserts."""
    from tabulate import tabulate

    typer.echo(tabulate(all_checks(), headers=("code", "facet", "severity", "asserts"), tablefmt="simple"))


def settings(settings: SettingsFile = None) -> None:
    """Print the settings in force, and where each comes from."""
    from tabulate import tabulate

    from reconcile.settings import describe

    rows = describe(settings_in_force(settings, "."))
    typer.echo(tabulate(rows, headers=("setting", "value", "from"), tablefmt="simple", disable_numparse=True))
