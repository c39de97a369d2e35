"""Reading of the vocabulary tables: tab-separated, a header row, comment lines that begin with "#" on top."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from standoff.errors import TermsError


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `terms/data/NAME` as dicts by column; missing cells are "". Raises `TermsError` for a bad row."""
    return parse_table(files("standoff.terms.data").joinpath(name).read_text("utf-8"), name=name)


def parse_table(text: str, *, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table's text; `name` is used in errors."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if not lines:
        raise TermsError(f"{name}: the table is empty")
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split("\t")
        if len(cells) > len(header):
            raise TermsError(f"{name}, row {number}: {len(cells)} cells under {len(header)} columns: {line[:60]!r}")
        cells += [""] * (len(header) - len(cells))
        rows.append(dict(zip(header, map(str.strip, cells), strict=True)))
    return tuple(rows)
