"""Where and when an event was that no mention of it tells: what stands around it states it, or it stays open.

- the sentence opens with the day, or names one day alone: "On Monday, the envoy, speaking in Oslo, denounced …"
- who promises, thanks or resigns does so when he says so: "announced on Monday that she would comply"
- a single one of acts told before is of their day: "twin bombings on Sunday … the second blast"
- those who tell are eyewitnesses: "doctors in Omdurman said that shells had hit a ward"
- the story opens with one setting and names no other country: what is done, not said, is done there
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.model import Argument, Place, StatementMention, Time
from standoff.record.draft import Draft
from standoff.record.event_places import place_span, standing_at
from standoff.record.index import StoryIndex
from standoff.record.phrase import phrase
from standoff.record.unions import union
from standoff.span import overlaps
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import VERBAL_TYPES
from standoff.terms.realis import word_class

_OPENING = 3  # sentences, the headline among them, that set the scene of a story
_ON_SCENE = frozenset({"ASSAULT", "PROTEST", "AID", "MOBILIZE"})  # acts that are done where the story is set
_BY_WORDS = VERBAL_TYPES | {"ACCUSE", "SUPPORT", "RETREAT", "SANCTION"}  # what is done by saying so
_DONE = frozenset({"occurred", "ongoing"})
_TOWN = 4
_DAY = len("2022-03-01")
_ON_THE_WAY = ("conj", "advcl", "xcomp", "obl", "nmod", "compound", "advmod", "obj", "nsubj", "parataxis")
_TOLD_APART = ("acl", "ccomp", "appos", "csubj", "advcl:relcl")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a story tells around its events: its statements, and the one place that it opens with, if it has one."""

    story: StoryIndex
    statements: dict[str, StatementMention]
    setting: Argument | None

    def complete(
        self, group: Sequence[Draft], arguments: Sequence[Argument], told: Sequence[Sequence[Argument]]
    ) -> tuple[Argument, ...]:
        """The arguments of an event with a place and a day for it, where it has none and its surroundings state them.

        `told`: the arguments of the events of its type that the story tells before it.
        """
        roles = {a.role for a in arguments if a.ref is not None}
        out = list(arguments)
        if "time" not in roles:
            out.extend(self._time(group, told)[:1])
        if "place" not in roles:
            found = [p for d in group for p in self._place(d)][:1]
            out.extend(found or [p for d in group for p in _site(self.story, d)][:1])
            out.extend([] if found else self._scene(group, out))
        return tuple(out)

    def _time(self, group: Sequence[Draft], told: Sequence[Sequence[Argument]]) -> list[Argument]:
        said = [t for d in group for t in self._said(d)]
        opening = said or [t for d in group for t in _of_sentence(self.story, d)]
        return opening or [t for d in group for t in _of_many(self.story, d, told)]

    def _said(self, draft: Draft) -> Iterator[Argument]:
        """The time of a saying by which its speaker does what he says."""
        by = self.statements.get(draft.statement or "")
        own = by is not None and by.source is not None and by.source.ref in draft.refs("actor")
        if by is not None and own and draft.event_type in _BY_WORDS:
            told = (t for t in self.story.mentions.times if t.id == by.time and t.value)
            yield from (Argument("time", t.span, t.id, "said") for t in told)

    def _place(self, draft: Draft) -> Iterator[Argument]:
        by = self.statements.get(draft.statement or "")
        if by is not None and draft.event_type not in _BY_WORDS:
            yield from _seat_of_witness(self.story, by)

    def _scene(self, group: Sequence[Draft], arguments: Sequence[Argument]) -> Iterator[Argument]:
        """The setting of the story, for what is done on the scene, unless it is of another year or another place."""
        setting = self.setting
        if setting is None or group[0].event_type not in _ON_SCENE or _other_year(self.story, arguments):
            return
        there = all(d.realis in _DONE and not self._elsewhere(d, setting) for d in group)
        if there and any(_known_act(self.story, d) for d in group):
            yield setting

    def _elsewhere(self, draft: Draft, setting: Argument) -> bool:
        """Whether a sentence names another place than the setting or what lies around it, or a year long past."""
        place = next(p for p in self.story.mentions.places if p.id == setting.ref)
        tree = self.story.trees[draft.sentence]
        named = [
            p
            for (number, token), p in self.story.places.items()
            if number == draft.sentence
            and p.id != place.id
            and (p.country != place.country or tree.case(token) != "of")
        ]
        years = {t.value[:4] for t in self.story.times.get(draft.sentence, ()) if t.value}
        own = (self.story.published_at or "")[:4]
        around = all(p.country == place.country and _grain(p) < _grain(place) for p in named)
        return not around or _unnamed_land(tree) or bool(own and years and own not in years)


