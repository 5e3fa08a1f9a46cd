"""The public names: all there, loaded when first used, and cheap until then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reconcile

ROOT = Path(__file__).resolve().parents[1]


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", reconcile.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    public = getattr(reconcile, name)
    assert public.__doc__
    assert callable(public)
    assert public.__module__.startswith("reconcile.")


def test_names_are_what_their_modules_hold() -> None:
    from reconcile.errors import ReconcileError
    from reconcile.pipeline import compare
    from reconcile.values import Article

    assert reconcile.Article is Article
    assert reconcile.ReconcileError is ReconcileError
    assert reconcile.compare is compare
    assert sorted(reconcile.__all__) == list(reconcile.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'reconcile' has no attribute 'comapre'"):
        _ = reconcile.comapre  # type: ignore[attr-defined]
    assert not hasattr(reconcile, "__wrapped__")


def test_no_public_name_is_hidden_by_a_module() -> None:
    package = Path(str(reconcile.__file__)).parent
    modules = {p.stem for p in package.iterdir() if p.suffix == ".py" or p.is_dir()}
    assert modules.isdisjoint(reconcile.__all__)


HEAVY = ("numpy", "onnxruntime", "tokenizers", "sentence_transformers", "torch", "lxml", "typer")


@pytest.mark.parametrize("code", ["import reconcile", "import reconcile; reconcile.Article.from_text('x')"])
def test_the_import_costs_next_to_nothing(code: str) -> None:
    assert run(f"{code}; import sys; print([m for m in {HEAVY} if m in sys.modules])") == "[]"


def test_names_match_without_the_encoder() -> None:
    code = "import reconcile, sys; print(reconcile.compare_names('Ada Lund', 'A. Lund').same)"
    assert run(f"{code}; print('onnxruntime' in sys.modules)").split() == ["True", "False"]


def test_a_star_import_gives_the_public_names() -> None:
    names = run("from reconcile import *; print(*sorted(n for n in dir() if not n.startswith('__')))")
    assert names.split() == sorted(reconcile.__all__)
