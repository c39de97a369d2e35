"""Records as text for people: summaries, evidence, tables. Words of pages are made safe for terminals."""

from standoff.show.evidence import show_evidence
from standoff.show.ink import Ink, safe
from standoff.show.summary import show_line, show_summary
from standoff.show.table import show_table

__all__ = ["Ink", "safe", "show_evidence", "show_line", "show_summary", "show_table"]
