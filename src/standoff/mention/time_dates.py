"""Rules for dates of the calendar: "March 1, 2022", "1-3 May", "2022-03-01", "Tuesday", "the 1990s", "Christmas"."""

from __future__ import annotations

from dataclasses import replace

from standoff.mention.time_expressions import Calendar, Expression, Fixed, MonthDay, Unit, Untold, Weekday
from standoff.mention.time_lexemes import Match, Reader, small_number
from standoff.mention.time_stretches import Between, WeekdayOf
from standoff.mention.time_values import Point
from standoff.mention.time_years import year_atom, year_number

_DASHES = ("-", "–", "—")


def date_atom(reader: Reader, i: int) -> Match | None:
    """A date of the calendar that starts at `i`."""
    for rule in (_named, _numeric, _month_first, _day_first, _weekday, _season, year_atom, _day_only):
        match = rule(reader, i)
        if match:
            return match
    return None


def _named(reader: Reader, i: int) -> Match | None:
    day = reader.longest(reader.words.named_days, i + (reader.form(i) == "the"))
    if day:
        return Match(Fixed(_point(day[0])), day[1])
    feast = reader.longest(reader.words.feasts, i)
    if feast is None or not (reader.capital(i) or reader.capital(feast[1] - 1)):
        return None
    value, end = feast
    if not value:
        return Match(Untold(), end)
    point = _point("0000-" + value if value.count("-") == 1 else value)
    if point.year:
        return Match(Fixed(point), end)
    year = year_number(reader, end + (reader.form(end) in (",", "of", "in")))
    return Match(Calendar(point.month or 1, point.day, year[0] if year else None), year[1] if year else end)


def _point(day: str) -> Point:
    year, month, number = (int(p) for p in day.split("-"))
    return Point(year, month, number)


def _numeric(reader: Reader, i: int) -> Match | None:
    """ "2022-03-01", "2022/03/01", "21/03/2022", "21.3.2022"; a day that may be a month is not told."""
    a, b, c = reader.number(i), reader.number(i + 2), reader.number(i + 4)
    sign = reader.form(i + 1)
    glued = all(reader.glued(k) for k in range(i + 1, i + 5))
    if a is None or b is None or c is None or not glued or sign not in ("-", "/", ".") or sign != reader.form(i + 3):
        return None
    widths = [reader.lexemes[k].digits for k in (i, i + 2, i + 4)]
    if reader.glued(i + 5) and reader.form(i + 5) in ("-", "/") and reader.number(i + 6) is not None:
        return None
    if widths[0] == 4 and widths[1] <= 2 and widths[2] <= 2 and b <= 12 and 1 <= c <= 31:
        return Match(Calendar(b, c, a), i + 5)
    if widths[2] != 4 or max(widths[:2]) > 2 or max(a, b) > 31 or min(a, b) > 12 or min(a, b) < 1:
        return None
    if sign == "." and b <= 12:
        return Match(Calendar(b, a, c), i + 5)
    if a != b and max(a, b) <= 12:
        return Match(Untold(), i + 5)
    return Match(Calendar(min(a, b), max(a, b), c), i + 5)


def month(reader: Reader, i: int) -> tuple[int, int] | None:
    """A month's number and its end (with the full stop of a short form, but not that of the sentence)."""
    number = reader.words.months.get(reader.form(i))
    if number is None:
        return None
    short = len(reader.form(i)) <= 4 and i + 2 < len(reader)
    return number, i + 1 + (short and reader.form(i + 1) == "." and reader.glued(i + 1))


def _month_first(reader: Reader, i: int) -> Match | None:
    found = month(reader, i)
    if found is None:
        return None
    number, end = found
    day = _day(reader, end + (reader.form(end) in ("the", "-")))
    if day is None or year_number(reader, end):
        return _month_alone(reader, i, number, end)
    until = _day_range(reader, day[1])
    end = until[1] if until else day[1]
    year = _year_after(reader, end)
    return _dated(
        _days(number, day[0], until[0] if until else None, year[0] if year else None), reader, year[1] if year else end
    )


def _dated(expression: Expression, reader: Reader, end: int) -> Match:
    """A date, with the "this year" or "last year" that may follow it."""
    step = reader.words.directions.get(reader.form(end))
    if (
        isinstance(expression, Calendar)
        and expression.year is None
        and step is not None
        and reader.form(end + 1) == "year"
    ):
        return Match(replace(expression, step=step), end + 2)
    return Match(expression, end)


