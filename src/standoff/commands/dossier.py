"""`standoff dossier`: what somebody follows, kept in the ledger file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.commands.options import Day, check_days, ink, json_options, ledger_option, now

if TYPE_CHECKING:
    from standoff.track import Dossier


@click.group()
def dossier() -> None:
    """Follow some parties, so that two wars in one ledger do not mix.

    Lists, clocks, deadlocks, changes and briefs take --dossier NAME and leave out what does not belong. What belongs: a
    record that names two of the parties; in a story that is mostly about them also one that names no other state, and
    a party's talk with somebody else. Name a third party (NATO, USA) to follow its answers too.
    """


@dossier.command()
@click.argument("name")
@click.option("--parties", required=True, metavar="A,B…", help="Two or more: ISO alpha-3, states or groups by name.")
@click.option("--since", type=Day(), help="First day of the stories.")
@click.option("--until", type=Day(), help="Last day of the stories.")
@ledger_option
def new(name: str, parties: str, since: str | None, until: str | None, db: Path) -> None:
    """Make a dossier, or give the one of that name other parties and days.

    \b
    Example:
      standoff dossier new war --parties UKR,RUS --since 2022-02-24
    """
    from standoff.days import first_of, last_of
    from standoff.errors import UsageError
    from standoff.store import open_store
    from standoff.track import Dossier

    named = tuple(dict.fromkeys(p.strip() for p in parties.split(",") if p.strip()))
    if len(named) < 2:
        raise UsageError("a dossier needs two parties or more, with a comma between them: --parties UKR,RUS")
    check_days(since, until)
    made = Dossier(name, named, first_of(since), last_of(until))
    with open_store(db, write=True) as store:
        store.put_dossier(made, at=now())
    click.echo(_line(made))


@dossier.command("list")
@ledger_option
@json_options("the dossiers")
def list_(db: Path, as_json: bool) -> None:
    """List the dossiers of the ledger."""
    from dataclasses import asdict

    from standoff.store import open_store

    with open_store(db) as store:
        found = store.dossiers()
    if as_json:
        click.echo(json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1))
    elif found:
        click.echo("\n".join(_line(d) for d in found))
    else:
        click.echo("standoff: no dossier yet; `standoff dossier new NAME --parties A,B` makes one", err=True)


@dossier.command()
@click.argument("name")
@ledger_option
@json_options("the dossier and its stories")
def show(name: str, db: Path, as_json: bool) -> None:
    """Show a dossier: how much belongs to it, and its stories."""
    from dataclasses import asdict

    from standoff.commands.scoped import find_dossier, scoped_ledger
    from standoff.show.ink import safe
    from standoff.store import open_store

    with open_store(db) as store:
        found = find_dossier(store, name, db)
    ledger = scoped_ledger(db, name)
    kinds = ("stories", "events", "statements", "positions", "conditions")
    counts = {kind: len(getattr(ledger, kind)) for kind in kinds}
    if as_json:
        stories = [{"id": s.page, "title": s.title, "published_at": s.published_at} for s in ledger.stories]
        click.echo(json.dumps({**asdict(found), **counts, "stories": stories}, ensure_ascii=False, indent=1))
        return
    click.echo(ink()(_line(found), "bold"))
    click.echo(", ".join(f"{number} {kind}" for kind, number in counts.items()))
    for story in ledger.stories:
        click.echo(f"  {story.published_at or 'not stated':<10}  {safe(story.title) or '(no title)'}")


@dossier.command()
@click.argument("name")
@ledger_option
def drop(name: str, db: Path) -> None:
    """Forget a dossier. Its stories and records stay in the ledger."""
    from standoff.errors import StoreError
    from standoff.store import open_store

    with open_store(db, write=True) as store:
        if not store.drop_dossier(name):
            raise StoreError(f"{db}: no dossier {name}")
    click.echo(f"standoff: {name} is dropped; its stories stay", err=True)


def _line(found: Dossier) -> str:
    """A dossier in one line."""
    days = f"  {found.since or '…'} to {found.until or '…'}" if found.since or found.until else ""
    return f"{found.name}: {', '.join(found.parties)}{days}"
