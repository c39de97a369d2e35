"""Places in hand-built sentences: names, what stands beside them, nominal mentions, positions."""

from __future__ import annotations

import pytest

from standoff.mention.places import find_places, locative
from standoff.model import Name, Place, Sentence, Token
from standoff.span import Span
from standoff.syntax import Tree
from standoff.terms.countries import load_countries
from standoff.terms.gazetteer import load_gazetteer

Row = str  # "form/UPOS/head/deprel", heads count from 1, 0 is the root; a name's words end in /LOC, /PER or /ORG


def sentence(rows: str, start: int = 0) -> Sentence:
    tokens, names, at = [], [], start
    for number, row in enumerate(rows.split()):
        form, upos, head, deprel, *kind = row.split("/")
        tokens.append(Token(Span(at, at + len(form)), form, form.lower(), upos, "", int(head) - 1, deprel))
        at += len(form) + 1
        if kind and names and names[-1].end == number and names[-1].kind == kind[0]:
            names[-1] = Name(names[-1].start, number + 1, kind[0], 0.9)
        elif kind:
            names.append(Name(number, number + 1, kind[0], 0.9))
    return Sentence(Span(start, at - 1), 0, False, tuple(tokens), tuple(names))


def read(*rows: str) -> tuple[str, tuple[Sentence, ...]]:
    sentences: list[Sentence] = []
    for row in rows:
        sentences.append(sentence(row, sentences[-1].span.end + 1 if sentences else 0))
    return " ".join(t.form for s in sentences for t in s.tokens), tuple(sentences)


def places(*rows: str) -> tuple[str, tuple[Place, ...]]:
    text, sentences = read(*rows)
    return text, find_places(text, sentences, countries=load_countries(), gazetteer=load_gazetteer())


def told(*rows: str) -> list[tuple[str, str | None, int | None, list[str]]]:
    text, found = places(*rows)
    return [(p.name, p.country, p.resolution, [text[m.span.start : m.span.end] for m in p.mentions]) for p in found]


STRUCK = "Missiles/NOUN/2/nsubj struck/VERB/0/root "


def test_the_eastern_city_of_kharkiv_is_one_mention() -> None:
    row = STRUCK + "the/DET/5/det eastern/ADJ/5/amod city/NOUN/2/obj of/ADP/7/case Kharkiv/PROPN/5/nmod/LOC"
    assert told(row) == [("Kharkiv", "UKR", 4, ["Kharkiv"])]


def test_the_ukrainian_capital_is_kyiv() -> None:
    row = "in/ADP/4/case the/DET/4/det Ukrainian/ADJ/4/amod capital/NOUN/0/root"
    text, (place,) = places(row)
    assert (place.id, place.name, place.geonames, place.resolution) == ("p1", "Kyiv", 703448, 4)
    assert [(text[m.span.start : m.span.end], m.sentence, m.token) for m in place.mentions] == [
        ("Ukrainian capital", 0, 3)
    ]


def test_the_capital_is_the_one_spoken_of() -> None:
    first = STRUCK + "Tehran/PROPN/2/obj/LOC"
    second = "The/DET/2/det capital/NOUN/3/nsubj burned/VERB/0/root"
    assert told(first, second) == [("Tehran", "IRN", 4, ["Tehran", "capital"])]


def test_the_capital_of_one_of_two_stays_open() -> None:
    first = "Tehran/PROPN/2/nsubj/LOC faces/VERB/0/root Baghdad/PROPN/2/obj/LOC"
    second = "The/DET/2/det capital/NOUN/3/nsubj burned/VERB/0/root"
    assert [mentions for *_, mentions in told(first, second)] == [["Tehran"], ["Baghdad"]]


def test_the_city_is_the_town_spoken_of_last() -> None:
    first = STRUCK + "Aden/PROPN/2/obj/LOC"
    second = "The/DET/2/det city/NOUN/3/nsubj burned/VERB/0/root"
    assert told(first, second) == [("Aden", "YEM", 4, ["Aden", "city"])]


def test_a_country_is_never_a_point() -> None:
    _, (place,) = places("in/ADP/2/case Yemen/PROPN/0/root/LOC")
    assert (place.country, place.resolution, place.lat, place.lon) == ("YEM", 1, None, None)


