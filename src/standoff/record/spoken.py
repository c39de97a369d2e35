"""Verbal events made by modals and attitudes: "must stop" requests, "will not talk" rejects, "ready to free" offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Act, Argument, Entity, StatementMention
from standoff.record.coding import THREATS, asked_mode, gives_way, threat_mode
from standoff.record.content import Coded
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.record.likeness import acts_for
from standoff.record.stances import Stance
from standoff.record.wanted import code_need, code_then
from standoff.span import Span
from standoff.terms.frames import Frame, load_frames
from standoff.terms.realis import word_class

_TYPES: dict[Act, str] = {
    "demand": "REQUEST", "proposal": "REQUEST", "refusal": "REJECT", "threat": "THREATEN",
    "promise": "AGREE", "offer": "AGREE", "openness": "AGREE", "acceptance": "AGREE",
}  # fmt: skip


def draft_stance(story: StoryIndex, stance: Stance) -> Draft | None:
    """The verbal event that a modal or attitude makes, where what it is about is an act with a code; else None."""
    coded = _coded(story, stance)
    if coded is None or stance.rule.removeprefix("attitude ") in word_class("aims"):
        return None
    if coded.event_type is None and (stance.statement is None or not _towards_a_party(stance)):
        return None
    meets = stance.act in {"promise", "offer"} and coded.event_type == "CONSULT" and stance.rule == "will"
    if meets and not _on_condition(story, stance):
        return None  # "will meet on Friday" is planned, not promised
    if stance.act == "promise" and stance.rule == "will" and coded.event_type in _UNKIND:
        return None  # "we will CALL it a mosque", "would LAUNCH an inquiry" promise nobody anything
    event_type = "CONCEDE" if _TYPES[stance.act] == "AGREE" and gives_way(coded) else _TYPES[stance.act]
    span = story.sentences[stance.sentence].tokens[stance.head].span
    return Draft(
        sentence=stance.sentence,
        token=stance.head,
        span=span,
        frame=_frame(stance, event_type),
        event_type=event_type,
        mode=_mode(event_type, coded),
        mode_basis=None,
        contexts=coded.frame.contexts if coded.frame else (),
        weapon=None,
        arguments=(*_arguments(stance), *_said_on(story, stance)),
        realis="occurred",
        realis_rule="said",
        statement=stance.statement.within if stance.statement is not None else None,
        title=story.sentences[stance.sentence].title,
        about=story.trees[stance.sentence][coded.token].lemma.lower(),
    )


def acts_spoken_of(story: StoryIndex, stances: Sequence[Stance]) -> Iterator[tuple[int, int]]:
    """Where the acts stand that a verbal event of its own tells of: "would answer GUNFIRE or BOMBS" threatens."""
    for stance in stances:
        coded = _coded(story, stance)
        if coded is None or draft_stance(story, stance) is None:
            continue
        tree = story.trees[stance.sentence]
        under = [coded.token, *(k for t in {coded.token, stance.head} for k in tree.kids(t, "obj", "obl", "xcomp"))]
        yield from ((stance.sentence, t) for u in under if u != stance.head for t in tree.conjuncts(u))


def _coded(story: StoryIndex, stance: Stance) -> Coded | None:
    """What a stance is about; of a word without a code of its own, as it reads where it is wanted: "will ANSWER"."""
    coded = stance.coded
    if coded is None or coded.event_type is not None or stance.statement is None:
        return coded
    read = code_need if stance.act in {"demand", "proposal"} else code_then
    return read(story.trees[stance.sentence], coded.token, load_frames())


def _on_condition(story: StoryIndex, stance: Stance) -> bool:
    """Whether what is promised waits for something: "would talk IF they left the towns"."""
    tree = story.trees[stance.sentence]
    clauses = [c for t in {stance.head, *stance.objects} for c in tree.kids(t, "advcl")]
    return any(tree[m].lemma.lower() in word_class("if_marks") for c in clauses for m in tree.kids(c, "mark"))


_UNKIND = frozenset({"ACCUSE", "REQUEST", "REJECT", "PROTEST", "SANCTION", "COERCE"})
_SIDES = frozenset({"state", "organisation", "armed_group"})


def _towards_a_party(stance: Stance) -> bool:
    """Whether an act without a code is asked of a party, or refused by one: "Sudan must return the helicopter"."""
    other, holder = stance.counterpart, stance.holder
    if stance.act in {"demand", "proposal"} and stance.rule == "must":
        return other is not None and (other.kind in _SIDES or (other.kind == "person" and _by_name(other)))
    indirect = stance.statement is not None and stance.statement.form == "indirect"
    return stance.rule == "will not" and indirect and holder is not None and holder.kind in _SIDES


def _by_name(entity: Entity) -> bool:
    """Whether an entity is called by a name somewhere in the story."""
    return any(m.form == "name" for m in entity.mentions)


def as_said(story: StoryIndex, draft: Draft, statements: Sequence[StatementMention]) -> Draft:
    """A deed that its own doer says he "would" do as the verbal act that it is: a promise, a threat, a concession."""
    said = _SAID.get(draft.event_type)
    if said is None or draft.realis_rule not in {"modal would", "modal will", "modal 'll"}:
        return draft
    by = next((s.source.ref for s in statements if s.id == draft.statement and s.source is not None), None)
    speaker = story.by_id.get(by) if by is not None else None
    doers = [story.by_id[r] for r in sorted(draft.refs("actor")) if r in story.by_id]
    if speaker is None or not any(d.id == speaker.id or acts_for(d, speaker) or acts_for(speaker, d) for d in doers):
        return draft
    mode = THREATS.get(draft.event_type) if said == "THREATEN" else None
    within = next((s.within for s in statements if s.id == draft.statement), None)
    changed = replace(draft, event_type=said, mode=mode, realis="occurred", realis_rule="said")
    return replace(changed, weapon=None, statement=within)


_SAID = {
    "ASSAULT": "THREATEN", "SANCTION": "THREATEN", "COERCE": "THREATEN",
    "AID": "AGREE", "COOPERATE": "AGREE", "SUPPORT": "AGREE", "RETREAT": "CONCEDE",
}  # fmt: skip


def _frame(stance: Stance, event_type: str) -> Frame:
    """A frame for an act that no word of the vocabulary names."""
    return Frame(
        f"{stance.rule.replace(' ', '_')}.{event_type}",
        stance.rule,
        "",
        "v",
        event_type,
        None,
        (),
        {},
        (),
        stance.act,
        stance.score,
    )


def _mode(event_type: str, coded: Coded) -> str | None:
    """The mode of the verbal event, from what it is about."""
    if event_type in {"REQUEST", "REJECT"}:
        return asked_mode(coded)
    return threat_mode(coded) if event_type == "THREATEN" else None


def _arguments(stance: Stance) -> list[Argument]:
    """The speaker as actor and the one addressed as recipient, with their words."""
    out: list[Argument] = []
    source = stance.statement.source if stance.statement is not None else None
    if stance.holder is not None:
        own = source.span if source is not None and source.ref == stance.holder.id else None
        out.append(Argument("actor", own or _words(stance.holder, stance.sentence), stance.holder.id, stance.rule))
    if stance.counterpart is not None:
        out.append(
            Argument("recipient", _words(stance.counterpart, stance.sentence), stance.counterpart.id, stance.rule)
        )
    return out


def _said_on(story: StoryIndex, stance: Stance) -> list[Argument]:
    """The time of the saying, which is the time of the verbal act."""
    told = stance.statement.time if stance.statement is not None else None
    return [Argument("time", t.span, t.id, "said") for t in story.mentions.times if t.id == told and t.value]


def _words(entity: Entity, sentence: int) -> Span:
    """The mention of an entity in a sentence, or its first mention."""
    return next((m.span for m in entity.mentions if m.sentence == sentence), entity.mentions[0].span)
