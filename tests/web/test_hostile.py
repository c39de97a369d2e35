"""Hostile text in every field of the page: shown as text, breaks no rule, opens no dialog, asks no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.web.conftest import Visit, serving, visiting
from tests.web.patience import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HANDLERS = ("onerror", "onload", "onclick", "onfocus", "onmouseover", "onanimationstart", "ontoggle", "onbegin")
TAGS = (
    "img src=x",
    "svg",
    "body",
    "iframe",
    "video src=x",
    "details open",
    "input autofocus",
    "math",
    "marquee",
    "object",
)
PAYLOADS = (
    *(f"<{tag} {handler}=alert(1)>" for tag in TAGS for handler in HANDLERS),
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>",
    "<style>@import'//evil.example/a.css';</style>", "<link rel=stylesheet href=//evil.example/a.css>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example/>",
    "<form action=//evil.example/><button>x</button></form>", "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}", "{@html '<img src=x onerror=alert(1)>'}", "'-alert(1)-'", "\"><img src=x onerror=alert(1)>",
    "<!--<img src=x onerror=alert(1)>-->", "<template><script>alert(1)</script></template>",
    "]]><script>alert(1)</script>",
    "\u202egnp.exe\u202c", "\u2066left\u2069", "a\u200bb\u200cc\u200dd", "\ufeffBOM", "=cmd|' /C calc'!A0", "@SUM(1+1)",
)  # fmt: skip
SCREENS = (
    "/",
    "/conditions",
    "/positions",
    "/events",
    "/statements",
    "/map",
    "/actors",
    "/stories",
    "/sources",
    "/review",
)


def story(number: int, payload: str) -> str:
    """A page whose every claimed field, and whose text, holds a payload."""
    safe = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return (
        f'<html lang="en"><head><title>{safe} hit Odesa</title><meta name="author" content="{safe}">'
        f'<meta property="og:site_name" content="{safe}">'
        f'<meta property="article:published_time" content="2023-07-{number % 28 + 1:02}">'
        f"</head><body><article><h1>{safe} hit Odesa</h1>"
        f"<p>Missiles struck the port of Odesa on Monday, killing at least three people, General {safe} said.</p>"
        f"<p>Ukraine said that talks could not begin until the shelling of {safe} stopped."
        f" The foreign minister, {safe}, demanded that Russia withdraw its troops from the town of {safe}.</p>"
        f"<p>Russia refused to open the port, and said that {safe} was no concern of Kyiv.</p></article></body></html>"
    )


@pytest.fixture(scope="module")
def hostile(browser: Browser, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    files = []
    for number, payload in enumerate(PAYLOADS):
        files.append(folder / f"{number:03}.html")
        files[-1].write_text(story(number, payload), encoding="utf-8")
    with serving(folder / "hostile.db", *files) as base:
        yield base


@pytest.fixture
def visit(browser: Browser, hostile: str) -> Iterator[Visit]:
    with visiting(browser, hostile) as one:
        one.page.on("dialog", lambda dialog: (one.complaints.append("dialog"), dialog.dismiss()))
        yield one


def clean(visit: Visit) -> None:
    assert (visit.complaints, visit.broken()) == ([], [])
    assert [url for url in visit.asked if not url.startswith(visit.base)] == []


def test_there_are_more_than_a_hundred_payloads_and_most_became_records(visit: Visit) -> None:
    assert len(PAYLOADS) >= 100
    assert visit.api("state")["ledger"]["stories"] > 90


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_shows_them_as_text(visit: Visit, path: str) -> None:
    visit.go(path)
    visit.page.mouse.move(600, 400)
    clean(visit)


def test_every_story_shows_its_text_as_it_is_stored(visit: Visit) -> None:
    for row in visit.api("stories?limit=200")["rows"][::7]:
        page = visit.go("/story/" + row["id"].removeprefix("sha256:"))
        stored = visit.api("stories/" + row["id"].removeprefix("sha256:"))
        start, end = stored["story"]["title"]
        told = "".join(stored["page"]["text"][start:end].split())
        expect(page.locator("main h1")).to_have_count(1)
        marks = page.evaluate("[...document.querySelectorAll('h1 .label, h1 .unseen')].map(e => (e.remove(), 1))")
        shown = "".join(page.locator("main h1").inner_text().split())
        hidden = "".join(c for c in told if c.isprintable())
        assert shown == hidden, (marks, row["title"])
    clean(visit)


def test_records_and_addresses_hold_no_code(visit: Visit) -> None:
    for kind, folder in (
        ("events", "event"),
        ("statements", "statement"),
        ("positions", "position"),
        ("conditions", "condition"),
    ):
        for row in visit.api(f"{kind}?limit=200")["rows"][::40]:
            visit.go(f"/{folder}/{row['id']}")
    for payload in PAYLOADS[::9]:
        visit.go("/events?actor=" + quote(payload))
        visit.go("/story/" + quote(payload, safe=""))
    visit.complaints = [c for c in visit.complaints if "404" not in c and "422" not in c]
    clean(visit)


def test_an_address_of_a_page_that_is_no_web_address_is_no_link(visit: Visit) -> None:
    page = visit.go("/stories")
    expect(page.locator("main tbody tr").first).to_be_attached()
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map(a => a.protocol)")
    assert set(hrefs) == {"http:"}
