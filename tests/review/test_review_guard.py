"""Who is answered, and how: Host, token, cookie, header, origin, type, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reconcile.review.guard import HEADER, POLICY
from reconcile.review.subject import Subject

HOST, TOKEN = "127.0.0.1:8421", "a-token-of-this-start"
PATHS = (
    "/",
    "/state",
    "/assets/page.css",
    "/assets/review.js",
    "/export/report.md",
    "/export/decisions.toml",
    "/no",
)


@pytest.mark.parametrize(
    "host", ["localhost:8421", "127.0.0.1", "127.0.0.1:80", "evil.example", "evil.example:8421", ""]
)
def test_no_other_host_is_answered(room: Any, host: str) -> None:
    for path in PATHS:
        answer = room.client.get(path, headers={"Host": host})
        assert (answer.status_code, list(answer.json())) == (421, ["error"])
    refused = room.client.get(f"/?token={TOKEN}", headers={"Host": host})
    assert refused.status_code == 421
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", [None, "", "wrong", TOKEN[:-1], TOKEN + "x", "é"])
def test_nothing_without_the_token(
    story: Subject, enter: Callable[..., Any], path: str, cookie: str | None
) -> None:
    room = enter(story, token=False)
    headers = {} if cookie is None else {"Cookie": f"reconcile-8421={cookie}".encode()}
    answer = room.client.get(path, headers=headers)
    assert (answer.status_code, list(answer.json())) == (403, ["error"])
    assert room.client.get(f"{path}?token=wrong", headers=headers).status_code == 403


def test_the_first_address_gives_the_cookie_and_leaves_the_token_out(
    story: Subject, enter: Callable[..., Any]
) -> None:
    room = enter(story, token=False)
    answer = room.client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"] == f"reconcile-8421={TOKEN}; HttpOnly; SameSite=Strict; Path=/"
    assert room.client.get("/").status_code == 200
    assert room.client.get("/?" + "&".join(f"a{n}=1" for n in range(99))).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({HEADER: "wrong"}, 403),
        ({HEADER: TOKEN, "Origin": "http://evil.example"}, 403),
        ({HEADER: TOKEN, "Origin": "null"}, 403),
        ({HEADER: TOKEN, "Content-Type": "text/plain"}, 415),
        ({HEADER: TOKEN, "Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({HEADER: TOKEN, "Content-Type": ""}, 415),
        ({HEADER: TOKEN, "Content-Type": "application/json", "Origin": f"http://{HOST}"}, 200),
        ({HEADER: TOKEN, "Content-Type": "application/json; charset=utf-8"}, 200),
    ],
)
def test_what_a_post_needs(room: Any, headers: dict[str, str], status: int) -> None:
    finding = room.live.bare.findings[0].id
    body = f'{{"finding": "{finding}", "verdict": "accept"}}'
    answer = room.client.post("/verdicts", content=body, headers=headers)
    assert answer.status_code == status
    assert room.live.subject.decisions.exists() == (status == 200)
    assert answer.headers["content-type"] == "application/json"


def test_every_answer_carries_the_headers(room: Any) -> None:
    answers = [room.client.get(p) for p in (*PATHS, f"/?token={TOKEN}")]
    answers += [room.client.get("/", headers={"Host": "x"}), room.post("/verdicts", []), room.post("/no", {})]
    assert {a.status_code for a in answers} == {200, 303, 400, 404, 421}
    for answer in answers:
        assert answer.headers.get_list("content-security-policy") == [POLICY]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
    rules = dict(r.split(" ", 1) for r in POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert {rules[r] for r in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert {rules[r] for r in ("frame-ancestors", "base-uri", "form-action")} == {"'none'"}
    assert len(rules) == 6


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method(room: Any, method: str) -> None:
    assert room.client.request(method, "/").status_code == 403
    answer = room.client.request(method, "/", headers={HEADER: TOKEN, "Content-Type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (405, ["error"])
