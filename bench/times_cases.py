"""The Recognizers cases that news uses, and the days that dates and timexes stand for; see bench/times.py."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

from standoff.mention.time_values import real_day

Days = tuple[str, str]  # the first and last day, "" where open


def days_of(value: str) -> Days:
    """The first and last day of an EDTF value (or of a TEI date), open ends "".

    >>> days_of("199X"), days_of("2014-05~"), days_of("2019-10/..")
    (('1990-01-01', '1999-12-31'), ('2014-05-01', '2014-05-31'), ('2019-10-01', ''))
    """
    start, _, end = value.replace("~", "").partition("/")
    end = end or start
    return ("" if start == ".." else _edge(start, 0), "" if end == ".." else _edge(end, 1))


def _edge(point: str, side: int) -> str:
    if point.startswith("-"):
        return point[:5]
    year, *rest = point.split("-")
    year = year.replace("X", "09"[side])
    if not rest:
        return f"{year}-" + ("01-01", "12-31")[side]
    month = int(rest[0])
    if month > 12:
        month = {21: 3, 22: 6, 23: 9, 24: 12}[month] + 2 * side
        year, month = str(int(year) + (month > 12)), (month - 1) % 12 + 1
    if len(rest) > 1:
        return f"{year}-{month:02d}-{rest[1]}"
    last = next(d for d in (31, 30, 29, 28) if real_day(int(year) or 1, month, d))
    return f"{year}-{month:02d}-{1 if side == 0 else last:02d}"


_NOT_NEWS = re.compile(
    "|".join(
        (
            r"\d[:.]\d\d|\b\d+ ?[ap]\.?m\b|o'?clock",  # clock times
            r"\b[qh][1-4]\b|\b(cy|sy|fy|fiscal|school|calendar) ?(year|\d)|business day|workweek|working week",
            r"week \d|w/c|[<>=~@/$]|greater|or later|and later|and after|later than 20",
            r"\b\d{1,2}[-./]\d{1,2}\b(?!-\d)|\d{8}|\d{4} \d\d \d\d|\d+-\d{4}-|\b\d0 s\b|of \d\d$|\bnineties",
            r"\b(eod|eoy|otd|ooo|date|noonish|sometime)\b|now|present|moment|2th|this time|starting|independence",
            r"(mon|tues|wednes|thurs|fri|satur|sun)day,? \d+\b(?! (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
            r"\b(mon|tue|wed|thu|fri|sat|sun) \d+th|hundred|thousand|(nine|eigh|seven)teen [a-z]+ty",
            r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(-?\d|-\d{4}-)",
            r"\bsame\b|\bthat weekend|\b(following|previous) (week|friday|quarter)\b|\blater$",  # nothing spoken of
            r"\bday (before|after)\b(?! (yesterday|tomorrow|t))|the (year|week|month|day|fortnight)\W*$",
            r"easter|eid |feb\.? 30|labor|week(end)? of hal|year before 20|on friday\.$",
            r"\d (week|month)s? (and )?\d|for \d+ (day|week)",  # sums and durations
        )
    ),
    re.IGNORECASE,
)


def is_news(case: dict[str, object]) -> bool:
    """Whether a Recognizers case is of a kind that news uses: see the protocol on top."""
    results = case["Results"]
    assert isinstance(results, list)
    kinds = {str(r.get("TypeName", "")).removeprefix("datetimeV2.") for r in results}
    return bool(results) and kinds <= {"date", "daterange"} and not _NOT_NEWS.search(str(case["Input"]))


def timex_days(result: dict[str, object], day: date) -> set[Days]:
    """The days that a timex stands for: several where it leaves the year or the week open."""
    values = result["Resolution"]["values"]  # type: ignore[index]
    out = set()
    for value in values:
        out |= _timex(str(value["timex"]), str(value.get("Mod", "")), value, day)
    return out


def _timex(timex: str, mod: str, value: dict[str, str], day: date) -> set[Days]:
    if timex.startswith("("):
        start, end, _ = timex[1:-1].split(",")
        years = [""] if "XXXX" not in timex else [str(y) for y in range(day.year - 2, day.year + 3)]
        return {_range(start, end, y) for y in years}
    whole = {_modded(d, mod) for d in _plain(timex, value, day)}
    return {w for w in whole if w}


def _range(start: str, end: str, year: str) -> Days:
    first = start.replace("XXXX", year)
    last = end.replace("XXXX", year)
    if last < first:
        last = end.replace("XXXX", str(int(year or "0") + 1))
    return first, last


def _plain(timex: str, value: dict[str, str], day: date) -> set[Days]:
    if re.fullmatch(r"XXXX-WXX-\d", timex):
        return {
            (d, d)
            for k in range(-21, 22)
            if (d := (day + timedelta(k)).isoformat()) and (day + timedelta(k)).isoweekday() == int(timex[-1])
        }
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex)
    if week:
        first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        return {(first.isoformat(), date.fromisocalendar(int(week[1]), int(week[2]), 7).isoformat())}
    if re.fullmatch(r"(XXXX|\d{4})(-\d\d){0,2}", timex):
        years = range(day.year - 3, day.year + 4) if timex.startswith("X") else [int(timex[:4])]
        values = [str(y) + timex[4:] for y in years]
        return {days_of(v) for v in values if v.count("-") < 2 or real_day(*map(int, v.split("-")))}
    if "start" in value and "end" in value:
        last = date.fromisoformat(value["end"]) - timedelta(1)
        return {(value["start"], last.isoformat())}
    return set()


def _modded(days: Days, mod: str) -> Days:
    if mod.startswith(("before", "until")):
        return "", days[1]
    if mod.startswith(("after", "since")):
        return days[0], ""
    return days


def read_cases(gold: Path) -> list[tuple[int, dict[str, object]]]:
    """The cases that count, with their number in the file."""
    path = gold / "recognizers" / "DateTime" / "DateTimeModel.json"
    return [(n, c) for n, c in enumerate(json.loads(path.read_text("utf-8-sig"))) if is_news(c)]


def fits(found: Days, wants: set[Days]) -> bool:
    """The same days; or a day inside a week, month or year that we give at the precision of its unit."""
    return any(
        found == w
        or (w[0] == w[1] != "" and found[0] and found[1] and found[0] <= w[0] <= found[1])
        or _at_grain(found, w)
        for w in wants
    )


def _at_grain(found: Days, want: Days) -> bool:
    """A range that we give in months or years, they in days; their end may be the day after the last."""
    if not (all(found) and all(want)):
        return False
    first, last = found
    starts, ends = _day_and_before(want[0]), _day_and_before(want[1])
    in_month = first.endswith("-01") and any(first[:7] == s[:7] for s in starts)
    in_year = first.endswith("01-01") and any(first[:4] == s[:4] for s in starts)
    wide = in_month or in_year
    late = any(last == e or (last[:7] == e[:7] and wide) or (last[5:] == "12-31" and last[:4] == e[:4]) for e in ends)
    return (first in starts or wide) and late


def _day_and_before(day: str) -> set[str]:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return {day}
    return {day, (date.fromisoformat(day) - timedelta(1)).isoformat()}
