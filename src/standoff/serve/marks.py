"""Checked records as marked paragraphs, in the format of the project's cases (`tests/cases/record.txt`).

A case is a paragraph with at least one record that a person holds right; what nobody checked there stands with a "?":
it may be found or not. What is rejected is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from standoff.ledger_model import Review
from standoff.merge.reviewed import checked_by
from standoff.show.evidence import paragraphs
from standoff.terms.countries import load_countries
from standoff.told import Record, Told

Words = Mapping[str, Sequence[Review]]
Document = Mapping[str, Any]


def cases_of(document: Document, ids: Mapping[str, str], words: Words) -> Iterator[str]:
    """The cases of one document by people's words on its tellings; `ids`: those of the ledger by the document's."""
    told = Told(document)
    kept = {i for i in ids if ids[i] in words and checked_by(words[ids[i]]) in ("accepted", "corrected", "disputed")}
    gone = {i for i in ids if ids[i] in words and checked_by(words[ids[i]]) == "rejected"}
    spans = [_place(told.by_id[i]) for i in sorted(kept) if i[0] in "eskc"]
    for begin, end in paragraphs(told, spans, most=len(spans) or 1):
        yield _Case(told, (begin, end), kept, gone, {i: words.get(ids[i], ()) for i in ids}).text()


def _place(record: Record) -> Sequence[int]:
    place: Sequence[int] = record.get("trigger") or record.get("span") or record["content"][0]
    return place


class _Case:
    """One paragraph with its marks."""

    def __init__(
        self, told: Told, at: tuple[int, int], kept: set[str], gone: set[str], words: Words
    ) -> None:  # fmt: skip
        self._told, self._at, self._kept = told, at, kept
        self._values = {i: _values(said) for i, said in words.items()}
        document = told.document
        here = [
            r for key in ("events", "statements", "positions", "conditions") for r in document[key]
            if r["id"] not in gone and self._inside(_place(r))
        ]  # fmt: skip
        self._here: list[Record] = here
        self._says = [r["id"] for r in here if r["id"][0] == "s"]
        self._conds = [r["id"] for r in here if r["id"][0] == "c"]

    def text(self) -> str:
        """The block of lines."""
        told = self._told
        title = told.story["title"]
        head = "T " if title and self._inside(title) else ""
        first = f"# {told.story['published_at'] or '-'} {self._conflict()}"
        return "\n".join([first, head + told.words(self._at), *(self._line(r) for r in self._here)])

    def _conflict(self) -> str:
        """The country that the story speaks of most."""
        places = Counter(p["country"] for p in self._told.document["places"] for _ in p["mentions"] if p["country"])
        country = load_countries().get(places.most_common(1)[0][0]) if places else None
        return country.name if country else "-"

    def _inside(self, span: Sequence[int]) -> bool:
        return self._at[0] <= span[0] and span[1] <= self._at[1]

    def _line(self, record: Record) -> str:
        parts = {"e": self._event, "s": self._statement, "k": self._position, "c": self._condition}
        line = " | ".join(p for p in parts[record["id"][0]](record) if p)
        return line if record["id"] in self._kept else f"?{line}"

    def _value(self, record: Record, name: str, told: Any) -> Any:
        """What a person says of a field, else what was read."""
        return self._values[record["id"]].get(name, told)

    def _event(self, e: Record) -> Iterator[str]:
        told, names = self._told, self._names
        codes = (self._value(e, name, e[name]) for name in ("event_type", "mode"))
        yield f"event {'/'.join(filter(None, codes))}: {told.words(e['trigger'])}"
        for tag, name in (("by", "actors"), ("to", "recipients"), ("in", "places")):
            yield _tagged(tag, self._value(e, name, names(e[name])))
        yield _tagged("day", self._value(e, "days", [v for t in e["times"] if (v := told.value(t))])[:1])
        yield from (figure_mark(told.by_id[f]) for f in e["figures"])
        realis = self._value(e, "realis", e["realis"])
        yield realis if realis != "occurred" else ""
        yield self._numbered("told", e["statement"], self._says)

    def _statement(self, s: Record) -> Iterator[str]:
        told = self._told
        pieces = " … ".join(told.words(span) for span in s["content"] if self._inside(span))
        source = self._value(s, "source", told.named(s["source"]))
        yield f"says {_bare(source)}: {_bare(told.words(s['cue']))}: {pieces}"
        for name, usual in (("form", "indirect"), ("polarity", "affirmed"), ("medium", None)):
            value = self._value(s, name, s[name])
            yield value if value and value != usual else ""
        yield self._numbered("in", s["within"], self._says)

    def _position(self, k: Record) -> Iterator[str]:
        told, thing = self._told, k["object"]
        parties = [_bare(self._value(k, n, told.name(k[n]))) for n in ("holder", "counterpart")]
        code = self._value(k, "event_type", thing["event_type"]) or "-"
        polarity = self._value(k, "polarity", thing["polarity"])
        act = self._value(k, "act", k["act"])
        yield f"wants {act}: {' > '.join(parties)}: {polarity} {code}: {told.words(thing['span'])}"
        yield self._numbered("if", k["condition"], self._conds)
        yield _tagged("because", [told.words(k["reason"])] if k["reason"] and self._inside(k["reason"]) else [])

    def _condition(self, c: Record) -> Iterator[str]:
        sides = []
        for name in ("requires", "consequence"):
            code = self._value(c, f"{name}.event_type", c[name]["event_type"]) or "-"
            polarity = self._value(c, f"{name}.polarity", c[name]["polarity"])
            sides.append(f"{polarity} {code}: {self._told.words(c[name]['span'])}")
        yield f"cond {self._value(c, 'operator', c['operator'])}: {' => '.join(sides)}"
        for tag, name in (("by", "actors"), ("to", "recipients"), ("in", "places")):
            yield _tagged(tag, self._value(c, f"requires.{name}", c["requires"][name]))

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [name for i in ids if (name := self._told.name(i))]

    def _numbered(self, tag: str, identifier: str | None, among: Sequence[str]) -> str:
        return f"{tag} {among.index(identifier) + 1}" if identifier in among else ""


def _values(said: Sequence[Review]) -> dict[str, Any]:
    """The last corrected value of every field."""
    found = {w.field: w.value for w in said if w.field is not None}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _bare(name: str | None) -> str:
    """A name as a head field takes it: without the signs that part fields."""
    return (name or "").replace(":", "").replace("|", "").replace(">", "").strip() or "-"


def _tagged(tag: str, values: Sequence[str] | None) -> str:
    """A further field; empty where there is nothing to say."""
    return f"{tag} {'; '.join(values)}" if values else ""


def figure_mark(figure: Record) -> str:
    """A figure as the cases write it.

    >>> figure_mark({"what": "killed", "lower": 7, "upper": None, "hedge": "at_least"})
    'killed 7+'
    """
    lower, upper, hedge = figure["lower"], figure["upper"], figure["hedge"]
    if lower is None and upper is None:
        amount = hedge
    elif lower is None:
        amount = f"<={upper}"
    elif upper is None:
        amount = f">{lower}" if hedge == "more_than" else f"{lower}+"
    elif lower == upper:
        amount = f"~{lower}" if hedge == "about" else str(lower)
    else:
        amount = f"{lower}..{upper}"
    return f"{figure['what']} {amount}"
