"""The report to look at: one HTML file that fetches nothing and runs nothing but its own script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.report import Style, renderer
from reconcile.values import Report

if TYPE_CHECKING:
    from reconcile.page.model import Page


def view(report: Report) -> Page:
    """Return the report as the page that the templates read; the same report gives the same page."""
    from reconcile.report.html_view.page import page

    return page(report)


@renderer("html")
def render_html(report: Report, style: Style) -> str:
    """Return the report as one self-contained HTML file."""
    from reconcile.page import render

    return render(view(report))
