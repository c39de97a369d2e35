"""Words that tell of an act where it is wanted or waited for. Data: `data/wanted.tsv`, in the format of frames."""

from __future__ import annotations

from functools import cache

from standoff.terms.frames import FrameTable, load_frames, read_frames


@cache
def load_wanted() -> FrameTable:
    """The shipped frames of acts in question, with the light verbs and aspect words of all frames."""
    known = load_frames()
    return FrameTable(read_frames("wanted.tsv"), known.light, known.aspect)
