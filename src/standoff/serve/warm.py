"""What a new server computes before anybody asks: the screens over the whole ledger."""

from __future__ import annotations

from standoff.serve.desk import Desk
from standoff.serve.filters import Filters
from standoff.serve.routes import counts, names, overtime, search
from standoff.serve.routes.state import ledger_row


def warm(desk: Desk) -> None:
    """Has every screen without filters ready; those that come first on the page come first."""
    ledger_row(desk)
    counts.timeline(desk, Filters())
    desk.look_up_clocks()
    overtime.brief(desk)
    overtime.matrix(desk)
    overtime.changes(desk)
    overtime.within_reach(desk)
    overtime.deadlocks(desk)
    overtime.contradictions(desk)
    counts.on_map(desk, Filters())
    counts.publishers(desk)
    search.suggest(desk, "a")
    names.entities(desk, Filters())
    desk.stories(Filters())
