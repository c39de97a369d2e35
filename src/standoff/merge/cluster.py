"""Tellings judged the same, joined: the surest pair first, and never two that one story or a counter-reason parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from standoff.ledger_model import Judgement, StoryTold
from standoff.merge.cards import Card
from standoff.merge.compare import compare, judge
from standoff.merge.regroup import last_words
from standoff.merge.weights import SURE, UNSURE


def judge_blocks(
    cards: Sequence[Card], stories: Mapping[str, StoryTold], *, at: str | None = None, new: Set[str] | None = None
) -> list[Judgement]:
    """A judgement on every two cards of a block that are the same or may be, one of them `new` (ids) where given."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        for key in card.keys:
            blocks[key].append(number)
    out = []
    for key, members in blocks.items():
        pairs = _pairs(key, members, cards) if new is None else _fresh_pairs(key, members, cards, new)
        for i, j in pairs:
            left, right = (cards[i], cards[j]) if i < j else (cards[j], cards[i])  # in the order of their ids
            if left.telling.page == right.telling.page or _first_shared(left.keys, right.keys) != key:
                continue
            found = compare(left, right, stories)
            if found.weight >= UNSURE:
                out.append(judge(left, right, found, at=at))
    return out


def _pairs(key: str, members: Sequence[int], cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Pairs of a block; in a "b:" block one of the two has no town, as those with towns meet at them."""
    if key.startswith("p:"):
        yield from ((i, j) for n, i in enumerate(members) for j in members[n + 1 :])
        return
    bare = [i for i in members if not cards[i].towns]
    placed = [i for i in members if cards[i].towns]
    for n, i in enumerate(bare):
        yield from ((i, j) for j in (*bare[n + 1 :], *placed))


def _fresh_pairs(key: str, members: Sequence[int], cards: Sequence[Card], new: Set[str]) -> Iterator[tuple[int, int]]:
    """Those pairs of a block that have a new card; the cost grows with the new ones."""
    fresh = [i for i in members if cards[i].telling.id in new]
    bare = members if key.startswith("p:") else [i for i in members if not cards[i].towns]
    known, free = set(fresh), set(bare)
    for i in fresh:
        for j in members if i in free else bare:
            twice = j in known and (i not in free or (j in free and j < i))
            if i != j and not twice:
                yield i, j


def _first_shared(left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    return next((key for key in left if key in right), None)


def cluster(cards: Sequence[Card], judged: Iterable[Judgement], words: Iterable[Judgement]) -> list[list[Card]]:
    """Cards joined into clusters, in the order of ids; `words` are people's judgements in their order."""
    groups = _Groups(cards)
    told = last_words(words)
    for pair, word in told.items():
        if word.verdict == "different":
            groups.part(*pair)
    for pair in sorted(p for p, word in told.items() if word.verdict == "same"):
        groups.join(*pair, sure=True)
    for found in sorted(judged, key=lambda j: (-j.weight, j.left, j.right)):
        if found.verdict == "same" and (found.left, found.right) not in told:
            groups.join(found.left, found.right, weight=found.weight)
    return groups.clusters()


class _Group:
    """What the cards of a cluster say together, by which another cluster is refused."""

    __slots__ = ("actors", "beside", "cards", "countries", "day", "ids", "pages", "parted", "towns")

    def __init__(self, card: Card) -> None:
        self.cards = [card]
        self.ids = {card.telling.id}
        self.pages = {card.telling.page}
        self.parted: set[str] = set()
        self.towns = set(card.towns)
        self.countries = set(card.countries)
        self.actors = set(card.actors - card.doubtful)
        self.day = card.first if card.one_day else None
        self.beside = set(card.telling.beside)

    def refuses(self, other: _Group, *, weight: float) -> bool:
        """Whether one story, a person, or place, day or actors keep the two apart; a sure tie outweighs the actors."""
        told = [(self.towns, other.towns), (self.countries, other.countries)]
        if weight < SURE:
            told.append((self.actors, other.actors))
        return bool(
            self._kept_apart(other)
            or (self.day and other.day and self.day != other.day and not self._of_a_night(other))
            or any(mine and theirs and not mine & theirs for mine, theirs in told)
        )

    def _of_a_night(self, other: _Group) -> bool:
        return self.day in other.beside or other.day in self.beside

    def _kept_apart(self, other: _Group) -> bool:
        """Whether one story tells two acts: of one act it may tell the harm ("five died") or the headline apart."""
        shared = self.pages & other.pages
        mine, theirs = ([c for c in group.cards if c.telling.page in shared] for group in (self, other))
        return any(a.telling.page == b.telling.page and not a.again(b) for a in mine for b in theirs)

    def parts(self, other: _Group) -> bool:
        """Whether a person said that the two are different."""
        return bool(self.parted & other.ids or other.parted & self.ids)

    def take(self, other: _Group) -> None:
        """Adds another group's cards."""
        self.cards += other.cards
        self.day = self.day or other.day
        for name in ("beside", "ids", "pages", "parted"):
            getattr(self, name).update(getattr(other, name))
        for name in ("towns", "countries", "actors"):  # what all that tell it have in common
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, mine & theirs or mine or theirs)


class _Groups:
    """Clusters in the making."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._of = {card.telling.id: _Group(card) for card in cards}

    def part(self, left: str, right: str) -> None:
        """Keeps two tellings apart for good."""
        if left in self._of and right in self._of:
            self._of[left].parted.add(right)

    def join(self, left: str, right: str, *, weight: float = 0.0, sure: bool = False) -> None:
        """Joins the clusters of two tellings, unless something keeps them apart; a person's word is `sure`."""
        a, b = self._of.get(left), self._of.get(right)
        if a is None or b is None or a is b or a.parts(b) or (not sure and a.refuses(b, weight=weight)):
            return
        if len(a.cards) < len(b.cards):
            a, b = b, a
        a.take(b)
        for card in b.cards:
            self._of[card.telling.id] = a

    def clusters(self) -> list[list[Card]]:
        """Every cluster once, its cards by id."""
        seen: dict[int, list[Card]] = {}
        for group in self._of.values():
            seen.setdefault(id(group), sorted(group.cards, key=lambda c: c.telling.id))
        return sorted(seen.values(), key=lambda cards: cards[0].telling.id)
