"""Who may call what. A route without an entry here is a fault that a test finds, and is refused."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Final, Literal

Scope = Literal["open", "read", "review", "admin"]
_ORDER: Final = ("open", "read", "review", "admin")

# open: anybody who reaches the server; read: looks; review: writes judgements; admin: adds stories.
ACCESS: Final[Mapping[tuple[str, str], Scope]] = {
    ("GET", "/state"): "open",
    ("POST", "/login"): "open",
    ("POST", "/logout"): "open",
    ("POST", "/csp"): "open",
    ("GET", "/openapi.json"): "read",
    ("GET", "/events"): "read",
    ("GET", "/events/{identifier}"): "read",
    ("GET", "/statements"): "read",
    ("GET", "/statements/{identifier}"): "read",
    ("GET", "/positions"): "read",
    ("GET", "/positions/matrix"): "read",
    ("GET", "/positions/{identifier}"): "read",
    ("GET", "/conditions"): "read",
    ("GET", "/conditions/{identifier}"): "read",
    ("GET", "/conditions/{identifier}/clock"): "read",
    ("GET", "/entities"): "read",
    ("GET", "/entities/{identifier}"): "read",
    ("GET", "/places"): "read",
    ("GET", "/places/{key}"): "read",
    ("GET", "/stories"): "read",
    ("GET", "/stories/{page}"): "read",
    ("GET", "/publishers"): "read",
    ("GET", "/timeline"): "read",
    ("GET", "/map"): "read",
    ("GET", "/changes"): "read",
    ("GET", "/within-reach"): "read",
    ("GET", "/deadlocks"): "read",
    ("GET", "/contradictions"): "read",
    ("GET", "/brief"): "read",
    ("GET", "/search"): "read",
    ("GET", "/suggest"): "read",
    ("GET", "/export/{name}"): "read",
    ("GET", "/jobs"): "read",
    ("GET", "/jobs/{identifier}"): "read",
    ("GET", "/review/queue"): "read",
    ("GET", "/review/words"): "read",
    ("GET", "/review/agreement"): "read",
    ("GET", "/review/export"): "read",
    ("POST", "/review"): "review",
    ("POST", "/review/undo"): "review",
    ("POST", "/judgements"): "review",
    ("POST", "/judgements/undo"): "review",
    ("POST", "/read"): "admin",
    ("POST", "/jobs/forget"): "admin",
}


@dataclass(slots=True)
class Keys:
    """The tokens of this server and the visits that began with one. Without tokens everybody is let in."""

    tokens: Mapping[str, Scope] = field(default_factory=dict)
    _visits: dict[str, Scope] = field(default_factory=dict)

    def scope_of(self, token: str | None, visit: str | None) -> Scope:
        """What the holder of a token, or of the cookie of a visit, may do."""
        if not self.tokens:
            return "admin"
        return self._granted(token) or (self._visits.get(visit) if visit else None) or "open"

    def _granted(self, token: str | None) -> Scope | None:
        """The scope of a token; every token is compared, in a time that does not tell how much of it is right."""
        given = (token or "").encode()
        found = [scope for known, scope in self.tokens.items() if hmac.compare_digest(known.encode(), given)]
        return found[0] if found else None

    def begin(self, token: str) -> str | None:
        """The secret of a new visit, for a cookie; None if the token is not known."""
        scope = self._granted(token)
        if scope is None:
            return None
        while len(self._visits) >= _VISITS:
            del self._visits[next(iter(self._visits))]
        visit = token_urlsafe(32)
        self._visits[visit] = scope
        return visit

    def end(self, visit: str | None) -> None:
        """Ends a visit."""
        self._visits.pop(visit or "", None)


_VISITS: Final = 1000


def allows(held: Scope, needed: Scope) -> bool:
    """Whether a scope covers another.

    >>> allows("review", "read"), allows("read", "admin")
    (True, False)
    """
    return _ORDER.index(held) >= _ORDER.index(needed)
