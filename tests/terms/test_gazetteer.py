"""The gazetteer: names, spellings, parents, distances; countries are never points."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import TermsError
from standoff.model import Place
from standoff.terms.countries import load_countries
from standoff.terms.gazetteer import distance_km, fold, load_areas, load_gazetteer
from standoff.terms.gazetteer.place_file import PlaceFile
from standoff.terms.tables import read_table


def place(name: str) -> Place:
    found = load_gazetteer().find(name)[0]
    return Place("p1", found.name, found.geonames, found.country, found.lat, found.lon, found.resolution)


@pytest.mark.parametrize(
    ("written", "name", "country", "resolution"),
    [
        ("Kiev", "Kyiv", "UKR", 4),
        ("KHARKOV", "Kharkiv", "UKR", 4),
        ("Odessa", "Odesa", "UKR", 4),
        ("Sana’a", "Sanaa", "YEM", 4),
        ("Hudaydah", "Hodeidah", "YEM", 4),
        ("Deir ez Zor", "Deir ez-Zor", "SYR", 4),
        ("Khan Yunis", "Khan Younis", "PSE", 4),
        ("Rangoon", "Yangon", "MMR", 4),
        ("São Paulo", "São Paulo", "BRA", 4),
        ("Sao Paulo", "São Paulo", "BRA", 4),
        ("St Petersburg", "Saint Petersburg", "RUS", 4),
        ("Hubei", "Hubei", "CHN", 2),
        ("Kharkiv Oblast", "Kharkiv Oblast", "UKR", 2),
        ("Donbass", "Donbas", "UKR", 2),
        ("the Netherlands", "Netherlands", "NLD", 1),
        ("U.S.", "United States", "USA", 1),
        ("Bab al-Mandab", "Bab el-Mandeb", None, 3),
    ],
)
def test_names_and_spellings_find_their_place(written: str, name: str, country: str | None, resolution: int) -> None:
    found = load_gazetteer().find(written)[0]
    assert (found.name, found.country, found.resolution) == (name, country, resolution)


def test_the_likeliest_comes_first_and_the_others_follow() -> None:
    found = load_gazetteer().find("Paris")
    assert (found[0].country, found[0].feature) == ("FRA", "capital")
    assert any("Texas" in c.parents for c in found)


def test_an_unknown_name_finds_nothing() -> None:
    assert load_gazetteer().find("Xyzzyville") == ()
    assert load_gazetteer().find("") == ()
    assert load_gazetteer().find("’") == ()


def test_us_is_no_country_but_us_in_capitals_is() -> None:
    assert load_countries().by_name("us") is None
    assert load_gazetteer().find("US")[0].country == "USA"


def test_no_country_is_a_point() -> None:
    gazetteer = load_gazetteer()
    for country in load_countries().all:
        found = gazetteer.country(country)
        assert (found.lat, found.lon, found.resolution) == (None, None, 1)


def test_every_country_has_a_rough_middle() -> None:
    assert all(load_gazetteer().country_centre(c.iso3) for c in load_countries().all)


def test_capitals_of_states_are_in_the_file() -> None:
    gazetteer = load_gazetteer()
    states = [c for c in load_countries().all if c.status == "state" and c.capital]
    missing = [c.name for c in states if c.iso3 not in {f.country for f in gazetteer.find(c.capital)}]
    assert len(missing) <= 4, missing


def test_a_town_lies_in_its_region_and_its_country() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.within(place("Bakhmut"), place("Donetsk Oblast"))
    assert gazetteer.within(place("Bakhmut"), place("Ukraine"))
    assert gazetteer.within(place("Khan Younis"), place("Gaza Strip"))
    assert not gazetteer.within(place("Kharkiv"), place("Donetsk Oblast"))
    assert not gazetteer.within(place("Ukraine"), place("Kharkiv"))
    assert gazetteer.within(place("Kharkiv"), place("Kharkiv"))


def test_a_part_of_a_country_holds_the_towns_on_its_side() -> None:
    gazetteer = load_gazetteer()
    east = Place("p1", "eastern Ukraine", None, "UKR", None, None, 2)
    assert gazetteer.within(place("Kharkiv"), east)
    assert not gazetteer.within(place("Lviv"), east)
    assert not gazetteer.within(place("Aden"), east)


def test_country_of_and_distance() -> None:
    assert load_gazetteer().country_of("Aden") == "YEM"
    assert load_gazetteer().country_of("Xyzzyville") is None
    assert 400 < distance_km((50.45, 30.52), (49.98, 36.25)) < 420
    assert distance_km((0, 179.5), (0, -179.5)) < 120


def test_every_area_is_well_formed() -> None:
    for areas in load_areas().values():
        for area in areas:
            found = area.candidate
            assert -90 <= (found.lat or 0) <= 90
            assert -180 <= (found.lon or 0) <= 180
            assert found.resolution in (2, 3, 4, 5, None)
    codes = {row["iso3"] for row in read_table("country_centres.tsv")}
    assert codes >= {c.iso3 for c in load_countries().all}


def test_keys_know_no_case_marks_or_hyphens() -> None:
    assert fold("Deir-ez-Zor") == fold("DEIR EZ ZOR") == fold("Deir ez‐Zor")
    assert fold("Ta‘izz") == fold("Taizz")


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.bin").write_bytes(b"no gazetteer")
    with pytest.raises(TermsError, match=r"places\.bin"):
        PlaceFile(tmp_path / "places.bin")
