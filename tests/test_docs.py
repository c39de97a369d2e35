"""What the docs name is there, and what is there is named in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import standoff
from standoff.cli import COMMANDS, cli
from standoff.serve.access import ACCESS

ROOT = Path(__file__).parent.parent
SOURCE = Path(standoff.__file__).parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
CALLS = "\n".join((ROOT / "docs" / name).read_text("utf-8") for name in ("cli.md", "web.md"))


def options() -> Iterator[tuple[str, click.Option]]:
    """Every option with the command that takes it; commands of groups too."""
    context = click.Context(cli)
    found = [(name, cli.get_command(context, name)) for name in COMMANDS]
    found += [(f"{n} {m}", sub) for n, c in found if isinstance(c, click.Group) for m, sub in c.commands.items()]
    for name, command in found:
        assert command is not None
        yield from ((name, p) for p in command.params if isinstance(p, click.Option) and not p.hidden)


def test_every_command_is_told() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`{name}" not in readme or f"`{name}" not in CALLS] == []


def test_every_option_is_told() -> None:
    assert [(name, o.opts) for name, o in options() if not any(opt in CALLS for opt in o.opts)] == []


def test_every_call_of_the_api_is_told() -> None:
    told = (ROOT / "docs" / "web.md").read_text("utf-8")
    assert [path for _, path in ACCESS if path.strip("/").split("/{")[0] not in told] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_files_that_are_named_are_there(path: Path) -> None:
    named = re.findall(r"`((?:[\w-]+/)+[\w.-]+\.(?:py|toml|tsv|txt|json|html))`", path.read_text("utf-8"))
    folders = (ROOT, SOURCE, SOURCE / "terms", ROOT / "web" / "src")
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
