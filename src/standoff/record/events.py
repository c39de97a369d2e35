"""Events: triggers with their arguments, joined so that one happening in a story is one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from standoff.days import first_of, last_of
from standoff.model import Argument, EventMention, Realis, StatementMention
from standoff.record.arguments import find_arguments
from standoff.record.coding import code_event
from standoff.record.content import hyphened_part, is_negated
from standoff.record.denied_drafts import only_told_denials
from standoff.record.draft import Draft
from standoff.record.figures import assign_figures
from standoff.record.guards import is_guarded
from standoff.record.index import StoryIndex
from standoff.record.joining import join_drafts
from standoff.record.spoken import acts_spoken_of, as_said, draft_stance
from standoff.record.stances import Stance, still_to_do, tells_only
from standoff.record.statement_index import innermost
from standoff.record.surroundings import read_surroundings
from standoff.record.told_before import add_told_before
from standoff.record.triggers import Trigger
from standoff.record.unions import union
from standoff.span import Span
from standoff.syntax import Tree, feature
from standoff.terms.frames import VERBAL_TYPES
from standoff.terms.realis import word_class


@dataclass(frozen=True, slots=True)
class Found:
    """The events of a story, and for each trigger's place (sentence, token) the event that it tells of."""

    events: tuple[EventMention, ...]
    at: dict[tuple[int, int], str]


def find_events(
    story: StoryIndex,
    triggers: Sequence[Trigger],
    stances: Sequence[Stance],
    statements: Sequence[StatementMention],
    *,
    required: Set[tuple[int, int]],
    words: Mapping[str, frozenset[str]],
) -> Found:
    """One event per happening of the story, in order of the text.

    `required`: where acts stand that a condition waits for ("once the troops withdrew"): no events of their own.
    """
    spoken = [d for s in stances if (d := draft_stance(story, s)) is not None]
    taken = {(d.sentence, d.token) for d in spoken} | _contents(triggers) | still_to_do(story, stances) | required
    ahead = set(acts_spoken_of(story, stances))
    drafts = [
        _draft(story, t, statements)
        for t in triggers
        if t.reality.realis is not None and _done_by_somebody(story, t) and not is_guarded(story, t)
        if not _agrees_to_none(story, t)
        if not (t.frame.act and tells_only(story.trees[t.sentence], t.token))
    ]
    taken |= _framed_objects(story, drafts) | _same_words(story, drafts)
    drafts = [d for d in drafts if _worth(d) and (d.sentence, d.token) not in taken]
    drafts = [d for d in drafts if d.realis not in _AHEAD or (d.sentence, d.token) not in ahead]
    drafts = list(only_told_denials(story, drafts, statements))
    drafts = [as_said(story, d, statements) for d in drafts]
    drafts = assign_figures(story, sorted([*drafts, *spoken], key=lambda d: d.span))
    groups = join_drafts(story, drafts, words)
    groups.sort(key=lambda g: min(d.span for d in g))
    led = [_led(story, group) for group in groups]
    around = read_surroundings(story, statements, led)
    events: list[EventMention] = []
    at: dict[tuple[int, int], str] = {}
    for number, group in enumerate(led, start=1):
        before = [e.arguments for e in events if e.event_type == group[0].event_type]
        events.append(_event(group, around.complete(group, union(story, group), before), f"e{number}"))
        at.update({(d.sentence, d.token): f"e{number}" for d in group})
    return Found(add_told_before(story, led, events), at)


_AHEAD = frozenset({"planned", "hypothetical"})


def _contents(triggers: Sequence[Trigger]) -> set[tuple[int, int]]:
    """Where the acts stand that other triggers promise, ask for, threaten or refuse: they give no event of their own.

    An offer or a lawsuit that is rejected was made, and so was a request that is granted.
    """
    return {
        (t.sentence, t.content.token)
        for t in triggers
        if t.frame.verbal and t.content is not None and t.content.event_type not in _made(t)
    }


