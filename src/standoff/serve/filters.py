"""The filters of the query string: the same names on the page and in the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query

from standoff.days import first_of, last_of
from standoff.store import Choice

Checked = Literal["no", "accepted", "corrected", "rejected", "disputed"]
MOST = 500  # rows that one answer holds
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"

Text = Annotated[str | None, Query(max_length=200)]
DossierName = Annotated[str | None, Query(max_length=200, description="only what belongs to it")]
DayText = Annotated[str | None, Query(pattern=DAY)]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows: all fields together; None means any."""

    q: Text = None
    actor: Text = None
    recipient: Text = None
    type: Text = None
    act: Text = None
    realis: Text = None
    place: Text = None
    source: Text = None
    publisher: Text = None
    since: DayText = None
    until: DayText = None
    dossier: Text = None
    story: Text = None
    checked: Checked | None = None
    limit: Annotated[int, Query(ge=0, le=MOST)] = 50
    offset: Annotated[int, Query(ge=0)] = 0

    def choice(self) -> Choice:
        """The part of the filters that the store knows; days as whole days, a month from its first to its last."""
        return Choice(
            actor=self.actor or None, recipient=self.recipient or None, place=self.place or None,
            source=self.source or None, code=self.type or None, act=self.act or None, realis=self.realis or None,
            since=first_of(self.since), until=last_of(self.until), story=self.story or None,
            words=self.q or None, publisher=self.publisher or None, checked=self.checked,
        )  # fmt: skip

    @property
    def none_set(self) -> bool:
        """Whether every row fits."""
        return self == Filters(limit=self.limit, offset=self.offset)


Given = Annotated[Filters, Depends()]
