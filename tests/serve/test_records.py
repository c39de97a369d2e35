"""What the calls give, over two stories of two outlets that tell the same."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from standoff.store import open_store
from standoff.track import Dossier
from tests.conftest import TEXT
from tests.serve.conftest import Get

LISTS = ("events", "statements", "positions", "conditions")


def first(get: Get, name: str) -> Any:
    return get(name)["rows"][0]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_who_stands_for_each_row(get: Get, name: str) -> None:
    rows = get(name)["rows"]
    assert rows and all(set(r["badges"]) == {"asserted_by", "independent_chains", "reports", "checked"} for r in rows)
    assert {r["badges"]["reports"] for r in rows} == {2}
    assert {r["told_on"] for r in rows} == {min(s["published_at"] for s in get("stories")["rows"])}


def test_what_officials_say_is_not_the_outlets_word(get: Get) -> None:
    assert first(get, "events")["badges"]["asserted_by"] == [{"name": "officials", "kind": "source"}]


@pytest.mark.parametrize("name", [*LISTS, "entities", "stories", "places"])
def test_total_counts_all_and_limit_and_offset_cut(get: Get, name: str) -> None:
    whole = get(name)
    assert whole["total"] == len(whole["rows"])
    assert get(f"{name}?limit=0") == {"total": whole["total"], "rows": []}
    assert get(f"{name}?offset=1")["rows"] == whole["rows"][1:]


@pytest.mark.parametrize(
    ("query", "number"),
    [("type=ASSAULT", 1), ("type=AID", 0), ("place=Kyiv", 1), ("place=UKR", 1), ("place=Minsk", 0),
     ("realis=denied", 0), ("source=officials", 1), ("publisher=meridian", 1), ("publisher=Nobody", 0),
     ("since=2022-03-01", 1), ("until=2022-02", 0), ("q=struck", 1), ("q=sunflower", 0),
     ("checked=no", 1), ("checked=accepted", 0)],
)  # fmt: skip
def test_filters_of_events(get: Get, query: str, number: int) -> None:
    assert get(f"events?{query}")["total"] == number


@pytest.mark.parametrize("query", ["limit=-1", "limit=9999", "since=yesterday", "checked=maybe", "actor=" + "x" * 201])
def test_a_filter_that_cannot_be_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 422 and answer.json()["error"] == "not_understood"
    assert query.partition("=")[0] in answer.json()["detail"]


def test_an_event_shows_each_report_in_its_sentence(get: Get) -> None:
    event = get(f"events/{first(get, 'events')['id']}")
    assert [r["publisher"] for r in event["reports_told"]] == ["Harbour Wire", "The Meridian"]
    assert event["disagreements"] == []
    sentence = event["reports_told"][0]["sentence"]
    marked = {role: sentence["words"][start:end] for start, end, role in sentence["marks"]}
    assert marked == {"place": "Kyiv", "trigger": "struck", "figure": "at least five people"}
    assert TEXT[slice(*sentence["span"])] == sentence["words"]


@pytest.mark.parametrize("name", LISTS)
def test_the_id_of_a_report_leads_to_the_merged_record(get: Get, name: str) -> None:
    pages = [r["id"] for r in get("stories")["rows"]]
    letter = {"events": "e", "statements": "s", "positions": "k", "conditions": "c"}[name]
    told = [get(f"stories/{page}") for page in pages]
    reports = {s["tellings"][f"{letter}1"] for s in told}
    assert len(reports) == 2
    assert {get(f"{name}/{r}")["id"] for r in reports} == {s["ids"][f"{letter}1"] for s in told}


@pytest.mark.parametrize("path", ["events/e-none", "events/s-none", "conditions/c-x/clock", "places/none",
                                  "entities/n-none", "stories/abcdef", "jobs/j9", "export/events.exe"])  # fmt: skip
def test_what_is_not_there_is_told(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 404 and set(answer.json()) == {"error", "detail"}


def test_the_steps_of_a_saying_begin_with_the_outlet(get: Get) -> None:
    steps = get(f"statements/{first(get, 'statements?source=Kovalenko')['id']}")["steps"]
    assert [(s["who"], s["kind"]) for s in steps] == [("Harbour Wire", "outlet"), ("Olena Kovalenko", "person")]
    assert (steps[1]["cue"], TEXT[slice(*steps[1]["cue_span"])]) == ("said", "said")


def test_positions_and_conditions_know_each_other(get: Get) -> None:
    position = get(f"positions/{first(get, 'positions')['id']}")
    condition = get(f"conditions/{position['condition']}")
    assert position["rests_on"]["id"] == condition["id"]
    assert [k["id"] for k in condition["positions"]] == [position["id"]]


def test_a_clock_marks_the_days_with_evidence(get: Get) -> None:
    clock = get(f"conditions/{first(get, 'conditions')['id']}/clock")
    assert [(d["day"], d["mark"]) for d in clock["days"]] == [("2022-03-01", "breach_reported")]
    assert clock["days"][0]["evidence"][0]["words"] == "struck"


def test_the_matrix_names_parties_matters_and_evidence(get: Get) -> None:
    matrix = get("positions/matrix")
    assert matrix["parties"] == ["Ukraine"] and matrix["matters"] == [{"key": "ASSAULT/stop", "label": "ASSAULT stop"}]
    cell = matrix["cells"][0]
    assert (cell["act"], cell["day"], len(cell["evidence"])) == ("demand", "2022-03-01", 1)
    assert get("positions/matrix?until=2022-02-28")["cells"] == []


def test_a_story_comes_whole_with_the_ids_of_the_ledger(get: Get) -> None:
    page = get("stories")["rows"][0]["id"]
    story = get(f"stories/{page.removeprefix('sha256:')[:12]}")
    assert story["page"]["id"] == page and story["page"]["text"] == TEXT and story["state"] == "read"
    assert story["checked"] == dict.fromkeys(("e1", "s1", "s2", "k1", "c1"), "no")


def test_counts(get: Get) -> None:
    assert get("timeline") == [{"day": "2022-03-01", "total": 1, "by_type": {"ASSAULT": 1}}]
    assert get("timeline?of=reports")[0]["total"] == 2
    place = get("map")["places"][0]
    assert (place["name"], place["events"], place["radius_km"]) == ("Kyiv", 1, 5.0)
    assert get("map")["countries"] == [{"country": "UKR", "events": 1}]
    assert [(p["publisher"], p["share"]) for p in get("publishers")["rows"]] == [
        ("Harbour Wire", 0.5), ("The Meridian", 0.5)
    ]  # fmt: skip


def test_names(get: Get) -> None:
    entity = get(f"entities/{first(get, 'entities?actor=Kovalenko')['id']}")
    assert entity["names"] == [{"name": "Olena Kovalenko", "count": 2}]
    assert [o["title"] for o in entity["offices"]] == ["President", "President"]
    assert len(entity["statements"]) == len(entity["positions"]) == 1
    assert (entity["looked_at"], entity["stories"], len(entity["in_stories"])) == (2, 2, 2)
    place = get("places/g703448")
    assert place["spellings"] == [{"words": "Kyiv", "count": 4}] and len(place["events_list"]) == 1


def test_searching_marks_the_words_in_the_snippet(get: Get) -> None:
    hits = get("search?q=struck")["rows"]
    assert {"event", "story"} <= {h["kind"] for h in hits}
    assert all(hit["snippet"][slice(*mark)] == "struck" for hit in hits for mark in hit["marks"])
    assert get("search?q=")["rows"] == []


def test_the_query_bar_is_offered_names(get: Get) -> None:
    assert get("suggest?q=kyi") == [{"text": "Kyiv", "field": "place", "count": 1}]
    assert {s["field"] for s in get("suggest?q=er")} == {"publisher"}


@pytest.mark.parametrize("path", ["changes", "changes?since=2022-02", "within-reach", "deadlocks", "contradictions"])
def test_lists_over_time_have_sentences_and_evidence(get: Get, path: str) -> None:
    answer = get(path)
    assert answer["total"] == len(answer["rows"])
    assert all(r["sentence"] and r["evidence"][0]["publisher"] for r in answer["rows"])
    assert path[:7] != "changes" or answer["total"]


def test_the_brief_of_a_day_rests_on_words(get: Get) -> None:
    sections = get("brief")["sections"]
    lines = [line for section in sections for line in section["lines"]]
    assert lines and all(line["text"] and line["records"] and line["evidence"] for line in lines)


@pytest.mark.parametrize("name", [*LISTS, "entities", "stories"])
@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_lists_can_be_taken_away(client: TestClient, get: Get, name: str, form: str) -> None:
    answer = client.get(f"/api/export/{name}.{form}?limit=1")
    assert answer.status_code == 200 and f'filename="{name}.{form}"' in answer.headers["content-disposition"]
    lines = answer.text.strip().split("\n")
    number = len(answer.json()) if form == "json" else len(lines) - (form == "csv")
    assert number == get(name)["total"]


def test_events_can_be_taken_to_a_map(client: TestClient) -> None:
    feature = client.get("/api/export/events.geojson").json()["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.5238, 50.45466]}
    assert client.get("/api/export/stories.geojson").status_code == 404


def test_the_api_describes_itself(get: Get) -> None:
    described = get("openapi.json")
    row = described["components"]["schemas"]["EventRow"]["properties"]
    assert {"actors", "places", "badges", "mentions"} <= set(row)
    assert "/api/review/queue" in described["paths"]


@pytest.fixture
def followed(client: TestClient) -> TestClient:
    """The server, with two dossiers: of the parties that the stories tell of, and of others."""
    with open_store(client.app.state.parts.desk.db, write=True) as store:  # type: ignore[attr-defined]
        for name, parties in (("war", ("UKR", "RUS")), ("other", ("SDN", "TCD"))):
            store.put_dossier(Dossier(name, parties), at="2022-03-01T12:00:00+00:00")
    return client


@pytest.mark.parametrize("path", ["events", "conditions", "stories", "changes", "publishers"])
def test_a_dossier_keeps_wars_apart(followed: TestClient, get: Get, path: str) -> None:
    assert [d["name"] for d in get("state")["dossiers"]] == ["other", "war"]
    assert get(f"{path}?dossier=war")["total"] == get(path)["total"] > 0
    assert get(f"{path}?dossier=other")["total"] == 0
    assert followed.get(f"/api/{path}?dossier=none").status_code == 404