def _days(number: int, day: int, until: int | None, year: int | None) -> Expression:
    if until is None:
        return Calendar(number, day, year)
    if until <= day:
        return Between(Calendar(number, day, year), Calendar(number % 12 + 1, until, year))
    return Between(Calendar(number, day, year), Calendar(number, until, year))


def _day(reader: Reader, i: int) -> tuple[int, int] | None:
    """A day of a month and its end: no clock time, no decimal, no larger number."""
    if i < len(reader) and reader.lexemes[i].digits > 2:
        return None
    plain = reader.number(i)
    found = (plain, i + 1) if plain is not None and reader.lexemes[i].ending != "s" else reader.ordinal(i)
    if found is None and month(reader, i - 1) and reader.form(i) not in ("a", "an"):
        found = small_number(reader, i, reader.words.numbers)
    if found is None or not 1 <= found[0] <= 31:
        return None
    sign, after = reader.form(found[1]), reader.number(found[1] + 1)
    if sign in (":", ".", ",", "%") and reader.glued(found[1]) and after is not None and reader.glued(found[1] + 1):
        return found if sign == "," and year_number(reader, found[1] + 1) else None
    return None if sign in ("%", "percent", "am", "pm") else found


def _day_range(reader: Reader, i: int) -> tuple[int, int] | None:
    """The second day of "1-3", "1 to 3", "1 and 2"; not "1 to 3 April", whose month comes later."""
    if reader.form(i) not in (*_DASHES, "to", "through", "and", "until", "till"):
        return None
    at = i + 1 + (reader.form(i + 1) == "the")
    found = _day(reader, at)
    if found is None or month(reader, found[1]) or month(reader, found[1] + (reader.form(found[1]) == "of")):
        return None
    if reader.form(i) == "and" and (
        reader.is_plural_noun(found[1]) or (reader.form(found[1]).isalpha() and not reader.is_end(found[1]))
    ):
        return None
    return found


def _year_after(reader: Reader, i: int) -> tuple[int, int] | None:
    """ ", 2022", " 2022", " of 2022"."""
    return year_number(reader, i) or (year_number(reader, i + 1) if reader.form(i) in (",", "of", "in", "-") else None)


def _month_alone(reader: Reader, i: int, number: int, end: int) -> Match | None:
    """ "July 2014", "in May": words that may be something else need a capital and a word of time before them."""
    year = _year_after(reader, end)
    if year and not (reader.form(end) in (",", "in") and reader.form(i) in ("may", "march") and not reader.capital(i)):
        return Match(Calendar(number, None, year[0]), year[1])
    if not _is_month(reader, i, end):
        return None
    return _dated(Calendar(number), reader, end)


def _is_month(reader: Reader, i: int, end: int) -> bool:
    word, before, words = reader.word(i), reader.form(i - 1), reader.words
    cue = before in words.month_cues
    if reader.form(i) in words.ambiguous_months:
        if word is not None and word.upos in ("AUX", "VERB"):
            return False
        joined = reader.form(end) in _DASHES and month(reader, end + 1) is not None
        return joined or before in words.firm_cues or (cue and reader.capital(i))
    token = reader.token(i)
    names = reader.sentence.names
    if token is not None and any(n.start <= token < n.end and n.kind == "PER" for n in names):
        return False
    return cue or reader.capital(i)


def _day_first(reader: Reader, i: int) -> Match | None:
    """ "1 March 2022", "the 1st of March", "1-3 March", "3 and 5 May", "the 12th day of May"."""
    start = i + (reader.form(i) == "the")
    day = _day(reader, start)
    if day is None:
        return None
    at, until = day[1], None
    if reader.form(at) in (*_DASHES, "to", "and", "through", "until", "till"):
        second = _day(reader, at + 1 + (reader.form(at + 1) == "the"))
        if second is None:
            return None
        until, at = second
    at += reader.form(at) == "day"
    at += reader.form(at) in ("of", "-")
    found = month(reader, at)
    if found is None:
        return None
    year = _year_after(reader, found[1])
    return _dated(_days(found[0], day[0], until, year[0] if year else None), reader, year[1] if year else found[1])


