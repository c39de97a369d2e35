"""Places on GeoVirus (Wikinews on epidemics; measured only) and on our own marked sentences.

    python bench/places.py [--set dev|held] [--own] [--show]

GeoVirus: `dev` is every second text from the first (looked at for errors), `held` the others (figures only).
- found: a toponym of the gold is found if a named mention overlaps it, each used once; F1 over all toponyms and all
  named mentions (nominal ones, "the capital", "the Syrian border", are no toponyms there and left out).
  exact_f1: with the same span.
- within_161km: of the found ones, those whose place lies within 161 km of the gold point. Countries, continents and
  seas are never points in a record: here their rough middle is taken (`data/country_centres.tsv`, `data/areas.tsv`),
  which may lie elsewhere than the gold's; same_place: a country counts by its name instead.

Own sentences: tests/cases/places-dev.tsv and places-held.tsv; `[words|name|country|resolution]`, found if the span is
the marked one, right if name, country and resolution are too.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from standoff.encoder import load_encoder
from standoff.mention.places import find_places
from standoff.model import Page, Place, Sentence, Story
from standoff.sentence import read_sentences
from standoff.span import Span, overlaps
from standoff.terms.countries import load_countries
from standoff.terms.gazetteer import distance_km, load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold" / "geovirus" / "geovirus.jsonl"
CASES = ROOT / "tests" / "cases"
FLOORS = Path(__file__).parent / "floors.toml"
NOUNS = (
    "capital", "border", "frontier", "city", "town", "village", "region", "province", "district",
    "cities", "towns", "villages", "provinces",
)  # fmt: skip
NEAR_KM = 161.0
_MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass
class Score:
    """Counts over a set of texts."""

    gold: int = 0
    given: int = 0
    found: int = 0
    exact: int = 0
    same: int = 0
    near: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """F1 of `hits` over the gold and what was given."""
        return 2 * hits / (self.gold + self.given) if self.gold + self.given else 0.0

    def figures(self) -> dict[str, float]:
        """The measures, with four digits."""
        near = self.near / self.found if self.found else 0.0
        same = self.same / self.found if self.found else 0.0
        out = {
            "found_f1": self.f1(self.found),
            "exact_f1": self.f1(self.exact),
            "within_161km": near,
            "same_place": same,
        }
        return {name: round(value, 4) for name, value in out.items()}


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a bare text."""
    page = Page("bench", None, "text/plain", None, text, "", "")
    return read_sentences(page, Story(None, (Span(0, len(text)),)), label=load_encoder())


def places_of(text: str, sentences: Iterable[Sentence]) -> tuple[Place, ...]:
    """The places of a text."""
    return find_places(text, tuple(sentences), countries=load_countries(), gazetteer=load_gazetteer())


def named(text: str, places: Iterable[Place]) -> list[tuple[Span, Place]]:
    """The mentions that are names, in order: those with a capital letter that do not end in a plain noun."""
    out = []
    for place in places:
        for mention in place.mentions:
            words = text[mention.span.start : mention.span.end].split()
            if any(w[:1].isupper() for w in words) and words[-1] not in NOUNS:
                out.append((mention.span, place))
    return sorted(out, key=lambda pair: pair[0])


def centre(place: Place) -> tuple[float, float] | None:
    """Where a place is, for measuring: countries and parts of them have their country's middle."""
    gazetteer = load_gazetteer()
    here = gazetteer.centre(place)
    return here or (gazetteer.country_centre(place.country) if place.country and place.resolution else None)


