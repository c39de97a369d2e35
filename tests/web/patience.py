"""`expect` of Playwright, which asks again until what it is told holds. Without Playwright these tests are skipped.

The page draws after an answer has come, and a busy machine draws late: what a test means is waited for, not looked at.
"""

from __future__ import annotations

import pytest

PATIENCE = 60_000  # ms; a test that passes never waits that long
sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (`pip install -e .[dev]`)")
expect = sync.expect
expect.set_options(timeout=PATIENCE)
