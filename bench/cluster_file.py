"""Sets of stories in which the same happenings are marked by hand (`clusters/*.txt`).

    # Ukraine: the station of Kramatorsk       what the set is about
    e1 ASSAULT missile hits the station        a happening: its id, its PLOVER type (or any of types), and what it is
    near e1 e2: another town, the same day     two happenings that look alike and are not the same
                                               an empty line, then the stories:
    ## a | Harbour Post | 2022-04-08 | Title   id, outlet, day of publication, headline; then the story
    A missile [struck e1] the station …        the trigger, in brackets, with the id of its happening

A story that tells a happening twice marks it once. Sets with odd numbers are for development, those with even numbers
are kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from standoff.span import Span

CLUSTERS = Path(__file__).parent / "clusters"
_MARK = re.compile(r"\[([^\]\[]+) (\w+)\]")
_GOLD = re.compile(r"(\w+) ([A-Z,]+) (.+)")
_NEAR = re.compile(r"near (\w+) (\w+): (.+)")


@dataclass(frozen=True)
class Marked:
    """One trigger in a story, and the happening that it tells."""

    happening: str
    span: Span


@dataclass(frozen=True)
class ClusterStory:
    """A story of a set, its marks taken out of the text."""

    page: str
    outlet: str
    day: str
    text: str
    marks: tuple[Marked, ...]


@dataclass(frozen=True)
class ClusterSet:
    """A set: `types` are those of a happening, `near` pairs of happenings that must stay apart."""

    name: str
    held: bool
    types: dict[str, frozenset[str]]
    near: tuple[tuple[str, str], ...]
    stories: tuple[ClusterStory, ...]


def read_sets(folder: Path = CLUSTERS) -> list[ClusterSet]:
    """All sets of a folder, by name. Raises `ValueError` for a line that cannot be read."""
    return [parse_set(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]


def parse_set(name: str, text: str) -> ClusterSet:
    """A set from its text. Raises `ValueError` for a line that cannot be read, or a mark without a happening."""
    head, *stories = re.split(r"^## ", text, flags=re.MULTILINE)
    types: dict[str, frozenset[str]] = {}
    near = []
    for line in head.splitlines()[1:]:
        if found := _NEAR.fullmatch(line):
            near.append((found[1], found[2]))
        elif found := _GOLD.fullmatch(line):
            types[found[1]] = frozenset(found[2].split(","))
        elif line:
            raise ValueError(f"{name}: cannot read {line!r}")
    told = tuple(_story(name, block) for block in stories)
    unknown = {m.happening for s in told for m in s.marks} | {h for pair in near for h in pair}
    if unknown - types.keys():
        raise ValueError(f"{name}: no type for {sorted(unknown - types.keys())}")
    return ClusterSet(name, int(name.split("-")[0]) % 2 == 0, types, tuple(near), told)


def _story(name: str, block: str) -> ClusterStory:
    head, _, body = block.partition("\n")
    identifier, outlet, day, title = (field.strip() for field in head.split("|"))
    marks: list[Marked] = []
    text = f"{title}\n\n" + "".join(_unmarked(body.strip(), marks, len(title) + 2))
    return ClusterStory(f"{name}/{identifier}", outlet, day, text, tuple(marks))


def _unmarked(body: str, marks: list[Marked], start: int) -> Iterator[str]:
    """The pieces of a body without brackets and ids; `marks` gets the spans as they stand in the text."""
    end = 0
    for found in _MARK.finditer(body):
        yield body[end : found.start()]
        start += found.start() - end
        marks.append(Marked(found[2], Span(start, start + len(found[1]))))
        yield found[1]
        start += len(found[1])
        end = found.end()
    yield body[end:]
