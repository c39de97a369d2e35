"""What the attribution rules work on, the story with its quotations and cues, and what they make: drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from standoff.model import Mentions, Sentence, StatementPolarity, Token
from standoff.record.index import StoryIndex, index_story
from standoff.record.quotations import Quotation, find_quotations
from standoff.span import Span, contains, overlaps, trim
from standoff.syntax import Tree, feature, matches
from standoff.terms.cues import Cue, CueTable

At = tuple[int, int]  # sentence, token

_SPOKEN_FOR = frozenset({"of", "from", "for"})
_PARTIES = frozenset({"state", "armed_group"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X"})
_EDGES = " \t\n\r,;:—–-…\"“”„«»‘’'`"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head word and its words."""

    sentence: int
    token: int
    span: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it has its id: found by one rule at one cue, `source` None where the text names none."""

    sentence: int
    token: int  # the cue's word that the tree hangs on
    cue: Span | None
    source: Phrase | None
    content: tuple[Span, ...]
    rule: str
    score: float
    polarity: StatementPolarity = "affirmed"
    relayed_by: At | None = None  # the cue of the statement that relays this one, where its content does not show it
    addressee: Phrase | None = None
    frame: int = -1  # the verb whose phrases tell medium, time and place; -1: the cue itself

    @property
    def at(self) -> At:
        """The cue's place in the story."""
        return self.sentence, self.token


@dataclass(frozen=True, slots=True)
class Scene:
    """One story, ready for the attribution rules."""

    story: StoryIndex
    cues: CueTable
    quotations: tuple[Quotation, ...]

    @property
    def trees(self) -> tuple[Tree, ...]:
        """One tree per sentence."""
        return self.story.trees

    def cue_at(self, sentence: int, token: int) -> Cue | None:
        """The cue that stands at a token, with its particle ("point out") where it has one."""
        tree = self.trees[sentence]
        word = tree[token]
        upos = "VERB" if word.upos == "AUX" else word.upos
        if upos == "VERB":
            for child in tree.children[token]:
                pair = self.cues.get(f"{word.lemma} {tree[child].form.lower()}", "VERB")
                if pair is not None and child > token:
                    return pair
        return self.cues.get(word.lemma, upos) or (self.cues.get(f"{word.lemma}e", upos) if upos == "VERB" else None)

    def in_quotation(self, offset: int) -> Quotation | None:
        """The quotation that covers an offset, or None."""
        return next((q for q in self.quotations if q.outer.start <= offset < q.outer.end), None)

    def quoted(self, token: Token) -> bool:
        """Whether a word stands between quotation marks."""
        return self.in_quotation(token.span.start) is not None


def open_scene(text: str, sentences: Sequence[Sentence], mentions: Mentions, cues: CueTable) -> Scene:
    """The scene of one story."""
    return Scene(index_story(text, sentences, mentions), cues, find_quotations(text, sentences))


def phrase_of(scene: Scene, sentence: int, token: int) -> Phrase:
    """The noun phrase under `token`, without relative clauses, coordinated phrases and asides."""
    tree = scene.trees[sentence]
    cut = tree.kids(
        token,
        "acl",
        "conj",
        "cc",
        "parataxis",
        "case",
        "punct",
        "advcl",
        "cop",
        "mark",
        "nsubj",
        "obl",
        "aux",
        "orphan",
        "discourse",
        "ccomp",
    )
    cut += [c for c in tree.kids(token, "advmod") if c > token]
    cut += [c for c in tree.kids(token, "appos") if c - token > 14]
    cut += [c for c in tree.kids(token, "nmod") if c > token and scene.story.time_at(sentence, c) is not None]
    kept = tree.subtree(token, without=cut)
    appositions = [a for c in tree.kids(token, "appos") if c not in cut for a in tree.subtree(c) if _aside(tree, a)]
    relative = [a for a in kept if a != token and tree[a].deprel == "acl:relcl"]
    appositions += [t for a in relative for t in tree.subtree(a)]
    kept = [t for t in kept if t not in set(appositions)]
    span = trim_edges(scene.story.text, tree.span(_run_around(tree, kept, token)))
    return Phrase(sentence, token, span)


def _aside(tree: Tree, token: int) -> bool:
    """Whether a word under an apposition belongs to a clause inside it."""
    return any(matches(tree[a].deprel, ("acl", "parataxis")) for a in (token, *tree.ancestors(token))) and matches(
        tree[token].deprel, ("acl", "parataxis", "punct")
    )


def _run_around(tree: Tree, tokens: Sequence[int], token: int) -> list[int]:
    """The unbroken run of `tokens` (marks do not break it) that holds `token`."""
    have = set(tokens)
    first = last = token
    while first - 1 in have or (first - 2 in have and tree[first - 1].upos == "PUNCT"):
        first -= 1 if first - 1 in have else 2
    while last + 1 in have or (last + 2 in have and tree[last + 1].upos == "PUNCT"):
        last += 1 if last + 1 in have else 2
    return list(range(first, last + 1))