def _agrees_to_none(story: StoryIndex, trigger: Trigger) -> bool:
    """Whether what is agreed to is "no" such thing: "agreed to NO release"."""
    tree = story.trees[trigger.sentence]
    if trigger.content is None or trigger.frame.event_type not in {"AGREE", "CONCEDE", "SUPPORT"}:
        return False
    return tree[trigger.content.token].upos == "NOUN" and is_negated(tree, trigger.content.token)


def _made(trigger: Trigger) -> frozenset[str]:
    """The types of the acts that were done if somebody does what a trigger tells about them."""
    return VERBAL_TYPES | {"ACCUSE"} if trigger.frame.event_type == "REJECT" else VERBAL_TYPES


def _same_words(story: StoryIndex, drafts: Sequence[Draft]) -> set[tuple[int, int]]:
    """Where nouns stand that only name what a verb over them does: "ISSUED AN ULTIMATUM" is one act of words.

    So is "violated the ceasefire"; an offer of another's that is rejected is not.
    """
    told = {(d.sentence, d.token): d for d in drafts if d.frame.pos == "n" and d.event_type in _WORDS}
    out: set[tuple[int, int]] = set()
    for verb in (d for d in drafts if d.frame.pos == "v"):
        tree = story.trees[verb.sentence]
        named = {w for n in verb.frame.needs if n.slot == "obj" and n.kind == "=" for w in n.words}
        for noun in tree.kids(verb.token, "obj", "nsubj:pass"):
            held = told.get((verb.sentence, noun))
            if held is not None and tree[noun].lemma.lower() in named and held.event_type != verb.event_type:
                others = held.refs("actor") - verb.refs("actor")
                out |= set() if others else {(verb.sentence, noun)}
    return out


_WORDS = VERBAL_TYPES | {"CONCEDE"}


def _framed_objects(story: StoryIndex, drafts: Sequence[Draft]) -> set[tuple[int, int]]:
    """Where nouns stand that a verb of another kind is about: "cut off AID", "eased SANCTIONS" is one act."""
    told = {(d.sentence, d.token): d for d in drafts if d.frame.pos == "n" and d.event_type not in _ASKED}
    return {
        (verb.sentence, noun)
        for verb in drafts
        if verb.frame.pos == "v" and any(n.slot in {"obj", "subj"} and n.kind == "=" for n in verb.frame.needs)
        for noun in story.trees[verb.sentence].kids(verb.token, "obj", "nsubj:pass", "nsubj")
        if (held := told.get((verb.sentence, noun))) is not None and held.event_type in _ENDED.get(verb.event_type, ())
    }


_ASKED = VERBAL_TYPES - {"CONCEDE"}
_GOOD = frozenset({"AID", "COOPERATE", "SUPPORT", "AGREE", "CONSULT"})
_ENDED = {
    "SANCTION": _GOOD,
    "REJECT": _GOOD,
    "COERCE": _GOOD,
    "CONCEDE": frozenset({"SANCTION", "COERCE"}),
    "RETREAT": frozenset({"SANCTION", "COERCE", "CONCEDE"}),
}


def _draft(story: StoryIndex, trigger: Trigger, statements: Sequence[StatementMention]) -> Draft:
    """One trigger as an event of its own."""
    tree = story.trees[trigger.sentence]
    span = _word_span(tree, trigger)
    arguments = find_arguments(story, trigger)
    code = code_event(trigger, arguments, story)
    realis, rule = trigger.reality.realis or "occurred", trigger.reality.rule
    teller = innermost(statements, span.start)
    reported = rule == "modal would" and teller is not None and not _supposed(tree, trigger.token)
    if (realis in {"occurred", "ongoing"} or reported) and _to_come(story, trigger, code.event_type, arguments):
        realis, rule = "planned", "told of a day to come"
    elif reported and code.event_type == "CONSULT" and (trigger.frame.pos == "v" or trigger.carrier is not None):
        realis = "planned"
    return Draft(
        sentence=trigger.sentence,
        token=trigger.token,
        span=span,
        frame=trigger.frame,
        event_type=code.event_type,
        mode=code.mode,
        mode_basis=code.mode_basis,
        contexts=code.contexts,
        weapon=code.weapon,
        arguments=arguments,
        realis=realis,
        realis_rule=rule,
        statement=teller,
        title=story.sentences[trigger.sentence].title,
        about=tree[trigger.content.token].lemma.lower() if trigger.frame.verbal and trigger.content else "",
    )


