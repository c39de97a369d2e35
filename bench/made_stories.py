"""Stories that are made, with their records and without a model: a ledger of any size for benchmarks of the page."""

from __future__ import annotations

import hashlib
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.scale import towns

from standoff.contract import seal_of
from standoff.store import open_store

STATES = (
    ("Ukraine", "UKR"), ("Russia", "RUS"), ("Syria", "SYR"), ("Turkey", "TUR"), ("Israel", "ISR"), ("Iran", "IRN"),
    ("Sudan", "SDN"), ("Yemen", "YEM"), ("Georgia", "GEO"), ("Armenia", "ARM"), ("Iraq", "IRQ"), ("Mali", "MLI"),
)  # fmt: skip
VERBS = (
    ("struck", "ASSAULT"), ("shelled", "ASSAULT"), ("met", "CONSULT"), ("sanctioned", "SANCTION"),
    ("aided", "AID"), ("seized", "COERCE"), ("condemned", "ACCUSE"),
)  # fmt: skip
MATTERS = (
    ("stop the shelling", "ASSAULT", "stop"),
    ("open the corridor", "AID", "happen"),
    ("begin talks", "CONSULT", "happen"),
)
ACTS = ("demand", "offer", "refusal", "promise", "threat")
FILLER = "The road was quiet in the morning, and people went to the market as on any other day of that week."


