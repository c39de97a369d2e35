"""The server on a socket, and the command that starts it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi import FastAPI

from standoff.cli import run
from standoff.serve import guard
from standoff.serve import run as running
from standoff.serve.run import listen, make_server


@pytest.fixture
def port(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(running, "HEAD_SECONDS", 0.15)
    bound, up = listen("127.0.0.1", 0), Event()
    server = make_server(app, ready=up.set)
    thread = Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    assert up.wait(5)
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(5)
    bound.close()


def test_who_sends_a_head_slowly_is_cut_off_and_others_are_served(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(20)]
    for connection in slow:
        connection.sendall(b"GET /api/state HTTP/1.1\r\nHost: 127")
    honest = HTTPConnection("127.0.0.1", port, timeout=5)
    honest.request("GET", "/api/state")
    assert honest.getresponse().status == 200
    ends = []
    for connection in slow:
        with suppress(ConnectionResetError):
            ends.append(connection.recv(1))
    assert set(ends) <= {b""}


def test_dripping_does_not_help(port: int) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=5)
    with connection, pytest.raises((ConnectionResetError, BrokenPipeError)):
        drip(connection, 200)


def drip(connection: socket.socket, number: int) -> None:
    for _ in range(number):
        connection.sendall(b"X")
        time.sleep(0.005)


def test_a_body_that_does_not_come_is_not_waited_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.1)
    head = (
        b"POST /api/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head)
        assert connection.recv(12) == b"HTTP/1.1 408"


def test_a_head_too_large_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 40_000)
        assert connection.recv(12) == b"HTTP/1.1 400"


@pytest.mark.parametrize(
    "options",
    [["--host", "0.0.0.0"], ["--host", "192.168.1.5"], ["--token", "short"], ["--view-token", "only-this-one"],
     ["--token", "the-same-token", "--view-token", "the-same-token"], ["--port", "70000"]],
)  # fmt: skip
def test_the_ledger_is_not_opened_to_others_by_mistake(tmp_path: Path, options: list[str]) -> None:
    assert run(["serve", "--db", str(tmp_path / "a.db"), "--no-browser", *options]) == 2


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        number = str(taken.getsockname()[1])
        assert run(["serve", "--db", str(tmp_path / "a.db"), "--no-browser", "--port", number]) == 2
    assert "address already in use" in capsys.readouterr().err
