from __future__ import annotations

import sys
from pathlib import Path

import pytest

from standoff.encoder import load_encoder
from standoff.mention.coreference import find_chains
from standoff.mention.coreference_mentions import find_phrases
from standoff.mention.entities import find_entities
from standoff.model import Page, Story
from standoff.sentence import read_sentences
from standoff.span import Span
from standoff.terms.actors import actor_table
from standoff.terms.coreference import coreference_weights, coreference_words
from tests.mention.entity_sentences import build

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))


def chains(text: str, *, day: str = "2022-03-01") -> dict[str, list[str]]:
    page = Page("test", None, "text/plain", None, text, "", "test")
    sentences = read_sentences(page, Story(None, (Span(0, len(text)),)), label=load_encoder())
    found = find_entities(text, sentences, actors=actor_table(), published_at=day)
    return {e.name: [text[m.span.start : m.span.end] for m in e.mentions] for e in found}


def test_phrases_have_one_mention_for_a_head() -> None:
    line = (
        "Two|NUM|2|nummod soldiers|NOUN|3|nsubj|person left|VERB|0|root their|PRON|5|nmod:poss|person base|NOUN|3|obj"
    )
    _, sentences = build([line + "|place"])
    phrases = find_phrases(sentences, words=coreference_words(), gender_of=lambda _: "")
    assert [(p.head, p.start, p.end, p.form, p.number) for p in phrases] == [
        (1, 0, 2, "noun", "plur"),
        (3, 3, 4, "pronoun", "plur"),
        (4, 3, 5, "noun", "sing"),
    ]


def test_a_repeated_name_is_one_chain() -> None:
    line = "Lavrov|PROPN|2|nsubj|person spoke|VERB|0|root"
    _, sentences = build([line, line])
    phrases = find_phrases(sentences, words=coreference_words(), gender_of=lambda _: "")
    assert [len(c.mentions) for c in find_chains(phrases, weights=coreference_weights())] == [2]


def test_pronouns_agree_in_gender() -> None:
    found = chains("Anna Brandt met Peter Holm. She said he had asked for help.")
    assert "She" in found["Anna Brandt"]
    assert "he" in found["Peter Holm"]


def test_it_said_by_a_spokesman_is_his_side() -> None:
    found = chains("Houthi spokesman Yahya Sarea said it had carried out the attack.", day="2019-09-15")
    assert "it" in found["Houthis"]


def test_two_arguments_of_one_verb_are_two() -> None:
    found = chains("Zelenskiy said that Biden had told him the truth.")
    assert "him" not in found["Joe Biden"]


def test_relative_pronouns_and_nominals() -> None:
    found = chains("Hezbollah fired rockets at Israel. The group said it was ready.")
    assert found["Hezbollah"] == ["Hezbollah", "group", "it"]


def test_the_president_is_the_only_one() -> None:
    found = chains("Ukrainian President Volodymyr Zelenskiy spoke on Monday. The president said Russia must stop.")
    (mentions,) = [m for n, m in found.items() if n.startswith("Volodymyr")]
    assert mentions == ["Volodymyr Zelenskiy", "president"]


def test_two_presidents_leave_the_president_open() -> None:
    found = chains("Presidents Biden and Putin met. French President Emmanuel Macron called Ukrainian President "
                   "Volodymyr Zelenskiy. The president was angry.")  # fmt: skip
    assert all("president" not in m for n, m in found.items() if n.startswith(("Emmanuel", "Volodymyr")))


def test_first_persons_are_left_to_the_record() -> None:
    found = chains('"We are for dialogue," Zelenskiy said.')
    assert all("We" not in m for m in found.values())


def test_scores_of_a_perfect_and_a_split_answer() -> None:
    scores = pytest.importorskip("coreference_scores")
    gold = [frozenset({1, 2, 3}), frozenset({4})]
    perfect, split = scores.Tally(), scores.Tally()
    scores.score(perfect, gold, gold)
    scores.score(split, gold, [frozenset({1, 2}), frozenset({3}), frozenset({4})])
    assert perfect.conll() == 1.0
    assert split.f1("muc") == (0.5, 1.0, pytest.approx(2 / 3))
    assert split.f1("b3")[1] == 1.0
    assert split.f1("ceafe")[2] == pytest.approx(2 * 1.8 / 5)


def test_he_who_added_it_is_the_speaker_before_not_the_one_of_most_mentions() -> None:
    found = chains("Turkish President Recep Tayyip Erdogan asked for cooperation. He said Ankara was ready for more. "
                   "He called the drilling lawful. Greek Prime Minister Kyriakos Mitsotakis called the deal void. "
                   "It ignored the islands, he added.")  # fmt: skip
    assert "he" in found["Kyriakos Mitsotakis"]
    assert "he" not in found["Tayyip Erdogan"]


def test_whom_only_a_quotation_names_is_not_taken_up_outside_it() -> None:
    found = chains('The deal "hurts third states and armies", the foreign ministers wrote. They called on Turkey.')
    assert all("They" not in mentions for name, mentions in found.items() if "states" in name or "armies" in name)


def test_the_press_of_a_press_release_does_not_speak() -> None:
    found = chains("The deal was attacked in a press release of the ministry in Ankara. They said it was lawful.")
    assert all("They" not in mentions for name, mentions in found.items() if "press" in name)


def test_the_country_is_that_of_the_parliament_that_votes() -> None:
    found = chains("Iraq condemned the strike. The Parliament of Iraq voted on Sunday to expel United States troops "
                   "from the country.")  # fmt: skip
    assert "country" in " ".join(found["Iraq"])
    assert all("country" not in " ".join(m) for n, m in found.items() if n.startswith("United States"))
