"""The command line: options → pipeline → write → exit code. The only package that prints.

Exit codes: 0 done, nothing at or above the fail level; 1 findings at or above it; 2 could not run;
130 stopped by Ctrl-C. The commands are imported by `main`, which by then heeds Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from reconcile.cli.stopping import STOPPED, heeded
from reconcile.errors import ReconcileError

if TYPE_CHECKING:
    from reconcile.cli.commands import app

__all__ = ["app", "main"]

# Objects made before the first look for rings of them that nobody holds. A comparison of two articles makes
# half as many and hardly a ring; looking every 700 objects, as Python does, takes a tenth of its time.
LOOK_AFTER = 500_000


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(f"module 'reconcile.cli' has no attribute {name!r}")
    from reconcile.cli.commands import app

    return app


def main() -> None:
    """Run the command line; what a user can mend is one line on stderr and exit code 2."""
    gc.set_threshold(LOOK_AFTER, *gc.get_threshold()[1:])
    # Read by numpy when it is imported: the matrices are small, and threads that wait for each other in every
    # product of two took five times the processor time of one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with heeded() as stop:
        try:
            from reconcile.cli.commands import app

            app()
        except BaseException as end:
            # Once stopped, what is raised is the stop or what comes of it; another code is an answer to it.
            code = end.code if isinstance(end, SystemExit) else STOPPED
            if stop.asked and code == STOPPED:
                stop.end()
            stop.withdraw()
            if isinstance(end, ReconcileError):
                sys.stderr.write(f"reconcile: {end}\n")
                sys.exit(2)
            if isinstance(end.__context__, BrokenPipeError):  # of which typer makes an exit with 1
                sys.exit(0)  # the reader of the report went away (| head): not an error
            raise
