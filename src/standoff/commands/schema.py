"""`standoff schema`: the JSON Schema of a reading."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) that every document of `standoff read --json` follows."""
    from standoff.schema import schema_text

    click.echo(schema_text(), nl=False)
