"""Rows of the ledger as cells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standoff.show.clock_text import STATUS
from standoff.show.summary import code_words, figure_words

Row = dict[str, Any]
_DAY = len("2022-03-01")

COLUMNS: dict[str, tuple[str, ...]] = {
    "event": ("day", "type", "realis", "actors", "recipients", "target", "places", "words", "figures", "id"),
    "statement": ("day", "source", "by way of", "words", "form", "medium", "id"),
    "position": ("day", "holder", "act", "counterpart", "object", "type", "condition", "id"),
    "condition": ("day", "holder", "operator", "requires", "consequence", "status", "id"),
    "entity": ("name", "kind", "country", "sector", "office", "stories", "mentions", "id"),
    "story": ("day", "title", "publisher", "events", "statements", "positions", "conditions", "status", "id"),
}


def cells(kind: str, row: Row) -> list[str]:
    """The cells of a row under `COLUMNS[kind]`; what is not known is empty."""
    return [" ".join(str(c).split()) if c is not None else "" for c in _CELLS[kind](row)]


def _names(values: Sequence[str | None]) -> str:
    return ", ".join(v for v in values if v)


def _day(row: Row, days: Sequence[str]) -> str:
    """Days as a table shows them; where the text states none that of the story, in brackets."""
    told = [_interval(day) for day in days]
    return ", ".join(told) or (f"({row['told_on']})" if row.get("told_on") else "")


def _interval(day: str) -> str:
    """An interval without the part of its end that is that of its beginning.

    >>> _interval("2022-03-07/2022-03-13"), _interval("2022-03-28/2022-04-03"), _interval("2022-03-28/..")
    ('2022-03-07/13', '2022-03-28/04-03', '2022-03-28/..')
    """
    first, _, last = day.partition("/")
    for length in (8, 5):
        if len(first) == len(last) == _DAY and first[:length] == last[:length]:
            return f"{first}/{last[length:]}"
    return day


def _event(row: Row) -> list[object]:
    figures = "; ".join(f"{figure_words(f)} ({f['stated_by'] or 'source not named'})" for f in row["figures"])
    return [
        _day(row, row["days"]), row["event_type"] + (f" {row['mode']}" if row["mode"] else ""), row["realis"],
        _names(row["actors"]), _names(row["recipients"]), "; ".join(row["targets"]),
        _names([p["name"] for p in row["places"]]),
        row["mentions"][0]["words"], figures, row["id"],
    ]  # fmt: skip


def _statement(row: Row) -> list[object]:
    by_way_of = " < ".join(link or "not named" for link in row["chain"][:-1])
    day = _day(row, [row["day"]] if row["day"] else [])
    return [day, row["source"], by_way_of, row["words"], row["form"], row["medium"], row["id"]]


def _position(row: Row) -> list[object]:
    day = row["history"][-1]["day"]
    return [
        day,
        row["holder"],
        row["act"],
        row["counterpart"],
        row["object"],
        code_words(row),
        row["condition"],
        row["id"],
    ]


def _condition(row: Row) -> list[object]:
    sides = [": ".join(filter(None, (code_words(row[s]), row[s]["words"]))) for s in ("requires", "consequence")]
    return [row["first_day"], row["holder"], row["operator"], *sides, STATUS[row["status"]], row["id"]]


def _entity(row: Row) -> list[object]:
    office = f"{row['office']['title']} of {row['office']['of']}" if row["office"] else None
    return [
        row["name"], row["kind"], row["country"], row["sector"], office, row["stories"], row["mentions"], row["id"],
    ]  # fmt: skip


def _story(row: Row) -> list[object]:
    counts = [row[k] for k in ("events", "statements", "positions", "conditions")]
    told = [row["published_at"], row["title"], row["publisher"], *counts, row["status"]]
    return [*told, row["id"].removeprefix("sha256:")[:12]]


_CELLS = {
    "event": _event, "statement": _statement, "position": _position, "condition": _condition, "entity": _entity,
    "story": _story,
}  # fmt: skip
