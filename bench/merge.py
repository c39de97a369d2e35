"""Merging against happenings marked by hand in many stories (`clusters/`, format in `cluster_file.py`).

    python -m bench.merge [--held] [--errors] [--fresh] [--check]

Stories are read with the whole pipeline; the readings are kept in `.bench/`, so that another run takes seconds. A
marked trigger is read where an event of its type has a trigger that overlaps it. Pairs are counted over the triggers
that were read: F1, false merges (of the pairs merged), missed merges (of the true pairs), B-cubed, and pairs of near
misses kept apart; `f1_all` counts a pair of which one trigger was not read as missed.

`--errors` prints what is wrong, for the sets of development only. `--fresh` reads anew. `--check` reads anew where the
readings are older than the code and holds both halves against the floors of `floors.toml` (exit 1 below).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.cluster_file import ClusterSet, ClusterStory, Marked, read_sets

from standoff.encoder import load_encoder
from standoff.ledger_model import EventTelling, Ledger
from standoff.merge import StoryTellings, explain_pair, merge_tellings, tell_story
from standoff.model import Given, Page
from standoff.pipeline import read_page
from standoff.span import overlaps

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".bench" / "clusters.json"
FLOORS = Path(__file__).parent / "floors.toml"
_READS = ("encoder", "markup", "mention", "page", "record", "sentence", "story", "terms")  # what a reading hangs on


@dataclass(frozen=True)
class Mention:
    """A marked trigger; `telling` is the event that was read there, None where none was."""

    story: ClusterStory
    mark: Marked
    happening: str  # with the name of the set
    telling: EventTelling | None

    @property
    def words(self) -> str:
        """The trigger with its neighbours."""
        start, end = self.mark.span
        return self.story.text[max(start - 40, 0) : end + 40].replace("\n", " ")


def documents(stories: Iterable[ClusterStory], *, fresh: bool, check: bool) -> dict[str, dict[str, Any]]:
    """The document of every story by its page, read or kept."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() and not fresh else {}
    code = _code()
    if kept and kept["code"] != code:
        print("the readings are older than the code" + ("" if check else "; --fresh reads anew"), file=sys.stderr)
        kept = {} if check else kept
    known = kept.get("documents", {})
    label = load_encoder()
    out, new = {}, False
    for story in stories:
        key = hashlib.sha256(f"{story.page}|{story.day}|{story.outlet}|{story.text}".encode()).hexdigest()
        if key not in known:
            page = Page.from_text(story.text, uri=story.page)
            given = Given(published_at=story.day, publisher=story.outlet)
            known[key], new = read_page(page, given=given, label=label).to_dict(), True
        out[story.page] = known[key]
    if new:
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps({"code": kept.get("code", code), "documents": known}), "utf-8")
    return out


def _code() -> str:
    """A checksum of all code and data that a reading hangs on."""
    source = ROOT / "src" / "standoff"
    files = sorted(p for name in _READS for p in (source / name).rglob("*") if p.suffix in {".py", ".tsv", ".toml"})
    return hashlib.sha256(b"".join(p.read_bytes() for p in files)).hexdigest()


def mentions_of(sets: Iterable[ClusterSet], told: Mapping[str, StoryTellings]) -> list[Mention]:
    """All marks with the events that were read there."""
    return [
        Mention(story, mark, f"{group.name} {mark.happening}", _read(mark, group, told[story.page].events))
        for group in sets
        for story in group.stories
        for mark in story.marks
    ]


def _read(mark: Marked, group: ClusterSet, events: Sequence[EventTelling]) -> EventTelling | None:
    here = [
        e
        for e in events
        if e.event_type in group.types[mark.happening] and any(overlaps(x.span, mark.span) for x in e.evidence)
    ]
    return next((e for e in here if overlaps(e.evidence[0].span, mark.span)), here[0] if here else None)


@dataclass(frozen=True)
class Result:
    """What merging did with the mentions that were read: pairs wrongly merged and wrongly kept apart."""

    figures: dict[str, float]
    false: tuple[tuple[Mention, Mention], ...]
    missed: tuple[tuple[Mention, Mention], ...]


