"""`standoff deadlocks`: conditions that wait for each other."""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import day_options, ink, json_options, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@ledger_option
@dossier_option
@day_options(
    since="Leave out conditions that were last stated before this day.",
    until="The ledger as it was known on this day.",
)
@json_options("the deadlocks")
def deadlocks(db: Path, dossier: str | None, since: str | None, until: str | None, as_json: bool) -> None:
    """List conditions of two or more parties that wait for each other, each with its words.

    \b
    Example:
      standoff deadlocks --until 2022-03-31
    """
    from dataclasses import replace

    from standoff.commands.scoped import scoped_ledger
    from standoff.days import first_of, last_of
    from standoff.show.ledger_json import deadlock_row
    from standoff.show.ledger_text import show_deadlock
    from standoff.track import find_deadlocks

    ledger = scoped_ledger(db, dossier, as_of=last_of(until), kinds=["condition"])
    first = first_of(since)
    ledger = replace(ledger, conditions=tuple(c for c in ledger.conditions if not first or (c.last_day or "") >= first))
    found = find_deadlocks(ledger)
    if as_json:
        click.echo(json.dumps([deadlock_row(d, ledger) for d in found], ensure_ascii=False, indent=1))
    elif found:
        click.echo("\n\n".join(show_deadlock(d, ledger, ink=ink()) for d in found))
    else:
        click.echo("standoff: no conditions wait for each other", err=True)
