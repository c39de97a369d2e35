"""A server over a ledger of two stories by two outlets, written by hand: no encoder, no network, no socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from standoff.batch import Read
from standoff.contract import seal_of
from standoff.errors import ReadError
from standoff.serve.app import Settings, make_app
from standoff.serve.desk import Desk
from standoff.serve.parts import Parts
from standoff.serve.queue import ReadQueue
from standoff.serve.worker import Task
from standoff.store import open_store
from tests.conftest import build

BASE = "http://127.0.0.1:8765"
Get = Callable[..., Any]


def document(*, raw: bytes, publisher: str) -> dict[str, Any]:
    """The document of the story written by hand, as another page of another outlet."""
    made = build(raw=raw, uri=f"{publisher}.txt").to_dict()
    made["story"] = {**made["story"], "publisher": publisher}
    return {**made, "seal": seal_of(made)}


def read(task: Task) -> Read:
    """Stands in for the model: every page holds the story written by hand, but those that begin with "bad"."""
    if task.raw.startswith(b"bad"):
        raise ReadError(task.name, "story", "no story in it")
    made = document(raw=task.raw, publisher=task.given.publisher or "Pasted")
    return Read(task.name, made, task.raw, (0.5, 0.5))


def fetch(url: str) -> Task:
    if "inner" in url:
        raise ReadError(url, "fetch", "lies in an inner network, which is never called")
    return Task(url.encode(), url, uri=url)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two stories."""
    path = tmp_path_factory.mktemp("serve") / "a.db"
    with open_store(path, write=True) as store:
        for raw, publisher in ((b"one", "Harbour Wire"), (b"two", "The Meridian")):
            store.put(document(raw=raw, publisher=publisher), raw=raw, at="2022-03-01T12:00:00+00:00")
    return path


@pytest.fixture(scope="session")
def app(written: Path) -> FastAPI:
    """A server, made once: its calls are the same for every ledger."""
    return make_app(Settings(written), reader=read, fetcher=fetch)


@pytest.fixture
def client(app: FastAPI, written: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The server over a ledger that this test alone writes to."""
    db = tmp_path / "a.db"
    copyfile(written, db)
    queue = ReadQueue(db, reader=read, fetcher=fetch)
    app.state.parts = Parts(Desk(db), queue)
    yield TestClient(app, base_url=BASE)
    queue.close()


@pytest.fixture
def make(written: Path) -> Iterator[Callable[..., FastAPI]]:
    """Servers with settings of their own."""
    apps = []

    def made(**settings: Any) -> FastAPI:
        apps.append(make_app(Settings(written, **settings), reader=read, fetcher=fetch))
        return apps[-1]

    yield made
    for one in apps:
        one.state.parts.queue.close()


@pytest.fixture
def get(client: TestClient) -> Get:
    """The JSON of a call that succeeds."""

    def call(path: str, **more: Any) -> Any:
        answer = client.get(f"/api/{path}", **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return call
