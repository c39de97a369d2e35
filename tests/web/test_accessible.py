"""Nothing on the page keeps out those who listen, who see little contrast, or who use no mouse (axe, WCAG 2.1 AA)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Visit
from tests.web.test_shell import DETAILS, SCREENS

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `make page` fetches it")
    return AXE.read_text(encoding="utf-8")


def faults(visit: Visit, axe: str) -> list[str]:
    """Serious and critical faults, each with the first place that shows it."""
    visit.settle()  # colours in passing are nobody's
    visit.page.evaluate(axe)
    found: list[dict[str, Any]] = visit.page.evaluate(f"{RULES}.then(result => result.violations)")
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in grave]


@pytest.mark.parametrize("look", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_keeps_nobody_out(visit: Visit, axe: str, path: str, look: str) -> None:
    visit.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    visit.go(path)
    assert faults(visit, axe) == []


@pytest.mark.parametrize("folder", DETAILS)
def test_a_record_keeps_nobody_out(visit: Visit, axe: str, folder: str) -> None:
    first = visit.api(f"{DETAILS[folder]}?limit=1")["rows"][0]["id"]
    visit.go(folder + first.removeprefix("sha256:"))
    assert faults(visit, axe) == []


def test_the_drawer_keeps_nobody_out(visit: Visit, axe: str) -> None:
    page = visit.go("/conditions")
    page.locator("main li button.breach_reported").first.click()
    page.locator("aside mark.words").first.wait_for()
    assert faults(visit, axe) == []
