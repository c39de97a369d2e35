"""Positions: who holds which, against whom, about what; by verbs, nouns, modals, and what is given time."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Page, Reading
from standoff.pipeline import Given, read_page

_HELD = [
    (
        "The ministers called on Turkey to withdraw its soldiers from Libya.",
        "demand",
        "ministers",
        "Turkey",
        "happen RETREAT",
    ),
    ("The rebels called for the army to leave the port.", "demand", "rebels", "army", "happen RETREAT"),
    ("The bloc gave the rebels 72 hours to leave the port.", "demand", "bloc", "rebels", "happen RETREAT"),
    ("Ankara made the withdrawal of the fighters a condition for talks.", "demand", "Turkey", None, "happen RETREAT"),
    (
        "The White House dismissed a Taliban offer to free the pilot.",
        "refusal",
        "White House",
        "Taliban",
        "happen RETREAT",
    ),
    ("The White House dismissed a Taliban offer to free the pilot.", "offer", "Taliban", None, "happen RETREAT"),
    (
        "The rebels will not sit at one table with the army, a diplomat said.",
        "refusal",
        "rebels",
        "army",
        "happen CONSULT",
    ),
    ('"We are not going to leave the town," the general said.', "refusal", "general", None, "happen RETREAT"),
    ("The Houthis said they would free the crew.", "promise", "Houthis", None, "happen RETREAT"),
    ("Ankara has threatened to send the prisoners back to Germany.", "threat", "Turkey", "Germany", None),
    ("Kyiv said there would be no talks until Russia withdrew.", "refusal", "Ukraine", "Russia", "happen CONSULT"),
    ('The clerk said: "I would urge anyone with information to contact the police."', "demand", "clerk", None, None),
    ("The envoy said it was vital that both sides respect the truce.", "demand", "envoy", "sides", "stop ASSAULT"),
    ('"We remain committed to working with Iraq," the minister said.', "promise", "minister", "Iraq", None),
    ("The envoy suggested that Israel should pull back.", "proposal", "envoy", "Israel", "happen RETREAT"),
    ("Cairo has said it is willing to discuss a truce.", "offer", "Egypt", None, "happen CONSULT"),
    ("The general said that talks with the rebels were out of the question.", "refusal", "general", "rebels", None),
    ('"No talks will take place," the general said.', "refusal", "general", None, "happen CONSULT"),
    ('"There is no question of talks," the envoy said.', "refusal", "envoy", None, "happen CONSULT"),
    ("The UK is committed to supporting Iraq.", "promise", "United Kingdom", "Iraq", "happen SUPPORT"),
    ("Sudan is not prepared to free the pilot.", "refusal", "Sudan", None, "happen RETREAT"),
    ("The minister said he would prefer to settle it with the rebels.", "openness", "minister", None, None),
    ("The president can and may declare a state of emergency, he said.", "threat", "president", None, "happen COERCE"),
    ("The bloc is prepared to use force in Niger.", "threat", "bloc", None, "happen ASSAULT"),
    ('"We will answer any raid," the Iranian general said.', "threat", "general", None, None),
    ('"Do not touch our oil," the union boss told Washington.', "demand", "union boss", None, None),
    ("The rebels want to talk to the army.", "openness", "rebels", "army", "happen CONSULT"),
    ("Moscow has no intention of leaving the base.", "refusal", "Russia", None, "happen RETREAT"),
    ("The rebels showed no interest in a truce.", "refusal", "rebels", None, None),
    ("The envoy pleaded with the rebels to stop the shelling.", "demand", "envoy", "rebels", "stop ASSAULT"),
    ("France invited the rebels to a conference near Paris.", "proposal", "France", "rebels", "happen CONSULT"),
    ("The senators proposed to set limits for service in the Senate.", "proposal", "senators", None, None),
    ('"Let us sit down and talk," the rebel leader told the army.', "proposal", "rebel leader", "army", None),
    ("Seoul asked the envoy to delay the report, but he declined.", "refusal", "envoy", "Korea", None),
    ("Addis Ababa refuses to talk to the TPLF.", "refusal", "Ethiopia", "TPLF", "happen CONSULT"),
    ("Sudan's army will not hold talks with the rebels, a general said.", "refusal", "Sudan", None, "happen CONSULT"),
    ("The Houthis said they would no longer respect the truce.", "refusal", "Houthis", None, None),
    ("Serbia's president said his country would never recognise Kosovo.", "refusal", "Serbia", "Kosovo", None),
    ("Hezbollah will keep firing until the war ends, its leader said.", "threat", "Hezbollah", None, None),
    ("Maduro said he was willing to meet Guyana's president.", "offer", "Maduro", "Guyana", "happen CONSULT"),
    ("Pristina has ruled out joining the union.", "refusal", "Kosovo", None, None),
    ("The mediators urged both generals to extend the ceasefire.", "demand", "mediators", "generals", "stop ASSAULT"),
    ("Baku insisted that Yerevan sign or face the consequences.", "demand", "Azerbaijan", "Armenia", None),
    ("Thailand rejected a Cambodian proposal to go to court.", "proposal", "Cambodia", None, None),
    ("The Houthis said they would quit the port if the siege ended.", "promise", "Houthis", None, "happen RETREAT"),
    ('"We urge all Libyans to lay down their arms," the envoy said.', "demand", "envoy", "Libya", "happen RETREAT"),
    ("Mexico's president proposed a dialogue.", "proposal", "Mexico", None, "happen CONSULT"),
    ("The Syrian opposition said it would boycott the talks.", "refusal", "Syrian opposition", None, "happen CONSULT"),
    ("The envoy repeated his call that the rebels leave the town.", "demand", "envoy", "rebels", "happen RETREAT"),
    ('"I will work to end the siege," the minister said.', "promise", "minister", None, None),
    ("Turkey opposes the sale of the jets to Greece.", "refusal", "Turkey", "Greece", None),
    ("The rebels said they would not hesitate to strike Riyadh.", "threat", "rebels", None, "happen ASSAULT"),
    ("The minister said Juba had indicated it might accept a UN force.", "openness", "South Sudan", None, None),
    ("A diplomat said rebels were open to talks but would not disarm.", "refusal", "rebels", None, "happen RETREAT"),
    ("The army has demanded for a swift pullout of the rebels.", "demand", "army", "rebels", "happen RETREAT"),
    ("The rebels proposed handing over the port to Oman.", "proposal", "rebels", "Oman", "happen RETREAT"),
    ("The rebels said they would accept a process led by Oman.", "promise", "rebels", None, None),
    ("Rebels left the hall. Oman met a rebel demand for talks.", "demand", "rebel", None, "happen CONSULT"),
    ("Our forces are ready to advance into the city, Libya's army said.", "threat", "forces", None, "happen MOBILIZE"),
    ("The army rejected a ceasefire offer made by the rebels.", "refusal", "army", "rebels", "happen AGREE"),
    ("Mali declared it would not withdraw its soldiers.", "refusal", "Mali", None, "happen RETREAT"),
    ('"We do not want to deal with the rebels," the minister said.', "refusal", "minister", "rebels", None),
    ("Mali called for an end to fighting.", "demand", "Mali", None, "stop ASSAULT"),
    ("A minister accused Hamas of thwarting a deal by refusing to free the pilot.", "refusal", "Hamas", None, None),
    ("Oman's king answered a message by rebels announcing the release of hostages.", "offer", "rebels", None, None),
    ('"This army is not going to remove its guns," an envoy told reporters.', "refusal", "army", None, None),
    ("The Taliban said that negotiations cannot be held under occupation.", "refusal", "Taliban", None, None),
    ("The rebels are not interested in talks.", "refusal", "rebels", None, "happen CONSULT"),
    ("The rebels said they were interested in talks.", "openness", "rebels", None, "happen CONSULT"),
    ("Mali's rebels say will free hostages", "promise", "rebels", None, "happen RETREAT"),
    ("A rebel official says group will not talk to Oman.", "refusal", "official", "Oman", "happen CONSULT"),
    ("An envoy insisted that the rebels would not agree to a truce.", "refusal", "rebels", None, None),
    ("Oman warned the rebels to hand over the hostages.", "demand", "Oman", "rebels", "happen RETREAT"),
    ('"If the siege is lifted, we can go to the talks," the rebels said.', "openness", "rebels", None, None),
    ("The plan was rejected by Mali, who demanded a full surrender.", "demand", "Mali", None, "happen RETREAT"),
    ("Iran demanded that Armenia set a timetable for the pullout.", "demand", "Iran", "Armenia", None),
    ("Rebels gave the government until Friday to leave.", "demand", "Rebels", "government", "happen RETREAT"),
]

_NONE = [
    "The council considers the raid to be a crime.",
    "The minister insisted she was never pressed by the army.",
    "The senator warned that the delay could be a danger.",
    "Lawmakers opened an inquiry into the raid.",
    "A federal judge dismissed the lawsuit.",
    '"Terrorists seek to divide us," the mayor said.',
    "Some analysts considered the vote a foregone conclusion.",
    "The senator suggested he would not run.",
    "Estimates suggest 8000 migrants may be at sea.",
    "Asked whether an inquiry was held, the clerk said the rules had been followed.",
    "The candidate opposes the police state.",
    "The settlers want to vote.",
    "A diplomat who declined to be named spoke to the agency.",
    "The rebels had broken the truce.",
    "The army dismissed the report.",
    "Militiamen opposed to independence burned the bishop's house.",
    "They marched over the borders on which Turkey and Libya had agreed.",
    "The Kurds have a promise that the army will not attack.",
    "The family prayed for his return.",
    "The president ordered new sanctions on the banks.",
    "The Kremlin spelled out its terms.",
    "The minister said that to win the war they would have to bomb the port.",
    "The minister said that the town would be hit next unless the sky was closed.",
    "The clerk has a vested interest in it.",
    "A member who wishes to leave must write a letter.",
    "His commitment to justice has left us a better nation.",
    "He sought such intervention.",
    '"I want to express my sympathy to the families," the president said.',
    "Term limits offer a solution to the crisis.",
    "Muslims are required to make a pilgrimage to Mecca.",
    "The clerk said the town was moving in the direction it needs to go.",
    "The envoy warned it could imperil the peace process.",
    '"That does not mean that we are going to attack," the colonel said.',
]


def read(text: str, encoder: Encoder) -> Reading:
    return read_page(Page.from_text(text), given=Given(published_at="2020-03-01"), label=encoder)


@pytest.mark.parametrize(("text", "act", "holder", "counterpart", "wanted"), _HELD)
def test_who_holds_what(
    text: str, act: str, holder: str, counterpart: str | None, wanted: str | None, encoder: Encoder
) -> None:
    reading = read(text, encoder)
    found = [p for p in reading.record.positions if p.act == act]
    assert len(found) == 1
    names = {e.id: f"{e.name} {' '.join(reading.words(m.span) for m in e.mentions)}" for e in reading.mentions.entities}
    assert holder.lower() in names[found[0].holder or ""].lower()
    if counterpart is not None:
        assert counterpart.lower() in names[found[0].counterpart or ""].lower()
    if wanted is not None:
        assert f"{found[0].object.polarity} {found[0].object.event_type}" == wanted


@pytest.mark.parametrize("text", _NONE)
def test_what_takes_no_side_is_no_position(text: str, encoder: Encoder) -> None:
    assert read(text, encoder).record.positions == ()


def test_a_list_of_demands_gives_one_each(encoder: Encoder) -> None:
    text = "The rebels' list of demands includes the release of prisoners and the departure of the militias."
    assert [p.object.event_type for p in read(text, encoder).record.positions] == ["RETREAT", "RETREAT"]


def test_who_proposes_together_each_proposes(encoder: Encoder) -> None:
    positions = read("Kenya and Uganda proposed to send observers.", encoder).record.positions
    assert [p.on_behalf_of for p in positions] == ["KEN", "UGA"]


def test_what_several_promise_is_the_promise_of_each(encoder: Encoder) -> None:
    reading = read("China, Iran and Russia have pledged funds to Syria.", encoder)
    names = {e.id: e.name for e in reading.mentions.entities}
    assert [names[p.holder or ""] for p in reading.record.positions] == ["China", "Iran", "Russia"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Russia said on Tuesday that Sudan must return a helicopter.", "REQUEST"),
        ("Syria says it will not accept any more lorries.", "REJECT"),
    ],
)
def test_what_a_party_must_or_will_not_do_is_a_verbal_act_whatever_it_is(
    text: str, event_type: str, encoder: Encoder
) -> None:
    assert [e.event_type for e in read(text, encoder).record.events] == [event_type]


_RELEASE = (
    "Minister Anna Ferro on the siege of Homs\n\nMinister Ferro said:\n\n"
    "I welcome the lorries that reached Homs today.\n\nBoth sides must let more aid in. {last}"
)
_NEWS = (
    "The clerk went on to the war.\n\nThe minister said:\n\nThe lorries left.\n\n"
    "The army must let aid in.\n\nA doctor told reporters that two men had died."
)


def test_a_speaker_keeps_the_word_without_quotation_marks_to_the_end_of_a_release(encoder: Encoder) -> None:
    reading = read(_RELEASE.format(last="We will help them."), encoder)
    (said,) = [s for s in reading.record.statements if s.form == "direct"]
    assert [reading.words(p) for p in said.content][-1].endswith("We will help them.")
    assert "demand" in {p.act for p in reading.record.positions}


def test_without_a_first_person_a_colon_quotes_nobody(encoder: Encoder) -> None:
    assert [s.form for s in read(_NEWS, encoder).record.statements] == ["indirect"]


def test_none_of_those_who_refuse_together_is_the_other_party(encoder: Encoder) -> None:
    positions = read("Iran and Syria refused to hand over the documents.", encoder).record.positions
    assert [p.counterpart for p in positions] == [None, None]


def test_each_clause_of_what_is_vital_is_a_demand(encoder: Encoder) -> None:
    text = "It is vital that both armies use their influence, and that all sides protect the aid, the envoy said."
    assert [p.act for p in read(text, encoder).record.positions] == ["demand", "demand"]


def test_a_request_that_is_only_named_has_no_type(encoder: Encoder) -> None:
    (position,) = read("Seoul rejected that request.", encoder).record.positions
    assert (position.act, position.object.event_type) == ("refusal", None)


def test_what_a_party_is_given_time_to_do_is_not_done(encoder: Encoder) -> None:
    record = read("The army gave the TPLF 72 hours to surrender.", encoder).record
    assert [e.event_type for e in record.events] == ["REQUEST"]


def test_what_is_asked_for_somebody_is_not_asked_of_him(encoder: Encoder) -> None:
    (position,) = read('"We demand justice for our children," the mother said.', encoder).record.positions
    assert position.counterpart is None


def test_an_attitude_that_the_outlet_tells_is_a_verbal_act(encoder: Encoder) -> None:
    record = read("The separatists are unwilling to give up their weapons.", encoder).record
    assert [(e.event_type, e.statement) for e in record.events] == [("REJECT", None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oman wanted the rebels to join the army, rather than engage in violence.", ["join the army"]),
        (
            "Oman asked the parties to renew the truce for five days, but to no avail.",
            ["renew the truce for five days"],
        ),
        ("The militia has proposed a truce and peace talks to Oman.", ["a truce", "talks to Oman"]),
        ("Rebels expressed their willingness to agree to a truce, a step that Oman favours.", ["agree to a truce"]),
        ("Rebels want all prisoners freed.", ["all prisoners freed"]),
        ("The rebels said all prisoners must be released.", ["all prisoners must be released"]),
        (
            "Mali asked the rebels to seek not a military but a political end.",
            ["seek not a military but a political end"],
        ),
        ("Mali demanded the rebels surrender or be destroyed.", ["the rebels surrender"]),
        ("Rebels gave the army a day to open talks and pull back or face strikes.", ["open talks", "pull back"]),
    ],
)
def test_each_thing_wanted_is_one_object_in_its_own_words(text: str, wanted: list[str], encoder: Encoder) -> None:
    reading = read(text, encoder)
    assert [reading.words(p.object.span) for p in reading.record.positions] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The hostages will not be released, the rebels said.", [("rebels", "refusal")]),
        (
            "A FARC commander said the men would not be freed unless the raids end.",
            [("FARC commander", "refusal")],
        ),
        ("The rebels said the hostages would be freed if the army left.", [("rebels", "promise")]),
        ("A diplomat said the hostages would not be released.", []),
        ("Residents said the prisoners would be freed.", []),
    ],
)
def test_who_has_it_in_hand_decides(text: str, wanted: list[tuple[str, str]], encoder: Encoder) -> None:
    reading = read(text, encoder)
    names = {e.id: e.name for e in reading.mentions.entities}
    assert [(names.get(k.holder or ""), k.act) for k in reading.record.positions] == wanted
