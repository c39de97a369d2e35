"""Counts over what fits the filters: days, places, countries, outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from standoff.days import day_bounds
from standoff.ledger_model import LedgerPlace, MergedEvent
from standoff.serve.overview import Overview

Row = dict[str, Any]
_RADIUS_KM = {5: 1.0, 4: 5.0, 3: 25.0, 2: 100.0, 1: 400.0}  # how far from its point a place of this resolution reaches


def timeline_of(events: Iterable[MergedEvent], *, reports: bool) -> list[Row]:
    """Events by day and type; `reports`: each telling of an event on the day of its story."""
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for day in _report_days(event) if reports else _days(event):
            days[day][event.event_type] += 1
    return [{"day": day, "total": days[day].total(), "by_type": dict(days[day])} for day in sorted(days)]


def _days(event: MergedEvent) -> list[str]:
    """The first day of an event, else that of the first story that tells it; none where neither is known."""
    told = [b[0] for b in map(day_bounds, event.days) if b]
    return [min(told)] if told else _report_days(event)[:1]


def _report_days(event: MergedEvent) -> list[str]:
    return sorted(b[0] for b in (day_bounds(t.published_at) for t in event.tellings) if b)


def map_of(events: Sequence[MergedEvent]) -> Row:
    """Places with how many events happened there, by type, most first; and the same by country."""
    places: dict[str, LedgerPlace] = {}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    countries: Counter[str] = Counter()
    for event in events:
        for place in {p.key: p for p in event.places}.values():
            places.setdefault(place.key, place)
            found[place.key][event.event_type] += 1
        countries.update({p.country for p in event.places if p.country})
    ordered = sorted(places.values(), key=lambda p: (-found[p.key].total(), p.name, p.key))
    return {
        "places": [place_row(p, found[p.key]) for p in ordered],
        "countries": [{"country": c, "events": n} for c, n in sorted(countries.items(), key=lambda x: (-x[1], x[0]))],
    }


def place_row(place: LedgerPlace, by_type: Mapping[str, int]) -> Row:
    """A place with its events."""
    fields = ("key", "name", "country", "lat", "lon", "resolution")
    return {
        **{k: getattr(place, k) for k in fields}, "radius_km": _RADIUS_KM.get(place.resolution or 0),
        "events": sum(by_type.values()), "by_type": dict(by_type),
    }  # fmt: skip


def publishers_of(overview: Overview) -> Row:
    """Outlets with what they tell, those of most stories first; and where the events they tell took place."""
    stories = Counter(s.publisher for s in overview.ledger.stories)
    events = Counter(o for e in overview.ledger.events for o in _outlets(overview, e.tellings))
    said = Counter(o for s in overview.ledger.statements for o in _outlets(overview, s.tellings))
    total = max(sum(stories.values()), 1)
    rows = [
        {"publisher": o, "stories": n, "events": events[o], "statements": said[o], "share": round(n / total, 4)}
        for o, n in sorted(stories.items(), key=lambda x: (-x[1], x[0] or ""))
    ]
    return {"total": len(rows), "rows": rows, "countries": _by_country(overview)}


def _outlets(overview: Overview, tellings: Iterable[Any]) -> set[str | None]:
    return {overview.stories[t.page].publisher for t in tellings}


def _by_country(overview: Overview) -> list[Row]:
    """For every country the events told to have happened there, and how many of them each outlet tells."""
    told: dict[str, Counter[str | None]] = defaultdict(Counter)
    events: Counter[str] = Counter()
    for country, event in _placed(overview.ledger.events):
        events[country] += 1
        told[country].update(_outlets(overview, event.tellings))
    return [
        {
            "country": country, "events": number, "share": round(number / max(len(overview.ledger.events), 1), 4),
            "publishers": [{"publisher": o, "events": n} for o, n in told[country].most_common()],
        }
        for country, number in events.most_common()
    ]  # fmt: skip


def _placed(events: Iterable[MergedEvent]) -> Iterator[tuple[str, MergedEvent]]:
    """Events with each country in which they took place."""
    for event in events:
        yield from ((c, event) for c in {p.country for p in event.places if p.country})