def test_a_part_of_a_country_is_a_place_without_point() -> None:
    _, (place,) = places("in/ADP/3/case eastern/ADJ/3/amod Ukraine/PROPN/0/root/LOC")
    assert (place.name, place.country, place.resolution, place.lat) == ("eastern Ukraine", "UKR", 2, None)


def test_the_region_that_follows_a_comma_decides() -> None:
    row = "in/ADP/2/case Paris/PROPN/0/root/LOC ,/PUNCT/4/punct Texas/PROPN/2/appos/LOC"
    _, (town, region) = places(row)
    assert (town.name, town.country, region.name) == ("Paris", "USA", "Texas")
    assert town.lat is not None
    assert 33 < town.lat < 34


def test_the_country_of_the_story_decides() -> None:
    row = "in/ADP/2/case Tripoli/PROPN/0/root/LOC"
    assert told(row)[0][1] == "LBY"
    lebanon = "Lebanese/ADJ/2/amod soldiers/NOUN/3/nsubj left/VERB/0/root"
    both = "the/DET/3/det Lebanese/ADJ/3/amod city/NOUN/0/root of/ADP/5/case Tripoli/PROPN/3/nmod/LOC"
    assert told(lebanon, both)[0][1] == "LBN"


def test_a_province_is_no_town() -> None:
    row = "in/ADP/3/case Idlib/PROPN/3/compound/LOC province/NOUN/0/root"
    assert told(row) == [("Idlib Governorate", "SYR", 2, ["Idlib"])]


def test_an_airport_keeps_its_whole_name() -> None:
    row = (
        "near/ADP/4/case Aleppo/PROPN/4/compound/LOC International/PROPN/4/compound/LOC Airport/PROPN/0/root/LOC "
        "in/ADP/6/case Syria/PROPN/4/nmod/LOC"
    )
    _, (airport, _) = places(row)
    assert (airport.name, airport.country, airport.resolution) == ("Aleppo International Airport", "SYR", 5)
    assert airport.lat is not None


def test_an_unknown_place_has_no_point_and_the_country_that_the_text_states() -> None:
    row = "in/ADP/2/case Xyzzyville/PROPN/0/root/LOC ,/PUNCT/4/punct Mali/PROPN/2/appos/LOC"
    _, (unknown, _) = places(row)
    assert (unknown.geonames, unknown.lat, unknown.resolution, unknown.country) == (None, None, None, "MLI")


@pytest.mark.parametrize(
    "row",
    [
        "Bank/PROPN/4/nsubj/ORG of/ADP/3/case/ORG America/PROPN/1/nmod/ORG closed/VERB/0/root",
        "Paris/PROPN/3/nsubj/PER Hilton/PROPN/1/flat/PER left/VERB/0/root",
        "The/DET/3/det Moscow/PROPN/3/compound/ORG Times/PROPN/4/nsubj/ORG reported/VERB/0/root",
        "The/DET/2/det West/PROPN/3/nsubj/LOC helped/VERB/0/root",
        "In/ADP/2/case March/PROPN/3/obl they/PRON/4/nsubj met/VERB/0/root",
    ],
)
def test_names_inside_other_names_are_no_places(row: str) -> None:
    assert told(row) == []


def test_a_capital_that_speaks_is_left_to_the_entities() -> None:
    assert told("Kyiv/PROPN/2/nsubj/LOC say/VERB/0/root no/INTJ/2/obj") == []


def test_a_border_is_a_place_without_point() -> None:
    row = "near/ADP/4/case the/DET/4/det Turkish/ADJ/4/amod border/NOUN/0/root"
    _, (border,) = places(row)
    assert (border.name, border.country, border.lat, border.resolution) == ("Turkish border", "TUR", None, None)


def test_mentions_hold_and_ids_follow_the_text() -> None:
    text, found = places(STRUCK + "Aden/PROPN/2/obj/LOC and/CCONJ/5/cc Taiz/PROPN/3/conj/LOC")
    assert [p.id for p in found] == ["p1", "p2"]
    assert [text[m.span.start : m.span.end] for p in found for m in p.mentions] == ["Aden", "Taiz"]


