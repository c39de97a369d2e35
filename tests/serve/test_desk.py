"""Views of the whole: kept until the ledger changes, and never waited for where they are slow."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient

from standoff.serve.desk import Desk, Merging, NotThereError
from standoff.serve.filters import Filters
from standoff.serve.routes import counts, overtime
from standoff.serve.warm import warm
from standoff.store import open_store
from standoff.track import Dossier
from tests.serve.conftest import document


@pytest.fixture
def db(written: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    copyfile(written, path)
    return path


def add_story(db: Path) -> None:
    with open_store(db, write=True) as store:
        store.put(document(raw=b"three", publisher="Third"), raw=b"three", at="2022-03-02T12:00:00+00:00")


def test_a_view_is_kept_until_the_ledger_changes(db: Path) -> None:
    desk = Desk(db)
    first = desk.overview()
    assert desk.overview() is first
    add_story(db)
    assert len(desk.overview().stories) == 3 and desk.overview().revision > first.revision


def test_lists_are_new_while_a_slow_view_of_the_whole_is_made(db: Path) -> None:
    desk = Desk(db, patience=0.0)
    assert len(desk.overview().stories) == 2
    add_story(db)
    assert desk.rows("event", Filters())[1][0]["reports"] == 3
    ends = time.monotonic() + 10
    while len(desk.overview().stories) == 2 and time.monotonic() < ends:
        time.sleep(0.005)
    assert len(desk.overview().stories) == 3


def test_what_is_asked_twice_is_computed_once(db: Path) -> None:
    overview, asked = Desk(db).overview(), []
    answers = [overview.once("name", lambda _: asked.append(1) or len(asked)) for _ in range(3)]  # type: ignore[func-returns-value]
    assert (answers, asked) == ([1, 1, 1], [1])


def test_what_was_asked_of_a_view_is_ready_in_the_next_one(db: Path) -> None:
    desk, ready = Desk(db), []
    older = desk.overview()
    older.once("stories", lambda whole: len(whole.stories))
    older.once("one day", lambda whole: ready.append(whole), again=False)
    add_story(db)
    newer = desk.overview()
    newer.prepare(older)
    assert newer.once("stories", lambda _: 0) == 3
    assert ready == [older]


def test_a_ledger_merged_by_other_rules_is_merged_anew_when_the_server_starts(db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("UPDATE merge_state SET rules = 'of old'")
        connection.commit()
    desk, seen = Desk(db), []
    desk.catch_up(lambda: seen.append(desk.merging)).join()
    with open_store(db) as store:
        assert seen == [None] and not store.behind()


def test_while_the_ledger_is_merged_calls_say_so(client: TestClient) -> None:
    desk = client.app.state.parts.desk  # type: ignore[attr-defined]
    desk.merging = Merging(20_000, 0.4)
    state, events = client.get("/api/state").json(), client.get("/api/events")
    assert state["merging"] == {"stories": 20_000, "share": 0.4} and state["ledger"] is None
    assert (events.status_code, events.json()["error"]) == (503, "merging")
    assert events.json()["detail"] == "20,000 stories are being merged anew: 40 % are done"
    desk.merging = None
    assert client.get("/api/state").json()["merging"] is None and client.get("/api/events").json()["total"]


def test_every_screen_is_ready_when_the_server_is_warm(db: Path) -> None:
    desk = Desk(db)
    warm(desk)
    made = dict(desk.overview()._answers)  # what is asked next is answered from here
    overtime.matrix(desk)
    counts.publishers(desk)
    assert desk.overview()._answers == made and len(made) > 8


def test_views_of_a_day_and_of_a_dossier(db: Path) -> None:
    with open_store(db, write=True) as store:
        store.put_dossier(Dossier("other", ("SDN", "TCD")), at="2022-03-02T12:00:00+00:00")
    desk = Desk(db)
    assert not desk.overview(as_of="2022-02-01").stories and not desk.overview(dossier="other").stories
    assert len(desk.overview().stories) == 2
    with pytest.raises(NotThereError, match="no dossier none"):
        desk.overview(dossier="none")
