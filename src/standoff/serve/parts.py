"""What calls are given: the desk, the queue of stories to read, the settings of this server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from standoff.serve.desk import Desk
from standoff.serve.queue import ReadQueue


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that calls share."""

    desk: Desk
    queue: ReadQueue
    reviewer: str | None = None
    encoder: str | None = None


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


def _desk(request: Request) -> Desk:
    return _parts(request).desk


def _queue(request: Request) -> ReadQueue:
    return _parts(request).queue


TheParts = Annotated[Parts, Depends(_parts)]
TheDesk = Annotated[Desk, Depends(_desk)]
TheQueue = Annotated[ReadQueue, Depends(_queue)]
