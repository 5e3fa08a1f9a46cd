"""Page → HTML, by Jinja2 with autoescape on and undefined names refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reconcile.page.files import asset, policy
from reconcile.page.model import Page

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "report.html.jinja"


def render(
    page: Page,
    *,
    served: str = "",
    template: str = TEMPLATE,
    templates: Mapping[str, str] | None = None,
    **context: object,
) -> str:
    """Return the page as HTML, ending in a newline.

    `served` is the address below which a server gives the ASSETS ("/assets/"); '' puts them into the
    page. `templates` are further templates by name, `template` the one to render, and `context` what
    they read beside `page`.
    """
    given = tuple(sorted((templates or {}).items()))
    found = _environment(given).get_template(template)
    return found.render(page=page, served=served, **context).rstrip("\n") + "\n"


@cache
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import ChoiceLoader, DictLoader, Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=ChoiceLoader([DictLoader(dict(templates)), FunctionLoader(_source)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # The project's own files: no word of an article is in them.
    made.globals["style"] = Markup(asset("page.css"))
    made.globals["script"] = Markup(asset("page.js"))
    made.globals["policy"] = policy()
    return made


def _source(name: str) -> str | None:
    own = {f.name: f for f in (files(__package__) / "templates").iterdir()}
    return own[name].read_text("utf-8") if name in own else None
