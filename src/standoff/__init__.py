"""standoff: reads the news of a conflict and keeps the record of its diplomacy, every line traced to its words."""

__version__ = "0.1.0"
