"""reconcile: where news sources on one event agree, differ and stand alone, before publication.

    import reconcile
    a = reconcile.read("a.html", id="A")
    b = reconcile.Article.from_text(text, name="B", publisher="The Example Times")
    report = reconcile.compare([a, b])
    print(reconcile.render(report, "markdown"))

Names are imported when they are first used, so that `import reconcile` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reconcile.errors import ReconcileError
    from reconcile.ingest import read
    from reconcile.names import compare_names
    from reconcile.pipeline import check, compare
    from reconcile.report import render
    from reconcile.settings import Settings
    from reconcile.values import Article, Report

__all__ = [
    "Article",
    "ReconcileError",
    "Report",
    "Settings",
    "check",
    "compare",
    "compare_names",
    "read",
    "render",
]

_HOMES = {
    "Article": "values",
    "ReconcileError": "errors",
    "Report": "values",
    "Settings": "settings",
    "check": "pipeline",
    "compare": "pipeline",
    "compare_names": "names",
    "read": "ingest",
    "render": "report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile' has no attribute {name!r}")
    return getattr(import_module(f"reconcile.{_HOMES[name]}"), name)
