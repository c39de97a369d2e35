"""One process beside the server that reads pages: the model is loaded once, and a page that kills it kills only it."""

from __future__ import annotations

from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from standoff.batch import Read, read_whole, reason_of
from standoff.errors import ReadError
from standoff.model import Given

SECONDS = 120  # that one page may take; a long story takes two


@dataclass(frozen=True, slots=True)
class Task:
    """The bytes of a page and what is known of it."""

    raw: bytes
    name: str
    media_type: str | None = None
    uri: str | None = None
    fetched_at: str | None = None
    given: Given = field(default_factory=Given)


def read_task(task: Task) -> Read:
    """A page, read. Raises `ReadError` with the reason."""
    from standoff.page import read_bytes

    page = read_bytes(
        task.raw, name=task.name, uri=task.uri, media_type=task.media_type, fetched_at=task.fetched_at
    )  # fmt: skip
    return read_whole(page, name=task.name, given=task.given)


class Worker:
    """The process, started with the first page and again after it died."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        """`seconds` that one page may take."""
        self._seconds = seconds
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def read(self, task: Task) -> Read:
        """A page, read. Raises `ReadError` with the reason, also where the process died or took too long."""
        pipe = self._started()
        try:
            pipe.send(task)
            if not pipe.poll(self._seconds):
                self.close()
                raise ReadError(task.name, "page", f"took longer than {self._seconds:.0f} seconds to read")
            answer: Read | str = pipe.recv()
        except (EOFError, OSError):
            self.close()
            why = "the process that read it died (out of memory, or a fault in a library)"
            raise ReadError(task.name, "page", why) from None
        if isinstance(answer, str):
            raise ReadError(task.name, "page", answer)
        return answer

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe


def _serve(pipe: Connection) -> None:
    """Reads pages until the server goes away. The rim: whatever goes wrong in a page ends here."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends this process
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(read_task(task))
        except Exception as error:  # noqa: BLE001 - one page never stops the others
            pipe.send(reason_of(error))
