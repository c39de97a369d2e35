"""Which tellings are one event, and which never are."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.encoder import Encoder
from standoff.ledger_model import Judgement, Ledger
from standoff.merge import explain_pair, merge_tellings, tell_story
from standoff.page import read_bytes
from standoff.pipeline import Given, read_page
from tests.merge.hand import KHARKIV, RUSSIA, UKRAINE, UKRAINE_AS_PLACE, killed, story, strike

POLAND = RUSSIA.__class__("POL", "Poland", "POL")


def merged(*tellings: Any, judgements: tuple[Judgement, ...] = ()) -> Ledger:
    return merge_tellings([story(t.page, t) for t in tellings], judgements=judgements)


def sizes(ledger: Ledger) -> list[int]:
    return sorted(len(e.tellings) for e in ledger.events)


ONE = [
    {"published_at": "2022-03-02"},
    {"actors": ()},
    {"days": ()},
    {"weapon": None, "mode": None},
    {"figures": (killed("b", 6),)},
    {"days": ("2022-02-28/2022-03-02",)},
    {"realis": "ongoing"},
]
TWO = [
    {"places": (KHARKIV,)},
    {"days": ("2022-03-02",)},
    {"actors": (POLAND,)},
    {"event_type": "PROTEST"},
    {"realis": "denied"},
    {"realis": "planned"},
    {"targets": frozenset({"school"})},
    {"places": (), "trigger": "hit", "frame": "hit", "weapon": None},
    {"days": ("2022-02-24/2022-03-02",), "figures": (killed("b", 23, total=True),)},
]  # fmt: skip


@pytest.mark.parametrize("change", ONE)
def test_tellings_of_one_event(change: dict[str, Any]) -> None:
    ledger = merged(strike("a", figures=(killed("a", 5),)), strike("b", **change))
    assert sizes(ledger) == [2] and ledger.events[0].reports == 2


@pytest.mark.parametrize("change", TWO)
def test_tellings_of_two_events(change: dict[str, Any]) -> None:
    left = strike("a", targets=frozenset({"tower"}), figures=(killed("a", 5),))
    ledger = merge_tellings([story("a", left), story("b", strike("b", 2, **change))])
    assert sizes(ledger) == [1, 1]


def test_a_state_never_equals_another_by_its_centroid() -> None:
    vague = {"places": (UKRAINE_AS_PLACE,), "frame": "", "weapon": None}
    ledger = merged(strike("a", **vague, trigger="hit"), strike("b", **vague, trigger="shelled"))
    assert sizes(ledger) == [1, 1]
    assert "a state is not enough" in " ".join(explain_pair(ledger, "e-a1", "e-b1").reasons)


def test_two_that_one_story_keeps_apart_are_never_joined_by_a_third() -> None:
    apart = story("a", strike("a", 1), strike("a", 2))
    ledger = merge_tellings([apart, story("b", strike("b", 1))])
    assert sizes(ledger) == [1, 2]
    assert {"e-a1", "e-a2"} <= {e.id for e in ledger.events}


def test_an_unplaced_telling_does_not_join_two_towns() -> None:
    unplaced = strike("c", places=())
    ledger = merged(strike("a"), strike("b", places=(KHARKIV,)), unplaced)
    assert all(len({p.key for p in e.places}) <= 1 for e in ledger.events)


def test_a_meeting_needs_no_place() -> None:
    talks = {"event_type": "CONSULT", "mode": None, "weapon": None, "places": (), "actors": (RUSSIA, UKRAINE)}
    assert sizes(merged(strike("a", **talks), strike("b", **talks))) == [2]


def test_figures_stay_side_by_side() -> None:
    mine, theirs = killed("a", 5, by="mayor"), killed("b", 9, by="governor")
    (event,) = merged(strike("a", figures=(mine,)), strike("b", figures=(theirs,))).events
    assert event.figures == (mine, theirs)


def test_reasons_can_be_read() -> None:
    (judgement,) = merged(strike("a"), strike("b")).judgements
    assert judgement.verdict == "same" and judgement.by == "rule" and judgement.at is None
    assert "+2.5 same place Kyiv" in judgement.reasons and "+3.0 same day 2022-03-01" in judgement.reasons


def test_the_last_word_of_a_person_counts_and_can_be_undone() -> None:
    no = Judgement("e-b1", "e-a1", "different", ("two towers",), by="Ada", at="2026-11-01")
    yes = Judgement("e-a1", "e-b1", "same", ("looked again",), by="Ada", at="2026-11-02")
    tellings = strike("a"), strike("b")
    assert sizes(merged(*tellings, judgements=(no,))) == [1, 1]
    assert sizes(merged(*tellings, judgements=(no, yes))) == [2]
    far = strike("b", places=(KHARKIV,))
    assert sizes(merged(strike("a"), far, judgements=(yes,))) == [2]


def test_an_id_that_was_merged_away_redirects() -> None:
    late = strike("b", published_at="2022-03-02")
    alone = merged(late)
    both = merged(strike("a"), late)
    assert [e.id for e in alone.events] == ["e-b1"] and [e.id for e in both.events] == ["e-a1"]
    assert both.redirects["e-b1"] == "e-a1" == both.redirects["e-a1"]
    later = merged(strike("a"), late, strike("c", published_at="2022-03-03"))
    assert [e.id for e in later.events] == ["e-a1"]


TEXT = "At least five people died when a missile struck the television tower in the capital on Tuesday, police said."


def test_chains_count_sources_not_articles() -> None:
    def chains(*stories: Any) -> tuple[int, int]:
        (event,) = merge_tellings(stories).events
        return event.reports, event.independent_chains

    a, b = strike("a"), strike("b")
    assert chains(story("a", a), story("b", b)) == (2, 2)
    assert chains(story("a", a, text=TEXT), story("b", b, text=TEXT + " More follows.")) == (2, 1)
    assert chains(story("a", a, publisher="Daily"), story("b", b, publisher="Daily")) == (2, 1)
    assert chains(story("a", a, agencies=frozenset({"Reuters"})), story("b", strike("b", agency="Reuters"))) == (2, 1)


def test_what_was_hit_is_no_weapon_and_no_notion(encoder: Encoder) -> None:
    text = "\nRussian forces took control of Sumy. A rocket tore a hole in a school. Shells hit a fuel depot.\n"
    given = Given(published_at="2022-03-01")
    reading = read_page(read_bytes(text.encode(), name="a.txt"), given=given, label=encoder)
    tellings = tell_story(reading.to_dict()).events
    assert {words for telling in tellings for words in telling.struck} == {"fuel depot"}
