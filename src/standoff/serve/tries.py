"""A bound on how often something may be tried."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from standoff.errors import StandoffError


class TooOftenError(StandoffError):
    """Tried more often than is allowed."""


class Tries:
    """At most `most` tries in `seconds`, whoever tries."""

    def __init__(self, most: int, *, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: deque[float] = deque()
        self._lock = Lock()

    def take(self) -> None:
        """One try. Raises `TooOftenError`.

        >>> Tries(0, seconds=60).take()
        Traceback (most recent call last):
        standoff.serve.tries.TooOftenError: tried too often; wait 60 seconds
        """
        with self._lock:
            now = self._clock()
            while self._times and self._times[0] <= now - self._seconds:
                self._times.popleft()
            if len(self._times) >= self._most:
                raise TooOftenError(f"tried too often; wait {self._seconds:.0f} seconds")
            self._times.append(now)