def measure(sets: Sequence[ClusterSet], mentions: Sequence[Mention], ledger: Ledger) -> Result:
    """The figures over all pairs of mentions."""
    read = [m for m in mentions if m.telling]
    home = {m: ledger.redirects[m.telling.id] for m in read if m.telling}
    pairs = list(combinations(read, 2))
    merged = [p for p in pairs if home[p[0]] == home[p[1]]]
    true = [p for p in pairs if p[0].happening == p[1].happening]
    right = sum(p[0].happening == p[1].happening for p in merged)
    wanted = sum(n * (n - 1) // 2 for n in Counter(m.happening for m in mentions).values())
    near = {frozenset((f"{s.name} {a}", f"{s.name} {b}")) for s in sets for a, b in s.near}
    close = [p for p in pairs if frozenset((p[0].happening, p[1].happening)) in near]
    precision, recall = right / max(len(merged), 1), right / max(len(true), 1)
    figures = {
        "read": len(read) / len(mentions),
        "f1": _f1(precision, recall),
        "false_merges": 1 - precision,
        "missed_merges": 1 - recall,
        "f1_all": _f1(precision, right / max(wanted, 1)),
        "bcubed_f1": _bcubed(read, home),
        "near_apart": sum(home[a] != home[b] for a, b in close) / max(len(close), 1),
    }
    return Result(
        {k: round(v, 3) for k, v in figures.items()},
        tuple(p for p in merged if p[0].happening != p[1].happening),
        tuple(p for p in true if home[p[0]] != home[p[1]]),
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _bcubed(read: Sequence[Mention], home: Mapping[Mention, str]) -> float:
    """F1 of B-cubed: the mean over mentions of how much of their cluster is theirs, and how much of theirs is in it."""
    found: dict[str, list[Mention]] = defaultdict(list)
    gold: dict[str, list[Mention]] = defaultdict(list)
    for m in read:
        found[home[m]].append(m)
        gold[m.happening].append(m)
    shared = [sum(o.happening == m.happening for o in found[home[m]]) for m in read]
    precision = sum(n / len(found[home[m]]) for n, m in zip(shared, read, strict=True))
    recall = sum(n / len(gold[m.happening]) for n, m in zip(shared, read, strict=True))
    return _f1(precision / max(len(read), 1), recall / max(len(read), 1))


def errors(
    result: Result, mentions: Sequence[Mention], told: Mapping[str, StoryTellings], ledger: Ledger
) -> Iterator[str]:
    """What is wrong, to read."""
    for m in mentions:
        if m.telling is None:
            here = [e for e in told[m.story.page].events if any(overlaps(x.span, m.mark.span) for x in e.evidence)]
            yield f"not read {m.happening} {m.story.page} “{m.words}” {', '.join(e.event_type for e in here)}"
    for kind, pairs in (("FALSE", result.false), ("MISSED", result.missed)):
        for a, b in pairs:
            yield f"{kind} {a.happening} / {b.happening}"
            yield from (_line(m) for m in (a, b))
            if a.telling and b.telling and a.telling.id != b.telling.id:
                found = explain_pair(ledger, a.telling.id, b.telling.id)
                yield f"    {found.weight:+.1f} {'; '.join(found.reasons)}"


def _line(m: Mention) -> str:
    t = m.telling
    if t is None:
        return ""
    places = ",".join(f"{p.name}({p.resolution})" for p in t.places)
    who = f"{','.join(p.name for p in t.actors)} > {','.join(p.name for p in t.recipients)}"
    figures = ",".join(f"{f.what} {f.lower}{'T' if f.total else ''}" for f in t.figures)
    told = f"{t.event_type}/{t.mode} {t.realis} {t.weapon} | {places} | {','.join(t.days)} | {who} | {figures}"
    return f"    {m.story.page} {m.story.day} “{m.words}” {told} | {' '.join(sorted(t.targets))}"


def run(sets: Sequence[ClusterSet], docs: Mapping[str, dict[str, Any]], *, show: bool) -> dict[str, float]:
    """Merges the stories of some sets and gives the figures; prints what is wrong where asked."""
    told = {s.page: tell_story(docs[s.page]) for group in sets for s in group.stories}
    ledger = merge_tellings(told.values())
    mentions = mentions_of(sets, told)
    result = measure(sets, mentions, ledger)
    if show:
        print(*errors(result, mentions, told, ledger), sep="\n")
    happenings = len({m.happening for m in mentions})
    print(f"{len(sets)} sets, {len(told)} stories, {happenings} happenings, {len(mentions)} marks", end=": ")
    print(", ".join(f"{k} {v:.3f}" for k, v in result.figures.items()))
    return result.figures


def below(found: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The figures on the wrong side of their bound: false merges have a ceiling, all others a floor."""
    return {k: found[k] for k, v in floors.items() if (found[k] > v if k == "false_merges" else found[k] < v)}


def main() -> int:
    """Runs the measure that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    sets = read_sets()
    docs = documents((s for group in sets for s in group.stories), fresh=args.fresh, check=args.check)
    low: dict[str, float] = {}
    for name in ("dev", "held") if args.check else ("held" if args.held else "dev",):
        half = [s for s in sets if s.held == (name == "held")]
        found = run(half, docs, show=args.errors and name == "dev")
        floors = tomllib.loads(FLOORS.read_text("utf-8"))["merge"][name] if args.check else {}
        low |= {f"{name}.{k}": v for k, v in below(found, floors).items()}
    if args.check:
        print("out of bounds:", low or "nothing")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