def _word_span(tree: Tree, trigger: Trigger) -> Span:
    """Where a trigger stands, with what a hyphen joins to it if the frame is of the whole word: "PULL-OUT"."""
    span, lemma = tree[trigger.token].span, tree[trigger.token].lemma.lower()
    first = hyphened_part(tree, trigger.token)
    whole = first is not None and len(trigger.frame.lemma) > len(lemma) and trigger.frame.lemma.endswith(lemma)
    return Span(tree[first].span.start, span.end) if first is not None and whole else span


def _supposed(tree: Tree, token: int) -> bool:
    """Whether a clause waits for a condition: "would meet IF they agreed"."""
    clause = tree.clause(token)
    marks = (tree[m].lemma.lower() for c in tree.kids(clause, "advcl") for m in tree.kids(c, "mark"))
    return any(m in word_class("if_marks") for m in marks)


def _to_come(story: StoryIndex, trigger: Trigger, event_type: str, arguments: Sequence[Argument]) -> bool:
    """Whether an act is told of a day after the story's: "talks next week", "leaders meet on Friday".

    A past verb tells what was done, and a verbal act is done on the day on which it is said, whatever it speaks of.
    """
    verb = story.trees[trigger.sentence][trigger.token]
    if event_type in VERBAL_TYPES or (trigger.frame.pos == "v" and feature(verb, "Tense") == "Past"):
        return False
    values = {t.id: t.value for t in story.mentions.times}
    told = [values.get(a.ref or "") for a in arguments if a.role == "time"]
    bound = last_of if trigger.reality.rule == "modal would" else first_of  # "said they WOULD meet this week"
    days, last = [bound(value) for value in told], last_of(story.published_at)
    return bool(days) and last is not None and all(day is not None and day > last for day in days)


_MATERIAL = frozenset({"SUPPORT", "COERCE", "SANCTION", "AID", "COOPERATE", "CONCEDE", "RETREAT", "MOBILIZE"})
_THINGS = frozenset({"object", "abstract", "substance", "time", "event", "plant", "animal"})
_HARMLESS = frozenset({"abstract", "time", "plant", "animal"})  # bombs, vehicles, blasts, gas do kill


def _done_by_somebody(story: StoryIndex, trigger: Trigger) -> bool:
    """Whether the subject of a deed, where it is told, can act: a measure that "bans" or a slump that "hits" cannot."""
    named = any(n.slot == "subj" and n.kind == "=" for n in trigger.frame.needs)
    if trigger.frame.pos != "v" or named:
        return True
    if _only_describes(story.trees[trigger.sentence], trigger.token):
        return False
    things = _HARMLESS if trigger.frame.event_type == "ASSAULT" else _THINGS
    empty = trigger.frame.act == "promise" and trigger.content is None and not trigger.frame.needs
    if empty and not any(s in trigger.slots for s, role in trigger.frame.slots.items() if role == "content"):
        return False  # "he agreed" with a view, not to an act
    tree, subjects = story.trees[trigger.sentence], trigger.slots.get("subj", [])
    if tree[trigger.token].deprel == "acl" and tree.kids(trigger.token, "mark"):
        return True  # "reports OF SHELLING": the reports do not shell
    of_thing = tree[trigger.token].deprel == "acl" and feature(tree[trigger.token], "VerbForm") == "Ger"
    if not subjects and of_thing and trigger.frame.event_type in _MATERIAL:
        subjects = [tree[trigger.token].head]  # "SLOGANS supporting the bill"
    return not subjects or any(
        (trigger.sentence, t) in story.entities
        or tree[t].etype not in things
        or (trigger.frame.event_type == "ASSAULT" and _of_acts(tree, t))
        or tree[t].lemma.lower() in word_class("parties_by_name") | word_class("acting_things")
        for s in subjects
        for t in (s, *tree.kids(s, "nmod:poss", "compound", "amod"))
        if t == s or (trigger.sentence, t) in story.entities
    )


