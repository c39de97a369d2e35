"""Records gained and lost between two readings, as sentences."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from diff import compare, sample_texts

TEXT = "Russia struck Kharkiv."


def document(*, realis: str) -> dict[str, object]:
    event = {
        "event_type": "ASSAULT",
        "mode": None,
        "realis": realis,
        "actors": ["n1"],
        "recipients": [],
        "trigger": [7, 13],
    }
    entities = [{"id": "n1", "name": "Russia"}]
    return {"page": {"text": TEXT}, "entities": entities, "events": [event]}


def test_a_change_is_a_loss_and_a_gain() -> None:
    lines = compare("a.txt", document(realis="planned"), document(realis="occurred"))
    assert lines == [
        "a.txt",
        "  - ASSAULT planned: Russia -> ? 'struck' in '…Russia struck Kharkiv.…'",
        "  + ASSAULT occurred: Russia -> ? 'struck' in '…Russia struck Kharkiv.…'",
    ]


def test_the_same_record_is_no_change() -> None:
    assert compare("a.txt", document(realis="occurred"), document(realis="occurred")) == []


def test_the_sample_holds_cases_pairs_and_given_folders(tmp_path: Path) -> None:
    (tmp_path / "2022-03-01-kyiv.txt").write_text(TEXT)
    texts = sample_texts([tmp_path])
    assert texts[-1][1:] == ("2022-03-01", TEXT)
    assert len(texts) > 700
