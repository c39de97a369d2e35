"""Sentences -> times: grammar over lexemes, then values in EDTF against the day of publication and the time spoken of.

text -> lexemes (`time_words`) -> matches (`time_grammar`) -> expressions (`time_expressions`) -> values (`time_values`)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from standoff.mention.time_expressions import Calendar, Expression, Fixed, Now, Untold
from standoff.mention.time_grammar import Found, scan
from standoff.mention.time_lexemes import Reader
from standoff.mention.time_stretches import Earlier, Open
from standoff.mention.time_values import Point, Value, edtf, first_day, is_day, real_day
from standoff.model import Sentence, Time
from standoff.span import Span, contains, overlaps

NO_DAY = "no publication date: weekdays and other relative times are not resolved"


def find_times(
    text: str, sentences: Sequence[Sentence], *, published_at: str | None, days: Sequence[tuple[Span, str]] = ()
) -> tuple[tuple[Time, ...], tuple[str, ...]]:
    """The times of a story with their EDTF values, in the order of the text, and notes for the reader.

    `published_at` is EDTF; only a whole day counts. `days`: headings after which another day is
    the day of telling. The title is read last, since it looks back on the story.
    """
    day = publication_day(published_at)
    now = Now(day)
    found: list[Time] = []
    relative = False
    order = sorted(range(len(sentences)), key=lambda n: (sentences[n].title, n))
    for number in order:
        reader = Reader(text, sentences[number])
        told = _told_on(sentences[number], days, day)
        now = replace(now, year=None) if told == now.day else Now(told)
        for match in scan(reader):
            if _in_a_name(reader, match):
                continue
            value, now = _resolve(reader, match, now)
            relative = relative or (value is None and not isinstance(match.expression, Untold))
            span = reader.span(match.start, match.end)
            found.append(Time("", edtf(value) if value is not None else None, span, number, _head(reader, span)))
    ordered = sorted(found, key=lambda t: t.span)
    times = tuple(replace(t, id=f"t{n}") for n, t in enumerate(ordered, start=1))
    return times, ((NO_DAY,) if day is None and relative else ())


def _told_on(sentence: Sentence, days: Sequence[tuple[Span, str]], day: date | None) -> date | None:
    """The day on which a sentence was told: that of the last heading before it, else `day`, that of publication."""
    if sentence.title or any(overlaps(heading, sentence.span) for heading, _ in days):
        return day
    before = [written for heading, written in days if heading.end <= sentence.span.start]
    return publication_day(before[-1]) if before else day


def publication_day(published_at: str | None) -> date | None:
    """The day of an EDTF date or date and time, or None.

    >>> publication_day("2022-03-01T10:00:00Z"), publication_day("2022-03")
    (datetime.date(2022, 3, 1), None)
    """
    parts = (published_at or "")[:10].split("-")
    if len(parts) != 3 or not all(p.isdigit() for p in parts):
        return None
    day = real_day(*(int(p) for p in parts))
    return day if day and 1000 <= day.year <= 9000 else None


def _resolve(reader: Reader, found: Found, now: Now) -> tuple[Value | None, Now]:
    """The value, and what is spoken of from here on."""
    tense = reader.tense(_inner(reader, found))
    value = found.expression.resolve(replace(now, ahead=tense == "ahead", present=tense == "present"))
    return value, _spoken(found.expression, value, now)


def _inner(reader: Reader, found: Found) -> int:
    """The lexeme to ask for the verb: the head of the words, not the preposition before them."""
    head = _head(reader, reader.span(found.start, found.end))
    return next((i for i in range(found.start, found.end) if reader.token(i) == head), found.start)


def _spoken(expression: Expression, value: Value | None, now: Now) -> Now:
    if value is None or isinstance(expression, (Open, Earlier)) or first_day(value) is None:
        return now
    year = _told_year(expression)
    now = replace(now, year=year) if year is not None and (now.day is None or year != now.day.year) else now
    day = first_day(value)
    told = day is not None and is_day(value) and (now.spoken_day is None or now.day is None or day <= now.day)
    return replace(now, spoken=value, spoken_day=day if told else now.spoken_day)


def _told_year(expression: Expression) -> int | None:
    """The year that the words name in full: later months of the sentence are in it."""
    if isinstance(expression, Calendar):
        return expression.year
    if isinstance(expression, Fixed) and isinstance(expression.value, Point) and not expression.value.masked:
        return expression.value.year
    return None


def _head(reader: Reader, span: Span) -> int:
    """The token of the expression whose head lies outside it; prepositions come last."""
    tokens = reader.sentence.tokens
    first = reader.token_at(span.start)
    last = first
    while last < len(tokens) and tokens[last].span.start < span.end:
        last += 1
    inside = range(first, last)
    outer = [n for n in inside if tokens[n].head not in inside]
    content = [n for n in outer if tokens[n].upos not in ("ADP", "DET", "PUNCT", "SCONJ", "ADV")]
    return (content or outer or [min(first, max(len(tokens) - 1, 0))])[0]


def _in_a_name(reader: Reader, found: Found) -> bool:
    """Whether the words are a part of a longer name of a person or organisation: "The Sunday Times"."""
    span = reader.span(found.start, found.end)
    for name in reader.sentence.names:
        if name.kind not in ("PER", "ORG"):
            continue
        whole = Span(reader.sentence.tokens[name.start].span.start, reader.sentence.tokens[name.end - 1].span.end)
        if contains(whole, span) and whole != span and name.score >= 0.5:
            return True
    return False
