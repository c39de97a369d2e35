"""Proper names of a sentence: what the vocabularies know and what the encoder found, made one list.

The longest name wins; a known name inside a longer found one ("Jordan" in "Michael Jordan") is no name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from standoff.model import Name, Sentence
from standoff.syntax import Tree
from standoff.terms.actors import ActorTable, Alias, atoms, fits, fold

_KIND_OF_SORT = {"person": "PER", "country": "LOC", "capital": "LOC"}
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
    known = {hit.start: hit for hit in find_known(sentence, actors)}
    view = View(number, sentence, Tree(sentence), known=known, lower=lower, demonyms=_demonyms(lower, sentence, actors))
    view.names = _merge(view, sentence.names, list(known.values()))
    return view


def find_known(sentence: Sentence, actors: ActorTable) -> Iterator[NameHit]:
    """The names of known actors, leftmost and longest first; what one text may mean stays together."""
    parts = [(fold(a), a, i) for i, t in enumerate(sentence.tokens) for a in atoms(t.form)]
    starts = {i: n for n, (_, _, i) in reversed(list(enumerate(parts)))}
    at = 0
    while at < len(parts):
        found = _longest(parts, at, actors) if starts[parts[at][2]] == at else ()
        if not found:
            at += 1
            continue
        size = len(found[0].words)
        first, last = parts[at][2], parts[at + size - 1][2]
        kind = _KIND_OF_SORT.get(found[0].actor.sort, "ORG")
        yield NameHit(first, last + 1, kind, found)
        at += size


def _longest(parts: Sequence[tuple[str, str, int]], at: int, actors: ActorTable) -> tuple[Alias, ...]:
    best: list[Alias] = []
    for alias in actors.aliases.get(parts[at][0], ()):
        size = len(alias.words)
        if best and size < len(best[0].words):
            break
        window = parts[at : at + size]
        if len(window) < size or (at + size < len(parts) and parts[at + size][2] == window[-1][2]):
            continue
        same = all(fold(want) == part[0] for want, part in zip(alias.words, window, strict=True))
        if same and fits(alias, [part[1] for part in window]):
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
    for name in found:
        inside = [h for h in known if h.start < name.end and name.start < h.end]
        if any(h.start <= name.start and name.end <= h.end for h in inside) or not _holds(view, name, inside):
            continue
        if name.kind == "MISC" and inside:
            continue
        dropped.update(h.start for h in inside)
        kept.append(NameHit(*_bare(view, name), name.kind, score=name.score))
    kept.extend(h for h in known if h.start not in dropped)
    return tuple(sorted((n for n in kept if n.start < n.end), key=lambda n: n.start))


def _holds(view: View, name: Name, inside: Sequence[NameHit]) -> bool:
    """Whether a found name is one name though it holds a known one."""
    if not inside:
        return True
    if any(view.sentence.tokens[i].form in _JOINTS for i in range(name.start + 1, name.end - 1)):
        return False
    if any(h.aliases[0].actor.sort == "person" for h in inside):
        return False
    return all(name.start <= h.start and h.end <= name.end for h in inside)


def _bare(view: View, name: Name) -> tuple[int, int]:
    """A name without the determiner before and the possessive behind it."""
    start, end = name.start, name.end
    tokens = view.sentence.tokens
    while start < end and (tokens[start].upos in ("DET", "PUNCT") or view.lower[start] == "the"):
        start += 1
    while end > start and (
        tokens[end - 1].form in ("'s", "’s", "'", "’")
        or (tokens[end - 1].upos == "PUNCT" and tokens[end - 1].form != ".")
    ):
        end -= 1
    return start, end
