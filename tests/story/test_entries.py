"""The headings of a live page tell the day on which the text under them was told."""

from __future__ import annotations

import pytest

from standoff.encoder import Encoder
from standoff.model import Given
from standoff.page import read_bytes
from standoff.pipeline import read_page
from standoff.story import find_story

TOLD = "<p>Shells hit a market in Kharkiv yesterday, killing ten people, the mayor said.</p>"
LAST = "<p>Talks in Geneva ended without a deal yesterday, diplomats said on their way out.</p>"


def days(body: str, published_at: str | None = "2016-05-03") -> list[tuple[str, str]]:
    page = read_bytes(f"<html><body><h1>Live: the war in the east</h1>{body}</body></html>".encode(), name="a.html")
    found = find_story(page, name="a.html", published_at=published_at).days
    return [(page.text[span.start : span.end], day) for span, day in found]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Yesterday 23:50", "2016-05-02"),
        ("Monday, 23:50 GMT", "2016-05-02"),
        ("Tuesday 10:00", "2016-05-03"),
        ("23:50 GMT, 30 April", "2016-04-30"),
        ("May 1, 10.30 a.m.", "2016-05-01"),
        ("31 December 10:00", "2015-12-31"),
    ],
)
def test_the_day_of_an_entry(stamp: str, day: str) -> None:
    body = f"<h2>Today 09:10: Shells hit the market</h2>{TOLD}<h3>{stamp}</h3>{LAST}"
    assert [found for _, found in days(body)] == ["2016-05-03", day]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Published 3 May 2016, 10:00</p>{TOLD}{LAST}",
        f"<p>3 May 2016 10:00</p><p>2 May 2016 09:00</p>{TOLD}{LAST}",
        f"{TOLD}<p>Yesterday the army left the town on the river, the mayor said.</p>{LAST}",
        f"{TOLD}<h2>Today 09:10</h2>{LAST}",
    ],
)
def test_a_page_without_entries(body: str) -> None:
    assert days(body) == []


def test_yesterday_is_the_day_before_that_of_the_entry(encoder: Encoder) -> None:
    body = f"<h1>Live: the war</h1><h2>Today 09:10</h2>{TOLD}<h2>1 May 2016</h2>{LAST}<h2>Yesterday 10:00</h2>{TOLD}"
    page = read_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html")
    reading = read_page(page, given=Given(published_at="2016-05-03"), label=encoder)
    values = [t.value for t in reading.mentions.times if reading.words(t.span) == "yesterday"]
    assert values[:2] == ["2016-05-02", "2016-04-30"]
