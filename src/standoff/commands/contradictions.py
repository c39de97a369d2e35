"""`standoff contradictions`: what one side says in two ways."""

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
    since="Leave out those whose later saying is older than this day.",
    until="The ledger as it was known on this day.",
)
@json_options("the contradictions")
def contradictions(db: Path, dossier: str | None, since: str | None, until: str | None, as_json: bool) -> None:
    """List pairs of sayings of one side on one matter that cannot both stand. Nothing is resolved: both are shown.

    \b
    Example:
      standoff contradictions --dossier war
    """
    from standoff.commands.scoped import scoped_ledger
    from standoff.days import first_of, last_of
    from standoff.show.brief import contradiction_words
    from standoff.show.ledger_json import contradiction_row
    from standoff.track import find_contradictions

    first = first_of(since) or ""
    found = find_contradictions(scoped_ledger(db, dossier, as_of=last_of(until), kinds=("statement", "position")))
    kept = [pair for pair in found if (pair.later.day or "") >= first]
    if as_json:
        click.echo(json.dumps([contradiction_row(pair) for pair in kept], ensure_ascii=False, indent=1))
    elif kept:
        click.echo("\n".join(ink().wrap(contradiction_words(pair), indent=0) for pair in kept))
    else:
        click.echo("standoff: nobody is told to say two things of one matter", err=True)
