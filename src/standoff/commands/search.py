"""`standoff search`: full text over stories and records."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.commands.options import day_options, ink, json_options, ledger_option

if TYPE_CHECKING:
    from standoff.show.ink import Ink
    from standoff.store import Hit


@click.command()
@click.argument("words", nargs=-1, required=True)
@ledger_option
@day_options(since="First day (of the event, or of the saying; of a story its own).", until="Last day.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@json_options("what is found")
def search(
    words: tuple[str, ...], db: Path, since: str | None, until: str | None, limit: int, as_json: bool
) -> None:  # fmt: skip
    """Search stories and records for all of WORDS, best first.

    Case and accents do not count; "words together" in quotation marks are a phrase; a * at the end of a word finds its
    continuations.

    \b
    Examples:
      standoff search ceasefire talks
      standoff search '"no-fly zone"'
      standoff search bombard*
    """
    from standoff.days import first_of, last_of
    from standoff.show import safe
    from standoff.store import open_store

    with open_store(db) as store:
        hits = store.search(" ".join(words), limit=limit, since=first_of(since), until=last_of(until))
    if as_json:
        snippets = ("".join(f"[{text}]" if is_hit else text for text, is_hit in hit.pieces) for hit in hits)
        rows = [{**asdict(hit), "snippet": snippet} for hit, snippet in zip(hits, snippets, strict=True)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not hits:
        click.echo("standoff: nothing found", err=True)
    pen = ink()
    for hit in hits:
        short_id = hit.id.removeprefix("sha256:")[:14]
        click.echo(f"{hit.published_at or 'not stated':<10}  {hit.kind:<9}  {pen(short_id, 'dim')}  {safe(hit.title)}")
        click.echo(f"            {_shown(hit, pen)}")


def _shown(hit: Hit, ink: Ink) -> str:
    """The snippet with its hits marked."""
    from standoff.show.evidence import safe_piece

    return "".join(ink.mark(safe_piece(text)) if is_hit else safe_piece(text) for text, is_hit in hit.pieces)
