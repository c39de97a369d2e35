"""Values of times against GUM's dates and the Recognizers cases that news uses.

    python bench/times.py --gold ../shared/gold [--set dev|train] [--show]

GUM protocol: every `<date>` whose value has a year, and whose words hold a digit or a word of `times.toml`, is gold; names of wars
and ages are left out, as are bare durations ("for 100 years", "a 21-year reign"), which have no value in our contract. D is the document's `dateCreated`. A time found is right if it overlaps a gold date and covers
the same days ("199X" = 1990-01-01 to 1999-12-31; "~" is not compared; BC years count as written;
a season runs to the month after its last, as GUM has it; of "from X to Y" and "since X" GUM dates X and Y alone: the end
of our stretch is compared; "the past three years" is compared by its years). Precision counts
every time found that has a value. Syntax: gold.

Recognizers protocol: a case counts if news uses its kind (`is_news`): results of type date or daterange only, no clock
time, no set, no anaphora without a time spoken of before, no movable feast, no 30 February, no year in two digits, no quarter named by a letter, no date in digits without a year, no number of a week, no year in words,
no business days, no fiscal or school year, no weekday with a bare number, no greater-than signs; what is left is listed
in tests/cases/times-recognizers.tsv. Their timex becomes the days it stands for: XXXX-WXX-5 is any Friday, XXXX-05 any
May, a range (a,b,P3D) ends where `b` stands, "Mod" opens the end it names. A distance counts at the precision of its
unit: "two months ago" is a month for us, a day for them. Value F1 over spans that overlap. Syntax: our own encoder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from standoff.encoder import Encoder, load_encoder
from standoff.mention.time_values import real_day
from standoff.mention.time_words import read_lexemes, time_words
from standoff.mention.times import find_times
from standoff.model import Page, Sentence, Story, Time, Token
from standoff.sentence import read_sentences
from standoff.span import Span

CASES = Path(__file__).parent.parent / "tests" / "cases" / "times-recognizers.tsv"
FLOORS = Path(__file__).parent / "floors.toml"
Days = tuple[str, str]


@dataclass(frozen=True)
class Gold:
    """A gold date: its span in the text and the first and last day, "" where open."""

    span: Span
    days: Days


@dataclass(frozen=True)
class Document:
    """A GUM document."""

    name: str
    day: str
    text: str
    sentences: tuple[Sentence, ...]
    gold: tuple[Gold, ...]


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


# ---------------------------------------------------------------- GUM


def read_gum(path: Path) -> Iterator[Document]:
    name, day, rows, sentences = "", "", [], []
    text, gold, spot = "", [], []
    for line in [*gzip.open(path, "rt", encoding="utf-8"), "# newdoc id = end\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            if sentences:
                yield Document(name, day, text, tuple(sentences), tuple(gold))
            name, day, sentences, text, gold, spot = line.split("= ")[1], "", [], "", [], []
        elif line.startswith("# meta::dateCreated"):
            day = line.split("= ")[1]
        elif line and line[0].isdigit() and "-" not in line.split("\t")[0] and "." not in line.split("\t")[0]:
            rows.append(line.split("\t"))
        elif not line and rows:
            text, sentence = _sentence(rows, text, gold, spot)
            sentences.append(sentence)
            rows = []


def _sentence(rows: list[list[str]], text: str, gold: list[Gold], spot: list[tuple[int, str]]) -> tuple[str, Sentence]:
    tokens, base = [], len(text)
    for row in rows:
        start = len(text)
        text += row[1]
        tokens.append(Token(Span(start, len(text)), row[1], row[2], row[3], row[5], int(row[6]) - 1, row[7]))
        _tags(row[9], Span(start, len(text)), gold, spot)
        if "SpaceAfter=No" not in row[9]:
            text += " "
    return text.rstrip() + "\n", Sentence(Span(base, len(text.rstrip())), 0, False, tuple(tokens))


def _tags(misc: str, span: Span, gold: list[Gold], spot: list[tuple[int, str]]) -> None:
    for tag in re.findall(r"<[^>]*>", misc):
        if tag.startswith("<date"):
            spot.append((span.start, tag))
        elif tag == "</date>" and spot:
            start, opened = spot.pop()
            days = _tei(opened)
            if days:
                gold.append(Gold(Span(start, span.end), days))


def _tei(tag: str) -> Days | None:
    values = dict(re.findall(r'(\w+):::"([^"]*)"', tag))
    if not values or any(v.startswith("--") for v in values.values()):
        return None
    if "when" in values:
        return days_of(values["when"])
    start = values.get("from") or values.get("notBefore") or ".."
    end = values.get("to") or values.get("notAfter") or ".."
    return days_of(f"{start}/{end}")


def speaks_of_time(words: str) -> bool:
    """Whether the grammar could know the words: a digit or a word of the vocabulary."""
    known = time_words()
    tables = (
        known.months,
        known.weekdays,
        known.seasons,
        known.units,
        known.deictic,
        known.decades,
        known.feasts,
        known.named_days,
    )
    lexemes = read_lexemes(words)
    forms = {x.form for x in lexemes}
    dated = any(
        (x.digits == 4 or x.ending) or any(x.form in t for t in (known.months, known.weekdays, known.deictic))
        for x in lexemes
    )
    told = {"ago", "earlier", "later", "of", "before", "after"} & forms or forms & set(known.directions)
    if forms & set(known.units) and not dated and not told:
        return False
    return any(x.number is not None or any(x.form in t for t in tables) for x in lexemes)


def measure_gum(path: Path, *, show: bool) -> tuple[int, int, int]:
    right = told = wanted = 0
    for document in read_gum(path):
        times, _ = find_times(document.text, document.sentences, published_at=document.day)
        valued = [(t, days_of(t.value)) for t in times if t.value]
        gold = [g for g in document.gold if speaks_of_time(document.text[g.span.start : g.span.end])]
        hits = [g for g in gold if any(_overlap(t.span, g.span) and _same_or_part(t, d, g, gold) for t, d in valued)]
        right, told, wanted = right + len(hits), told + len(valued), wanted + len(gold)
        if show:
            _show(document.name, document.text, gold, hits, [(t.span, t.value or "") for t in times])
    return right, told, wanted


def _same_or_part(time: Time, days: Days, gold: Gold, all_gold: list[Gold]) -> bool:
    """The same days; or the end of a stretch that the gold date names, its preposition or its other end left out."""
    if _same(days, gold.days) or _same_years(time.value or "", gold.days):
        return True
    start, _, end = (time.value or "").partition("/")
    parts = [days_of(p) for p in (start, end) if p and p != ".."]
    inside = sum(_overlap(time.span, g.span) for g in all_gold)
    outside = time.span.start < gold.span.start
    open_end = ".." in (start, end)
    if open_end and "" in gold.days:
        return any(p[0][:4] == g[:4] or g in p for p in parts for g in gold.days if g)
    return (
        bool(end)
        and (inside > 1 or (open_end and outside))
        and any(_same(p, gold.days) or _ends(p, gold) for p in parts)
    )


def _ends(part: Days, gold: Gold) -> bool:
    """One edge of a date that GUM leaves open at the other side."""
    return ("" in gold.days and any(g and g in part for g in gold.days)) or part[1] == gold.days[0] == gold.days[1]


def _same_years(value: str, gold: Days) -> bool:
    """ "the last five years" is told in years by our contract, in days by GUM."""
    years = re.fullmatch(r"(\d{4})/(\d{4})", value)
    return bool(years) and all(gold) and (years[1], years[2]) == (gold[0][:4], gold[1][:4])  # type: ignore[index]


def _same(found: Days, gold: Days) -> bool:
    if gold[0].startswith("-"):
        return found[0].startswith("-") and abs(int(found[0]) - int(gold[0])) <= 1
    autumn = (
        found[0][5:] in ("03-01", "06-01", "09-01", "12-01") and found[0] == gold[0] and found[1][5:7] != found[0][5:7]
    )
    return found == gold or (autumn and int(gold[1][5:7]) % 12 == (int(found[1][5:7]) + 1) % 12)


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _show(name: str, text: str, gold: list[Gold], hits: list[Gold], times: list[tuple[Span, str]]) -> None:
    for g in gold:
        if g not in hits:
            near = [f"{text[s.start : s.end]}={v}" for s, v in times if _overlap(s, g.span)]
            print(name, "MISS", repr(text[max(0, g.span.start - 50) : g.span.end + 15]), g.days, near)
    for span, value in times:
        if value and not any(_overlap(span, g.span) for g in gold):
            print(name, "EXTRA", repr(text[max(0, span.start - 50) : span.end + 15]), value)


# ---------------------------------------------------------------- Recognizers

_NOT_NEWS = re.compile(
    r"\d[:.]\d\d|\b\d+ ?[ap]\.?m\b|o'?clock|\b[qh][1-4]\b|\b(cy|sy|fy|fiscal|school|calendar) ?(year|\d)|business day|workweek|"
    r"working week|week \d|w/c|[<>=~@/$]|\b\d{1,2}[-./]\d{1,2}\b(?!-\d)|\b(eod|eoy|otd|ooo|date|noonish|sometime)\b|"
    r"(mon|tues|wednes|thurs|fri|satur|sun)day,? \d+\b(?! (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|"
    r"\b(mon|tue|wed|thu|fri|sat|sun) \d+th|hundred|thousand|(nine|eigh|seven)teen [a-z]+ty|\d{8}|\d{4} \d\d \d\d|"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(-?\d|-\d{4}-)|\d+-\d{4}-|now|present|moment|2th|"
    r"\bsame\b|\bthat weekend|\b(following|previous) (week|friday|quarter)\b|\bday (before|after)\b(?! (yesterday|tomorrow|t))|\blater$|"
    r"easter|eid |feb\.? 30|\b\d0 s\b|of \d\d$|\bnineties|\d (week|month)s? (and )?\d|year before 20|on friday\.$|week(end)? of hal|labor|"
    r"greater|or later|and later|and after|this time|the (year|week|month|day|fortnight)\W*$|starting|independence|for \d+ (day|week)",
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


def read_cases(gold: Path) -> list[dict[str, object]]:
    path = gold / "recognizers" / "DateTime" / "DateTimeModel.json"
    return [c for c in json.loads(path.read_text("utf-8-sig")) if is_news(c)]


def measure_recognizers(gold: Path, *, show: bool) -> tuple[int, int, int]:
    right = told = wanted = 0
    for case in read_cases(gold):
        text, day = str(case["Input"]), str(case["Context"]["ReferenceDateTime"])[:10]  # type: ignore[index]
        times, _ = find_times(text, parse(text), published_at=day)
        valued = [(t, days_of(t.value)) for t in times if t.value]
        hits = 0
        for result in case["Results"]:  # type: ignore[attr-defined]
            span = Span(result["Start"], result["End"] + 1)
            wants = timex_days(result, date.fromisoformat(day))
            hits += any(_overlap(t.span, span) and _fits(d, wants) for t, d in valued)
        wanted += len(case["Results"])  # type: ignore[arg-type]
        right, told = right + hits, told + len(valued)
        if show and (hits < len(case["Results"]) or len(valued) > hits):  # type: ignore[arg-type]
            print(
                day,
                text,
                [(r["Text"], [v["timex"] for v in r["Resolution"]["values"]]) for r in case["Results"]],
                [(text[t.span.start : t.span.end], t.value) for t in times],
            )  # type: ignore[attr-defined]
    return right, told, wanted


def _fits(found: Days, wants: set[Days]) -> bool:
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
    ends = (
        {want[1], (date.fromisoformat(want[1]) - timedelta(1)).isoformat()}
        if re.fullmatch(r"[\d-]{10}", want[1])
        else {want[1]}
    )
    starts = (
        {want[0], (date.fromisoformat(want[0]) - timedelta(1)).isoformat()}
        if re.fullmatch(r"[\d-]{10}", want[0])
        else {want[0]}
    )
    wide = first.endswith("-01") and any(
        first[:7] == s[:7] or (first.endswith("01-01") and first[:4] == s[:4]) for s in starts
    )
    late = any(
        last == e or (last[:7] == e[:7] and wide) or (last.endswith("12-31") and last[:4] == e[:4]) for e in ends
    )
    return (first in starts or wide) and late


def parse(text: str) -> tuple[Sentence, ...]:
    """The text with our own syntax."""
    page = Page("", None, "text/plain", None, text, "", "bench")
    return read_sentences(page, Story(None, (Span(0, len(text)),)), label=encoder())


@cache
def encoder() -> Encoder:
    return load_encoder(threads=1)


def f1(right: int, told: int, wanted: int) -> float:
    return 2 * right / (told + wanted) if told + wanted else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--set", default="dev", choices=("dev", "train"))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    gum = measure_gum(args.gold / "gum" / f"{args.set}.conllu.gz", show=args.show)
    cases = measure_recognizers(args.gold, show=args.show)
    scores = {"gum": f1(*gum), "recognizers": f1(*cases)}
    for name, counts in (("gum", gum), ("recognizers", cases)):
        print(f"times {name}: right {counts[0]}, found {counts[1]}, gold {counts[2]}, value F1 {scores[name]:.3f}")
    floors = tomllib.loads(FLOORS.read_text("utf-8")).get("times", {}) if FLOORS.exists() else {}
    return int(any(scores[name] < floor for name, floor in floors.items() if name in scores))


if __name__ == "__main__":
    sys.exit(main())
