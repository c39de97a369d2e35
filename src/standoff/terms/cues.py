"""Cues: the words that attribute speech or stated belief, and the media by which things are said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import get_args

from standoff.errors import TermsError
from standoff.model import Medium, StatementPolarity
from standoff.terms.tables import read_table

_FRAMES = frozenset(
    [
        "clause",
        "quote",
        "tell",
        "whether",
        "inf",
        "unsure",
        "objinf",
        "oninf",
        "toinf",
        "ger",
        "plea",
        "np",
        "as",
        "objcomp",
        "objfor",
        "objof",
        "objon",
        "objobl",
        "cite",
        "of",
        "for",
        "against",
        "be",
        "include",
        "remark",
        "hearsay",
        "source",
        "inf-pass",
    ]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of saying or believing. `frames`: shapes of its content; `objects`: heads that its object may have."""

    lemma: str
    upos: str
    frames: frozenset[str]
    objects: frozenset[str]
    barred: frozenset[str]
    polarity: StatementPolarity
    score: float
    flags: frozenset[str]

    def has(self, frame: str) -> bool:
        """Whether content of this shape is allowed."""
        return frame in self.frames

    def takes(self, lemma: str) -> bool:
        """Whether an object with this head can be the content."""
        return lemma not in self.barred and (not self.objects or lemma in self.objects)

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The prepositions whose phrase can be the content."""
        return tuple(sorted(f[5:] for f in self.frames if f.startswith("prep:")))


@dataclass(frozen=True, slots=True)
class MediumWord:
    """Words that tell the medium, with the prepositions they need (none: any)."""

    words: tuple[str, ...]
    medium: Medium
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueWords:
    """The closed lists of `attribution_words.toml`, lower-cased."""

    modals: frozenset[str]
    negators: frozenset[str]
    empty_subjects: frozenset[str]
    unreal_marks: frozenset[str]
    first_persons: frozenset[str]
    selves: frozenset[str]
    relatives: frozenset[str]
    no_speakers: frozenset[str]
    question_marks: frozenset[str]
    question_cues: frozenset[str]
    unable: frozenset[str]
    light_verbs: frozenset[str]
    including: frozenset[str]
    personal_pronouns: frozenset[str]
    definite: frozenset[str]
    remark_verbs: frozenset[str]
    addressee_prepositions: frozenset[str]
    labels: frozenset[str]
    headline_speech: frozenset[str]
    headline_tellers: frozenset[str]
    turns: frozenset[str]
    turns_of_time: frozenset[str]
    wanting: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cues by (lemma, upos), the words of media, and the closed lists."""

    cues: dict[tuple[str, str], Cue]
    media: tuple[MediumWord, ...]
    words: CueWords

    def get(self, lemma: str, upos: str) -> Cue | None:
        """The cue of this lemma and part of speech, or None."""
        return self.cues.get((lemma.lower(), upos))

    def particles(self, lemma: str) -> tuple[str, ...]:
        """The particles with which a verb makes a cue of two words: "point" -> ("out",)."""
        start = lemma.lower() + " "
        return tuple(key[0][len(start) :] for key in self.cues if key[1] == "VERB" and key[0].startswith(start))


@cache
def load_cues() -> CueTable:
    """The shipped table of cues, media and small word lists. Raises `TermsError` for a bad row."""
    words = tomllib.loads(files("standoff.terms.data").joinpath("attribution_words.toml").read_text("utf-8"))
    known = {f.name for f in fields(CueWords)}
    if set(words) != known:
        raise TermsError(f"attribution_words.toml: lists differ from those known: {sorted(known ^ set(words))}")
    return CueTable(
        cues={(c.lemma, c.upos): c for c in (_cue(row) for row in read_table("cues.tsv"))},
        media=tuple(_medium(row) for row in read_table("media.tsv")),
        words=CueWords(**{name: frozenset(listed) for name, listed in words.items()}),
    )


def _cue(row: dict[str, str]) -> Cue:
    frames = frozenset(row["frames"].split())
    unknown = {f for f in frames if f not in _FRAMES and not f.startswith("prep:")}
    polarity = row["polarity"] or "affirmed"
    if unknown or polarity not in get_args(StatementPolarity):
        raise TermsError(f"cues.tsv: {row['lemma']!r} has unknown frames or polarity: {sorted(unknown)} {polarity!r}")
    barred = row["objects"].startswith("!")
    objects = frozenset(filter(None, row["objects"].lstrip("!").split(",")))
    return Cue(
        lemma=row["lemma"],
        upos=row["upos"],
        frames=frames,
        objects=frozenset() if barred else objects,
        barred=objects if barred else frozenset(),
        polarity=polarity,  # type: ignore[arg-type]
        score=float(row["score"]),
        flags=frozenset(row["flags"].split()),
    )


def _medium(row: dict[str, str]) -> MediumWord:
    if row["medium"] not in get_args(Medium):
        raise TermsError(f"media.tsv: {row['words']!r} has the unknown medium {row['medium']!r}")
    wanted = frozenset(filter(None, row["prepositions"].split("|")))
    return MediumWord(words=tuple(row["words"].split()), medium=row["medium"], prepositions=wanted)  # type: ignore[arg-type]
