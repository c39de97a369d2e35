"""The files of the page: built ahead, sent compressed, kept by the browser as long as their names hold."""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static"
_FOREVER: Final = "public, max-age=31536000, immutable"  # names of built files hold a hash of their content
_ASK: Final = "no-cache"
_PACKED: Final = frozenset({".js", ".css", ".html", ".json", ".svg", ".txt", ".webmanifest", ".map"})
_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}

MISSING: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>standoff</title></head><body>
<h1>The page is not built yet</h1>
<p>The server and its API work: <a href="/api/state">/api/state</a>,
<a href="/api/openapi.json">/api/openapi.json</a>.</p>
<p>To build the page, with Node 20.19 or later, in the folder of the project: <code>make page</code>
(or <code>cd web; npm ci; npm run build</code>).</p>
<p>Then load this page again.</p>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to be sent."""

    body: bytes
    media_type: str
    cache: str
    packed: bool = False


def find_file(folder: Path, path: str, *, gzip_taken: bool) -> File | None:
    """The file of a path; for a path of the page's own routes its `index.html`; None if there is neither."""
    relative = path.lstrip("/")
    found = _inside(folder, relative) if relative else None
    if found is None:
        top, _, below = relative.partition("/")
        if top == "assets" or ("." in top and not below):
            return None  # a file that is not there, no route: an id in a route may hold anything
        found = _inside(folder, "index.html")
    if found is None:
        return (
            File(MISSING.encode(), "text/html; charset=utf-8", _ASK) if not (folder / "index.html").exists() else None
        )
    packed = gzip_taken and found.suffix in _PACKED
    body = _body(found, changed=found.stat().st_mtime_ns, packed=packed)
    cache = _FOREVER if relative.startswith("assets/") else _ASK
    return File(body, _media_type(found), cache, packed)


def _inside(folder: Path, relative: str) -> Path | None:
    """A file below the folder; None where there is none or the path leads out of it."""
    if "\x00" in relative or "\\" in relative:
        return None
    found = (folder / relative).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None


@lru_cache(maxsize=256)
def _body(path: Path, *, changed: int, packed: bool) -> bytes:  # noqa: ARG001 - `changed` makes a changed file another
    body = path.read_bytes()
    return gzip.compress(body, 9, mtime=0) if packed else body


def _media_type(path: Path) -> str:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
