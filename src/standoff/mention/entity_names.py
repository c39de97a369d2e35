"""Proper names of a sentence: what the vocabularies know and what the encoder found, made one list.

The longest name wins; a known name inside a longer found one ("Jordan" in "Michael Jordan") is no name of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from standoff.model import Name, Sentence
from standoff.syntax import Tree
from standoff.terms.actors import ActorTable, Alias, atoms, fits, fold

_KIND_OF_ETYPE = {"person": "PER", "organization": "ORG", "place": "LOC"}
_KIND_OF_SORT = {"person": "PER", "country": "LOC", "capital": "LOC"}
_HYPHENS = frozenset("-‐‑–")
_ARTICLES = frozenset(
    {"al", "el", "ul", "an", "as", "ash", "ad", "at", "az", "ar", "uz", "ud", "ur", "e", "i", "un", "ol"}
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({"and", "or", ",", "/", "-", "–", "—", "'s", "’s", "(", ")", "&", ";", ":"})


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name over tokens `start` to `end` (not included); `aliases` are the known actors that it may name."""

    start: int
    end: int
    kind: str  # PER | ORG | LOC | MISC
    aliases: tuple[Alias, ...] = ()
    score: float = 1.0


@dataclass(slots=True)
class View:
    """One sentence with its tree, its names, all known names in it (`known`, nested ones too) and its demonyms."""

    number: int
    sentence: Sentence
    tree: Tree
    names: tuple[NameHit, ...] = ()
    known: dict[int, NameHit] = field(default_factory=dict)  # first token -> hit
    demonyms: dict[int, tuple[int, str]] = field(default_factory=dict)  # first token -> end, country
    lower: tuple[str, ...] = ()
    role_words: Container[str] = frozenset()  # all words of roles

    def words(self, start: int, end: int) -> str:
        """The words of the tokens, joined as they are written."""
        out = ""
        for index in range(start, end):
            token = self.sentence.tokens[index]
            gap = index > start and token.span.start > self.sentence.tokens[index - 1].span.end
            out += (" " if gap else "") + token.form
        return out

    def name_at(self, token: int) -> NameHit | None:
        """The name that covers a token."""
        return next((n for n in self.names if n.start <= token < n.end), None)


def read_views(sentences: Sequence[Sentence], actors: ActorTable) -> tuple[View, ...]:
    """A view of every sentence."""
    return tuple(_view(number, sentence, actors) for number, sentence in enumerate(sentences))


def _view(number: int, sentence: Sentence, actors: ActorTable) -> View:
    lower = tuple(fold(t.form) for t in sentence.tokens)
    known = {hit.start: hit for hit in find_known(sentence, actors) if not _part_of_country(sentence, hit)}
    demonyms = _demonyms(lower, sentence, actors)
    view = View(
        number, sentence, Tree(sentence), known=known, demonyms=demonyms, lower=lower, role_words=actors.role_words
    )
    view.names = _merge(view, sentence.names, list(known.values()))
    view.names = tuple(sorted((*view.names, *_unfound(view)), key=lambda n: n.start))
    return view


def _unfound(view: View) -> Iterator[NameHit]:
    """Proper nouns that head an entity though the encoder found no name there: the run of proper nouns around them."""
    tokens = view.sentence.tokens
    covered = {i for n in view.names for i in range(n.start, n.end)} | view.demonyms.keys()
    for index, token in enumerate(tokens):
        kind = _KIND_OF_ETYPE.get(token.etype, "")
        if token.upos != "PROPN" or not kind or index in covered or not token.form[:1].isupper():
            continue
        start = end = index
        while start > 0 and tokens[start - 1].upos == "PROPN" and start - 1 not in covered:
            start -= 1
        while end + 1 < len(tokens) and tokens[end + 1].upos == "PROPN" and end + 1 not in covered:
            end += 1
        covered.update(range(start, end + 1))
        if not _is_role(view, start, end + 1):
            yield NameHit(start, end + 1, kind, score=0.5)


def _part_of_country(sentence: Sentence, hit: NameHit) -> bool:
    """ "Northern Ireland" is not Ireland: a compass word with a capital before the name of a country."""
    if hit.aliases[0].actor.sort != "country" or hit.start == 0:
        return False
    before = sentence.tokens[hit.start - 1].form
    return before in ("Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West") and hit.start > 1


def _is_role(view: View, start: int, end: int) -> bool:
    """Whether all words are in one role with a capital ("Prime Minister"): nouns of their own, read elsewhere."""
    return all(word in view.role_words for word in view.lower[start:end])


def find_known(sentence: Sentence, actors: ActorTable) -> Iterator[NameHit]:
    """The names of known actors, leftmost and longest first; what one text may mean stays together."""
    parts = [(fold(a), a, i) for i, t in enumerate(sentence.tokens) for a in atoms(t.form)]
    starts = {i: n for n, (_, _, i) in reversed(list(enumerate(parts)))}
    at = 0
    while at < len(parts):
        found = _longest(sentence, parts, at, actors) if starts[parts[at][2]] == at else ()
        if not found:
            at += 1
            continue
        size = len(found[0].words)
        first, last = parts[at][2], parts[at + size - 1][2]
        kind = _KIND_OF_SORT.get(found[0].actor.sort, "ORG")
        yield NameHit(first, last + 1, kind, found)
        at += size


