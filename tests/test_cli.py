"""The command line: what it prints, what it keeps, how it ends."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from standoff import __version__
from standoff.cli import COMMANDS, run
from standoff.commands.lists import EVENT_TYPES
from standoff.model import Figure, Reading, Time
from standoff.schema import load_schema
from standoff.store import open_store

GOOD = "Talks\n\nRussia must stop bombing Kyiv before talks can begin, Zelenskiy said on Tuesday."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def standoff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder: exit code, output, talk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STANDOFF_DB", raising=False)

    def command(*words: str) -> tuple[int, str, str]:
        code = run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def kept(standoff: Run, sample: Reading) -> Run:
    """A ledger that holds the sample."""
    with open_store(Path("standoff.db"), write=True) as store:
        store.put(sample.to_dict(), raw=sample.page.raw, at="2026-11-23")
    return standoff


def test_version_and_help(standoff: Run) -> None:
    assert standoff("--version")[1] == f"standoff {__version__}\n"
    code, out, _ = standoff("--help")
    assert code == 0 and all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(standoff: Run, name: str) -> None:
    code, out, _ = standoff(name, "--help")
    assert code == 0 and out.startswith(f"Usage: standoff {name}") and len(out) > 150


def test_wrong_usage_is_2_and_says_what_is_meant(standoff: Run) -> None:
    code, _, err = standoff("evnts")
    assert code == 2 and "Did you mean events" in err
    assert standoff("read")[0] == 2
    code, _, err = standoff("read", "x", "--date", "1 March")
    assert code == 2 and "YYYY-MM-DD" in err


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from standoff.cli import run; run(['--help']);"
        "heavy = {'numpy', 'onnxruntime', 'lxml', 'trafilatura', 'sqlite3', 'tokenizers'};"
        "print(heavy & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_import_is_light() -> None:
    program = "import sys, standoff; print(len([m for m in sys.modules if m.startswith('standoff')]), standoff.Page)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "1 <class 'standoff.model.Page'>\n"


def test_read_keeps_and_prints_documents_of_the_schema(standoff: Run, tmp_path: Path) -> None:
    (tmp_path / "2022-03-01-talks.txt").write_text(GOOD)
    code, out, err = standoff("read", ".", "--json", "--publisher", "Reuters")
    document = json.loads(out)
    assert (code, err) == (0, "")
    jsonschema.validate(document, load_schema())
    assert document["story"]["publisher"] == "Reuters" and document["story"]["published_at"] == "2022-03-01"
    before = Path("standoff.db").read_bytes()
    assert standoff("read", "2022-03-01-talks.txt")[0] == 0
    assert Path("standoff.db").read_bytes() == before
    assert standoff("verify")[0] == 0


def test_bad_pages_do_not_stop_the_batch(standoff: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "good.txt").write_text(GOOD)
    code, out, err = standoff("read", "empty.html", "good.txt", "missing.html", "none*", "--json")
    assert code == 3 and len(out.splitlines()) == 1
    told = {line.split(":")[1].strip(): line for line in err.splitlines()}
    assert set(told) == {"empty.html", "missing.html", "none*"} and all(
        line.startswith("standoff: ") for line in told.values()
    )
    code, out, err = standoff("read", "missing.html")
    assert (code, out) == (1, "") and err == "standoff: missing.html: no such file or directory\n"


def test_no_store_and_standard_input(standoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    code, out, _ = standoff("read", "-", "--no-store", "--date", "2022-03-01")
    assert code == 0 and "Who says what" in out and not Path("standoff.db").exists()


def test_no_ledger_is_made_where_nothing_is_kept(standoff: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert standoff("read", "empty.txt")[0] == 1 and not Path("standoff.db").exists()
    (tmp_path / "good.txt").write_text(GOOD)
    assert standoff("read", "empty.txt", "good.txt")[0] == 3 and Path("standoff.db").exists()


def test_files_of_a_folder_that_are_no_pages_are_named(standoff: Run, tmp_path: Path) -> None:
    for name in ("in/a.pdf", "in/b.docx", "in/page_files/logo.png", "in/good.txt", "in/sub/notes"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD)
    code, out, err = standoff("read", "in", "--json", "--no-store")
    assert code == 0 and len(out.splitlines()) == 1
    assert err == "standoff: 3 files passed over: a.pdf (PDF), b.docx (DOCX), notes (no ending)\n"


def test_marks_of_direction_are_not_printed(standoff: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD.replace("Kyiv", "\u200fKyiv\u2069"))
    _, out, _ = standoff("read", "a.txt")
    assert not {"\u200f", "\u2069", "\ufffd"} & set(out)
    assert "\u200f" in standoff("show", "a.txt", "--json")[1]


def test_a_ledger_that_is_none(standoff: Run, tmp_path: Path) -> None:
    code, _, err = standoff("events")
    assert code == 1 and err == "standoff: standoff.db: there is no ledger yet; `standoff read PAGE` makes it\n"
    (tmp_path / "good.txt").write_text(GOOD)
    code, _, err = standoff("read", "good.txt", "--db", "good.txt")
    assert code == 1 and "not a ledger" in err


def test_a_damaged_ledger_is_named_with_what_is_wrong(kept: Run) -> None:
    kept("events")
    whole = Path("standoff.db").read_bytes()
    for part, why in ((whole[:60_000], "is cut short: 60,000 of"), (whole[:50], "is cut short: 50 of"), (b"", "empty")):
        Path("cut.db").write_bytes(part)
        for command in (["events"], ["brief"], ["why", "e-x"], ["verify"], ["search", "grain"], ["show", "x"]):
            code, out, talk = kept(*command, "--db", "cut.db")
            assert (code, out) == (1, "") and talk.startswith("standoff: cut.db: ") and why in talk, command


@pytest.mark.parametrize("column", ["merged SET row", "telling SET body", "reading SET document"])
def test_a_damaged_row_is_told_without_a_trace(kept: Run, column: str) -> None:
    kept("events")
    page = json.loads(kept("stories", "--json")[1])[0]["id"]
    with closing(sqlite3.connect("standoff.db")) as connection:
        connection.execute(f"UPDATE {column} = '{{'")
        connection.commit()
    commands = (["events"], ["brief"], ["deadlocks"], ["positions", "--matrix"], ["show", page], ["verify"])
    ended = [kept(*command)[::2] for command in commands]
    assert {code for code, _ in ended} <= {0, 1} and ended[-1][0] == 1
    assert any(
        talk == "standoff: standoff.db: a row of it is damaged; `standoff verify` names it\n" for _, talk in ended
    )


SHAPES: dict[str, set[str]] = {
    "events": {
        "id", "event_type", "mode", "realis", "actors", "recipients", "targets", "places", "days", "weapon", "figures",
        "reports", "independent_chains", "mentions",
    },
    "statements": {"id", "source", "chain", "words", "form", "medium", "day", "mentions"},
    "positions": {"id", "holder", "counterpart", "act", "object", "event_type", "condition", "history"},
    "conditions": {
        "id", "holder", "operator", "requires", "consequence", "first_day", "last_day", "status", "mentions",
    },
    "entities": {"id", "name", "kind", "country", "sector", "office", "wikidata"},
    "stories": {"id", "title", "publisher", "published_at", "uri"},
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_lists_in_every_format(kept: Run, name: str) -> None:
    code, out, _ = kept(name, "--json")
    rows: list[dict[str, Any]] = json.loads(out)
    assert code == 0 and rows and all(SHAPES[name] <= row.keys() for row in rows)
    assert json.loads(kept(name, "--format", "json")[1]) == rows
    assert [json.loads(line) for line in kept(name, "--format", "jsonl")[1].splitlines()] == rows
    cells = list(csv.DictReader(io.StringIO(kept(name, "--format", "csv")[1])))
    assert [cell["id"] for cell in cells] == [row["id"] for row in rows] and all(None not in c.values() for c in cells)
    assert len(kept(name)[1].splitlines()) == len(rows) + 1
    assert len(json.loads(kept(name, "--json", "--limit", "1")[1])) == 1
    assert json.loads(kept(name, "--json", "--since", "2024")[1]) == []


OVER_TIME: dict[str, tuple[str, ...]] = {
    "deadlocks": (), "changes": (), "contradictions": (), "within-reach": (), "brief": (), "search": ("grain",),
    "clock": ("c-",),
}  # fmt: skip


@pytest.mark.parametrize("name", OVER_TIME)
def test_format_json_is_json_and_days_have_an_order(kept: Run, name: str) -> None:
    words = OVER_TIME[name]
    if name == "clock":
        words = (json.loads(kept("conditions", "--json")[1])[0]["id"],)
    code, out, _ = kept(name, *words, "--format", "json")
    assert code == 0 and json.loads(out) == json.loads(kept(name, *words, "--json")[1])
    span = ("--since", "2023-07-19", "--until", "2023-07-19")
    assert kept(name, *words, *span, "--json")[0] == 0
    code, out, talk = kept(name, *words, "--since", "2023-08", "--until", "2023-07-19")
    assert (code, out, talk) == (2, "", "standoff: --since 2023-08 is after --until 2023-07-19\n")


@pytest.mark.parametrize("name", SHAPES)
def test_a_first_day_after_the_last_is_wrong_usage(kept: Run, name: str) -> None:
    code, out, talk = kept(name, "--since", "2024-01-02", "--until", "2023")
    assert (code, out) == (2, "") and "--since 2024-01-02 is after --until 2023" in talk
    assert kept(name, "--since", "2023-07-02", "--until", "2023")[0] == 0


def test_what_was_hit_is_told_in_every_format(kept: Run) -> None:
    (row, *_) = [row for row in json.loads(kept("events", "--json")[1]) if row["targets"]]
    assert row["event_type"] == "ASSAULT"
    (cell,) = [c for c in csv.DictReader(io.StringIO(kept("events", "--format", "csv")[1])) if c["id"] == row["id"]]
    assert cell["targets"] == "; ".join(row["targets"])
    heading, *lines = kept("events")[1].splitlines()
    assert "target" in heading.split() and any(row["targets"][0][:8] in line for line in lines)


def test_events_as_geojson_are_points_with_the_fields_of_their_rows(kept: Run) -> None:
    found = json.loads(kept("events", "--format", "geojson")[1])
    rows = json.loads(kept("events", "--json")[1])
    points = [(row["id"], p["lon"], p["lat"]) for row in rows for p in row["places"] if p["lat"] is not None]
    told = [(f["properties"]["id"], *f["geometry"]["coordinates"]) for f in found["features"]]
    assert found["type"] == "FeatureCollection" and told == points != []
    assert {"place", "country", "resolution", "event_type", "realis"} <= found["features"][0]["properties"].keys()
    assert kept("statements", "--format", "geojson")[0] == 2


def test_the_matrix_takes_filters(kept: Run) -> None:
    whole: dict[str, dict[str, str]] = json.loads(kept("positions", "--matrix", "--json")[1])
    party, act = next((party, cell.split()[-1]) for row in whole.values() for party, cell in row.items())
    held = json.loads(kept("positions", "--matrix", "--json", "--actor", party)[1])
    assert held == {matter: {party: row[party]} for matter, row in whole.items() if party in row}
    acts = json.loads(kept("positions", "--matrix", "--format", "json", "--act", act)[1])
    assert {cell.split()[-1] for row in acts.values() for cell in row.values()} == {act}
    assert json.loads(kept("positions", "--matrix", "--json", "--since", "2024")[1]) == {}
    cells = {
        row.pop("matter"): row
        for row in csv.DictReader(io.StringIO(kept("positions", "--matrix", "--format", "csv")[1]))
    }
    assert {matter: {k: v for k, v in row.items() if v} for matter, row in cells.items()} == whole
    code, _, talk = kept("positions", "--matrix", "--limit", "3")
    assert code == 2 and "--matrix takes no --limit" in talk
    code, out, talk = kept("positions", "--matrix", "--actor", "nobody")
    assert (code, out) == (0, "") and "no positions fit" in talk


def test_search_takes_days(kept: Run) -> None:
    every = json.loads(kept("search", "grain", "--json", "--limit", "99")[1])
    assert {hit["kind"] for hit in every} > {"story", "statement"}
    assert json.loads(kept("search", "grain", "--json", "--until", "2023-07-01")[1]) == []
    since = json.loads(kept("search", "grain", "--json", "--limit", "99", "--since", "2023-07-19")[1])
    assert {hit["kind"] for hit in since} >= {"story"} and all(hit in every for hit in since)


def test_within_reach_takes_a_first_day(kept: Run, sample: Reading) -> None:
    every = json.loads(kept("within-reach", "--json")[1])
    assert every == json.loads(kept("within-reach", "--json", "--since", "2023-07-17")[1]) != []
    assert json.loads(kept("within-reach", "--json", "--since", "2023-07-20")[1]) == []


def test_a_word_that_no_filter_knows_is_told_with_those_there_are(kept: Run) -> None:
    assert set(EVENT_TYPES) == set(load_schema()["$defs"]["event_type"]["enum"])
    for wrong in (["events", "--type", "BOMB"], ["positions", "--act", "demands"], ["entities", "--type", "ASSAULT"]):
        code, out, talk = kept(*wrong)
        assert code == 2 and not out and wrong[2] in talk and "is not one of" in talk
    assert (
        kept("events", "--type", "request", "--json")[1] == kept("events", "--type", "REQUEST", "--json")[1] != "[]\n"
    )


def test_mentions_are_the_words_at_their_spans(kept: Run, sample: Reading) -> None:
    for name in ("events", "statements", "conditions"):
        for row in json.loads(kept(name, "--json")[1]):
            for mention in row["mentions"]:
                start, end = mention["span"]
                assert mention["page"] == sample.page.id and sample.page.text[start:end] == mention["words"]


def test_why_shows_words_and_rules(kept: Run, sample: Reading) -> None:
    (row, *_) = json.loads(kept("events", "--type", "ASSAULT", "--json")[1])
    code, out, _ = kept("why", row["id"])
    assert code == 0 and f"⟦{row['mentions'][0]['words']}⟧" in out and "frame" in out
    assert kept("why", "grain-deal.html:s1")[0] == 0
    evidence = json.loads(kept("why", row["id"], "--json")[1])["evidence"]
    assert evidence[0]["page"] == sample.page.id
    for record in (
        *sample.mentions.entities,
        *sample.mentions.places,
        *sample.mentions.times,
        *sample.mentions.figures,
    ):
        code, out, _ = kept("why", f"grain-deal.html:{record.id}")
        where = record.span if isinstance(record, Time | Figure) else record.mentions[0].span
        assert code == 0 and out.startswith(f"{record.id} · ") and f"[{where.start}, {where.end}]" in out
    assert json.loads(kept("why", "grain-deal.html:f1", "--json")[1])["evidence"][0]["record"]["id"] == "f1"
    assert kept("why", "grain-deal.html:p99")[0] == 1
    assert kept("why", "e-nothing")[0] == 1 and kept("why", "e-")[0] == 1


def test_search_show_and_schema(kept: Run, sample: Reading) -> None:
    code, out, _ = kept("search", "grain", "terminals")
    assert code == 0 and "⟦grain⟧ ⟦terminals⟧" in out
    assert json.loads(kept("search", "odesa", "--json")[1])
    assert json.loads(kept("show", sample.page.id[7:15], "--json")[1]) == sample.to_dict()
    assert "What happened" in kept("show", "grain-deal.html")[1]
    assert kept("show", "abc")[0] == 1
    assert json.loads(kept("schema")[1]) == load_schema()


def test_verify_says_what_it_is_for(standoff: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Shells fell.</p></body></html>", "utf-8")
    code, _, talk = standoff("verify", str(page))
    assert code == 1 and "neither a ledger nor documents" in talk and "standoff read" in talk


def test_verify_names_the_record(kept: Run, sample: Reading, tmp_path: Path) -> None:
    assert kept("verify")[0] == 0
    document: Any = sample.to_dict()
    (tmp_path / "good.jsonl").write_text(json.dumps(document) + "\n")
    assert kept("verify", "good.jsonl")[0] == 0
    document["events"][0]["trigger"][1] += 1
    (tmp_path / "bad.jsonl").write_text(json.dumps(document) + "\n")
    code, out, _ = kept("verify", "good.jsonl", "bad.jsonl")
    assert code == 1 and "e1" in out and "bad.jsonl, line 1" in out
    assert kept("verify", "missing.jsonl")[0] == 1


def test_verify_names_a_falsified_record_of_the_lists(kept: Run) -> None:
    (row, *_) = json.loads(kept("events", "--json")[1])
    with closing(sqlite3.connect("standoff.db")) as connection:
        connection.execute("UPDATE merged SET row = json_set(row, '$.realis', 'denied') WHERE id = ?", (row["id"],))
        connection.commit()
    code, out, talk = kept("verify")
    assert code == 1 and f"ledger: {row['id']}: its row" in out and "(realis)" in out and "1 fault" in talk
    assert kept("verify", "--no-merged")[0] == 0


def test_parse_prints_conllu(standoff: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    code, out, _ = standoff("parse", "good.txt")
    rows = [line.split("\t") for line in out.splitlines() if line and not line.startswith("#")]
    assert code == 0 and all(len(row) == 10 for row in rows)
    for row in rows:
        misc = dict(part.split("=") for part in row[9].split("|"))
        assert GOOD[int(misc["start"]) : int(misc["end"])] == row[1]
    assert rows[1][1] == "Russia" and "NE=B-" in rows[1][9] and "Entity=n" in rows[1][9]
    assert sum(row[6] == "0" for row in rows) == out.count("# sent_id")


def test_demo_prints_the_sample_as_a_document(standoff: Run) -> None:
    code, out, _ = standoff("demo", "--json")
    assert code == 0 and json.loads(out)["story"]["published_at"] == "2023-07-19"


@pytest.mark.slow
def test_demo_keeps_the_furniture_out(standoff: Run) -> None:
    code, out, _ = standoff("demo")
    assert code == 0 and "What happened" in out and "On what condition" in out
    for noise in ("Oops", "cookie", "ferry", "fishing", "Sign up", "Share on"):
        assert noise not in out


def test_doctor(kept: Run) -> None:
    code, out, _ = kept("doctor")
    assert code == 0 and "sha256" in out and "1 story, " in out
    Path("standoff.db").write_bytes(b"no database" * 100)
    assert kept("doctor")[0] == 1
