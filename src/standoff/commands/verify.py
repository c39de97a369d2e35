"""`standoff verify`: proves a ledger or a file of documents, without the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from standoff.commands.options import ledger_option, shown
from standoff.errors import StoreError
from standoff.verify import Fault, verify_lines

SQLITE = b"SQLite format 3\x00"
_HEAD = 1000  # bytes by which a file is known


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=Path))
@ledger_option
@click.option("--no-merged", is_flag=True, help="Leave out what many stories tell together: half the time.")
def verify(paths: tuple[Path, ...], db: Path, no_merged: bool) -> int:
    """Re-check every span, hash, reference and enumeration; the model is not needed.

    PATH is a ledger or a file of documents (JSON Lines, as `standoff read --json` prints). Without PATH: the ledger.
    Of a ledger the merged events, statements, positions and conditions are made anew from what the stories tell and
    people judged, and compared with those that the lists print.
    Every line of output names a page, a record, and what does not hold. Exit code 1 if anything does not.
    """
    wrong = 0
    for path in paths or (db,):
        if not path.is_file():
            raise StoreError(f"{path}: there is no such file")
        checked, faults = 0, 0
        for fault in _check(path, merged=not no_merged):
            if isinstance(fault, Fault):
                click.echo(str(fault))
                faults += 1
            else:
                checked += 1
        wrong += faults
        result = f"{faults} {'fault' if faults == 1 else 'faults'}" if faults else "all holds"
        click.echo(f"standoff: {shown(path)}: {checked} {'story' if checked == 1 else 'stories'}, {result}", err=True)
    return 1 if wrong else 0


def _check(path: Path, *, merged: bool) -> Iterator[Fault | object]:
    """Faults, and one other thing for each story that was looked at."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        if not head:
            raise StoreError(f"{path}: is empty")
        if not head.startswith(SQLITE):
            if head.strip() and not head.lstrip().startswith(b"{"):
                raise StoreError(
                    f"{path}: is neither a ledger nor documents as `standoff read --json` prints them; "
                    f"`standoff read {shown(path)}` reads a page, and `standoff verify` proves what was read"
                )
            yield from verify_lines(file, name=shown(path))
            return
    from standoff.store import open_store

    with open_store(path) as store:
        yield from store.audit(merged=merged)
        yield from store.pages()
