"""A story's record in a screen: what happened, who says so, who wants what, on what condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.show.ink import PLAIN, Ink, safe, short
from standoff.told import Record, Told

Document = Mapping[str, Any]
ACTS = {
    "demand": "demands", "offer": "offers", "refusal": "refuses", "acceptance": "accepts", "promise": "promises",
    "threat": "threatens", "proposal": "proposes", "openness": "is open to",
}  # fmt: skip
_BOUNDS = {
    "at_least": "at least",
    "more_than": "more than",
    "up_to": "up to",
    "less_than": "less than",
    "about": "about",
}


def show_summary(document: Document, *, ink: Ink = PLAIN, most: int | None = 12) -> str:
    """The record of one story in readable lines, at most `most` of each kind (None: all)."""
    told = Told(document)
    lines = [*_head(told, ink)]
    parts = (
        ("What happened", document["events"], _event), ("Who says what", document["statements"], _statement),
        ("Who wants what", document["positions"], _position), ("On what condition", document["conditions"], _condition),
    )  # fmt: skip
    for heading, records, show in parts:
        if not records:
            continue
        lines += ["", ink(heading, "bold", "cyan")]
        for record in records[:most]:
            lines += show(told, record, ink)
        if most is not None and len(records) > most:
            lines.append(ink(f"     … and {len(records) - most} more", "dim"))
    if not any(records for _, records, _ in parts):
        lines += ["", "Nothing of diplomacy or conflict is recorded in this story."]
    for note in document["notes"]:
        lines += ["", ink(f"Note: {safe(note)}", "yellow")]
    return "\n".join(lines)


def show_line(document: Document, *, ink: Ink = PLAIN) -> str:
    """A story in one line: its day, its title, how much is recorded."""
    told = Told(document)
    kinds = ("events", "statements", "positions", "conditions")
    counts = ", ".join(f"{len(document[k])} {k if len(document[k]) != 1 else k[:-1]}" for k in kinds if document[k])
    title = short(safe(told.words(told.story["title"])) or "(no title)", 60)
    return f"{told.story['published_at'] or 'not stated':<10}  {ink(title, 'bold')}  {counts or 'nothing recorded'}"


def _head(told: Told, ink: Ink) -> Iterator[str]:
    story = told.story
    yield ink(safe(told.words(story["title"])) or "(no title)", "bold")
    day = f"{story['published_at']} ({story['published_basis']})" if story["published_at"] else "day not stated"
    by = [safe(story["publisher"] or "outlet not known"), *map(safe, story["authors"]), day]
    kept = sum(end - start for start, end in story["kept"])
    whole = len(told.text)
    outside = f"{kept} of {whole} characters are the story" if kept < whole * 0.98 else ""
    yield ink(" · ".join(filter(None, (*by, outside))), "dim")
    yield ink(f"page {told.page.removeprefix('sha256:')[:12]}", "dim")


def _event(told: Told, event: Record, ink: Ink) -> Iterator[str]:
    days = ", ".join(v for v in dict.fromkeys(told.value(t) for t in event["times"]) if v)
    kind = event["event_type"] + (f" {event['mode']}" if event["mode"] else "")
    colour = "green" if event["realis"] in ("occurred", "ongoing") else "yellow"
    realis = "" if event["realis"] == "occurred" else f" ({event['realis']})"
    yield f"{event['id']:>4} {ink(kind + realis, 'bold', colour)}  {_who(told, event)}" + (f"  {days}" if days else "")
    bits = [f"“{safe(told.words(event['trigger']))}”"]
    bits += [f"with {event['weapon']}"] if event["weapon"] else []
    bits += [figure_words(told.by_id[f]) for f in event["figures"]]
    if event["statement"]:
        bits.append("as told by " + _chain(told, told.by_id[event["statement"]]))
    yield ink.wrap(" · ".join(bits), indent=5)


def _who(told: Told, event: Record) -> str:
    actors = ", ".join(safe(told.name(n) or "") for n in event["actors"])
    recipients = ", ".join(safe(told.name(n) or "") for n in event["recipients"])
    targets = [safe(told.words(a["span"])) for a in event["arguments"] if a["role"] == "target"]
    whom = recipients or ", ".join(targets)
    parties = f"{actors or '(not stated)'} → {whom}" if whom else actors
    places = ", ".join(safe(told.name(p) or "") for p in event["places"])
    return " · ".join(filter(None, (parties, f"in {places}" if places else "")))


def figure_words(figure: Record) -> str:
    """A figure in words, as bounded as the text bounds it.

    >>> figure_words({"what": "killed", "lower": 5, "upper": None, "hedge": "at_least"})
    'at least 5 killed'
    """
    lower, upper, hedge = figure["lower"], figure["upper"], figure["hedge"]
    what = figure["what"] if figure["what"] != "other" else figure.get("unit", "")
    if hedge == "between":
        number = f"{lower} to {upper}"
    elif lower is None and upper is None:
        number = hedge
    else:
        number = f"{_BOUNDS.get(hedge, '')} {lower if lower is not None else upper}".strip()
    return f"{number} {what}"


def code_words(side: Record) -> str:
    """The code of what is wanted or required: `ASSAULT stop`; without a type `stop`, or "" where it is to happen."""
    polarity = side["polarity"].replace("_", " ")
    if not side["event_type"]:
        return "" if polarity == "happen" else polarity
    return f"{side['event_type']} {polarity}"


def _chain(told: Told, statement: Record) -> str:
    """Who relays whom; the outlet is left out where it alone relays."""
    links = [safe(link or "a source that is not named") for link in told.chain(statement)[1:]]
    return " < ".join(links)


def _statement(told: Told, statement: Record, ink: Ink) -> Iterator[str]:
    cue = safe(told.words(statement["cue"]))
    how = [statement["form"], statement["medium"], told.value(statement["time"])]
    how += [] if statement["polarity"] == "affirmed" else [statement["polarity"]]
    detail = ", ".join(h.replace("_", " ") for h in how if h)
    yield f"{statement['id']:>4} {ink(_chain(told, statement), 'bold')} {cue} {ink(f'({detail})', 'dim')}"
    words = " … ".join(safe(told.words(span)) for span in statement["content"])
    yield ink.wrap(f"“{short(words.strip('“”'), 240)}”", indent=5)


def _position(told: Told, position: Record, ink: Ink) -> Iterator[str]:
    holder = safe(told.name(position["holder"]) or "(not stated)")
    behalf = f" for {position['on_behalf_of']}" if position["on_behalf_of"] else ""
    other = safe(told.name(position["counterpart"]) or "")
    thing = position["object"]
    what = f"“{short(safe(told.words(thing['span'])), 120)}”"
    code = ink(f" [{code_words(thing)}]", "dim") if code_words(thing) else ""
    act = ACTS[position["act"]]
    towards = f" of {other}" if other and position["act"] == "demand" else f", towards {other}," if other else ""
    who = f"{ink(holder + behalf, 'bold')} {ink(act, 'bold', 'blue')}{towards}"
    yield f"{position['id']:>4} {who} {what}{code}"
    more = [f"on condition {position['condition']}"] if position["condition"] else []
    more += [f"because “{short(safe(told.words(position['reason'])), 120)}”"] if position["reason"] else []
    if more:
        yield ink.wrap(" · ".join(more), indent=5)


def _condition(told: Told, condition: Record, ink: Ink) -> Iterator[str]:
    needs, follows = condition["requires"], condition["consequence"]
    yield f"{condition['id']:>4} {ink(_side(told, needs), 'bold')}  ⟶  {ink(_side(told, follows), 'bold')}"
    between = " → ".join(filter(None, (", ".join(needs["actors"]), ", ".join(needs["recipients"]))))
    bits = [f"{condition['operator'].replace('_', ' ')}:", f"“{short(safe(told.words(condition['span'])), 160)}”"]
    yield ink.wrap(" ".join((*bits, f"({between})" if between else "")), indent=5)


def _side(told: Told, side: Record) -> str:
    return ": ".join(filter(None, (code_words(side), short(safe(told.words(side["span"])), 60))))


def texts(values: Sequence[str | None]) -> str:
    """Names in one line."""
    return ", ".join(safe(v) for v in values if v)
