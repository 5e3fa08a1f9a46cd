"""How a long run says what it is doing. The stages call it; only the command line shows anything."""

from __future__ import annotations

from typing import Protocol

__all__ = ["HEEDS_FORKS", "SILENT", "Progress", "Silent"]

HEEDS_FORKS = "reconcile-progress"  # the name of a thread that shows progress and holds still during a fork


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins: what is being done, in an editor's words, in how many steps (0: unknown)."""
        ...

    def step(self, count: int = 1) -> None:
        """So many more steps of the stage are done."""
        ...


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int = 0) -> None:
        """Nothing is shown."""

    def step(self, count: int = 1) -> None:
        """Nothing is counted."""


SILENT = Silent()
