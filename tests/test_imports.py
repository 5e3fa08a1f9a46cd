"""What each command imports: no more than it needs, as an import that nobody needs is paid at every start.

Each table lists all packages from outside the standard library, and all of this package. A command that comes
to need another one adds it here, with what it costs in mind (`python -X importtime`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"
FERRY = [str(FIXTURES / "ferry-disaster" / name) for name in ("globe.txt", "standard.txt")]
NEWSROOM = FIXTURES / "newsroom"
PAGE = str(FIXTURES / "flood-html" / "dispatch.html")

# typer brings the others; of rich it needs nothing for plain help.
LINE = {"annotated_doc", "shellingham", "typer"}
OWN_LINE = {"atomic", "cli", "errors", "progress"}
# What reads text and compares it.
READING = {"Stemmer", "numpy", "pysbd", "rapidfuzz", "tabulate"}
LETTERS = {"anyascii"}  # for names that are written with other letters than English has
MODEL = {"onnxruntime", "tokenizers"}
OWN_READING = {
    *("about", "additions", "align", "clauses", "compared", "crew", "data", "doubts", "echoes", "encode"),
    *(
        "facets",
        "facts",
        "findings",
        "frozen",
        "hints",
        "ingest",
        "models",
        "names",
        "pipeline",
        "report",
        "settings",
    ),
    *("settings_file", "speech", "spellings", "split", "told", "tomls", "values", "views", "words"),
}
NO_PACKAGES = {"cython_runtime", "reconcile"}  # the former is made by compiled modules, and is nothing

PROGRAM = """
import json, sys
before = set(sys.modules)
from reconcile.cli import main
sys.argv = ["reconcile", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
loaded = set(sys.modules) - before
print(json.dumps(sorted(m for m in loaded if not m.startswith("__"))), file=sys.stderr)
"""


def imported(arguments: list[str], tmp_path: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def outside(modules: set[str]) -> set[str]:
    """The packages that are neither ours nor the standard library's; helpers with an underscore left out."""
    tops = {m.partition(".")[0] for m in modules}
    return {t for t in tops - NO_PACKAGES - sys.stdlib_module_names if not t.startswith("_")}


def own(modules: set[str]) -> set[str]:
    return {m.split(".")[1] for m in modules if m.startswith("reconcile.")}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["compare", "--help"], ["check", "--help"]])
def test_help_imports_the_command_line_alone(arguments: list[str], tmp_path: Path) -> None:
    modules = imported(arguments, tmp_path)
    assert outside(modules) <= LINE
    assert own(modules) <= OWN_LINE | {"about"}


def test_what_compare_imports(tmp_path: Path) -> None:
    modules = imported(["compare", "--no-cache", *FERRY], tmp_path)
    assert outside(modules) == LINE | READING | LETTERS | MODEL
    assert own(modules) == OWN_LINE | OWN_READING
    assert "sqlite3" not in modules


def test_what_compare_imports_when_the_cache_knows_all(tmp_path: Path) -> None:
    imported(["compare", *FERRY], tmp_path)
    modules = imported(["compare", *FERRY], tmp_path)
    assert outside(modules) == LINE | READING | LETTERS
    assert own(modules) == OWN_LINE | OWN_READING - {"models"}
    assert "multiprocessing" not in modules


def test_what_check_imports_besides(tmp_path: Path) -> None:
    sources = [a for f in sorted(NEWSROOM.glob("*.txt")) for a in ("--against", str(f))]
    modules = imported(["check", "--no-cache", str(NEWSROOM / "draft.md"), *sources], tmp_path)
    assert outside(modules) == LINE | READING | MODEL
    assert own(modules) == OWN_LINE | OWN_READING | {"decisions", "decisions_file", "desk", "support"}


def test_a_page_brings_the_reader_of_pages(tmp_path: Path) -> None:
    modules = imported(["compare", "--no-cache", PAGE, FERRY[0]], tmp_path)
    assert "trafilatura" in modules
    assert not {"mammoth", "pypdf", "torch", "sentence_transformers", "jinja2", "starlette"} & modules
