"""`standoff doctor`: is everything there and sound?"""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Iterator
from pathlib import Path

import click

from standoff import __version__
from standoff.commands.options import ink, ledger_option
from standoff.errors import StandoffError

_LIBRARIES = ("onnxruntime", "numpy", "lxml", "trafilatura", "click", "fastapi", "uvicorn")
Check = tuple[bool, str, str]


@click.command()
@ledger_option
def doctor(db: Path) -> int:
    """Check versions, the model's sha256, the vocabularies, SQLite and the ledger; exit code 1 if one is wrong."""
    pen = ink()
    sound = True
    for good, name, text in _checks(db):
        sound = sound and good
        click.echo(f"{pen('ok   ', 'green') if good else pen('WRONG', 'red', 'bold')}  {name:<13} {text}")
    return 0 if sound else 1


def _checks(db: Path) -> Iterator[Check]:
    yield True, "standoff", f"{__version__}, Python {platform.python_version()}"
    yield from map(_library, _LIBRARIES)
    yield _model()
    yield _terms()
    yield _sqlite()
    yield _ledger(db)


def _library(name: str) -> Check:
    try:
        return True, name, importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False, name, "not installed"


def _model() -> Check:
    from standoff.encoder.encoder import DATA
    from standoff.encoder.graph import read_model

    try:
        data, card = read_model(DATA)
    except StandoffError as error:
        return False, "model", str(error)
    return True, "model", f"{card['version']}, {len(data) / 1e6:.0f} MB, sha256 as its card says"


def _terms() -> Check:
    from standoff.terms.vocabulary import load_terms

    try:
        terms = load_terms()
    except StandoffError as error:
        return False, "vocabularies", str(error)
    frames = sum(len(found) for found in terms.frames.frames.values())
    return True, "vocabularies", f"{terms.version}: {frames} event frames"


def _sqlite() -> Check:
    from standoff.store.connection import sqlite_found

    version, fts = sqlite_found()
    return fts, "SQLite", f"{version}, full text {'there' if fts else 'MISSING (FTS5)'}"


def _ledger(db: Path) -> Check:
    from standoff.store import open_store

    if not db.exists():
        can = os.access(db.parent, os.W_OK)
        return can, "ledger", f"{db}: not there yet" if can else f"{db}: its folder may not be written to"
    try:
        with open_store(db) as store:
            counts = store.counts()
        with open_store(db, write=True, wait=2.0):
            pass
    except StandoffError as error:
        return False, "ledger", str(error)
    parts = ", ".join(_counted(kind, number) for kind, number in counts.items())
    return True, "ledger", f"{db}: {parts}; can be written"


def _counted(kind: str, number: int) -> str:
    """A number of records in words: "1 story", "5 stories"."""
    return f"{number} {kind}" if number == 1 else f"{number} {kind[:-1]}ies" if kind[-1] == "y" else f"{number} {kind}s"
