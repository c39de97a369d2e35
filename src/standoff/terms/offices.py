"""Who held which office when: `data/offices.tsv`. Only rows that are marked sure answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_YES = frozenset({"yes", "y", "1", "true", "sure"})
_LAST_DAY = "31"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office. `of` is ISO alpha-3 or an organisation's canonical name; `from_` and `to` are EDTF."""

    person: str
    other_names: tuple[str, ...]
    title: str
    office: str
    of: str
    from_: str
    to: str
    sure: bool
    wikidata: str
    gender: str

    def covers(self, day: str) -> bool:
        """Whether the office was held on `day` (EDTF; a month or year must lie wholly inside)."""
        first, last = day_range(day)
        begins = day_range(self.from_)[0] if self.from_ else ""
        ends = day_range(self.to)[1] if self.to else "9999"
        return bool(begins) and begins <= first and last <= ends


class OfficeTable:
    """Lookups over tenures: by office and by person."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        """Index the tenures."""
        self._by_office: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        self._by_person: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in tenures:
            self._by_office[tenure.office, tenure.of].append(tenure)
            self._by_person[tenure.person].append(tenure)

    def holder(self, office: str, of: str, day: str | None) -> Tenure | None:
        """Who held the office on the day; None if not surely known, or if two rows could answer."""
        if not day or not office:
            return None
        found = [t for t in self._by_office.get((office, of), ()) if t.sure and t.covers(day)]
        return found[0] if len({t.person for t in found}) == 1 else None

    def of_person(self, person: str, day: str | None) -> Tenure | None:
        """The office that the person surely held on the day; of several the first in the table."""
        if not day:
            return None
        return next((t for t in self._by_person.get(person, ()) if t.sure and t.covers(day)), None)

    def tenures(self, person: str) -> Sequence[Tenure]:
        """All rows of a person."""
        return self._by_person.get(person, ())

    def people(self) -> Mapping[str, Sequence[Tenure]]:
        """All persons with their rows."""
        return self._by_person


def day_range(value: str) -> tuple[str, str]:
    """First and last day of an EDTF day, month or year, as strings that compare in order of time.

    >>> day_range("2019-05")
    ('2019-05-01', '2019-05-31')
    """
    plain = value.rstrip("~?%").replace("X", "0")
    if "/" in plain:
        left, _, right = plain.partition("/")
        return day_range(left)[0], day_range(right)[1]
    if len(plain) == 4:
        return f"{plain}-01-01", f"{plain}-12-31"
    if len(plain) == 7:
        return f"{plain}-01", f"{plain}-{_LAST_DAY}"
    return plain[:10], plain[:10]


def parse_tenures(rows: Iterable[Mapping[str, str]]) -> tuple[Tenure, ...]:
    """Tenures from the rows of `offices.tsv`."""
    return tuple(
        Tenure(
            person=row["person"],
            other_names=tuple(n for n in row["other_names"].split("|") if n),
            title=row["title"],
            office=row["office"],
            of=row["of"],
            from_=row["from"],
            to=row["to"],
            sure=row["sure"].lower() in _YES,
            wikidata=row["wikidata"],
            gender=row["gender"][:1].lower(),
        )
        for row in rows
    )
