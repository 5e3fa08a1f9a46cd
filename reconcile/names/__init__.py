"""NAMES: find names (mentions), tell whether two are one (match), make entities of all (resolve)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reconcile.names.match import compare_names
from reconcile.names.mentions import find
from reconcile.names.resolve import resolve
from reconcile.values import Kind

if TYPE_CHECKING:
    from reconcile.names.blocking import CrossMatch

__all__ = ["compare_names", "cross_match", "find", "resolve"]


def cross_match(names: Sequence[str], *, kind: Kind | None = None) -> CrossMatch:
    """Return which names of a list are one; `reconcile.names.blocking`, which tells how, is loaded for it."""
    from reconcile.names import blocking

    return blocking.cross_match(names, kind=kind)