class Made:
    """One made story: its text, and the records that stand in it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._chance = chance
        self._text: list[str] = []
        self._length = 0
        self._sides = chance.sample(STATES, 3)
        self._towns = chance.sample(TOWNS, 3)
        self._mentions: dict[str, list[list[int]]] = {}
        self._day = (date(2022, 1, 1) + timedelta(days=number // 55)).isoformat()
        self._outlet = f"Outlet {chance.randrange(40)}"
        self.document = self._made(number)

    def _say(self, words: str) -> list[int]:
        """Adds words; their span."""
        start = self._length
        self._text.append(words)
        self._length += len(words)
        return [start, self._length]

    def _name(self, identifier: str, words: str) -> list[int]:
        span = self._say(words)
        self._mentions.setdefault(identifier, []).append(span)
        return span

    def _made(self, number: int) -> dict[str, Any]:
        title = self._say(f"Story {number} of {self._sides[0][0]}")
        self._say("\n")
        sentences, events, statements, positions, conditions = [title], [], [], [], []
        for n in range(1, 6):
            start = self._length
            events.append(self._event(n))
            sentences.append([start, self._length])
            self._say(" ")
        for n in range(1, 4):
            start = self._length
            statements.append(self._statement(n))
            sentences.append([start, self._length])
            self._say(" ")
        if number % 2:
            start = self._length
            position, condition = self._position(tied=number % 6 == 1)
            positions.append(position)
            conditions += [condition] if condition else []
            sentences.append([start, self._length])
            self._say("\n")
        for _ in range(8):
            sentences.append(self._say(FILLER))
            self._say(" ")
        return self._document(title, sentences, events, statements, positions, conditions)

    def _event(self, n: int) -> dict[str, Any]:
        verb, code = self._chance.choice(VERBS)
        who, whom, where = self._chance.randrange(3), self._chance.randrange(3), self._chance.randrange(3)
        actor = self._name(f"n{who + 1}", self._sides[who][0])
        self._say(" ")
        trigger = self._say(verb)
        self._say(" ")
        recipient = self._name(f"n{whom + 1}", self._sides[whom][0])
        self._say(" in ")
        place = self._name(f"p{where + 1}", self._towns[where].name)
        self._say(" on ")
        day = self._name("t1", "that day")
        self._say(".")
        spans = (
            ("actor", actor, f"n{who + 1}"),
            ("recipient", recipient, f"n{whom + 1}"),
            ("place", place, f"p{where + 1}"),
        )
        return {
            "id": f"e{n}", "event_type": code, "mode": None, "contexts": [], "mode_basis": None,
            "trigger": trigger, "mentions": [trigger],
            "arguments": [{"role": r, "span": s, "ref": i, "rule": "made"} for r, s, i in spans],
            "actors": [f"n{who + 1}"], "recipients": [f"n{whom + 1}"], "places": [f"p{where + 1}"],
            "times": ["t1"] if day else [], "figures": [], "weapon": None, "realis": "occurred",
            "realis_rule": "made", "statement": "s1" if n % 2 else None, "frame": "made",
            "score": round(self._chance.uniform(0.5, 1), 3),
        }  # fmt: skip

    def _statement(self, n: int) -> dict[str, Any]:
        source = (
            self._name("n4", f"Minister {self._chance.randrange(200)}") if n == 1 else self._name("n4", "The minister")
        )
        self._say(" ")
        cue = self._say("said")
        self._say(" that ")
        content = self._say(
            f"the road to {self._chance.choice(TOWNS).name} was {self._chance.choice(('open', 'closed'))}"
        )
        self._say(".")
        return {
            "id": f"s{n}", "source": {"span": source, "ref": "n4"}, "cue": cue, "content": [content],
            "form": "indirect", "polarity": "affirmed", "within": None, "addressee": None, "medium": None,
            "time": None, "place": None, "score": round(self._chance.uniform(0.5, 1), 3), "rule": "made",
        }  # fmt: skip

    def _position(self, *, tied: bool) -> tuple[dict[str, Any], dict[str, Any] | None]:
        start = self._length
        self._name("n1", self._sides[0][0])
        self._say(" wants to ")
        words, code, polarity = self._chance.choice(MATTERS)
        thing = self._say(words)
        needs, span = None, [start, self._length]
        if tied:
            self._say(" once ")
            needs = self._say(f"{self._sides[1][0]} stops its attacks")
            span = [start, self._length]
        position = {
            "id": "k1", "holder": "n1", "on_behalf_of": self._sides[0][1], "counterpart": "n2",
            "act": self._chance.choice(ACTS), "object": {"span": thing, "event_type": code, "polarity": polarity},
            "span": span, "reason": None, "deadline": None, "condition": "c1" if tied else None, "statement": None,
            "score": 0.8, "rule": "made",
        }  # fmt: skip
        if needs is None:
            return position, None
        requires = {
            "span": needs, "event_type": "ASSAULT", "modes": [], "polarity": "stop", "actors": [self._sides[1][1]],
            "recipients": [self._sides[0][1]], "places": [], "target": None,
        }  # fmt: skip
        consequence = {"span": thing, "event_type": code, "polarity": "happen", "actors": [self._sides[0][1]]}
        return position, {
            "id": "c1", "operator": "after", "requires": requires, "consequence": consequence, "span": span,
            "deadline": None, "rule": "made",
        }  # fmt: skip

    def _document(self, title: list[int], sentences: list[list[int]], *records: list[dict[str, Any]]) -> dict[str, Any]:
        text = "".join(self._text)
        minister = text[slice(*self._mentions["n4"][0])]
        entities = [_entity(f"n{i + 1}", name, "state", code) for i, (name, code) in enumerate(self._sides)]
        entities.append(_entity("n4", minister, "person", self._sides[0][1]))
        for entity in entities:
            entity["mentions"] = [{"span": s, "form": "name"} for s in self._mentions.get(entity["id"], [])]
        page = {
            "id": "sha256:" + hashlib.sha256(text.encode()).hexdigest(), "uri": None, "media_type": "text/plain",
            "fetched_at": None, "text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "text_by": "plain-text/1", "truncated": False,
        }  # fmt: skip
        story = {
            "title": title, "kept": [[0, len(text)]], "language": "en", "publisher": self._outlet, "authors": [],
            "published_at": self._day, "published_basis": "argument", "furniture": [],
        }  # fmt: skip
        places = [_place(f"p{i + 1}", town, self._mentions.get(f"p{i + 1}", [])) for i, town in enumerate(self._towns)]
        body = {
            "schema": "standoff/reading/1", "made_by": {"standoff": "0", "encoder": "made", "terms": "made"},
            "page": page, "story": story, "sentences": sentences, "entities": entities, "places": places,
            "times": [{"id": "t1", "value": self._day, "span": self._mentions["t1"][0]}], "figures": [],
            **dict(zip(("events", "statements", "positions", "conditions"), records, strict=True)), "notes": [],
        }  # fmt: skip
        return {**body, "seal": seal_of(body)}


def _entity(identifier: str, name: str, kind: str, country: str) -> dict[str, Any]:
    return {
        "id": identifier, "name": name, "kind": kind, "country": country, "sector": None, "office": None,
        "wikidata": None,
    }  # fmt: skip


def _place(identifier: str, town: Any, spans: list[list[int]]) -> dict[str, Any]:
    number = int(town.name.split()[1])
    return {
        "id": identifier, "name": town.name, "geonames": number + 1, "country": STATES[number % len(STATES)][1],
        "lat": town.lat, "lon": town.lon, "resolution": 4, "mentions": [{"span": s} for s in spans],
    }  # fmt: skip


TOWNS = towns(400)


def build(db: Path, stories: int) -> None:
    """Makes the ledger and merges it."""
    chance, start = random.Random(1), time.perf_counter()
    with open_store(db, write=True) as store:
        for number in range(stories):
            document = Made(number, chance).document
            store.put(document, raw=document["page"]["text"].encode(), at="2024-01-01T00:00:00+00:00")
            if number % 1000 == 999:
                print(f"  {number + 1} stories, {time.perf_counter() - start:.0f} s", file=sys.stderr)
        put = time.perf_counter() - start
        store.merge()
    print(f"{stories} stories put in {put:.0f} s, merged in {time.perf_counter() - start - put:.0f} s, {size(db)} MB")


def size(db: Path) -> int:
    return db.stat().st_size // 1_000_000