def _unnamed_land(tree: Tree) -> bool:
    """Whether a sentence is set in a town or land that it brings in without a name: "in ANOTHER TOWN"."""
    lands = [n for n in range(len(tree)) if tree[n].lemma.lower() in word_class("lands") and tree.case(n)]
    known = [{tree[d].lemma.lower() for d in tree.kids(n, "det", "nmod:poss")} & {"the", "this", "that"} for n in lands]
    return any(not dets and tree[n].upos == "NOUN" for n, dets in zip(lands, known, strict=True))


def _known_act(story: StoryIndex, draft: Draft) -> bool:
    """Whether a mention tells of acts that were done: a verb, "the attack", "attacks"; not "suspicion of murder"."""
    tree = story.trees[draft.sentence]
    if draft.frame.pos == "v" or draft.title or feature(tree[draft.token], "Number") == "Plur":
        return True
    dets = {tree[d].lemma.lower() for d in tree.kids(draft.token, "det")}
    return bool(dets & word_class("definite") or tree.kids(draft.token, "nmod:poss"))


def read_surroundings(
    story: StoryIndex, statements: Sequence[StatementMention], groups: Sequence[Sequence[Draft]]
) -> Surroundings:
    """The surroundings of a story's events, each given by its mentions, the leading one first."""
    return Surroundings(story, {s.id: s for s in statements}, _setting(story, groups))


# ---- the setting of a story


def _setting(story: StoryIndex, groups: Sequence[Sequence[Draft]]) -> Argument | None:
    """The place of the first deed in a story's opening, or of its headline, if the opening names one country."""
    opening = {p.id: p for (number, _), p in sorted(story.places.items()) if number < _OPENING}
    if len({p.country for p in opening.values() if p.country is not None}) != 1:
        return None
    deeds = (g for g in groups if g[0].event_type in _ON_SCENE)
    located = [a for g in deeds for a in union(story, g) if a.role == "place" and a.ref in opening]
    if located:
        return Argument("place", located[0].span, located[0].ref, "setting")
    headline = [p for p in opening.values() if any(story.sentences[m.sentence].title for m in p.mentions)]
    finest = max(headline, key=_grain, default=None)
    return None if finest is None else Argument("place", finest.mentions[0].span, finest.id, "setting")


def _grain(place: Place) -> int:
    return place.resolution or _TOWN


def _other_year(story: StoryIndex, arguments: Sequence[Argument]) -> bool:
    """Whether an event is told of another year than that of the story."""
    values = {t.id: t.value for t in story.mentions.times}
    years = {(values.get(a.ref or "") or "")[:4] for a in arguments if a.role == "time"} - {""}
    own = (story.published_at or "")[:4]
    return bool(own and years) and own not in years


# ---- those who tell, and what has no name


def _seat_of_witness(story: StoryIndex, statement: StatementMention) -> Iterator[Argument]:
    """Where the eyewitnesses are who tell of an event: "doctors IN OMDURMAN said that shells had hit a ward"."""
    source = statement.source
    if source is None:
        return
    for number, sentence in enumerate(story.sentences):
        heads = [t for t, w in enumerate(sentence.tokens) if overlaps(w.span, source.span)]
        seers = [t for t in heads if sentence.tokens[t].lemma.lower() in word_class("witnesses")]
        found = [t for s in seers for k in story.trees[number].kids(s, "nmod") for t in standing_at(story, number, k)]
        for token in found[:1]:
            place = story.places[number, token]
            yield Argument("place", place_span(story, place, number, token), place.id, "witness")


