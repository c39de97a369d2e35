"""Checking records, and what becomes of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.case_file import read_cases
from starlette.testclient import TestClient

from standoff.serve.reviewing import measures
from tests.serve.conftest import Get

ADA, BO = {"X-Reviewer": "Ada"}, {"X-Reviewer": "Bo%20K%C3%B6hler"}


def say(client: TestClient, by: dict[str, str], record: str, verdict: str, **more: Any) -> Any:
    answer = client.post("/api/review", json={"record": record, "verdict": verdict, **more}, headers=by)
    assert answer.status_code == 201, answer.text
    return answer.json()


def waiting(get: Get, by: dict[str, str], query: str = "") -> list[str]:
    return [r["record"] for r in get(f"review/queue?{query}", headers=by)["rows"]]


def test_the_least_sure_comes_first_then_the_newest(get: Get) -> None:
    rows = get("review/queue", headers=ADA)["rows"]
    assert len(rows) == 10 and [r["score"] for r in rows] == sorted(r["score"] for r in rows)
    assert {r["kind"] for r in get("review/queue?kind=event", headers=ADA)["rows"]} == {"event"}
    assert all(r["sentence"]["words"] and r["fields"] and not r["reviews"] for r in rows)


def test_the_queue_of_one_story_holds_that_story_alone(client: TestClient, get: Get) -> None:
    row = get("review/queue", headers=ADA)["rows"][0]
    page = row["story"]["page"]
    of_it = get(f"review/queue?story={page}", headers=ADA)
    assert 0 < of_it["total"] < get("review/queue", headers=ADA)["total"]
    assert {r["story"]["page"] for r in of_it["rows"]} == {page}
    say(client, ADA, row["record"], "accepted")
    assert get(f"review/queue?story={page}", headers=ADA)["total"] == of_it["total"] - 1


def test_a_second_person_checks_without_seeing_the_first(client: TestClient, get: Get) -> None:
    record = waiting(get, ADA)[0]
    say(client, ADA, record, "rejected")
    assert record not in waiting(get, ADA)
    seen = next(r for r in get("review/queue", headers=BO)["rows"] if r["record"] == record)
    assert seen["reviews"] == []
    say(client, BO, record, "accepted")
    assert record not in waiting(get, {"X-Reviewer": "Cy"})


def test_what_is_rejected_is_told_by_the_other_story_alone(client: TestClient, get: Get) -> None:
    event = get("events")["rows"][0]
    report = get(f"events/{event['id']}")["reports_told"][0]
    said = say(client, ADA, report["telling"], "rejected")
    assert get("events")["rows"][0]["reports"] == 1
    assert get(f"stories/{report['page']}")["checked"]["e1"] == "rejected"
    assert [r["id"] for r in get("events?checked=rejected")["rows"]] == [report["telling"]]
    assert client.post("/api/review/undo", json={"id": said["id"]}, headers=ADA).json()["undone_by"] == "Ada"
    assert get("events")["rows"][0]["reports"] == 2
    assert [w["undone_by"] for w in get("review/words", headers=ADA)["rows"]] == ["Ada"]


def test_a_correction_takes_the_place_of_what_was_read(client: TestClient, get: Get) -> None:
    event = get("events")["rows"][0]
    kept = say(client, BO, event["id"], "corrected", field="weapon", value="drone", span=[0, 2], note="seen")
    assert (kept["by"], kept["value"], kept["span"]) == ("Bo Köhler", "drone", [0, 2])
    row = get("events?checked=corrected")["rows"][0]
    assert row["badges"]["checked"] == "corrected"
    assert {"name": "Bo Köhler", "kind": "person"} in row["badges"]["asserted_by"]
    shown = get(f"events/{event['id']}")
    assert shown["disagreements"] == ["weapon"] and [h["by"] for h in shown["history"]] == ["Bo Köhler"]


@pytest.mark.parametrize(
    ("word", "status"),
    [({"record": "e-none", "verdict": "accepted"}, 409), ({}, 422),
     ({"verdict": "perhaps"}, 422), ({"verdict": "corrected"}, 409), ({"verdict": "corrected", "field": "none"}, 409),
     ({"verdict": "corrected", "field": "actors", "value": "Russia"}, 409),
     ({"verdict": "accepted", "span": [5, 2]}, 422), ({"verdict": "accepted", "span": [0, 99999]}, 422)],
)  # fmt: skip
def test_a_word_that_cannot_be_is_refused(client: TestClient, get: Get, word: dict[str, Any], status: int) -> None:
    record = get("events")["rows"][0]["id"]
    assert client.post("/api/review", json={"record": record} | word, headers=ADA).status_code == status


def test_nobody_judges_without_a_name(client: TestClient, get: Get) -> None:
    record = get("events")["rows"][0]["id"]
    answer = client.post("/api/review", json={"record": record, "verdict": "accepted"})
    assert answer.status_code == 422 and "X-Reviewer" in answer.json()["detail"]


def test_nobody_takes_back_anothers_word(client: TestClient, get: Get) -> None:
    said = say(client, ADA, get("events")["rows"][0]["id"], "accepted")
    assert client.post("/api/review/undo", json={"id": said["id"]}, headers=BO).status_code == 403
    assert client.post("/api/review/undo", json={"id": 99}, headers=BO).status_code == 404


def test_where_two_differ_a_curator_settles(client: TestClient, get: Get) -> None:
    record = waiting(get, ADA, "kind=event")[0]
    say(client, ADA, record, "accepted")
    say(client, BO, record, "rejected")
    assert get("events?checked=disputed")["total"] == 1
    rows = get("review/queue?curate=true", headers=ADA)["rows"]
    assert [(r["record"], [w["by"] for w in r["reviews"]]) for r in rows] == [(record, ["Ada", "Bo Köhler"])]
    say(client, {"X-Reviewer": "Cy"}, record, "accepted", settle=True)
    assert get("review/queue?curate=true")["total"] == 0
    assert get("events?checked=accepted")["total"] == 1


def test_agreement_is_counted_by_field(client: TestClient, get: Get) -> None:
    one, two = waiting(get, ADA, "kind=event")
    for by in (ADA, BO):
        say(client, by, one, "accepted")
    say(client, ADA, two, "corrected", field="weapon", value="drone")
    say(client, BO, two, "corrected", field="weapon", value="shell")
    told = get("review/agreement")
    assert (told["reviewers"], told["records"], told["checked_twice"]) == (["Ada", "Bo Köhler"], 2, 2)
    rows = {r["field"]: (r["agreement"], r["kappa"]) for r in told["rows"]}
    assert rows["verdict"] == (1.0, 1.0) and rows["mode"] == (1.0, None)
    assert rows["weapon"] == (0.5, 0.3333)


def test_kappa_of_a_known_table() -> None:
    labels = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert measures(labels) == {"agreement": 0.7, "kappa": 0.4}


def test_what_was_checked_is_a_case(client: TestClient, get: Get, tmp_path: Path) -> None:
    story = get(f"stories/{get('stories')['rows'][0]['id']}")["tellings"]
    say(client, ADA, story["e1"], "corrected", field="weapon", value="drone")
    say(client, ADA, story["k1"], "accepted")
    say(client, ADA, story["c1"], "rejected")
    path = tmp_path / "checked.txt"
    path.write_text(client.get("/api/review/export").text, "utf-8")
    first, second = read_cases(path)
    assert [(m.kind, m.required) for m in first.marks] == [("says", False), ("wants", True)]
    event, said = second.marks
    assert event.required and (event.get("words"), event.listed("in")) == ("struck", ["Kyiv"])
    assert event.figures == ["killed 5+"]
    assert (event.get("told"), said.get("source")) == ("1", "officials")


def test_records_are_parted_and_joined(client: TestClient, get: Get) -> None:
    event = get(f"events/{get('events')['rows'][0]['id']}")
    left, right = (r["telling"] for r in event["reports_told"])
    word = {"left": right, "right": left, "verdict": "different", "note": "two towers"}
    parted = client.post("/api/judgements", json=word, headers=ADA).json()
    assert get("events")["total"] == 2
    assert get(f"events/{left}")["judgements"][-1]["reasons"] == ["two towers"]
    assert client.post("/api/judgements", json=word, headers=ADA).status_code == 409
    joined = client.post("/api/judgements", json=word | {"verdict": "same"}, headers=BO).json()
    assert get("events")["total"] == 1
    client.post("/api/judgements/undo", json={"id": joined["id"]}, headers=BO)
    assert get("events")["total"] == 2
    client.post("/api/judgements/undo", json={"id": parted["id"]}, headers=ADA)
    assert get("events")["total"] == 1