def score_text(row: dict[str, object], sentences: Iterable[Sentence], score: Score) -> None:
    """Add one text of GeoVirus to the counts."""
    text = str(row["text"])
    given = named(text, places_of(text, sentences))
    score.given += len(given)
    free = list(given)
    toponyms = row["toponyms"]
    assert isinstance(toponyms, list)
    for gold in toponyms:
        span = Span(gold["start"], gold["end"])
        score.gold += 1
        hit = next((g for g in free if overlaps(g[0], span)), None)
        if hit is None:
            score.wrong.append(f"missed  {gold['name']!r} | {around(text, span)}")
            continue
        free.remove(hit)
        score.found += 1
        score.exact += hit[0] == span
        here = centre(hit[1])
        away = distance_km(here, (gold["lat"], gold["lon"])) if here else None
        score.same += _same(hit[1], gold["page"]) or (away is not None and away <= NEAR_KM)
        score.near += away is not None and away <= NEAR_KM
        if away is None or away > NEAR_KM:
            place = f"{hit[1].name}, {hit[1].country}, {hit[1].resolution}"
            score.wrong.append(f"placed  {gold['name']!r} {gold['page'][30:]} as {place}: {away and round(away)} km")
    score.wrong += [f"spurious {text[s.start : s.end]!r} | {around(text, s)}" for s, _ in free]


def _same(place: Place, page: str) -> bool:
    """Whether the place is the country that the gold's Wikipedia page is about."""
    title = unquote(page.rsplit("/", 1)[-1]).replace("_", " ").removesuffix(" (country)")
    country = load_countries().by_name(title)
    return country is not None and place.resolution in (1, 2) and place.country == country.iso3


def around(text: str, span: Span) -> str:
    """The words about a span."""
    return text[max(0, span.start - 40) : span.end + 40].replace("\n", " ")


def geovirus(part: str) -> Score:
    """The score on one half of GeoVirus."""
    score = Score()
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    for row in rows[0 if part == "dev" else 1 :: 2]:
        score_text(row, read(row["text"]), score)
    return score


def read_marks(line: str) -> tuple[str, list[tuple[Span, str]]]:
    """A plain sentence and its marks: span, "name|country|resolution"."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(line):
        text += line[at : found.start()]
        marks.append((Span(len(text), len(text) + len(found[1])), found[2]))
        text += found[1]
        at = found.end()
    return text + line[at:], marks


def _told(place: Place | None) -> str:
    """A place as the marks write it."""
    return "|".join(str(x or "-") for x in (place.name, place.country, place.resolution)) if place else "nothing"


def own(part: str) -> Score:
    """The score on our own sentences; `exact` counts mentions whose place is the marked one."""
    score = Score()
    lines = (CASES / f"places-{part}.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        text, marks = read_marks(line)
        given = {m.span: p for p in places_of(text, read(text)) for m in p.mentions}
        wanted = dict(marks)
        score.gold += len(wanted)
        score.given += len(given)
        for span in sorted(wanted.keys() | given.keys()):
            told, mark = _told(given.get(span)), wanted.get(span, "nothing")
            score.found += span in wanted and span in given
            score.exact += told == mark
            if told != mark:
                score.wrong.append(f"{text[span.start : span.end]!r}: {told}, marked {mark} | {text}")
    return score


def main() -> int:
    """Print the figures; 1 where one is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=("dev", "held"), default="dev")
    parser.add_argument("--own", action="store_true", help="our own sentences instead of GeoVirus")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    score = own(options.set) if options.own else geovirus(options.set)
    figures = (
        {"found_f1": round(score.f1(score.found), 4), "right_f1": round(score.f1(score.exact), 4)}
        if options.own
        else score.figures()
    )
    if options.show:
        print("\n".join(score.wrong))
    print(json.dumps({"set": options.set, "gold": score.gold, "given": score.given, **figures}))
    name = f"{'own' if options.own else 'geovirus'}_{options.set}"
    floors: dict[str, float] = (
        tomllib.loads(FLOORS.read_text("utf-8")).get("places", {}).get(name, {}) if FLOORS.exists() else {}
    )
    under = [
        f"{measure} {figures[measure]} is under its floor {floor}"
        for measure, floor in floors.items()
        if figures[measure] < floor
    ]
    print("\n".join(under), file=sys.stderr, end="")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
