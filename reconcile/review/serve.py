"""A socket on this machine alone, a browser that is shown the address, and a clean end."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from reconcile.errors import OutputError, ReconcileError
from reconcile.review.subject import Subject

if TYPE_CHECKING:
    from reconcile.review.guard import Guard

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 32


def review(
    subject: Subject,
    *,
    port: int = 0,
    browser: bool = True,
    who: str = "",
    told: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve the review page until Ctrl-C.

    `port` 0 takes a free one; `browser` opens the address; `who` stands in the decisions; `told` is
    given the lines for the user. Raises ReconcileError where the extra `review` is missing or the first
    report cannot be made, OutputError where the port cannot be had.
    """
    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise ReconcileError(f"review needs {' and '.join(missing)}; run: pip install 'reconcile[review]'")
    from reconcile.review.app import application
    from reconcile.review.live import Live

    with _bound(port) as bound:
        host = f"{LOOPBACK}:{bound.getsockname()[1]}"
        token = secrets.token_urlsafe(TOKEN_BYTES)
        live = Live(subject)
        address = f"http://{host}/?token={token}"
        told(address)
        if browser:
            _show(address)
        _run(application(live, host=host, token=token, who=who), bound)


def _show(address: str) -> None:
    """Open the browser from a thread: one that lives in the terminal keeps its caller until it ends."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _run(app: Guard, bound: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # it would write the token to the terminal
        server_header=False,
        timeout_graceful_shutdown=1,
        ws="none",
        lifespan="off",
    )
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        return  # the end that is meant


def _bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((LOOPBACK, port))
        made.listen()
    except (OSError, OverflowError) as error:
        made.close()
        told = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"port {port}: cannot listen on it ({told}); give another --port, or none"
        ) from None
    return made
