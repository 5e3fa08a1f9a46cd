"""The order of the house: a module imports only from lower layers, and packages of one layer not each other.

Inside a package all is allowed, relative imports of one dot too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "reconcile"

# From the bottom up; a new module or package gets its place here.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("frozen",),
    ("about", "errors", "hints", "progress", "tomls", "values"),
    ("atomic", "data", "decisions_file", "models", "page", "settings_file"),
    ("clauses", "crew", "settings", "words"),
    ("encode", "facets", "ingest", "names", "speech", "split"),
    (
        *("additions", "align", "decisions", "desk", "doubts", "echoes", "facts", "findings"),
        *("judge", "spellings", "support", "views"),
    ),
    ("report", "told"),
    ("compared",),
    ("pipeline",),
    ("__init__",),
    ("archive", "review"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(PACKAGE.rglob("*.py"))


def top(path: Path) -> str:
    """Return the module or package of `reconcile` that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.AST, tops: set[str], nested: bool) -> Iterator[tuple[int, str]]:
    """Give line and module or package for each import from `reconcile`, those inside functions too.

    `nested` says that the file lies in a package, where one dot means that package.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level > 0:
            if node.level > 1 or not nested:
                yield node.lineno, "a relative import out of its package"
        elif isinstance(node, ast.ImportFrom) and node.module == "reconcile":
            yield from ((node.lineno, a.name if a.name in tops else "__init__") for a in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reconcile."):
            yield node.lineno, (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            names = [a.name.split(".") for a in node.names if a.name.split(".")[0] == "reconcile"]
            yield from ((node.lineno, parts[1] if len(parts) > 1 else "__init__") for parts in names)


def faults(source: str, own: str, tops: set[str], nested: bool = True) -> list[str]:
    """Return what is wrong with the imports of one file of the module or package `own`."""
    found = []
    for line, other in imported(ast.parse(source), tops, nested):
        if other == own and own != "__init__":
            continue
        if other not in RANK:
            found.append(f"line {line}: {other} has no layer")
        elif RANK[other] >= RANK.get(own, 0):
            found.append(f"line {line}: {own} (layer {RANK.get(own)}) imports {other} (layer {RANK[other]})")
    return found


def test_every_module_has_a_layer() -> None:
    assert sorted({top(p) for p in FILES} - RANK.keys()) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_only_from_lower_layers(path: Path) -> None:
    tops = {top(p) for p in FILES}
    assert faults(path.read_text("utf-8"), top(path), tops, path.parent != PACKAGE) == []


@pytest.mark.parametrize(
    ("source", "own", "fault"),
    [
        ("from reconcile.values import Span", "split", None),
        ("from reconcile.facets.numbers import read", "facets", None),
        ("from reconcile import words", "facets", None),
        ("from reconcile.names import match", "facets", "layer 4"),
        ("def f():\n    import reconcile.pipeline", "report", "line 2"),
        ("from reconcile import compare", "findings", "__init__"),
        ("from reconcile import findings", "words", "findings"),
        ("from . import numbers", "facets", None),
        ("from .. import words", "facets", "relative"),
        ("from reconcile.unheard_of import x", "cli", "no layer"),
    ],
)
def test_the_test_sees_a_wrong_import(source: str, own: str, fault: str | None) -> None:
    found = faults(source, own, set(RANK))
    assert (found == []) if fault is None else (len(found) == 1 and fault in found[0])
