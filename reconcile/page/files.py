"""The files of the page, their media types, and the policy that lets a browser run these and no others."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

# What a server may serve, by name.
ASSETS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
}


@cache
def asset(name: str) -> str:
    """Return the text of an asset; raises KeyError for a name that is not in ASSETS."""
    if name not in ASSETS:
        raise KeyError(name)
    return (files(__package__) / "assets" / name).read_text("utf-8")


@cache
def policy(*, served: bool = False) -> str:
    """Return the Content-Security-Policy of the page.

    The file allows its own style and script by hash, and nothing else: no request, no form, no frame.
    A served page takes both from its own server and may ask it for more (`served`).
    """
    if served:
        allowed = ["style-src 'self'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]
    else:
        allowed = [f"style-src {_hash(asset('page.css'))}", f"script-src {_hash(asset('page.js'))}"]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
