"""`standoff read`: pages -> record -> ledger."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.commands.options import Day, ink, ledger_option
from standoff.errors import StoreError
from standoff.model import Given
from standoff.settings import process_count

if TYPE_CHECKING:
    from standoff.batch import Failure, Read
    from standoff.store import Store

MANY = 25  # stories above which each is shown in one line
NAMED = 5  # files passed over that are named
FEW = 4  # pages below which a progress bar is no help


@click.command(short_help="Read pages and keep their record.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--date", "published_at", type=Day(), help="Day of publication, where the page does not tell it.")
@click.option("--publisher", help="The outlet, where the page does not tell it.")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document a story (JSON Lines).")
@click.option("--no-store", is_flag=True, help="Do not keep anything.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 64), help="Processes that read.  [default: by the number of pages]"
)
def read(
    paths: tuple[str, ...], published_at: str | None, publisher: str | None, db: Path, as_json: bool, no_store: bool,
    jobs: int | None,
) -> int:  # fmt: skip
    """Read pages (HTML or plain text) and keep their record in the ledger.

    PATH is a file, a folder (all pages below it), a pattern in quotation marks ("*.html"), an address (http:, https:),
    or - for standard input. Only for an address is the network used, and never an inner one.
    A page that fails is set aside with one line on standard error; the others are read and kept. Reading the same page
    again changes nothing.

    \b
    Examples:
      standoff read story.html
      standoff read story.txt --date 2022-03-01 --publisher Reuters
      standoff read saved/ --json > record.jsonl
      standoff read https://news.example/story
      cat story.txt | standoff read - --no-store

    Exit codes: 0 all read; 1 nothing read; 2 wrong usage; 3 some failed.
    """
    from standoff.batch import find_pages, passed_over, read_batch

    names, failures = find_pages(paths)
    _tell_passed_over(passed_over(paths))
    ledger = None if no_store or not names else _Ledger(db)
    given = Given(published_at=published_at, publisher=publisher)
    results = read_batch(names, given, jobs=process_count(jobs, len(names)))
    try:
        tally = _take(_progress(chain(failures, results), len(names)), ledger, as_json=as_json, many=len(names) > MANY)
    finally:
        if ledger is not None:
            ledger.close()
    if sys.stderr.isatty():
        click.echo(_summed(tally, db, kept=ledger is not None and ledger.is_open), err=True)
    return 0 if not tally["failed"] else 3 if tally["read"] else 1


class _Ledger:
    """The ledger of a run: opened at once where it is there, made when the first story is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = self._opened() if path.exists() else None

    def _opened(self) -> Store:
        from standoff.store import open_store

        return open_store(self._path, write=True)

    @property
    def is_open(self) -> bool:
        """Whether there is a file."""
        return self._store is not None

    def put(self, read: Read) -> str:
        """Keeps a reading; what became of it. Raises `StoreError`."""
        self._store = self._store or self._opened()
        return self._store.put(read.document, raw=read.raw, at=_now(), vector=read.vector)

    def merge(self) -> None:
        """Merges what was kept."""
        if self._store is not None:
            self._store.merge()

    def close(self) -> None:
        """Closes the file."""
        if self._store is not None:
            self._store.close()


def _take(results: Iterator[Read | Failure], ledger: _Ledger | None, *, as_json: bool, many: bool) -> Counter[str]:
    """Keeps and prints every page that was read, tells of every one that was not, and counts them."""
    from standoff.batch import Failure

    tally: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Failure):
            _tell(result)
            tally["failed"] += 1
            continue
        try:
            if ledger is not None:
                tally[ledger.put(result)] += 1
        except StoreError as error:  # the ledger takes no more: what was read before is kept
            _tell(error)
            tally["failed"] += 1
            return tally
        tally["read"] += 1
        _print(result.document, as_json=as_json, many=many)
    if ledger is not None and (tally["new"] or tally["replaced"]):
        ledger.merge()
    return tally


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _tell(failure: object) -> None:
    click.echo(f"standoff: {failure}", err=True)


def _tell_passed_over(files: Sequence[str]) -> None:
    """What lay in the folders and is no page, in one line: "2 files passed over: a.pdf (PDF), b.docx (DOCX)"."""
    if not files:
        return
    named = ", ".join(files[:NAMED]) + (f" and {len(files) - NAMED} more" if len(files) > NAMED else "")
    _tell(f"{len(files)} {'file' if len(files) == 1 else 'files'} passed over: {named}")


def _progress(results: Iterator[Read | Failure], total: int) -> Iterator[Read | Failure]:
    if total < FEW or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    with click.progressbar(results, length=total, label="Reading", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _print(document: dict[str, object], *, as_json: bool, many: bool) -> None:
    from standoff.show import show_line, show_summary

    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
    elif many:
        click.echo(show_line(document, ink=ink()))
    else:
        click.echo(show_summary(document, ink=ink()) + "\n")


def _summed(tally: Counter[str], db: Path, *, kept: bool) -> str:
    parts = [f"{tally['read']} read"]
    parts += [f"{tally[k]} {label}" for k, label in _OUTCOMES if tally[k]]
    return f"standoff: {', '.join(parts)}" + (f"; kept in {db}" if kept else "")


_OUTCOMES: Sequence[tuple[str, str]] = (
    ("new", "new"), ("replaced", "read anew"), ("same", "as before"), ("kept", "left as stored"), ("failed", "failed"),
)  # fmt: skip
