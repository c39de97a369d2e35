"""The story that started the project: every row of its acceptance table. Its publisher owns it: it is not here."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from standoff.model import EventMention, Reading
from standoff.page import read_bytes
from standoff.pipeline import Given, read_file, read_page

STORY = Path(__file__).parents[3] / "shared" / "stories" / "no-talks-until-bombing-stops.txt"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not STORY.exists(), reason="the first story lies in ../shared/stories, which is missing here"),
]


PLAYER = (
    """<div class="video-player"><ul><li>Oops!<br>Something went wrong.<br>Please try again later.</li></ul></div>"""
)
FURNITURE = """<aside><h3>Most read</h3><ul><li><a href="/a">Quake shakes island, hundreds flee homes</a></li>
<li><a href="/b">Army shells rebel town, killing 30, activists say</a></li>
<li><a href="/c">Minister resigns over ferry disaster</a></li></ul></aside>"""
CONSENT = """<div id="consent" class="cookie-banner"><p>We and our partners use cookies to store and access data.</p>
<button>Accept all</button> <button>Manage choices</button></div>"""


def page_of(text: str) -> bytes:
    """The story inside a full page: navigation, a consent bar, the dead player, a sidebar of other headlines."""
    title, *blocks = [b.strip() for b in text.split("\n\n") if b.strip()]
    body = "".join(PLAYER if "Oops!" in b else f"<p>{html.escape(b)}</p>" for b in blocks)
    return (
        f"<html><head><title>{html.escape(title)}</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"{CONSENT}<main><article><h1>{html.escape(title)}</h1>{body}</article></main>{FURNITURE}"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()


@pytest.fixture(scope="module", params=["text", "page"])
def reading(request: pytest.FixtureRequest) -> Reading:
    given = Given(published_at="2022-03-01")
    if request.param == "text":
        return read_file(STORY, given=given)
    return read_page(read_bytes(page_of(STORY.read_text("utf-8")), name="story.html"), given=given)


def test_nothing_of_the_furniture_is_kept(reading: Reading) -> None:
    kept = " ".join(reading.words(s) for s in reading.story.kept)
    assert "Zelenskiy said that U.S. President Joe Biden" in kept
    assert not any(
        w in kept for w in ("Oops", "try again", "cookies", "Accept all", "Most read", "ferry", "All rights")
    )


def names(reading: Reading, ids: tuple[str, ...]) -> set[str]:
    found = {e.id: e.name for e in reading.mentions.entities} | {p.id: p.name for p in reading.mentions.places}
    return {found[i] for i in ids}


def content(reading: Reading) -> list[tuple[str, str, str | None, str]]:
    """Source, words, medium and form of every statement."""
    by_id = {e.id: e.name for e in reading.mentions.entities}
    return [
        (
            by_id.get(s.source.ref or "", "") if s.source else "",
            " ".join(reading.words(c) for c in s.content),
            s.medium,
            s.form,
        )
        for s in reading.record.statements
    ]


def assault(reading: Reading, words: str) -> list[EventMention]:
    """ASSAULT events that have a trigger of these words."""
    return [
        e
        for e in reading.record.events
        if e.event_type == "ASSAULT" and any(reading.words(m) == words for m in e.mentions)
    ]


def test_no_record_touches_the_dead_player(reading: Reading) -> None:
    start = reading.page.text.index("Oops!")
    end = reading.page.text.index("try again later.") + 16
    story = reading.page.text.index("STORY:")
    spans = [m for e in reading.record.events for m in e.mentions]
    spans += [c for s in reading.record.statements for c in s.content]
    spans += [m.span for e in reading.mentions.entities for m in e.mentions]
    assert all(s.end <= start or s.start >= end for s in spans)
    assert all(not s.start <= story < s.end for s in spans)


def test_statements(reading: Reading) -> None:
    found = content(reading)
    assert any(
        "Zelenskiy" in s and "Russia must stop bombarding cities" in c and f == "indirect" for s, c, _, f in found
    )
    dialogue = [x for x in found if x[1].startswith("We are for dialogue")]
    assert dialogue[0][0] == "Volodymyr Zelenskiy"
    assert dialogue[0][2:] == ("interview", "direct")
    assert dialogue[0][1].rstrip(".").endswith("behind the table for talks")
    assert any("Zelenskiy" in s and c.startswith("As far as no-fly zone") and f == "direct" for s, c, _, f in found)
    assert any("White House" in s and "it is not willing to enforce a no-fly zone" in c for s, c, _, f in found)


def test_the_interview_was_on_tuesday(reading: Reading) -> None:
    times = {t.id: t.value for t in reading.mentions.times}
    said = [s for s in reading.record.statements if reading.words(s.content[0]).startswith("We are for dialogue")]
    assert times[said[0].time or ""] == "2022-03-01"


def test_the_chain_of_biden_within_zelenskiy(reading: Reading) -> None:
    statements = {s.id: s for s in reading.record.statements}
    inner = next(s for s in statements.values() if s.cue and reading.words(s.cue) == "conveyed")
    outer = statements[inner.within or ""]
    assert inner.source is not None and outer.source is not None and outer.cue is not None
    assert names(reading, (inner.source.ref or "",)) == {"Joe Biden"}
    assert names(reading, (outer.source.ref or "",)) == {"Volodymyr Zelenskiy"}
    assert reading.words(outer.cue) == "said"


def test_positions(reading: Reading) -> None:
    by_id = {e.id: e for e in reading.mentions.entities}
    found = [
        (p.act, by_id[p.holder].name if p.holder else "", by_id[p.counterpart].name if p.counterpart else "", p)
        for p in reading.record.positions
    ]
    stop = next(p for a, h, c, p in found if (a, h, c) == ("demand", "Volodymyr Zelenskiy", "Russia"))
    assert (stop.object.event_type, stop.object.polarity, stop.on_behalf_of) == ("ASSAULT", "stop", "UKR")
    assert stop.condition is not None
    refusal = next(p for a, h, _, p in found if a == "refusal" and h == "White House")
    assert "no-fly zone" in reading.words(refusal.object.span)
    assert refusal.reason and "put American service-members in harm" in reading.words(refusal.reason)
    asked = next(p for a, _, c, p in found if a == "demand" and c == "international community")
    assert "no-fly zone" in reading.words(asked.object.span)


def test_the_condition(reading: Reading) -> None:
    found = [c for c in reading.record.conditions if "RUS" in c.requires.actors]
    assert (found[0].requires.event_type, found[0].requires.polarity) == ("ASSAULT", "stop")
    assert "cities" in reading.words(found[0].requires.span)
    assert (found[0].consequence.event_type, found[0].consequence.polarity) == ("CONSULT", "happen")


def test_two_strikes_of_one_day_stay_two(reading: Reading) -> None:
    struck = assault(reading, "struck")
    assert len(struck) == 2
    times = {t.id: t.value for t in reading.mentions.times}
    figures = {f.id: (f.what, f.lower, f.upper, f.hedge) for f in reading.mentions.figures}
    kyiv = next(e for e in struck if names(reading, e.places) == {"Kyiv"})
    kharkiv = next(e for e in struck if names(reading, e.places) == {"Kharkiv"})
    assert "Russia" in names(reading, kyiv.actors)
    assert any("TV tower" in reading.words(a.span) for a in kyiv.arguments)
    assert {times[t] for t in kyiv.times} == {"2022-03-01"} == {times[t] for t in kharkiv.times}
    assert kyiv.weapon == kharkiv.weapon == "missile"
    assert [figures[f] for f in kyiv.figures] == [("killed", 5, None, "at_least")]
    assert kharkiv.figures == ()
    assert kyiv.realis == kharkiv.realis == "occurred"


def test_the_invasion_of_the_week_before(reading: Reading) -> None:
    times = {t.id: t.value for t in reading.mentions.times}
    found = assault(reading, "invasion")
    assert any(
        any("Russia" in n for n in names(reading, e.actors))
        and any("Ukrain" in n for n in names(reading, e.recipients))
        and "2022-02-21/2022-02-27" in {times[t] for t in e.times}
        for e in found
    )


def test_aid_sanctions_and_talks(reading: Reading) -> None:
    events = reading.record.events
    aid = next(e for e in events if e.event_type == "AID")
    assert (names(reading, aid.actors), names(reading, aid.recipients)) == ({"NATO members"}, {"Ukraine"})
    assert aid.realis == "ongoing"
    assert "military" in aid.contexts
    sanction = next(e for e in events if e.event_type == "SANCTION")
    assert names(reading, sanction.actors) == {"West"} or "West" in " ".join(names(reading, sanction.actors))
    assert "Russia" in names(reading, sanction.recipients)
    assert "economic" in sanction.contexts
    assert any(e.event_type == "CONSULT" and reading.words(e.trigger) == "negotiations" for e in events)


def test_one_entity_and_one_capital(reading: Reading) -> None:
    zelenskiy = [e for e in reading.mentions.entities if "Zelenskiy" in e.name and e.kind == "person"]
    assert len(zelenskiy) == 1
    assert {"he", "him", "his"} <= {reading.words(m.span).lower() for m in zelenskiy[0].mentions}
    kyiv = next(p for p in reading.mentions.places if p.name == "Kyiv")
    assert any("capital" in reading.words(m.span) for m in kyiv.mentions)


def test_what_is_not_there(reading: Reading) -> None:
    for event in reading.record.events:
        words = reading.words(event.trigger)
        assert not (
            event.event_type == "ASSAULT" and event.realis == "occurred" and words in {"bombardment", "bombarding"}
        )
        assert not (event.event_type == "CONSULT" and event.realis == "occurred" and words == "talks")
        assert "no-fly" not in words
