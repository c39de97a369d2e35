"""track: the ledger over time - positions that change, clocks of conditions, deadlocks. Pure: the day is handed in."""

from standoff.track.clock import last_day, status_of, track_clock
from standoff.track.deadlock import find_deadlocks
from standoff.track.history import Reach, find_reach, track_changes, track_position

__all__ = [
    "Reach", "find_deadlocks", "find_reach", "last_day", "status_of", "track_changes", "track_clock", "track_position",
]  # fmt: skip
