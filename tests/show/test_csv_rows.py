"""CSV rows: one value a column, the same columns for every row of a kind, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from typing import Any

from standoff.show.csv_rows import CSV_COLUMNS, csv_text, flat

TOLD: dict[str, Any] = {
    "told_on": "2020-10-04", "publishers": ["A", "B"], "asserted_by": [{"name": "A", "kind": "outlet"}], "reports": 2,
    "independent_chains": 1, "checked": "no",
}  # fmt: skip
QUITO = {"name": "Quito", "country": "ECU", "lat": -0.2, "lon": -78.5, "resolution": 4}
EVENT: dict[str, Any] = {
    "id": "e-1", "event_type": "ASSAULT", "mode": None, "realis": "occurred", "actors": ["Smith, Jones & Co", "X"],
    "recipients": [], "targets": ["a school", "homes"], "places": [QUITO], "days": ["2020-10-04"],
    "weapon": None, "figures": [],
    "mentions": [{"page": "sha256:1", "span": [0, 4], "words": "=HYPERLINK(1)"}], **TOLD,
}  # fmt: skip


def test_one_value_a_column() -> None:
    [row] = csv.DictReader(io.StringIO(csv_text("event", [EVENT])))
    assert (row["type"], row["mode"], row["actors"]) == ("ASSAULT", "", "Smith, Jones & Co; X")
    assert (row["lat"], row["lon"], row["countries"], row["publishers"]) == ("-0.2", "-78.5", "ECU", "A; B")
    assert row["targets"] == "a school; homes"
    assert row["words"] == "'=HYPERLINK(1)"


def test_columns_are_there_without_rows() -> None:
    for kind, columns in CSV_COLUMNS.items():
        assert csv_text(kind, []) == ",".join(columns) + "\n"


def test_rows_have_the_columns_of_their_kind() -> None:
    assert tuple(flat("event", EVENT)) == CSV_COLUMNS["event"]
    history = [
        {"day": "2020-10-04", "change": "new", "act": "demand", "page": "sha256:1", "span": [0, 4], "words": "w"}
    ]
    position = {
        "id": "k-1", "holder": "ARM", "on_behalf_of": None, "counterpart": None, "act": "demand", "object": "w",
        "polarity": "stop", "event_type": None, "reason": None, "condition": None, "history": history, **TOLD,
    }  # fmt: skip
    assert tuple(flat("position", position)) == CSV_COLUMNS["position"]
