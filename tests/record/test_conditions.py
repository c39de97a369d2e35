"""Conditions in normal form, for every operator, with the pattern that later events are held against."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, Reading
from standoff.pipeline import Given, read_page

_FORMS = [
    ("Kyiv said there would be no talks until the bombing stopped.", "until", "stop ASSAULT", "happen CONSULT"),
    (
        "Russia must stop bombing Ukrainian cities before talks can begin, Kyiv said.",
        "before",
        "stop ASSAULT",
        "happen CONSULT",
    ),
    ("NATO will not halt its strikes until Belgrade withdraws from Kosovo.", "until", "happen RETREAT", "stop ASSAULT"),
    ("Juba will cut off the oil unless Khartoum pulls out of Abyei.", "unless", "happen RETREAT", "not_happen COERCE"),
    ('"If they fire on us again, we will answer," the general said.', "if", "happen ASSAULT", "happen ASSAULT"),
    (
        "There will be no truce as long as rockets fall on Israel, he said.",
        "as_long_as",
        "stop ASSAULT",
        "happen AGREE",
    ),
    (
        "The rebels are ready to lay down their arms if their safety is guaranteed.",
        "if",
        "happen AGREE",
        "happen RETREAT",
    ),
    (
        "Hamas offered to free the soldier in exchange for 1,000 prisoners.",
        "in_exchange_for",
        "happen RETREAT",
        "happen RETREAT",
    ),
    ("Washington will lift the sanctions only if Iran frees the crew.", "only_if", "happen RETREAT", "stop SANCTION"),
    ("Ankara will open the border when the shelling of Azaz ends.", "when", "stop ASSAULT", "happen RETREAT"),
    ("Donors will resume payments after the ministers are released.", "after", "happen RETREAT", "happen AID"),
    (
        "Moscow made the withdrawal of the troops a condition for talks.",
        "conditional_on",
        "happen RETREAT",
        "happen CONSULT",
    ),
    (
        "Israel gave Hezbollah three days to free the two soldiers or face an offensive.",
        "unless",
        "happen RETREAT",
        "not_happen ASSAULT",
    ),
    (
        "The army must leave Goma. Otherwise, the rebels will attack, a spokesman said.",
        "unless",
        "happen RETREAT",
        "not_happen ASSAULT",
    ),
    (
        "The army must free the pilots; if it does not, the rebels will attack.",
        "if",
        "not_happen RETREAT",
        "happen ASSAULT",
    ),
    ("The agency will not return until attacks on its convoys in Darfur end.", "until", "stop ASSAULT", "happen None"),
    (
        "The party will not sit down with them until the IRA hands over its weapons in Belfast.",
        "until",
        "happen RETREAT",
        "happen CONSULT",
    ),
    (
        "There will be no truce as long as air strikes on Mekelle continue, he said.",
        "as_long_as",
        "stop ASSAULT",
        "happen AGREE",
    ),
    ("Kyiv said a final deal could enter into force only after a ceasefire.", "after", "stop ASSAULT", "happen AGREE"),
    ("There will be no deal until Serbia's forces are withdrawn.", "until", "happen RETREAT", "happen AGREE"),
    ("Moscow will not stop the operation until its demands are accepted.", "until", "happen AGREE", "stop ASSAULT"),
    (
        "He was prepared to meet them, he told reporters in Kyiv, but only if there was a ceasefire first.",
        "only_if",
        "stop ASSAULT",
        "happen CONSULT",
    ),
    ("Israel suspended the talks until the rocket fire stops.", "until", "stop ASSAULT", "happen CONSULT"),
    ("The truce was delayed until the captives are freed.", "until", "happen RETREAT", "happen AGREE"),
    ("Khartoum wants the embargo lifted before it will sign.", "before", "stop SANCTION", "happen AGREE"),
    (
        "As a condition of any deal, Tehran wants the sanctions removed.",
        "conditional_on",
        "stop SANCTION",
        "happen AGREE",
    ),
    ("Egypt insisted on a ceasefire before any talks.", "before", "stop ASSAULT", "happen CONSULT"),
    (
        "He said no talks would take place unless the army leaves Goma.",
        "unless",
        "happen RETREAT",
        "happen CONSULT",
    ),
    ("Israel demanded a ceasefire before any talks.", "before", "stop ASSAULT", "happen CONSULT"),
    (
        "Moscow demanded that Tbilisi pull its troops out before any ceasefire.",
        "before",
        "happen RETREAT",
        "happen AGREE",
    ),
    ("The mayor will not return until the villages are no longer shelled.", "until", "stop ASSAULT", "happen None"),
    ("Moscow will sign if its interests are taken into account.", "if", "happen None", "happen AGREE"),
    ("The rebels are ready for talks if the army stopped its offensive.", "if", "stop ASSAULT", "happen CONSULT"),
    ("The army ruled out a truce unless the rebels vacated Goma.", "unless", "happen RETREAT", "happen AGREE"),
    ("The junta ruled out talks unless the rebels disarm.", "unless", "happen RETREAT", "happen CONSULT"),
    (
        "Khartoum demanded as a precondition for talks that the rebels leave Kadugli.",
        "conditional_on",
        "happen RETREAT",
        "happen CONSULT",
    ),
    (
        "Islamic Jihad made a halt to the attacks on Rafah a condition for talks.",
        "conditional_on",
        "stop ASSAULT",
        "happen CONSULT",
    ),
    ("The ceasefire was suspended pending the return of the bodies.", "until", "happen RETREAT", "happen AGREE"),
    (
        '"First the foreigners go home, then we can talk," the commander said.',
        "before",
        "happen RETREAT",
        "happen CONSULT",
    ),
    ("Tripoli refuses to sign anything before the troops leave the port.", "before", "happen RETREAT", "happen AGREE"),
]

_TIMES = [
    "Lavrov said after talks with Blinken that Russia would not withdraw.",
    "The envoy said following a meeting with the rebels that the army would leave.",
    "Russia said that it would reduce its activity around Kyiv after talks with Ukraine in Istanbul.",
    "They subsequently released him pending investigation.",
    "The army halted its advance until supplies arrived.",
    "Survivors came out a day after a bomb had struck the building.",
    "The talks ended without a ceasefire.",
    "The fighting went on until midnight, residents said.",
    "The army stayed away after its demands were ignored, diplomats said.",
    "Had the convoy come earlier, the village would have been saved.",
    "The embassy was an ally of the king, and his aides said he was ill.",
    "You can leave the camp if you want.",
    "It seems as if the statement was prepared before the raid.",
    "He would list the old songs as his own when asked at rallies.",
    "Trains would be stopped until Saturday, the minister said.",
    "Almost all life on Earth depends on oxygen.",
    "He plans on leaving the union even if no agreement has been reached.",
]

_PATTERNS = [
    (
        "Russia must stop bombing Ukrainian cities before talks can begin, Kyiv said.",
        ("RUS",),
        ("UKR",),
        ("UKR",),
        "cities",
    ),
    ("Russia must stop bombing Kharkiv before talks can begin, he said.", ("RUS",), ("UKR",), ("Kharkiv",), None),
    ("Kyiv will not talk until Russia's shelling of Mariupol stops.", ("RUS",), ("UKR",), ("Mariupol",), None),
    ("Hamas will not talk until Israeli strikes on hospitals stop.", ("ISR",), (), (), "hospitals"),
    (
        "Hamas will free nobody until Israel's blockade of Gaza is lifted.",
        ("ISR",),
        ("PSE",),
        ("Gaza Strip",),
        None,
    ),
    ("The mayor will not return until the villages are no longer shelled.", (), (), (), "villages"),
    ("There will be no talks until the firing of rockets stops, he said.", (), (), (), None),
    ("There will be no talks until attacks by both sides stop, he said.", (), (), (), None),
    ("The agency will not return until all sides stop fighting.", (), (), (), None),
    ("They will talk once Israel lifts its blockade of Gaza.", ("ISR",), ("PSE",), ("Gaza Strip",), None),
    (
        "North Korea will not talk until the United States lifts its sanctions on North Korea.",
        ("USA",),
        ("PRK",),
        ("PRK",),
        None,
    ),
    ("Moscow will sign if the safety of the area is guaranteed.", (), (), (), None),
    ("Hezbollah will not talk unless Israeli strikes on Beirut halt.", ("ISR",), ("LBN",), ("Beirut",), None),
    (
        "The alliance will wait until Serbian police leave the province.",
        ("SRB",),
        (),
        (),
        None,
    ),
    (
        "Russia must stop attacking hospitals in Aleppo before talks can begin, he said.",
        ("RUS",),
        (),
        ("Aleppo",),
        "hospitals",
    ),
    ("NATO will not halt its strikes until Belgrade withdraws from Kosovo.", ("SRB",), (), ("XKX",), None),
    ("Israel gave Hezbollah three days to free the crew or face an offensive.", ("Hezbollah",), ("crew",), (), None),
]

_ENDS = [
    ("There will be no talks until the shelling of Kharkiv stops, the president said.", "Kharkiv"),
    ("There will be no talks until attacks on Kharkiv cease, the president said.", "Kharkiv"),
    ("Ukraine will not sign anything unless raids on Odesa stop.", "Odesa"),
    ("There will be no truce until the bombing of Mariupol ends and troops leave.", "Mariupol"),
    ("There can be no talks as long as attacks on Kharkiv continue.", "Kharkiv"),
]


def read(text: str, encoder: Encoder) -> Reading:
    return read_page(Page.from_text(text), given=Given(published_at="2020-03-01"), label=encoder)


@pytest.mark.parametrize(("text", "operator", "requires", "consequence"), _FORMS)
def test_the_normal_form(text: str, operator: str, requires: str, consequence: str, encoder: Encoder) -> None:
    found = read(text, encoder).record.conditions
    assert [c.operator for c in found] == [operator]
    needs, then = found[0].requires, found[0].consequence
    assert f"{needs.polarity} {needs.event_type}" == requires
    assert f"{then.polarity} {then.event_type}" == consequence


@pytest.mark.parametrize(("text", "place"), _ENDS)
def test_an_act_that_must_end(text: str, place: str, encoder: Encoder) -> None:
    needs = read(text, encoder).record.conditions[0].requires
    assert (needs.event_type, needs.polarity, needs.places, needs.target) == ("ASSAULT", "stop", (place,), None)


def test_a_siege_that_must_end_coerces(encoder: Encoder) -> None:
    text = "There can be no talks before the siege of Mariupol is lifted."
    needs = read(text, encoder).record.conditions[0].requires
    assert (needs.event_type, needs.polarity, needs.places) == ("COERCE", "stop", ("Mariupol",))


@pytest.mark.parametrize("text", _TIMES)
def test_what_only_tells_a_time_is_no_condition(text: str, encoder: Encoder) -> None:
    assert read(text, encoder).record.conditions == ()


@pytest.mark.parametrize(("text", "actors", "recipients", "places", "target"), _PATTERNS)
def test_the_pattern_names_what_the_text_names(
    text: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    places: tuple[str, ...],
    target: str | None,
    encoder: Encoder,
) -> None:
    needs = read(text, encoder).record.conditions[0].requires
    assert (needs.actors, needs.recipients, needs.places, needs.target) == (actors, recipients, places, target)


@pytest.mark.parametrize(
    "text",
    [
        "Had it happened five hours earlier, the mayor said, the toll would have been higher.",
        "After the exchange of fire, North Korea stated it would attack any loudspeakers.",
        "The candidate fell short of the leader in the June vote.",
        "The average may vary depending on which skills the post required.",
        "At a time when we face a crisis, to vote would be a risk.",
    ],
)
def test_what_only_tells_is_no_condition(text: str, encoder: Encoder) -> None:
    assert read(text, encoder).record.conditions == ()


def test_on_condition_without_that(encoder: Encoder) -> None:
    text = "The men agreed to plead guilty on condition prosecutors would not seek the death penalty."
    (found,) = read(text, encoder).record.conditions
    assert (found.operator, found.requires.polarity) == ("conditional_on", "not_happen")
