"""`standoff within-reach`: demands that another side has offered to meet, or has not answered."""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import Day, ink, ledger_option
from standoff.commands.scoped import dossier_option


@click.command()
@ledger_option
@dossier_option
@click.option("--until", type=Day(), help="The ledger as it was known on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the pairs as JSON.")
def within_reach(db: Path, dossier: str | None, until: str | None, as_json: bool) -> None:
    """List what one side demands and another has offered, promised, accepted or is open to; then what is not answered.

    \b
    Example:
      standoff within-reach --until 2022-03-31
    """
    from standoff.commands.scoped import watched_ledger
    from standoff.days import last_of
    from standoff.show.brief import wish_words
    from standoff.show.ledger_json import reach_row
    from standoff.track import find_reach, find_unanswered

    with watched_ledger(db, dossier, as_of=last_of(until), kinds=["position"]) as (ledger, watch):
        found = [*find_reach(ledger, watch=watch), *find_unanswered(ledger)]
    if as_json:
        stories = {s.page: s for s in ledger.stories}
        click.echo(json.dumps([reach_row(r, stories) for r in found], ensure_ascii=False, indent=1))
    for r in [] if as_json else found:
        given = wish_words(r.given) if r.given else "not answered"
        click.echo(ink().wrap(f"{wish_words(r.demand)}: {given}", indent=0))
    if not found and not as_json:
        click.echo("standoff: nothing that is demanded is offered", err=True)
