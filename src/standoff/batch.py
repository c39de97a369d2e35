"""Reads many pages: finds the files, spreads them over processes, sets aside what fails and goes on."""

from __future__ import annotations

import glob
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from standoff.errors import ReadError, StandoffError
from standoff.model import Given, Page

Document = dict[str, Any]

STDIN: Final = "-"
ADDRESSES: Final = ("http://", "https://")
SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".txt", ".text"})
_PARTS_NAMES: Final = (  # of a saved page, or of a ledger
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .avif .ico .bmp .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm "
    ".json .db .lock .db-wal .db-shm"
)
_PARTS: Final = frozenset(_PARTS_NAMES.split())
_AHEAD: Final = 4  # pages under way for each process: enough to keep it busy, few enough to keep memory small


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was read: its document, its bytes, and the mean of its sentences' vectors."""

    name: str
    document: Document
    raw: bytes
    vector: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that was set aside, and why, in one line."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


Reader = Callable[[str, Given], Read | Failure]
UnderWay = deque[tuple[str, Future[Read | Failure]]]


def find_pages(paths: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """The pages that paths mean (files, folders, patterns, addresses, "-"), each once, and what leads to none."""
    names: dict[str, None] = {}
    failures = []
    for path in paths:
        found = _expand(path)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            names.update(dict.fromkeys(found))
    return list(names), failures


def _expand(path: str) -> list[str] | Failure:
    if path == STDIN:
        return [STDIN]
    if path.startswith(ADDRESSES):
        return [path]
    if Path(path).is_dir():
        return _folder(path) or Failure(path, "no pages in this folder (*.html, *.htm, *.mhtml, *.txt and the like)")
    if not Path(path).exists() and glob.has_magic(path):
        matches = sorted(m for m in glob.glob(path, recursive=True) if Path(m).is_file())  # noqa: PTH207 - absolute too
        return matches or Failure(path, "no file matches")
    return [path]


def _folder(path: str) -> list[str]:
    """All pages below a folder, by name; hidden files and folders are left out."""
    return [str(file) for file in _files(path) if file.suffix.lower() in SUFFIXES]


def passed_over(paths: Iterable[str]) -> list[str]:
    """The files below folders that might hold a story and are no pages, by their endings: "a.pdf (PDF)"."""
    files = (file for path in paths if Path(path).is_dir() for file in _files(path))
    others = dict.fromkeys(f for f in files if f.suffix.lower() not in SUFFIXES | _PARTS)
    return [f"{f.name} ({f.suffix[1:].upper() or 'no ending'})" for f in others]


def _files(path: str) -> Iterator[Path]:
    """The files below a folder, by name; hidden ones left out."""
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(folder) / f for f in sorted(files) if not f.startswith("."))


def read_one(name: str, given: Given) -> Read | Failure:
    """One page, read; or why not. The rim: whatever goes wrong in a page ends here, and the batch goes on."""
    try:
        return read_whole(page_of(name), name=name, given=given)
    except Exception as error:  # noqa: BLE001 - one page never stops a batch
        return Failure(name, reason_of(error))


def reason_of(error: Exception) -> str:
    """Why a page could not be read, in one line."""
    if isinstance(error, StandoffError):
        text = error.why if isinstance(error, ReadError) else str(error)
    elif isinstance(error, MemoryError):
        text = "not enough memory"
    else:
        text = f"a fault in standoff ({type(error).__name__}: {error})"
    return " ".join(text.split()) or "cannot be read"


def read_whole(page: Page, *, name: str, given: Given) -> Read:
    """The page as a ledger takes it. Raises `ReadError`."""
    from standoff.merge import mean_vector
    from standoff.pipeline import read_page

    reading = read_page(page, given=given)
    return Read(name, reading.to_dict(), page.raw, mean_vector(reading))


def page_of(name: str) -> Page:
    """The page in a file, at an address or from standard input ("-"). Raises `ReadError` that names it and why."""
    from standoff.page import read_bytes

    if name.startswith(ADDRESSES):
        return _fetched(name)
    shown = "standard input" if name == STDIN else name
    return read_bytes(_bytes(name), name=shown, uri=None if name == STDIN else name)


def _fetched(url: str) -> Page:
    """The page at an address: the one thing that standoff ever asks of the network."""
    from standoff.fetch import fetch
    from standoff.page import read_bytes

    got = fetch(url)
    return read_bytes(got.raw, name=got.url, uri=got.url, media_type=got.media_type, fetched_at=got.fetched_at)


def _bytes(name: str) -> bytes:
    """The bytes of a file or of standard input; never more than one above the limit."""
    from standoff.page import MAX_BYTES

    if name == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            size, limit = path.stat().st_size / 1_048_576, MAX_BYTES // 1_048_576
            raise ReadError(name, "page", f"too large: {size:.0f} MB, the limit is {limit} MB")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(name, "page", (error.strerror or "cannot be opened").lower()) from error


def read_batch(names: Sequence[str], given: Given, *, jobs: int, reader: Reader = read_one) -> Iterator[Read | Failure]:
    """Every page, read in `jobs` processes (1: in this one), in the order of `names`; standard input comes last."""
    if jobs <= 1 or len(names) < 2:
        yield from (reader(name, given) for name in names)
        return
    yield from _spread([name for name in names if name != STDIN], given, jobs=jobs, reader=reader)
    yield from (reader(name, given) for name in names if name == STDIN)  # it cannot be handed to another process


def _spread(names: Sequence[str], given: Given, *, jobs: int, reader: Reader) -> Iterator[Read | Failure]:
    """Pages over a pool of processes. If one dies, the pages under way are read again, each in a process of its own."""
    waiting, under_way = deque(names), UnderWay()
    while waiting:
        try:
            yield from _pooled(waiting, under_way, given, jobs=jobs, reader=reader)
        except BrokenProcessPool:
            for name, _ in under_way:
                yield _alone(name, given, reader)
            under_way.clear()


def _pooled(
    waiting: deque[str], under_way: UnderWay, given: Given, *, jobs: int, reader: Reader
) -> Iterator[Read | Failure]:  # fmt: skip
    """Pages through one pool, in their order; `under_way` are those whose result is not there yet."""
    pool = _pool(jobs)
    try:
        while waiting or under_way:
            while waiting and len(under_way) < jobs * _AHEAD:
                name = waiting.popleft()
                under_way.append((name, pool.submit(reader, name, given)))
            result = under_way[0][1].result()
            under_way.popleft()
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(name: str, given: Given, reader: Reader) -> Read | Failure:
    """One page in a process of its own, so that only it fails if the process dies."""
    with _pool(1) as pool:
        try:
            return pool.submit(reader, name, given).result()
        except BrokenProcessPool:
            return Failure(name, "the process that read it died (out of memory, or a fault in a library)")


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
