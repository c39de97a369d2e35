"""Parties that are only described, in a condition or in the news: what may be them counts, and the note says so."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import ClockDay, Evidence, GivenFigure, LedgerPlace, Party, Pattern
from standoff.merge import merge_tellings
from standoff.span import Span
from standoff.track import Watch, track_clock
from tests.merge.hand import condition, story, strike

KHARTOUM = LedgerPlace("g379252", "Khartoum", "SDN", 15.55, 32.53, 4)
GONDER = LedgerPlace("g336372", "Gonder", "ETH", 12.6, 37.47, 4)
RSF = Party("rsf|SDN", "Rapid Support Forces", "SDN", "armed_group", "PRM")
SHABAAB = Party("shabaab|SOM", "Al-Shabaab", "SOM", "armed_group", "REB")
GROUP = Party("group|", "paramilitary group", "SDN", "armed_group", "PRM", named=False)
GUNMEN = Party("gunmen|", "gunmen", None, "armed_group", "UAF", named=False)
ARMY = Party("saf|SDN", "Sudanese Armed Forces", "SDN", "organisation", "MIL")
TROOPS = Party("troops|", "troops", None, "group", "MIL", named=False)
QUIET = {"event_type": "ASSAULT", "realis": "denied", "actors": (), "weapon": None, "mode": None}


def told(*events: dict[str, Any], **pattern: Any) -> ClockDay:
    """2 March of a clock that asks for attacks by `actors` to stop, over events in Khartoum by their fields."""
    fields: dict[str, Any] = {"actors": ("paramilitary group",), "parties": (GROUP,), "places": ("Khartoum",)}
    needs = Pattern("ASSAULT", "stop", "the shelling stops", **{**fields, **pattern})
    tellings = [strike(f"p{n}", **{"places": (KHARTOUM,), "days": ("2022-03-02",), **e}) for n, e in enumerate(events)]
    ledger = merge_tellings([story("a", condition("a", requires=needs)), *(story(t.page, t) for t in tellings)])
    (asked,) = ledger.conditions
    clock = track_clock(ledger, asked, until="2022-03-02")
    assert Watch(ledger).clock(asked, until="2022-03-02") == clock
    assert Watch(ledger).status(asked, until="2022-03-02") == clock.status
    return clock.days[1]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (RSF, "breach_reported"),
        (GUNMEN, "breach_reported"),
        (SHABAAB, "nothing_reported"),  # of another state
        (ARMY, "nothing_reported"),
    ],
)
def test_a_described_group_is_any_armed_group_of_its_state(actor: Party, expected: str) -> None:
    assert told({"actors": (actor,)}).mark == expected


def test_the_note_says_whom_a_description_may_mean() -> None:
    (evidence,) = told({"actors": (RSF,)}).evidence
    assert evidence.note == "party not named: any armed group of SDN"
    (evidence,) = told({"actors": (GUNMEN,)}, actors=("Rapid Support Forces",), parties=(RSF,)).evidence
    assert evidence.note == "told as “gunmen”"


@pytest.mark.parametrize(
    ("actor", "expected"),
    [(ARMY, "breach_reported"), (TROOPS, "breach_reported"), (RSF, "nothing_reported"), (GUNMEN, "nothing_reported")],
)
def test_who_may_act_for_a_state_is_told_from_its_enemies(actor: Party, expected: str) -> None:
    assert told({"actors": (actor,)}, actors=("SDN",), parties=()).mark == expected


def test_without_a_place_only_a_state_that_both_tell_ties_a_description() -> None:
    nowhere = {"places": (), "recipients": ()}
    assert told({"actors": (RSF,)}, **nowhere).mark == "breach_reported"
    assert told({"actors": (GUNMEN,), "places": (GONDER,)}, **nowhere).mark == "not_covered"


@pytest.mark.parametrize("name", ["Fighters of the Rapid Support Forces", "Rapid Support Forces militia", "RSF"])
def test_a_name_is_known_with_words_around_it_and_by_its_initials(name: str) -> None:
    actor = Party(name, name, None, "armed_group", "UAF")
    day = told({"actors": (actor,)}, actors=("Rapid Support Forces",), parties=(RSF,))
    assert (day.mark, day.evidence[0].note) == ("breach_reported", "")


@pytest.mark.parametrize(
    ("attacker", "expected"), [(GUNMEN, "breach_reported"), (RSF, "breach_reported"), (ARMY, "quiet_reported")]
)
def test_an_attack_by_somebody_who_may_be_meant_goes_before_quiet(attacker: Party, expected: str) -> None:
    assert told({"actors": (attacker,)}, QUIET).mark == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "quiet_reported"),
        ({"actors": (ARMY,)}, "quiet_reported"),  # a place's quiet is nobody's
        ({"targets": frozenset({"market"})}, "quiet_reported"),
        ({"places": (GONDER,)}, "not_covered"),
        ({"actors": (RSF,), "teller": RSF}, "not_covered"),
        ({"teller": ARMY}, "quiet_reported"),
    ],
)
def test_quiet_is_asked_where_and_a_partys_own_word_is_none(change: dict[str, Any], expected: str) -> None:
    assert told({**QUIET, **change}).mark == expected


def test_what_a_party_says_that_it_has_not_done_is_no_quiet() -> None:
    assert told({**QUIET, "teller": ARMY}, actors=("SDN",), parties=()).mark == "not_covered"


@pytest.mark.parametrize(
    ("target", "told_of", "expected"),
    [
        ("rockets", "crowd", "breach_reported"),
        ("safety", "market", "breach_reported"),
        ("hospitals", "clinic", "breach_reported"),
        ("hospitals", "market", "nothing_reported"),
        ("hospitals", "crowd", "breach_reported"),
    ],
)
def test_only_words_for_kinds_of_targets_keep_an_event_away(target: str, told_of: str, expected: str) -> None:
    assert told({"actors": (RSF,), "targets": frozenset({told_of})}, target=target).mark == expected


def test_captives_may_be_anybody() -> None:
    hostages = Party("hostages|", "its hostages", None, "group", "CVL", named=False)
    policemen = Party("policemen|", "policemen", "SDN", "group", "COP", named=False)
    freed = {"event_type": "RETREAT", "mode": "release", "weapon": None, "actors": (RSF,), "recipients": (policemen,)}
    needs = Pattern(
        "RETREAT", "happen", "frees its hostages", actors=("Rapid Support Forces",), recipients=("its hostages",),
        parties=(RSF, hostages),
    )  # fmt: skip
    event = strike("b", places=(KHARTOUM,), days=("2022-03-02",), **freed)
    ledger = merge_tellings([story("a", condition("a", requires=needs)), story("b", event)])
    assert track_clock(ledger, ledger.conditions[0], until="2022-03-02").days[1].mark == "fulfilled_reported"


def test_a_place_that_no_list_knows_is_found_by_its_name() -> None:
    assert told({"actors": (RSF,), "places": (), "names": frozenset({"laiza"})}, places=("Laiza",)).mark == (
        "breach_reported"
    )
    assert told({"actors": (ARMY,), "places": (), "names": frozenset({"laiza"})}, places=("Laiza",)).mark == (
        "nothing_reported"
    )


def test_days_told_in_one_breath_are_both_marked() -> None:
    day = told({"actors": (RSF,), "days": ("2022-03-01",), "more_days": ("2022-03-02",)})
    assert day.mark == "breach_reported"


@pytest.mark.parametrize(("trigger", "expected"), [("lifted", "quiet_reported"), ("promised", "nothing_reported")])
def test_a_lifted_blockade_is_the_end_of_it_and_a_promised_end_is_not(trigger: str, expected: str) -> None:
    needs = Pattern("COERCE", "stop", "the blockade ends", actors=("SDN",), places=("Khartoum",))
    given = {"event_type": "CONCEDE", "mode": None, "weapon": None, "actors": (ARMY,), "trigger": trigger}
    event = strike("b", places=(KHARTOUM,), days=("2022-03-02",), **given)
    ledger = merge_tellings([story("a", condition("a", requires=needs)), story("b", event)])
    assert track_clock(ledger, ledger.conditions[0], until="2022-03-02").days[1].mark == expected


def released(words: str, *, told: int | None, page: str = "b") -> ClockDay:
    """2 March of a clock that asks for a release in these words, over a release of so many on that day."""
    needs = Pattern("RETREAT", "happen", words, actors=("SDN",))
    figures = (GivenFigure("other", told, told, "exact", "pilots", None, page, Span(0, 1)),) if told else ()
    event = strike(page, event_type="RETREAT", mode="release", weapon=None, actors=(ARMY,), places=(KHARTOUM,),
                   days=("2022-03-02",), figures=figures)  # fmt: skip
    ledger = merge_tellings([story("a", condition("a", requires=needs)), story(page, event)])
    return track_clock(ledger, ledger.conditions[0], until="2022-03-02").days[1]


@pytest.mark.parametrize(("words", "told", "note"), [
    ("release eleven pilots", 2, "only 2 of 11"), ("release 11 pilots", 11, ""),
    ("release the pilots within 3 days", 2, ""), ("release 11 pilots", None, ""),
    ("release those held since 2013", 2, ""),
])  # fmt: skip
def test_a_part_of_what_is_asked_is_told_as_a_part(words: str, told: int | None, note: str) -> None:
    day = released(words, told=told)
    assert day.mark == "fulfilled_reported"
    assert [e.note for e in day.evidence] == [note]


def test_the_words_that_ask_for_an_act_do_not_show_it() -> None:
    needs = Pattern("RETREAT", "happen", "the release of the pilots", actors=("SDN",))
    within = {"event_type": "RETREAT", "mode": "release", "weapon": None, "actors": (ARMY,), "places": (KHARTOUM,)}
    own = strike("a", days=("2022-03-01",), evidence=(Evidence("a", Span(3, 10), "release"),), **within)
    ledger = merge_tellings([story("a", condition("a", requires=needs), own)])
    assert track_clock(ledger, ledger.conditions[0], until="2022-03-01").status == "unknown"
