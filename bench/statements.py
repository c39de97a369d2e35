"""Statements against marked passages and hand-coded stories.

    python bench/statements.py [--held] [--show] [--check]
    python bench/statements.py --stories DIR [--only NAMES_FILE] [--show]

A statement is found if at least half of its content's words are (F1 of words >= 0.5, function words left out, as
stories are scored); then source, form, polarity and the statement that relays it are compared. `--held` measures
the passages kept aside.
DIR holds NAME.txt and NAME.json as the stories' format says. `--check` holds the figures against `floors.toml`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from standoff.encoder import load_encoder
from standoff.mention import find_mentions
from standoff.model import Medium, Mentions, Page, Sentence, StatementMention, StatementPolarity, Story
from standoff.record.statements import find_statements
from standoff.sentence import read_sentences
from standoff.span import Span
from standoff.terms.cues import load_cues
from standoff.terms.vocabulary import load_terms

CASES = Path(__file__).parent.parent / "tests" / "cases"
FLOORS = Path(__file__).parent / "floors.toml"
_OPEN = re.compile(r"\{(source|cue|content)((?::[\d,]+)?)((?:<\d+)?)((?:/\w+)*) ")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "that",
        "with",
        "by",
        "from",
        "its",
        "his",
        "her",
        "their",
        "our",
        "it",
        "is",
        "was",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "as",
        "this",
        "these",
        "those",
        "not",
        "no",
    ]
)


@dataclass
class Marked:
    """A statement as it is marked by hand. Spans for passages; names and words for stories."""

    cue: str = ""
    source: str | None = None
    content: list[str] = field(default_factory=list)
    polarity: str = "affirmed"
    form: str | None = None
    medium: str | None = None
    within: int | None = None
    source_name: str | None = None


@dataclass
class Passage:
    """A passage with what is marked in it. `title` tells whether it is a headline."""

    name: str
    text: str
    title: bool
    marked: list[Marked]


def read_passages(path: Path) -> list[Passage]:
    """The marked passages of a file."""
    out = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line and not line.startswith("#"):
            out.append(parse_passage(line, name=f"{path.name}:{number}"))
    return out


def parse_passage(line: str, *, name: str) -> Passage:
    """One line of marks as a passage."""
    title = line.startswith("T ")
    line = (line[2:] if title else line).replace(" ¶ ", "\n\n")
    text, marks = _strip_marks(line, name)
    marked: dict[int, Marked] = {}
    relays: dict[int, int] = {}
    for kind, numbers, relay, tags, start, end in marks:
        for number in numbers:
            one = marked.setdefault(number, Marked())
            if relay is not None:
                relays[number] = relay
            _put(one, kind, text[start:end], tags)
    order = sorted(marked)
    contents = [(n, s, e) for kind, ns, _, _, s, e in marks for n in ns if kind == "content"]
    cues = {n: s for kind, ns, _, _, s, _ in marks for n in ns if kind == "cue"}
    for number in order:
        holding = [(e - s, n) for n, s, e in contents if n != number and number in cues and s <= cues[number] < e]
        relay_number = relays.get(number, min(holding)[1] if holding else None)
        marked[number].within = None if relay_number is None else order.index(relay_number)
    return Passage(name, text, title, [marked[n] for n in order])


def _put(one: Marked, kind: str, words: str, tags: Sequence[str]) -> None:
    """Writes one mark into its statement."""
    if kind == "source":
        one.source = words
    elif kind == "content":
        one.content.append(words)
    else:
        one.cue = words
    for tag in tags:
        if tag in get_args(StatementPolarity):
            one.polarity = tag
        elif tag in get_args(Medium):
            one.medium = tag
        else:
            raise ValueError(f"unknown tag {tag!r}")


_Mark = tuple[str, list[int], int | None, list[str], int, int]


def _strip_marks(line: str, name: str) -> tuple[str, list[_Mark]]:
    """The text without marks, and the marks: kind, numbers, relay, tags, start, end."""
    text, stack, marks, at = "", [], [], 0
    while at < len(line):
        match = _OPEN.match(line, at)
        if match:
            numbers = [int(n) for n in match[2][1:].split(",")] if match[2] else [1]
            relay = int(match[3][1:]) if match[3] else None
            stack.append((match[1], numbers, relay, match[4].split("/")[1:], len(text)))
            at = match.end()
        elif line[at] == "}":
            if not stack:
                raise ValueError(f"{name}: a mark closes that never opened")
            marks.append((*stack.pop(), len(text)))
            at += 1
        elif line[at] == "{":
            raise ValueError(f"{name}: unknown mark {line[at : at + 12]!r}")
        else:
            text += line[at]
            at += 1
    return text, marks


def read_coded(folder: Path, only: set[str] | None) -> Iterator[Passage]:
    """The hand-coded stories of a folder."""
    for path in sorted(folder.glob("*.json")):
        if only is not None and path.stem not in only:
            continue
        coded = json.loads(path.read_text("utf-8"))["statements"]
        marked = [
            Marked(
                cue=s.get("cue") or "",
                source=s.get("source_words"),
                source_name=s.get("source"),
                content=[s["content"]],
                form=s.get("form"),
                within=s.get("within"),
                medium=s.get("medium"),
            )
            for s in coded
        ]
        yield Passage(path.stem, path.with_suffix(".txt").read_text("utf-8"), False, marked)


def words(text: str) -> set[str]:
    """The content words of a text, lower-cased."""
    found = re.findall(r"[\w.'’-]+", re.sub(r"['’]s\b", "", text.lower()))
    return {w.strip(".'’-") for w in found} - _STOP - {""}


def f1(left: set[str], right: set[str]) -> float:
    """F1 of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right)) if left & right else 0.0


