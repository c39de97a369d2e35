"""`standoff show`: the record of one story."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from standoff.commands.options import ink, json_options, ledger_option


@click.command()
@click.argument("story", metavar="STORY")
@ledger_option
@json_options("the document")
def show(story: str, db: Path, as_json: bool) -> None:
    """Show the whole record of a story in the ledger.

    STORY is its page id or the beginning of it (see `standoff stories`), or the file that it was read from.
    """
    from standoff.show import show_summary

    document = stored(db, story)
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else show_summary(document, ink=ink(), most=None))


def stored(db: Path, story: str) -> dict[str, Any]:
    """The document of the one story that an id, its beginning, or a file's name means."""
    from standoff.errors import StoreError
    from standoff.store import open_store

    with open_store(db) as store:
        pages = store.pages(story)
        if not pages:
            raise StoreError(f"{db}: no story {story}; `standoff stories` lists them")
        if len(pages) > 1:
            raise StoreError(f"{db}: {len(pages)} stories begin with {story}; write more of the id")
        return store.document(pages[0])
