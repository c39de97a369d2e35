"""Tables: what gives way where there is no room, what is left out, how days are shown."""

from __future__ import annotations

from typing import Any

from standoff.show import Ink, show_table
from standoff.show.columns import COLUMNS, cells

ROW: dict[str, Any] = {
    "id": "e-1", "event_type": "ASSAULT", "mode": "heavy-weapons", "realis": "occurred", "actors": ["Russia"],
    "recipients": [], "targets": ["a school", "homes"], "places": [], "days": [], "weapon": None, "figures": [],
    "told_on": "2022-03-04", "mentions": [{"page": "sha256:1", "span": [0, 6], "words": "struck"}],
}  # fmt: skip


def test_a_column_without_a_cell_is_left_out() -> None:
    shown = show_table(("id", "medium", "words"), [["a", "", "no talks"], ["b", "", ""]])
    assert shown.splitlines() == ["id  words", "a   no talks", "b"]
    assert show_table(("id", "words"), []) == "id  words"


def test_ids_stay_whole_and_types_give_way_last() -> None:
    rows = [["e-234s3tqxfuvx", "ASSAULT heavy-weapons", "a long tale of many words"]]
    wide, narrow, least = (show_table(("id", "type", "actors"), rows, ink=Ink(width=n)) for n in (70, 54, 46))
    assert wide.splitlines()[1] == "e-234s3tqxfuvx  ASSAULT heavy-weapons  a long tale of many words"
    assert narrow.splitlines()[1] == "e-234s3tqxfuvx  ASSAULT heavy-weapons  a long tale…"
    assert least.splitlines()[1] == "e-234s3tqxfuvx  ASSAULT…        a long tale…"


def test_a_narrow_terminal_gets_lines_and_a_wide_output_rows() -> None:
    headings, row = ("day", "type", "actors", "words", "id"), ["2022-03-01", "ASSAULT", "Russia", "a long tale", "e-1"]
    assert show_table(headings, [row, row], ink=Ink(width=40)).splitlines() == [
        "2022-03-01  ASSAULT  e-1", "    actors: Russia · words: a long tale",
    ] * 2  # fmt: skip
    many = tuple(f"column {n}" for n in range(20))
    assert len(show_table(many, [["a long tale of many words"] * 20], ink=Ink(width=160)).splitlines()) == 2


def test_days_are_short_and_that_of_the_story_stands_in_brackets() -> None:
    def day(*told: str) -> str:
        return cells("event", {**ROW, "days": list(told)})[0]

    assert day("2022-03-07/2022-03-13", "2022-04") == "2022-03-07/13, 2022-04"
    assert (
        day("2022-03-28/2022-04-03") == "2022-03-28/04-03" and day("2021-12-30/2022-01-02") == "2021-12-30/2022-01-02"
    )
    assert day() == "(2022-03-04)"
    assert dict(zip(COLUMNS["event"], cells("event", ROW), strict=True))["target"] == "a school; homes"
