"""Conditions as news agencies tell them: contrast, headlines, refusals, what is put off, spans that are the clause."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, Reading
from standoff.pipeline import Given, read_page

_FORMS = [
    ("Oslo rejects any ceasefire unless the rebels leave the town.", "happen RETREAT", "happen AGREE"),
    ("Oslo says it rejects the ceasefire if rebels remain in the town.", "not_happen RETREAT", "not_happen AGREE"),
    ("The rebels refused to return to the table unless the army leaves.", "happen RETREAT", "happen CONSULT"),
    ('"We are not going to resume talks unless the army leaves," she said.', "happen RETREAT", "happen CONSULT"),
    ("Talks cannot resume unless the army leaves the town, he said.", "happen RETREAT", "happen CONSULT"),
    ("Taliban shun Afghanistan talks until foreign forces leave", "happen RETREAT", "happen CONSULT"),
    ("A truce would require an army pullout, the envoy said.", "happen RETREAT", "happen AGREE"),
    ("The factions declared freezing all talks until the release of the pilots.", "happen RETREAT", "happen CONSULT"),
    ("The rebels proposed a truce on the condition the army stops its raids.", "stop ASSAULT", "happen AGREE"),
    ("Oslo is prepared for dialogue as soon as the withdrawal is complete.", "happen RETREAT", "happen CONSULT"),
    ("There will be no talks as long as foreign soldiers are present, he said.", "happen RETREAT", "happen CONSULT"),
    ("The rebels said they would not talk while attacks on them continued.", "stop ASSAULT", "happen CONSULT"),
    ("There is no use in holding talks before the army leaves, he said.", "happen RETREAT", "happen CONSULT"),
    ("The delegation is unable to attend talks until the army leaves.", "happen RETREAT", "happen CONSULT"),
    ("The rebels will not talk unless Kampala sends home its troops.", "happen RETREAT", "happen CONSULT"),
    ("Oslo rejected any talks with Juba before the withdrawal of its troops.", "happen RETREAT", "happen CONSULT"),
    ("Juba has no intention to talk unless the army leaves, she says.", "happen RETREAT", "happen CONSULT"),
    ("Premier: no talks unless US sanctions gone", "stop SANCTION", "happen CONSULT"),
    ("The president ruled out peace with Oslo unless the army leaves.", "happen RETREAT", "happen None"),
    ("Juba must lift the sanctions before any diplomacy can take place.", "stop SANCTION", "happen CONSULT"),
]

_NONE = [
    "The army said it would leave the town, while the rebels said they would not negotiate.",
    "Trucks would enter the city, while Israel would halt all flights and keep a window open.",
    "While the army has left two towns, the rebels will not negotiate.",
    "The neighbours agreed to reopen the port after nearly fighting a war in May.",
    '"There will not be bombing," the minister said after spending three hours with the rebels.',
    '"Is there anything to say if the army does not leave?" the envoy said.',
    "Asked if Oslo would return to the talks if the army left, he said the war must end.",
    "The rebels left, said an official, who spoke on condition of anonymity.",
    "In a statement read on television after the truce was agreed, the army said it would respond to fire.",
    "The fight left dozens dead and threatened to renew the war following an unstable truce.",
    "Their departure would leave a vacuum at a time when attacks are soaring.",
    "The troops will have beaten the militia by the middle of May, when the island marks its harvest.",
    "Everything that the exchange needs should be ready within a week.",
    "He rejected the offer before the meeting in Geneva.",
    "The bid stumbled when rebels set Khartoum six conditions for negotiations.",
]

_SPANS = [
    (
        "The main faction said on Saturday it would not sign a truce until the army left.",
        "the army left",
        "it would not sign a truce",
    ),
    ("Ceasefire only after direct talks, rebels say", "direct talks", "Ceasefire"),
    ("No talks with rebels until they disarm: Colombo", "they disarm", "No talks with rebels"),
    (
        "He said that the rebels would not talk unless the army leaves.",
        "the army leaves",
        "the rebels would not talk",
    ),
    (
        "For the militia a precondition for a truce is the lifting of the siege.",
        "the lifting of the siege",
        "a truce",
    ),
    (
        "Ana Ruiz said it was willing to reopen talks if the army leaves.",
        "the army leaves",
        "it was willing to reopen talks",
    ),
    (
        "Hamas said the hostages would be released in exchange for 150 women and children held in jails.",
        "150 women and children held in jails",
        "the hostages would be released",
    ),
]


def read(text: str, encoder: Encoder) -> Reading:
    return read_page(Page.from_text(text), given=Given(published_at="2020-03-01"), label=encoder)


@pytest.mark.parametrize(("text", "requires", "consequence"), _FORMS)
def test_the_normal_form(text: str, requires: str, consequence: str, encoder: Encoder) -> None:
    (found,) = read(text, encoder).record.conditions
    needs, then = found.requires, found.consequence
    assert f"{needs.polarity} {needs.event_type}" == requires
    assert f"{then.polarity} {then.event_type}" == consequence


@pytest.mark.parametrize("text", _NONE)
def test_contrast_narration_and_questions_are_no_conditions(text: str, encoder: Encoder) -> None:
    assert read(text, encoder).record.conditions == ()


@pytest.mark.parametrize(("text", "requires", "consequence"), _SPANS)
def test_spans_are_the_clause(text: str, requires: str, consequence: str, encoder: Encoder) -> None:
    (found,) = read(text, encoder).record.conditions
    spans = (found.requires.span, found.consequence.span)
    assert tuple(text[s.start : s.end] for s in spans) == (requires, consequence)


def test_all_that_must_come_first_is_required(encoder: Encoder) -> None:
    text = "Belgrade must withdraw its units and stop the raids before making promises."
    found = read(text, encoder).record.conditions
    assert [c.requires.event_type for c in found] == ["RETREAT", "ASSAULT"]


def test_who_calls_for_an_end_is_not_who_ends_it(encoder: Encoder) -> None:
    text = "The Houthis repeated their call to stop the raids before starting any dialogue."
    (found,) = read(text, encoder).record.conditions
    assert found.requires.actors == ()


def test_whose_raids_cease_is_who_ceases_them(encoder: Encoder) -> None:
    text = "Hezbollah would accept a truce if Israel ceased its raids."
    (found,) = read(text, encoder).record.conditions
    assert found.requires.actors == ("ISR",)


@pytest.mark.parametrize("text", ["they quit the city of Goma", "its fighters withdraw from the city of Goma"])
def test_what_is_left_is_the_place(text: str, encoder: Encoder) -> None:
    (found,) = read(f"Kinshasa will not talk to the rebels until {text}.", encoder).record.conditions
    assert found.requires.places == ("Goma",)


def test_captives_do_not_free_themselves(encoder: Encoder) -> None:
    text = "Hamas said it would free the soldier in exchange for 150 Palestinian prisoners."
    (found,) = read(text, encoder).record.conditions
    assert found.requires.actors == ()


def test_whoever_is_given_time_must_do_all_of_it(encoder: Encoder) -> None:
    text = (
        "The militia gave the Syrian government two days to free the miners and withdraw its army or risk new attacks."
    )
    found = read(text, encoder).record.conditions
    assert [c.requires.actors for c in found] == [("SYR",), ("SYR",)]


def test_an_insurgency_that_is_given_up_stops(encoder: Encoder) -> None:
    text = "The president said he would offer the Taliban posts if they gave up the insurgency."
    (found,) = read(text, encoder).record.conditions
    assert (found.requires.event_type, found.requires.polarity) == ("ASSAULT", "stop")
