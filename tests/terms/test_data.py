"""The word lists of people, states, organisations and offices hold together; read as plain text, without the loader."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import standoff.terms


def words(text: str) -> set[str]:
    return set(text.split())


DATA = Path(standoff.terms.__file__).parent / "data"
SECTORS = words("COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
OFFICES = words(
    "head_of_state head_of_government deputy_head supreme_leader foreign_minister defence_minister interior_minister "
    "finance_minister justice_minister minister speaker ambassador un_ambassador special_envoy chief_negotiator "
    "national_security_adviser intelligence_chief army_chief commander spokesman adviser chief_of_staff commissioner "
    "chair head regional_head governor mayor"
)
COLUMNS = {
    "countries": "iso3 name other_names adjectives people capital government_names legislature region status from to",
    "organisations": "name other_names kind country code sector from to sure wikidata",
    "groups": "name other_names kind country sector nouns proper members",
    "roles": "noun plural sector type office",
    "offices": "person other_names title office of from to sure gender wikidata",
    "titles": "title abbreviations kind sector gender",
    "given_names": "name gender",
}
KEYS = {
    "countries": ("iso3",),
    "organisations": ("name",),
    "groups": ("name",),
    "roles": ("noun",),
    "offices": ("person", "title", "of", "from"),
    "titles": ("title",),
    "given_names": ("name",),
}
AT_LEAST = {
    "countries": 200,
    "organisations": 1500,
    "groups": 300,
    "roles": 350,
    "offices": 2500,
    "titles": 200,
    "given_names": 1500,
}
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Row = dict[str, str]


def lines(name: str) -> list[str]:
    return (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[Row]:
    header, *body = [line for line in lines(name) if not line.startswith("#")]
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in body]


def pieces(field: str) -> list[str]:
    return field.split("|") if field else []


def plain(field: str) -> list[str]:
    """The names that stand for themselves: those with a question mark need the context."""
    return [name for name in pieces(field) if not name.startswith("?")]


def states() -> set[str]:
    return {row["iso3"] for row in rows("countries")}


def in_order(start: str, end: str) -> bool:
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


@pytest.mark.parametrize("name", COLUMNS)
def test_says_where_it_comes_from(name: str) -> None:
    head = [line for line in lines(name) if line.startswith("#")]
    assert head[0].startswith("# ")
    assert any(line.startswith("# origin: ") for line in head)
    assert any(line.startswith("# version: ") for line in head)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_count(name: str) -> None:
    body = rows(name)
    assert list(body[0]) == COLUMNS[name].split()
    assert len(body) >= AT_LEAST[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_keys_are_there_and_unique(name: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS[name]) for row in rows(name))
    assert [key for key, times in keys.items() if times > 1] == []
    assert [key for key in keys if not all(key)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_empty_piece_and_no_stray_space(name: str) -> None:
    fields = [field for row in rows(name) for field in row.values()]
    assert [field for field in fields if field != field.strip() or "  " in field] == []
    assert [field for field in fields if field and not all(piece.strip("?") for piece in pieces(field))] == []


@pytest.mark.parametrize("name", ["organisations", "groups", "roles", "titles"])
def test_sectors_are_plover_sectors(name: str) -> None:
    assert {row["sector"] for row in rows(name)} <= SECTORS | {""}


@pytest.mark.parametrize("name", ["organisations", "groups"])
def test_countries_are_known(name: str) -> None:
    assert {row["country"] for row in rows(name)} <= states() | {""}


def test_closed_lists() -> None:
    assert {row["kind"] for row in rows("organisations")} == {"organisation", "armed_group", "group"}
    assert {row["kind"] for row in rows("groups")} == {"group", "people", "armed_group"}
    assert {row["code"] for row in rows("organisations")} <= {"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", ""}
    assert {row["status"] for row in rows("countries")} == {"state", "disputed", "territory", "dissolved"}
    assert {row["type"] for row in rows("roles")} == {"person", "institution", "force", "collective"}
    assert {row["proper"] for row in rows("groups")} == {"yes", "no"}
    assert {row["office"] for row in rows("offices")} <= OFFICES


def test_sure_and_gender() -> None:
    assert {row["sure"] for name in ("organisations", "offices") for row in rows(name)} == {"yes", "no"}
    assert {row["gender"] for row in rows("given_names")} == {"m", "f"}
    assert {row["gender"] for name in ("offices", "titles") for row in rows(name)} <= {"m", "f", ""}


def test_state_codes_have_three_letters() -> None:
    assert [code for code in states() if not re.fullmatch("[A-Z]{3}", code)] == []


def test_wikidata_ids() -> None:
    ids = [row["wikidata"] for name in ("organisations", "offices") for row in rows(name) if row["wikidata"]]
    assert [item for item in ids if not re.fullmatch(r"Q[1-9]\d*", item)] == []


def test_one_wikidata_id_is_one_person() -> None:
    pairs = {(row["wikidata"], row["person"]) for row in rows("offices") if row["wikidata"]}
    assert len(pairs) == len({item for item, _ in pairs}) == len({person for _, person in pairs})


@pytest.mark.parametrize("name", ["countries", "organisations", "offices"])
def test_dates_parse_and_end_after_they_begin(name: str) -> None:
    spans = [(row["from"], row["to"]) for row in rows(name)]
    assert [day for span in spans for day in span if day and not DAY.fullmatch(day)] == []
    assert [span for span in spans if all(span) and not in_order(*span)] == []


def test_every_office_has_a_beginning() -> None:
    assert [row["person"] for row in rows("offices") if not row["from"]] == []


def test_offices_are_of_known_states_and_organisations() -> None:
    known = states() | {row["name"] for row in rows("organisations")}
    assert {row["of"] for row in rows("offices")} - known == set()


def test_members_of_groups_are_known() -> None:
    known = states() | {row["name"] for row in rows("organisations")}
    assert {member for row in rows("groups") for member in pieces(row["members"])} - known == set()


@pytest.mark.parametrize("name", ["organisations", "groups"])
def test_a_name_without_question_mark_means_one_thing(name: str) -> None:
    names = Counter(alias for row in rows(name) for alias in {row["name"], *plain(row["other_names"])})
    assert [alias for alias, times in names.items() if times > 1] == []


def test_a_person_has_one_gender_and_one_list_of_names() -> None:
    people = {(row["person"], row["gender"], row["other_names"]) for row in rows("offices")}
    assert len(people) == len({person for person, _, _ in people})


def test_one_head_of_state_at_a_time() -> None:
    """Bosnia's three-member presidency and co-presidents aside, a title is held by one person on any day."""
    held: dict[tuple[str, str], list[Row]] = {}
    for row in rows("offices"):
        if row["office"] in ("head_of_state", "head_of_government", "foreign_minister") and row["sure"] == "yes":
            held.setdefault((row["of"], row["title"]), []).append(row)
    overlaps = []
    for terms in held.values():
        ordered = sorted(terms, key=lambda row: row["from"])
        for one, two in pairwise(ordered):
            if not one["to"] or not in_order(one["to"], two["from"]):
                overlaps.append((one["person"], two["person"], two["from"]))
    assert overlaps == []


