"""`standoff search`: full text over stories and records."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from standoff.commands.options import ink, ledger_option


@click.command()
@click.argument("words", nargs=-1, required=True)
@ledger_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def search(words: tuple[str, ...], db: Path, limit: int, as_json: bool) -> None:
    """Search stories and records for all of WORDS, best first.

    Case and accents do not count; "words together" in quotation marks are a phrase; a * at the end of a word finds its
    continuations.

    \b
    Examples:
      standoff search ceasefire talks
      standoff search '"no-fly zone"'
      standoff search bombard*
    """
    from standoff.show import safe
    from standoff.store import open_store

    with open_store(db) as store:
        hits = store.search(" ".join(words), limit=limit)
    if as_json:
        rows = [{**asdict(hit), "snippet": hit.snippet.replace("\x02", "[").replace("\x03", "]")} for hit in hits]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not hits:
        click.echo("standoff: nothing found", err=True)
    pen = ink()
    for hit in hits:
        snippet = "".join(_part(piece, pen.mark) for piece in _pieces(hit.snippet))
        short_id = hit.id.removeprefix("sha256:")[:14]
        click.echo(f"{hit.published_at or '(no date)':<10}  {hit.kind:<9}  {pen(short_id, 'dim')}  {safe(hit.title)}")
        click.echo(f"            {snippet}")


def _pieces(snippet: str) -> list[tuple[bool, str]]:
    """The snippet in pieces, each with whether it is a hit."""
    pieces = []
    for i, part in enumerate(snippet.split("\x02")):
        hit, _, rest = part.partition("\x03") if i else ("", "", part)
        pieces += [(True, hit)] if hit else []
        pieces += [(False, rest)] if rest else []
    return pieces


def _part(piece: tuple[bool, str], mark: object) -> str:
    from standoff.show.evidence import safe_piece

    is_hit, text = piece
    return mark(safe_piece(text)) if is_hit and callable(mark) else safe_piece(text)
