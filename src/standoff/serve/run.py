"""Runs the server of the page until it is stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from standoff.serve.app import Settings, make_app
from standoff.serve.queue import Fetcher
from standoff.serve.worker import Worker

HEAD_SECONDS = 10.0  # in which the head of a request must be there
_IDLE_SECONDS: Final = 30  # that a connection without a request is kept
_CONNECTIONS: Final = 500
_HEAD_BYTES: Final = 32_768
_WAITING: Final = 128  # connections that wait to be taken


class ImpatientProtocol(H11Protocol):
    """HTTP/1.1 in which the head of a request must come in time: slow senders hold no connection."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begins to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Takes bytes; once a request is whole the wait is over."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()

    def on_response_complete(self) -> None:
        """Begins to wait for the next head; an idle connection has its own bound."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait(_IDLE_SECONDS + HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self, seconds: float | None = None) -> None:
        self._stop()
        self._timer = self.loop.call_later(HEAD_SECONDS if seconds is None else seconds, self._give_up)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; `port` 0 takes any free one. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(_WAITING)
    except OSError:
        bound.close()
        raise
    return bound


def run_server(settings: Settings, bound: socket.socket, *, fetcher: Fetcher, ready: Callable[[], None]) -> None:
    """Serves on a bound socket until it is told to stop; `ready` is called when the first request can come."""
    worker = Worker()
    server = make_server(make_app(settings, reader=worker.read, fetcher=fetcher), ready=ready)
    try:
        server.run(sockets=[bound])
    finally:
        worker.close()
        bound.close()


def make_server(app: FastAPI, *, ready: Callable[[], None]) -> uvicorn.Server:
    """The server with its bounds on time, size and number."""
    config = uvicorn.Config(
        app, http=ImpatientProtocol, ws="none", loop="asyncio", log_level="warning", access_log=False,
        timeout_keep_alive=_IDLE_SECONDS, limit_concurrency=_CONNECTIONS, server_header=False, date_header=True,
        h11_max_incomplete_event_size=_HEAD_BYTES, timeout_graceful_shutdown=3, proxy_headers=False,
    )  # fmt: skip
    return _Server(config, ready)


class _Server(uvicorn.Server):
    """uvicorn that tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
