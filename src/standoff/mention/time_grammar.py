"""The grammar of time expressions: lexemes -> matches. Every rule looks a bounded number of lexemes ahead.

scan -> open ("since") | between ("from … to …") | vague ("early") | atom; an atom is one of the rules of
`time_dates` (dates, years, weekdays, feasts) or `time_relative` ("last week", "two days ago", "that day").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from standoff.mention.time_dates import date_atom
from standoff.mention.time_expressions import Calendar, Expression, Fixed, FromToday, Unit, Untold, Vague, Weekday
from standoff.mention.time_lexemes import Match, Reader
from standoff.mention.time_relative import relative_atom
from standoff.mention.time_stretches import Between, Open


class Found(NamedTuple):
    """An expression over lexemes `start` to `end` (not included)."""

    expression: Expression
    start: int
    end: int


def scan(reader: Reader) -> list[Found]:
    """The time expressions of a sentence, from left to right, none inside another."""
    found: list[Found] = []
    here = 0
    near = _near(reader)
    while here < len(reader):
        match = expression(reader, here) if near[here] and reader.may_start(here) else None
        if match is None:
            here += 1
            continue
        if match.expression is not None:
            found.append(Found(match.expression, here, match.end))
        here = match.end
    return found


_REACH = 8  # lexemes from the start of a time to its first number or word of time: "in the very early hours of Friday"


def _near(reader: Reader) -> list[bool]:
    """Whether a time can start at each lexeme: it may begin one, and a number or a word of time is near."""
    out = [False] * len(reader)
    starts, cores = reader.words.starts, reader.words.cores
    distance = _REACH
    for i in range(len(reader) - 1, -1, -1):
        lexeme = reader.lexemes[i]
        core = lexeme.number is not None or lexeme.form in cores
        distance = 0 if core else distance + 1
        out[i] = core or (distance < _REACH and lexeme.form in starts)
    return out


def expression(reader: Reader, i: int) -> Match | None:
    """The longest expression that starts at lexeme `i`."""
    name = reader.longest(reader.words.names, i)
    if name:
        return Match(None, name[1])
    for rule in (_every, _open, _between, _hedged, span_atom):
        match = rule(reader, i)
        if match:
            return match
    return None


def _every(reader: Reader, i: int) -> Match | None:
    if reader.form(i) not in ("every", "each"):
        return None
    match = atom(reader, i + 1)
    if match:
        return Match(Untold(), match.end)
    unit = reader.words.units.get(reader.form(i + 1))
    return Match(Untold(), i + 2) if unit else None


def _open(reader: Reader, i: int) -> Match | None:
    for phrases, side in ((reader.words.since, "end"), (reader.words.until, "start"), (reader.words.after, "end")):
        end = reader.phrase(phrases, i)
        if not end:
            continue
        end += reader.form(end) in ("on", "about", "around", "at", "in")
        match = _between(reader, i) or _hedged(reader, end) or span_atom(reader, end)
        if match is None or match.expression is None or isinstance(match.expression, Untold | Between):
            return match and Match(match.expression, match.end)
        if reader.form(match.end) in ("'s", "'", "’") or not _may_open(reader, i, match):
            return Match(match.expression, match.end)
        return Match(Open(match.expression, side, reader.form(i) == "since"), match.end)
    return None


def _may_open(reader: Reader, i: int, match: Match) -> bool:
    """ "from Friday" and "starting Monday" are open only ahead; "after Friday" stays as it is before a noun.

    "Before dawn on Wednesday" is a part of that day, not the time up to it.
    """
    if isinstance(match.expression, Open | Untold):
        return False
    if reader.form(i) in ("from", "starting", "beginning", "effective"):
        return reader.ahead(i)
    if reader.form(i) in ("before", "after", "by") and reader.form(i + 1) in reader.words.parts:
        return False
    if reader.form(i) in ("after", "before", "through", "by", "ahead"):
        return not reader.is_noun(match.end)
    return True


def _between(reader: Reader, i: int) -> Match | None:
    """ "from X to Y", "between X and Y"."""
    if reader.form(i) not in ("from", "between"):
        return None
    start = i + 1
    left = _side(reader, start)
    if left is None or left.expression is None:
        return None
    joints = (
        ("and", "-", "–", "—", "to")
        if reader.form(i) == "between"
        else ("to", "until", "till", "through", "-", "–", "—", "into")
    )
    if reader.form(left.end) not in joints:
        return Match(left.expression, left.end) if isinstance(left.expression, Between) else None
    right = _side(reader, left.end + 1)
    if right is None or right.expression is None:
        return None
    return Match(join(left.expression, right.expression), right.end)


def _side(reader: Reader, i: int) -> Match | None:
    return _hedged(reader, i) or atom(reader, i)


def _hedged(reader: Reader, i: int) -> Match | None:
    """ "early May", "the end of 2014", "about 2010", "early on Friday", "the night of March 1"."""
    words = reader.words
    about = reader.phrase(words.about, i)
    if about:
        match = atom(reader, about)
        if not _can_be_vague(reader, i, about):
            return match
        real = match is not None and match.expression is not None and not isinstance(match.expression, Untold)
        return Match(Vague(match.expression), match.end) if match and match.expression and real else match
    start = i + (reader.form(i) in ("the", "very"))
    start += reader.form(start) == "very"
    if reader.form(start) in words.vague or reader.form(start) in ("earlier", "later"):
        return _vague(reader, start)
    return _part_of(reader, i)


def _can_be_vague(reader: Reader, i: int, about: int) -> bool:
    """ "about a year ago", "around 2010", "c. 1818"; not "over the past year", "how about last week"."""
    told = (
        reader.number(about) is not None or reader.count(about) is not None or reader.form(about) in reader.words.months
    )
    return told and reader.form(i - 1) != "how"


def _vague(reader: Reader, i: int) -> Match | None:
    end = i + 1
    unit = (
        reader.words.units.get(reader.form(end + 2))
        if reader.form(end) == "of" and reader.form(end + 1) == "the"
        else None
    )
    if unit in ("week", "month", "year", "decade") and reader.form(end + 3) != "of":
        return Match(Unit(unit, 0), end + 3)
    while reader.form(end) in ("-", "of", "on", "in", "to", "or", "late", "mid", "the"):
        end += 1
    if reader.form(end) in reader.words.parts and reader.form(end + 1) in ("of", "on", "hours"):
        return _part_of(reader, end)
    if reader.form(end) == "hours":
        return _part_of(reader, end)
    match = span_atom(reader, end)
    if match is None or match.expression is None:
        return None
    exact = isinstance(match.expression, Weekday | FromToday | Untold) or reader.form(i) in ("earlier", "later")
    exact = exact or (isinstance(match.expression, Calendar) and match.expression.day is not None)
    if exact or reader.form(end) in reader.words.directions:
        return match
    return Match(Vague(match.expression), match.end)


def _part_of(reader: Reader, i: int) -> Match | None:
    """ "the night of X", "in the early hours of X", "overnight on X", "the morning of X"."""
    end = i
    while end < i + 4 and reader.form(end) in ("the", "early", "late", "small", "pre", "-", "in", "evening", "morning"):
        end += 1
    seen = reader.form(end) in ("hours", *reader.words.parts)
    end += seen
    if not seen and (end == i or reader.form(end - 1) not in reader.words.parts):
        return None
    if reader.form(end) not in ("of", "on", "into", "through", "to") and not (
        end > i and reader.form(end - 1) == "overnight"
    ):
        return None
    end += reader.form(end) in ("of", "on", "into", "through", "to")
    match = date_atom(reader, end)
    return match if match and match.expression else None


def span_atom(reader: Reader, i: int) -> Match | None:
    """An atom, or two of one kind joined by "to" or a dash: "May to July 2014", "2014-18", "Monday to Friday"."""
    left = atom(reader, i)
    if left is None or left.expression is None or isinstance(left.expression, Untold):
        return left
    joint = reader.form(left.end)
    if joint not in ("to", "through", "-", "–", "—", "until", "till") or (joint == "—" and not reader.glued(left.end)):
        return left
    right = atom(reader, left.end + 1)
    if right is None or right.expression is None or not _alike(left.expression, right.expression):
        return left
    return Match(join(left.expression, right.expression), right.end)


def atom(reader: Reader, i: int) -> Match | None:
    """A date or a relative time."""
    return relative_atom(reader, i) or date_atom(reader, i)


_KINDS: Sequence[tuple[type, ...]] = ((Calendar, Fixed), (Weekday,), (FromToday,))


def _alike(left: Expression, right: Expression) -> bool:
    return any(isinstance(left, kind) and isinstance(right, kind) for kind in _KINDS)


def join(left: Expression, right: Expression) -> Between:
    """The stretch between two expressions; a year told at the right end is the left end's too."""
    if isinstance(left, Calendar) and left.year is None and isinstance(right, Calendar) and right.year is not None:
        later = (left.month, left.day or 0) > (right.month, right.day or 31)
        left = Calendar(left.month, left.day, right.year - later, left.weekday)
    return Between(left, right)
