"""What a browser is let run: the page's own style and script, by hash, and nothing beside them."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest

from reconcile.page import ASSETS, asset, policy
from reconcile.page.model import Page
from reconcile.page.rendering import render

PACKAGE = files("reconcile.page")
TEMPLATES = {t.name: t.read_text("utf-8") for t in (PACKAGE / "templates").iterdir()}


def test_the_assets_are_those_of_the_folder() -> None:
    assert sorted(ASSETS) == sorted(f.name for f in (PACKAGE / "assets").iterdir())
    with pytest.raises(KeyError):
        asset("../model.py")


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_an_asset_can_stand_inside_a_page_and_fetches_nothing(name: str) -> None:
    text = asset(name)
    assert not re.search(r"</|<!--|\r", text)
    assert not re.search(r"https?:|@import|url\(|\bfetch\(|XMLHttpRequest|WebSocket|\beval\(|innerHTML", text)


def test_the_policy_of_a_file_allows_two_hashes() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for rule, name in (("style-src", "page.css"), ("script-src", "page.js")):
        digest = hashlib.sha256(asset(name).encode()).digest()
        assert rules[rule] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert sorted(rules) == ["base-uri", "default-src", "form-action", "script-src", "style-src"]


def test_the_policy_of_a_served_page_allows_its_server() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(served=True).split("; "))
    assert {rules.pop(r) for r in ("style-src", "script-src", "connect-src")} == {"'self'"}
    assert sorted(rules) == ["base-uri", "default-src", "form-action", "frame-ancestors"]
    assert set(rules.values()) == {"'none'"}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_template_switches_escaping_off(name: str) -> None:
    text = TEMPLATES[name]
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:|https?://", text)


def test_a_template_that_reads_an_unknown_name_is_refused() -> None:
    from jinja2 import UndefinedError

    empty = Page("compare", "t", "", *([()] * 15), "", (), 1)
    with pytest.raises(UndefinedError):
        render(empty, template="x.jinja", templates={"x.jinja": "{{ nobody.knows }}"})
