"""The fixtures are whole: every story names files that exist, and every planted difference is in them."""

from __future__ import annotations

import html
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
STORIES = sorted(FIXTURES.glob("*/story.toml"))
KEYS = {"path", "publisher", "date", "url", "byline", "wire"}


def test_there_are_stories() -> None:
    assert {s.parent.name for s in STORIES} >= {
        "factory-visit",
        "ferry-disaster",
        "court-fraud",
        "flood-html",
    }


@pytest.mark.parametrize("story", STORIES, ids=[s.parent.name for s in STORIES])
def test_a_story_names_its_articles(story: Path) -> None:
    read = tomllib.loads(story.read_text("utf-8"))
    assert set(read) - {"draft"} == {"title", "source"}
    assert (story.parent / read.get("draft", ".")).exists()
    assert len(read["source"]) >= 2
    for source in read["source"]:
        assert set(source) <= KEYS
        assert isinstance(source["date"], date)
        assert (story.parent / source["path"]).is_file()
    assert (story.parent / "README.md").is_file()


@pytest.mark.parametrize("story", STORIES, ids=[s.parent.name for s in STORIES])
def test_figures_and_quotations_of_the_readme_stand_in_the_articles(story: Path) -> None:
    """A planted figure or quotation that an edit took out of an article would make the README lie."""
    readme = (story.parent / "README.md").read_text("utf-8")
    sources = tomllib.loads(story.read_text("utf-8"))["source"]
    texts = [
        html.unescape((story.parent / s["path"]).read_text("utf-8")).replace("\u00a0", " ") for s in sources
    ]
    rows = re.findall(r"^\| \d+ \|.*\|$", readme, flags=re.MULTILINE)
    assert rows
    for row in rows:
        for cell, text in zip((c.strip() for c in row.split("|")[3:]), texts, strict=False):
            for words in re.findall(r"\d[\d,.]*\d|“[^”…]+”|\"[^\"…]+\"", cell):
                assert words.strip('“”"') in text, (cell, words)
