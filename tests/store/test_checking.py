"""What the page asks of the store: what waits to be checked, lists by words and outlet, records as values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.contract import seal_of
from standoff.ledger_model import MergedEvent
from standoff.store import Choice, SQLiteStore, open_store
from tests.conftest import build

AT = "2022-03-01T12:00:00+00:00"
KINDS = ("event", "statement", "position", "condition")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    with open_store(tmp_path / "a.db", write=True) as ledger:
        for raw, publisher in ((b"one", "Harbour Wire"), (b"two", "The Meridian")):
            made = build(raw=raw, uri=f"{publisher}.txt").to_dict()
            made["story"] = {**made["story"], "publisher": publisher}
            ledger.put({**made, "seal": seal_of(made)}, raw=raw, at=AT)
        yield ledger


def test_the_least_sure_waits_first_and_conditions_last(store: SQLiteStore) -> None:
    total, found = store.to_check("Ada", KINDS, Choice())
    assert total == len(found) == 10
    assert [f.local for f in found[:4]] == ["e1", "k1", "e1", "k1"] and {f.local for f in found[-2:]} == {"s2", "c1"}
    assert store.to_check("Ada", ("event",), Choice(limit=1, offset=1))[0] == 2
    assert store.to_check("Ada", KINDS, Choice(code="CONSULT"))[0] == 0


def test_two_check_a_record_and_each_once(store: SQLiteStore) -> None:
    record = store.to_check("Ada", ("event",), Choice())[1][0].id
    kept = store.review(record, "accepted", by="Ada", at=AT)
    assert [store.to_check(by, ("event",), Choice())[0] for by in ("Ada", "Bo", "Cy")] == [1, 2, 2]
    store.review(record, "rejected", by="Bo", at=AT)
    assert [store.to_check(by, ("event",), Choice())[0] for by in ("Ada", "Bo", "Cy")] == [1, 1, 1]
    store.undo_review(kept.number, by="Ada", at=AT)
    assert [store.to_check(by, ("event",), Choice())[0] for by in ("Ada", "Bo", "Cy")] == [2, 1, 2]


def test_merged_records_are_chosen_by_words_outlet_and_id(store: SQLiteStore) -> None:
    (event,) = store.merged_ids("event", Choice())
    for choice in (Choice(words="struck"), Choice(publisher="meridian"), Choice(ids=(event,))):
        assert store.merged_ids("event", choice) == [event]
    for choice in (Choice(words="sunflower"), Choice(publisher="none"), Choice(ids=())):
        assert store.merged("event", choice) == (0, [])


def test_ids_lead_from_a_page_to_merged_records(store: SQLiteStore) -> None:
    ids = [store.ids(page) for page in store.pages()]
    homes = store.homes([i["e1"] for i in ids])
    assert set(homes) == {i["e1"] for i in ids} and len(set(homes.values())) == 1
    record = store.record(ids[1]["e1"])
    assert isinstance(record, MergedEvent) and {t.id for t in record.tellings} == set(homes)
    assert [j.verdict for j in store.judged([ids[0]["e1"]])] == ["same"]
    store.review(ids[0]["e1"], "rejected", by="Ada", at=AT)
    assert set(store.homes([i["e1"] for i in ids])) == {ids[1]["e1"]}
