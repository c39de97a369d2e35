"""Values of times against GUM's dates, the Recognizers cases that news uses, and our own marked sentences.

    python bench/times.py --gold ../shared/gold [--set dev|train] [--show] [--list]

GUM: gold is every `<date>` whose value has a year and whose words hold a digit or a word of `times.toml`; names of wars
and ages are left out, as are bare durations ("for 100 years", "a 21-year reign"), which have no value in our contract.
D is the document's `dateCreated`. A time found is right if it overlaps a gold date and covers the same days: "199X" is
1990-01-01 to 1999-12-31; "~" is not compared; BC years count as written; a season runs to the month after its last, as
GUM has it; of "from X to Y" and "since X" GUM dates X and Y alone, so the end of our stretch is compared; "the past
three years" is compared by its years. Precision counts every time found that has a value. Syntax: gold.

Recognizers: a case counts if its kind is one that news uses (`is_news`): results of type date or daterange only; no
clock time; nothing said of a time spoken of before, where there is none; no movable feast; no 30 February; no year in
two digits or in words; no date in digits without a year; no quarter or half by a letter; no number of a week; no
business, fiscal or school year; no weekday with a bare number; no signs like ">=". `--list` prints what is left,
which is tests/cases/times-recognizers.tsv. Their timex becomes the days it stands for: XXXX-WXX-5 is any Friday,
XXXX-05 any May, a range (a,b,P3D) ends where `b` stands, "Mod" opens the end it names. A distance counts at the
precision of its unit: "two months ago" is a month for us, a day for them. Value F1 over spans that overlap. Syntax:
our own encoder.

Own: tests/cases/times-news.tsv, and times-held.tsv, which is measured only; every mark and every time found counts,
those without a value too. Syntax: our own encoder.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from times_cases import Days, days_of, fits, read_cases, timex_days

from standoff.encoder import Encoder, load_encoder
from standoff.mention.time_words import read_lexemes, time_words
from standoff.mention.times import find_times
from standoff.model import Page, Sentence, Story, Time, Token
from standoff.sentence import read_sentences
from standoff.span import Span

CASES = Path(__file__).parent.parent / "tests" / "cases"
FLOORS = Path(__file__).parent / "floors.toml"


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


# ---------------------------------------------------------------- GUM


def read_gum(path: Path) -> Iterator[Document]:
    name, day, rows, sentences = "", "", [], []
    text, gold, spot = "", [], []
    for line in [*gzip.decompress(path.read_bytes()).decode("utf-8").splitlines(), "# newdoc id = end"]:
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


def measure_recognizers(gold: Path, *, show: bool) -> tuple[int, int, int]:
    right = told = wanted = 0
    for _, case in read_cases(gold):
        text, day = str(case["Input"]), str(case["Context"]["ReferenceDateTime"])[:10]  # type: ignore[index]
        times, _ = find_times(text, parse(text), published_at=day)
        valued = [(t, days_of(t.value)) for t in times if t.value]
        hits = 0
        for result in case["Results"]:  # type: ignore[attr-defined]
            span = Span(result["Start"], result["End"] + 1)
            wants = timex_days(result, date.fromisoformat(day))
            hits += any(_overlap(t.span, span) and fits(d, wants) for t, d in valued)
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


# ---------------------------------------------------------------- own sentences


def read_own(name: str) -> Iterator[tuple[str | None, str, list[tuple[Span, str | None]]]]:
    """Day, plain text and marks of the sentences in tests/cases."""
    for row in (CASES / f"times-{name}.tsv").read_text("utf-8").splitlines():
        if row.startswith(("#", "published")):
            continue
        day, line = row.split("\t")
        text, marks, at = "", [], 0
        for found in re.finditer(r"\[([^|\]]*)\|([^\]]*)\]", line):
            text += line[at : found.start()]
            marks.append((Span(len(text), len(text) + len(found[1])), found[2] or None))
            text += found[1]
            at = found.end()
        yield day or None, text + line[at:], marks


def measure_own(name: str, *, show: bool) -> tuple[int, int, int]:
    right = told = wanted = 0
    for day, text, marks in read_own(name):
        times, _ = find_times(text, parse(text), published_at=day)
        hits = sum(any(_overlap(t.span, s) and t.value == v for t in times) for s, v in marks)
        right, told, wanted = right + hits, told + len(times), wanted + len(marks)
        if show and (hits < len(marks) or len(times) > hits):
            print(day, text, [(text[t.span.start : t.span.end], t.value) for t in times])
    return right, told, wanted


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
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    if args.list:
        print("number\tinput")
        for number, case in read_cases(args.gold):
            print(number, " ".join(str(case["Input"]).split()), sep="\t")
        return 0
    gum = measure_gum(args.gold / "gum" / f"{args.set}.conllu.gz", show=args.show)
    cases = measure_recognizers(args.gold, show=args.show)
    counted = {f"gum_{args.set}": gum, "recognizers": cases, "own": measure_own("news", show=args.show)}
    counted["held"] = measure_own("held", show=False)
    scores = {name: f1(*counts) for name, counts in counted.items()}
    for name, counts in counted.items():
        print(f"times {name}: right {counts[0]}, found {counts[1]}, gold {counts[2]}, value F1 {scores[name]:.3f}")
    floors = tomllib.loads(FLOORS.read_text("utf-8")).get("times", {}) if FLOORS.exists() else {}
    return int(any(scores[name] < floor for name, floor in floors.items() if name in scores))


if __name__ == "__main__":
    sys.exit(main())
