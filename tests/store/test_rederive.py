"""The merged ledger proved: every falsified part of it is found, and the record is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from standoff.store import open_store, rederive
from standoff.store.cache_tables import WIPED
from standoff.store.connection import steps
from tests.conftest import TEXT, build

AT = "2026-11-23T00:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger that came story by story, in which people spoke."""
    path = tmp_path / "ledger.db"
    with open_store(path, write=True) as store:
        pages = []
        for number, more in enumerate(("", " More follows.", " It was the third that week.", " So they said.")):
            reading = build(TEXT + more, uri=f"{number}.txt")
            store.put(reading.to_dict(), raw=reading.page.raw, at=AT)
            pages.append(reading.page.id)
            store.merge()
        ids = [store.ids(page)["e1"] for page in pages]
        store.judge(ids[0], ids[1], "different", by="Ada", at=AT)
        store.review(store.ids(pages[2])["s1"], "rejected", by="Ada", at=AT)
        store.withdraw(pages[3], by="Ada", at=AT)
        store.merge()
    return path


def found(path: Path, sql: str = "") -> list[tuple[str, str]]:
    """Record and reason of every fault after a change of the file."""
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()
    with open_store(path) as store:
        return [(fault.record, fault.why) for fault in store.audit()]


def first(path: Path, kind: str) -> str:
    connection = sqlite3.connect(path)
    ((identifier,),) = connection.execute("SELECT id FROM merged WHERE kind = ? ORDER BY number LIMIT 1", (kind,))
    connection.close()
    return str(identifier)


def test_what_grew_story_by_story_is_what_is_made_anew(path: Path) -> None:
    before = path.read_bytes()
    assert found(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["event", "statement", "position", "condition"])
def test_a_falsified_row_is_named_with_its_fields(path: Path, kind: str) -> None:
    name = first(path, kind)
    sql = f"UPDATE merged SET row = json_set(row, '$.reports', 77, '$.told_on', 'never') WHERE id = '{name}'"
    assert found(path, sql) == [(name, "its row in the lists is not what its stories tell (reports, told_on)")]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM merged WHERE id = '{}'", "is missing"),
        ("UPDATE merged SET row = 'no JSON' WHERE id = '{}'", "its row"),
        ("UPDATE merged SET checked = 'accepted' WHERE id = '{}'", "its row"),
        ("UPDATE telling SET merged = 99 WHERE merged = (SELECT number FROM merged WHERE id = '{}')", "other reports"),
        ("DELETE FROM merged_name WHERE merged = (SELECT number FROM merged WHERE id = '{}')", "names by which"),
        ("DELETE FROM event_day WHERE merged = (SELECT number FROM merged WHERE id = '{}')", "clocks"),
        ("UPDATE telling SET body = replace(body, 'ASSAULT', 'AID') WHERE id = '{}'", "kept for merging"),
    ],
)
def test_every_part_of_a_record_is_compared(path: Path, sql: str, words: str) -> None:
    name = first(path, "event")
    assert [record for record, why in found(path, sql.format(name)) if words in why] == [name]


def test_every_table_and_column_of_the_cache_is_compared() -> None:
    queries = " ".join([rederive._ROWS, *(sql for parts in rederive._PARTS.values() for sql in parts)])
    assert [table for table in WIPED if f"{{0}}.{table}" not in queries] == []
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, sql in steps():
            connection.executescript(sql)
        told = {table: connection.execute(f"PRAGMA table_info({table})").fetchall() for table in WIPED}
    numbers = {
        "number",
        "merged",
        "telling",
        "low",
        "high",
        "name",
    }  # of rows: they may differ
    missing = [
        (table, column) for table, columns in told.items() for _, column, *_ in columns
        if column not in numbers and column not in queries.replace(",", " ").replace(".", " ").split()
    ]  # fmt: skip
    assert missing == []


def test_a_record_that_no_story_tells_is_named(path: Path) -> None:
    columns = "kind, code, realis, first_day, last_day, newest, page, start, checked, row"
    sql = f"INSERT INTO merged SELECT 9999, 'e-made', {columns} FROM merged WHERE number = 1"
    assert found(path, sql) == [("e-made", "stands in the lists, and no story tells it")]


def test_judgements_of_the_rules_and_what_counts_are_compared(path: Path) -> None:
    assert any("otherwise than it is judged" in why for _, why in found(path, "UPDATE pair SET weight = weight + 1"))
    assert any("otherwise than it was read" in why for _, why in found(path, "DELETE FROM standing"))


def test_what_stands_on_a_falsified_reading_is_not_proved(path: Path) -> None:
    faults = found(path, "UPDATE reading SET document = replace(document, '\"ASSAULT\"', '\"AID\"')")
    assert faults[-1] == ("merged", "is not proved, as what it is made of does not hold")
    with open_store(path) as store:
        assert "merged" not in {fault.record for fault in store.audit(merged=False)}
