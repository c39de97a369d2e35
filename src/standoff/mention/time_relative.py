"""Rules for relative times: "yesterday", "last week", "the past five years", "two days ago", "that day"."""

from __future__ import annotations

from standoff.mention.time_dates import date_atom, month, part_end, weekday
from standoff.mention.time_expressions import (
    FromToday,
    NextToSpoken,
    Overnight,
    Same,
    Unit,
    Untold,
    Weekday,
    YearStep,
)
from standoff.mention.time_lexemes import Match, Reader
from standoff.mention.time_stretches import Distance, Earlier, InItsNth, NthOf, Open, Rolling, WeekdayOf

_PLURALS = frozenset(("days", "weeks", "months", "years", "decades", "centuries", "weekends", "quarters", "fortnights"))

_DAYS_ON = frozenset(("day", "week", "month", "year"))


def relative_atom(reader: Reader, i: int) -> Match | None:
    """A relative time that starts at `i`."""
    for rule in (
        _deictic,
        _overnight,
        _same,
        _day_beside,
        _in_its,
        _nth_of,
        _vague_amount,
        _direction,
        _counted,
        _in_the,
    ):
        match = rule(reader, i)
        if match:
            return match
    return None


def _deictic(reader: Reader, i: int) -> Match | None:
    """ "today", "yesterday morning", "the day before yesterday", "this evening", "last night"."""
    form, after = reader.form(i), reader.form(i + 1)
    if form in reader.words.deictic:
        return Match(FromToday(reader.words.deictic[form]), part_end(reader, i + 1))
    start = i + (form == "the")
    if (
        reader.form(start) == "day"
        and reader.form(start + 1) in ("before", "after")
        and reader.form(start + 2) in ("yesterday", "tomorrow")
    ):
        return Match(FromToday(-2 if reader.form(start + 2) == "yesterday" else 2), start + 3)
    if after in reader.words.parts and form == "this":
        return Match(FromToday(0), i + 2)
    if after in ("night", "evening", "afternoon") and form == "last":
        return Match(FromToday(-1), i + 2)
    return None


def _overnight(reader: Reader, i: int) -> Match | None:
    """ "overnight", unless its day is told beside it or it is an adjective."""
    word = reader.word(i)
    if reader.form(i) != "overnight" or (word is not None and word.upos == "ADJ" and reader.is_noun(i + 1)):
        return None
    at = i + 1 + (reader.form(i + 1) in ("on", "into", "to"))
    beside = date_atom(reader, at)
    if beside and isinstance(beside.expression, Weekday):
        return Match(beside.expression, beside.end)
    return Match(Overnight(), i + 1)


def _same(reader: Reader, i: int) -> Match | None:
    """ "that day", "the same week", "later that evening", "earlier in the day"."""
    at = i + (reader.form(i) in ("earlier", "later", "late", "early"))
    if at > i and reader.form(at) == "in" and reader.form(at + 1) == "the":
        unit = reader.words.units.get(reader.form(at + 2))
        if unit == "day":
            return Match(Same(), at + 3)
        return Match(Unit(unit, 0), at + 3) if unit in ("week", "month", "year") else None
    at += reader.form(at) in ("the", "this") and reader.form(at + 1) == "same"
    if reader.form(at) not in ("that", "same") or (
        reader.form(at) == "same" and reader.form(at - 1) not in ("the", "that", "this")
    ):
        return None
    at += 1 + (reader.form(at + 1) == "same")
    unit = "day" if reader.form(at) in reader.words.parts else reader.words.units.get(reader.form(at), "")
    if reader.form(at) in _PLURALS or not unit or reader.form(at + 1) == "-":
        return None
    return Match(Same(unit), at + 1)


def _day_beside(reader: Reader, i: int) -> Match | None:
    """ "the day before", "the next day", "the following morning", "a day earlier"."""
    start = i + (reader.form(i) == "the")
    form, after = reader.form(start), reader.form(start + 1)
    if start > i and form in reader.words.units and form not in _PLURALS and after in ("before", "after"):
        return _unit_beside(reader, start, -1 if after == "before" else 1)
    steps = reader.words.directions.get(form, 0)
    if (
        form in ("next", *reader.words.anaphoric)
        and after in ("day", "morning", "night", "evening", "afternoon")
        and steps
    ):
        return Match(NextToSpoken(steps), start + 2)
    return None


def _unit_beside(reader: Reader, start: int, steps: int) -> Match | None:
    unit = reader.words.units[reader.form(start)]
    anchor = date_atom(reader, start + 2)
    if anchor and anchor.expression is not None:
        return Match(Distance(steps, unit, anchor.expression), anchor.end)
    word = reader.word(start + 2)
    if word is not None and word.upos in ("NOUN", "DET", "PROPN", "PRON", "ADJ", "VERB"):
        return Match(Untold(), start + 2)
    return Match(NextToSpoken(steps) if unit == "day" else Unit(unit, steps, spoken=True), start + 2)