def _of_acts(tree: Tree, noun: int) -> bool:
    """Whether a span of time is one of fighting: "five YEARS OF FIGHTING have killed thousands"."""
    under = [k for k in tree.kids(noun, "nmod", "acl") if tree[k].etype == "event" or tree[k].upos == "VERB"]
    return tree[noun].etype == "time" and bool(under)


def _only_describes(tree: Tree, token: int) -> bool:
    """Whether a participle only says which: "the VISITING side", "a BROKERED truce", "rebels BASED in Goma"."""
    lemma, deprel = tree[token].lemma.lower(), tree[token].deprel
    if deprel == "amod" and (feature(tree[token], "VerbForm") == "Ger" or lemma in word_class("brokering")):
        return True
    return deprel == "acl" and lemma in word_class("standing_by")


def _worth(draft: Draft) -> bool:
    """Whether a draft says enough to be an event: a weak noun needs somebody who takes part, a place or a time."""
    taking_part = any(a.role in {"actor", "recipient", "place", "time"} for a in draft.arguments)
    if draft.realis == "hypothetical" and (not taking_part or draft.realis_rule in {"modal can", "question"}):
        return False
    if draft.frame.pos == "n" and not draft.arguments and not draft.title and draft.event_type in VERBAL_TYPES:
        return False
    strong = draft.frame.pos == "v" or draft.frame.score >= 0.75
    return strong or taking_part


def _led(story: StoryIndex, group: list[Draft]) -> list[Draft]:
    """The drafts that tell one happening, the fullest first."""
    best = min(group, key=lambda d: (-_fullness(story, d), d.title, d.span))
    return [best, *[d for d in group if d is not best]]


def _event(group: list[Draft], arguments: tuple[Argument, ...], event_id: str) -> EventMention:
    """The event of a group of drafts that tell the same happening, the leading one first."""
    best = group[0]
    own_voice = any(d.statement is None for d in group)
    return EventMention(
        id=event_id,
        event_type=best.event_type,
        mode=next((d.mode for d in (best, *group) if d.mode), None),
        contexts=tuple(dict.fromkeys(c for d in group for c in d.contexts)),
        trigger=best.span,
        mentions=tuple(sorted(d.span for d in group)),
        arguments=arguments,
        actors=_refs(arguments, "actor"),
        recipients=_refs(arguments, "recipient"),
        places=_refs(arguments, "place"),
        times=_refs(arguments, "time"),
        figures=_refs(arguments, "figure"),
        weapon=next((d.weapon for d in (best, *group) if d.weapon), None),
        realis=_realis(group, best),
        statement=None if own_voice else best.statement,
        score=round(max(d.frame.score for d in group), 2),
        frame=best.frame.id,
        mode_basis=best.mode_basis,
        realis_rule=best.realis_rule,
    )


def _fullness(story: StoryIndex, draft: Draft) -> int:
    """How many roles a mention fills of its own; a participle borrows its doer and place from the verb over it."""
    deprel = story.sentences[draft.sentence].tokens[draft.token].deprel
    borrowed = 2 if draft.frame.pos == "v" and deprel in {"advcl", "acl"} else 0
    return len({a.role for a in draft.arguments}) - borrowed


def _realis(group: list[Draft], best: Draft) -> Realis:
    """Done outweighs planned or supposed when a story tells a happening more than once."""
    values = [d.realis for d in group]
    if best.realis in {"occurred", "ongoing"}:
        return best.realis
    return next((v for v in ("occurred", "ongoing") if v in values), best.realis)


def _refs(arguments: Sequence[Argument], role: str) -> tuple[str, ...]:
    """The ids that the arguments of a role refer to."""
    return tuple(dict.fromkeys(a.ref for a in arguments if a.role == role and a.ref is not None))
