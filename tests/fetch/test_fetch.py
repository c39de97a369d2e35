"""Fetching against a server on this computer, which must never be called unless a test lets it be."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from standoff.errors import ReadError
from standoff.fetch import fetch
from standoff.fetch.fetch import MOST_BYTES, checked

PAGE = b"<html><body><p>No talks until the bombing stops.</p></body></html>"
BOMB = gzip.compress(bytes(4 * MOST_BYTES))


class Canary(ThreadingHTTPServer):
    """A server that counts the connections it takes and sends what its paths say."""

    daemon_threads = True
    calls = 0

    def get_request(self) -> Any:
        self.calls += 1
        return super().get_request()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name, _, rest = self.path.lstrip("/").partition("?")
        if name == "to":
            self._send(302, b"", Location=rest)
        elif name.isdigit():
            self._send(302, b"", Location=f"/{int(name) - 1}" if int(name) else "/page")
        elif name == "packed":
            self._send(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
        elif name == "bomb":
            self._send(200, BOMB, **{"Content-Encoding": "gzip"})
        elif name == "large":
            self._send(200, bytes(MOST_BYTES + 1))
        elif name in ("drip", "pour"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if name == "pour" else b""))
            for n in range(50):
                self.wfile.write(b"X-%d: 1\r\n" % n)
                time.sleep(0.01)
        elif name == "short":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")
        elif name == "cookie":
            self._send(302, b"", Location="/echo", **{"Set-Cookie": "a=b"})
        elif name == "echo":
            self._send(200, str(self.headers).encode())
        else:
            self._send(200 if name == "page" else 404, PAGE, **{"Content-Type": "text/html; charset=utf-8"})

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    with closing(server.socket):
        yield server
        server.shutdown()


def anywhere(_: str) -> bool:
    return True


def base(canary: Canary) -> str:
    return f"http://127.0.0.1:{canary.server_address[1]}"


FORMS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0",
    "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "①②⑦.⓪.⓪.①",
    "127。0。0。1", "127.0.0.1%00.example", "127.127.127.127",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_an_inner_address_reaches_the_server(canary: Canary, form: str) -> None:
    with pytest.raises(ReadError):
        fetch(f"http://{form}:{canary.server_address[1]}/page")
    assert canary.calls == 0


def test_a_name_that_leads_to_an_inner_address_does_not_reach_the_server(
    canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = canary.server_address[1]
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers)
    with pytest.raises(ReadError, match="inner network"):
        fetch(f"http://news.example:{port}/page")
    assert canary.calls == 0


def test_a_redirect_to_an_inner_address_is_not_followed(canary: Canary) -> None:
    """The first call is let through, as to a server of the internet; the second is to an inner address."""
    asked: list[str] = []

    def first_only(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(ReadError, match="inner network"):
        fetch(f"{base(canary)}/to?http://localhost:{canary.server_address[1]}/page", may_call=first_only)
    assert canary.calls == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/hosts", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:text/plain,x", "//u:p@127.0.0.1/"]
)
def test_a_redirect_to_another_kind_of_address_is_not_followed(canary: Canary, target: str) -> None:
    with pytest.raises(ReadError):
        fetch(f"{base(canary)}/to?{target}", may_call=anywhere)


@pytest.mark.parametrize(
    "url", ["file:///etc/hosts", "http://", "http:///x", "http://a b/", "http://u:p@news.example/", "http://x\\y/", "x"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ReadError):
        checked(url)


def test_a_page_comes_as_it_was_sent(canary: Canary) -> None:
    page = fetch(f"{base(canary)}/page#part", may_call=anywhere)
    assert (page.raw, page.url, page.media_type) == (PAGE, f"{base(canary)}/page", "text/html; charset=utf-8")
    assert fetch(f"{base(canary)}/packed", may_call=anywhere).raw == PAGE


def test_redirects_are_followed_five_times(canary: Canary) -> None:
    assert fetch(f"{base(canary)}/4", may_call=anywhere).url == f"{base(canary)}/page"
    with pytest.raises(ReadError, match="more than 5"):
        fetch(f"{base(canary)}/5", may_call=anywhere)


@pytest.mark.parametrize(("path", "why"), [("bomb", "packed so tightly"), ("large", "too large"), ("none", "404")])
def test_what_is_no_page_is_refused(canary: Canary, path: str, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        fetch(f"{base(canary)}/{path}", may_call=anywhere)


@pytest.mark.parametrize("path", ["drip", "pour"])
def test_a_server_that_sends_slowly_is_given_up(canary: Canary, path: str) -> None:
    with pytest.raises(ReadError, match="did not come within"):
        fetch(f"{base(canary)}/{path}", may_call=anywhere, seconds=0.1)


def test_half_a_page_is_no_page(canary: Canary) -> None:
    with pytest.raises(ReadError):
        fetch(f"{base(canary)}/short", may_call=anywhere)


def test_nothing_is_told_of_the_reader(canary: Canary) -> None:
    sent = fetch(f"{base(canary)}/cookie", may_call=anywhere).raw.decode()
    assert "standoff" in sent
    assert not any(name in sent for name in ("Cookie", "Referer", "Authorization"))
