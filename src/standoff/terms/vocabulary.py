"""All vocabularies in one value.

Every stage takes what it needs from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.terms.actors import ActorTable, actor_table
from standoff.terms.conditions import Marker, load_markers
from standoff.terms.countries import CountryTable, load_countries
from standoff.terms.cues import CueTable, load_cues
from standoff.terms.frames import FrameTable, load_frames
from standoff.terms.gazetteer import Gazetteer, load_gazetteer
from standoff.terms.realis import RealisTable, load_realis

__all__ = ["Terms", "load_terms"]

VERSION = "plover:2.0-20240204 terms:2026-11"


@dataclass(frozen=True, slots=True)
class Terms:
    """All vocabularies. `version` names the ontology and the state of the word lists."""

    version: str
    actors: ActorTable
    countries: CountryTable
    gazetteer: Gazetteer
    cues: CueTable
    frames: FrameTable
    realis: RealisTable
    markers: Mapping[tuple[str, str], Marker]


@cache
def load_terms() -> Terms:
    """The shipped vocabularies, read once."""
    return Terms(
        version=VERSION,
        actors=actor_table(),
        countries=load_countries(),
        gazetteer=load_gazetteer(),
        cues=load_cues(),
        frames=load_frames(),
        realis=load_realis(),
        markers=load_markers(),
    )
