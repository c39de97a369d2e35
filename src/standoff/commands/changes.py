"""`standoff changes`: what is new, hardened, softened or dropped since a day."""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import Day, ink, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@ledger_option
@dossier_option
@click.option("--since", type=Day(), required=True, help="First day of the changes.")
@click.option("--until", type=Day(), help="Last day of the changes; stories that came out later are left out.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def changes(db: Path, dossier: str | None, since: str, until: str | None, as_json: bool) -> None:
    """List the positions that are new or that changed since a day; repetitions are left out.

    \b
    Example:
      standoff changes --since 2022-03-20
    """
    from standoff.commands.scoped import scoped_ledger
    from standoff.days import first_of, last_of
    from standoff.show import show_table
    from standoff.show.ledger_json import step_row
    from standoff.track import track_changes

    first, last = first_of(since) or "", last_of(until)
    found = track_changes(scoped_ledger(db, dossier, as_of=last, kinds=["position"]), since=first, until=last)
    rows = [step_row(position, step) for position, step in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        columns = ("day", "change", "holder", "act", "counterpart", "object", "words", "id")
        cells = [[" ".join(str(row[c] or "").split()) for c in columns] for row in rows]
        click.echo(show_table(columns, cells, ink=ink()))
    else:
        click.echo("standoff: no position changed", err=True)
