"""Write the expected report of every fixture: `fixtures/<event>/expected.md`.

usage: python tools/write_expected.py [EVENT …]

Read what changed (`git diff fixtures`) as an editor would before it is committed: the tests hold the
tool to these files, so they must be right.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from reconcile.ingest import story
from reconcile.pipeline import compare
from reconcile.report import render

FIXTURES = Path(__file__).parents[1] / "fixtures"


def expected(event: str) -> str:
    """Return the report of a fixture in Markdown, without the tool's version, which changes by itself."""
    report = compare(story(FIXTURES / event / "story.toml")[1])
    return render(replace(report, version="of this checkout"), "markdown")


def main() -> int:
    """Write the reports asked for, or all."""
    for event in sys.argv[1:] or sorted(p.parent.name for p in FIXTURES.glob("*/story.toml")):
        (FIXTURES / event / "expected.md").write_text(expected(event), "utf-8")
        print(f"fixtures/{event}/expected.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