def _in_its(reader: Reader, i: int) -> Match | None:
    """ "in its sixth day", "entered their third week"."""
    if reader.form(i) not in ("its", "their", "a", "the"):
        return None
    found = reader.ordinal(i + 1)
    if found is None:
        return None
    end = found[1] + (reader.form(found[1]) in ("straight", "consecutive", "full"))
    unit = reader.words.units.get(reader.form(end))
    if unit not in ("day", "week", "month", "year") or reader.form(end) in _PLURALS:
        return None
    running = reader.form(i) in ("its", "their")
    if reader.form(end + 1) == "of" or reader.form(end + 1) == "-":
        return None
    if running and not reader.ahead(i):
        return Match(InItsNth(found[0], unit), end + 1)
    return Match(Untold(), end + 1) if end > found[1] or reader.form(i - 1) == "for" else None


def _nth_of(reader: Reader, i: int) -> Match | None:
    """ "the first week of July", "the last three months of 2021", "the third quarter", "the first day of the war"."""
    start = i + (reader.form(i) == "the")
    last = reader.form(start) in ("last", "final")
    found = (-1, start + 1) if last else reader.ordinal(start)
    if found is None:
        return None
    count = reader.count(found[1])
    at = count[1] if count else found[1]
    unit = reader.words.units.get(reader.form(at))
    if unit is None or unit in ("decade", "century") or (not last and unit == "weekend"):
        return None
    if reader.form(at + 1) not in ("of", "in"):
        quarter = unit == "quarter" and not last and found[0] <= 4
        return Match(NthOf(found[0], unit, Unit("year", 0)), at + 1) if quarter else None
    inner = date_atom(reader, at + 2) or _direction(reader, at + 2) or _the_unit(reader, at + 2)
    if inner is None or inner.expression is None:
        return Match(Untold(), at + 1) if not last else None
    return Match(NthOf(found[0], unit, inner.expression, count[0] if count else 1), inner.end)


def _the_unit(reader: Reader, i: int) -> Match | None:
    """ "the year", "the month" after "the first week of"."""
    unit = reader.words.units.get(reader.form(i + 1)) if reader.form(i) == "the" else None
    return Match(Unit(unit, 0), i + 2) if unit in ("year", "month", "week") else None


def _vague_amount(reader: Reader, i: int) -> Match | None:
    """ "in recent weeks", "the coming days", "the last few days", "several months ago", "years later"."""
    start = i + (reader.form(i) in ("the", "these", "those", "for", "over"))
    at = start
    while at < start + 3 and reader.form(at) in (
        "recent",
        "coming",
        "past",
        "last",
        "next",
        "previous",
        "following",
        "ensuing",
        "early",
        "subsequent",
    ):
        at += 1
    few = reader.phrase(reader.words.few, at)
    end = few or at
    if reader.form(end) not in _PLURALS or (
        end == i and reader.form(end + 1) not in ("ago", "later", "earlier", "before", "after")
    ):
        return None
    end += 1
    if reader.form(end) == "-":
        return None
    return Match(Untold(), end + (reader.form(end) in ("ago", "later", "earlier")))


def _direction(reader: Reader, i: int) -> Match | None:
    """ "last week", "this Friday", "next March", "the past five years", "the following week"."""
    start = i + (
        reader.form(i) in ("earlier", "later", "late", "early") and reader.form(i + 1) in reader.words.directions
    )
    the = reader.form(start) == "the"
    start += the
    form = reader.form(start)
    steps = reader.words.directions.get(form)
    if steps is None:
        return None
    at = start + 1 + (form in ("this", "the") and reader.form(start + 1) in ("past", "coming", "upcoming"))
    which = reader.form(at - 1)
    steps = reader.words.directions.get(which, steps)
    if steps and (rolling := _rolling(reader, at, steps, the=the, which=which)):
        return rolling
    day = weekday(reader, at)
    if day:
        which = {"previous": "last", "preceding": "last", "upcoming": "coming", "forthcoming": "coming"}.get(
            which, which
        )
        which = "following" if the and which == "next" else which
        return Match(Weekday(day[0], which), part_end(reader, day[1]))
    return _direction_unit(reader, at, steps, which)


def _direction_unit(reader: Reader, at: int, steps: int, which: str) -> Match | None:
    unit = reader.words.units.get(reader.form(at))
    if unit and reader.form(at) not in _PLURALS and not (reader.form(at + 1) == "-" and reader.glued(at + 1)):
        whole = Unit(unit, steps, spoken=which in reader.words.anaphoric)
        after = at + 1 + (reader.form(at + 1) in ("on", "'s", "-"))
        day = reader.words.weekdays.get(reader.form(after)) if unit == "week" and reader.capital(after) else None
        return Match(WeekdayOf(day, whole), after + 1) if day else Match(whole, at + 1)
    named = month(reader, at)
    if named and not reader.ordinal(named[1]) and reader.number(named[1]) is None:
        return Match(YearStep(named[0], steps), named[1])
    season = reader.words.seasons.get(reader.form(at))
    if season:
        return Match(YearStep(season, steps), at + 1)
    feast = reader.longest(reader.words.feasts, at)
    if feast and feast[0].count("-") == 1:
        month_, day_ = (int(p) for p in feast[0].split("-"))
        return Match(YearStep(month_, steps, day_), feast[1])
    return Match(Untold(), feast[1]) if feast else None


