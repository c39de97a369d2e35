"""`standoff withdraw`: a story that its outlet took back."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.commands.options import ledger_option, now, signed_options


@click.command()
@click.argument("page", metavar="PAGE")
@signed_options
@click.option("--undo", is_flag=True, help="Take the withdrawal back.")
@ledger_option
def withdraw(page: str, by: str, note: str, undo: bool, db: Path) -> None:
    """Keep a withdrawn story out of the ledger: its records no longer count, and it can still be shown.

    PAGE is a page id, the beginning of one, or the file that was read.

    \b
    Examples:
      standoff withdraw 3f9a12 --by Ada --note "taken down by the outlet"
      standoff withdraw 3f9a12 --undo
    """
    from standoff.errors import StoreError
    from standoff.store import open_store

    with open_store(db, write=True) as store:
        found = store.pages(page)
        if len(found) != 1:
            raise StoreError(f"{db}: {f'{len(found)} pages begin with' if found else 'no page'} {page}")
        if undo:
            word = store.undo_withdrawal(found[0], by=by, at=now())
            click.echo(f"{word.page}: counts again (withdrawn by {word.by}, {word.at})")
        else:
            word = store.withdraw(found[0], by=by, at=now(), note=note)
            click.echo(f"{word.page}: withdrawn, by {word.by}")
