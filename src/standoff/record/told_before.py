"""Parties of an event that only what was told before it names: each rule needs the one reading that the story leaves.

- "condemned THE STRIKE", "criticised THE MOVE": blame falls on its doers
- "France asked Mali to free the envoy. MALI REFUSED": an answer is given to who asked
- "the agreement between Oslo and Cairo … he called THE AGREEMENT void": whose thing it is
- "Omar Farid was charged … THE SENTENCING is due in May": the law deals with one person
- "the coalition conducted 23 strikes … near Sinjar, ONE STRIKE hit a bridge": acts of one list have one doer
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.model import Argument, EventMention, Role
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.record.phrase import phrase
from standoff.syntax import Tree
from standoff.terms.realis import word_class

_LEGAL = frozenset({"SANCTION", "ACCUSE", "COERCE"})
_BACK = 2  # sentences between a deed and a word that takes it up
_WORDS = frozenset(
    {"ACCUSE", "REJECT", "SUPPORT", "CONSULT", "THREATEN", "REQUEST"}
)  # no deeds that "the move" takes up


def add_told_before(
    story: StoryIndex, groups: Sequence[Sequence[Draft]], events: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The events with the parties that earlier events give; `groups` are the mentions of each event."""
    told = _Told(story, groups, events, {(d.sentence, d.token): i for i, group in enumerate(groups) for d in group})
    return tuple(_with(event, list(told.further(number))) for number, event in enumerate(events))


def _with(event: EventMention, found: Sequence[Argument]) -> EventMention:
    """An event with further parties."""
    if not found:
        return event
    actors = dict.fromkeys([*event.actors, *(a.ref for a in found if a.role == "actor" and a.ref)])
    recipients = dict.fromkeys([*event.recipients, *(a.ref for a in found if a.role == "recipient" and a.ref)])
    return replace(event, arguments=(*event.arguments, *found), actors=tuple(actors), recipients=tuple(recipients))