def _rolling(reader: Reader, at: int, steps: int, *, the: bool, which: str) -> Match | None:
    """ "the past five years", "the past week"; "the last week" after "in" or "over"."""
    count = reader.count(at)
    if which in reader.words.anaphoric and count is None:
        return None
    end = count[1] if count else at
    unit = reader.words.units.get(reader.form(end))
    if unit is None or unit == "weekend":
        return Match(Untold(), end + 1) if count and reader.form(end) in reader.words.small_units else None
    counted = count is not None and reader.form(at) not in ("a", "an")
    if not counted and not (
        which == "past" or (the and which in ("last", "next", "coming") and reader.form(at) not in _PLURALS)
    ):
        return None
    if reader.form(end) in _PLURALS and count is None:
        return None
    if reader.form(end + 1) == "of" or (unit == "quarter" and not counted):
        return Match(Untold(), end + 1) if counted else None
    return Match(Rolling(count[0] if count else 1, unit, steps > 0), end + 1)


def _counted(reader: Reader, i: int) -> Match | None:
    """ "two days ago", "in three weeks", "three years later", "two weeks before Christmas", "for ten days"."""
    inside = reader.form(i) in ("in", "within")
    at = i + (inside or reader.form(i) in ("for", "just", "only"))
    count = reader.count(at)
    unit = reader.words.units.get(reader.form(count[1])) if count else None
    steps = reader.words.directions.get(reader.form(count[1])) if count else None
    if count and steps:
        unit = reader.words.units.get(reader.form(count[1] + 1))
        return (
            Match(Rolling(count[0], unit, steps > 0), count[1] + 2)
            if unit and reader.form(count[1] + 1) in _PLURALS
            else None
        )
    if count is None or unit is None or reader.form(count[1] - 1) == "the":
        return None
    end = count[1] + 1
    if reader.form(end) in ("old", "-") or (reader.form(count[1] - 1) == "-" and count[1] > at + 2):
        return None
    if reader.form(end) == "'" or reader.form(end) == "'s":
        end += 1 + (reader.form(end + 1) == "time")
    told = _told_from(reader, end, count[0], unit)
    if told:
        return told
    if inside and reader.ahead(i):
        return Match(Distance(count[0], unit) if reader.form(i) == "in" else Rolling(count[0], unit, ahead=True), end)
    article = reader.form(at) in ("a", "an")
    return None if article and at == i else Match(Untold(), end)


def _told_from(reader: Reader, end: int, count: int, unit: str) -> Match | None:
    """What "N units" are counted from."""
    form = reader.form(end)
    if form == "ago":
        return Match(Distance(-count, unit), end + 1)
    if form in ("later", "afterwards", "afterward", "earlier", "previously", "beforehand"):
        back = form in ("earlier", "previously", "beforehand")
        if unit == "day":
            return Match(NextToSpoken(-count if back else count), end + 1)
        return Match(Distance(-count if back else count, unit, spoken=True), end + 1)
    if form == "from" and reader.form(end + 1) == "now":
        return Match(Distance(count, unit), end + 2)
    if form not in ("before", "after", "from", "since", "prior", "following"):
        return None
    anchor = _anchor(reader, end + 1 + (reader.form(end + 1) == "to"))
    if anchor is not None and anchor.expression is not None and not isinstance(anchor.expression, Open):
        back = form in ("before", "prior")
        return Match(Distance(-count if back else count, unit, anchor.expression), anchor.end)
    if form == "after" and unit in _DAYS_ON and any(date_atom(reader, at) for at in range(end - 2)):
        return Match(Earlier(count, unit), end + 1)
    return Match(Untold(), end + 1) if form != "from" else Match(Untold(), end)


def _anchor(reader: Reader, i: int) -> Match | None:
    return _deictic(reader, i) or _direction(reader, i) or date_atom(reader, i)


def _in_the(reader: Reader, i: int) -> Match | None:
    """ "a year after", "the weekend", "the week of March 1"."""
    if reader.form(i) != "the":
        return None
    unit = reader.words.units.get(reader.form(i + 1))
    if unit not in ("week", "weekend") or reader.form(i + 1) in _PLURALS:
        return None
    if reader.form(i + 2) in ("of", "beginning", "starting"):
        at = i + 3 + (reader.form(i + 3) in ("on",))
        inner = date_atom(reader, at)
        if inner and inner.expression is not None:
            return Match(NthOf(1, unit, inner.expression), inner.end)
    over = unit == "weekend" and reader.form(i - 1) in ("over", "at", "during", "on", "for")
    return Match(Unit("weekend", 0), i + 2) if over else None