def test_given_names_agree_with_the_office_holders() -> None:
    gender = {row["name"]: row["gender"] for row in rows("given_names")}
    first = {(row["person"].split()[0], row["gender"], row["person"]) for row in rows("offices")}
    assert [person for name, kind, person in first if gender.get(name, kind) != kind] == []


@pytest.mark.parametrize(
    ("of", "office", "day", "person"),
    [
        ("UKR", "head_of_state", "2022-03-01", "Volodymyr Zelenskiy"),
        ("USA", "head_of_state", "2022-03-01", "Joe Biden"),
        ("USA", "foreign_minister", "1999-03-24", "Madeleine Albright"),
        ("YUG", "head_of_state", "1999-03-24", "Slobodan Milosevic"),
        ("ISR", "head_of_government", "2006-07-12", "Ehud Olmert"),
        ("SDN", "foreign_minister", "2012-04-10", "Ali Karti"),
        ("RUS", "foreign_minister", "2008-08-08", "Sergei Lavrov"),
        ("NATO", "head", "2011-03-19", "Anders Fogh Rasmussen"),
        ("Hezbollah", "head", "2006-07-12", "Hassan Nasrallah"),
        ("LKA", "head_of_state", "2009-05-18", "Mahinda Rajapaksa"),
    ],
)
def test_who_it_was_on_the_day(of: str, office: str, day: str, person: str) -> None:
    found = {
        row["person"]
        for row in rows("offices")
        if row["of"] == of and row["office"] == office and row["from"] <= day and day <= (row["to"] or "9999")
    }
    assert found == {person}


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Islamic State", "Daesh"),
        ("Rapid Support Forces", "RSF"),
        ("Houthis", "Ansar Allah"),
        ("Kurdistan Workers' Party", "PKK"),
        ("Revolutionary Armed Forces of Colombia", "FARC"),
    ],
)
def test_spellings_and_acronyms(name: str, alias: str) -> None:
    assert alias in next(plain(row["other_names"]) for row in rows("organisations") if row["name"] == name)