def speakers(scene: Scene, sentence: int, token: int) -> list[Phrase]:
    """The phrase under `token`, and each phrase coordinated with it: joint sources are split."""
    tree = scene.trees[sentence]
    names = scene.story.sentences[sentence].names
    one_name = {t for n in names if n.start <= token < n.end for t in range(n.start, n.end)}
    joined = [
        c
        for c in tree.kids(token, "conj")
        if tree[c].upos in _NOMINAL and c not in one_name and not tree.kids(c, "nsubj", "cop")
        if not _inside_name(scene, sentence, c)
    ]
    parties = [] if joined else _spoken_for(scene, sentence, token)
    if parties:
        return [phrase_of(scene, sentence, party) for party in parties]
    if len(joined) == 1 and _one_person(tree, token, joined[0]):
        return [phrase_of(scene, sentence, joined[0])]
    return [phrase_of(scene, sentence, head) for head in (token, *joined)]


def _inside_name(scene: Scene, sentence: int, token: int) -> bool:
    """Whether a coordinated noun and its "and" are of one name: "the Justice AND Equality MOVEMENT spokesman"."""
    tree, entity = scene.trees[sentence], scene.story.entities.get((sentence, token))
    joiner = tree.kid(token, "cc")
    if entity is None or joiner is None:
        return False
    spans = [m.span for m in entity.mentions]
    return any(contains(s, tree[token].span) and contains(s, tree[joiner].span) for s in spans)


def _spoken_for(scene: Scene, sentence: int, token: int) -> list[int]:
    """The two or more parties for which several speak: "the foreign ministers of FRANCE and GERMANY"."""
    tree, entities = scene.trees[sentence], scene.story.entities
    if feature(tree[token], "Number") != "Plur":
        return []
    ahead = tree.kids(token, "amod", "nmod:poss")
    behind = [c for c in tree.kids(token, "nmod") if tree.case(c) in _SPOKEN_FOR]
    for first in (*ahead, *behind):
        heads = [first, *tree.kids(first, "conj")]
        found = [entities.get((sentence, h)) for h in heads]
        if len(heads) > 1 and all(e is not None and e.kind in _PARTIES for e in found):
            return heads
    return []


def _one_person(tree: Tree, left: int, right: int) -> bool:
    """Whether two coordinated nouns are one person's: "an expert and former official, Avi Cohen"."""
    named = any(tree[c].upos == "PROPN" for c in tree.kids(right, "appos", "flat"))
    titles = tree[left].upos == tree[right].upos == "NOUN"
    return (
        named
        and titles
        and not tree.kids(right, "det")
        and not any(tree[c].upos == "PROPN" for c in tree.kids(left, "appos"))
    )


def can_speak(scene: Scene, sentence: int, token: int) -> bool:
    """Whether a noun can be somebody who speaks: a party, a name, a person or organisation, or a pronoun for one."""
    word = scene.trees[sentence][token]
    if (sentence, token) in scene.story.entities or word.upos in {"PROPN", "PRON"}:
        return word.form.lower() not in scene.cues.words.no_speakers
    return word.etype in {"person", "organization"}


def pieces_of(scene: Scene, sentence: int, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Content in pieces: runs of `tokens`, trimmed of marks at their ends; runs that are only marks are dropped."""
    tree = scene.trees[sentence]
    runs: list[list[int]] = []
    for token in sorted(set(tokens)):
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    worded = [r for r in runs if any(tree[t].upos != "PUNCT" for t in r)]
    spans = [trim_content(scene, tree.span(run)) for run in worded]
    return tuple(s for s in spans if s.length > 0)


def trim_edges(text: str, span: Span) -> Span:
    """`span` without marks and white space at its ends."""
    start, end = trim(text, span)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def trim_content(scene: Scene, span: Span) -> Span:
    """`span` without stops, commas and unpaired quotation marks at its ends; a pair around the whole is taken off."""
    text = scene.story.text
    outer = [q for q in scene.quotations if overlaps(q.outer, span)]
    start, end = trim(text, span)
    while start < end and _droppable(text, start, [q.outer for q in outer], at_start=True, span=Span(start, end)):
        start += 1
    while end > start and _droppable(text, end - 1, [q.outer for q in outer], at_start=False, span=Span(start, end)):
        end -= 1
    return Span(start, end)


def _droppable(text: str, offset: int, quotes: Sequence[Span], *, at_start: bool, span: Span) -> bool:
    """Whether the sign at one end of a content is no part of it."""
    sign = text[offset]
    if sign.isspace() or sign in ",;:—–" or (at_start and sign in ".-)") or (not at_start and sign in ".("):
        return not (sign == "." and _abbreviation(text, offset))
    if sign not in "\"“”„«»‘’'`":
        return False
    whole = next((q for q in quotes if (q.start == offset if at_start else q.end == offset + 1)), None)
    if whole is None:
        return not any(q.start < offset < q.end - 1 for q in quotes)
    inside = span.start <= whole.start and whole.end <= span.end
    rest = trim_edges(text, Span(whole.end, span.end)) if at_start else trim_edges(text, Span(span.start, whole.start))
    return not inside or rest.length <= 1


def _abbreviation(text: str, offset: int) -> bool:
    """Whether the stop at `offset` belongs to an abbreviation such as "p.m." or "U.S."."""
    return offset >= 2 and text[offset - 1].isalpha() and text[offset - 2] == "."
