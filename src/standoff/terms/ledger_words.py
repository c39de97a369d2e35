"""Words and codes that the ledger's stages look up. Data: `data/merge.toml`, `data/track.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("standoff.terms.data").joinpath(name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class MergeWords:
    """Words without weight, words that turn a saying round, and words that name nobody.

    `harm`: words that tell what an act did to people; `anywhere`: words that tell no target from another; `targets`:
    kinds of targets; `weapons` and `modes`: groups that tellers of one attack take for each other; `descriptive`: words
    that describe a party and do not name it; `army`: those for all the forces of a state; `pronouns`; `captives`;
    `overnight`: words for a night that ends on the day which is told.
    """

    empty: frozenset[str]
    negations: frozenset[str]
    everybody: frozenset[str]
    harm: frozenset[str]
    anywhere: frozenset[str]
    targets: tuple[frozenset[str], ...]
    weapons: tuple[frozenset[str], ...]
    modes: tuple[frozenset[str], ...]
    descriptive: frozenset[str]
    army: frozenset[str]
    pronouns: frozenset[str]
    captives: frozenset[str]
    overnight: frozenset[str]

    def target_kinds(self, words: frozenset[str]) -> frozenset[int]:
        """The numbers of the kinds of targets that the words name."""
        return frozenset(number for number, kind in enumerate(self.targets) if kind & words)

    def kin_weapons(self, left: str, right: str) -> bool:
        """Whether two weapons are told of one attack."""
        return any({left, right} <= kin for kin in self.weapons)

    def kin_modes(self, left: str, right: str) -> bool:
        """Whether two modes are told of one attack."""
        return any({left, right} <= kin for kin in self.modes)


@dataclass(frozen=True, slots=True)
class CompiledWords:
    """Words that stand for an act: one of each group must be there. `of`: types that a reading may have given."""

    event_type: str
    polarity: str  # "": as it was read
    of: frozenset[str]
    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class TrackWords:
    """How firm acts are; which events tell that an act has ceased (`lifted`: by which words); what is a settlement.

    `compiled`: what words require where no type was found; `sayings`, `deeds`: types of sayings and of deeds; `whole`:
    types that are one matter; `kin_acts`: acts that are one for who waits for them, by type and whether the act is to
    end; `of_state`, `armed`: sectors that speak for their state, that fight for none; `kinds`: what those are called;
    `hollow`: words that only point back; `rebels`: words for who fights the state; `speaking`: for who speaks;
    `many`: names of sides that are many; `aside`: negations that do not turn a saying round; `counted`: types
    of acts done to so many; `numbers`: words of numbers; `measures`: what follows a number that counts nobody.
    """

    firmness: Mapping[str, int]
    firm: int
    yielding: int
    quiet: Mapping[str, frozenset[tuple[str, str]]]
    lifted: frozenset[str]
    settlements: frozenset[str]
    not_acting: frozenset[str]
    kin_modes: tuple[frozenset[str], ...]
    compiled: tuple[CompiledWords, ...]
    sayings: frozenset[str]
    deeds: frozenset[str]
    whole: frozenset[str]
    of_state: frozenset[str]
    armed: frozenset[str]
    kinds: Mapping[str, str]
    hollow: frozenset[str]
    rebels: frozenset[str]
    speaking: frozenset[str]
    counted: frozenset[str]
    numbers: Mapping[str, int]
    measures: frozenset[str]
    many: frozenset[str]
    aside: frozenset[str]
    kin_acts: tuple[frozenset[tuple[str, bool]], ...]

    def modes(self, wanted: Sequence[str]) -> frozenset[str]:
        """The modes wanted and their kin."""
        kin = (k for k in self.kin_modes if k & set(wanted))
        return frozenset(wanted).union(*kin)


@cache
def load_merge_words() -> MergeWords:
    """The shipped words for merging, read once."""
    table = _table("merge.toml")
    return MergeWords(
        frozenset(table["empty"]),
        frozenset(table["negations"]),
        frozenset(table["everybody"]),
        frozenset(table["harm"]),
        frozenset(table["anywhere"]),
        tuple(map(frozenset, table["target_kinds"])),
        tuple(map(frozenset, table["kin_weapons"])),
        tuple(map(frozenset, table["kin_modes"])),
        frozenset(table["descriptive"]),
        frozenset(table["army"]),
        frozenset(table["pronouns"]),
        frozenset(table["captives"]),
        frozenset(table["overnight"]),
    )


@cache
def load_track_words() -> TrackWords:
    """The shipped codes for tracking, read once."""
    table = _table("track.toml")
    return TrackWords(
        firmness=table["firmness"],
        firm=table["steps"]["firm"],
        yielding=table["steps"]["yielding"],
        quiet={code: frozenset((t, m) for t, m in pairs) for code, pairs in table["quiet"].items()},
        lifted=frozenset(table["ended"]["lifted"]),
        settlements=frozenset(table["targets"]["settlements"]),
        not_acting=frozenset(table["parties"]["not_acting"]),
        kin_modes=tuple(frozenset(k) for k in table["modes"]["kin"]),
        compiled=tuple(
            CompiledWords(
                row["type"], row["polarity"], frozenset(row.get("of", ())), tuple(frozenset(g) for g in row["all"])
            )
            for row in table["words"]
        ),
        sayings=frozenset(table["clock"]["sayings"]),
        deeds=frozenset(table["clock"]["deeds"]),
        whole=frozenset(table["clock"]["whole"]),
        of_state=frozenset(table["parties"]["of_state"]),
        armed=frozenset(table["parties"]["armed"]),
        kinds=table["parties"]["kinds"],
        hollow=frozenset(table["brief"]["hollow"]),
        rebels=frozenset(table["parties"]["rebels"]),
        speaking=frozenset(table["parties"]["speaking"]),
        counted=frozenset(table["clock"]["counted"]),
        numbers=_table("figures.toml")["numbers"],
        measures=frozenset(table["clock"]["measures"]),
        many=frozenset(table["parties"]["many"]),
        aside=frozenset(table["contradictions"]["aside"]),
        kin_acts=tuple(frozenset((t, way == "end") for t, way in kin) for kin in table["deadlock"]["kin"]),
    )
