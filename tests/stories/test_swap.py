"""Swapping the names of the two sides swaps the record and nothing else: the reader takes no side.

Each sample story is read twice, as it is and with the sides of `swap.toml` exchanged; the second record, with its
countries exchanged back, should be the first one: the same events, positions and conditions, as often.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from standoff.encoder import Encoder
from standoff.model import ConditionMention, Reading
from tests.stories.respelling import ROOT, read_text, respell, swapped

FLOOR = 0.92  # of all records: 0.931 when this was written; the aim is 0.95, and the floor only rises
QUICK_FLOOR = 0.85  # eight stories swing more than fifty-one
QUICK = 8
Key = tuple[object, ...]
Names = dict[str, str]


@cache
def families() -> dict[Path, tuple[Names, Names]]:
    """Story -> its table of names and its table of country codes."""
    found = {}
    for family in tomllib.loads((ROOT / "tests/stories/swap.toml").read_text("utf-8")).values():
        left, right = family["sides"]
        for path in sorted(ROOT.glob(family["stories"])):
            found[path] = (swapped(family["pairs"]), {left: right, right: left})
    return found


def records(reading: Reading, back: Names) -> Counter[Key]:
    """Events, positions and conditions as countries and codes, each name and country put through `back`."""
    country = {e.id: e.country for e in reading.mentions.entities}

    def side(ref: str | None) -> str:
        return _back(country.get(ref or "") or "-", back)

    def sides(refs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(side(ref) for ref in refs))

    record = reading.record
    found: list[Key] = [
        ("event", e.event_type, e.mode, e.realis, sides(e.actors), sides(e.recipients)) for e in record.events
    ]
    for p in record.positions:
        found.append(("position", p.act, side(p.holder), side(p.counterpart), p.object.event_type, p.object.polarity))
    return Counter(found + [_condition(c, back) for c in record.conditions])


def _condition(condition: ConditionMention, back: Names) -> Key:
    requires, then = condition.requires, condition.consequence
    parties = tuple(
        tuple(sorted(_back(name, back) for name in names))
        for names in (requires.actors, requires.recipients, requires.places, then.actors)
    )
    kinds = (requires.event_type, requires.polarity, then.event_type, then.polarity)
    return ("condition", condition.operator, *kinds, *parties)


def _back(name: str, back: Names) -> str:
    return back.get(name, name)


def compare(path: Path, encoder: Encoder) -> tuple[int, int, Counter[Key], Counter[Key]]:
    """Records that are the same, records of the fuller reading, and those that only one of the two readings has."""
    names, countries = families()[path]
    text = path.read_text("utf-8")
    plain = records(read_text(text, name=path.name, encoder=encoder), {})
    other = records(read_text(respell(text, names).text, name=path.name, encoder=encoder), names | countries)
    same = (plain & other).total()
    return same, max(plain.total(), other.total()), plain - other, other - plain


def check(paths: list[Path], encoder: Encoder, floor: float) -> None:
    same = total = 0
    lines = []
    for path in paths:
        alike, of, lost, gained = compare(path, encoder)
        same, total = same + alike, total + of
        lines += [f"{path.stem}: - {key}" for key in lost.elements()]
        lines += [f"{path.stem}: + {key}" for key in gained.elements()]
    assert total
    assert same / total >= floor, f"{same} of {total} records are the same\n" + "\n".join(lines)


def test_a_swap_is_its_own_inverse() -> None:
    for path, (names, _) in families().items():
        text = path.read_text("utf-8")
        assert respell(respell(text, names).text, names).text == text
        assert respell(text, names).text != text


def test_fifty_stories_can_be_swapped() -> None:
    assert len(families()) >= 50


def test_swapping_the_sides_swaps_the_record(encoder: Encoder) -> None:
    paths = list(families())
    check(paths[:: len(paths) // QUICK][:QUICK], encoder, QUICK_FLOOR)


@pytest.mark.slow
def test_swapping_the_sides_swaps_all_records(encoder: Encoder) -> None:
    check(list(families()), encoder, FLOOR)
