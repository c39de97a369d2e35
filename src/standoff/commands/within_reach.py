"""`standoff within-reach`: demands that another side has offered to meet, or has not answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.commands.options import day_options, ink, json_options, ledger_option
from standoff.commands.scoped import dossier_option

if TYPE_CHECKING:
    from standoff.track import Reach


@click.command()
@ledger_option
@dossier_option
@day_options(
    since="Leave out those of which the last word is older than this day.",
    until="The ledger as it was known on this day.",
)
@json_options("the pairs")
def within_reach(db: Path, dossier: str | None, since: str | None, until: str | None, as_json: bool) -> None:
    """List what one side demands and another has offered, promised, accepted or is open to; then what is not answered.

    \b
    Example:
      standoff within-reach --until 2022-03-31
    """
    from standoff.commands.scoped import watched_ledger
    from standoff.days import first_of, last_of
    from standoff.show.ledger_json import reach_row
    from standoff.show.wish import wish_words
    from standoff.track import find_reach, find_unanswered

    with watched_ledger(db, dossier, as_of=last_of(until), kinds=["position"]) as (ledger, watch):
        every = [*find_reach(ledger, watch=watch), *find_unanswered(ledger)]
    first = first_of(since) or ""
    found = [r for r in every if _last_word(r) >= first]
    if as_json:
        stories = {s.page: s for s in ledger.stories}
        click.echo(json.dumps([reach_row(r, stories) for r in found], ensure_ascii=False, indent=1))
    for r in [] if as_json else found:
        given = wish_words(r.given) if r.given else "not answered"
        click.echo(ink().wrap(f"{wish_words(r.demand)}: {given}", indent=0))
    if not found and not as_json:
        click.echo("standoff: nothing that is demanded is offered", err=True)


def _last_word(found: Reach) -> str:
    """The day of the last telling of a demand or its answer; "" if no story tells it."""
    return max(t.day or "" for position in (found.demand, found.given) if position for t in position.tellings)
