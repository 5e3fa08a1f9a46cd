"""The page and what is exported from it: text out of a report, the same as the commands give."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reconcile import page
from reconcile.report import render
from reconcile.report.escape import visible
from reconcile.report.html import view
from reconcile.report.json_ import document
from reconcile.report.sheet import render_sheet
from reconcile.values import Report

TEMPLATE = "review.html.jinja"
SERVED = "/assets/"
OWN = {
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
}


def review_page(report: Report, *, token: str, version: str, watched: bool, fault: str = "") -> str:
    """Return the page of a report.

    `token` is for the header of what the page posts; `version` names what is shown; `watched` says that
    files are looked at for changes; `fault` is one line on why what is shown is not the newest.
    """
    return page.render(
        view(report),
        served=SERVED,
        template=TEMPLATE,
        templates={TEMPLATE: _own("templates", TEMPLATE)},
        token=token,
        version=version,
        watched=watched,
        fault=fault,
        # A reason that would be shown otherwise than it is (bidi marks) is not put back into a field.
        whys={f.id: f.why for f in report.findings if visible(f.why) == f.why},
        open=sum(f.status == "open" for f in report.findings),
        total=len(report.findings),
    )


def asset(name: str) -> tuple[str, str]:
    """Return text and media type of an asset; raises KeyError for any name but theirs."""
    if name in page.ASSETS:
        return page.asset(name), page.ASSETS[name]
    return _own("assets", name if name in OWN else ""), OWN[name]


@cache
def _own(folder: str, name: str) -> str:
    if not name:
        raise KeyError(name)
    return (files("reconcile.review") / folder / name).read_text("utf-8")


def markdown(report: Report, paths: dict[str, str]) -> str:
    """Return the report as `reconcile check` writes it."""
    return render(report, "markdown", paths=paths)


def sheet(report: Report) -> str:
    """Return the call-back sheet as `reconcile sheet` writes it."""
    return render_sheet(document(report))
