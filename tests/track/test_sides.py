"""One side under one name: rebels and their men, states and theirs."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.ledger_model import Ledger, Party, Pattern
from standoff.merge import merge_tellings
from standoff.show.ledger_text import matrix_rows
from standoff.track import find_deadlocks, with_sides
from standoff.track.wording import side_of_position
from tests.merge.hand import condition, position, story

GROUP = Party("northern front|TCD", "Northern Front", "TCD", "armed_group", "REB")
REBELS = Party("rebels|", "rebels", None, "armed_group", "REB", named=False)
OF_STATE = Party("chadian rebels|TCD", "Chadian rebels", "TCD", "armed_group", "REB")
ENVOYS = Party("n|", "representatives of the Northern Front", None, "group")
COLONEL = Party("idris barka|", "Idris Barka", None, "person", "REB")
MINISTER = Party("adoum sabre|TCD", "Adoum Sabre", "TCD", "person", "GOV")
CABINET = Party("g|", "Sabre's government", None, "organisation", "GOV")
CHAD = Party("TCD", "Chad", "TCD")


def says(page: str, holder: Party, **given: Any) -> Any:
    fields = {"holder": holder, "on_behalf_of": None, "counterpart": CHAD, "id": f"k-{page}-{holder.key}", **given}
    return position(page, "demand", "2022-03-01", **fields)


def ledger_of(*tellings: Any) -> Ledger:
    pages = dict.fromkeys(t.page for t in tellings)
    return with_sides(merge_tellings([story(page, *(t for t in tellings if t.page == page)) for page in pages]))


def sides(*tellings: Any) -> list[str]:
    return sorted({side_of_position(k) for k in ledger_of(*tellings).positions})


@pytest.mark.parametrize("party", [REBELS, OF_STATE, ENVOYS, COLONEL])
def test_rebels_are_the_only_group_of_their_state(party: Party) -> None:
    assert sides(says("a", GROUP), says("b", party)) == ["Northern Front"]


def test_of_two_groups_none_is_meant() -> None:
    other = Party("desert guard|TCD", "Desert Column", "TCD", "armed_group", "REB")
    assert sides(says("a", GROUP), says("b", other), says("c", REBELS)) == ["Desert Column", "Northern Front", "rebels"]


def test_rebels_without_a_named_group_are_those_of_the_state() -> None:
    assert sides(says("a", OF_STATE), says("b", REBELS), says("c", COLONEL)) == ["Chad rebels"]


def test_militants_are_not_the_rebels() -> None:
    militants = Party("militants|TCD", "militants", "TCD", "armed_group", "REB", named=False)
    assert sides(says("a", GROUP), says("b", militants)) == ["Northern Front", "militants"]


@pytest.mark.parametrize("name", ["Adoum Sabre", "Sabre"])
def test_what_one_story_knows_of_a_name_counts_in_others(name: str) -> None:
    assert sides(says("a", MINISTER), says("b", Party("x|", name, None, "person"))) == ["Chad"]


def test_a_government_is_that_of_its_head() -> None:
    assert sides(says("a", MINISTER), says("b", CABINET, counterpart=None)) == ["Chad"]


def test_who_mostly_speaks_as_a_rebel_is_one() -> None:
    before = Party("idris barka|TCD", "Idris Barka", "TCD", "person", "GOV")
    assert sides(says("a", OF_STATE), says("b", COLONEL), says("c", COLONEL), says("d", before)) == ["Chad rebels"]


def test_the_matrix_has_one_column_for_a_side() -> None:
    rows = matrix_rows(ledger_of(says("a", GROUP), says("b", REBELS), says("c", COLONEL)))
    assert rows == {"ASSAULT stop": {"Northern Front": "2022-03-01 demand"}}


def test_rebels_and_their_state_can_wait_for_each_other() -> None:
    talks, release = Pattern("CONSULT", "happen", "talks"), Pattern("RETREAT", "happen", "the release", actors=("TCD",))
    told = [
        condition("a", holder=OF_STATE, requires=release, consequence=talks),
        condition("b", holder=MINISTER, requires=talks, consequence=release),
    ]
    (deadlock,) = find_deadlocks(ledger_of(*told))
    assert deadlock.sentence.startswith("Chad")
    assert "Chad rebels" in deadlock.sentence
