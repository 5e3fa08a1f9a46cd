"""The page to look at: view model, templates, style sheet and script; text in, HTML out.

    from reconcile.page import render, asset, policy
    render(page)                                  one self-contained file
    render(page, served="/assets/")               the same page, its style and script fetched from there
    render(page, template="review.html.jinja", templates={…}, **context)   a page that extends this one

A template that extends `report.html.jinja` puts its own buttons on each finding:

    {% extends "report.html.jinja" %}
    {% import "cards.html.jinja" as cards %}
    {% block finding scoped %}{% call(f) cards.finding(f) %}<button …>{% endcall %}{% endblock %}

Autoescape is on for every template; nothing that came of an article is ever marked safe. The only
`Markup` is the style sheet and the script of this package.

Sources: Jinja2's autoescape; Content Security Policy Level 3, section 2.3.1 (hash sources).
"""

from __future__ import annotations

from reconcile.page.files import ASSETS, asset, policy
from reconcile.page.model import Page
from reconcile.page.rendering import render

__all__ = ["ASSETS", "Page", "asset", "policy", "render"]
