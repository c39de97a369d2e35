"""Sentences -> weapons and military platforms, by the word list `terms/data/weapons.tsv`: the longest phrase counts.

A phrase matches on word forms or lemmas, over hyphens too. Verbs ("prices rocketed") and words beside which a weapon
is none ("gold mine", "think tank") are left out. `weapon_mode` gives the PLOVER mode of ASSAULT that a word implies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from standoff.mention.time_lexemes import Reader
from standoff.mention.time_words import Phrase, read_lexemes
from standoff.model import Sentence, Weapon
from standoff.terms.tables import read_table

_NOUNS = ("NOUN", "PROPN", "ADJ", "X", "NUM", "SYM", "")


@dataclass(frozen=True, slots=True)
class WeaponWord:
    """A row of the list: its words as lexemes, the value of the record, and the PLOVER mode that it implies, or ""."""

    phrase: Phrase
    value: str
    kind: str  # weapon | platform | none: looks like one and is none
    mode: str
    not_beside: frozenset[str]
    capital: bool


@cache
def weapon_words() -> Mapping[str, tuple[WeaponWord, ...]]:
    """The list by first lexeme, the longest phrases first."""
    out: dict[str, list[WeaponWord]] = {}
    for row in read_table("weapons.tsv"):
        phrase = tuple(x.form for x in read_lexemes(row["word"]))
        beside = frozenset(row["not_beside"].split("|")) - {""}
        word = WeaponWord(phrase, row["value"], row["kind"], row["mode"], beside, row["capital"] == "yes")
        out.setdefault(phrase[0], []).append(word)
    return {first: tuple(sorted(words, key=lambda w: -len(w.phrase))) for first, words in out.items()}


@cache
def weapon_modes() -> Mapping[str, str]:
    """The mode by word ("car bomb" -> "explosives"), in lower case; words that imply none are left out."""
    return {row["word"]: row["mode"] for row in read_table("weapons.tsv") if row["mode"]}


def weapon_mode(words: str) -> str | None:
    """The PLOVER mode of ASSAULT that the words of a weapon imply, singular or plural; None if they imply none.

    >>> weapon_mode("car bombs"), weapon_mode("missiles")
    ('explosives', None)
    """
    name = " ".join(words.lower().split())
    modes = weapon_modes()
    return modes.get(name) or modes.get(name.removesuffix("s"))


def is_weapon(words: str) -> bool:
    """Whether lower-cased words, singular or plural, are the name of one kind of weapon: "grads", "katyusha".

    >>> is_weapon("grads"), is_weapon("general")
    (True, False)
    """
    return bool({words, words.removesuffix("s")} & _weapon_names())


@cache
def _weapon_names() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("weapons.tsv") if row["kind"] == "weapon")


def find_weapons(text: str, sentences: Sequence[Sentence]) -> tuple[Weapon, ...]:
    """The weapons that a story names, in the order of the text; `token` is the head word of the phrase."""
    out: list[Weapon] = []
    for number, sentence in enumerate(sentences):
        reader = Reader(text, sentence)
        here = 0
        while here < len(reader):
            word = _longest(reader, here)
            end = here + len(word.phrase) if word else here + 1
            token = reader.token(end - 1)
            if word and word.kind != "none" and token is not None and _is_weapon(reader, here, end, word):
                out.append(Weapon(word.value, reader.span(here, end), number, token))
            here = end
    return tuple(out)


def _longest(reader: Reader, i: int) -> WeaponWord | None:
    table = weapon_words()
    forms = _forms(reader, i)
    rows = [w for form in forms for w in table.get(form, ())]
    for word in sorted(rows, key=lambda w: -len(w.phrase)):
        if all(part in _forms(reader, i + k) for k, part in enumerate(word.phrase)) and (
            not word.capital or reader.capital(i)
        ):
            return word
    return None


def _forms(reader: Reader, i: int) -> tuple[str, ...]:
    """The form, and the lemma where the lexeme is a whole token and no verb."""
    token, form = reader.word(i), reader.form(i)
    if token is not None and token.upos == "VERB":
        return (form,)
    if token is None or not form.isalpha() or token.form.lower() != form:
        return (form, form.removesuffix("s")) if len(form) > 3 else (form,)
    return (form, token.lemma.lower())


def _is_weapon(reader: Reader, start: int, end: int, word: WeaponWord) -> bool:
    token = reader.word(end - 1)
    noun = token is not None and (token.upos in _NOUNS or reader.form(start - 1) in ("a", "an", "the"))
    if token is None or (not noun and len(word.phrase) == 1):
        return False
    beside = {f for i in (start - 1, end) for f in _forms(reader, i)}
    return not (beside & word.not_beside)
