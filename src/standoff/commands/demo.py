"""`standoff demo`: the sample page, read and shown; then the example stories, as the brief of their last day."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from standoff.commands.options import ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.ledger_model import Ledger

SAMPLE = "grain-deal.html"
STORIES = "ukraine-2022"
PARTIES = ("UKR", "RUS")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the JSON document of the sample page alone.")
def demo(as_json: bool) -> None:
    """Read the sample page and the example stories that come with standoff, and show what they say. Nothing is kept.

    The page is a whole news page: navigation, a consent bar, a broken video player, a sidebar of other headlines. The
    stories are 45 short ones on February and March 2022: they end in the brief of a day, in which every line names its
    stories. It takes some seconds.
    """
    from standoff.show import show_summary

    document = _sample()
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(show_summary(document, ink=ink(), most=None))
    click.echo(f"\n{'-' * 72}\n")
    click.echo(_brief())
    click.echo(
        "\nThe same for your own pages:  standoff read PAGE…    then:  standoff brief,  standoff why ID\n"
        f"The stories of the brief lie in {_folder()}",
        err=True,
    )


def _sample() -> dict[str, Any]:
    from importlib.resources import files

    from standoff.page import read_bytes
    from standoff.pipeline import read_page

    raw = files("standoff.sample").joinpath(SAMPLE).read_bytes()
    return read_page(read_bytes(raw, name=SAMPLE, uri=SAMPLE)).to_dict()


def _folder() -> Any:
    from importlib.resources import files

    return files("standoff.sample").joinpath(STORIES)


def _brief() -> str:
    """The brief of the last day of the example stories."""
    from standoff.show.brief import brief_row
    from standoff.show.brief_text import show_brief
    from standoff.track import Dossier, last_day, scope

    ledger = scope(_ledger(), Dossier(STORIES, PARTIES))
    return show_brief(brief_row(ledger, day=last_day(ledger) or ""), ink=ink())


def _ledger() -> Ledger:
    """The stories, read and merged in memory; standard error tells how far the reading is."""
    from standoff.merge import merge_readings

    names = sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith(".txt"))
    if not sys.stderr.isatty():
        click.echo(f"standoff: reading {len(names)} example stories …", err=True)
        return merge_readings(_documents(names))
    with click.progressbar(
        _documents(names), length=len(names), label="Reading the example stories", file=sys.stderr
    ) as bar:
        return merge_readings(bar)


def _documents(names: list[str]) -> Iterator[dict[str, Any]]:
    from standoff.page import read_bytes
    from standoff.pipeline import read_page

    for name in names:
        raw = _folder().joinpath(name).read_bytes()
        yield read_page(read_bytes(raw, name=name, uri=name)).to_dict()