@dataclass(frozen=True, slots=True)
class _Told:
    """The events of a story, with the mentions of each and where they stand."""

    story: StoryIndex
    groups: Sequence[Sequence[Draft]]
    events: Sequence[EventMention]
    at: dict[tuple[int, int], int]

    def further(self, number: int) -> Iterator[Argument]:
        """The parties that an event takes from others."""
        event = self.events[number]
        has = {a.role for a in event.arguments}
        if "recipient" not in has and event.event_type == "ACCUSE" and event.mode != "investigate":
            yield from self._blamed(number)
        if "recipient" not in has and event.event_type in _LEGAL:
            yield from self._tried(number)
        if "recipient" not in has and event.event_type == "REJECT":
            yield from self._asked(number)
        if event.event_type == "ASSAULT" and "actor" not in has:
            yield from (a for a in self._listed(number) if a.role not in has)

    def _refer(self, number: int, other: int, part: Role, role: Role, rule: str) -> list[Argument]:
        """The parties of another event in an event's role, with the words that name them there."""
        own = {*self.events[number].actors, *self.events[number].recipients}
        named = {a.ref: a for a in reversed(self.events[other].arguments) if a.role == part and a.ref not in own}
        refs = self.events[other].actors if part == "actor" else self.events[other].recipients
        return [replace(named[ref], role=role, rule=rule) for ref in refs if ref in named]

    def _blamed(self, number: int) -> list[Argument]:
        """The doers of the deed that a mention of blame names."""
        for draft in self.groups[number]:
            tree = self.story.trees[draft.sentence]
            for noun in _objects(tree, draft):
                deed = self.at.get((draft.sentence, noun))
                deed = self._last_deed(draft) if deed is None and _takes_up(tree, noun) else deed
                if deed is not None:
                    return self._refer(number, deed, "actor", "recipient", "deed>actor")
                if owners := self._owners(number, draft, noun):
                    return owners
        return []

    def _owners(self, number: int, draft: Draft, noun: int) -> list[Argument]:
        """Whose a thing is by what was told of it before: "the plan OF CAIRO … called the plan a ruse"."""
        here = self.story.trees[draft.sentence]
        if not _definite(here, noun) or here.kids(noun, "nmod", "acl") or here[noun].upos != "NOUN":
            return []
        for sentence in range(draft.sentence - 1, -1, -1):
            tree = self.story.trees[sentence]
            same = [i for i in range(len(tree)) if tree[i].lemma == here[noun].lemma and tree[i].upos == "NOUN"]
            kids = [k for i in same for k in tree.kids(i, "nmod", "nmod:poss", "amod", "compound")]
            owners = [t for k in kids if _owns(tree, k) for t in tree.conjuncts(k)]
            own = {*self.events[number].actors}
            at = {t: e for t in owners if (e := self.story.entities.get((sentence, t))) and e.id not in own}
            if at:
                return [Argument("recipient", phrase(tree, t), e.id, "thing>owner") for t, e in at.items()]
        return []

    def _tried(self, number: int) -> list[Argument]:
        """Whom the law deals with, where only "the sentencing" is told: the one person of all legal acts before."""
        draft = self.groups[number][0]
        word = self.story.sentences[draft.sentence].tokens[draft.token].lemma.lower()
        if draft.frame.pos != "n" or word not in word_class("legal_nouns"):
            return []
        before = [i for i in range(number) if self.events[i].event_type in _LEGAL and self.events[i].recipients]
        people = {r for i in before for r in self.events[i].recipients if self.story.by_id[r].kind == "person"}
        return self._refer(number, before[-1], "recipient", "recipient", "same person") if len(people) == 1 else []

    def _last_deed(self, draft: Draft) -> int | None:
        """The last deed told before a mention of blame, with doers other than who blames."""
        own = draft.refs("actor")
        deeds = {i for i, e in enumerate(self.events) if e.event_type not in _WORDS and e.actors}
        return self._last(draft, {i for i in deeds if not own & set(self.events[i].actors)}, back=_BACK)

    def _last(self, draft: Draft, wanted: set[int], *, back: int) -> int | None:
        """The last of the wanted events that is told before a mention, at most `back` sentences."""
        here = (draft.sentence, draft.token)
        told = [place for place, i in self.at.items() if i in wanted and place < here and here[0] - place[0] <= back]
        return self.at[max(told)] if told else None

    def _asked(self, number: int) -> list[Argument]:
        """Who asked for what is refused: the doer of the last request, if it was made to who refuses."""
        own = set(self.events[number].actors)
        asked = {i for i, e in enumerate(self.events) if e.event_type == "REQUEST" and own & set(e.recipients)}
        found = self._last(self.groups[number][0], asked, back=1)
        return self._refer(number, found, "actor", "recipient", "request>actor") if found is not None else []

    def _listed(self, number: int) -> list[Argument]:
        """The parties of the acts of the same name that are told before, where all of them have the same."""
        names = {self._noun(d) for d in self.groups[number]} - {""}
        same = [i for i in range(number) if names & {self._noun(d) for d in self.groups[i]} and self.events[i].actors]
        if len({self.events[i].actors for i in same}) != 1:
            return []
        hit = {self.events[i].recipients for i in same}
        out = self._refer(number, same[0], "actor", "actor", "same acts")
        return [*out, *(self._refer(number, same[0], "recipient", "recipient", "same acts") if len(hit) == 1 else [])]

    def _noun(self, draft: Draft) -> str:
        """The noun of an act that is one of several told: "five STRIKES", "the second ATTACK"; else nothing."""
        tree = self.story.trees[draft.sentence]
        counted = any(f.token == draft.token for f in self.story.figures.get(draft.sentence, ()))
        numbered = any(tree[k].lemma.lower() in word_class("ordinals") for k in tree.kids(draft.token, "amod"))
        return tree[draft.token].lemma.lower() if draft.frame.pos == "n" and (counted or numbered) else ""


def _objects(tree: Tree, draft: Draft) -> list[int]:
    """What a word of blame bears on."""
    if draft.frame.pos == "v":
        return tree.kids(draft.token, "obj", "nsubj:pass")
    return [k for k in tree.kids(draft.token, "nmod") if tree.case(k) in word_class("blame_cases")]


def _owns(tree: Tree, kid: int) -> bool:
    """Whether a word under a noun names whose it is."""
    return tree[kid].deprel != "nmod" or tree.case(kid) in word_class("owner_cases")


def _definite(tree: Tree, noun: int) -> bool:
    return any(tree[k].lemma.lower() in word_class("definite_words") for k in tree.kids(noun, "det"))


def _takes_up(tree: Tree, noun: int) -> bool:
    """Whether a word only takes up what was told: "the move", "this decision"."""
    return (
        _definite(tree, noun)
        and tree[noun].lemma.lower() in word_class("taking_up")
        and not tree.kids(noun, "nmod", "acl")
    )
