"""Dossiers in a ledger file: what people follow."""

from __future__ import annotations

import json
import sqlite3

from standoff.track import Dossier


def put_dossier(connection: sqlite3.Connection, dossier: Dossier, *, at: str) -> None:
    """Keeps a dossier; one of the same name is replaced. `at`: now, in ISO form."""
    connection.execute(
        "INSERT OR REPLACE INTO dossier (name, parties, since, until, made_at) VALUES (?, ?, ?, ?, ?)",
        (dossier.name, json.dumps(dossier.parties, ensure_ascii=False), dossier.since, dossier.until, at),
    )


def drop_dossier(connection: sqlite3.Connection, name: str) -> bool:
    """Forgets a dossier; False if there is none of that name. Stories and records stay."""
    return connection.execute("DELETE FROM dossier WHERE name = ?", (name,)).rowcount > 0


def dossiers_of(connection: sqlite3.Connection) -> list[Dossier]:
    """All dossiers, by name."""
    rows = connection.execute("SELECT name, parties, since, until FROM dossier ORDER BY name")
    return [Dossier(name, tuple(json.loads(parties)), since, until) for name, parties, since, until in rows]