def _site(story: StoryIndex, draft: Draft) -> Iterator[Argument]:
    """Where an event was by words that name no known place: "outside the National Congress", "in a car park"."""
    number, tree = draft.sentence, story.trees[draft.sentence]
    carried = draft.frame.pos == "n" and matches(tree[draft.token].deprel, ("obj", "nsubj:pass"))
    kids = tree.kids(draft.token, "obl", "nmod") + (tree.kids(tree[draft.token].head, "obl") if carried else [])
    for child in kids:
        entity = story.entities.get((number, child))
        built = tree[child].etype == "place" or (entity is not None and entity.kind == "organisation")
        if built and tree.case(child).removesuffix(" of") in word_class("sites") and draft.event_type not in _BY_WORDS:
            yield Argument("place", phrase(tree, child), None, "site")


# ---- the day of a sentence, and of acts told before


def _of_sentence(story: StoryIndex, draft: Draft) -> Iterator[Argument]:
    """The day that a sentence opens with, or the one day that it names, for what its main line tells as done."""
    number, tree = draft.sentence, story.trees[draft.sentence]
    times = [t for t in story.times.get(number, ()) if t.value is not None and len(t.value) >= _DAY]
    days = {t.value for t in times}
    if len(days) != 1 or draft.realis not in _DONE or _long_before(tree, draft.token):
        return
    if not _main_line(tree, draft.token) or (draft.frame.pos == "n" and draft.event_type not in _ON_SCENE):
        return
    if _opens(tree, times[0]) or _main_line(tree, times[0].token):
        yield Argument("time", times[0].span, times[0].id, "sentence")


def _opens(tree: Tree, time: Time) -> bool:
    """Whether a time stands at the head of the sentence: "ON MONDAY, …"."""
    before = [t for t in tree.tokens if t.span.end <= time.span.start]
    return all(t.upos in {"ADP", "DET", "PUNCT", "ADV", "ADJ"} for t in before)


def _long_before(tree: Tree, token: int) -> bool:
    """Whether a verb tells what lay before the story's day: "HAD asked"."""
    return any(tree[a].form.lower() == "had" for a in tree.kids(token, "aux"))


def _main_line(tree: Tree, token: int) -> bool:
    """Whether nothing between a word and the root of its sentence tells of another happening or another time."""
    here = token
    while tree[here].head >= 0:
        apart = matches(tree[here].deprel, _TOLD_APART) or not matches(tree[here].deprel, _ON_THE_WAY)
        apart = apart or tree[tree[here].head].lemma.lower() in word_class("looking_back")
        marks = {tree[m].lemma.lower() for m in tree.kids(here, "mark", "case")}
        if apart or marks & word_class("apart_cases"):
            return False
        here = tree[here].head
    return True


def _of_many(story: StoryIndex, draft: Draft, told: Sequence[Sequence[Argument]]) -> Iterator[Argument]:
    """The day of several acts told before, for the one of them that is numbered: "the SECOND blast"."""
    tree = story.trees[draft.sentence]
    nouns = [draft.token] if draft.frame.pos == "n" else tree.kids(draft.token, "nsubj", "nsubj:pass")
    numbered = any(
        tree[k].lemma.lower() in word_class("ordinals") and feature(tree[n], "Number") != "Plur"
        for n in nouns
        for k in tree.kids(n, "amod")
        if any(tree[d].lemma.lower() == "the" for d in tree.kids(n, "det"))
    )
    before = [a for arguments in told for a in arguments if a.role == "time"]
    if numbered and before:
        yield Argument("time", before[-1].span, before[-1].ref, "one of many")
