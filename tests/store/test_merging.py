"""The merged ledger in the file: in step with readings and people, whole or not at all, thrown away at will."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import StoreError
from standoff.merge import merge_tellings, tell_story
from standoff.merged_rows import event_row
from standoff.model import Reading
from standoff.store import Choice, SQLiteStore, open_store
from tests.conftest import TEXT, build

AT = "2026-11-23T00:00:00+00:00"


def put(store: SQLiteStore, reading: Reading) -> str:
    store.put(reading.to_dict(), raw=reading.page.raw, at=AT)
    return reading.page.id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two stories that tell the same, and one of its own."""
    path = tmp_path / "ledger.db"
    with open_store(path, write=True) as store:
        for number, text in enumerate((TEXT, TEXT + " More follows.", TEXT + " It was the third that week.")):
            put(store, build(text, uri=f"{number}.txt"))
    return path


def whole(store: SQLiteStore) -> Any:
    """Everything merged at once."""
    standing = {row["id"]: row["status"] for row in store.stories(Choice())}
    told = [tell_story(store.document(page)) for page in store.pages() if standing[page] == "current"]
    return merge_tellings(told, judgements=store.judgements(), reviews=store.reviews())


def test_lists_read_what_is_merged(path: Path) -> None:
    with open_store(path) as store:
        ledger = whole(store)
        total, rows = store.merged("event", Choice())
        stories = {s.page: s for s in ledger.stories}
        assert total == 1 and rows == [event_row(e, stories) for e in ledger.events]
        assert rows[0]["reports"] == 3 and rows[0]["publishers"] == ["Reuters"] and rows[0]["checked"] == "no"
        assert rows[0]["asserted_by"] == [{"name": "officials", "kind": "source"}]
        assert store.ledger() == ledger
        (condition,) = store.merged("condition", Choice())[1]
        assert condition["status"] == store.clock(condition["id"]).status == "not_met"


@pytest.mark.parametrize(
    ("kind", "choice", "number"),
    [
        ("event", Choice(code="ASSAULT"), 1),
        ("event", Choice(code="CONSULT"), 0),
        ("event", Choice(place="kyiv"), 1),
        ("event", Choice(source="OFFICIALS"), 1),
        ("event", Choice(since="2022-03-02"), 0),
        ("event", Choice(since="2022-03-01", until="2022-03-01"), 1),
        ("event", Choice(checked="accepted"), 0),
        ("statement", Choice(limit=1), 2),
        ("position", Choice(actor="UKR", act="demand"), 1),
        ("position", Choice(act="refusal"), 0),
        ("position", Choice(party="russia"), 1),
        ("position", Choice(parties=("UKR", "RUS")), 1),
        ("position", Choice(parties=("RUS", "POL")), 0),
        ("condition", Choice(actor="RUS"), 1),
        ("condition", Choice(story="ffff"), 0),
    ],
)
def test_filters(path: Path, kind: Any, choice: Choice, number: int) -> None:
    with open_store(path) as store:
        total, rows = store.merged(kind, choice)
        assert total == number and len(rows) == min(number, choice.limit or number)


def test_pages_of_a_list_are_cut_from_one_order(path: Path) -> None:
    with open_store(path) as store:
        _, rows = store.merged("statement", Choice())
        assert [store.merged("statement", Choice(limit=1, offset=n))[1][0] for n in (0, 1)] == rows


def test_any_id_leads_to_the_merged_record(path: Path) -> None:
    with open_store(path) as store:
        (row,) = store.merged("event", Choice())[1]
        told = store.tellings(row["id"])
        assert len(told) == 3 and all(store.merged_one(i) == row for i in (*told, row["id"][:9]))
        with pytest.raises(StoreError, match="no record"):
            store.merged_one("e-nothing")
        with pytest.raises(StoreError, match="no condition"):
            store.clock(row["id"])


def test_the_revision_grows_with_every_change_and_only_then(path: Path) -> None:
    with open_store(path, write=True) as store:
        first = store.revision()
        assert store.revision() == first and not store.merge()
        left, right, _ = store.tellings(store.merged("event", Choice())[1][0]["id"])
        store.judge(left, right, "different", by="Ada", at=AT)
        assert store.revision() == first + 1 and store.merged("event", Choice())[0] == 2
        store.undo_judgement(1, by="Ada", at=AT)
        assert store.revision() == first + 2 and store.merged("event", Choice())[0] == 1


def test_reviews_show_in_the_rows(path: Path) -> None:
    with open_store(path, write=True) as store:
        (row,) = store.merged("event", Choice())[1]
        store.review(row["id"], "corrected", field="event_type", value="COERCE", by="Ada", at=AT)
        assert {r["checked"] for r in store.merged("event", Choice(code="COERCE"))[1]} == {"corrected"}
        assert {"name": "Ada", "kind": "person"} in store.merged_one(row["id"])["asserted_by"]
        assert store.ledger() == whole(store)
        store.undo_review(1, by="Ada", at=AT)
        assert store.merged("event", Choice())[1] == [row]


