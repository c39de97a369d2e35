"""Event frames: which words tell of which kind of event, and who takes part in what place of the sentence.

Data: `data/frames.tsv`, idioms in `data/frames_*.tsv`, `data/frame_words.toml`, `data/light_verbs.tsv`,
`data/aspect.tsv`; their format is described in `docs/terms.md`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.errors import TermsError
from standoff.terms.tables import read_table

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
FRAME_FILES = ("frames_quiet.tsv", "frames.tsv", "frames_force.tsv", "frames_talks.tsv", "frames_dissent.tsv")
VERBAL_TYPES = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
_POS = frozenset({"v", "n", "a"})
_VERB_SLOTS = {"subj": "actor", "obj": "recipient", "iobj": "recipient", "by": "actor", "against": "recipient"}
_NOUN_SLOTS = {
    "poss": "actor", "by": "actor", "of": "recipient", "on": "recipient", "upon": "recipient", "against": "recipient",
    "at": "recipient", "between": "actor", "compound": "actor", "amod": "actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on a slot of the sentence: it must be filled, be empty, or hold (not hold) one of `words`."""

    slot: str
    kind: str  # "+" filled | "-" empty | "=" one of | "!" none of
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One word that tells of an event: its code, the roles of its slots, what must hold, and the act it performs."""

    id: str
    lemma: str
    particle: str  # "for" in "call for", "down" in "shoot down"; "" if none
    pos: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    slots: Mapping[str, str]
    needs: tuple[Need, ...]
    act: str | None
    score: float

    @property
    def verbal(self) -> bool:
        """Whether the event is done by words about another act (its content)."""
        return self.event_type in VERBAL_TYPES


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries an event noun ("launch an attack"): the noun's slot, and the role of its subject."""

    lemma: str
    particle: str
    holds: str
    subject: str
    realis: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """A word that turns the polarity of the act under it: "stop", "continue", "prevent" (not_happen)."""

    lemma: str
    pos: str
    polarity: str


@dataclass(frozen=True, slots=True)
class FrameTable:
    """Frames, light verbs and aspect words, by lemma."""

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    light: Mapping[str, tuple[LightVerb, ...]]
    aspect: Mapping[tuple[str, str], Aspect]

    def of(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """Frames of a lemma, those with a particle first."""
        return self.frames.get((lemma, pos), ())


@cache
def load_frames() -> FrameTable:
    """The shipped frames."""
    light: dict[str, list[LightVerb]] = {}
    for row in read_table("light_verbs.tsv"):
        head, _, particle = row["lemma"].partition(" ")
        verb = LightVerb(head, particle, row["holds"], row["subject"], row.get("realis", ""))
        light.setdefault(head, []).append(verb)
    aspect = {(r["lemma"], r["pos"]): Aspect(r["lemma"], r["pos"], r["polarity"]) for r in read_table("aspect.tsv")}
    return FrameTable(read_frames(*FRAME_FILES), {k: tuple(v) for k, v in light.items()}, aspect)


@cache
def ending_verbs() -> Mapping[str, str]:
    """The present forms of the verbs that end an act, with their lemmas: "stop" and "stops" -> "stop"."""
    verbs = [a.lemma for a in load_frames().aspect.values() if a.pos == "v" and a.polarity == "stop"]
    return {form: verb for verb in verbs for form in (verb, f"{verb}s")}


def read_frames(*names: str) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames of data files by lemma and part of speech: with a particle first, then those with most needs.

    A row is looked into when its word is first asked for, as one story needs few of the thousands; so a bad row raises
    `TermsError` then, and where all values are gone through.
    """
    return _Frames(names)


class _Frames(Mapping[tuple[str, str], tuple[Frame, ...]]):
    """Frames made of their rows when they are asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._rows: dict[tuple[str, str], list[tuple[str, int, str]]] = {}  # file, row, word with its particle
        self._made: dict[tuple[str, str], tuple[Frame, ...]] = {}
        for name in names:
            for number, row in enumerate(read_table(name)):
                for lemma in row["lemma"].split("|"):
                    self._rows.setdefault((lemma.partition(" ")[0], row["pos"]), []).append((name, number, lemma))

    def __getitem__(self, key: tuple[str, str]) -> tuple[Frame, ...]:
        made = self._made.get(key)
        if made is None:
            found = [
                _frame(lemma, read_table(name)[number], number, name=name) for name, number, lemma in self._rows[key]
            ]
            made = self._made[key] = tuple(sorted(found, key=lambda f: (not f.particle, -len(f.needs))))
        return made

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _frame(lemma: str, row: Mapping[str, str], number: int, *, name: str) -> Frame:
    """The frame of a row for one of its words; raises `TermsError` that names the row."""
    if row["type"] not in EVENT_TYPES or row["pos"] not in _POS:
        raise TermsError(f"{name}: {row['lemma']}: unknown type {row['type']!r} or pos {row['pos']!r}")
    head, _, particle = lemma.partition(" ")
    return Frame(
        id=f"{lemma.replace(' ', '_')}.{row['pos']}.{row['type']}" + (f".{row['mode']}" if row["mode"] else ""),
        lemma=head,
        particle=particle,
        pos=row["pos"],
        event_type=row["type"],
        mode=row["mode"] or None,
        contexts=tuple(c for c in row["contexts"].split("|") if c),
        slots=_slots(row),
        needs=tuple(parse_need(n, number, name=name) for n in row["needs"].split()),
        act=row["act"] or None,
        score=float(row["score"] or "0.8"),
    )


def _slots(row: Mapping[str, str]) -> Mapping[str, str]:
    """The roles of the slots: those that all words of a kind have, as the row changes them."""
    slots = dict(_NOUN_SLOTS if row["pos"] == "n" else _VERB_SLOTS)
    for pair in row["args"].split():
        slot, _, role = pair.partition(":")
        if role == "-":
            slots.pop(slot, None)
        else:
            slots[slot] = role
    return slots


@cache
def load_frame_words() -> Mapping[str, frozenset[str]]:
    """The named word lists that needs refer to as "@name". Raises `TermsError`."""
    try:
        data = tomllib.loads(files("standoff.terms.data").joinpath("frame_words.toml").read_text("utf-8"))
        return {name: frozenset(words.split()) for name, words in data["lists"].items()}
    except (KeyError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise TermsError(f"frame_words.toml: {error}") from error


def parse_need(text: str, number: int, *, name: str = "frames.tsv") -> Need:
    """A need from its notation: "+obj", "-obj", "obj=a|b", "obj!=a|b" ("_": a space, "@name": a list of words)."""
    if text[0] in "+-":
        return Need(text[1:], text[0])
    slot, sign, words = text.partition("!=") if "!=" in text else text.partition("=")
    if not sign or not words:
        raise TermsError(f"{name}, row {number + 1}: cannot read need {text!r}")
    try:
        return Need(slot, "!" if sign == "!=" else "=", _words(words))
    except KeyError as missing:
        raise TermsError(f"{name}, row {number + 1}: no list {missing} in frame_words.toml") from None


@cache
def _words(notation: str) -> frozenset[str]:
    """The words of "a|b|@name". Raises `KeyError` with a name that no list has."""
    words, lists = notation.split("|"), load_frame_words()
    named = [lists[word.removeprefix("@")] for word in words if word.startswith("@")]
    plain = frozenset(word.replace("_", " ") for word in words if not word.startswith("@"))
    return named[0] if len(named) == 1 and not plain else plain.union(*named)
