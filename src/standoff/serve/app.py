"""The server of the page: guard, access, calls of the API, files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as AnyHTTPError
from starlette.middleware.gzip import GZipMiddleware

from standoff import __version__
from standoff.errors import StandoffError, StoreError
from standoff.serve.access import ACCESS, Keys, Scope, allows
from standoff.serve.desk import Desk, MergingError, NotThereError
from standoff.serve.guard import Guard
from standoff.serve.parts import Parts
from standoff.serve.queue import Fetcher, QueueFullError, Reader, ReadQueue
from standoff.serve.routes import counts, export, names, overtime, reading, records, review, search, state, stories
from standoff.serve.static import FOLDER, find_file
from standoff.serve.tries import TooOftenError, Tries
from standoff.serve.warm import warm

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PACKED_FROM = 1000  # bytes of an answer from which packing pays
# Overtime stands before records: positions/matrix before positions/ID.
_ROUTERS = (state, overtime, records, counts, names, stories, search, reading, review, export)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server is run. `tokens`: what each token allows; none: everybody on this computer may do all."""

    db: Path
    hosts: tuple[str, ...] = LOOPBACK
    any_address: bool = False
    tokens: Mapping[str, Scope] = field(default_factory=dict)
    reviewer: str | None = None
    encoder: str | None = None
    static: Path = FOLDER


def make_app(settings: Settings, *, reader: Reader, fetcher: Fetcher) -> FastAPI:
    """The server over a ledger; `reader` and `fetcher` as `ReadQueue` takes them."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        desk: Desk = app.state.parts.desk
        if settings.db.exists():
            desk.catch_up(lambda: warm(desk))
        yield
        app.state.parts.queue.close()
        app.state.parts.desk.close()

    app = FastAPI(
        title="standoff", version=__version__, lifespan=life, openapi_url=None, docs_url=None, redoc_url=None,
        description="A ledger of the news of a conflict. Spans count code points.",
    )  # fmt: skip
    queue = ReadQueue(settings.db, reader=reader, fetcher=fetcher)
    app.state.parts = Parts(Desk(settings.db), queue, settings.reviewer, settings.encoder)
    app.state.keys = Keys(settings.tokens)
    app.state.tries = Tries(10, seconds=60)
    app.state.reports = 0
    app.include_router(_api(), prefix="/api")
    _tell_errors(app)
    _serve_files(app, settings.static)
    app.add_middleware(GZipMiddleware, minimum_size=_PACKED_FROM, compresslevel=5)
    app.add_middleware(Guard, hosts=settings.hosts, any_address=settings.any_address)
    return app


def _api() -> APIRouter:
    """All calls of the API behind the access table."""
    api = APIRouter(dependencies=[Depends(_admit)])

    @api.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        return JSONResponse(request.app.openapi())

    for module in _ROUTERS:
        api.include_router(module.router)
    return api


def _admit(request: Request, response: Response) -> None:
    """Lets a call in if the access table does."""
    path = request.scope["route"].path.removeprefix("/api")
    needed = ACCESS.get((request.method.replace("HEAD", "GET"), path))
    keys: Keys = request.app.state.keys
    bearer = request.headers.get("authorization", "")
    token = bearer[7:].strip() if bearer[:7].lower() == "bearer " else None
    request.state.scope = keys.scope_of(token, request.cookies.get(state.COOKIE))
    response.headers["cache-control"] = "no-store"
    if needed is None:
        raise HTTPException(403, "the call is not in the access table")
    if not allows(request.state.scope, needed):
        raise HTTPException(401 if request.state.scope == "open" else 403, "a token that allows this is needed")


_STATUS: Mapping[type[StandoffError], tuple[int, str]] = {
    NotThereError: (404, "not_there"),
    MergingError: (503, "merging"),
    QueueFullError: (429, "queue_full"),
    TooOftenError: (429, "too_often"),
    StoreError: (503, "ledger"),
}
_WORDS = {
    401: "token_needed",
    403: "not_allowed",
    404: "not_there",
    405: "method",
    408: "too_slow",
    413: "too_large",
    422: "not_understood",
}


def _tell_errors(app: FastAPI) -> None:
    """Every error as `{error, detail}`."""

    async def ours(request: Request, error: Exception) -> Response:
        status, word = next((s for kind, s in _STATUS.items() if isinstance(error, kind)), (500, "fault"))
        if isinstance(error, StoreError) and request.method == "POST":
            status = 409  # the ledger does not take it: the reason says why
        return _fault(status, word, str(error))

    async def theirs(_: Request, error: Exception) -> Response:
        code, detail = (error.status_code, str(error.detail)) if isinstance(error, AnyHTTPError) else (500, "a fault")
        return _fault(code, _WORDS.get(code, "refused"), detail)

    async def wrong(_: Request, error: Exception) -> Response:
        found = error.errors() if isinstance(error, RequestValidationError) else ()
        return _fault(422, "not_understood", "; ".join(_said(e["loc"], e["msg"]) for e in found))

    app.add_exception_handler(StandoffError, ours)
    app.add_exception_handler(AnyHTTPError, theirs)
    app.add_exception_handler(RequestValidationError, wrong)


def _said(where: Iterable[object], what: str) -> str:
    return f"{'.'.join(str(w) for w in where if w not in ('query', 'body'))}: {what}"


def _fault(status: int, error: str, detail: str) -> Response:
    headers = {"cache-control": "no-store"} | ({"retry-after": "30"} if status in (429, 503) else {})
    return JSONResponse({"error": error, "detail": detail}, status_code=status, headers=headers)


def _serve_files(app: FastAPI, folder: Path) -> None:
    """Files of the page; any other path that is no file is the page itself, which knows its routes."""

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            raise HTTPException(404, f"no call /{path}")
        taken = "gzip" in request.headers.get("accept-encoding", "")
        found = find_file(folder, path, gzip_taken=taken)
        if found is None:
            raise HTTPException(404, f"no file /{path}")
        headers = {"cache-control": found.cache, "vary": "accept-encoding"}
        if found.packed:
            headers["content-encoding"] = "gzip"
        return Response(found.body, media_type=found.media_type, headers=headers)
