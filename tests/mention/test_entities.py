from __future__ import annotations

from pathlib import Path

import pytest

from standoff.encoder import load_encoder
from standoff.mention.entities import attach_mentions, find_entities
from standoff.mention.entity_names import find_known
from standoff.mention.entity_nouns import normal
from standoff.mention.entity_persons import alike
from standoff.model import Entity, EntityMention, Page, Story
from standoff.sentence import read_sentences
from standoff.span import Span
from standoff.terms.actors import actor_table, atoms
from standoff.terms.offices import OfficeTable, Tenure, day_range
from tests.mention.entity_sentences import build

ENTITIES_CASES = Path(__file__).parents[1] / "cases/entities.txt"


def read(text: str, *, day: str | None = "2022-03-01") -> dict[str, Entity]:
    page = Page("test", None, "text/plain", None, text, "", "test")
    sentences = read_sentences(page, Story(None, (Span(0, len(text)),)), label=load_encoder())
    return {e.name: e for e in find_entities(text, sentences, actors=actor_table(), published_at=day)}


def words(text: str, entity: Entity) -> list[str]:
    return [text[m.span.start : m.span.end] for m in entity.mentions]


def test_names_are_matched_longest_first_and_acronyms_in_capitals() -> None:
    _, (sentence,) = build(["Who|PRON|2|nsubj told|VERB|0|root the|DET|5|det UN|PROPN|5|compound Security|PROPN|2|obj "
                            "Council|PROPN|5|flat about|ADP|8|case us|PRON|2|obl"])  # fmt: skip
    found = [(h.start, h.end, h.aliases[0].actor.name) for h in find_known(sentence, actor_table())]
    assert found == [(3, 6, "United Nations Security Council")]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country", "sector"),
    [
        ("Russian forces entered Kherson.", "Russian Armed Forces", "organisation", "RUS", "MIL"),
        ("Qatar's foreign ministry said so.", "Qatar's foreign ministry", "organisation", "QAT", "GOV"),
        ("The Kremlin denied it.", "Kremlin", "organisation", "RUS", "GOV"),
        ("Tehran accused Washington of lying.", "Iran", "state", "IRN", "GOV"),
        ("Residents fled the town.", "Residents", "group", None, "CVL"),
        ("The Russians left.", "Russians", "people", "RUS", None),
        ("Two gunmen opened fire.", "gunmen", "armed_group", None, "UAF"),
    ],
)
def test_kinds_countries_and_sectors(text: str, name: str, kind: str, country: str | None, sector: str | None) -> None:
    entity = read(text)[name]
    assert (entity.kind, entity.country, entity.sector) == (kind, country, sector)


def test_a_capital_that_is_a_place_is_no_government() -> None:
    assert "United States" not in read("He arrived in Washington.")
    assert "Ukraine" not in read("Kyiv's airport was closed.")
    assert "United States" in read("Talks between Washington and Tehran collapsed.")


def test_an_office_is_resolved_on_the_day_and_only_then() -> None:
    text = "The US secretary of state arrived in Kyiv."
    assert "Mike Pompeo" in read(text, day="2019-09-15")
    assert "Antony Blinken" in read(text, day="2022-03-01")
    assert "US secretary of state" in read(text, day=None)


def test_a_role_whose_holder_is_not_known_keeps_its_country() -> None:
    entity = read("Ruritania was silent. Yemen's health minister said so.")["Yemen's health minister"]
    assert (entity.kind, entity.country, entity.office) == ("person", "YEM", None)


def test_title_and_owner_before_an_unknown_name_give_office_and_country() -> None:
    text = "Malian Foreign Minister Oumar Traorello spoke."
    entity = read(text)["Oumar Traorello"]
    assert entity.country == "MLI"
    assert entity.office is not None
    assert (entity.office.title, entity.office.from_) == ("Foreign Minister", None)
    assert words(text, entity) == ["Oumar Traorello"]


def test_one_person_in_several_spellings_and_two_of_one_surname() -> None:
    text = "Yahya Sarello spoke. Sarelo said more. Anna Brandt met Peter Brandt."
    found = read(text)
    assert words(text, found["Yahya Sarello"]) == ["Yahya Sarello", "Sarelo"]
    assert {"Anna Brandt", "Peter Brandt"} <= found.keys()


def test_invented_names_work_by_pattern() -> None:
    text = "Karl Ostrava, the leader of the Free Vandia Army rebel group, spoke. The group wants talks."
    found = read(text)
    assert found["Free Vandia Army"].kind == "armed_group"
    assert "group" in words(text, found["Free Vandia Army"])


def test_mentions_can_be_attached() -> None:
    entity = Entity("n1", "Iran", "state", mentions=(EntityMention(Span(0, 4), "name", 0, 0),))
    more = EntityMention(Span(9, 11), "pronoun", 0, 3)
    (joined,) = attach_mentions([entity], {more: "n1"})
    assert [m.span for m in joined.mentions] == [Span(0, 4), Span(9, 11)]


def test_two_holders_on_a_day_are_no_answer() -> None:
    def row(person: str, first: str, last: str, *, sure: bool = True) -> Tenure:
        return Tenure(person, (), "President", "head_of_state", "RUR", first, last, sure, "", "")

    table = OfficeTable(
        [row("A", "2000", "2004-05-07"), row("B", "2004-05-07", ""), row("C", "1990", "1999", sure=False)]
    )
    assert table.holder("head_of_state", "RUR", "2004-05-07") is None
    held = table.holder("head_of_state", "RUR", "2003-01-01")
    assert held is not None
    assert held.person == "A"
    assert table.holder("head_of_state", "RUR", "1995-01-01") is None
    assert day_range("2004") == ("2004-01-01", "2004-12-31")


def test_spellings() -> None:
    assert alike("zelenskiy", "zelensky")
    assert not alike("petrov", "petrova")
    assert normal(["Ministry", "of", "Defense"]) == normal(["defence", "ministry"])
    assert atoms("U.S.-led") == ("U", "S", "led")


def test_the_marked_cases_are_well_formed() -> None:
    lines = [line for line in ENTITIES_CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 140
    assert all(line[10:13] == " | " and line.count("{") == line.count("}") >= 1 for line in lines)