@pytest.mark.parametrize(
    ("row", "token", "wanted"),
    [
        ("in/ADP/2/case Kyiv/PROPN/0/root", 1, True),
        ("Kyiv/PROPN/2/nsubj said/VERB/0/root", 0, False),
        ("the/DET/2/det city/NOUN/0/root of/ADP/4/case Kharkiv/PROPN/2/nmod", 3, True),
        ("Aden/PROPN/2/compound airport/NOUN/0/root", 0, True),
        ("the/DET/2/det president/NOUN/0/root of/ADP/4/case Ukraine/PROPN/2/nmod", 3, False),
        ("near/ADP/2/case Aden/PROPN/0/root and/CCONJ/4/cc Taiz/PROPN/2/conj", 3, True),
        ("MOSCOW/PROPN/0/root (/PUNCT/3/punct Reuters/PROPN/1/parataxis )/PUNCT/3/punct", 0, True),
    ],
)
def test_positions(row: str, token: int, wanted: bool) -> None:
    assert locative(Tree(sentence(row)), token) is wanted


def test_the_area_is_the_place_spoken_of_last() -> None:
    first = STRUCK + "near/ADP/4/case Mykolaiv/PROPN/2/obl/LOC"
    rows = first, "Troops/NOUN/2/nsubj came/VERB/0/root in/ADP/5/case the/DET/5/det area/NOUN/2/obl"
    assert told(*rows) == [("Mykolaiv", "UKR", 4, ["Mykolaiv", "area"])]


def test_an_area_of_talk_is_no_place() -> None:
    first = STRUCK + "near/ADP/4/case Mykolaiv/PROPN/2/obl/LOC"
    rows = first, "The/DET/2/det area/NOUN/3/nsubj matters/VERB/0/root"
    assert told(*rows) == [("Mykolaiv", "UKR", 4, ["Mykolaiv"])]


def test_a_plain_noun_names_no_region() -> None:
    row = STRUCK + "the/DET/6/det London/PROPN/6/compound/LOC custody/NOUN/6/compound centre/NOUN/2/obj/LOC"
    assert told(row) == [("London", "GBR", 4, ["London"])]


def test_cities_of_a_country_are_in_it() -> None:
    row = STRUCK + "several/ADJ/5/amod Iranian/ADJ/5/amod cities/NOUN/2/obj"
    assert told(row) == [("Iran", "IRN", 1, ["Iranian cities"])]


def test_there_is_the_place_spoken_of_last() -> None:
    first = STRUCK + "near/ADP/4/case Mykolaiv/PROPN/2/obl/LOC"
    second = "Troops/NOUN/2/nsubj stood/VERB/0/root there/ADV/2/advmod"
    assert told(first, second) == [("Mykolaiv", "UKR", 4, ["Mykolaiv", "there"])]


def test_the_same_city() -> None:
    first = STRUCK + "Aden/PROPN/2/obj/LOC"
    second = "Shells/NOUN/2/nsubj fell/VERB/0/root in/ADP/6/case the/DET/6/det same/ADJ/6/amod city/NOUN/2/obl"
    assert told(first, second) == [("Aden", "YEM", 4, ["Aden", "same city"])]


IN_CROATIA = "Croatian/ADJ/2/amod troops/NOUN/3/nsubj fled/VERB/0/root"


def test_a_small_town_that_is_hit_is_one_in_a_story_of_its_country() -> None:
    row = "Shells/NOUN/2/nsubj hit/VERB/0/root Vukovar/PROPN/2/obj/PER on/ADP/5/case Friday/PROPN/2/obl"
    assert told(IN_CROATIA, row) == [("Vukovar", "HRV", 4, ["Vukovar"])]
    assert told(row) == []


def test_a_person_of_a_small_towns_name_is_no_place() -> None:
    row = "Officials/NOUN/2/nsubj met/VERB/0/root Vukovar/PROPN/2/obj/PER"
    assert told(IN_CROATIA, row) == []


def test_a_town_that_only_its_wars_made_known_needs_its_country() -> None:
    row = "Missiles/NOUN/2/nsubj hit/VERB/0/root Hadrut/PROPN/2/obj on/ADP/5/case Friday/PROPN/2/obl"
    about = "Azerbaijani/ADJ/2/amod troops/NOUN/3/nsubj advanced/VERB/0/root"
    assert told(about, row) == [("Hadrut", "AZE", 4, ["Hadrut"])]


def test_a_towns_name_is_read_whole() -> None:
    about = "Libyan/ADJ/2/amod troops/NOUN/3/nsubj advanced/VERB/0/root"
    row = STRUCK + "Bani/PROPN/2/obj/LOC Walid/PROPN/3/flat on/ADP/6/case Friday/PROPN/2/obl"
    assert told(about, row) == [("Bani Walid", "LBY", 4, ["Bani Walid"])]
