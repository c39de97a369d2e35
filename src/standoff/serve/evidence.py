"""The words behind a record: each telling in its sentence, each step by which a saying came to us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.store import Store
from standoff.told import OUTLET, Told
from standoff.verify import find_spans

Row = dict[str, Any]


def told_in(store: Store, page: str, identifier: str) -> tuple[Told, Mapping[str, Any]]:
    """The document of a page and the record in it that has a ledger id."""
    told = Told(store.document(page))
    local = next(local for local, i in store.ids(page).items() if i == identifier)
    return told, told.by_id[local]


def sentence_of(told: Told, record: Mapping[str, Any], at: Sequence[int]) -> Row:
    """The sentence that holds a span, with the record's spans as marks `[start, end, role]` inside its words."""
    inside = (s for s in told.document["sentences"] if s[0] <= at[0] < s[1])
    start, end = next(inside, at)
    spans = ((role, s, e) for role, (s, e) in _roles(record) if start <= s and e <= end)
    marks = sorted({(s - start, e - start, role) for role, s, e in spans})
    return {"words": told.text[start:end], "span": [start, end], "marks": [list(m) for m in marks]}


def _roles(record: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[int]]]:
    """The spans of a record with what each is: an argument's role, else the field's name."""
    for argument in record.get("arguments", ()):
        yield argument["role"], argument["span"]
    twice = ("arguments", "mentions" if "trigger" in record else "")
    for path, span in find_spans({k: v for k, v in record.items() if k not in twice}):
        yield str(path[0]), span


def reports_of(store: Store, tellings: Sequence[Any]) -> list[Row]:
    """Each telling of an event: its story, what it says, by whom, and its sentence."""
    return [_report(*told_in(store, t.page, t.id), t) for t in tellings]


def _report(told: Told, record: Mapping[str, Any], telling: Any) -> Row:
    statement = told.by_id[record["statement"]] if record["statement"] else None
    at = record["trigger"]
    return {
        "telling": telling.id, **story_of(told), "days": list(telling.days),
        "day": next(iter(telling.days), None), "places": [p.name for p in telling.places],
        "actors": [p.name for p in telling.actors], "recipients": [p.name for p in telling.recipients],
        "figures": [_figure(f) for f in telling.figures], "weapon": telling.weapon, "realis": telling.realis,
        "mode": telling.mode, "local": record["id"], "source_chain": told.chain(statement),
        "sentence": sentence_of(told, record, at),
    }  # fmt: skip


def _figure(figure: Any) -> Row:
    bounds = {k: getattr(figure, k) for k in ("what", "lower", "upper", "hedge", "unit", "stated_by")}
    return {**bounds, "span": list(figure.span)}


def story_of(told: Told) -> Row:
    """Page, title, outlet and day of publication of a story."""
    story = told.story
    return {
        "page": told.page, "title": told.words(story["title"]), "publisher": story["publisher"],
        "published_at": story["published_at"],
    }  # fmt: skip


def disagreements(reports: Sequence[Row]) -> list[str]:
    """The fields on which reports of one event differ, where they tell them at all."""
    return [name for name in _TOLD if len({repr(_plain(r[name])) for r in reports if r[name]}) > 1]


_TOLD = ("days", "places", "actors", "recipients", "figures", "weapon", "realis", "mode")


def _plain(value: Any) -> Any:
    """A value without where it stands."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return sorted((f["what"], str(f["lower"]), str(f["upper"])) for f in value)
    return sorted(value) if isinstance(value, list) else value


def steps_of(store: Store, page: str, identifier: str) -> list[Row]:
    """The steps by which a saying came to the reader, the outlet first."""
    told, record = told_in(store, page, identifier)
    steps = [{**_NO_CUE, "who": told.story["publisher"] or OUTLET, "kind": "outlet", "page": page}]
    statements: list[Mapping[str, Any]] = []
    while record and len(statements) <= len(told.by_id):
        statements.append(record)
        record = told.by_id[record["within"]] if record["within"] else {}
    steps += [_step(told, s) for s in reversed(statements)]
    return steps


_NO_CUE: Row = {
    "cue": None,
    "cue_span": None,
    "medium": None,
    "form": None,
    "polarity": None,
    "span": None,
    "words": "",
}


def _step(told: Told, statement: Mapping[str, Any]) -> Row:
    source = statement["source"]
    span = [statement["content"][0][0], statement["content"][-1][1]]
    entity = told.by_id.get(source["ref"] or "") if source else None
    return {
        "who": told.named(source), "kind": entity["kind"] if entity else "source",
        "who_span": source["span"] if source else None, "cue": told.words(statement["cue"]) or None,
        "cue_span": statement["cue"], "medium": statement["medium"], "form": statement["form"],
        "polarity": statement["polarity"], "page": told.page, "span": span, "spans": statement["content"],
        "words": " … ".join(told.words(s) for s in statement["content"]),
    }  # fmt: skip


def teller_of(told: Told, local: str) -> Mapping[str, Any] | None:
    """The innermost statement that tells a record; a statement is told by the one that relays it."""
    if local.startswith("c"):
        resting = (k["statement"] for k in told.document["positions"] if k["condition"] == local)
        name = next((s for s in resting if s), None)
    else:
        name = local if local.startswith("s") else told.by_id[local].get("statement")
    return told.by_id[name] if name else None
