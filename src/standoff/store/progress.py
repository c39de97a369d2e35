"""Tells those who wait that many stories are merged, and how far it is: through the log, which the commands print."""

from __future__ import annotations

import logging
from typing import Final

from standoff.store.protocol import Tell

MANY: Final = 1000  # stories: fewer are merged before anybody wonders
_STEP: Final = 0.1  # share of the work after which it is told again
_LOG: Final = logging.getLogger(__name__)


class Progress:
    """Hears how far a merge is, and tells it where it takes long."""

    def __init__(self, *, why: str, tell: Tell | None) -> None:
        """`why`: the reason for merging, told at the beginning ("" = none); `tell` hears all that is heard here."""
        self._why = why
        self._tell = tell
        self._next = 0.0

    def __call__(self, pages: int, share: float) -> None:
        """`pages` are merged, and of all work a share (0 to 1) is done."""
        if self._tell:
            self._tell(pages, share)
        if pages < MANY or share < self._next:
            return
        first = not self._next
        self._next = share + _STEP
        if first:
            because = f", {self._why}" if self._why else ""
            _LOG.info("merging %s stories%s; this can take minutes", f"{pages:,}", because)
        else:
            _LOG.info("merged %.0f %%", 100 * share)
