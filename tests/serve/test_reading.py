"""Stories that are put into the queue, and what becomes of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from standoff.batch import Read
from standoff.errors import ReadError
from standoff.model import Given
from standoff.serve import queue
from standoff.serve.queue import ReadQueue
from standoff.serve.worker import Task, Worker
from standoff.store import Choice, StoredJob, open_store
from tests.serve.conftest import Get, fetch, read


def put(client: TestClient, **story: Any) -> Any:
    answer = client.post("/api/read", json=story)
    assert answer.status_code == 202, answer.text
    return ended(client, answer.json()["job"]["id"])


def ended(client: TestClient, identifier: str) -> Any:
    while True:
        job = client.get(f"/api/jobs/{identifier}").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.002)


def test_a_pasted_text_is_read_and_kept(client: TestClient, get: Get) -> None:
    job = put(client, text="First line\nNo talks.", date="2022-03-02", publisher="Eastern Ledger")
    assert (job["state"], job["name"], job["reason"]) == ("done", "First line", None)
    assert get(f"stories/{job['page']}")["story"]["publisher"] == "Eastern Ledger"
    assert get("stories")["total"] == 3 and get("events")["rows"][0]["reports"] == 3


def test_the_vector_of_a_story_is_kept(client: TestClient, app: FastAPI) -> None:
    page = put(client, text="No talks.")["page"]
    stories = app.state.parts.desk.overview().ledger.stories
    assert {s.page: s.vector for s in stories}[page] == (0.5, 0.5)


@pytest.mark.parametrize(
    "story", [{}, {"text": " "}, {"text": "a", "url": "http://b.example/"}, {"text": "a", "date": "x"}]
)
def test_a_story_is_one_thing(client: TestClient, story: dict[str, Any]) -> None:
    assert client.post("/api/read", json=story).status_code == 422


def test_a_story_that_fails_is_kept_with_its_reason(client: TestClient, get: Get) -> None:
    job = put(client, html="bad", name="bad.html")
    assert (job["state"], job["reason"]) == ("failed", "no story in it")
    row = get("stories")["rows"][0]
    assert (row["title"], row["state"], row["reason"]) == ("bad.html", "failed", "no story in it")
    assert get(f"stories/{job['page'][7:19]}") == row
    assert get("state")["stories_failed"] == 1 and get("stories")["total"] == 3


def test_an_address_is_fetched_by_the_server(client: TestClient, get: Get) -> None:
    job = put(client, url="http://news.example/story", publisher="News")
    assert job["state"] == "done" and get(f"stories/{job['page']}")["story"]["publisher"] == "News"
    assert put(client, url="http://inner/")["reason"] == "lies in an inner network, which is never called"


def test_so_many_wait_and_no_more(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "WAITING", 0)
    answer = client.post("/api/read", json={"text": "x"})
    assert answer.status_code == 429 and answer.headers["retry-after"]


def test_jobs_are_listed_the_newest_first(client: TestClient, get: Get) -> None:
    for name in ("one", "two"):
        put(client, text="x", name=name)
    assert [j["name"] for j in get("jobs")["rows"]] == ["two", "one"]


def test_a_story_that_is_over_can_be_forgotten(client: TestClient, get: Get) -> None:
    job = put(client, html="bad", name="bad.html")
    assert client.post("/api/jobs/forget", json={"id": job["id"]}).status_code == 200
    assert get("jobs")["total"] == 0 and get("stories")["total"] == 2
    assert client.post("/api/jobs/forget", json={"id": job["id"]}).status_code == 404


def test_what_waits_is_in_work_or_failed_outlives_the_server(tmp_path: Path) -> None:
    db, free = tmp_path / "a.db", Event()

    def slow(task: Task) -> Read:
        if task.name == "slow":
            free.wait()
        return read(task)

    before = ReadQueue(db, reader=slow, fetcher=fetch)
    for raw, name in ((b"bad", "bad"), (b"one", "slow"), (b"two", "waits")):
        before.add(Task(raw, name), name=name, given=Given(publisher="The Meridian"))
    until(lambda: before.jobs()[1].state == "working")
    before.close()
    after = ReadQueue(db, reader=read, fetcher=fetch)
    free.set()
    until(lambda: [job.state for job in after.jobs()] == ["done", "done", "failed"])
    assert [(job.id, job.name, job.reason) for job in after.unread()] == [("j1", "bad", "no story in it")]
    with open_store(db) as store:
        assert {row["publisher"] for row in store.stories(Choice())} == {"The Meridian"}
    assert after.add(None, name="n", given=Given(), url="http://n.example/").id == "j4"
    after.close()


def test_a_story_that_ended_the_server_twice_is_not_begun_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", write=True) as store:
        store.put_job(StoredJob(7, "heavy.html", "working", "2022-03-01", raw=b"x" * 99, tries=2))
    queue = ReadQueue(tmp_path / "a.db", reader=read, fetcher=fetch)
    (job,) = queue.unread()
    assert (job.state, job.reason) == ("failed", "the server ended 2 times while it was read")
    queue.close()


def until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.002)


def test_a_worker_that_takes_too_long_is_ended() -> None:
    worker = Worker(seconds=0.01)
    with pytest.raises(ReadError, match="took longer"):
        worker.read(Task(b"Words.", "slow.txt"))
    worker.close()
