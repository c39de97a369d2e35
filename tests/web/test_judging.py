"""Judging in a browser: review one, split one, join two, take it back; every word signed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest

from tests.example import FOLDER
from tests.web.conftest import Visit, serving, visiting
from tests.web.patience import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAYS = "2022-03-01*"  # three outlets on one day: enough to merge and to split


@pytest.fixture(scope="module")
def own(browser: Browser, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a ledger that these tests may change."""
    with serving(tmp_path_factory.mktemp("judging") / "own.db", *sorted(FOLDER.glob(DAYS))) as base:
        yield base


@pytest.fixture
def visit(browser: Browser, own: str) -> Iterator[Visit]:
    with visiting(browser, own) as one:
        yield one


def sign(visit: Visit, name: str) -> None:
    page = visit.page
    page.get_by_label("Your name, under what you judge").fill(name)
    page.get_by_role("button", name="Sign").click()
    page.get_by_text(f"Signed {name}").wait_for()
    visit.settle()  # what is to be checked is asked for again, in that name


def merged(visit: Visit) -> dict[str, object]:
    rows: list[dict[str, object]] = visit.api("events?limit=100")["rows"]
    return max(rows, key=lambda row: int(str(row["reports"])))


def test_nothing_is_judged_without_a_name(visit: Visit) -> None:
    page = visit.go("/review")
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("Sign")
    assert visit.api("review/agreement")["records"] == 0


def test_a_record_is_accepted_corrected_and_taken_back_by_keyboard(visit: Visit) -> None:
    page = visit.go("/review?kind=event")
    sign(visit, "Zoë Łuk")
    total = visit.api("review/queue?kind=event")["total"]
    page.keyboard.press("a")
    page.get_by_text("Your last word: accepted").wait_for()
    assert visit.api("review/agreement")["reviewers"] == ["Zoë Łuk"]
    page.keyboard.press("u")
    page.get_by_text("Your last word").wait_for(state="detached")
    visit.until("n => document.body.innerText.includes(`1 of ${n}`)", total)
    visit.settle()
    page.locator("dl button.value").first.click()
    page.get_by_label("event_type").select_option("COERCE")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Your last word: corrected, event_type").wait_for()
    corrected = visit.api("events?checked=corrected")["rows"]
    assert [row["event_type"] for row in corrected] == ["COERCE"]


def test_a_key_that_is_pressed_twice_is_one_word(visit: Visit) -> None:
    visit.go("/review?kind=condition")
    sign(visit, "Dot")
    visit.page.evaluate("for (const key of 'aaa') dispatchEvent(new KeyboardEvent('keydown', {key}))")
    visit.page.get_by_text("Your last word: accepted").wait_for()
    visit.settle()
    asked = Request(f"{visit.base}/api/review/words", headers={"X-Reviewer": "Dot"})
    with urlopen(asked) as answer:
        assert len(json.load(answer)["rows"]) == 1


def test_a_second_person_is_not_told_what_the_first_said(visit: Visit) -> None:
    page = visit.go("/review?kind=statement")
    sign(visit, "Ana")
    first = page.locator("article p.words").inner_text()
    page.keyboard.press("x")
    page.get_by_text("Your last word: rejected").wait_for()
    page.get_by_role("button", name="change").click()
    sign(visit, "Ben")
    expect(page.locator("article p.words")).to_have_text(first, use_inner_text=True)
    expect(page.locator("article")).not_to_contain_text("Ana")
    page.keyboard.press("a")
    page.get_by_text("Your last word: accepted").wait_for()
    page.goto(f"{visit.base}/review?view=settle")
    expect(page.locator("ul.others li", has_text="Ana")).to_have_count(1)
    expect(page.locator("ul.others li")).to_have_count(2)


def test_a_report_is_split_off_and_joined_again(visit: Visit) -> None:
    event = merged(visit)
    reports = int(str(event["reports"]))
    assert reports > 1
    page = visit.go(f"/event/{event['id']}")
    sign(visit, "Kim")
    page.get_by_role("button", name="Not the same event").last.click()
    page.get_by_role("status").filter(has_text="event of its own").wait_for()
    expect(page.locator("thead th")).to_have_count(reports - 1)
    assert merged_reports(visit, str(event["id"])) == reports - 1
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator("thead th")).to_have_count(reports)
    assert merged_reports(visit, str(event["id"])) == reports


def test_two_events_are_joined(visit: Visit) -> None:
    event = merged(visit)
    reports = int(str(event["reports"]))
    page = visit.go(f"/event/{event['id']}")
    sign(visit, "Kim")
    page.get_by_role("button", name="Join with another event").click()
    page.get_by_role("button", name="Same event", exact=True).first.click()
    page.get_by_role("status").filter(has_text="one event").wait_for()
    assert len(visit.api(f"events/{event['id']}")["reports_told"]) > reports


def merged_reports(visit: Visit, identifier: str) -> int:
    return len(visit.api(f"events/{identifier}")["reports_told"])
