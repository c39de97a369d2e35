"""When an event happened: in its own phrase, in the clauses above and below it, else as told before."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Argument, Time
from standoff.record.event_places import climb, of_state, while_clause
from standoff.record.index import StoryIndex
from standoff.record.triggers import Trigger
from standoff.span import overlaps
from standoff.syntax import Tree, matches
from standoff.terms.realis import word_class

_APART = ("acl", "acl:relcl", "appos", "conj", "ccomp", "parataxis", "punct")


def find_time(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """The time of the event, or its times: "on Thursday AND FRIDAY"."""
    found = list(_first_time(story, trigger))
    yield from found
    tree, told = story.trees[trigger.sentence], story.times.get(trigger.sentence, ())
    first = next((t for a in found for t in told if t.id == a.ref), None)
    if first is None:
        return
    for time in told:
        if time.value is not None and time.token != first.token and time.token in tree.conjuncts(first.token):
            yield Argument("time", time.span, time.id, "and")


def _first_time(story: StoryIndex, trigger: Trigger) -> Iterator[Argument]:
    """The time in the event's own phrase, else in the clause that carries it, else that of the telling."""
    tree, number = story.trees[trigger.sentence], trigger.sentence
    told = [t for t in story.times.get(number, ()) if t.value is not None]
    holders = {t.id: _counted_from(tree, t) for t in told}
    exact = next((t for t in told if holders[t.id] == trigger.token), None)
    if exact is not None:
        yield Argument("time", exact.span, exact.id, "counted")
        return
    times = [t for t in told if holders[t.id] is None]
    own = _right_behind(story, trigger, times)
    if own is not None:
        yield Argument("time", own.span, own.id, "time")
        return
    for token, deprel in climb(tree, trigger.token):
        if matches(deprel, ("obj", "obl")) and tree[token].lemma.lower() in word_class("looking_back"):
            break  # "on Monday, they CONDEMNED the attack"
        carried = (
            [c for v in tree.kids(token, "acl", "acl:relcl") for c in tree.children[v]]
            if token == trigger.token
            else []
        )
        for child in (token, *tree.children[token], *of_state(tree, token), *carried):
            found = _time_in(tree, child, times, whole=child == token)
            if found is not None:
                yield Argument("time", found.span, found.id, "time")
                return
    found = _meanwhile(tree, trigger.token, times)
    found = found or _of_report(tree, trigger.token, times)
    found = found or _told_while(story, trigger) or _of_clause_above(story, trigger, times)
    if found is not None:
        yield Argument("time", found.span, found.id, "as told before")


def _counted_from(tree: Tree, time: Time) -> int | None:
    """The act that lies so long before what is told: "on Thursday, A DAY AFTER a bomb had STRUCK the building"."""
    inside = [i for i in range(len(tree)) if overlaps(tree[i].span, time.span)]
    last = inside[-1] if inside else -1
    after = last >= 0 and len(inside) > 1 and tree[last].form.lower() in word_class("counted_after")
    return tree[last].head if after and tree[last].head not in inside else None


def _right_behind(story: StoryIndex, trigger: Trigger, times: list[Time]) -> Time | None:
    """The time that stands right behind the phrase of an event noun, wherever it hangs: "a raid in Goma ON FRIDAY"."""
    tree = story.trees[trigger.sentence]
    if trigger.frame.pos != "n":
        return None
    named = next((t for t in times if t.token in tree.kids(trigger.token, "nmod", "nmod:poss")), None)
    if named is not None:
        return named  # "victims of the strike OF 8 APRIL were buried on Monday"
    apart = [c for c in tree.children[trigger.token] if c > trigger.token and matches(tree[c].deprel, _APART)]
    end = tree.subtree(trigger.token, without=apart)[-1] + 1
    while end < len(tree) and tree[end].upos in {"ADP", "DET"}:
        end += 1
    if end >= len(tree):
        return None
    return next((t for t in times if overlaps(t.span, tree[end].span)), None)


def _meanwhile(tree: Tree, token: int, times: list[Time]) -> Time | None:
    """The time of the clause that tells how it came: "five died WHEN a bomb exploded ON MONDAY"."""
    clauses = [c for c in tree.kids(token, "advcl") if while_clause(tree, c)]
    found = (_time_in(tree, kid, times, whole=False) for c in clauses for kid in tree.children[c])
    return next((t for t in found if t is not None), None)


def _of_report(tree: Tree, token: int, times: list[Time]) -> Time | None:
    """The time of the clause that there were reports: "there were no reports of shelling ON MONDAY"."""
    noun = tree[token].head
    if (
        tree[token].deprel != "acl"
        or not tree.kids(token, "mark")
        or tree[noun].lemma not in word_class("report_words")
    ):
        return None
    clause = tree.clause(noun)
    found = (_time_in(tree, kid, times, whole=False) for kid in tree.children[clause] if tree[clause].lemma == "be")
    return next((t for t in found if t is not None), None)


def _of_clause_above(story: StoryIndex, trigger: Trigger, times: list[Time]) -> Time | None:
    """The year or month of the clause that a clause with "after", "when", "as" hangs on: near enough for its own."""
    tree = story.trees[trigger.sentence]
    clause = tree.clause(trigger.token)
    if not matches(tree[clause].deprel, ("advcl",)) or tree[clause].head < 0:
        return None
    coarse = [t for t in times if t.value is not None and len(t.value) <= 7]
    found = (_time_in(tree, child, coarse, whole=False) for child in tree.children[tree[clause].head])
    return next((t for t in found if t is not None), None)


def _told_while(story: StoryIndex, trigger: Trigger) -> Time | None:
    """ "Just as he was speaking, …": the day spoken of in the sentence before, for what happens at the same time."""
    number, tree = trigger.sentence, story.trees[trigger.sentence]
    if number == 0 or story.times.get(number) or trigger.frame.pos != "v":
        return None
    root = tree.root()
    same_time = [
        c
        for c in tree.kids(root, "advcl")
        if any(tree[m].lemma.lower() in {"as", "while"} for m in tree.kids(c, "mark"))
    ]
    if not any(c < root and tree.kids(c, "nsubj") for c in same_time):
        return None
    before = [t for t in story.times.get(number - 1, ()) if t.value is not None]
    return before[-1] if before else None


def _time_in(tree: Tree, child: int, times: list[Time], *, whole: bool) -> Time | None:
    """The time expression that `child` heads, or that stands in its time phrase."""
    for time in times:
        if time.token == child and not whole:
            return time
        if (
            not whole
            and matches(tree[child].deprel, ("obl", "nmod", "advmod", "nmod:poss", "compound"))
            and overlaps(tree[child].span, time.span)
        ):
            return time
    return None
