"""The addresses of the review page.

    GET  /                      the page
    GET  /assets/NAME           its style sheets and scripts
    GET  /state                 {"version", "checking", "fault"}: what the page asks for every second
    GET  /export/report.md      the report; /export/sheet.md, /export/decisions.toml
    POST /verdicts              {"finding", "verdict", "why", "window"} → {"finding", "version"}
    POST /undo                  {"window"} → {"finding", "version"}

An error is JSON, {"error": one line}: 400 what was sent cannot be read, 404 no such finding or address, 409
the decision cannot be made, 413 too much was sent; and those of guard.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reconcile.errors import ReconcileError
from reconcile.review import pages
from reconcile.review.guard import Guard
from reconcile.review.live import Live
from reconcile.review.verdicts import VERDICTS, Verdicts

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

# A verdict with its reason needs hundreds of bytes.
LARGEST = 16_384
LONGEST_WHY = 2_000
LONGEST_NAME = 200


class _Refused(Exception):
    """An answer that is an error: status and one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def application(live: Live, *, host: str, token: str, who: str = "") -> Guard:
    """Return the ASGI application that reviews a report; `host` and `token` are those of the guard."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    room = _Room(live, Verdicts(live.subject.decisions, who), token)
    routes = [
        Route("/", room.page),
        Route("/assets/{name}", room.asset),
        Route("/state", room.state),
        Route("/export/{name}", room.export),
        Route("/verdicts", room.verdict, methods=["POST"]),
        Route("/undo", room.undo, methods=["POST"]),
    ]
    handlers: Any = {
        HTTPException: _wrong_address,
        _Refused: _refused,
        ReconcileError: _conflict,
        Exception: _broken,
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers), host=host, token=token)


class _Room:
    """What answers the addresses. What is not `async` runs in a thread: it may wait for a file."""

    def __init__(self, live: Live, verdicts: Verdicts, token: str) -> None:
        self.live, self.verdicts, self.token = live, verdicts, token

    def page(self, request: Request) -> Response:
        standing = self.live.look()
        report = self.live.decided()
        text = pages.review_page(
            report,
            token=self.token,
            version=standing.version,
            watched=bool(self.live.subject.files()),
            fault=standing.fault,
        )
        return _text(text, "text/html; charset=utf-8")

    def asset(self, request: Request) -> Response:
        try:
            return _text(*pages.asset(request.path_params["name"]))
        except KeyError:
            raise _Refused(404, "no such asset") from None

    def state(self, request: Request) -> Response:
        told = self.live.look()
        return _json({"version": told.version, "checking": told.checking, "fault": told.fault})

    def export(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name == "report.md" and not self.live.subject.files():
            raise _Refused(404, "a JSON report does not hold all of its articles; make the report again")
        if name == "report.md":
            text = pages.markdown(self.live.decided(), self.live.subject.paths)
        elif name == "sheet.md":
            text = pages.sheet(self.live.decided())
        elif name == "decisions.toml":
            try:
                text = self.live.subject.decisions.read_text("utf-8")
            except (OSError, ValueError):
                raise _Refused(404, "no decision has been made yet") from None
        else:
            raise _Refused(404, "no such export")
        answer = _text(text, "text/plain; charset=utf-8")
        # The quotes are safe: the name is one of the three above.
        answer.headers["content-disposition"] = f'attachment; filename="{name}"'
        return answer

    async def verdict(self, request: Request) -> Response:
        sent = await _sent(request)
        told = {key: _string(sent, key) for key in ("finding", "verdict", "why", "window")}
        return await _threaded(lambda: self._give(**told))

    async def undo(self, request: Request) -> Response:
        window = _string(await _sent(request), "window")
        return await _threaded(lambda: self._told(self.verdicts.undo(window)))

    def _give(self, finding: str, verdict: str, why: str, window: str) -> Response:
        if verdict not in VERDICTS:
            raise _Refused(400, f"a verdict is one of: {', '.join(VERDICTS)}")
        report = self.live.bare
        chosen = next((f for f in report.findings if f.id == finding), None)
        if chosen is None:
            raise _Refused(404, "no such finding; the draft may have changed since")
        self.verdicts.give(report, chosen, verdict, why, window)
        return self._told(chosen.id)

    def _told(self, finding: str) -> Response:
        return _json({"finding": finding, "version": self.live.version()})


async def _sent(request: Request) -> dict[str, Any]:
    """The JSON object that was sent, of a limited size; more is not read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise _Refused(413, f"more than {LARGEST:,} bytes")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refused(400, "not JSON") from None
    if not isinstance(found, dict):
        raise _Refused(400, "not a JSON object")
    return found


def _string(sent: dict[str, Any], key: str) -> str:
    value = sent.get(key, "")
    if not isinstance(value, str) or len(value) > (LONGEST_WHY if key == "why" else LONGEST_NAME):
        raise _Refused(400, f"{key} must be text, and not longer than a line or two")
    return value


async def _threaded(work: Any) -> Response:
    from starlette.concurrency import run_in_threadpool

    answer: Response = await run_in_threadpool(work)
    return answer


def _text(text: str, kind: str) -> Response:
    from starlette.responses import Response

    return Response(text.encode("utf-8", "replace"), headers={"content-type": kind})


def _json(told: dict[str, Any], status: int = 200) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(told, status)


def _refused(request: Request, error: _Refused) -> Response:
    return _json({"error": error.why}, error.status)


def _wrong_address(request: Request, error: Any) -> Response:
    return _json({"error": str(error.detail)}, error.status_code)


def _conflict(request: Request, error: ReconcileError) -> Response:
    return _json({"error": " ".join(str(error).split())}, 409)


def _broken(request: Request, error: Exception) -> Response:
    return _json({"error": f"this could not be done ({type(error).__name__})"}, 500)
