"""`standoff split`: a person's word that reports which were merged are not one."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import click

from standoff.commands.options import ledger_option, now, signed_options


@click.command()
@click.argument("identifier", metavar="ID")
@click.argument("mentions", nargs=-1, metavar="[MENTION…]")
@signed_options
@click.option("--undo", is_flag=True, help="Take back what was said before.")
@ledger_option
def split(identifier: str, mentions: tuple[str, ...], by: str, note: str, undo: bool, db: Path) -> None:
    """Take a merged record apart: the reports that MENTION names out of it, or every one from each other.

    ID is a record of the lists (event, statement, position, condition); `standoff why ID` shows the ids of its reports.
    The word is signed and dated, goes before all rules, and outlives the reading of the same pages again.

    \b
    Examples:
      standoff split e-k3x7q2mzt4ab e-v77y2o5atkci --by Ada --note "two towers"
      standoff split e-k3x7q2mzt4ab e-v77y2o5atkci --undo
    """
    from standoff.commands.judging import Judging, parts_of, take_back
    from standoff.errors import StoreError
    from standoff.store import open_store

    with open_store(db, write=True) as store:
        judging = Judging(store, db)
        home = judging.exact(identifier)
        out = [judging.exact(mention) for mention in mentions]
        if undo:
            click.echo(take_back(store, "different", [home, *out], by=by, at=now()))
            return
        members = judging.members(home)
        strange = [mention for mention in out if mention not in members]
        if strange:
            raise StoreError(f"{strange[0]} is no report of {home}; it has {', '.join(members)}")
        rest = [m for m in members if m not in out]
        if not rest or len(members) < 2:
            raise StoreError(f"{home} would have no report left" if rest == [] else f"{home} has one report only")
        pairs = list(product(out, rest)) if out else list(combinations(members, 2))
        at = now()
        for left, right in pairs:
            store.judge(left, right, "different", reasons=[note] if note else [], by=by, at=at)
        click.echo(parts_of(judging, members))
