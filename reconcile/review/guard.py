"""Who is answered: this machine's own browser, at this server's own address, with this start's token.

Each rule stops one way in. The page is served to 127.0.0.1 alone; a site that makes its name point there
(DNS rebinding) sends its own name as Host; another program or user of the machine lacks the token; a site
that posts here from the same browser (cross-site request forgery) sends no cookie, for it is SameSite=Strict,
and cannot set the header. What is answered holds article text: no cache keeps it, no frame shows it.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from reconcile.page import policy

HEADER = "x-reconcile-token"
# The policy of every answer: what this server gives, and nothing else; no form, no frame.
POLICY = policy(served=True)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
SAFE = ("GET", "HEAD")


class Guard:
    """An ASGI application before another: it answers what it refuses, and dresses every answer."""

    def __init__(self, app: Any, *, host: str, token: str) -> None:
        """Guard `app`; `host` is the only Host that is answered ("127.0.0.1:8421")."""
        self.app, self.host, self.token = app, host, token
        self.cookie = f"reconcile-{host.rpartition(':')[2]}"  # cookies are not kept apart by port

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = [(k.encode(), v.encode()) for k, v in HEADERS]
                message = {**message, "headers": [*message.get("headers", []), *own]}
            await send(message)

        if scope["type"] != "http":  # no sockets of any other kind
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = self._refused(scope)
        if refused:
            await _answer(dressed, *refused)
        elif self._enters(scope):
            await _answer(dressed, 303, "", [("location", "/"), ("set-cookie", self._set_cookie())])
        else:
            await self.app(scope, receive, dressed)

    def _refused(self, scope: Any) -> tuple[int, str] | None:
        """Status and reason for which a request is refused; None where it is not."""
        headers = scope["headers"]
        if _all(headers, "host") != [self.host]:
            return 421, f"this server is {self.host} and answers to no other name"
        if self._enters(scope):
            return None
        if not any(self._right(t) for t in self._cookies(headers)):
            return 403, "no token, or a wrong one; open the address that reconcile review printed"
        if scope["method"] in SAFE:
            return None
        if not any(self._right(t) for t in _all(headers, HEADER)):
            return 403, f"the header {HEADER} is missing or wrong"
        origins = _all(headers, "origin")
        if origins and origins != [f"http://{self.host}"]:
            return 403, "from another site"
        types = [t.partition(";")[0].strip().casefold() for t in _all(headers, "content-type")]
        return None if types == ["application/json"] else (415, "send application/json")

    def _enters(self, scope: Any) -> bool:
        """Whether this is the first address, with the right token in it."""
        if scope["method"] != "GET" or scope["path"] != "/":
            return False
        try:
            asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=10)
        except ValueError:
            return False
        return any(self._right(t) for t in asked.get("token", ()))

    def _cookies(self, headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
        found = []
        for line in _all(headers, "cookie"):
            try:
                jar = SimpleCookie(line)
            except CookieError:
                continue
            if self.cookie in jar:
                found.append(jar[self.cookie].value)
        return found

    def _set_cookie(self) -> str:
        return f"{self.cookie}={self.token}; HttpOnly; SameSite=Strict; Path=/"

    def _right(self, token: str) -> bool:
        """Compare in a time that tells nothing of where two tokens part."""
        return hmac.compare_digest(token.encode(), self.token.encode())


def _all(headers: Iterable[tuple[bytes, bytes]], name: str) -> list[str]:
    return [v.decode("latin-1") for k, v in headers if k.decode("latin-1").casefold() == name]


async def _answer(send: Any, status: int, why: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    body = json.dumps({"error": why}).encode() if why else b""
    told = [("content-type", "application/json"), ("content-length", str(len(body))), *headers]
    start = {"type": "http.response.start", "status": status}
    await send({**start, "headers": [(k.encode(), v.encode()) for k, v in told]})
    await send({"type": "http.response.body", "body": body})
