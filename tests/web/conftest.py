"""A browser, and a server of the page over the example stories. Skipped, saying so, where one of them is missing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from standoff.serve.static import FOLDER as STATIC
from tests.example import FOLDER as STORIES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
VIOLATIONS = "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective));"


@dataclass
class Visit:
    """A page in the browser, and what it complained about."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """The page at a path, when nothing on it is on its way any more."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector("main[data-screen]:not([data-screen='']) :is(h1, [role=alert])")
        self.page.wait_for_selector("main :is([role=status], [aria-busy=true])", state="detached")
        return self.page

    def settle(self) -> None:
        """Waits until all that was asked for is there and nothing moves any more."""
        self.page.wait_for_selector("main :is(.loading, [aria-busy=true])", state="detached")
        self.until("() => document.getAnimations().every(one => one.playState !== 'running')")

    def until(self, holds: str, arg: object = None) -> None:
        """Waits until a function of JavaScript says so; the page's policy forbids `wait_for_function` to ask twice."""
        from tests.web.patience import PATIENCE

        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(holds, arg):
            assert time.monotonic() < end, holds
            self.page.wait_for_timeout(50)

    def api(self, call: str) -> Any:
        """What the server answers."""
        with urlopen(f"{self.base}/api/{call}") as answer:
            return json.load(answer)

    def hear(self, message: ConsoleMessage) -> None:
        """Keeps what the console calls an error or a warning."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def broken(self) -> list[str]:
        """Rules of the content security policy that the page broke."""
        found: list[str] = self.page.evaluate("window.broken")
        return found


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the built page."""
    if not (STATIC / "index.html").exists():
        pytest.skip("the page is not built: install Node 20.19 or later, then run `make page`")
    return STATIC


@pytest.fixture(scope="session")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `standoff serve` over the example stories."""
    db = tmp_path_factory.mktemp("web") / "ukraine.db"
    with serving(db, STORIES) as address:
        yield address


@contextmanager
def serving(db: Path, *stories: Path) -> Iterator[str]:
    """The address of `standoff serve` over a new ledger of some stories."""
    run = [sys.executable, "-m", "standoff"]
    if stories:
        subprocess.run([*run, "read", *map(str, stories), "--db", str(db)], check=False, capture_output=True)
    serve = [*run, "serve", "--db", str(db), "--port", "0", "--no-browser"]
    with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = server.stderr.readline()
            found = ADDRESS.search(said)
            assert found, said
            yield found[0]
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    from tests.web.patience import sync

    if CHROMIUM is None:
        pytest.skip("no chromium here: the tests in a browser need it (Debian: `apt install chromium`)")
    with sync.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Visit]:
    """A fresh visit at 1280 x 720 that remembers nothing of the others."""
    with visiting(browser, served) as one:
        yield one


@contextmanager
def visiting(browser: Browser, base: str) -> Iterator[Visit]:
    """A fresh visit to a server."""
    from tests.web.patience import PATIENCE

    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(VIOLATIONS)
    one = Visit(page, base)
    page.on("console", one.hear)
    page.on("pageerror", lambda error: one.complaints.append(str(error)))
    page.on("request", lambda request: one.asked.append(request.url))
    yield one
    context.close()
