"""What a brief tells, once, and what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import GivenFigure, Party, Pattern
from standoff.merge import merge_tellings
from standoff.show.brief import Section, brief_sections
from standoff.show.clock_text import condition_words, show_clock
from standoff.span import Span
from standoff.track import track_clock, track_coverage
from tests.merge.hand import RUSSIA, UKRAINE, condition, position, story, strike

FREE: dict[str, Any] = {"event_type": None, "polarity": "happen", "counterpart": None}
DELEGATES = Party("n1", "delegates", None, "group")


def part(key: str, *tellings: Any, day: str = "2022-03-03") -> list[str]:
    """The lines of one part of the brief of a day."""
    sections = brief_sections(merge_tellings([story(t.page, t) for t in tellings]), day=day)
    return [line.text for section in sections if section.key == key for line in section.lines]


def wish(page: str, words: str, act: str = "demand", day: str = "2022-03-01", **given: Any) -> Any:
    return position(page, act, day, **{**FREE, "object": words, **given})


def test_parts_come_in_their_order() -> None:
    sections: tuple[Section, ...] = brief_sections(merge_tellings([]), day="2022-03-01")
    assert [(s.key, s.lines) for s in sections] == [
        ("changed", ()), ("wants", ()), ("waiting", ()), ("within_reach", ()), ("stuck", ()),
    ]  # fmt: skip


def test_what_one_side_says_twice_is_told_once() -> None:
    told = [wish("a", "the return of the harbour"), wish("b", "the return of the whole harbour", holder=UKRAINE)]
    (line,) = part("wants", *told)
    assert "demands “the return of the" in line


@pytest.mark.parametrize("given", [{"object": "the order"}, {"holder": DELEGATES, "on_behalf_of": None}])
def test_wishes_that_tell_nothing_are_left_out(given: dict[str, Any]) -> None:
    assert part("wants", position("a", "demand", "2022-03-01", **{**FREE, "object": "free passage", **given})) == []


def test_a_wish_told_once_long_ago_is_no_news() -> None:
    assert part("wants", wish("a", "free passage"), day="2022-03-15") != []
    assert part("wants", wish("a", "free passage"), day="2022-03-16") == []
    again = wish("b", "free passage", day="2022-03-02")
    assert part("wants", wish("a", "free passage"), again, day="2022-04-16") == [
        "Ukraine (Olena Kovalenko) demands “free passage” (2 stories since 1 March)"
    ]


def test_changes_are_of_the_day() -> None:
    told = [wish("a", "free passage"), wish("b", "free passage", "threat", day="2022-03-03")]
    assert part("changed", *told) == ["Ukraine (Olena Kovalenko) threatens “free passage” (hardened)"]


def test_what_one_sentence_makes_wait_is_one_line() -> None:
    needs = [Pattern("ASSAULT", "stop", "a ceasefire"), Pattern("RETREAT", "happen", "a withdrawal", actors=("RUS",))]
    told = [condition("a", id=f"c-{n}", requires=p) for n, p in enumerate(needs)]
    ledger = merge_tellings([story("a", *told), story("b", strike("b"))])
    (waiting,) = [s.lines for s in brief_sections(ledger, day="2022-03-02") if s.key == "waiting"]
    (line,) = waiting
    assert line.text == (
        "Ukraine: “talks” until “a ceasefire”: not met, breached on 1 of 2 days, last on 1 March; "
        "“a withdrawal”: not known"
    )
    assert set(line.records) == {"c-0", "c-1"}


def test_an_offer_names_all_who_demand_it() -> None:
    poland = Party("POL", "Poland", "POL")
    told = [
        position("a", "demand", "2022-03-01", counterpart=None),
        position("b", "demand", "2022-03-01", holder=poland, on_behalf_of=None, counterpart=None),
        position("c", "offer", "2022-03-02", holder=RUSSIA, on_behalf_of=None, counterpart=None, object="a truce"),
        strike("d", recipients=(UKRAINE, poland)),
    ]
    assert part("within_reach", *told) == ["Ukraine and Poland demand “stop bombing”; Russia offers “a truce”"]


def test_a_condition_in_its_own_words() -> None:
    ledger = merge_tellings([story("a", condition("a", operator="as_long_as", consequence=Pattern(
        None, words="that it will hold out as long")))])  # fmt: skip
    assert condition_words(ledger.conditions[0]) == "“it will hold out” as long as “the bombing stops”"


def test_the_clock_shows_a_strip_of_its_days() -> None:
    ledger = merge_tellings([story("a", condition("a", "2022-02-28")), story("b", strike("b"))])
    stated = ledger.conditions[0]
    clock, covered = track_clock(ledger, stated, until="2022-03-02"), track_coverage(ledger, stated, until="2022-03-02")
    shown = show_clock(ledger, stated, clock, covered).splitlines()
    assert [line for line in shown if line.startswith("2022-0") and line[7] == " "] == [
        f"2022-02  {' ' * 27}?", "2022-03  x?",
    ]  # fmt: skip
    assert "not met: breach reported on 1 of 3 days, last on 2022-03-01 (1 day before 2022-03-02)" in shown
    assert "2022-03-01  breach reported     “struck” by Russia in Kyiv e-b1" in shown


def test_firm_wishes_come_first() -> None:
    told = [
        wish("a", "open corridors", "offer", day="2022-03-03"), wish("b", "open corridors", "offer", day="2022-03-02"),
        wish("c", "the return of the harbour"),
    ]  # fmt: skip
    assert [line.split("“")[1] for line in part("wants", *told)] == ["the return of the harbour”", "open corridors” (2 "
        "stories since 2 March)"]  # fmt: skip


def test_what_a_side_waits_for_in_other_words_is_one_line() -> None:
    release = [Pattern("RETREAT", "happen", words) for words in ("the pilots are released", "release of all pilots")]
    told = [condition(page, requires=needs, id=f"c-{page}", consequence=Pattern(None, "happen", follows))
            for page, needs, follows in zip("ab", release, ("talks", "a truce"), strict=True)]  # fmt: skip
    (line,) = part("waiting", *told)
    assert "pilots" in line


def test_what_nobody_in_particular_sets_comes_last() -> None:
    needs = Pattern("RETREAT", "happen", "the guns are withdrawn")
    told = [condition("a", "2022-03-02", holder=None, requires=needs), condition("b")]
    assert [line.split(":")[0] for line in part("waiting", *told)] == ["Ukraine", "Somebody"]


def test_a_trigger_is_not_met_but_triggered() -> None:
    feared = Pattern("ASSAULT", "happen", "Kyiv is struck again", actors=("RUS",))
    sanctions = Pattern("SANCTION", "happen", "new sanctions")
    (line,) = part("waiting", condition("a", operator="if", requires=feared, consequence=sanctions), strike("b"))
    assert line.endswith("triggered on 1 of 3 days, last on 1 March")


def test_what_is_wanted_and_refused_is_stuck() -> None:
    release = {"event_type": "RETREAT", "polarity": "happen", "object": "release the pilots"}
    refusal = position("b", "refusal", "2022-03-02", holder=RUSSIA, on_behalf_of=None, counterpart=None, **release)
    waits = condition("a", requires=Pattern("RETREAT", "happen", "the pilots are released"))
    (line,) = part("stuck", waits, refusal)
    assert line == "Ukraine: “talks” until “the pilots are released”; Russia refuses “release the pilots”"


def test_a_part_of_what_is_asked_is_no_fulfilment() -> None:
    needs = Pattern("RETREAT", "happen", "release 11 pilots", actors=("RUS",))
    two = GivenFigure("other", 2, 2, "exact", "pilots", None, "b", Span(0, 1))
    release = strike("b", event_type="RETREAT", mode="release", weapon=None, figures=(two,))
    (line,) = part("waiting", condition("a", requires=needs), release)
    assert line == "Ukraine: “talks” until “release 11 pilots”: fulfilled in part on 1 of 3 days, last on 1 March"
