"""Report → page: the parts of the view model put together."""

from __future__ import annotations

from reconcile.page.model import Page
from reconcile.report.common import Look, listed
from reconcile.report.decided import stale_said
from reconcile.report.escape import visible
from reconcile.report.html_view import cards, tables
from reconcile.report.html_view.columns import Columns
from reconcile.report.html_view.keys import Keys
from reconcile.values import DRAFT, Report

# More names than this in a heading are a list, not a heading.
NAMED = 4
# How many columns are shown at first: what can be read beside each other on a wide screen.
SHOWN = 4


def page(report: Report) -> Page:
    """Return the report as the page that the templates read; the same report gives the same page."""
    look = Look(report)
    keys = Keys(look)
    return Page(
        task=report.task,
        title=_title(look),
        lead=tables.lead(keys),
        tiles=tables.tiles(keys),
        bars=tables.bars(keys),
        heats=tables.heats(keys),
        groups=cards.groups(keys),
        facets=cards.facets(keys),
        severities=cards.severities(keys),
        columns=Columns(keys).all(),
        facts=tables.facts(keys),
        kin=tables.kin(keys),
        listings=tables.listings(keys),
        names=tables.names(keys),
        single=tables.single(keys),
        decided=cards.settled(keys),
        stale=tuple(visible(stale_said(d)) for d in report.stale),
        not_compared=tables.not_compared(keys),
        made=tables.made(keys),
        digests=tables.digests(keys),
        shown=SHOWN,
    )


def _title(look: Look) -> str:
    told = [visible(look.publisher(a.id)) for a in look.report.articles if a.id != DRAFT]
    if look.report.task == "check":
        return f"The draft held against {listed(told) if len(told) <= NAMED else f'{len(told)} sources'}"
    return f"Comparison of {listed(told) if len(told) <= NAMED else f'{len(told)} articles'}"
