"""Tellings built by hand, for tests of merging and tracking."""

from __future__ import annotations

from typing import Any

from standoff.ledger_model import (
    ConditionTelling,
    EventTelling,
    Evidence,
    GivenFigure,
    LedgerPlace,
    Party,
    Pattern,
    PositionTelling,
    StatementTelling,
    StoryTold,
)
from standoff.merge import StoryTellings
from standoff.merge.wording import shingles
from standoff.span import Span

RUSSIA = Party("RUS", "Russia", "RUS")
UKRAINE = Party("UKR", "Ukraine", "UKR")
PRESIDENT = Party("Q1", "Olena Kovalenko", "UKR", "person", "GOV")
KYIV = LedgerPlace("g703448", "Kyiv", "UKR", 50.45, 30.52, 4)
KHARKIV = LedgerPlace("g706483", "Kharkiv", "UKR", 49.98, 36.25, 4)
UKRAINE_AS_PLACE = LedgerPlace("g690791", "Ukraine", "UKR", 49.0, 32.0, 1)
TOWER = LedgerPlace("tv tower|UKR", "TV tower", "UKR", 50.47, 30.45, 5)


def evidence(page: str, words: str = "struck") -> Evidence:
    return Evidence(page, Span(0, len(words)), words)


def strike(page: str, n: int = 1, **given: Any) -> EventTelling:
    """A missile strike on Kyiv on 1 March 2022 that Russia carries out; every field may be given otherwise."""
    fields: dict[str, Any] = {
        "id": f"e-{page}{n}", "page": page, "published_at": "2022-03-01", "event_type": "ASSAULT",
        "mode": "heavy-weapons", "weapon": "missile", "frame": "strike", "trigger": "struck", "actors": (RUSSIA,),
        "places": (KYIV,), "days": ("2022-03-01",), "evidence": (evidence(page),),
    }  # fmt: skip
    return EventTelling(**{**fields, **given})


def killed(page: str, lower: int, *, total: bool = False, by: str | None = None) -> GivenFigure:
    return GivenFigure("killed", lower, lower, "exact", "people", by, page, Span(0, 1), total)


def story(page: str, *records: Any, text: str = "", **given: Any) -> StoryTellings:
    """A story with its tellings, sorted by their kinds."""
    fields: dict[str, Any] = {"published_at": "2022-03-01", "publisher": f"Outlet {page}", "title": page, **given}
    of = {kind: tuple(r for r in records if isinstance(r, kind)) for kind in _KINDS}
    return StoryTellings(StoryTold(page, shingles=shingles(text), **fields), *of.values())


_KINDS: tuple[type, ...] = (EventTelling, StatementTelling, PositionTelling, ConditionTelling)


def said(page: str, words: str, *, source: str = "Olena Kovalenko", day: str | None = "2022-03-01") -> StatementTelling:
    place = evidence(page, words)
    return StatementTelling(
        f"s-{page}-{words[:6]}", page, "2022-03-01", source, (page, source), words, "indirect", day=day,
        spans=(place.span,), evidence=(place,),
    )  # fmt: skip


def position(page: str, act: str, day: str, **given: Any) -> PositionTelling:
    fields: dict[str, Any] = {
        "id": f"k-{page}", "page": page, "day": day, "holder": PRESIDENT, "on_behalf_of": "UKR",
        "counterpart": RUSSIA, "act": act, "object": "stop bombing", "event_type": "ASSAULT", "polarity": "stop",
        "evidence": evidence(page, act),
    }  # fmt: skip
    return PositionTelling(**{**fields, **given})


def condition(page: str, day: str = "2022-03-01", **given: Any) -> ConditionTelling:
    """No talks until Russia stops bombing Ukraine."""
    fields: dict[str, Any] = {
        "id": f"c-{page}", "page": page, "day": day, "holder": PRESIDENT, "operator": "until",
        "requires": Pattern("ASSAULT", "stop", "the bombing stops", actors=("RUS",), recipients=("UKR",)),
        "consequence": Pattern("CONSULT", "happen", "talks", actors=("UKR", "RUS")),
        "evidence": evidence(page, "no talks until the bombing stops"),
    }  # fmt: skip
    return ConditionTelling(**{**fields, **given})
