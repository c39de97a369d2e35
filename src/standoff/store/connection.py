"""Opens a ledger file: checks that it is one, brings its schema up to date, names every failure."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from standoff.errors import StoreError
from standoff.store.lock import writing

APPLICATION = 0x534F4646  # "SOFF" in the file's header: told from other SQLite files by it
WAIT = 30.0  # seconds that a writer waits for another
_HEAD = 100  # bytes of SQLite's own head
_STEP = re.compile(r"^(\d{4})_\w+\.sql$")
_REASONS = (
    ("disk is full", "the disk is full"),
    ("readonly", "it may only be read (no permission to write)"),
    ("not a database", "not a ledger of standoff (no SQLite file)"),
    ("malformed", "it is damaged; read its pages into a new ledger, or fetch an earlier copy of the file"),
    ("is locked", "another program is writing to it"),
    ("disk I/O", "the disk gave an error"),
    ("unable to open", "it cannot be opened"),
)


def steps() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order."""
    found = []
    for entry in files("standoff.store.migrations").iterdir():
        match = _STEP.match(entry.name)
        if match:
            found.append((int(match.group(1)), entry.read_text("utf-8")))
    return sorted(found)


def sqlite_found() -> tuple[str, bool]:
    """The version of SQLite, and whether it has full text search, without which there is no ledger."""
    with closing(sqlite3.connect(":memory:")) as connection:
        (there,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    return sqlite3.sqlite_version, bool(there)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turns an error of SQLite into a `StoreError` that names the file and the reason."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        reason = next((why for sign, why in _REASONS if sign.lower() in text.lower()), text)
        raise StoreError(f"{path}: {_cut_short(path) or reason}") from error
    except json.JSONDecodeError as error:
        raise StoreError(f"{path}: a row of it is damaged; `standoff verify` names it") from error


def _cut_short(path: Path) -> str | None:
    """That a ledger's file is shorter than its head says, where it is."""
    wal = path.with_name(path.name + "-wal")
    if not path.is_file() or (wal.exists() and wal.stat().st_size):
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
    size = path.stat().st_size
    if not head.startswith(b"SQLite format 3\0"):
        return None
    page = int.from_bytes(head[16:18])  # in bytes; 1 stands for 65,536
    meant = int.from_bytes(head[28:32]) * (page if page > 1 else 65_536)
    if size >= max(meant, _HEAD):
        return None
    return f"it is cut short: {size:,} of {max(meant, _HEAD):,} bytes are there; fetch an earlier copy of the file"


def open_writer(path: Path, *, wait: float = WAIT) -> sqlite3.Connection:
    """A connection that may write; the ledger is made if it is not there, and its schema brought up to date."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; the ledger is a file")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}")
    with named(path), writing(path, wait=wait):
        connection = sqlite3.connect(path, isolation_level=None, timeout=wait, check_same_thread=False)
        try:
            _check(connection, path, empty=True)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that can only read: it never checkpoints, so it needs no lock."""
    if not path.exists():
        raise StoreError(f"{path}: there is no ledger yet; `standoff read PAGE` makes it")
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; the ledger is a file")
    with named(path):
        connection = _read_only(path)
        try:
            behind = _check(connection, path, empty=False) < steps()[-1][0]
        except BaseException:
            connection.close()
            raise
        if not behind:
            return connection
        connection.close()
    open_writer(path).close()
    with named(path):
        return _read_only(path)


def _read_only(path: Path) -> sqlite3.Connection:
    """Opened for reading, also where the folder may not be written to and no write-ahead log is left."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    for uri in (address, address + "&immutable=1"):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10, check_same_thread=False)
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if path.with_name(path.name + "-wal").exists():
                raise
        else:
            return connection
    raise sqlite3.OperationalError("unable to open database file")


def _check(connection: sqlite3.Connection, path: Path, *, empty: bool) -> int:
    """The schema's number; raises `StoreError` if the file is no ledger or of a later version than this one knows."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not (application or tables or empty):
        raise StoreError(f"{path}: is empty; `standoff read PAGE` makes a ledger of it")
    if application != APPLICATION and (tables or not empty):
        raise StoreError(f"{path}: an SQLite file, but not a ledger of standoff")
    latest = steps()[-1][0]
    if version > latest:
        raise StoreError(f"{path}: written by a later standoff (schema {version}, this one knows {latest}); upgrade")
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Takes every step that the ledger has not taken, each whole or not at all."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, sql in steps():
        if number > version:
            marks = f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {number};"
            connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\n{marks}\nCOMMIT;")
