"""The list commands: `standoff events`, `statements`, `positions`, `conditions`, `entities`, `stories`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from standoff.commands.options import Day, day_options, ink, ledger_option
from standoff.model import Act, EntityKind, Realis
from standoff.show.columns import COLUMNS, cells
from standoff.show.csv_rows import csv_text
from standoff.show.geojson import geojson_text
from standoff.terms.frames import EVENT_TYPES

if TYPE_CHECKING:
    from standoff.ledger_model import Ledger
    from standoff.store import Choice, Store
    from standoff.track import Dossier

Row = dict[str, Any]
FORMATS = ("table", "json", "csv", "jsonl")
TABLE_ROWS = 50  # rows of a table where no limit is given: what a screen or two hold

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def _one_of(metavar: str, words: Sequence[str], *names: str) -> Decorator:
    """An option that takes one of some words, in any case; a wrong one is told with those that there are."""
    kind = click.Choice(words, case_sensitive=False)
    return click.option(*names, metavar=metavar, type=kind, help=f"One of {', '.join(words)}.")


_OPTIONS: dict[str, Decorator] = {
    "actor": click.option(
        "--actor", metavar="NAME", help="Who acts, holds or sets it: part of a name, or ISO alpha-3."
    ),
    "recipient": click.option("--recipient", metavar="NAME", help="Whom it is done to or asked of."),
    "type": _one_of("TYPE", EVENT_TYPES, "--type", "code"),
    "kind": _one_of("KIND", get_args(EntityKind), "--type", "code"),
    "act": _one_of("ACT", get_args(Act), "--act"),
    "realis": _one_of("VALUE", get_args(Realis), "--realis"),
    "place": click.option("--place", metavar="NAME", help="Where: part of a name, or ISO alpha-3 of the country."),
    "source": click.option("--source", metavar="NAME", help="Who says so, or relays it."),
    "dossier": click.option(
        "--dossier", metavar="NAME", help="Only what belongs to this dossier (`standoff dossier`)."
    ),
    "story": click.option("--story", metavar="PAGE", help="Of one story: its page id or the beginning of it."),
}


def _options(*names: str, forms: Sequence[str] = FORMATS) -> Decorator:
    """The filters named, and what every list has."""
    shared: list[Decorator] = [
        day_options(since="First day (of the event, or of the saying).", until="Last day."),
        click.option(
            "--limit", type=click.IntRange(0), help=f"At most so many.  [default: {TABLE_ROWS} in a table, else all]"
        ),
        click.option("--format", "form", type=click.Choice(forms), default="table", show_default=True),
        click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
        ledger_option,
    ]

    def decorate(command: Command) -> Command:
        for option in reversed([*(_OPTIONS[name] for name in names), *shared]):
            command = option(command)
        return command

    return decorate


@click.command()
@_options("actor", "recipient", "type", "realis", "place", "source", "story", "dossier", forms=(*FORMATS, "geojson"))
def events(**given: Any) -> None:
    """List what happened: who did what to whom, where and when, and who tells it.

    Only `occurred` and `ongoing` are told as fact; what is planned, hypothetical, conditional or denied says so.

    \b
    Examples:
      standoff events --actor Russia --type ASSAULT --since 2022-03-01
      standoff events --place UKR --realis occurred --format csv > events.csv
      standoff events --type ASSAULT --format geojson > strikes.geojson
    """
    _list("event", given)


@click.command()
@_options("actor", "source", "place", "story", "dossier")
def statements(**given: Any) -> None:
    """List who says what, by whom it came to us, and in which medium.

    \b
    Example:
      standoff statements --source Zelenskiy --json
    """
    actor = given.pop("actor")
    given["source"] = given["source"] or actor
    _list("statement", given)


@click.command()
@_options("actor", "recipient", "act", "type", "source", "story", "dossier")
@click.option("--matrix", is_flag=True, help="A table of parties and matters instead: the last act on each.")
def positions(matrix: bool, **given: Any) -> None:
    """List what parties demand, offer, refuse, accept, promise, threaten, propose or are open to.

    --matrix takes all filters: positions that fit stand in it, as they were known on the day of --until; --act: those
    whose last act it is.

    \b
    Examples:
      standoff positions --actor UKR --act demand
      standoff positions --matrix --until 2022-03-15
    """
    if matrix:
        _matrix(given)
    else:
        _list("position", given)


def _matrix(given: dict[str, Any]) -> None:
    """Prints the matrix of the positions that fit."""
    import json

    from standoff.commands.scoped import scoped_ledger
    from standoff.days import last_of
    from standoff.errors import UsageError
    from standoff.show.ledger_text import matrix_csv, matrix_rows, show_matrix

    db, dossier, until, act = given["db"], given["dossier"], given["until"], given["act"]
    form = "json" if given["as_json"] else given["form"]
    if given["limit"] is not None or form == "jsonl":
        raise UsageError(f"--matrix takes no {'--format jsonl' if form == 'jsonl' else '--limit'}")
    ledger = scoped_ledger(db, dossier, as_of=last_of(until), kinds=["position"])
    filters = {k: given[k] for k in ("actor", "recipient", "act", "code", "source", "story", "since")}
    if any(filters.values()):
        ledger = _fitting(ledger, filters, db=db, act=act)
    if form == "json":
        click.echo(json.dumps(matrix_rows(ledger), ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(matrix_csv(ledger), nl=False)
    elif shown := show_matrix(ledger, ink=ink()):
        click.echo(shown)
    else:
        click.echo("standoff: no positions fit", err=True)


def _fitting(ledger: Ledger, filters: dict[str, Any], *, db: Path, act: str | None) -> Ledger:
    """The ledger with those of its positions that fit the filters, and whose last act is `act` if one is given.

    An actor is also the party of the matrix, for which persons speak.
    """
    from dataclasses import replace

    from standoff.show.ledger_text import party_name
    from standoff.store import Choice, open_store
    from standoff.terms.name_keys import fold
    from standoff.track import track_position

    choice = Choice(**_days({**filters, "until": None}))
    with open_store(db) as store:
        ids = {row["id"] for row in store.rows("position", choice)}
        others = {row["id"] for row in store.rows("position", replace(choice, actor=None))} if choice.actor else set()
    name = fold(choice.actor or "")
    kept = (
        k for k in ledger.positions
        if (told := {t.id for t in k.tellings}) & ids or (told & others and name in fold(party_name(k) or ""))
    )  # fmt: skip
    return replace(ledger, positions=tuple(k for k in kept if not act or track_position(k)[-1].act == act))


@click.command()
@_options("actor", "recipient", "type", "place", "story", "dossier")
@click.option("--as-of", type=Day(), help="The ledger as it was known on this day: later stories are left out.")
def conditions(**given: Any) -> None:
    """List what is made to depend on what, and whether it has come about. --type is the type of what is required.

    \b
    Examples:
      standoff conditions --actor Russia --json
      standoff conditions --as-of 2022-03-15
    """
    _list("condition", given)


@click.command()
@_options("actor", "kind", "story")
def entities(**given: Any) -> None:
    """List persons, states, groups and organisations, those of most stories first. --type is their kind.

    \b
    Example:
      standoff entities --type person
    """
    _list("entity", given)


@click.command()
@_options("actor", "type", "place", "source", "act")
def stories(**given: Any) -> None:
    """List the stories that were read, or those of them that hold a record that fits.

    \b
    Example:
      standoff stories --actor Zelenskiy --since 2022-03-01
    """
    _list("story", given)


def _list(kind: str, given: dict[str, Any]) -> None:
    """Reads the rows of a list and prints them in the form that was asked for."""
    from standoff.commands.scoped import find_dossier
    from standoff.days import last_of
    from standoff.store import Choice, open_store

    db: Path = given.pop("db")
    form = "json" if given.pop("as_json") else given["form"]
    del given["form"]
    limit, dossier = given.pop("limit"), given.pop("dossier", None)
    as_of = last_of(given.pop("as_of", None))
    most = limit if limit is not None else TABLE_ROWS if form == "table" else 0
    choice = Choice(**_days(given), limit=most + 1 if most and form == "table" else most or None)
    with open_store(db) as store:
        wanted = find_dossier(store, dossier, db) if dossier else None
        rows = _rows(store, kind, choice, as_of, wanted)
    if form == "table":
        _table(kind, rows, most)
    else:
        _data(kind, rows, form)


def _rows(store: Store, kind: str, choice: Choice, as_of: str | None, dossier: Dossier | None) -> list[Row]:
    """Rows of a list: of stories and entities as the store keeps them, of records as all stories tell them together."""
    from standoff.commands.merged import merged_list
    from standoff.store import MERGED

    if kind == "story":
        return store.stories(choice)
    if kind not in MERGED:
        return store.rows("entity", choice)
    return merged_list(store, kind, choice, as_of=as_of, dossier=dossier)


def _days(given: dict[str, Any]) -> dict[str, Any]:
    """The filters with `since` and `until` as whole days: a month begins on its first and ends on its last day."""
    from standoff.days import first_of, last_of

    return {**given, "since": first_of(given["since"]), "until": last_of(given["until"])}


def _table(kind: str, rows: Sequence[Row], most: int) -> None:
    from standoff.show import show_table

    if not rows:
        click.echo(f"standoff: no {_PLURAL[kind]} fit", err=True)
        return
    shown = rows[:most] if most else rows
    click.echo(show_table(COLUMNS[kind], [cells(kind, row) for row in shown], ink=ink()))
    if len(shown) < len(rows):
        click.echo(f"standoff: the first {most} are shown; --limit 0 shows all", err=True)


_PLURAL = {
    "event": "events", "statement": "statements", "position": "positions", "condition": "conditions",
    "entity": "entities", "story": "stories",
}  # fmt: skip


def _data(kind: str, rows: Sequence[Row], form: str) -> None:
    import json

    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "geojson":
        click.echo(geojson_text(rows))
    else:
        click.echo(csv_text(kind, rows), nl=False)
