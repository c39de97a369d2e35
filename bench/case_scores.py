"""How well readings match marked cases: records found, missed and superfluous, and which of their fields are right.

A record is found where kind and words agree (see `_FITS`); its fields are asked only if it is found. A superfluous
record is not counted against the reader where the rulings leave the choice open (see `_open_choice`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from case_file import Case, Mark, figure_bounds

from standoff.model import ConditionMention, EventMention, PositionMention, Reading, StatementMention
from standoff.span import Span, overlaps
from standoff.terms.vocabulary import load_terms

Found = EventMention | StatementMention | PositionMention | ConditionMention
NAMES = {"event": "event", "says": "statement", "wants": "position", "cond": "condition"}
_VERBAL = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE", "ACCUSE", "SUPPORT"})
_LITTLE = """the a an of to in on at for and or that with by from its his her their our it is was be been has have had
will would as this these those not no"""
_STOP = frozenset(re.findall(r"\w+", _LITTLE))


@dataclass
class Outcome:
    """What one case showed: pairs of mark and record, what was missed, what was superfluous, wrong fields."""

    case: Case
    pairs: list[tuple[Mark, Found]] = field(default_factory=list)
    missed: list[Mark] = field(default_factory=list)
    extra: list[tuple[str, Found]] = field(default_factory=list)
    wrong: list[tuple[Mark, str, str]] = field(default_factory=list)  # mark, field, what stands there
    counts: Counter[str] = field(default_factory=Counter)


class View:
    """A reading with what the comparison asks of it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.page.text
        self.records: dict[str, Sequence[Found]] = {
            "event": reading.record.events,
            "says": reading.record.statements,
            "wants": reading.record.positions,
            "cond": reading.record.conditions,
        }
        self._entities = {e.id: e for e in reading.mentions.entities}
        self._places = {p.id: p.name for p in reading.mentions.places}
        self._times = {t.id: t.value for t in reading.mentions.times}
        self._figures = {f.id: f for f in reading.mentions.figures}

    def cut(self, *spans: Span | None) -> str:
        """The words at spans, joined by an ellipsis."""
        return " … ".join(self.text[s.start : s.end] for s in spans if s is not None)

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds a character, -1 where none does."""
        spans = [s.span for s in self.reading.sentences]
        return next((i for i, s in enumerate(spans) if s.start <= at < s.end), -1)

    def entity(self, ref: str | None) -> str:
        """All names of an entity: canonical, in the text, its country."""
        entity = self._entities.get(ref or "")
        if entity is None:
            return ""
        country = load_terms().countries.get(entity.country)
        mentions = [self.cut(m.span) for m in entity.mentions if m.form != "pronoun"]
        return " ".join([entity.name, *mentions, country.name if country else ""])

    def party(self, event: EventMention, roles: tuple[str, ...], refs: Sequence[str]) -> str:
        """All names of those who take a role in an event."""
        told = [a for a in event.arguments if a.role in roles]
        return " ".join([*(self.entity(r) for r in refs), *(f"{self.cut(a.span)} {self.entity(a.ref)}" for a in told)])

    def where(self, event: EventMention) -> str:
        """All names of the places of an event."""
        told = [a for a in event.arguments if a.role == "place"]
        return " ".join([*(self._places.get(p, "") for p in event.places), *(self.cut(a.span) for a in told)])

    def days(self, event: EventMention) -> set[str]:
        """The calendar values of an event's times."""
        return {str(self._times.get(t)) for t in event.times}

    def figures(self, event: EventMention) -> set[tuple[str, int | None, int | None]]:
        """The figures of an event as (what, lower, upper)."""
        return {(f.what, f.lower, f.upper) for i in event.figures if (f := self._figures.get(i)) is not None}

    def day(self, ref: str | None) -> str | None:
        """The value of a time."""
        return self._times.get(ref or "")


def words(text: str) -> set[str]:
    """The content words of a text, lower-cased."""
    found = re.findall(r"[\w.'’-]+", re.sub(r"['’]s\b", "", text.lower()))
    return {w.strip(".'’-") for w in found} - _STOP - {""}