class Reader:
    """Reads a passage: encoder, vocabulary and cues loaded once."""

    def __init__(self) -> None:
        self.label = load_encoder()
        self.terms = load_terms()
        self.cues = load_cues()

    def read(self, passage: Passage, *, story: bool) -> tuple[tuple[StatementMention, ...], Mentions]:
        """The statements that standoff finds in a passage, and the mentions."""
        page = Page(passage.name, None, "text/plain", None, passage.text, "", "")
        end = passage.text.find("\n\n") if story else len(passage.text)
        title = Span(0, end) if passage.title or (story and 0 < end < 200) else None
        date = passage.name[:10] if story else None
        about = Story(title, (Span(0, len(passage.text)),), published_at=date)
        sentences: tuple[Sentence, ...] = read_sentences(page, about, label=self.label)
        mentions = find_mentions(page, about, sentences, terms=self.terms)
        return find_statements(passage.text, sentences, mentions, cues=self.cues), mentions


def match(passage: Passage, found: Sequence[StatementMention]) -> dict[int, int]:
    """Marked statement -> found statement, best content first come."""
    used: dict[int, int] = {}
    for number, marked in enumerate(passage.marked):
        gold = words(" ".join(marked.content))
        free = [k for k in range(len(found)) if k not in used.values()]
        scored = [
            (f1(gold, words(content_of(passage.text, found[k]))), _source_right(passage, marked, found[k], None), -k)
            for k in free
        ]
        best = max(scored, default=(0.0, False, 0))
        if best[0] >= 0.5:
            used[number] = -best[2]
    return used


def content_of(text: str, statement: StatementMention) -> str:
    """The words of a statement's content, pieces joined by an ellipsis."""
    return " … ".join(text[start:end] for start, end in statement.content)


def source_of(text: str, statement: StatementMention, mentions: Mentions | None = None) -> str:
    """The words of a statement's source, with the names of its entity."""
    if statement.source is None:
        return ""
    entity = next((e for e in mentions.entities if e.id == statement.source.ref), None) if mentions else None
    names = (
        ""
        if entity is None
        else " ".join([entity.name, *(text[m.span.start : m.span.end] for m in entity.mentions if m.form != "pronoun")])
    )
    return f"{text[statement.source.span.start : statement.source.span.end]} {names}"


def _source_right(passage: Passage, marked: Marked, found: StatementMention, mentions: Mentions | None) -> bool:
    """Whether a word of the source is shared (both may be without one)."""
    gold = " ".join(filter(None, [marked.source_name if mentions else None, marked.source]))
    if not gold:
        return found.source is None
    mine = source_of(passage.text, found, mentions)
    return bool(words(gold) & words(mine)) or gold.lower() == mine.strip().lower()


def score(passages: Sequence[Passage], reader: Reader, *, stories: bool, show: bool) -> Counter[str]:
    """Counts over all passages: marked, found, matched, and fields asked and right."""
    counts: Counter[str] = Counter()
    for passage in passages:
        found, mentions = reader.read(passage, story=stories)
        used = match(passage, found)
        counts += _count(passage, found, used, mentions)
        if show:
            _show(passage, found, used, mentions)
    return counts