def test_a_withdrawn_story_no_longer_counts_and_can_still_be_read(path: Path) -> None:
    with open_store(path, write=True) as store:
        page = store.pages("1.txt")[0]
        store.withdraw(page, by="Ada", at=AT)
        assert store.merged("event", Choice())[1][0]["reports"] == 2
        assert {s["id"]: s["status"] for s in store.stories(Choice())}[page] == "withdrawn"
        assert store.document(page)["page"]["id"] == page
        store.undo_withdrawal(page, by="Ada", at=AT)
        assert store.merged("event", Choice())[1][0]["reports"] == 3


def test_a_story_with_new_bytes_at_its_address_takes_the_place_of_the_old_one(path: Path) -> None:
    with open_store(path, write=True) as store:
        old = store.pages("0.txt")[0]
        new = put(store, build(TEXT + " Two more died later.", uri="0.txt"))
        standing = {s["id"]: s["status"] for s in store.stories(Choice())}
        assert (standing[old], standing[new]) == ("superseded", "current")
        (event,) = store.merged("event", Choice())[1]
        assert event["reports"] == 3 and store.ledger() == whole(store)
        assert store.document(old)["page"]["id"] == old


def test_vectors_of_stories_are_kept(tmp_path: Path) -> None:
    reading = build()
    with open_store(tmp_path / "ledger.db", write=True) as store:
        store.put(reading.to_dict(), raw=reading.page.raw, at=AT, vector=(0.5, -0.25))
        assert [s.vector for s in store.ledger().stories] == [(0.5, -0.25)]


def test_an_earlier_day_knows_only_what_was_out_by_then(path: Path) -> None:
    with open_store(path, write=True) as store:
        assert len(store.ledger(as_of="2022-03-01").stories) == 3
        assert store.ledger(as_of="2022-02-28") == merge_tellings([])
        put(store, build(TEXT + " Two more died later.", uri="0.txt"))
        assert store.ledger(as_of="2022-03-01") == whole(store)


def merged_tables(path: Path) -> list[str]:
    """The merged ledger with the numbers of rows left out."""
    connection = sqlite3.connect(path)
    try:
        sql = "SELECT id, kind, code, first_day, last_day, newest, page, start, checked, row FROM merged ORDER BY id"
        return [str(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def test_the_cache_can_be_thrown_away(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.merge()
    before = merged_tables(path)
    connection = sqlite3.connect(path)
    connection.executescript("DELETE FROM merged; DELETE FROM telling; DELETE FROM pair")
    connection.close()
    with open_store(path, write=True) as store:
        assert store.merge(rebuild=True)
    assert merged_tables(path) == before


def test_other_rules_merge_everything_anew(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.merge()
    connection = sqlite3.connect(path)
    connection.executescript("UPDATE merge_state SET rules = 'older'; UPDATE merged SET row = '{}'")
    connection.close()
    with open_store(path) as store:
        assert store.merged("event", Choice())[1][0]["reports"] == 3


def test_a_ledger_that_may_only_be_read_is_merged_in_memory(path: Path) -> None:
    held = path.with_name("held")
    held.mkdir()
    with open_store(path, write=True):
        pass
    shutil.copy(path, held / "ledger.db")
    (held / "ledger.db.lock").mkdir()  # nobody can take the lock
    with open_store(held / "ledger.db") as store:
        assert store.merged("event", Choice())[0] == 1
    assert merged_tables(held / "ledger.db") == []


WRITER = """
import sys, time
from pathlib import Path
from standoff.store import open_store
from tests.conftest import TEXT, build
store = open_store(Path(sys.argv[1]), write=True)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 5000):
    reading = build(TEXT + f"\\nNumber {number}.", uri=f"{number}.txt")
    store.put(reading.to_dict(), raw=reading.page.raw, at="2026-11-23")
    print("put", flush=True)
    store.merge()
    print("merged", flush=True)
"""


@pytest.mark.slow
def test_a_merge_that_is_killed_loses_and_repeats_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    for cycle in range(12):
        arguments = [sys.executable, "-c", WRITER, str(path), str(cycle * 5000)]
        writer = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()  # the first story is put: what follows is its merge
        time.sleep(random.random() * 0.1)
        writer.kill()
        writer.stdout.read()
        writer.wait()
        with open_store(path) as store:
            assert store.ledger() == whole(store)
    with open_store(path, write=True) as store:
        assert list(store.audit()) == []
        before = merged_tables(path)
        store.merge(rebuild=True)
    assert merged_tables(path) == before
