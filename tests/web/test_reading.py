"""Reading in a browser: a pasted story, one that cannot be read, an empty ledger, a server that stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import Visit, serving, visiting
from tests.web.patience import PATIENCE, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STORY = """Odesa hit again

ODESA - Missiles struck the port of Odesa on Monday, killing at least three people, the mayor said.

Ukraine said that talks could not begin until the shelling of Odesa stopped.
"""


@pytest.fixture
def empty(browser: Browser, built: Path, tmp_path: Path) -> Iterator[Visit]:
    with serving(tmp_path / "new.db") as base, visiting(browser, base) as visit:
        yield visit


@pytest.mark.parametrize("path", ["/", "/conditions", "/events", "/map", "/stories", "/review", "/sources"])
def test_an_empty_ledger_says_what_to_do(empty: Visit, path: str) -> None:
    page = empty.go(path)
    told = page.locator("main").filter(has_text=re.compile(r"\bNo "))
    expect(told.or_(page.locator("main a[href='/read']")).first).to_be_visible()
    assert empty.complaints == []


def test_a_pasted_story_is_read_and_opens_on_the_desk(empty: Visit) -> None:
    page = empty.go("/read")
    page.get_by_label("The story").fill(STORY)
    page.get_by_label("Day of publication").fill("2023-07-24")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_url("**/story/*", timeout=2 * PATIENCE)
    page.locator("article .mark-condition").first.wait_for()
    assert empty.api("conditions")["total"] == 1


def test_a_story_that_cannot_be_read_says_why(empty: Visit) -> None:
    page = empty.go("/read")
    page.get_by_label("The story").fill("<html><body><nav><a href=/>Home</a></nav></body></html>")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator("li.failed")).to_contain_text("could not be read:", timeout=2 * PATIENCE)


def test_what_failed_can_be_taken_off_the_list(empty: Visit) -> None:
    page = empty.go("/read")
    page.get_by_label("The story").fill("<html><body><nav><a href=/>Home</a></nav></body></html>")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator("li.failed")).to_have_count(1, timeout=2 * PATIENCE)
    page.reload()
    page.get_by_title("Take off the list").click()
    expect(page.locator("li.failed")).to_have_count(0)
    assert empty.api("state")["stories_failed"] == 0


def test_a_ledger_that_is_merged_anew_says_how_far_it_is_and_opens_by_itself(empty: Visit) -> None:
    state = empty.api("state") | {"ledger": None, "merging": {"stories": 1234, "share": 0.421}}
    refusal = {"error": "merging", "detail": "1,234 stories are being merged anew: 42 % are done"}
    page = empty.page
    page.route("**/api/**", lambda call: call.fulfill(status=503, json=refusal))
    page.route("**/api/state", lambda call: call.fulfill(json=state))
    page.goto(empty.base + "/events")
    expect(page.get_by_role("heading", level=1)).to_have_text("The ledger is being merged anew")
    expect(page.locator("main")).to_contain_text("42 % of 1,234 stories")
    page.unroute_all()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")


def test_a_server_that_stopped_is_told_and_its_return_is_noticed_by_itself(empty: Visit) -> None:
    page = empty.go("/events")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("link", name="Statements").click()
    page.get_by_role("heading", name="The server does not answer").wait_for()
    page.unroute("**/api/**")
    page.get_by_role("heading", name="The server does not answer").wait_for(state="detached")