def _count(
    passage: Passage, found: Sequence[StatementMention], used: dict[int, int], mentions: Mentions
) -> Counter[str]:
    counts: Counter[str] = Counter(marked=len(passage.marked), found=len(found), matched=len(used))
    ids = {s.id: k for k, s in enumerate(found)}
    counts["nested found"] = sum(s.within is not None for s in found)
    for number, marked in enumerate(passage.marked):
        counts["nested marked"] += marked.within is not None
        if number not in used:
            continue
        mine = found[used[number]]
        asked = {"source": _source_right(passage, marked, mine, mentions), "polarity": marked.polarity == mine.polarity}
        if marked.form is not None:
            asked["form"] = marked.form == mine.form
            del asked["polarity"]
        if marked.medium is not None:
            asked["medium"] = marked.medium == mine.medium
        for name, right in asked.items():
            counts[f"{name} asked"] += 1
            counts[f"{name} right"] += right
        counts["nested right"] += (
            marked.within in used and mine.within is not None and ids[mine.within] == used[marked.within]
        )
    return counts


def _show(passage: Passage, found: Sequence[StatementMention], used: dict[int, int], mentions: Mentions) -> None:
    """Prints what is missed, superfluous, or matched with a wrong field."""
    lines = []
    for number, marked in enumerate(passage.marked):
        told = " … ".join(marked.content)
        if number not in used:
            lines.append(f"  missed  [{marked.source}] ({marked.cue}) {told[:110]}")
            continue
        mine = found[used[number]]
        wrong = []
        if not _source_right(passage, marked, mine, mentions):
            wrong.append(f"source {source_of(passage.text, mine)!r} for {marked.source!r}")
        if marked.form is None and marked.polarity != mine.polarity:
            wrong.append(f"polarity {mine.polarity}")
        if marked.form is not None and marked.form != mine.form:
            wrong.append(f"form {mine.form} for {marked.form}")
        if marked.medium is not None and marked.medium != mine.medium:
            wrong.append(f"medium {mine.medium} for {marked.medium}")
        inner = None if mine.within is None else next(k for k, s in enumerate(found) if s.id == mine.within)
        if inner != (None if marked.within is None else used.get(marked.within)):
            wrong.append(f"within {mine.within}")
        if wrong:
            lines.append(f"  wrong   ({marked.cue}) {told[:70]}: {'; '.join(wrong)}")
    for k, extra in enumerate(found):
        if k not in used.values():
            lines.append(
                f"  extra   [{source_of(passage.text, extra)}] {extra.rule} {content_of(passage.text, extra)[:110]}"
            )
    if lines:
        print(passage.name, passage.text[:150].replace("\n", " "), *lines, sep="\n")


def figures(counts: Counter[str]) -> dict[str, float]:
    """F1 of statements, nesting F1, and the share of each field that is right."""

    def ratio(top: float, bottom: float) -> float:
        return round(top / bottom, 3) if bottom else 0.0

    out = {
        "precision": ratio(counts["matched"], counts["found"]),
        "recall": ratio(counts["matched"], counts["marked"]),
        "f1": ratio(2 * counts["matched"], counts["marked"] + counts["found"]),
        "nesting_f1": ratio(2 * counts["nested right"], counts["nested marked"] + counts["nested found"]),
        "nesting_recall": ratio(counts["nested right"], counts["nested marked"]),
    }
    fields = [k.removesuffix(" asked") for k in counts if k.endswith(" asked")]
    return out | {name: ratio(counts[f"{name} right"], counts[f"{name} asked"]) for name in fields}


def main() -> int:
    """Runs the measure that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--only", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    only = set(args.only.read_text().split()) if args.only else None
    if args.stories:
        passages = list(read_coded(args.stories, only))
    else:
        passages = read_passages(CASES / ("statements_held.txt" if args.held else "statements.txt"))
    counts = score(passages, Reader(), stories=bool(args.stories), show=args.show)
    found = figures(counts)
    print(len(passages), "passages", dict(counts) if args.show else "")
    for name, value in found.items():
        print(f"  {name:16} {value:.3f}")
    if args.check:
        floors = tomllib.loads(FLOORS.read_text("utf-8"))["statements"]
        low = {k: v for k, v in floors.items() if found.get(k, 0.0) < v}
        print("below the floor:", low or "nothing")
        return int(bool(low))
    return 0


if __name__ == "__main__":
    sys.exit(main())
