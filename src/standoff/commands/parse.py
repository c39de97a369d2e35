"""`standoff parse`: words and syntax of a story."""

from __future__ import annotations

import click

from standoff.commands.options import Day


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--date", "published_at", type=Day(), help="Day of publication, where the page does not tell it.")
def parse(file: str, published_at: str | None) -> None:
    """Print the sentences of a story as CoNLL-U: words, lemma, UPOS, features, heads; names and offsets in MISC.

    FILE is a page or a text, or - for standard input.
    """
    from standoff.batch import page_of
    from standoff.export import conllu
    from standoff.pipeline import Given, read_page

    reading = read_page(page_of(file), given=Given(published_at=published_at))
    click.echo(conllu(reading), nl=False)
