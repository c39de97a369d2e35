"""Marked cases of the record, as they stand in `tests/cases/record.txt` and `record_held.txt`.

A case is a block of lines; blank lines part the cases:

    # 2022-03-01 Ukraine            day of publication and the conflict
    The mayor said …                the text; " ¶ " parts paragraphs, a leading "T " marks a headline
    event ASSAULT/aerial: struck | by Russia | to market | in Kharkiv | day 2022-03-01 | killed 7+ | planned | told 1
    says mayor: said: words of the content … second piece | direct | denied | interview | in 1
    wants demand: mayor > army: stop ASSAULT: words of the object | if 1 | because words | until words
    cond until: stop ASSAULT: words => happen CONSULT: words | by RUS | to UKR | in Kharkiv

Events: `by` actors, `to` recipients (";" between), `occurred` unless said; `told 1`: by the first `says` of the case,
told by the outlet unless said. Statements: indirect and affirmed unless said; `in 1`: relayed by the first one.
`-` = not stated, or not measured; types and acts with commas between are choices. A line that starts with "?" may be
found or not. In a condition `by`, `to` and `in` are those of what it requires. All words stand in the text as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from standoff.model import FigureWhat, Medium, Realis, StatementPolarity

CASES = Path(__file__).parent.parent / "tests" / "cases"
KINDS = ("event", "says", "wants", "cond")


@dataclass
class Mark:
    """One marked record: its head fields by name, its further fields, and whether it must be found."""

    kind: str
    required: bool
    fields: dict[str, str] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """The value of a field, or None where it is not stated or not measured."""
        value = self.fields.get(name)
        return None if value in (None, "-", "") else value

    def choices(self, name: str) -> list[str]:
        """The values that a field may have where several are fair, the likeliest first."""
        return self.fields[name].split(",")

    def listed(self, name: str) -> list[str]:
        """The values of a field that holds several."""
        return [v.strip() for v in (self.get(name) or "").split(";") if v.strip()]


@dataclass
class Case:
    """A text with all that is marked in it; `title` is the headline's length, 0 where there is none."""

    name: str
    day: str
    conflict: str
    text: str
    title: int
    marks: list[Mark]

    @property
    def page(self) -> str:
        """The text as a page: a headline needs a body below it to be one."""
        return f"{self.text}\n\nNo details were given." if self.title == len(self.text) else self.text

    def of(self, kind: str) -> list[Mark]:
        """The marks of one kind, in order: `told 1`, `in 1` and `if 1` count in them."""
        return [m for m in self.marks if m.kind == kind]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises `ValueError` that names the line if words of a mark do not stand in its text."""
    cases = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], start=1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            if len(block) > 1:
                cases.append(_case(path.name, block))
            block = []
    return cases


def _case(file: str, block: list[tuple[int, str]]) -> Case:
    """One block of lines as a case."""
    number, head = block[0]
    day, conflict = head.removeprefix("# ").split(" ", 1)
    text = block[1][1]
    title = text.startswith("T ")
    text = text.removeprefix("T ").replace(" ¶ ", "\n\n")
    length = (text + "\n\n").find("\n\n") if title else 0
    marks = []
    for at, line in block[2:]:
        try:
            mark = parse_mark(line)
            _check(mark, text)
        except (ValueError, IndexError) as error:
            raise ValueError(f"{file}:{at}: {error}: {line}") from error
        marks.append(mark)
    return Case(f"{file}:{number}", day, conflict, text, length, marks)


def parse_mark(line: str) -> Mark:
    """One line of marks."""
    required = not line.startswith("?")
    head, *rest = [p.strip() for p in line.removeprefix("?").split(" | ")]
    kind, head = head.split(" ", 1)
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    mark = Mark(kind, required)
    mark.fields.update(_HEADS[kind](head))
    for part in rest:
        _put(mark, part)
    return mark


def _event(head: str) -> dict[str, str]:
    code, trigger = head.split(": ", 1)
    event_type, _, mode = code.partition("/")
    return {"type": event_type, "mode": mode, "words": trigger, "realis": "occurred"}


def _says(head: str) -> dict[str, str]:
    source, cue, content = head.split(": ", 2)
    return {"source": source, "cue": cue, "words": content, "form": "indirect", "polarity": "affirmed"}


def _wants(head: str) -> dict[str, str]:
    act, parties, code, words = head.split(": ", 3)
    holder, counterpart = parties.split(" > ")
    polarity, event_type = code.split(" ")
    return {
        "act": act,
        "holder": holder,
        "counterpart": counterpart,
        "polarity": polarity,
        "type": event_type,
        "words": words,
    }


def _cond(head: str) -> dict[str, str]:
    operator, rest = head.split(": ", 1)
    requires, consequence = rest.split(" => ")
    code, words = requires.split(": ", 1)
    then, then_words = consequence.split(": ", 1)
    named = {"operator": operator, "words": words, "then words": then_words}
    named["polarity"], named["type"] = code.split(" ")
    named["then polarity"], named["then type"] = then.split(" ")
    return named


_HEADS = {"event": _event, "says": _says, "wants": _wants, "cond": _cond}
_TAGS = {
    "event": {**dict.fromkeys(get_args(Realis), "realis")},
    "says": {
        **dict.fromkeys(get_args(Medium), "medium"),
        **dict.fromkeys(get_args(StatementPolarity), "polarity"),
        **dict.fromkeys(("direct", "indirect", "mixed"), "form"),
    },
    "wants": {},
    "cond": {},
}
_NAMED = {
    "event": {"by", "to", "in", "day", "told"},
    "says": {"in"},
    "wants": {"if", "because", "until"},
    "cond": {"by", "to", "in"},
}


def _put(mark: Mark, part: str) -> None:
    """Writes one further field into its mark."""
    name, _, value = part.partition(" ")
    if part in _TAGS[mark.kind]:
        mark.fields[_TAGS[mark.kind][part]] = part
    elif name in _NAMED[mark.kind] and value:
        mark.fields[name] = value
    elif mark.kind == "event" and name in get_args(FigureWhat):
        mark.figures.append(part)
    else:
        raise ValueError(f"unknown field {part!r}")


def _check(mark: Mark, text: str) -> None:
    """Raises `ValueError` where marked words do not stand in the text."""
    for name in ("words", "then words", "cue", "because", "until"):
        for piece in (mark.get(name) or "").split(" … "):
            if piece not in text:
                raise ValueError(f"{piece!r} does not stand in the text")


_BOUND = re.compile(r"(~|>|<=|)(\d+)(\+|\.\.\d+|)$")


def figure_bounds(words: str) -> tuple[str, int | None, int | None]:
    """What is counted, lower and upper bound: "killed 7+" is ("killed", 7, None), "killed dozens" has no bounds."""
    what, amount = words.split(" ", 1)
    match = _BOUND.match(amount)
    if match is None:
        return what, None, None
    number = int(match[2])
    if match[1] == "<=":
        return what, None, number
    if match[3] == "+" or match[1] == ">":
        return what, number, None
    return what, number, int(match[3][2:]) if match[3] else number


def all_cases(*, held: bool, stem: str = "record") -> Iterator[Case]:
    """The cases for development, or those kept aside, of "record" or "conditions"."""
    yield from read_cases(CASES / (f"{stem}_held.txt" if held else f"{stem}.txt"))
