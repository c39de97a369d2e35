"""Values that many tests share: one loaded encoder, the sample page read once, and a reading built by hand."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import pytest
from hypothesis import settings

from standoff.encoder import Encoder, load_encoder
from standoff.model import (
    Argument,
    ConditionMention,
    Consequence,
    Entity,
    EntityMention,
    EventMention,
    Figure,
    Furniture,
    MadeBy,
    Mentions,
    Office,
    Page,
    Place,
    PlaceMention,
    PositionMention,
    PositionObject,
    Reading,
    Record,
    Reference,
    Requires,
    Sentence,
    StatementMention,
    Story,
    Time,
    Token,
)  # fmt: skip
from standoff.span import Span

settings.register_profile("standoff", deadline=None, max_examples=60)  # no deadline: machines of checks are shared
settings.load_profile("standoff")

TEXT = (
    "No talks until bombing stops\n"
    "Oops! Something went wrong.\n"
    "Russia must stop bombing Kyiv before talks can begin, President Olena Kovalenko said on Tuesday.\n"
    "A missile struck Kyiv, killing at least five people, officials said."
)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The shipped encoder, loaded once."""
    return load_encoder()


@pytest.fixture(scope="session")
def sample(encoder: Encoder) -> Reading:
    """The sample page, read with everything that is shipped."""
    from standoff.page import read_bytes
    from standoff.pipeline import read_page

    raw = files("standoff.sample").joinpath("grain-deal.html").read_bytes()
    return read_page(read_bytes(raw, name="grain-deal.html", uri="grain-deal.html"), label=encoder)


@pytest.fixture(scope="session")
def reading() -> Reading:
    """A reading built by hand: no encoder, no rules."""
    return build()


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """The span of the nth place where words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def build(text: str = TEXT, *, uri: str = "story.txt", version: str = "0.1.0", raw: bytes | None = None) -> Reading:
    """The reading built by hand over `text`, which must hold the words of TEXT."""
    raw = text.encode() if raw is None else raw
    page = Page(
        "sha256:" + hashlib.sha256(raw).hexdigest(), uri, "text/plain", None, text,
        hashlib.sha256(text.encode()).hexdigest(), "plain-text/1", raw=raw,
    )  # fmt: skip
    start = at("Russia", text).start
    kept = (at("No talks until bombing stops", text), Span(start, len(text)))
    furniture = (Furniture(at("Oops! Something went wrong.", text), "player error"),)
    story = Story(kept[0], kept, "en", "Reuters", ("A. Writer",), "2022-03-01", "metadata", furniture)
    return Reading(MadeBy(version, "test", "test"), page, story, _sentences(text), _mentions(text), _record(text))


def _sentences(text: str) -> tuple[Sentence, ...]:
    word = at("No", text)
    token = Token(word, "No", "no", "DET", "_", -1, "root")
    spans = [at(line, text) for line in text.split("\n") if not line.startswith("Oops")]
    return tuple(Sentence(span, i, i == 0, (token,) if i == 0 else ()) for i, span in enumerate(spans))


def _mentions(text: str) -> Mentions:
    president = Entity(
        "n1", "Olena Kovalenko", "person", "UKR", "GOV", Office("President", "UKR", "2019-05-20", None), "Q1",
        (EntityMention(at("President Olena Kovalenko", text), "name", 1, 0),),
    )  # fmt: skip
    russia = Entity(
        "n2", "Russia", "state", "RUS", None, None, "Q159", (EntityMention(at("Russia", text), "name", 1, 0),)
    )
    officials = Entity(
        "n3", "officials", "group", None, "GOV", None, None, (EntityMention(at("officials", text), "noun", 2, 0),)
    )
    kyiv = (PlaceMention(at("Kyiv", text), 1, 4), PlaceMention(at("Kyiv", text, 1), 2, 3))
    return Mentions(
        entities=(president, russia, officials),
        places=(Place("p1", "Kyiv", 703448, "UKR", 50.45466, 30.5238, 4, kyiv),),
        times=(Time("t1", "2022-03-01", at("on Tuesday", text), 1, 0),),
        figures=(Figure("f1", "killed", 5, None, "at_least", "people", at("at least five people", text), 2, 7, "s2"),),
        notes=("a note",),
    )


def _record(text: str) -> Record:
    struck, people = at("struck", text), at("at least five people", text)
    event = EventMention(
        "e1", "ASSAULT", "heavy-weapons", ("military",), struck, (struck,),
        (Argument("place", at("Kyiv", text, 1), "p1", "obj"), Argument("figure", people, "f1", "advcl")),
        places=("p1",), figures=("f1",), weapon="missile", statement="s2", score=0.8, frame="strike.v.ASSAULT",
    )  # fmt: skip
    content = at("Russia must stop bombing Kyiv before talks can begin", text)
    said = StatementMention(
        "s1", Reference(at("President Olena Kovalenko", text), "n1"), at("said", text), (content,), "indirect",
        time="t1", score=0.9, rule="ccomp",
    )  # fmt: skip
    told = StatementMention(
        "s2", Reference(at("officials", text), "n3"), at("said", text, 1),
        (at("A missile struck Kyiv, killing at least five people", text),), "indirect",
    )  # fmt: skip
    position = PositionMention(
        "k1", "n1", "UKR", "n2", "demand", PositionObject(at("stop bombing Kyiv", text), "ASSAULT", "stop"), content,
        condition="c1", statement="s1", score=0.8, rule="must",
    )  # fmt: skip
    condition = ConditionMention(
        "c1", "before", Requires(at("stop bombing Kyiv", text), "ASSAULT", (), "stop", ("RUS",), ("UKR",), ("Kyiv",)),
        Consequence(at("talks can begin", text), "CONSULT", "happen", ("UKR", "RUS")), content,
    )  # fmt: skip
    return Record((event,), (said, told), (position,), (condition,))
