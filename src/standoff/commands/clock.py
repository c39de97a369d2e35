"""`standoff clock`: has the condition been met, day by day?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import day_options, ink, json_options, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@click.argument("identifier", metavar="ID")
@ledger_option
@dossier_option
@day_options(
    since="First day that is shown.",
    until="Last day of the clock; stories that came out later are left out.",
)
@json_options("the clock")
def clock(
    identifier: str, db: Path, dossier: str | None, since: str | None, until: str | None, as_json: bool
) -> None:  # fmt: skip
    """Show the clock of a condition: what is reported on every day since it was first stated.

    ID is a condition of `standoff conditions`, or the beginning of one. A day on which nothing is reported is never
    taken for "met"; a day on which no story speaks of the place is not covered. The evidence of a day says what had to
    be assumed: "actor not stated", "day not stated: day of the story".

    \b
    Example:
      standoff clock c-feuhox3d7325
    """
    from dataclasses import replace

    from standoff.commands.merged import find_condition
    from standoff.commands.scoped import scoped_ledger
    from standoff.days import first_of, last_of
    from standoff.show.clock_text import show_clock
    from standoff.show.ledger_json import clock_row
    from standoff.track import Watch

    last = last_of(until)
    ledger = scoped_ledger(db, dossier, as_of=last)
    condition = find_condition(ledger, identifier, db)
    watch = Watch(ledger)
    whole, coverage = watch.clock(condition, until=last), watch.coverage(condition, until=last)
    first = first_of(since) or ""
    shown = replace(whole, days=tuple(d for d in whole.days if d.day >= first))
    if as_json:
        click.echo(json.dumps(clock_row(shown, coverage), ensure_ascii=False, indent=1))
    else:
        click.echo(show_clock(ledger, condition, shown, coverage, ink=ink()))
