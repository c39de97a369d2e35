"""One event per happening: which triggers of a story tell of the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.model import Argument, Realis
from standoff.record.index import StoryIndex
from standoff.span import Span
from standoff.syntax import Tree, matches
from standoff.terms.frames import VERBAL_TYPES, Frame

Words = Mapping[str, frozenset[str]]
_JOIN = 2  # points of evidence that two mentions need; set on the coded development stories


@dataclass(frozen=True, slots=True)
class Draft:
    """One trigger's event before joining."""

    sentence: int
    token: int
    span: Span
    frame: Frame
    event_type: str
    mode: str | None
    mode_basis: str | None
    contexts: tuple[str, ...]
    weapon: str | None
    arguments: tuple[Argument, ...]
    realis: Realis
    realis_rule: str
    statement: str | None
    title: bool

    def refs(self, role: str) -> set[str]:
        """Ids that the arguments of a role refer to."""
        return {a.ref for a in self.arguments if a.role == role and a.ref}


def join_drafts(story: StoryIndex, drafts: Sequence[Draft], words: Words) -> list[list[Draft]]:
    """Drafts in groups, one per happening. Body mentions are joined first, then those of the title to them."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.title, d.span)):
        points = [_points(story, draft, group, words) for group in groups]
        best = max(range(len(groups)), key=lambda i: (points[i], i), default=None)
        if best is None or points[best] < _JOIN:
            groups.append([draft])
        else:
            groups[best].append(draft)
    return groups


def _points(story: StoryIndex, draft: Draft, group: Sequence[Draft], words: Words) -> int:
    """How much speaks for a draft telling the same happening as a group; 0 where anything speaks against it."""
    if any(_conflict(story, draft, member, words) for member in group):
        return 0
    return max(_evidence(story, draft, member, words) for member in group)


def _conflict(story: StoryIndex, left: Draft, right: Draft, words: Words) -> bool:
    """Whether two mentions cannot be one happening."""
    if left.event_type != right.event_type:
        return True
    if left.mode and right.mode and left.mode != right.mode and not _may_be_one(left.mode, right.mode):
        return True
    done = {"occurred", "ongoing", "habitual"}
    if (left.realis in done) != (right.realis in done):
        return True
    if left.sentence == right.sentence and _coordinated(story.trees[left.sentence], left.token, right.token):
        return not all(_lemma(story, d) in words["outcomes"] for d in (left, right))
    if _values_apart(story, left, right):
        return True
    if _outcome(story, left, words) or _outcome(story, right, words):
        return _disjoint(story, left.refs("actor"), right.refs("actor"))
    return any(_disjoint(story, left.refs(r), right.refs(r)) for r in ("actor", "recipient"))


_MOVING = frozenset({"AID", "RETREAT", "MOBILIZE", "SANCTION"})
_ONE_MODE = (
    frozenset({"explosives", "suicide-attack", "heavy-weapons", "destroy"}),
    frozenset({"aerial", "drone", "heavy-weapons", "explosives"}),
)


def _may_be_one(left: str, right: str) -> bool:
    """Whether two modes may be told of one happening: a bombing by a suicide attacker, a strike by a drone."""
    return any(left in group and right in group for group in _ONE_MODE) or "targeted" in {left, right}


def _disjoint(story: StoryIndex, left: set[str], right: set[str]) -> bool:
    """Whether two sets of parties exclude each other: both name some and share none; "three men" excludes nobody."""
    named = [{r for r in refs if any(m.form == "name" for m in story.by_id[r].mentions)} for refs in (left, right)]
    return bool(named[0]) and bool(named[1]) and not left & right


def _coordinated(tree: Tree, left: int, right: int) -> bool:
    """Whether one trigger is a conjunct of the other: told apart by the sentence."""
    return tree.first_conjunct(left) == tree.first_conjunct(right)


def _values_apart(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether places or days of two mentions exclude each other."""
    places = {p.id: p for p in story.mentions.places}
    a = [places[r] for r in left.refs("place") if r in places]
    b = [places[r] for r in right.refs("place") if r in places]
    exact = all(p.resolution is None or p.resolution >= 3 for p in (*a, *b))
    if left.event_type in _MOVING:
        a = b = []  # "from Omsk", "to Berlin": places of one journey differ
    if a and b and exact and not {p.id for p in a} & {p.id for p in b}:
        return True
    if a and b and {p.country for p in a} and not {p.country for p in a} & {p.country for p in b}:
        return True
    times = {t.id: t.value for t in story.mentions.times}
    days = [{times.get(r) for r in d.refs("time")} - {None} for d in (left, right)]
    return bool(days[0] and days[1]) and not any(_meet(x, y) for x in days[0] for y in days[1] if x and y)


def _meet(left: str, right: str) -> bool:
    """Whether two EDTF values may mean one day: equal, one begins the other, or one is an interval around the other."""
    if left == right or left.startswith(right.rstrip("~?")) or right.startswith(left.rstrip("~?")):
        return True
    return _inside(left, right) or _inside(right, left)


def _inside(interval: str, day: str) -> bool:
    """Whether `day` lies in an EDTF interval (open ends allowed)."""
    if "/" not in interval or "/" in day:
        return False
    start, _, end = interval.partition("/")
    day = day.rstrip("~?")
    return (start in {"", ".."} or start[: len(day)] <= day) and (end in {"", ".."} or day <= end.ljust(len(day), "9"))


