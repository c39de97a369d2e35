"""Weapons: the longest phrase, lemmas, words that only look like weapons."""

from __future__ import annotations

import re

import pytest

from standoff.mention.weapons import find_weapons, weapon_mode, weapon_words
from standoff.model import Sentence, Token
from standoff.span import Span
from standoff.terms.tables import read_table


def found(text: str, *, verbs: str = "") -> list[tuple[str, str]]:
    words = re.finditer(r"\w+|\S", text)
    tokens = tuple(
        Token(Span(*m.span()), m[0], m[0].lower().removesuffix("s"), "VERB" if m[0] in verbs else "NOUN", "", -1, "dep")
        for m in words
    )
    sentence = Sentence(Span(0, len(text)), 0, False, tokens)
    return [(w.value, text[w.span.start : w.span.end]) for w in find_weapons(text, [sentence])]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Rebels fired rocket-propelled grenades", [("rocket-propelled grenade", "rocket-propelled grenades")]),
        ("a truck bomb and roadside bombs", [("car bomb", "truck bomb"), ("ied", "roadside bombs")]),
        ("police used tear gas and water cannons", [("tear gas", "tear gas"), ("water cannon", "water cannons")]),
        ("a TB2 drone and a T-72 tank", [("drone", "TB2"), ("drone", "drone"), ("tank", "T-72"), ("tank", "tank")]),
        ("workers in a gold mine", []),
        ("the think tank wrote a bombshell report", []),
    ],
)
def test_phrases(text: str, weapons: list[tuple[str, str]]) -> None:
    assert found(text) == weapons


def test_verbs_are_no_weapons() -> None:
    assert found("prices rocket", verbs="rocket") == []


def test_modes() -> None:
    assert weapon_mode("Kalashnikovs") == "firearms"
    assert weapon_mode("missile") is None


def test_the_list_is_whole() -> None:
    rows = read_table("weapons.tsv")
    assert len(rows) >= 250
    assert len({r["word"] for r in rows}) == len(rows)
    assert {r["kind"] for r in rows} == {"weapon", "platform", "none"}
    assert sum(len(words) for words in weapon_words().values()) == len(rows)
