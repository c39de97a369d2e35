from pathlib import Path

import pytest

from standoff.encoder.encoder import DATA
from standoff.encoder.lemma import Lemmatiser, apply_script, script_of


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("was", "be", "L|3|be"),
        ("Cities", "city", "L|3|y"),
        ("States", "State", "K|1|"),
        ("KHARKIV", "Kharkiv", "T|0|"),
        ("talks", "talk", "L|1|"),
    ],
)
def test_a_script_gives_the_lemma_back(form: str, lemma: str, script: str) -> None:
    assert script_of(form, lemma) == script
    assert apply_script(form, script) == lemma


def test_a_script_that_cuts_too_much_changes_the_case_only() -> None:
    assert apply_script("A", "L|3|be") == "a"


@pytest.fixture(scope="module")
def lemma() -> Lemmatiser:
    return Lemmatiser(DATA / "lemmas.tsv")


@pytest.mark.parametrize(
    ("form", "upos", "feats", "expected"),
    [
        ("struck", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", "strike"),
        ("children", "NOUN", "Number=Plur", "child"),
        ("warplanes", "NOUN", "Number=Plur", "warplane"),
        ("I", "PRON", "Case=Nom|Number=Sing|Person=1|PronType=Prs", "I"),
        ("1,200", "NUM", "NumForm=Digit|NumType=Card", "1200"),
    ],
)
def test_tables_mend_a_wrong_guess(lemma: Lemmatiser, form: str, upos: str, feats: str, expected: str) -> None:
    assert lemma(form, upos, feats, "L|2|zz") == expected


def test_very_long_words_stay(lemma: Lemmatiser) -> None:
    assert lemma("A" * 5000, "NOUN", "_", "L|0|") == "A" * 5000


def test_an_unknown_word_in_an_unknown_class_takes_the_guess(tmp_path: Path) -> None:
    table = tmp_path / "lemmas.tsv"
    table.write_text("# empty\n", encoding="utf-8")
    assert Lemmatiser(table)("Drones", "NOUN", "Number=Plur", "L|1|") == "drone"
