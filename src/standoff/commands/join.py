"""`standoff join`: a person's word that records are one."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import click

from standoff.commands.options import ledger_option, now, signed_options


@click.command()
@click.argument("identifiers", nargs=-1, required=True, metavar="A B [C…]")
@signed_options
@click.option("--undo", is_flag=True, help="Take back what was said before.")
@ledger_option
def join(identifiers: tuple[str, ...], by: str, note: str, undo: bool, db: Path) -> int:
    """Join records of the lists that are one: events, statements, positions or conditions.

    The word is signed and dated, goes before all rules, and outlives the reading of the same pages again. A person may
    join two that one story keeps apart; the answer says so.

    \b
    Examples:
      standoff join e-k3x7q2mzt4ab e-v77y2o5atkci --by Ada --note "same tower"
      standoff join e-k3x7q2mzt4ab e-v77y2o5atkci --undo
    """
    from standoff.commands.judging import Judging, parts_of, take_back
    from standoff.errors import UsageError
    from standoff.store import open_store

    if len(set(identifiers)) < 2:
        raise UsageError("join needs two ids or more")
    with open_store(db, write=True) as store:
        judging = Judging(store, db)
        ids = [judging.exact(identifier) for identifier in identifiers]
        if undo:
            click.echo(take_back(store, "same", ids, by=by, at=now()))
            return 0
        groups = [judging.members(identifier) for identifier in ids]
        apart = {pair for pair, word in judging.last_words().items() if word.verdict == "different"}
        pairs = [(ids[0], member) for group in groups for member in group if member != ids[0]]
        for mine, theirs in combinations(groups, 2):
            pairs += [(a, b) for a, b in product(mine, theirs) if (min(a, b), max(a, b)) in apart]
        at = now()
        for left, right in dict.fromkeys(pairs):
            store.judge(left, right, "same", reasons=[note] if note else [], by=by, at=at)
        for line in judging.kept_apart(groups):
            click.echo(f"standoff: {line}", err=True)
        click.echo(parts_of(judging, [m for group in groups for m in group]))
    return 0
