"""The door of the server: which requests come in at all, and the headers that every answer bears.

A page of another site must not reach this one by way of the reader's browser: the Host header must name this server
(against DNS rebinding), and a request that changes anything must come from this page (against forged requests).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final

from starlette.exceptions import HTTPException

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MOST_BYTES: Final = 10 * 1024 * 1024  # of a body; a saved page has 0.1 to 3 MB
BODY_SECONDS = 60.0  # in which a whole body must be there
SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
METHODS: Final = SAFE_METHODS | {"POST"}
REPORTS: Final = "/api/csp"  # browsers send reports in types of their own

POLICY: Final = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types svelte-trusted-html", f"report-uri {REPORTS}",
))  # fmt: skip
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not let in."""

    status: int
    error: str
    detail: str


class Guard:
    """ASGI middleware: lets in what may come in, with a bound on size and time, and adds the headers."""

    def __init__(self, app: App, *, hosts: Iterable[str], any_address: bool = False) -> None:
        """`hosts`: names under which the server is known; `any_address`: any IP address is one, too."""
        self._app = app
        self._hosts = frozenset(h.lower() for h in hosts)
        self._any_address = any_address

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Serves a request, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        marked = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal:
            await refuse(marked, refusal)
            return
        await self._app(scope, _bounded(receive), marked)

    def _refusal(self, scope: MutableMapping[str, Any]) -> Refusal | None:
        headers = _single(scope["headers"])
        if headers is None:
            return Refusal(400, "double_header", "a header that may stand once stands twice")
        host = headers.get("host", "")
        if not self._knows(host):
            return Refusal(421, "unknown_host", "this server is not known by that name")
        method, path = scope["method"], scope["path"]
        if method not in METHODS:
            return Refusal(405, "method", "only GET, HEAD and POST are served")
        if _foreign(headers, host, strict=path.startswith("/api/")):
            return Refusal(403, "foreign", "the request comes from another site")
        if int(headers.get("content-length") or 0) > MOST_BYTES:
            return _TOO_LARGE
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        if method == "POST" and kind != "application/json" and path != REPORTS:
            return Refusal(415, "content_type", "the body must be JSON (content type application/json)")
        return None

    def _knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = host_name(host)
        return name in self._hosts or (self._any_address and _is_address(name))


_TOO_LARGE: Final = Refusal(413, "too_large", f"a body may have at most {MOST_BYTES // 1_048_576} MB")
_ONCE: Final = frozenset({"host", "origin", "content-length", "content-type", "sec-fetch-site", "authorization"})


def _single(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str] | None:
    """The headers that matter here by their names; None if one of them stands twice or a length is no number."""
    found: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name = raw_name.decode("latin-1").lower()
        if name not in _ONCE:
            continue
        if name in found:
            return None
        found[name] = raw_value.decode("latin-1").strip()
    length = found.get("content-length", "0")
    return found if length.isascii() and length.isdigit() and len(length) < 16 else None


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets.

    >>> host_name("[::1]:8765"), host_name("LocalHost:80")
    ('::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _foreign(headers: dict[str, str], host: str, *, strict: bool) -> bool:
    """Whether a browser sends the request for a page of another origin. `strict`: a link to it is not enough either."""
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin")
    if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
        return True
    return strict and site not in ("same-origin", "none")


def _bounded(receive: Receive) -> Receive:
    """The body of a request, bounded in size and time."""
    taken = 0
    whole = False
    ends = asyncio.get_running_loop().time() + BODY_SECONDS

    async def bounded() -> Message:
        nonlocal taken, whole
        if whole:  # what comes now is the end of the connection, which may take its time
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), ends - asyncio.get_running_loop().time())
        except TimeoutError:
            raise HTTPException(408, "the body of the request did not come in time") from None
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > MOST_BYTES:
            raise HTTPException(413, _TOO_LARGE.detail)
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    """`send` that adds the headers of every answer."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return marked


async def refuse(send: Send, refusal: Refusal) -> None:
    """Answers with the reason and ends the connection."""
    body = json.dumps({"error": refusal.error, "detail": refusal.detail}).encode()
    headers = [
        (b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"), (b"connection", b"close"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
