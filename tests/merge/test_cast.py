"""For whom a description stands in a story, and that it stands for nobody where two could be meant."""

from __future__ import annotations

import pytest

from standoff.ledger_model import Party
from standoff.merge.cast import Cast
from standoff.told import Told
from tests.merge.paper import Entity, document

ARMY: Entity = ("the army", "organisation", None, "MIL")
GOVERNMENT: Entity = ("the government", "organisation", None, "GOV")
GROUP: Entity = ("the paramilitary group", "armed_group", None, "PRM")
RSF: Entity = ("Rapid Support Forces", "armed_group", "SDN", "PRM")
M23: Entity = ("M23", "armed_group", "COD", "REB")
ETHIOPIAN: Entity = ("Ethiopian troops", "group", "ETH", "MIL")
KHARTOUM, GONDER = ("Khartoum", "SDN", 4), ("Gonder", "ETH", 4)


def cast(*entities: Entity, places: tuple[tuple[str, str | None, int], ...] = (KHARTOUM,)) -> Cast:
    words = [e[0] for e in entities] + [p[0] for p in places]
    return Cast(Told(document("; ".join(words), entities=entities, places=places)))


@pytest.mark.parametrize(
    ("described", "others", "expected"),
    [
        (ARMY, (), "SDN"),
        (GOVERNMENT, (), "SDN"),
        (ARMY, (RSF,), "SDN"),
        (ARMY, (ETHIOPIAN,), "ETH"),  # the only state whose soldiers are told of
        (GROUP, (RSF,), "Rapid Support Forces"),
        (GROUP, (), "the paramilitary group"),
        (GROUP, (RSF, M23), "the paramilitary group"),
        (RSF, (), "Rapid Support Forces"),
        (("Ukraine", "state", "UKR", "GOV"), (), "Ukraine"),
    ],
)
def test_a_description_stands_for_the_only_one_it_can(
    described: Entity, others: tuple[Entity, ...], expected: str
) -> None:
    assert cast(described, *others).resolved(described[0])[0] == expected


def test_two_states_leave_the_army_open() -> None:
    both = cast(ARMY, places=(KHARTOUM, GONDER))
    assert both.resolved("the army")[0] == "the army"
    assert cast(ARMY, ETHIOPIAN, ("Sudanese soldiers", "group", "SDN", "MIL")).resolved("the army")[0] == "the army"


def test_who_sets_a_condition_does_not_mean_itself() -> None:
    setter = Party("rapid support forces|SDN", "Rapid Support Forces", "SDN", "armed_group", "PRM")
    assert cast(GROUP, RSF).resolved("the paramilitary group", setter=setter)[0] == "the paramilitary group"


def test_an_army_is_one_over_stories_whatever_it_is_called() -> None:
    called: list[Entity] = [
        ARMY,
        ("Sudanese army", "organisation", "SDN", "MIL"),
        ("Army", "organisation", None, "MIL"),
    ]
    found = {cast(entity).party("n1") for entity in called}
    assert {(p.key, p.name, p.country) for p in found if p} == {
        ("sudanese armed forces|SDN", "Sudanese Armed Forces", "SDN")
    }


def test_men_without_a_name_are_of_a_state_only_where_no_other_comes_up() -> None:
    troops: Entity = ("troops", "group", None, "MIL")
    assert [p.country for p in cast(troops).parties(["n1"])] == ["SDN"]
    assert [p.country for p in cast(troops, places=(KHARTOUM, GONDER)).parties(["n1"])] == [None]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("rebels", False), ("Sudanese army", False), ("Rebels", False), ("M23", True), ("Abu Sayyaf militants", True),
        ("Taliban prisoners", False),
    ],
)  # fmt: skip
def test_who_bears_a_name(name: str, *, named: bool) -> None:
    kind = "group" if "prisoners" in name else "armed_group"
    (party,) = cast((name, kind, None, "REB")).parties(["n1"])
    assert party.named is named


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("EU ministers", "Q458"), ("European Union's states", "Q458"),
        ("foreign ministers of the European Union", "Q458"),
        ("prisoners of the European Union", "prisoners of the european union|"),
        ("New EU ministers", "new eu ministers|SDN"),
    ],
)  # fmt: skip
def test_men_of_a_body_act_for_it_and_not_for_the_state_of_the_story(name: str, key: str) -> None:
    (party,) = cast((name, "group", None, "GOV")).parties(["n1"])
    assert party.key == key and party.name == name


def test_a_weapon_is_no_party() -> None:
    assert cast(("Grad", "person", None, None)).parties(["n1"]) == ()
