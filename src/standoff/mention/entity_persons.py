"""Persons by name: titles before the name, one person for full name, surname and other spellings, and their offices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from standoff.mention.entity_names import NameHit, View
from standoff.mention.entity_nouns import Owner, owner_at
from standoff.model import Office
from standoff.terms.actors import ActorTable, Role, actor_words, atoms, fold
from standoff.terms.offices import Tenure

_VOWELS = frozenset("aeiouy")


def _particles() -> frozenset[str]:
    return actor_words()["particles"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title or role before a name: its tokens, words, the role it names and whom it belongs to."""

    start: int
    end: int
    words: str
    role: Role | None
    owner: Owner | None
    former: bool


@dataclass(slots=True)
class PersonName:
    """One mention of a person by name. `words` are the name's words, folded; `title` stands before it."""

    sentence: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    title: Title | None
    gender: str
    known: tuple[str, ...] = ()  # persons of the vocabulary that the full name names
    person: int = -1


@dataclass(slots=True)
class Person:
    """One person of the story: the fullest name, the titles told, the row of the vocabulary if there is one."""

    name: str
    words: tuple[str, ...]
    names: list[PersonName] = field(default_factory=list)
    known: str | None = None
    gender: str = ""


def read_name(view: View, hit: NameHit, actors: ActorTable, *, gender: str) -> PersonName:
    """A person's name with its title; titles inside the name span are taken off."""
    start = hit.start if hit.aliases else _bare_start(view, hit, actors)
    words = tuple(fold(a) for i in range(start, hit.end) for a in atoms(view.sentence.tokens[i].form))
    known = tuple(dict.fromkeys(a.actor.name for a in hit.aliases if a.actor.sort == "person" and not a.doubtful))
    title = find_title(view, start, actors)
    return PersonName(view.number, start, hit.end, view.words(start, hit.end), words, title, gender, known)


def _bare_start(view: View, hit: NameHit, actors: ActorTable) -> int:
    """The first token of a name without the country, role and title that a found span may hold."""
    for start in range(hit.end - 1, hit.start, -1):
        for first in range(hit.start, start):
            key = tuple(fold(a) for w in view.lower[first:start] for a in atoms(w))
            role = actors.roles.get(key)
            if key in actors.titles or (role is not None and role.type == "person" and not role.plural):
                return start
    return hit.start


def find_title(view: View, start: int, actors: ActorTable) -> Title | None:
    """The title that ends right before token `start`, with the country or body in front of it."""
    best: tuple[int, Role | None] | None = None
    for first in range(max(0, start - 7), start):
        key = tuple(fold(a) for w in view.lower[first:start] for a in atoms(w))
        role = actors.roles.get(key)
        if role is not None and role.type == "person" and not role.plural:
            best = (first, role)
            break
        if key in actors.titles:
            best = (first, actors.titles[key])
            break
    if best is None:
        return None
    first, role = best
    fillers, edge = actors.words["title_fillers"], first
    while edge > 0 and view.lower[edge - 1] in fillers:
        edge -= 1
    former = any(view.lower[i].rstrip("-") in actors.words["ended_words"] for i in range(edge, first))
    owner = owner_before(view, edge, actors)
    return Title(first, start, view.words(first, start), role, owner, former)