def _whole(sentence: Sentence, window: Sequence[tuple[str, str, int]], actors: ActorTable) -> bool:
    """Whether a run of words is one name, not a role with its owner or a number of people.

    "Russia's defence ministry" is read as a role of Russia, "two Israeli soldiers" as two of them.
    """
    tokens, first, last = sentence.tokens, window[0][2], window[-1][2]
    if first == last and tokens[first].form in ("North", "South"):  # "the South said", not "South African"
        named = last + 1 < len(tokens) and tokens[last + 1].form[:1].isupper()
        return first > 0 and fold(tokens[first - 1].form) == "the" and not named
    if tokens[last].form[:1].isupper() or first == last:
        return True
    if any(tokens[i].form in _POSSESSIVES for i in range(first + 1, last)):
        return False
    before = tokens[first - 1] if first else None
    counted = before is not None and (before.upos == "NUM" or fold(before.form) in actors.words["counting_words"])
    return not counted or (fold(tokens[last].form),) not in actors.roles


def _longest(
    sentence: Sentence, parts: Sequence[tuple[str, str, int]], at: int, actors: ActorTable
) -> tuple[Alias, ...]:
    best: list[Alias] = []
    for alias in actors.aliases.get(parts[at][0]):
        size = len(alias.words)
        if best and size < len(best[0].words):
            break
        window = parts[at : at + size]
        if len(window) < size or (at + size < len(parts) and parts[at + size][2] == window[-1][2]):
            continue
        same = all(fold(want) == part[0] for want, part in zip(alias.words, window, strict=True))
        if same and fits(alias, [part[1] for part in window]) and _whole(sentence, window, actors):
            best.append(alias)
    return tuple(best)


def _demonyms(lower: tuple[str, ...], sentence: Sentence, actors: ActorTable) -> dict[int, tuple[int, str]]:
    """Adjectives of countries: first token -> end and country."""
    out: dict[int, tuple[int, str]] = {}
    for index, token in enumerate(sentence.tokens):
        if not token.form[:1].isupper():
            continue
        for size in (2, 1):
            words = tuple(a for w in lower[index : index + size] for a in atoms(w))
            code = actors.demonyms.get(words)
            short = len(words) == 1 and len(words[0]) <= 2 and not token.form.isupper()
            if code and index + size <= len(lower) and not short:
                out[index] = (index + size, code)
                break
    return out


def _merge(view: View, found: Sequence[Name], known: list[NameHit]) -> tuple[NameHit, ...]:
    """Known names and found ones, longest first where they overlap."""
    kept: list[NameHit] = []
    dropped: set[int] = set()
    for name in _rejoined(view, found):
        start, end = _bare(view, name)
        name = Name(start, end, name.kind, name.score)
        inside = [h for h in known if h.start < name.end and name.start < h.end]
        if any(h.start <= name.start and name.end <= h.end for h in inside) or not _holds(view, name, inside):
            continue
        if name.kind == "MISC" and inside:
            continue
        dropped.update(h.start for h in inside)
        kept.append(NameHit(start, end, name.kind, score=name.score))
    kept.extend(h for h in known if h.start not in dropped)
    return tuple(sorted((n for n in kept if n.start < n.end), key=lambda n: n.start))


def _rejoined(view: View, found: Sequence[Name]) -> Iterator[Name]:
    """The found names, with the parts before and behind a hyphen taken in: "al-Masirah TV", "Waker-uz-Zaman"."""
    joined: list[Name] = []
    for name in found:
        start, end = name.start, name.end
        while start >= 2 and _hyphened(view, start - 1) and _is_part(view, start - 2):
            start -= 2
        while end + 1 < len(view.lower) and _hyphened(view, end) and _is_part(view, end + 1):
            end += 2
        before = joined[-1] if joined else None
        if before is not None and start < before.end:
            joined[-1] = Name(before.start, max(end, before.end), name.kind, name.score)
        else:
            joined.append(Name(start, end, name.kind, name.score))
    yield from joined


def _hyphened(view: View, index: int) -> bool:
    """Whether the token is a hyphen that touches both neighbours."""
    tokens = view.sentence.tokens
    if not 0 < index < len(tokens) - 1 or view.lower[index] not in _HYPHENS:
        return False
    return (
        tokens[index - 1].span.end == tokens[index].span.start
        and tokens[index].span.end == tokens[index + 1].span.start
    )


def _is_part(view: View, index: int) -> bool:
    """Whether a word beside a hyphen belongs to the name: a capital, or an article inside a name."""
    form = view.sentence.tokens[index].form
    return view.lower[index] in _ARTICLES or (
        form[:1].isupper() and index not in view.known and index not in view.demonyms
    )


def _holds(view: View, name: Name, inside: Sequence[NameHit]) -> bool:
    """Whether a found name is one name though it holds a known one."""
    if not inside:
        return True
    joints = [i for i in range(name.start + 1, name.end - 1) if view.sentence.tokens[i].form in _JOINTS]
    if any(name.kind != "PER" or not _hyphened(view, i) for i in joints):
        return False
    if any(h.aliases[0].actor.sort == "person" for h in inside):
        return False
    if len(inside) > 1 and sum(h.end - h.start for h in inside) == name.end - name.start:
        return False  # "EU Syria sanctions": two names side by side
    return all(name.start <= h.start and h.end <= name.end for h in inside)


def _bare(view: View, name: Name) -> tuple[int, int]:
    """A name without the determiner before and the possessive behind it."""
    start, end = name.start, name.end
    tokens = view.sentence.tokens
    while start < end and (tokens[start].upos in ("DET", "PUNCT", "ADP") or view.lower[start] == "the"):
        start += 1
    while end > start and (
        tokens[end - 1].form in ("'s", "’s", "'", "’")
        or (tokens[end - 1].upos == "PUNCT" and tokens[end - 1].form != ".")
    ):
        end -= 1
    return start, end
