"""Rules for years and longer: "2014", "2014-18", "the 1990s", "the nineties", "the 20th century", "594 BC"."""

from __future__ import annotations

from standoff.mention.time_expressions import Fixed
from standoff.mention.time_lexemes import Match, Reader
from standoff.mention.time_stretches import Between
from standoff.mention.time_values import Point

FIRST, LAST = 1000, 2200


def year_number(reader: Reader, i: int) -> tuple[int, int] | None:
    """Four digits that can be a year, and their end; the words around are not looked at."""
    number = reader.number(i)
    if number is None or reader.lexemes[i].digits != 4 or reader.lexemes[i].ending or not FIRST <= number <= LAST:
        return None
    sign, tail = reader.form(i + 1), reader.number(i + 2)
    if sign in (".", ",", ":") and reader.glued(i + 1) and tail is not None and reader.glued(i + 2):
        return None
    return (number, i + 1) if not (sign.isalpha() and reader.glued(i + 1)) else None


def year_atom(reader: Reader, i: int) -> Match | None:
    """A year, a stretch of years, a decade or a century."""
    for rule in (_era, _decade, _century, _range, _year):
        match = rule(reader, i)
        if match:
            return match
    return None


def _era(reader: Reader, i: int) -> Match | None:
    """ "594 BC", "AD 79", "3000 BCE"."""
    if reader.form(i) == "ad" and reader.capital(i) and reader.number(i + 1) is not None:
        return Match(Fixed(Point(reader.number(i + 1) or 0)), i + 2)
    number = reader.number(i)
    if number is None or reader.lexemes[i].ending:
        return None
    era = reader.form(i + 1)
    if era in ("bc", "bce") and reader.capital(i + 1) and 0 < number <= 9999:
        return Match(Fixed(Point(1 - number)), i + 2)
    if era in ("ad", "ce") and reader.capital(i + 1) and 0 < number <= LAST:
        return Match(Fixed(Point(number)), i + 2)
    return None


def _decade(reader: Reader, i: int) -> Match | None:
    """ "the 1990s", "the '90s", "the nineties"."""
    start = i + (reader.form(i) == "the")
    number = reader.number(start)
    if number is not None and reader.lexemes[start].digits == 4 and number % 10 == 0 and FIRST <= number <= LAST:
        apostrophe = reader.form(start + 1) == "'s" and reader.glued(start + 1)
        if reader.lexemes[start].ending == "s" or (apostrophe and start > i):
            return Match(Fixed(Point(number, masked=1)), start + 1 + apostrophe)
    decade = reader.words.decades.get(reader.form(start))
    if decade and start > i and reader.form(i - 1) not in ("his", "her", "their"):
        return Match(Fixed(Point(1900 + decade, masked=1)), start + 1)
    return None


def _century(reader: Reader, i: int) -> Match | None:
    """ "the 20th century", "the nineteenth century"."""
    start = i + (reader.form(i) == "the")
    found = reader.ordinal(start)
    if found is None or not 1 <= found[0] <= 22:
        return None
    at = found[1] + (reader.form(found[1]) == "-")
    if reader.form(at) not in ("century", "centuries"):
        return None
    before = reader.form(at + 1) in ("bc", "bce")
    return Match(None, at + 2) if before else Match(Fixed(Point((found[0] - 1) * 100, masked=2)), at + 1)


def _range(reader: Reader, i: int) -> Match | None:
    """ "2014-2018", "2014–18", "2014/15"."""
    left = year_number(reader, i)
    if left is None or reader.form(left[1]) not in ("-", "–", "—", "/"):
        return None
    at = left[1] + 1
    if not reader.glued(at) and (
        reader.form(left[1]) in ("—", "/") or not 0 < (reader.number(at) or 0) - left[0] < 150
    ):
        return None
    right = year_number(reader, at)
    if right:
        return Match(Between(Fixed(Point(left[0])), Fixed(Point(right[0]))), right[1]) if right[0] > left[0] else None
    short = reader.number(at)
    if short is None or reader.lexemes[at].digits != 2 or short <= left[0] % 100 or reader.lexemes[at].ending:
        return None
    if reader.form(at + 1) in ("-", "/", ".") and reader.glued(at + 1) and reader.number(at + 2) is not None:
        return None
    return Match(Between(Fixed(Point(left[0])), Fixed(Point(left[0] // 100 * 100 + short))), at + 1)


def _year(reader: Reader, i: int) -> Match | None:
    """A year alone: never a count ("killed 2014 people"), a label ("Resolution 1973") or a clock ("1900 GMT")."""
    found = year_number(reader, i)
    if found is None:
        start = i + (reader.form(i) == "the")
        start += reader.form(start) == "year"
        found = (
            year_number(reader, start + (reader.form(start) == "of"))
            if start > i and reader.form(start - 1) == "year"
            else None
        )
        return Match(Fixed(Point(found[0])), found[1]) if found else None
    number, end = found
    before, after = reader.form(i - 1), reader.form(end)
    if (
        before in reader.words.numbered
        or before in ("$", "€", "£", "¥", "#", "at")
        or after in reader.words.not_years
        or after == "%"
    ):
        return None
    if (
        before.isalnum()
        and reader.capital(i - 1)
        and before not in reader.words.year_cues
        and before not in reader.words.determiners
        and number < 1900
    ):
        return None
    return Match(Fixed(Point(number)), end) if _is_year(reader, i, number, end) else None


def _is_year(reader: Reader, i: int, number: int, end: int) -> bool:
    before = reader.form(i - 1)
    if (before == "." and reader.form(i - 2) in ("c", "ca")) or (
        before in ("and", "or") and year_number(reader, i - 2)
    ):
        return True
    if before in ("in", "since", "during", "by", "until") and number >= 1800:
        return not (reader.is_plural_noun(end) and number < 1900)
    counted = reader.is_plural_noun(end) or (reader.is_noun(end) and reader.is_plural_noun(end + 1))
    if counted and before not in reader.words.determiners and before != "of":
        return False
    if number < 1900:
        return before in reader.words.year_cues and not counted
    return True
