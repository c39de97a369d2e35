"""The cache of the merged ledger: story by story it comes to what merging everything at once gives."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ledger_model import Anchor, Judgement, LedgerPlace, Pattern, Review
from standoff.merge import StoryTellings, merge_tellings, tellings_of
from standoff.merge.anchors import KIND_OF, evidence_of
from standoff.store import view
from standoff.store.cache import update
from standoff.store.cache_rows import row_of
from standoff.store.clocks import Clocks
from standoff.store.connection import steps
from standoff.store.earlier import ledger_of_pages
from standoff.store.protocol import Choice
from standoff.track import Watch, last_day, track_clock
from tests.merge.hand import (
    KHARKIV,
    KYIV,
    PRESIDENT,
    RUSSIA,
    TOWER,
    UKRAINE,
    UKRAINE_AS_PLACE,
    condition,
    position,
    said,
    story,
    strike,
)

VILLAGE = LedgerPlace("g1", "Village", "UKR", 50.46, 30.46, 4)  # nearer to the tower than Kyiv is
PLACES: list[tuple[Any, ...]] = [(KYIV,), (KHARKIV,), (TOWER,), (VILLAGE,), (UKRAINE_AS_PLACE,), ()]
DAYS: list[tuple[str, ...]] = [("2022-03-01",), ("2022-03-02",), (), ("2022-02-28/2022-03-02",)]
TYPES = st.sampled_from(["ASSAULT", "ASSAULT", "CONSULT"])
HAPPENING = st.tuples(
    st.sampled_from(PLACES), st.sampled_from(DAYS), st.sampled_from([(RUSSIA,), (UKRAINE,), ()]), TYPES,
    st.sampled_from(["occurred", "occurred", "denied", "planned"]),
)  # fmt: skip
REQUIRES = st.builds(
    Pattern, st.just("ASSAULT"), st.sampled_from(["stop", "happen"]), st.just("the bombing stops"),
    actors=st.sampled_from([("RUS",), ()]), recipients=st.sampled_from([("UKR",), ()]),
    places=st.sampled_from([(), ("Kyiv",), ("Kharkiv",)]),
)  # fmt: skip
DECIDES = {"breach_reported", "quiet_reported", "fulfilled_reported"}
Words = tuple[list[Judgement], list[Review]]


@st.composite
def one_story(draw: st.DrawFn, page: str) -> StoryTellings:
    events = [
        strike(page, n, places=where, days=when, actors=who, event_type=kind, realis=realis, weapon=None)
        for n, (where, when, who, kind, realis) in enumerate(draw(st.lists(HAPPENING, max_size=3)))
    ]
    day, holder = draw(st.sampled_from(["2022-03-01", "2022-03-02"])), draw(st.sampled_from([RUSSIA, PRESIDENT, None]))
    act = draw(st.sampled_from(["demand", "refusal", "offer"]))
    tied, held, speaker = draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from([RUSSIA, PRESIDENT, UKRAINE]))
    more: list[Any] = [
        position(page, act, day, holder=speaker, on_behalf_of=None, condition=f"c-{page}" if tied else None)
    ] * held
    more += [condition(page, day, holder=holder, requires=draw(REQUIRES))] * tied
    words = draw(st.sampled_from(["Russia must stop bombing the cities", "Talks will begin soon in the capital"]))
    return story(page, *events, *more, said(page, words, day=draw(st.sampled_from([day, None]))))


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, StoryTellings | None]]:
    """Steps of a ledger: in each some pages come, are read anew with other tellings, or are withdrawn."""
    out = []
    for _ in range(draw(st.integers(1, 5))):
        pages = draw(st.lists(st.sampled_from("abcdef"), min_size=0, max_size=3, unique=True))
        out.append({page: draw(st.none() | one_story(page)) for page in pages})
    return out


def anchor(telling: Any) -> Anchor:
    return Anchor(KIND_OF[type(telling)], telling.page, evidence_of(telling)[0].span)


@st.composite
def words(draw: st.DrawFn, told: list[StoryTellings], before: Words) -> Words:
    """What people say in the end: some of what they said before, and more."""
    every = [t for one in told for t in tellings_of(one)]
    judgements = [j for j in before[0] if draw(st.integers(0, 3))]
    reviews = [r for r in before[1] if draw(st.integers(0, 3))]
    for number in range(draw(st.integers(0, 3)) if every else 0):
        left = draw(st.sampled_from(every))
        right = draw(st.sampled_from([t for t in every if type(t) is type(left)]))
        if left.id != right.id:
            verdict: Any = draw(st.sampled_from(["same", "different"]))
            judgements.append(
                Judgement(left.id, right.id, verdict, (), "Ada", "2026", number=number, left_anchor=anchor(left),
                          right_anchor=anchor(right))
            )  # fmt: skip
    for number in range(draw(st.integers(0, 2)) if every else 0):
        one = draw(st.sampled_from(every))
        said_so: Any = draw(st.sampled_from(["accepted", "rejected"]))
        reviews.append(Review(number, one.id, anchor(one), said_so, draw(st.sampled_from(["Ada", "Bob"])), "2026"))
    return judgements, reviews


def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for _, sql in steps():
        connection.executescript(sql)
    return connection


@settings(max_examples=120)
@given(st.data())
def test_step_by_step_is_what_all_at_once_gives(data: st.DataObject) -> None:
    cache = empty()
    now: dict[str, StoryTellings] = {}
    judgements: list[Judgement] = []
    reviews: list[Review] = []
    for step in data.draw(histories()):
        now = {page: told for page, told in (now | step).items() if told}
        before = reviews
        judgements, reviews = data.draw(words(list(now.values()), (judgements, reviews)))
        spoken_of = {r.anchor.page for r in (*before, *reviews)}
        changed = step | {p: now.get(p) for p in spoken_of}
        update(cache, changed.items(), judgements=judgements, reviews=reviews)
        check(cache, merge_tellings(now.values(), judgements=judgements, reviews=reviews), judgements)
        some = data.draw(st.sets(st.sampled_from(sorted(now)))) if now else set()
        others = {now[page] for page in some if data.draw(st.booleans())}  # as if a newer version stood in their place
        assert ledger_of_pages(
            cache, some - {t.story.page for t in others}, [*others], judgements=judgements, reviews=reviews
        ) == merge_tellings((now[page] for page in some), judgements=judgements, reviews=reviews)


def check(cache: sqlite3.Connection, whole: Any, judgements: list[Judgement]) -> None:
    assert view.ledger_of(cache, judgements) == whole
    stories = {s.page: s for s in whole.stories}
    for kind in ("event", "statement", "position", "condition"):
        rows = view.merged_of(cache, kind, Choice())  # type: ignore[arg-type]
        total = view.total_of(cache, kind, Choice())  # type: ignore[arg-type]
        meant = {record.id: row_of(record, stories) for record in getattr(whole, f"{kind}s")}
        assert total == len(rows) and {row["id"]: row for row in rows} == meant
    until = last_day(whole)
    clocks = Clocks(cache, until=until)
    for one in whole.conditions:
        assert clocks.clock(one) == track_clock(whole, one, until=until)
        rough = clocks.clock(one, rough=True)
        assert [d for d in rough.days if d.mark in DECIDES] == [d for d in clocks.clock(one).days if d.mark in DECIDES]
        assert clocks.status(one) == Watch(whole).status(one) == track_clock(whole, one, until=until).status
    assert clocks.sides == Watch(whole).sides


def test_a_town_that_is_told_later_takes_the_places_near_it() -> None:
    cache = empty()
    told = [story("a", strike("a", places=(TOWER,))), story("b", strike("b", places=(KYIV,)))]
    later = story("c", strike("c", places=(VILLAGE,)))
    update(cache, {t.story.page: t for t in told}.items(), judgements=[], reviews=[])
    update(cache, {"c": later}.items(), judgements=[], reviews=[])
    assert view.ledger_of(cache, []) == merge_tellings([*told, later])


def test_what_has_not_changed_is_left_as_it_is() -> None:
    cache = empty()
    told = {"a": story("a", strike("a"), said("a", "no talks")), "b": story("b", strike("b"))}
    update(cache, told.items(), judgements=[], reviews=[])
    before = cache.total_changes
    update(cache, told.items(), judgements=[], reviews=[])
    assert cache.total_changes == before


def test_a_position_follows_its_condition_to_another_id() -> None:
    cache = empty()
    told = story("b", position("b", "demand", "2022-03-02", condition="c-b"), condition("b", "2022-03-02"))
    earlier = story("a", condition("a", "2022-03-01"))
    update(cache, {"b": told}.items(), judgements=[], reviews=[])
    update(cache, {"a": earlier}.items(), judgements=[], reviews=[])
    whole = merge_tellings([told, earlier])
    assert whole.positions[0].condition == "c-a"
    check(cache, whole, [])


def test_a_place_below_a_town_bears_on_a_condition_about_the_town() -> None:
    cache = empty()
    asked = Pattern("ASSAULT", "stop", "the bombing of Kyiv stops", places=("Kyiv",))
    told = {
        "a": story("a", condition("a", requires=asked)),
        "b": story("b", strike("b", places=(TOWER,), actors=())),
        "c": story("c", strike("c", event_type="CONSULT")),
    }
    update(cache, told.items(), judgements=[], reviews=[])
    check(cache, merge_tellings(told.values()), [])
