"""The brief of a day as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from standoff.show.brief import HEADINGS
from standoff.show.clock_text import day_words
from standoff.show.ink import PLAIN, Ink, safe, short

_WIDTH = 120  # columns of a page
_TITLE = 30  # characters of a story's title


def show_brief(row: Mapping[str, Any], *, ink: Ink = PLAIN) -> str:
    """The brief as a page."""
    page = replace(ink, width=min(ink.width, _WIDTH))
    since = f", changes since {day_words(row['since'])}" if row["since"] != row["day"] else ""
    lines = [ink(f"Brief of {day_words(row['day'], year=True)} · {row['stories']} stories{since}", "bold")]
    for key, heading in HEADINGS.items():
        if row[key]:
            lines += ["", ink(heading, "bold", "cyan"), *(page.wrap(_with_source(x), indent=2) for x in row[key])]
        elif key == "changed":
            lines += ["", ink("Nothing new in the stories of the day.", "dim")]
    return "\n".join(lines)


def _with_source(line: Mapping[str, Any]) -> str:
    """A line with the stories that it rests on, each with its day."""
    named = ((s["title"] or s["publisher"] or "untitled", day_words(s["day"])) for s in line["sources"])
    told = dict.fromkeys(f"{short(safe(title), _TITLE)}, {day}" for title, day in named)
    return f"{line['text']}  [{'; '.join(told)}]" if told else str(line["text"])
