"""NAMES: find names (mentions), tell whether two are one (match), make entities of all (resolve)."""

from __future__ import annotations

from reconcile.names.blocking import cross_match
from reconcile.names.match import compare_names
from reconcile.names.mentions import find
from reconcile.names.resolve import resolve

__all__ = ["compare_names", "cross_match", "find", "resolve"]