def owner_before(view: View, edge: int, actors: ActorTable) -> Owner | None:
    """The country or body whose name ends right before token `edge`; a possessive may stand between."""
    end = edge
    if end > 0 and view.lower[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    for first in range(max(0, end - 6), end):
        hit, told = view.known.get(first), view.demonyms.get(first)
        if (hit is not None and hit.end == end) or (told is not None and told[0] == end):
            return owner_at(view, first, end, actors)
    return None


# ---------------------------------------------------------------- one person, many spellings


def group_persons(
    names: Sequence[PersonName], actors: ActorTable, *, day: str | None, countries: Iterable[str]
) -> list[Person]:
    """The persons of a story. Full names first; then each shorter name goes to the one person it fits."""
    people: list[Person] = []
    for name in sorted(names, key=lambda n: -min(_length(n), 2)):
        fitting = [p for p in people if _same(p, name, actors.given)]
        person = fitting[0] if len(fitting) == 1 else _by_title(fitting, name) or _nearest(fitting, name)
        person = person or _told_first(fitting, name)
        if person is None:
            person = Person(name.text, name.words, gender=name.gender)
            people.append(person)
        _take(person, name)
    about = set(countries)
    for person in people:
        person.known = _vocabulary(person, actors, day=day, countries=about)
    return _merge_known(people)


def _length(name: PersonName) -> int:
    return len([w for w in name.words if w not in _particles()])


def _take(person: Person, name: PersonName) -> None:
    person.names.append(name)
    person.gender = person.gender or name.gender
    if len(name.words) > len(person.words) and _length(name) > 1 and len(person.names) < 2:
        person.name, person.words = name.text, name.words


def _same(person: Person, name: PersonName, given: Mapping[str, str]) -> bool:
    """Whether a name may name a person: the same words, a part of them, or the same in another spelling."""
    if person.gender and name.gender and person.gender != name.gender:
        return False
    left, right = person.words, name.words
    if set(person.names[0].known) & set(name.known):
        return True
    if left == right:
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    plain_short = [w for w in short if w not in _particles()]
    plain_long = [w for w in long if w not in _particles()]
    if not plain_short or not plain_long:
        return False
    if len(plain_short) == 1 and len(plain_long) > 1 and plain_short[0] == plain_long[0]:
        return plain_short[0] not in given or plain_short[0] == plain_long[-1]
    if len(plain_short) == 1:
        word = plain_short[0]
        return (
            any(alike(word, other) for other in plain_long[-2:] if other != plain_long[0])
            or word == plain_long[-1]
            or (len(plain_long) == 1 and alike(word, plain_long[0]))
        )
    if not alike(plain_short[-1], plain_long[-1]):
        return set(plain_short) <= set(plain_long)
    return _given_alike(plain_short, plain_long)


def _given_alike(short: Sequence[str], long: Sequence[str]) -> bool:
    one, other = short[0], long[0]
    return alike(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0]) or one in long[:-1]


