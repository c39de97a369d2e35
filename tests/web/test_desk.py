"""The desk in a browser: records lead to their words and back, by code points, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import Visit, serving, visiting
from tests.web.patience import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EMOJI = """🕊️ Talks in 𝐆𝐞𝐧𝐞𝐯𝐚 🇨🇭

GENEVA - 🚀🚀 Émile's café was closed. Missiles struck the port of Odesa on Monday, killing at least three people.

The foreign minister said that talks could not begin until the shelling of Odesa stopped.
"""


@pytest.fixture
def emoji(browser: Browser, built: Path, tmp_path: Path) -> Iterator[Visit]:
    story = tmp_path / "2023-07-24-emoji.txt"
    story.write_text(EMOJI, encoding="utf-8")
    with serving(tmp_path / "emoji.db", story) as base, visiting(browser, base) as visit:
        yield visit


def story_of(visit: Visit, title: str) -> str:
    rows = visit.api("stories?limit=100")["rows"]
    return next(row["id"].removeprefix("sha256:") for row in rows if title in row["title"])


def test_a_card_shows_the_words_of_its_record_and_the_words_their_card(visit: Visit) -> None:
    page = visit.go("/story/" + story_of(visit, "Strike on Kyiv TV tower"))
    page.locator(".cards button", has_text="Assault").first.click()
    page.wait_for_url("**record=e*")
    expect(page.locator("article .role").nth(2)).to_be_attached()
    page.locator("article .mark-statement").first.click(position={"x": 6, "y": 10})
    page.wait_for_url("**record=s*")
    expect(page.locator(".card.chosen.statement")).to_have_count(1)
    assert visit.complaints == []


def test_a_record_leads_to_its_words_in_the_story_and_back(visit: Visit) -> None:
    identifier = visit.api("events?type=ASSAULT&limit=1")["rows"][0]["id"]
    page = visit.go(f"/event/{identifier}")
    page.locator("main table a[data-row]").first.click()
    page.wait_for_url("**/story/**")
    expect(page.locator("article .at").first).to_be_in_viewport()
    page.go_back()
    page.wait_for_url(f"**/event/{identifier}")


def test_kinds_can_be_hidden(visit: Visit) -> None:
    page = visit.go("/story/" + story_of(visit, "Strike on Kyiv TV tower"))
    cards, statements = page.locator(".cards .card"), page.locator(".cards .statement")
    expect(statements).not_to_have_count(0)
    left = cards.count() - statements.count()
    page.locator("button.toggle", has_text="Statements").click()
    expect(statements).to_have_count(0)
    expect(cards).to_have_count(left)
    assert left > 0


def test_emoji_before_a_record_move_no_mark(emoji: Visit) -> None:
    page = emoji.go("/story/" + emoji.api("stories")["rows"][0]["id"].removeprefix("sha256:"))
    document = emoji.api("stories/" + emoji.api("stories")["rows"][0]["id"].removeprefix("sha256:"))
    text = document["page"]["text"]
    told = [text[event["trigger"][0] : event["trigger"][1]] for event in document["events"]]
    assert "struck" in told
    expect(page.locator("article .mark-condition").first).to_be_attached()
    shown = page.locator("article .mark-event").all_inner_texts()
    assert "struck" in shown
    conditions = page.locator("article .mark-condition").all_inner_texts()
    assert any(words.endswith("talks could not begin") or "talks" in words for words in conditions)
    assert not any("\ufffd" in words for words in shown + conditions)


def test_the_story_can_be_worked_by_keyboard_alone(visit: Visit) -> None:
    page = visit.go("/story/" + story_of(visit, "Strike on Kyiv TV tower"))
    rows, chosen = page.locator("main [data-row]"), page.locator(".card.chosen")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**record=*")
    expect(chosen).to_have_count(1)
    first = page.url
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    visit.until("before => location.href !== before", first)
    expect(chosen).to_have_count(1)
