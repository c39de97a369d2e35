"""`standoff serve`: the ledger in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.commands.options import ledger_option
from standoff.errors import UsageError

if TYPE_CHECKING:
    from standoff.serve.access import Scope
    from standoff.serve.app import Settings
    from standoff.serve.worker import Task

HERE = ("127.0.0.1", "::1", "localhost")


@click.command(short_help="Show the ledger in a browser.")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free port.")
@click.option("--token", envvar="STANDOFF_TOKEN", help="Who has it may do all. [env: STANDOFF_TOKEN]")
@click.option("--view-token", envvar="STANDOFF_VIEW_TOKEN", help="Who has it may look. [env: STANDOFF_VIEW_TOKEN]")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which the server is called.")
@click.option("--reviewer", metavar="NAME", help="Your name under judgements, where the page gives none.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def serve(
    db: Path, host: str, port: int, token: str | None, view_token: str | None, names: tuple[str, ...],
    reviewer: str | None, no_browser: bool,
) -> None:  # fmt: skip
    """Show the ledger in a browser: events, statements, positions, conditions, stories; and read and check stories.

    Only this computer can reach it. To let others in, give --host and --token; the token is asked for in the browser.
    What is sent is not encrypted: put a server with TLS before it. Press Ctrl-C to stop.

    \b
    Examples:
      standoff serve
      standoff serve --db ukraine.db --reviewer Kim
      STANDOFF_TOKEN=… standoff serve --host 192.168.1.20 --name desk.example
    """
    from standoff.serve.run import listen, run_server

    if host not in HERE and not token:
        raise UsageError(f"--host {host} opens the ledger to others; give --token, too")
    tokens = _tokens(token, view_token)
    try:
        bound = listen(host, port)
    except OSError as error:
        raise UsageError(f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}") from error
    settings = _settings(db, host, names, tokens, reviewer)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound.getsockname()[1]}/"

    def ready() -> None:
        click.echo(f"standoff: {db} at {address} (Ctrl-C stops)", err=True)
        if not no_browser:
            webbrowser.open(address)

    run_server(settings, bound, fetcher=_fetch, ready=ready)


def _settings(
    db: Path, host: str, names: tuple[str, ...], tokens: dict[str, Scope], reviewer: str | None
) -> Settings:  # fmt: skip
    """How the server is run; the ledger is made if it is not there. Raises `StoreError` where it is none."""
    from standoff.serve.app import Settings
    from standoff.store import open_store

    open_store(db, write=not db.exists()).close()
    everywhere = host in ("0.0.0.0", "::")
    known = (*HERE, host.lower(), *names)
    return Settings(
        db, hosts=known, any_address=everywhere, tokens=tokens, reviewer=reviewer, encoder=_encoder()
    )  # fmt: skip


def _tokens(token: str | None, view_token: str | None) -> dict[str, Scope]:
    """What each token allows. Raises `UsageError` where one is too easy to guess."""
    if view_token and not token:
        raise UsageError("--view-token lets look only; give --token, too")
    if token == view_token and token:
        raise UsageError("--token and --view-token must differ")
    for given in filter(None, (token, view_token)):
        if len(given) < _SHORTEST:
            raise UsageError(f"a token has at least {_SHORTEST} characters")
    found: dict[str, Scope] = {token: "admin"} if token else {}
    return {**found, view_token: "read"} if view_token else found


_SHORTEST = 12


def _encoder() -> str:
    """The version of the model, from its card."""
    from standoff.encoder.encoder import DATA
    from standoff.encoder.graph import read_model

    return str(read_model(DATA)[1]["version"])


def _fetch(url: str) -> Task:
    """The page at an address, ready to be read. Raises `ReadError`."""
    from standoff.fetch import fetch
    from standoff.serve.worker import Task

    page = fetch(url)
    return Task(page.raw, page.url, media_type=page.media_type, uri=page.url, fetched_at=page.fetched_at)
