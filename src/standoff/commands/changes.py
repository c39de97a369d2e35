"""`standoff changes`: what is new, hardened, softened or dropped since a day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import click

from standoff.commands.options import day_options, ink, json_options, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@ledger_option
@dossier_option
@day_options(
    since="First day of the changes.  [default: the last seven days of the ledger]",
    until="Last day of the changes; stories that came out later are left out.",
)
@json_options("the changes")
def changes(db: Path, dossier: str | None, since: str | None, until: str | None, as_json: bool) -> None:
    """List the positions that are new or that changed since a day; repetitions are left out.

    Without --since: the last seven days up to --until, or to the day of the last story.

    \b
    Example:
      standoff changes --since 2022-03-20
    """
    from standoff.commands.scoped import scoped_ledger
    from standoff.days import first_of, last_of
    from standoff.show import show_table
    from standoff.show.ledger_json import step_row
    from standoff.track import last_day, track_changes

    asked = last_of(until)
    ledger = scoped_ledger(db, dossier, as_of=asked, kinds=["position"])
    last = asked or last_day(ledger)
    first = first_of(since) or _week_before(last)
    found = track_changes(ledger, since=first, until=asked)
    rows = [step_row(position, step) for position, step in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        columns = ("day", "change", "holder", "act", "counterpart", "object", "words", "id")
        if since is None:
            click.echo(f"Changes of the last seven days, {first} to {last} (--since asks for others)\n")
        cells = [[" ".join(str(row[c] or "").split()) for c in columns] for row in rows]
        click.echo(show_table(columns, cells, ink=ink()))
    else:
        when = "" if since else f" in the last seven days, {first} to {last}" if last else ""
        click.echo(f"standoff: no position changed{when}", err=True)


def _week_before(last: str | None) -> str:
    """The first of the seven days that end with a day; without one, before all days."""
    return (date.fromisoformat(last) - timedelta(days=6)).isoformat() if last else ""