def weekday(reader: Reader, i: int) -> tuple[int, int] | None:
    """A weekday's number and its end; short forms only with a full stop, a date after them, or "on" before them."""
    number = reader.words.weekdays.get(reader.form(i))
    if number is None or not (reader.capital(i) or len(reader.form(i)) > 5):
        return None
    if len(reader.form(i)) > 5:
        return number, i + 1
    dot = reader.form(i + 1) == "." and reader.glued(i + 1)
    dated = reader.number(i + 1 + dot) is not None or month(reader, i + 1 + dot) or reader.form(i + 1) in (",", "the")
    return (number, i + 1 + dot) if dot or dated or reader.form(i - 1) in ("on", "last", "next", "this") else None


def _weekday(reader: Reader, i: int) -> Match | None:
    found = weekday(reader, i)
    if found is None:
        return (
            Match(Untold(), i + 1) if reader.form(i)[:-1] in reader.words.weekdays and len(reader.form(i)) > 6 else None
        )
    number, end = found
    dated = _weekday_date(reader, number, end)
    if dated:
        return dated
    end = part_end(reader, end)
    week = _week(reader, end)
    return Match(WeekdayOf(number, week[0]), week[1]) if week else Match(Weekday(number), end)


def _weekday_date(reader: Reader, number: int, i: int) -> Match | None:
    """The date after a weekday: "Tuesday, March 1", "Tuesday (1 March)", "Tuesday the 1st"."""
    at = i + (reader.form(i) in (",", "(", "-"))
    for rule in (_numeric, _month_first, _day_first):
        match = rule(reader, at)
        if match and isinstance(match.expression, Calendar) and match.expression.day:
            date = match.expression
            end = match.end + (reader.form(i) == "(" and reader.form(match.end) == ")")
            return Match(Calendar(date.month, date.day, date.year, number), part_end(reader, end))
    ordinal = reader.ordinal(i + 1) if reader.form(i) == "the" else None
    if ordinal and 1 <= ordinal[0] <= 31 and not reader.is_noun(ordinal[1]):
        return Match(MonthDay(ordinal[0], number), ordinal[1])
    return None


def _week(reader: Reader, i: int) -> tuple[Unit, int] | None:
    at = i + (reader.form(i) in ("of", "the"))
    at += reader.form(at) == "the" and at > i
    steps = reader.words.directions.get(reader.form(at))
    if steps is None or reader.form(at + 1) != "week":
        return None
    return Unit("week", steps), at + 2


def part_end(reader: Reader, i: int) -> int:
    """The end of a part of the day after a day: "Friday morning", "Friday's early hours", "Friday at dawn"."""
    at = i + (reader.form(i) == "'s")
    at += reader.form(at) in ("early", "late", "mid", "pre")
    at += reader.form(at) == "-"
    if reader.form(at) in ("in", "at") and reader.form(at + 1) in ("the", *reader.words.parts):
        at += 1 + (reader.form(at + 1) == "the")
    return at + 1 if reader.form(at) in reader.words.parts else i


def _season(reader: Reader, i: int) -> Match | None:
    """ "spring 2014", "the summer of 2015", "in the spring"."""
    start = i + (reader.form(i) == "the")
    season = reader.words.seasons.get(reader.form(start))
    if season is None:
        return None
    year = year_number(reader, start + 1) or (
        year_number(reader, start + 2) if reader.form(start + 1) in ("of", "in", ",") else None
    )
    if year:
        return Match(Calendar(season, None, year[0]), year[1])
    before = reader.form(start - 1) if start > i else reader.form(i - 1)
    in_the = start > i and reader.form(i - 1) in ("in", "during", "since", "until", "by", "of", "over", "for")
    return Match(Calendar(season), start + 1) if in_the or before in ("in", "by", "since", "until") else None


def _day_only(reader: Reader, i: int) -> Match | None:
    """ "on the 18th" with nothing counted after it."""
    if reader.form(i) != "the" or reader.form(i - 1) not in ("on", "until", "since", "by", "of"):
        return None
    found = reader.ordinal(i + 1)
    if found is None or reader.number(i + 1) is None or not 1 <= found[0] <= 31:
        return None
    word = reader.word(found[1])
    counted = (word is not None and word.upos in ("NOUN", "ADJ", "PROPN", "NUM", "ADV")) or (
        reader.glued(found[1]) and reader.form(found[1]) == "-"
    )
    if counted or reader.form(found[1]) in ("to", "and", "or", "through"):
        return None
    return Match(MonthDay(found[0]), found[1])
