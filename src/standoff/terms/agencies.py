"""News agencies, and the names that outlets give them. Data: `data/agencies.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from standoff.terms.tables import read_table


@cache
def load_agencies() -> Mapping[str, str]:
    """The canonical name of an agency by every name it goes by."""
    return {name: row["name"] for row in read_table("agencies.tsv") for name in row["names"].split("|")}


@cache
def dateline_pattern() -> re.Pattern[str]:
    """What finds an agency's name in brackets, as datelines have it: "KYIV (Reuters) -"."""
    names = "|".join(sorted(map(re.escape, load_agencies()), key=len, reverse=True))
    return re.compile(rf"\(({names})\)")
