"""Options and small things that several commands share."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from standoff.settings import ledger_path, reviewer_name
from standoff.show.ink import Ink

_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_WIDTH = 160  # columns of output that goes to a file or another program


class Day(click.ParamType[str]):
    """A day, month or year as YYYY-MM-DD, YYYY-MM or YYYY."""

    name = "DATE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was given, if it is one."""
        parts = [int(part) for part in value.split("-")] if _DAY.match(value) else []
        try:
            date(*[*parts, 1, 1][:3])
        except (TypeError, ValueError):
            self.fail(f"{value!r} is no date; write YYYY-MM-DD (or YYYY-MM, YYYY)", param, ctx)
        return value


def ledger_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--db FILE`, given on as `db`, a path."""
    return click.option(
        "--db", metavar="FILE", callback=lambda _ctx, _param, value: ledger_path(value, os.environ),
        help="The ledger's file.  [default: $STANDOFF_DB or standoff.db]",
    )(command)  # fmt: skip


def now() -> str:
    """The moment, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def signed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--by NAME` and `--note TEXT`: who judges, and why."""
    command = click.option("--note", default="", metavar="TEXT", help="Why, in a few words.")(command)
    return click.option(
        "--by", metavar="NAME", callback=lambda _ctx, _param, value: reviewer_name(value, os.environ),
        help="Who says so.  [default: $STANDOFF_BY or the name of the account]",
    )(command)  # fmt: skip


def ink() -> Ink:
    """Colours and width for standard output."""
    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Ink(colours, min(shutil.get_terminal_size((_WIDTH, 24)).columns, 140) if sys.stdout.isatty() else _WIDTH)


def shown(path: Path) -> str:
    """A path as the user would write it: relative where it lies below the working folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
