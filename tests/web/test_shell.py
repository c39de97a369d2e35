"""The page in a browser: it opens everywhere, breaks no rule, keeps its state in the address, works by keyboard."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import Visit
from tests.web.patience import expect

SCREENS = (
    "/", "/conditions", "/positions", "/events", "/statements", "/map", "/actors", "/stories", "/sources", "/review",
    "/read",
)  # fmt: skip
DETAILS = {
    "/condition/": "conditions", "/position/": "positions", "/event/": "events", "/statement/": "statements",
    "/actor/": "entities", "/story/": "stories",
}  # fmt: skip
FIRST_LOAD = 250_000  # bytes, packed
BREACH = "main li button.breach_reported"


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_opens_breaks_no_rule_and_fits_a_phone(visit: Visit, path: str) -> None:
    page = visit.go(path)
    expect(page.locator("main h1")).to_have_count(1)
    assert (visit.complaints, visit.broken()) == ([], [])
    assert [url for url in visit.asked if not url.startswith(visit.base)] == []
    page.set_viewport_size({"width": 390, "height": 844})
    visit.until("() => document.documentElement.scrollWidth <= 390")  # what follows the width is drawn anew


@pytest.mark.parametrize("folder", DETAILS)
def test_a_record_opens_and_breaks_no_rule(visit: Visit, folder: str) -> None:
    first = visit.api(f"{DETAILS[folder]}?limit=1")["rows"][0]["id"]
    page = visit.go(folder + first.removeprefix("sha256:"))
    expect(page.locator("main h1")).to_have_count(1)
    assert (visit.complaints, visit.broken()) == ([], [])


def test_the_first_load_is_small(visit: Visit, built: Path) -> None:
    visit.go("/")
    paths = {urlsplit(url).path for url in visit.asked if "/api/" not in url}
    files = [built / ("index.html" if path == "/" else path.lstrip("/")) for path in paths]
    assert len(files) > 5
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < FIRST_LOAD


def test_the_overview_tells_what_talks_wait_for_when_it_was_breached_and_in_which_words(visit: Visit) -> None:
    page = visit.go("/")
    lead = page.locator("main article").first
    expect(lead).to_contain_text("Russia must stop bombing Ukrainian cities")
    expect(lead).to_contain_text("meaningful talks on a ceasefire can begin")
    expect(lead).to_contain_text("Not met")
    expect(lead.get_by_label("7 March 2022: breach reported, 1 passage", exact=True)).to_be_visible()
    lead.locator("button.breach_reported").nth(2).click()
    expect(page.locator("aside mark.words").first).not_to_be_empty()


def test_a_filter_stays_in_the_address_and_survives_a_reload(visit: Visit) -> None:
    page = visit.go("/events")
    page.keyboard.press("/")
    expect(page.get_by_label("Filter the record")).to_be_focused()
    page.keyboard.type("actor:Russia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?actor=Russia")
    page.reload()
    page.get_by_label("Remove Actor Russia").wait_for()
    total = visit.api("events?actor=Russia")["total"]
    assert 0 < total < visit.api("events")["total"]
    page.locator("main header", has_text=f"{total} events").wait_for()
    page.get_by_label("Remove Actor Russia").click()
    page.wait_for_url("**/events")


def test_a_suggestion_sets_its_own_field(visit: Visit) -> None:
    page = visit.go("/events")
    page.get_by_label("Filter the record").fill("Chernih")
    options = page.get_by_role("option")
    options.filter(has_text="Chernihiv").filter(has_text="Place").wait_for()
    place = next(n for n, said in enumerate(options.all_inner_texts()) if "Place" in said)
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    expect(options.nth(place)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?place=Chernihiv")


def test_filters_go_along_to_the_next_screen_and_back(visit: Visit) -> None:
    page = visit.go("/events?actor=Russia")
    page.get_by_role("link", name="Statements").click()
    page.wait_for_url("**/statements?actor=Russia")
    page.go_back()
    page.wait_for_url("**/events?actor=Russia")


def test_keys_alone_lead_to_a_condition_and_back(visit: Visit) -> None:
    page = visit.go("/")
    page.keyboard.type("gc")
    page.wait_for_url("**/conditions")
    page.wait_for_selector("main[data-screen=conditions] [data-row]")
    visit.settle()
    page.keyboard.type("jjk")
    expect(page.locator("main [data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/condition/c-*")
    page.go_back()
    page.wait_for_url("**/conditions")


def test_the_keys_are_told(visit: Visit) -> None:
    page = visit.go("/events")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()


def test_from_a_mark_to_its_words_to_the_story_and_back(visit: Visit) -> None:
    page = visit.go("/conditions")
    mark = page.locator(BREACH).first
    mark.click()
    page.locator("aside mark.words").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("aside")).to_have_count(0)
    expect(mark).to_be_focused()
    mark.click()
    page.locator("aside a[href^='/story/']").first.click()
    page.wait_for_url("**/story/*?at=*")
    page.go_back()
    page.wait_for_url("**/conditions")
    page.locator(BREACH).first.wait_for()


def test_the_drawer_goes_from_day_to_day(visit: Visit) -> None:
    page = visit.go("/conditions")
    page.locator(BREACH).nth(2).click()
    heading = page.locator("aside h2")
    before = heading.inner_text()
    page.get_by_role("button", name="Day after").click()
    expect(heading).not_to_have_text(before)
    page.get_by_role("button", name="Day before").click()
    expect(heading).to_have_text(before)


def test_a_path_of_a_position_opens_below_its_row(visit: Visit) -> None:
    page = visit.go("/positions")
    page.locator("main td button").first.click()
    page.wait_for_url("**/positions?cell=k-*")
    page.get_by_role("link", name="Open the position").click()
    page.wait_for_url("**/position/k-*")


def test_dragging_over_days_sets_since_and_until(visit: Visit) -> None:
    page = visit.go("/")
    chart = page.get_by_role("img", name="Events by day")
    chart.hover()  # waits until it stands still
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.up()
    page.wait_for_url("**/?since=2022-03-*&until=2022-03-*")


def test_a_stopped_server_is_told_and_forgotten_when_it_is_back(visit: Visit) -> None:
    page = visit.page
    page.add_init_script("window.setInterval = () => 0")  # the page does not ask by itself: only the button does
    page.route("**/api/**", lambda call: call.abort())
    page.goto(visit.base + "/events")
    page.get_by_role("heading", name="The server does not answer").wait_for()
    page.unroute("**/api/**")
    page.get_by_role("button", name="Ask now").click()
    page.locator("main tbody tr").first.wait_for()


def test_what_comes_from_outside_stays_text(visit: Visit) -> None:
    row = visit.api("events?limit=1")["rows"][0]
    answer = {"total": 1, "rows": [{**row, "actors": ["<img src=x onerror=alert(1)>", "exe\u202egpj"]}]}
    visit.page.route("**/api/events*", lambda call: call.fulfill(json=answer))
    page = visit.go("/events")
    expect(page.locator("main tbody")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("main .unseen")).to_have_text("RLO")
    assert page.locator("main tbody img").count() == 0
    assert visit.broken() == []


def test_an_answer_that_says_no_is_shown(visit: Visit) -> None:
    page = visit.go("/condition/c-nothinglikeit")
    expect(page.get_by_role("alert")).to_contain_text("no record c-nothinglikeit")


def test_the_look_that_was_chosen_is_remembered(visit: Visit) -> None:
    page, colour = visit.go("/events"), "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.get_by_role("button", name="Show the page dark").click()
    visit.until(f"before => {colour} !== before", before)
    after = page.evaluate(colour)
    page.reload()
    visit.until(f"after => {colour} === after", after)