def f1(left: set[str], right: set[str]) -> float:
    """F1 of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right)) if left & right else 0.0


def named(marked: str, found: str) -> bool:
    """Whether a word of the marked name stands in the found names, or one that starts like it (Turkey, Turkish)."""
    mine = words(found)
    stems = {m[:4] for m in mine if len(m) > 3 and m[0].isalpha()}
    return any(w in mine or w[:4] in stems for w in words(marked))


# ---------------------------------------------------------------- which record is which mark


def compare(case: Case, reading: Reading, kinds: Sequence[str] = ("says", "event", "cond", "wants")) -> Outcome:
    """The outcome of one case, for records of `kinds`."""
    view = View(reading)
    out = Outcome(case)
    for kind in kinds:
        pairs = _pair(case, kind, view)
        out.pairs += pairs
        got = {id(m) for m, _ in pairs}
        used = {id(r) for _, r in pairs}
        out.missed += [m for m in case.of(kind) if m.required and id(m) not in got]
        extra = [r for r in view.records[kind] if id(r) not in used]
        out.extra += [(kind, r) for r in extra if not _open_choice(case, r, view)]
    for mark, record in out.pairs:
        if mark.required:
            for name, right, told in _fields(case, mark, record, view, out.pairs):
                out.counts[f"{mark.kind} {name} asked"] += 1
                out.counts[f"{mark.kind} {name} right"] += right
                if not right:
                    out.wrong.append((mark, name, told))
    _count(out, view)
    return out


def _pair(case: Case, kind: str, view: View) -> list[tuple[Mark, Found]]:
    """Marks with their records: what must be found chooses first, the best fit of each."""
    pairs: list[tuple[Mark, Found]] = []
    used: set[int] = set()
    for mark in sorted(case.of(kind), key=lambda m: not m.required):
        fits = [(_FITS[kind](mark, r, view), -i, r) for i, r in enumerate(view.records[kind]) if id(r) not in used]
        best = max(fits, key=lambda f: f[:2], default=(0.0, 0, None))
        if best[2] is not None and best[0] > 0:
            used.add(id(best[2]))
            pairs.append((mark, best[2]))
    return pairs


def _spots(view: View, piece: str) -> list[Span]:
    """All places where words stand in the text."""
    return [Span(m.start(), m.end()) for m in re.finditer(re.escape(piece), view.text)]


def _event_fit(mark: Mark, record: Found, view: View) -> float:
    """1 where a trigger of the same type overlaps, 0.5 where it only stands alone of its type in the same sentence."""
    assert isinstance(record, EventMention)
    if record.event_type not in mark.choices("type"):
        return 0.0
    spots = _spots(view, mark.fields["words"])
    triggers = (record.trigger, *record.mentions)
    if any(overlaps(s, t) for s in spots for t in triggers):
        return 1.0
    here = {view.sentence(s.start) for s in spots}
    alike = [e for e in view.reading.record.events if e.event_type == record.event_type]
    near = [e for e in alike if view.sentence(e.trigger.start) in here]
    return 0.5 if mark.required and len(near) == 1 and near[0] is record else 0.0


def _says_fit(mark: Mark, record: Found, view: View) -> float:
    """The overlap of contents from a half on; the same cue and source decide between equals."""
    assert isinstance(record, StatementMention)
    overlap = f1(words(mark.fields["words"]), words(view.cut(*record.content)))
    same_cue = bool(record.cue) and (mark.get("cue") or "?") in view.cut(record.cue)
    return overlap + same_cue * 0.2 + _source_right(mark, record, view) * 0.1 if overlap >= 0.5 else 0.0


def _wants_fit(mark: Mark, record: Found, view: View) -> float:
    """The same act, and a content word shared between the objects."""
    assert isinstance(record, PositionMention)
    if record.act not in mark.choices("act"):
        return 0.0
    gold = words(mark.fields["words"])
    return f1(gold, words(view.cut(record.object.span))) or 0.01 * bool(gold & words(view.cut(record.span)))


def _cond_fit(mark: Mark, record: Found, view: View) -> float:
    """The overlap of what is required, from a half on."""
    assert isinstance(record, ConditionMention)
    overlap = f1(words(mark.fields["words"]), words(view.cut(record.requires.span)))
    return overlap if overlap >= 0.5 else 0.0


_FITS = {"event": _event_fit, "says": _says_fit, "wants": _wants_fit, "cond": _cond_fit}


def _sentences(marks: Sequence[Mark], view: View) -> set[int]:
    """The sentences in which marks have their words."""
    return {view.sentence(s.start) for m in marks for s in _spots(view, m.fields["words"])}


def _open_choice(case: Case, record: Found, view: View) -> bool:
    """Whether a record that is not marked is one that the rulings leave open.

    A verbal event in the sentence of a marked position, where no verbal event is marked ("must stop", "ready to talk");
    a statement whose cue is the trigger of a marked verbal event ("turned down the plan").
    """
    if isinstance(record, EventMention) and record.event_type in _VERBAL:
        here = view.sentence(record.trigger.start)
        stances = case.of("wants")
        acts = [m for m in case.of("event") if m.required and _VERBAL & set(m.choices("type"))]
        return here in _sentences(stances, view) and here not in _sentences(acts, view)
    if isinstance(record, StatementMention) and record.cue is not None:
        acts = [m for m in case.of("event") if _VERBAL & set(m.choices("type"))]
        return any(overlaps(record.cue, s) for m in acts for s in _spots(view, m.fields["words"]))
    return False


# ---------------------------------------------------------------- fields

_Field = tuple[str, bool, str]  # name, right, what stands there


def _fields(case: Case, mark: Mark, record: Found, view: View, pairs: Sequence[tuple[Mark, Found]]) -> Iterator[_Field]:
    """The fields of a found record that the mark tells of."""
    if isinstance(record, EventMention):
        yield from _event_fields(case, mark, record, view, pairs)
    elif isinstance(record, StatementMention):
        yield from _says_fields(mark, record, view)
    elif isinstance(record, PositionMention):
        yield from _wants_fields(mark, record, view)
    else:
        yield from _cond_fields(mark, record)


def _event_fields(
    case: Case, mark: Mark, record: EventMention, view: View, pairs: Sequence[tuple[Mark, Found]]
) -> Iterator[_Field]:
    yield "realis", record.realis == mark.get("realis"), record.realis
    if (mode := mark.get("mode")) and record.event_type == mark.choices("type")[0]:
        yield "mode", record.mode == mode, str(record.mode)
    actors = view.party(record, ("actor",), record.actors)
    recipients = view.party(record, ("recipient", "target"), record.recipients)
    for name, names in (("by", actors), ("to", recipients)):
        if mark.get(name):
            yield name, all(named(n, names) for n in mark.listed(name)), names
    if not mark.get("by"):
        yield "by not stated", not actors, actors
    if place := mark.get("in"):
        yield "place", named(place, view.where(record)), view.where(record)
    if day := mark.get("day"):
        yield "day", day in view.days(record), str(view.days(record))
    for figure in mark.figures:
        yield "figure", figure_bounds(figure) in view.figures(record), str(view.figures(record))
    if case.of("says") and mark.fields.get("told") != "-":
        teller = next((m for m, r in pairs if isinstance(r, StatementMention) and r.id == record.statement), None)
        told = case.of("says").index(teller) + 1 if teller else 0
        if teller is None or teller.required:
            yield "told by", str(told) == (mark.get("told") or "0"), str(record.statement)


def _source_right(mark: Mark, record: StatementMention, view: View) -> bool:
    source = mark.get("source")
    if source is None or record.source is None:
        return source is None and record.source is None
    if source.lower() == view.cut(record.source.span).lower():
        return True
    return named(source, f"{view.cut(record.source.span)} {view.entity(record.source.ref)}")


def _says_fields(mark: Mark, record: StatementMention, view: View) -> Iterator[_Field]:
    yield "source", _source_right(mark, record, view), view.cut(record.source.span) if record.source else "-"
    yield "form", record.form == mark.get("form"), record.form
    yield "polarity", record.polarity == mark.get("polarity"), record.polarity
    if medium := mark.get("medium"):
        yield "medium", record.medium == medium, str(record.medium)


def _wants_fields(mark: Mark, record: PositionMention, view: View) -> Iterator[_Field]:
    names = view.entity(record.holder)
    yield "holder", named(mark.fields["holder"], names), names
    if party := mark.get("counterpart"):
        yield "counterpart", named(party, view.entity(record.counterpart)), view.entity(record.counterpart)
    if event_type := mark.get("type"):
        yield "type", record.object.event_type == event_type, str(record.object.event_type)
    if polarity := mark.get("polarity"):
        yield "polarity", record.object.polarity == polarity, record.object.polarity
    yield "condition", bool(record.condition) == bool(mark.get("if")), str(record.condition)
    if reason := mark.get("because"):
        yield "reason", f1(words(reason), words(view.cut(record.reason))) >= 0.5, view.cut(record.reason)
    if deadline := mark.get("until"):
        told = record.deadline is not None
        yield "deadline", told, f"{record.deadline} for {deadline!r}"


def _cond_fields(mark: Mark, record: ConditionMention) -> Iterator[_Field]:
    requires, then = record.requires, record.consequence
    yield "operator", record.operator in mark.choices("operator"), record.operator
    for name, value in (
        ("type", requires.event_type),
        ("polarity", requires.polarity),
        ("then type", then.event_type),
        ("then polarity", then.polarity),
    ):
        if mark.get(name):
            yield name, value in mark.choices(name), str(value)
    for name, parties in (("by", requires.actors), ("to", requires.recipients), ("in", requires.places)):
        if asked := mark.get(name):
            listed = {*parties, *(requires.recipients if name == "in" else ())}
            yield name, any(named(a, " ".join(listed)) for a in asked.split(",")), str(parties)


# ---------------------------------------------------------------- counts


def _count(out: Outcome, view: View) -> None:
    """Adds what was marked, found and right of each kind, and of nesting."""
    for kind in NAMES:
        required = [m for m in out.case.of(kind) if m.required]
        right = sum(m.required for m, _ in out.pairs if m.kind == kind)
        extra = sum(k == kind for k, _ in out.extra)
        out.counts += Counter({f"{kind} marked": len(required), f"{kind} right": right, f"{kind} found": right + extra})
    said = out.case.of("says")
    at = {r.id: m for m, r in out.pairs if isinstance(r, StatementMention)}
    within = {r.id: r.within for r in view.reading.record.statements}
    record_of = {id(m): i for i, m in at.items()}
    for mark in said:
        relay = int(mark.get("in") or 0)
        if mark.required and relay:
            outer = record_of.get(id(said[relay - 1]))
            mine = record_of.get(id(mark))
            out.counts["nesting marked"] += 1
            out.counts["nesting right"] += mine is not None and outer is not None and within[mine] == outer
    asked = {i for i, m in at.items() if m.required}
    spare = {r.id for k, r in out.extra if k == "says"}
    out.counts["nesting found"] += sum(w is not None for i, w in within.items() if i in asked | spare)


def ratio(top: float, bottom: float) -> float:
    """A share, 0 where there is nothing to share."""
    return round(top / bottom, 3) if bottom else 0.0


def figures(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 per kind, and the share of each field that is right."""
    out: dict[str, float] = {}
    for kind, name in [*NAMES.items(), ("nesting", "nesting")]:
        right, marked, found = (counts[f"{kind} {c}"] for c in ("right", "marked", "found"))
        out[f"{name}_precision"] = ratio(right, found)
        out[f"{name}_recall"] = ratio(right, marked)
        out[f"{name}_f1"] = ratio(2 * right, marked + found)
        asked = [c.removesuffix(" asked") for c in counts if c.startswith(f"{kind} ") and c.endswith(" asked")]
        for one in asked:
            label = one.removeprefix(f"{kind} ").replace(" ", "_")
            out[f"{name}_{label}"] = ratio(counts[f"{one} right"], counts[f"{one} asked"])
    return out
