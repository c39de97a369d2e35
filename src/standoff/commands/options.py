"""Options and small things that several commands share."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from standoff.days import first_of, last_of
from standoff.errors import UsageError
from standoff.settings import ledger_path, reviewer_name
from standoff.show.ink import Ink

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]
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


def json_options(what: str) -> Decorator:
    """`--json` and `--format json`, given on as `as_json`; `what` is printed so."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(*, form: str, as_json: bool, **given: Any) -> Any:
            return command(as_json=as_json or form == "json", **given)

        form = click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
        return form(click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")(run))

    return decorate


def day_options(*, since: str | None, until: str | None) -> Decorator:
    """`--since` and `--until` with their helps (None: the command has that option itself); their order is checked."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> Any:
            check_days(given.get("since"), given.get("until"))
            return command(**given)

        last = click.option("--until", type=Day(), help=until)(run) if until else run
        return click.option("--since", type=Day(), help=since)(last) if since else last

    return decorate


def check_days(since: str | None, until: str | None, *, name: str = "--until") -> None:
    """Raises `UsageError` where the first day lies after the last; `name`: the option that gives the last day."""
    first, last = first_of(since), last_of(until)
    if first and last and first > last:
        raise UsageError(f"--since {since} is after {name} {until}")


def ledger_option(command: Command) -> Command:
    """`--db FILE`, given on as `db`, a path."""
    return click.option(
        "--db", metavar="FILE", callback=lambda _ctx, _param, value: ledger_path(value, os.environ),
        help="The ledger's file.  [default: $STANDOFF_DB or standoff.db]",
    )(command)  # fmt: skip


def now() -> str:
    """The moment, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def signed_options(command: Command) -> Command:
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
