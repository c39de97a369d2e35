"""`standoff demo`: the sample page, read and shown."""

from __future__ import annotations

import json

import click

from standoff.commands.options import ink

SAMPLE = "grain-deal.html"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the JSON document.")
def demo(as_json: bool) -> None:
    """Read the sample page that comes with standoff and show its record. Nothing is kept.

    The page is a whole news page: navigation, a consent bar, a broken video player, a sidebar of other headlines.
    """
    from importlib.resources import files

    from standoff.page import read_bytes
    from standoff.pipeline import read_page
    from standoff.show import show_summary

    raw = files("standoff.sample").joinpath(SAMPLE).read_bytes()
    document = read_page(read_bytes(raw, name=SAMPLE, uri=SAMPLE)).to_dict()
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(show_summary(document, ink=ink(), most=None))
    click.echo("\nThe same for your own pages:  standoff read PAGE.html    then:  standoff why ID", err=True)
