"""The door: who is let in, and what every answer bears."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from standoff.serve.access import ACCESS, Keys
from standoff.serve.app import _ROUTERS
from standoff.serve.guard import MOST_BYTES, host_name
from tests.serve.conftest import BASE

TOKENS = {"tokens": {"a-long-token": "admin", "a-view-token": "read"}}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example", "", "169.254.169.254",
     "127.0.0.2", "[::2]", "0.0.0.0:8765", "127.0.0.1@evil.example"],
)  # fmt: skip
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/state", headers={"Host": host}).status_code == 421
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_its_own_names_are_let_in(client: TestClient, host: str) -> None:
    assert client.get("/api/state", headers={"Host": host}).status_code == 200


def test_host_names_are_read_without_their_ports() -> None:
    assert [host_name(h) for h in ("a:1", "[::1]", "[::1]:2", "A")] == ["a", "::1", "::1", "a"]


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9999"},
     {"Origin": "https://127.0.0.1:8765.evil.example"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_nothing_is_changed_or_read_for_another_site(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/read", json={"text": "x"}, headers=headers).status_code == 403
    assert client.get("/api/events", headers=headers).status_code == 403


def test_the_page_itself_is_let_in(client: TestClient) -> None:
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/read", json={"text": "x"}, headers=own).status_code == 202


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(client: TestClient, kind: str) -> None:
    answer = client.post("/api/read", content=b'{"text": "x"}', headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_other_methods_are_refused(client: TestClient) -> None:
    assert [client.request(m, "/api/events").status_code for m in ("PUT", "DELETE", "OPTIONS", "TRACE")] == [405] * 4


def test_a_body_is_bounded_told_or_not(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(MOST_BYTES // 1_000_000 + 1):
            yield b"x" * 1_000_000

    json = {"Content-Type": "application/json"}
    assert client.post("/api/read", content=b"x" * (MOST_BYTES + 1), headers=json).status_code == 413
    assert client.post("/api/read", content=pieces(), headers=json).status_code == 413


def test_a_header_that_stands_twice_is_refused(client: TestClient) -> None:
    twice = [("Host", "127.0.0.1"), ("Origin", BASE), ("Origin", "http://evil.example")]
    assert client.get("/api/state", headers=twice).status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/state", "/api/none", "/story/abc"])
def test_every_answer_bears_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy and "require-trusted-types-for 'script'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_a_refusal_bears_the_policy_too(client: TestClient) -> None:
    assert "content-security-policy" in client.get("/", headers={"Host": "evil.example"}).headers


def routes() -> set[tuple[str, str]]:
    found = {
        (m, r.path) for module in _ROUTERS for r in module.router.routes if isinstance(r, APIRoute) for m in r.methods
    }
    return found | {("GET", "/openapi.json")}


def test_every_route_is_in_the_access_table_and_nothing_else() -> None:
    assert routes() == set(ACCESS)


def test_what_writes_needs_more_than_looking() -> None:
    assert all(scope in ("review", "admin", "open") for (method, _), scope in ACCESS.items() if method == "POST")


def test_a_token_is_needed_where_there_is_one(make: Callable[..., FastAPI]) -> None:
    client = TestClient(make(**TOKENS), base_url=BASE)
    state = client.get("/api/state").json()
    assert state["token_needed"] and state["ledger"] is None
    closed = [path for (method, path), scope in ACCESS.items() if method == "GET" and scope != "open"]
    assert {client.get(f"/api{path}").status_code for path in closed} == {401}
    assert client.get("/api/events", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/events", headers={"Authorization": "Bearer a-long-token"}).status_code == 200


def test_a_view_token_looks_and_does_not_write(make: Callable[..., FastAPI]) -> None:
    client = TestClient(make(**TOKENS), base_url=BASE, headers={"Authorization": "Bearer a-view-token"})
    assert client.get("/api/events").status_code == 200
    assert client.post("/api/read", json={"text": "x"}).status_code == 403
    assert client.post("/api/review", json={"record": "x", "verdict": "accepted"}).status_code == 403


def test_a_visit_has_a_cookie_that_scripts_and_sites_cannot_use(make: Callable[..., FastAPI]) -> None:
    client = TestClient(make(**TOKENS), base_url=BASE)
    assert client.post("/api/login", json={"token": "wrong"}).status_code == 403
    cookie = client.post("/api/login", json={"token": "a-long-token"}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "a-long-token" not in cookie
    assert client.get("/api/events").status_code == 200
    client.post("/api/logout", json={})
    assert client.get("/api/events").status_code == 401


def test_tokens_cannot_be_tried_at_will(make: Callable[..., FastAPI]) -> None:
    client = TestClient(make(**TOKENS), base_url=BASE)
    answers = [client.post("/api/login", json={"token": str(n)}).status_code for n in range(12)]
    assert answers == [403] * 10 + [429] * 2


def test_visits_are_ended_and_unknown_ones_open_nothing() -> None:
    keys = Keys({"a-long-token": "admin"})
    visit = keys.begin("a-long-token")
    assert keys.scope_of(None, visit) == "admin"
    keys.end(visit)
    assert keys.scope_of(None, visit) == "open" and keys.begin("") is None
