"""What a run needs to know beside its pages: where the ledger is and how many processes read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LEDGER: Final = "standoff.db"
MANY: Final = 8  # pages from which a second process pays for its start (about that of reading three pages)


def ledger_path(option: str | None, environ: Mapping[str, str]) -> Path:
    """The ledger's file: the option, else `STANDOFF_DB`, else `standoff.db` in the working folder."""
    return Path(option or environ.get("STANDOFF_DB") or LEDGER)


def reviewer_name(option: str | None, environ: Mapping[str, str]) -> str:
    """Who signs a judgement: the option, else `STANDOFF_BY`, else the name of the account; "" if none is known."""
    names = (option, *(environ.get(name) for name in ("STANDOFF_BY", "USER", "LOGNAME", "USERNAME")))
    return next((name.strip() for name in names if name and name.strip()), "")


def process_count(option: int | None, pages: int) -> int:
    """How many processes read: the option, else one for few pages and one a core for many."""
    if option is not None:
        return option
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if pages >= MANY else 1
