"""The commands that speak of many stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standoff.cli import run
from standoff.store import open_store
from tests.conftest import TEXT, build

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def standoff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command over a ledger of two stories that tell the same: exit code, output, talk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STANDOFF_DB", raising=False)
    with open_store(Path("standoff.db"), write=True) as store:
        for reading in (build(), build(TEXT + " More follows.", uri="copy.txt")):
            store.put(reading.to_dict(), raw=reading.page.raw, at="2026-11-23")

    def command(*words: str) -> tuple[int, str, str]:
        code = run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return command


def rows(standoff: Run, *words: str) -> Any:
    code, out, _ = standoff(*words, "--json")
    assert code == 0
    return json.loads(out)


def test_lists_speak_of_both_stories(standoff: Run) -> None:
    (event,) = rows(standoff, "events")
    assert (event["reports"], event["independent_chains"], len(event["mentions"])) == (2, 1, 2)
    assert [f["stated_by"] for f in event["figures"]] == ["officials", "officials"]
    (condition,) = rows(standoff, "conditions")
    assert condition["status"] == "not_met" and len(condition["mentions"]) == 2
    (position,) = rows(standoff, "positions")
    assert [step["change"] for step in position["history"]] == ["new", "repeated"]
    assert position["condition"] == condition["id"] and position["act"] == "demand"
    assert sorted(s["source"] for s in rows(standoff, "statements")) == ["Olena Kovalenko", "officials"]
    assert rows(standoff, "events", "--since", "2022-04") == []


def test_clock(standoff: Run) -> None:
    (condition,) = rows(standoff, "conditions")
    clock = rows(standoff, "clock", condition["id"], "--until", "2022-03-03")
    assert clock["condition"] == condition["id"] and clock["status"] == "not_met"
    assert [d["mark"] for d in clock["days"]] == ["breach_reported", "not_covered", "not_covered"]
    (evidence,) = clock["days"][0]["evidence"]
    assert evidence["event"] == rows(standoff, "events")[0]["id"] and evidence["words"] == "struck"
    code, out, _ = standoff("clock", condition["id"][:6])
    assert code == 0 and "breach reported on 1 of 1 days, last on 2022-03-01" in out
    assert standoff("clock", "c-nothing")[0] == 1


def test_the_id_of_every_telling_leads_to_the_clock_and_to_both_stories(standoff: Run) -> None:
    ids = [c["id"] for story in (build(), build(TEXT + " More follows.")) for c in _conditions(story)]
    assert len({rows(standoff, "clock", i)["condition"] for i in ids}) == 1
    assert len(rows(standoff, "why", ids[0])["evidence"]) == 2


def _conditions(reading: Any) -> list[Any]:
    from standoff.store.ledger import ledger_rows

    return [row.row for row in ledger_rows(reading.to_dict()) if row.kind == "condition"]


def test_as_of_leaves_out_later_stories(standoff: Run) -> None:
    assert rows(standoff, "conditions", "--as-of", "2022-02-28") == []
    assert len(rows(standoff, "conditions", "--as-of", "2022-03")) == 1


def test_matrix_changes_deadlocks_and_brief(standoff: Run) -> None:
    assert rows(standoff, "positions", "--matrix") == {"ASSAULT stop": {"Ukraine": "2022-03-01 demand"}}
    assert [c["change"] for c in rows(standoff, "changes", "--since", "2022-03-01")] == ["new"]
    assert rows(standoff, "deadlocks") == []
    brief = rows(standoff, "brief", "--day", "2022-03-02")
    assert [len(brief[k]) for k in ("wants", "changed", "waiting", "stuck")] == [1, 0, 1, 0]
    assert all(line["source"]["words"] for line in brief["wants"] + brief["waiting"])
    assert rows(standoff, "brief") == rows(standoff, "brief", "--day", "2022-03-01")  # the file tells what values tell
    changed = rows(standoff, "brief", "--day", "2022-03-02", "--since", "2022-03-01")["changed"]
    assert ["demands" in line["text"] for line in changed] == [False, True]
    assert "sets a condition" in changed[0]["text"]
    for words in (["brief"], ["positions", "--matrix"], ["changes", "--since", "2022"]):
        code, out, _ = standoff(*words)
        assert code == 0 and "demand" in out


def test_changes_are_by_default_those_of_the_last_seven_days(standoff: Run) -> None:
    code, out, _ = standoff("changes")
    assert code == 0 and out.splitlines()[0].startswith("Changes of the last seven days, 2022-02-23 to 2022-03-01")
    assert rows(standoff, "changes") == rows(standoff, "changes", "--since", "2022-02-23")
    assert rows(standoff, "changes", "--until", "2022-03-08") == []
    assert "in the last seven days, 2022-03-02 to 2022-03-08" in standoff("changes", "--until", "2022-03-08")[2]


def test_a_status_is_told_in_words_and_kept_as_an_id(standoff: Run) -> None:
    assert "not met" in standoff("conditions")[1] and "not_met" not in standoff("conditions")[1]
    assert "not_met" in standoff("conditions", "--format", "csv")[1]


def test_dossiers(standoff: Run) -> None:
    assert standoff("dossier", "new", "war", "--parties", "UKR, Russia", "--until", "2022-03")[0] == 0
    assert rows(standoff, "dossier", "list") == [
        {"name": "war", "parties": ["UKR", "Russia"], "since": None, "until": "2022-03-31"}
    ]
    assert rows(standoff, "dossier", "show", "war")["events"] == 1
    (condition,) = rows(standoff, "conditions")
    assert rows(standoff, "clock", condition["id"], "--dossier", "war")["status"] == "not_met"
    standoff("dossier", "new", "other", "--parties", "ISR,Hamas")
    for name, count in (("war", 1), ("other", 0)):
        for kind in ("events", "positions", "conditions"):
            assert len(rows(standoff, kind, "--dossier", name)) == count
    assert len(rows(standoff, "statements", "--dossier", "war")) == 2
    assert rows(standoff, "positions", "--matrix", "--dossier", "other") == {}
    assert rows(standoff, "changes", "--since", "2022", "--dossier", "other") == []
    assert rows(standoff, "brief", "--day", "2022-03-02", "--dossier", "war")["stories"] == 2
    assert standoff("dossier", "drop", "other")[0] == 0
    code, _, talk = standoff("brief", "--dossier", "other")
    assert code == 1 and "there is war" in talk
    assert standoff("dossier", "new", "one", "--parties", "UKR")[0] == 2
    assert standoff("dossier", "new", "w", "--parties", "UKR,RUS", "--since", "2023", "--until", "2022")[0] == 2


def test_clock_says_what_covers_it(standoff: Run) -> None:
    (condition,) = rows(standoff, "conditions")
    clock = rows(standoff, "clock", condition["id"], "--until", "2022-03-03")
    assert clock["coverage"] == {"stories": 2, "days": 1, "not_covered": ["2022-03-02", "2022-03-03"]}
    assert clock["days_since_breach"] == 2
    _, out, _ = standoff("clock", condition["id"], "--until", "2022-03-03")
    assert "2022-03  x??" in out and "covered by 2 stories on 1 day; not covered on 2" in out


def test_contradictions_and_what_is_not_answered(standoff: Run) -> None:
    assert rows(standoff, "contradictions") == []
    (open_,) = rows(standoff, "within-reach")
    assert open_["given"] is None and open_["demand"]["counterpart"] == "Russia"
    assert "not answered" in standoff("within-reach")[1]


def test_merge_explains(standoff: Run) -> None:
    (event,) = rows(standoff, "events")
    tellings = {row["id"] for reading in (build(), build(TEXT + " More follows.")) for row in _events(reading)}
    left, right = sorted(tellings)
    found = rows(standoff, "merge", "--explain", left, right)
    assert event["id"] in tellings and found["joined"] and found["verdict"] == "same"
    assert "same place Kyiv" in standoff("merge", "--explain", left, right)[1]
    assert standoff("merge", "--explain", left, "e-nothing")[0] == 1


def _events(reading: Any) -> list[Any]:
    from standoff.store.ledger import ledger_rows

    return [row.row for row in ledger_rows(reading.to_dict()) if row.kind == "event"]
