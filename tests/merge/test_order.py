"""The order in which stories come changes nothing; what is merged can be taken apart again."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from standoff.ledger_model import Ledger
from standoff.merge import merge_readings, merge_tellings
from standoff.store.ledger import ledger_rows
from tests.conftest import TEXT, build
from tests.merge.hand import KHARKIV, KYIV, RUSSIA, UKRAINE, condition, position, said, story, strike

PLACES: list[tuple[Any, ...]] = [(KYIV,), (KHARKIV,), ()]
DAYS: list[tuple[str, ...]] = [("2022-03-01",), ("2022-03-02",), (), ("2022-02-28/2022-03-02",)]
ACTORS: list[tuple[Any, ...]] = [(RUSSIA,), (UKRAINE,), ()]
HAPPENING = st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.sampled_from(ACTORS))


@st.composite
def stories(draw: st.DrawFn) -> list[Any]:
    out = []
    for number in range(draw(st.integers(1, 7))):
        page = f"p{number}"
        events = [
            strike(page, n, places=where, days=when, actors=who)
            for n, (where, when, who) in enumerate(draw(st.lists(HAPPENING, max_size=3)))
        ]
        act = draw(st.sampled_from(["demand", "refusal", "offer"]))
        day = draw(st.sampled_from(["2022-03-01", "2022-03-02"]))
        holder = draw(st.sampled_from([RUSSIA, UKRAINE]))
        more = position(page, act, day, holder=holder, on_behalf_of=None), condition(page, day, holder=holder)
        out.append(story(page, *events, *more, said(page, "Russia must stop bombing the cities")))
    return out


@given(stories(), st.randoms())
def test_order_of_arrival_changes_nothing(told: list[Any], chance: Any) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert merge_tellings(shuffled) == merge_tellings(told)


@given(stories())
def test_every_telling_is_in_one_record_and_no_story_tells_an_event_twice(told: list[Any]) -> None:
    ledger = merge_tellings(told)
    tellings = [t.id for e in ledger.events for t in e.tellings]
    assert sorted(tellings) == sorted(e.id for s in told for e in s.events)
    assert all(len({t.page for t in e.tellings}) == len(e.tellings) for e in ledger.events)


@given(stories(), st.integers(0, 6))
def test_old_ids_still_lead_to_a_record_when_stories_come(told: list[Any], some: int) -> None:
    before, after = merge_tellings(told[:some]), merge_tellings(told)
    there = {r.id for kind in (after.events, after.statements, after.positions, after.conditions) for r in kind}
    assert {after.redirects[i] for i in _ids(before)} <= there


def _ids(ledger: Ledger) -> set[str]:
    kinds: tuple[Any, ...] = (ledger.events, ledger.statements, ledger.positions, ledger.conditions)
    return {record.id for kind in kinds for record in kind}


def test_readings_and_their_documents_merge_alike_under_the_ids_of_the_lists() -> None:
    left, right = build(), build(TEXT + " More follows.", uri="copy.txt")
    ledger = merge_readings([left, right])
    rows = {row.id for r in (left, right) for row in ledger_rows(r.to_dict()) if row.kind != "entity"}
    assert rows == set(ledger.redirects)
    assert ledger == merge_readings([right.to_dict(), left.to_dict()])
    assert [len(k) for k in (ledger.events, ledger.conditions, ledger.positions)] == [1, 1, 1]
    assert (ledger.events[0].reports, ledger.events[0].independent_chains) == (2, 1)
