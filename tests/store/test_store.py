"""The ledger: reading again changes nothing, nothing is lost, every failure is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from standoff.contract import seal_of
from standoff.errors import StoreError
from standoff.store import Choice, SQLiteStore, open_store
from standoff.store.lock import writing
from standoff.verify import verify_document
from tests.conftest import TEXT, build

NOW = "2026-11-23T00:00:00+00:00"
READING = build()
DOCUMENT: Any = READING.to_dict()


def put(store: SQLiteStore, document: Any = DOCUMENT, raw: bytes = READING.page.raw) -> str:
    return store.put(document, raw=raw, at=NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> SQLiteStore:
    with open_store(path, write=True) as store:
        put(store)
    return open_store(path)


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [line for line in connection.iterdump() if "search_" not in line]
    finally:
        connection.close()


def test_what_was_put_comes_back(ledger: SQLiteStore) -> None:
    assert ledger.pages() == [DOCUMENT["page"]["id"]]
    assert ledger.document(DOCUMENT["page"]["id"]) == DOCUMENT
    assert list(ledger.audit()) == []


def test_stories_that_name_an_entity_come_newest_first(path: Path) -> None:
    pages = {}
    with open_store(path, write=True) as store:
        for day in ("2022-03-02", "2022-03-05", "2022-03-03", "2022-03-04"):
            made = build(raw=day.encode(), uri=f"{day}.txt").to_dict()
            made["story"] = {**made["story"], "published_at": day}
            put(store, {**made, "seal": seal_of(made)}, day.encode())
            pages[made["page"]["id"]] = day
        (entity, *_) = store.rows("entity", Choice(actor="Kovalenko"))
        found = store.naming(entity["id"], limit=3)
    assert [pages[f.page] for f in found] == ["2022-03-05", "2022-03-04", "2022-03-03"]
    assert {f.id for f in found} == {entity["id"]}


def test_the_same_again_changes_nothing(path: Path, ledger: SQLiteStore) -> None:
    before = dump(path)
    with open_store(path, write=True) as store:
        assert put(store) == "same"
        assert put(store, build(uri="another/name.txt").to_dict()) == "same"
    assert dump(path) == before


def test_a_later_version_replaces_the_reading_and_keeps_the_page(path: Path, ledger: SQLiteStore) -> None:
    with open_store(path, write=True) as store:
        assert put(store, build(version="0.2.0", uri="new.txt").to_dict()) == "replaced"
        assert put(store) == "kept"
    document = ledger.document(DOCUMENT["page"]["id"])
    assert document["made_by"]["standoff"] == "0.2.0"
    assert document["page"] == DOCUMENT["page"]
    assert list(ledger.audit()) == []


def test_a_stored_text_never_changes(path: Path, ledger: SQLiteStore) -> None:
    other = build(TEXT + " ", raw=READING.page.raw)
    with open_store(path, write=True) as store:
        assert put(store, other.to_dict()) == "kept"
    assert ledger.document(DOCUMENT["page"]["id"]) == DOCUMENT


def test_rows_have_the_shapes_of_the_contract(ledger: SQLiteStore) -> None:
    (event,) = ledger.rows("event", Choice())
    assert event["actors"] == [] and event["days"] == [] and event["reports"] == event["independent_chains"] == 1
    assert event["places"] == [{"name": "Kyiv", "country": "UKR", "lat": 50.45466, "lon": 30.5238, "resolution": 4}]
    assert event["figures"][0] | {"page": "", "span": []} == {
        "what": "killed", "lower": 5, "upper": None, "hedge": "at_least", "unit": "people", "stated_by": "officials",
        "page": "", "span": [],
    }  # fmt: skip
    assert [m["words"] for m in event["mentions"]] == ["struck"]
    first, second = ledger.rows("statement", Choice())
    assert first["chain"] == ["Reuters", "Olena Kovalenko"] and first["day"] == "2022-03-01"
    assert second["chain"] == ["Reuters", "officials"] and second["day"] is None
    (position,) = ledger.rows("position", Choice())
    (condition,) = ledger.rows("condition", Choice())
    assert position["condition"] == condition["id"] and condition["holder"] == position["holder"] == "Olena Kovalenko"
    assert condition["status"] == "unknown" and condition["requires"]["polarity"] == "stop"
    assert position["history"][0]["change"] == "new" and position["history"][0]["day"] == "2022-03-01"


def test_a_chain_begins_with_the_outlet_known_or_not(path: Path) -> None:
    document = build().to_dict()
    document["story"] = {**document["story"], "publisher": None}
    with open_store(path, write=True) as store:
        put(store, {**document, "seal": seal_of(document)})
        chains = {tuple(row["chain"]) for row in store.merged("statement", Choice())[1]}
        chains |= {tuple(row["chain"]) for row in store.rows("statement", Choice())}
    assert chains == {("the outlet", "Olena Kovalenko"), ("the outlet", "officials")}


@pytest.mark.parametrize(
    ("kind", "choice", "number"),
    [
        ("event", Choice(code="ASSAULT"), 1),
        ("event", Choice(code="CONSULT"), 0),
        ("event", Choice(place="kyiv"), 1),
        ("event", Choice(place="UKR"), 1),
        ("event", Choice(source="OFFICIALS"), 1),
        ("event", Choice(since="2022-03-02"), 0),
        ("event", Choice(since="2022-03-01", until="2022-03-01"), 1),
        ("event", Choice(realis="denied"), 0),
        ("statement", Choice(source="kovalénko"), 1),
        ("statement", Choice(limit=1), 1),
        ("position", Choice(actor="UKR", act="demand"), 1),
        ("position", Choice(actor="%"), 0),
        ("position", Choice(recipient="russia"), 1),
        ("condition", Choice(actor="RUS"), 1),
        ("condition", Choice(place="Lviv"), 0),
        ("entity", Choice(code="person"), 1),
        ("entity", Choice(story="ffff"), 0),
    ],
)
def test_filters(ledger: SQLiteStore, kind: Any, choice: Choice, number: int) -> None:
    assert len(ledger.rows(kind, choice)) == number


def test_stories_are_found_by_what_they_tell(ledger: SQLiteStore) -> None:
    (story,) = ledger.stories(Choice(code="ASSAULT", since="2022-03-01"))
    assert (story["title"], story["events"], story["statements"]) == ("No talks until bombing stops", 1, 2)
    assert ledger.stories(Choice(code="AID")) == []


def test_records_are_found_by_every_kind_of_id(ledger: SQLiteStore) -> None:
    page = DOCUMENT["page"]["id"]
    identifier = ledger.rows("event", Choice())[0]["id"]
    for name in (identifier, identifier[:8], f"{page}:e1", f"{page[7:15]}:e1", "story.txt:e1"):
        assert [(f.page, f.local, f.id) for f in ledger.find(name)] == [(page, "e1", identifier)], name
    assert ledger.find("nothing:e1") == [] == ledger.find("e-zzzz")


def test_search_finds_words_without_accents_and_operators(ledger: SQLiteStore) -> None:
    hits = ledger.search("MISSILE kyîv", limit=9)
    assert {h.kind for h in hits} == {"story", "statement"} and "\x02missile\x03" in hits[0].snippet.lower()
    assert ledger.search('"talks can begin"', limit=9) and not ledger.search('"begin talks can"', limit=9)
    for odd in ('AND "', "title:", "^*", "NEAR(", "a -b", "*"):
        ledger.search(odd, limit=9)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE raw SET zlib = zeroblob(9)", "unpacked"),
        ("UPDATE page SET text = replace(text, 'Kyiv', 'Lviv')", "text_sha256"),
        ("UPDATE page SET uri = 'elsewhere'", "not as it was sealed"),
        ("UPDATE reading SET document = replace(document, '\"ASSAULT\"', '\"AID\"')", "not as it was sealed"),
        ("UPDATE reading SET title = 'x'", "columns"),
        ("UPDATE item SET row = replace(row, 'struck', 'stroke')", "row in the lists"),
        ("UPDATE item SET first_day = '2022-01-01' WHERE local = 'k1'", "row in the lists"),
        ("UPDATE item SET score = 0.1 WHERE local = 'e1'", "row in the lists"),
        ("UPDATE reading SET first_day = '2022-01-01'", "columns"),
        ("DELETE FROM item WHERE local = 'c1'", "missing in the lists"),
        ("UPDATE search SET body = 'x'", "searched"),
        ("DELETE FROM party", "names by which"),
        ("UPDATE raw SET size = size + 1", "not those that its id names"),
    ],
)
def test_audit_finds_what_was_changed(path: Path, ledger: SQLiteStore, sql: str, words: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    assert any(words in fault.why for fault in ledger.audit())


def test_files_that_are_no_ledgers(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at as one" * 20)
    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE t (a); PRAGMA user_version = 1")
    for name, why in (
        ("text.db", "not a ledger"),
        ("other.db", "not a ledger"),
        (".", "folder"),
        ("a/b.db", "no folder"),
    ):
        with pytest.raises(StoreError, match=why):
            open_store(tmp_path / name, write=True)
    with pytest.raises(StoreError, match="no ledger yet"):
        open_store(tmp_path / "missing.db")


def test_a_later_schema_is_refused(path: Path, ledger: SQLiteStore) -> None:
    sqlite3.connect(path).execute("PRAGMA user_version = 99")
    for write in (True, False):
        with pytest.raises(StoreError, match="later standoff"):
            open_store(path, write=write)


def test_a_second_writer_waits_and_then_says_so(path: Path, ledger: SQLiteStore) -> None:
    with writing(path, wait=1), pytest.raises(StoreError, match="another program is writing"):
        open_store(path, write=True, wait=0.2)
    with open_store(path, write=True, wait=0.2) as store:
        assert put(store) == "same"


def test_a_reader_may_not_write(ledger: SQLiteStore) -> None:
    with pytest.raises(StoreError, match="reading only"):
        put(ledger)


def test_a_full_disk_is_named_and_nothing_is_torn(path: Path, ledger: SQLiteStore) -> None:
    store = open_store(path, write=True)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = build(TEXT + "\n" + "More words. " * 40_000)
    with pytest.raises(StoreError, match="disk is full"):
        put(store, big.to_dict(), big.page.raw)
    store.close()
    assert len(ledger.pages()) == 1 and list(ledger.audit()) == []


def test_a_document_put_with_another_address_is_sealed_anew(path: Path, ledger: SQLiteStore) -> None:
    with open_store(path, write=True) as store:
        put(store, build(version="0.3.0", uri="x").to_dict())
    document = ledger.document(DOCUMENT["page"]["id"])
    assert seal_of(document) == document["seal"] and verify_document(document) == []
