"""What people say is kept, signed, dated, taken back by a later word, and finds its record when a page is read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import StoreError
from standoff.ledger_model import Judgement, Review
from standoff.merge import merge_tellings, tell_story
from standoff.store import Choice, SQLiteStore, open_store
from tests.conftest import TEXT, build

AT = "2026-11-23T00:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> SQLiteStore:
    """A ledger of two stories that tell the same."""
    store = open_store(tmp_path / "ledger.db", write=True)
    for text, uri in ((TEXT, "a.txt"), (TEXT + " More follows.", "b.txt")):
        reading = build(text, uri=uri)
        store.put(reading.to_dict(), raw=reading.page.raw, at=AT)
    return store


def ids(store: SQLiteStore, kind: Any) -> list[str]:
    return sorted(row["id"] for row in store.rows(kind, Choice()))


def events(store: SQLiteStore) -> int:
    told = [tell_story(store.document(page)) for page in store.pages()]
    return len(merge_tellings(told, judgements=store.judgements(), reviews=store.reviews()).events)


def test_a_judgement_comes_back_as_it_was_given(store: SQLiteStore) -> None:
    left, right = ids(store, "event")
    given = store.judge(right, left, "different", reasons=("two towers",), by=" Ada ", at=AT)
    assert [given] == store.judgements()
    assert (given.left, given.right, given.by, given.at, given.number) == (left, right, "Ada", AT, 1)
    assert given.left_anchor is not None and given.left_anchor.kind == "event"


def test_the_last_word_counts_and_taking_it_back_gives_the_old_ledger_back(store: SQLiteStore) -> None:
    left, right = ids(store, "event")
    assert events(store) == 1
    first = store.judge(left, right, "different", by="Ada", at=AT)
    assert events(store) == 2
    store.judge(left, right, "same", by="Bob", at=AT)
    assert events(store) == 1
    store.undo_judgement(2, by="Bob", at=AT)
    assert events(store) == 2
    undone = store.undo_judgement(first.number or 0, by="Cem", at=AT)
    assert events(store) == 1 and store.judgements() == []
    assert (undone.undone_by, undone.undone_at) == ("Cem", AT)
    assert [w.undone_by for w in store.judgements(undone=True)] == ["Cem", "Bob"]


@pytest.mark.parametrize("kind", ["event", "statement", "position", "condition"])
def test_every_kind_can_be_taken_apart(store: SQLiteStore, kind: Any) -> None:
    def count() -> int:
        told = [tell_story(store.document(page)) for page in store.pages()]
        return len(getattr(merge_tellings(told, judgements=store.judgements()), f"{kind}s"))

    before = count()
    first = next(iter(ids(store, kind)))
    for other in ids(store, kind):
        if other != first:
            store.judge(first, other, "different", by="Ada", at=AT)
    assert count() == before + 1


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda s, r: s.judge(r["event"][0], "e-nothing", "same", by="Ada", at=AT), "no event"),
        (lambda s, r: s.judge(r["event"][0], r["condition"][0], "same", by="Ada", at=AT), "cannot be one record"),
        (lambda s, r: s.judge(r["event"][0], r["event"][0], "same", by="Ada", at=AT), "one report, not two"),
        (lambda s, r: s.judge(*r["event"], "same", by="  ", at=AT), "needs the name"),
        (lambda s, _: s.undo_judgement(7, by="Ada", at=AT), "no judgement 7"),
        (lambda s, r: s.review(r["event"][0], "rejected", by="", at=AT), "needs the name"),
        (
            lambda s, r: s.review(r["event"][0], "corrected", field="colour", value="x", by="Ada", at=AT),
            "no field colour",
        ),
        (
            lambda s, r: s.review(r["event"][0], "corrected", field="days", value="2022", by="Ada", at=AT),
            "takes a list",
        ),
        (
            lambda s, r: s.review(r["event"][0], "accepted", field="mode", value="x", by="Ada", at=AT),
            "no corrected field",
        ),
        (lambda s, _: s.review("n-nobody", "accepted", by="Ada", at=AT), "no event"),
        (lambda s, _: s.withdraw("sha256:00", by="Ada", at=AT), "no page"),
        (lambda s, _: s.undo_withdrawal(s.pages()[0], by="Ada", at=AT), "not withdrawn"),
    ],
)
def test_what_cannot_be_said(store: SQLiteStore, act: Callable[..., Any], why: str) -> None:
    with pytest.raises(StoreError, match=why):
        act(store, {kind: ids(store, kind) for kind in ("event", "condition")})
    assert store.judgements(undone=True) == [] == store.reviews(undone=True)


def test_a_word_is_taken_back_once(store: SQLiteStore) -> None:
    store.judge(*ids(store, "event"), "same", by="Ada", at=AT)
    store.undo_judgement(1, by="Ada", at=AT)
    with pytest.raises(StoreError, match="taken back before"):
        store.undo_judgement(1, by="Ada", at=AT)
    with pytest.raises(StoreError, match="no judgement 2"):  # the row that takes it back is no word of its own
        store.undo_judgement(2, by="Ada", at=AT)


@pytest.mark.parametrize("table", ["judgement", "review", "withdrawal"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET signed = 'x'", "DELETE FROM {}"])
def test_nothing_that_was_said_can_be_changed(store: SQLiteStore, table: str, sql: str) -> None:
    store.judge(*ids(store, "event"), "same", by="Ada", at=AT)
    store.review(ids(store, "event")[0], "accepted", by="Ada", at=AT)
    store.withdraw(store.pages()[0], by="Ada", at=AT)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        store._connection.execute(sql.format(table))


def reread(store: SQLiteStore) -> None:
    """Both pages read again by a later version that gives the event another kind of fact, and so another id."""
    for text, uri in ((TEXT, "a.txt"), (TEXT + " More follows.", "b.txt")):
        reading = build(text, uri=uri, version="0.9.0")
        document = reading.to_dict()
        document["events"][0]["realis"] = "ongoing"
        assert store.put(document, raw=reading.page.raw, at=AT) == "replaced"


def test_words_outlive_a_page_that_is_read_anew(store: SQLiteStore) -> None:
    left, right = ids(store, "event")
    store.judge(left, right, "different", by="Ada", at=AT)
    reread(store)
    assert left not in ids(store, "event") and events(store) == 2
    store.undo_judgement(1, by="Ada", at=AT)
    assert events(store) == 1
    store.judge(*ids(store, "event"), "different", by="Ada", at=AT)
    assert events(store) == 2


def test_a_review_outlives_a_page_that_is_read_anew(store: SQLiteStore) -> None:
    for identifier in ids(store, "event"):
        store.review(identifier, "rejected", by="Ada", at=AT, note="a drill")
    assert events(store) == 0
    reread(store)
    assert events(store) == 0
    store.undo_review(1, by="Ada", at=AT)
    assert events(store) == 1
    words = store.reviews(undone=True)
    assert [(w.verdict, w.note, w.undone_by) for w in words] == [
        ("rejected", "a drill", "Ada"),
        ("rejected", "a drill", None),
    ]
    assert isinstance(words[0], Review) and words[0] == store.reviews(words[0].record, undone=True)[0]


def test_withdrawals(store: SQLiteStore) -> None:
    page = store.pages()[0]
    given = store.withdraw(page, by="Ada", at=AT, note="taken down")
    assert store.withdrawals() == [given] and given.note == "taken down"
    with pytest.raises(StoreError, match="already"):
        store.withdraw(page, by="Bob", at=AT)
    assert store.undo_withdrawal(page, by="Bob", at=AT).undone_by == "Bob"
    assert store.withdrawals() == [] and store.document(page)["page"]["id"] == page


def test_what_was_judged_is_typed(store: SQLiteStore) -> None:
    store.judge(*ids(store, "event"), "same", by="Ada", at=AT)
    assert all(isinstance(word, Judgement) for word in store.judgements())