def _evidence(story: StoryIndex, left: Draft, right: Draft, words: Words) -> int:
    """Points for two mentions being one happening: shared participants, words that take up what was told."""
    tree = story.trees[left.sentence]
    if left.sentence == right.sentence and (
        _bound(tree, left.token, right.token) or _coordinated(tree, left.token, right.token)
    ):
        return 2 * _JOIN
    if _another(tree, left.token, words) or _long_past(story, left) != _long_past(story, right):
        return 0
    shared = sum(bool(left.refs(r) & right.refs(r)) for r in ("actor", "recipient", "place", "time"))
    kin = _kin(story, left, right)
    if left.event_type in VERBAL_TYPES or left.event_type == "ACCUSE":
        again = left.title or right.title or (kin and bool(left.refs("actor") & right.refs("actor")))
        return _JOIN if again and shared >= 1 else 0
    points = shared + kin + (left.title or right.title)
    if kin and (_bare(left) or _bare(right)):
        points += 1
    if _outcome(story, left, words) and 0 <= left.sentence - right.sentence <= 2:
        points += 2
    if (left.title or right.title) and all(_takes_up(story, d, words) for d in (left, right)) and not kin:
        points += left.event_type == "ASSAULT"  # a headline names the act of its story by any word
    takes_up = kin or (_takes_up(story, left, words) and right.frame.slots.get("obj") != "place")
    return points + _definite(tree, left, words, any_act=bool(takes_up))


def _kin(story: StoryIndex, left: Draft, right: Draft) -> int:
    """1 where two mentions share a word or part of one: "strike" and "airstrike", "kill" and "killing"."""
    pairs = ((a, b) for a in _lemmas(story, left) for b in _lemmas(story, right))
    return int(
        any(
            a == b
            or a.endswith(b)
            or b.endswith(a)
            or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))
            for a, b in pairs
        )
    )


def _lemmas(story: StoryIndex, draft: Draft) -> set[str]:
    """The words that tell of an act: its trigger, and what is done where the verb only frames it."""
    tokens = story.sentences[draft.sentence].tokens
    found = {tokens[draft.token].lemma.lower()}
    wanted = {w for need in draft.frame.needs if need.slot == "obj" and need.kind == "=" for w in need.words}
    return found | {
        t.lemma.lower() for t in tokens if t.head == draft.token and t.deprel == "obj" and t.lemma.lower() in wanted
    }


def _outcome(story: StoryIndex, draft: Draft, words: Words) -> bool:
    """Whether a mention only tells what came of an act: "five people were killed", with no doer, place or day."""
    if draft.event_type != "ASSAULT" or _lemma(story, draft) not in words["outcomes"]:
        return False
    return not any(a.role in {"actor", "place", "time", "weapon"} for a in draft.arguments)


def _long_past(story: StoryIndex, draft: Draft) -> bool:
    """Whether a mention is told of another year than the story's own times: background."""
    years = {t.value[:4] for t in story.mentions.times if t.value}
    own = {t.value[:4] for t in story.mentions.times if t.id in draft.refs("time") and t.value}
    latest = max(years, default="")
    return (
        bool(own)
        and latest not in own
        and not any("/" in (t.value or "") for t in story.mentions.times if t.id in draft.refs("time"))
    )


def _bare(draft: Draft) -> bool:
    """Whether a mention names nobody, no place and no time of its own: it takes up what was told."""
    return not any(a.ref and a.role in {"actor", "recipient", "place", "time"} for a in draft.arguments)


def _lemma(story: StoryIndex, draft: Draft) -> str:
    return story.sentences[draft.sentence].tokens[draft.token].lemma.lower()


def _takes_up(story: StoryIndex, draft: Draft, words: Words) -> bool:
    """Whether a noun may take up any act of its type told before: "the attack", but not "the invasion"."""
    return draft.event_type != "ASSAULT" or _lemma(story, draft) in words["any_assault"]


def _definite(tree: Tree, draft: Draft, words: Words, *, any_act: bool) -> int:
    """Two points for "the attack" or "these strikes" that takes up an act told before, none for "an attack"."""
    if draft.frame.pos != "n" or not any_act:
        return 0
    found = {tree[c].lemma.lower() for c in tree.kids(draft.token, "det")}
    return 2 if found & words["definite"] or tree.kids(draft.token, "nmod:poss") else 0


def _another(tree: Tree, token: int, words: Words) -> bool:
    """Whether the words say that this is one more happening."""
    return any(tree[c].lemma.lower() in words["another"] for c in tree.kids(token, "amod", "det", "advmod"))


def _bound(tree: Tree, left: int, right: int) -> bool:
    """Whether one trigger is a participant or a participle of the other: "struck, KILLING five"."""
    for low, high in ((left, right), (right, left)):
        if high not in tree.ancestors(low):
            continue
        path = [low]
        while tree[path[-1]].head != high:
            path.append(tree[path[-1]].head)
        relations = [tree[p].deprel for p in path]
        near = ("nsubj", "obj", "obl", "advcl", "acl", "nmod", "compound", "amod", "xcomp", "nsubj:pass")
        if len(path) <= 2 and all(matches(r, near) for r in relations) and "conj" not in relations:
            return True
    return False
