"""`standoff brief`: a day's page - what each side wants, what changed, what is within reach, what is stuck."""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import Day, check_days, ink, json_options, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@ledger_option
@dossier_option
@click.option("--day", type=Day(), help="The day of the brief.  [default: the day of the last story]")
@click.option("--since", type=Day(), help="First day of what changed.  [default: the day itself]")
@click.option("--until", type=Day(), help="The same as --day.")
@json_options("the brief")
def brief(db: Path, dossier: str | None, day: str | None, since: str | None, until: str | None, as_json: bool) -> None:
    """Print one page on a day: what changed, what each side wants, what waits for what, is within reach, is stuck.

    Every line names its stories and their days. Stories that came out after the day are left out.

    \b
    Example:
      standoff brief --day 2022-03-15
    """
    from standoff.commands.scoped import watched_ledger
    from standoff.days import first_of, last_of
    from standoff.errors import StoreError
    from standoff.show.brief import brief_row
    from standoff.show.brief_text import show_brief
    from standoff.store import MergedKind
    from standoff.track import last_day

    check_days(since, day or until, name="--day" if day else "--until")
    asked = last_of(day or until)
    kinds: tuple[MergedKind, ...] = ("statement", "position", "condition")
    with watched_ledger(db, dossier, as_of=asked, kinds=kinds) as (ledger, watch):
        on = asked or last_day(ledger)
        if on is None:
            raise StoreError(f"{db}: no story has a date")
        row = brief_row(ledger, day=on, since=first_of(since), watch=watch)
    click.echo(json.dumps(row, ensure_ascii=False, indent=1) if as_json else show_brief(row, ink=ink()))
