"""Which names a place is kept under: its English one to show, and the other spellings that English news uses."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from sources import City, Division

from standoff.terms.name_keys import fold, without_article

_HERE = Path(__file__).parent
_TYPES = (
    "Governorate|Province|Oblast|Region|Prefecture|County|District|State|Republic|Krai|Department|Voivodeship|"
    "Autonomous Region|Autonomous Okrug|Canton|Division|Regency|Raion|Municipality|Territory|Parish|Special Region"
)
_TYPED = re.compile(rf"^(.+?) (?:{_TYPES})$")
_OF = re.compile(rf"^(?:{_TYPES}) of (?:the )?(.+)$")
_NATIVE = re.compile(
    r"^(?:Muḩāfaz̧at|Muhafazat|Provincia de|Departamento de|Estado de|Región de|Oblast|Wilaya de|Ostān-e|"
    r"Avtonomna Respublika|Respublika|Provinsi|Propinsi|Região|Tỉnh|Thành Phố) |"
    r" (?:Sheng|Shi|Zizhiqu|Uygur Zizhiqu|Huizu Zizhiqu|Zhuangzu Zizhiqu|oblast|Oblast’|Oblysy|megye|vilayet|Ili|"
    r"Kraj|kraj|Viloyati|Qu|Kray|Avtonomnyy Okrug|Voivodeship)$"
)
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘`ʻ\- .]+$")
_MARKS = re.compile(r"[\u0100\u0101\u012a\u012b\u016a\u016b\u1e00-\u1e9f‘’ʻʿʼ`]|\u0331|\u0327")
_CODE = re.compile(r"^[A-Z0-9]{2,4}$")
_SPELLING = tomllib.loads((_HERE / "spelling.toml").read_text("utf-8"))
_AS_IS = frozenset(_SPELLING["as_is"])
_MANY_WAYS = frozenset(_SPELLING["many_ways"])


def latin(names: Iterable[str]) -> list[str]:
    """The names that English news could print: Latin letters, a capital first, no airport codes."""
    return [n for n in names if _LATIN.match(n) and any(c.isupper() for c in n[:4]) and not _CODE.match(n)]


def plain(name: str) -> str:
    """A name without the marks of transliteration: "Ḩamāh" -> "Hamah"; other accents stay ("São Paulo")."""
    if not _MARKS.search(name):
        return name
    kept = re.sub(r"[‘’ʻʿʼ`]", "", name)
    return "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))


def city_keys(city: City) -> set[str]:
    """The other keys of a city: kept spellings, without the main key."""
    main = fold(city.name)
    keys = {without_article(main)} if city.country in _MANY_WAYS else set()
    for other in latin(city.others):
        key = fold(other)
        if len(key) < 3 or (city.population < 1_000_000 and not _near(city, main, key)):
            continue
        keys.add(key)
        if city.country in _MANY_WAYS:
            keys.add(without_article(key))
    return {k for k in keys if len(k) > 2 and k != main}


def _near(city: City, main: str, key: str) -> bool:
    """Whether a spelling is worth its bytes: another word for the same town only where the town is large."""
    if city.country in _MANY_WAYS and city.population >= 2000:
        return True
    if city.population >= 100_000 and key[0] == main[0]:
        return True
    return key[0] == main[0] and SequenceMatcher(None, main, key).ratio() >= (0.5 if city.population > 20_000 else 0.7)


def division_name(division: Division, taken: set[str]) -> str:
    """The English name of a region or district: typed ("Kharkiv Oblast") where a town has the bare one."""
    native = _NATIVE.sub("", division.name)
    if division.country in _AS_IS:
        return division.name
    typed = [o for o in latin(division.others) if _TYPED.match(o) and plain(o) == o]
    if typed:
        bare = bare_name(typed[0])
        return typed[0] if fold(bare) in taken else bare
    return plain(native)


def bare_name(name: str) -> str:
    """A division's name without the word for its kind: "Kharkiv Oblast" -> "Kharkiv"."""
    found = _TYPED.match(name) or _OF.match(name)
    return found.group(1) if found else _NATIVE.sub("", name)


def english_keys(division: Division, shown: str) -> set[str]:
    """The keys of a division's own and English names: they count as much as the name that is shown."""
    typed = [o for o in latin(division.others) if _TYPED.match(o) or _OF.match(o)]
    names = [division.name, shown, *typed]
    keys = {fold(n) for n in names} | {fold(bare_name(n)) for n in names}
    if division.country in _MANY_WAYS:
        keys |= {without_article(k) for k in keys}
    return {k for k in keys if len(k) > 2}


def division_keys(division: Division, shown: str) -> set[str]:
    """Every key of a region or district, with and without the word for its kind."""
    names = [division.name, shown, *latin(division.others)]
    if division.level == 2:
        names = names[:2] + [n for n in names[2:] if fold(n)[:1] == fold(shown)[:1]]
    keys = {fold(n) for n in names} | {fold(bare_name(n)) for n in names}
    if division.country in _MANY_WAYS:
        keys |= {without_article(k) for k in keys}
    return {k for k in keys if len(k) > 2}


def read_exonyms() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Hand-kept English names: (country, key of any GeoNames name) -> name to show, other names."""
    out: dict[tuple[str, str], tuple[str, list[str]]] = {}
    with (_HERE / "exonyms.tsv").open(encoding="utf-8") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        next(rows)
        for country, geonames, shown, others in rows:
            out[country, fold(geonames)] = (shown, [o for o in others.split("|") if o])
    return out


@dataclass(frozen=True)
class Area:
    """A row of `terms/data/areas.tsv` that may be a region or district: level 1 or 2 in GeoNames' count."""

    name: str
    keys: frozenset[str]
    country: str
    level: int
    middle: tuple[float, float, int]


def read_areas() -> list[Area]:
    """The hand-kept regions, islands and disputed areas that lie in one country."""
    path = _HERE.parents[1] / "src/standoff/terms/data/areas.tsv"
    out = []
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        for row in rows:
            if row["kind"] not in ("region", "island", "disputed") or row["resolution"] not in ("2", "3"):
                continue
            names = [row["name"], *(n for n in row["other_names"].split("|") if n)]
            place = float(row["lat"]), float(row["lon"]), int(row["radius_km"])
            level = int(row["resolution"]) - 1
            out.append(Area(row["name"], frozenset(fold(n) for n in names), row["country"], level, place))
    return out
