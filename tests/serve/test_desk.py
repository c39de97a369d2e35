"""Views of the whole: kept until the ledger changes, and never waited for where they are slow."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import copyfile

import pytest

from standoff.serve.desk import Desk, NotThereError
from standoff.serve.filters import Filters
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
    answers = [overview.once("name", lambda: asked.append(1) or len(asked)) for _ in range(3)]  # type: ignore[func-returns-value]
    assert (answers, asked) == ([1, 1, 1], [1])


def test_views_of_a_day_and_of_a_dossier(db: Path) -> None:
    with open_store(db, write=True) as store:
        store.put_dossier(Dossier("other", ("SDN", "TCD")), at="2022-03-02T12:00:00+00:00")
    desk = Desk(db)
    assert not desk.overview(as_of="2022-02-01").stories and not desk.overview(dossier="other").stories
    assert len(desk.overview().stories) == 2
    with pytest.raises(NotThereError, match="no dossier none"):
        desk.overview(dossier="none")