def alike(one: str, other: str) -> bool:
    """Whether two words are one name in two spellings.

    >>> alike("sarea", "saree"), alike("zelenskiy", "zelensky"), alike("petrov", "petrova")
    (True, True, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or one + "a" == other or other + "a" == one:
        return False
    if skeleton(one) == skeleton(other) and len(skeleton(one)) >= 3:
        return True
    return _distance_one(one, other)


def skeleton(word: str) -> str:
    """The consonants of a name in one spelling.

    >>> skeleton("qaddafi") == skeleton("kadafi")
    True
    """
    plain = (
        word.replace("kh", "h")
        .replace("gh", "g")
        .replace("ph", "f")
        .replace("q", "k")
        .replace("c", "k")
        .replace("w", "v")
    )
    out = ""
    for letter in plain:
        if letter not in _VOWELS and letter != out[-1:]:
            out += letter
    return out


def _distance_one(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def _by_title(fitting: Sequence[Person], name: PersonName) -> Person | None:
    """Of several persons the one who was given the same title."""
    if name.title is None:
        return None
    same = [p for p in fitting if any(n.title and fold(n.title.words) == fold(name.title.words) for n in p.names)]
    return same[0] if len(same) == 1 else None


def _nearest(fitting: Sequence[Person], name: PersonName) -> Person | None:
    """Of several persons the only one named in this sentence or the one before; else none."""
    near = [p for p in fitting if any(0 <= name.sentence - n.sentence <= 1 and n is not name for n in p.names)]
    return near[0] if len(near) == 1 else None


def _told_first(fitting: Sequence[Person], name: PersonName) -> Person | None:
    """Of several persons of a surname, none of them near, the one whom the story names first: it is about him."""
    near = any(0 <= name.sentence - n.sentence <= 1 for p in fitting for n in p.names)
    if len(fitting) < 2 or near or _length(name) > 1:
        return None
    first = min(fitting, key=lambda p: (p.names[0].sentence, p.names[0].start))
    return first if first.names[0].sentence < name.sentence and first.words[-1:] == name.words[-1:] else None


def _vocabulary(person: Person, actors: ActorTable, *, day: str | None, countries: set[str]) -> str | None:
    """The person of the vocabulary, if the names told leave no doubt."""
    told = [set(n.known) for n in person.names if n.known]
    if told:
        both = set.intersection(*told)
        return sorted(both)[0] if len(both) == 1 else None
    if len([w for w in person.words if w not in _particles()]) > 1:
        return None
    bearers = actors.surnames.get(" ".join(person.words)) or actors.surnames.get(person.words[-1], ())
    if len(bearers) == 1:  # a surname that only one person of the table bears needs no country beside it
        countries = countries | {t.of for t in actors.offices.tenures(bearers[0])}
    rows = [t for p in bearers for t in actors.offices.tenures(p) if t.sure]
    titled = [n.title for n in person.names if n.title is not None and n.title.role is not None and not n.title.former]
    if titled:
        rows = [t for t in rows if _fits_title(t, titled)]
    rows = [
        t
        for t in rows
        if day
        and t.covers(day)
        and (titled or t.of in countries)
        and (t.of in countries or not _is_code(t.of) or _owned(titled, t))
    ]
    return rows[0].person if len({t.person for t in rows}) == 1 else None


def _owned(titles: Sequence[Title], tenure: Tenure) -> bool:
    return any(t.owner is not None and tenure.of in (t.owner.country, t.owner.name) for t in titles)


def _is_code(of: str) -> bool:
    return len(of) == 3 and of.isupper()


def _fits_title(tenure: Tenure, titles: Sequence[Title]) -> bool:
    for title in titles:
        if title.role is None:
            continue
        if title.role.office and title.role.office != tenure.office:
            return False
        if title.owner is not None and tenure.of not in (title.owner.country, title.owner.name):
            return False
    return True


def _merge_known(people: Sequence[Person]) -> list[Person]:
    """Persons whom the vocabulary says are one."""
    out: list[Person] = []
    by_name: dict[str, Person] = {}
    for person in people:
        other = by_name.get(person.known) if person.known else None
        if other is None:
            out.append(person)
            if person.known:
                by_name[person.known] = person
            continue
        other.names.extend(person.names)
        other.gender = other.gender or person.gender
    return out


# ---------------------------------------------------------------- offices


def office_of(person: Person, actors: ActorTable, *, day: str | None) -> tuple[Office | None, str | None, str | None]:
    """Office, country and sector of a person: the text's own title first, with the table's dates where both agree."""
    rows = actors.offices.tenures(person.known) if person.known else ()
    held = actors.offices.of_person(person.known, day) if person.known else None
    titles = [n.title for n in person.names if n.title is not None]
    owned = next((t.owner for t in titles if t.owner is not None), None)
    told = next((t for t in titles if t.role is not None and not t.former), None)
    country = next((t.owner.country for t in titles if t.owner and t.owner.country), None)
    if country is None and rows:
        states = {t.of for t in rows if t.sure and _is_code(t.of)}
        country = states.pop() if len(states) == 1 else None
    sector = told.role.sector if told and told.role else None
    sector = sector or (owned.sector if owned and told else None)
    if held is not None:
        office = Office(held.title, held.of, held.from_ or None, held.to or None)
        return office, country, sector or "GOV"
    if any(t.former for t in titles) and told is None:
        return None, country, "ELI"
    if told is not None and told.role is not None and owned is not None:
        of = owned.country if owned.country and owned.key.startswith("country:") else owned.name
        return Office(told.words, of, None, None), country, sector
    if rows and day and not told and all(t.sure and t.to and t.to < day for t in rows):
        return None, country, "ELI"
    return None, country, sector
