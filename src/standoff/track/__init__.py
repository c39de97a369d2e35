"""track: the ledger over time - positions that change, clocks of conditions, deadlocks. Pure: the day is handed in."""

from standoff.track.clock import (
    Coverage,
    Watch,
    Watching,
    days_since_breach,
    last_day,
    status_of,
    track_clock,
    track_coverage,
)
from standoff.track.compiled import compile_condition
from standoff.track.contradictions import Contradiction, Said, find_contradictions
from standoff.track.deadlock import find_deadlocks
from standoff.track.dossier import Dossier, scope
from standoff.track.history import track_changes, track_position
from standoff.track.reach import Reach, find_reach, find_unanswered
from standoff.track.refused import Refused, find_refused
from standoff.track.sides import with_sides

__all__ = [
    "Contradiction", "Coverage", "Dossier", "Reach", "Refused", "Said", "Watch", "Watching", "compile_condition",
    "days_since_breach", "find_contradictions", "find_deadlocks", "find_reach", "find_refused", "find_unanswered",
    "last_day", "scope",
    "status_of", "track_changes", "track_clock", "track_coverage", "track_position", "with_sides",
]  # fmt: skip
