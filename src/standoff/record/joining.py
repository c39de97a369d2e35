"""One event per happening: which triggers of a story tell of the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.record.carrying import carries, is_denied, of_another
from standoff.record.draft import Draft
from standoff.record.index import StoryIndex
from standoff.record.likeness import (
    at_odds,
    disjoint,
    is_named,
    one_figure,
    one_party,
    parties,
    same_heads,
    same_target,
    shares,
    values_apart,
)
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import VERBAL_TYPES, load_frames
from standoff.terms.realis import word_class

Words = Mapping[str, frozenset[str]]
_OPENING = 3  # sentences of a story that tell what its headline is about
_JOIN = 2  # points of evidence that two mentions need; set on the coded development stories


def join_drafts(story: StoryIndex, drafts: Sequence[Draft], words: Words) -> list[list[Draft]]:
    """Drafts in groups, one per happening. Body mentions are joined first, then those of the title to them."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.title, d.span)):
        points = [_points(story, draft, group, words) for group in groups]
        if draft.title and (first := _opening(story, draft, groups, words)) is not None:
            points[first] += _JOIN  # a headline is about what the story opens with
        best = max(range(len(groups)), key=lambda i: (points[i], -i if draft.title else i), default=None)
        if best is not None and points[best] >= _JOIN - draft.title:
            groups[best].append(draft)
        elif draft.title and (told := _told_first(story, draft, groups, words)) is not None:
            told.append(draft)
        else:
            groups.append([draft])
    return groups


def _told_first(story: StoryIndex, draft: Draft, groups: Sequence[list[Draft]], words: Words) -> list[Draft] | None:
    """The happening that a headline is about: the first of its type, if the story opens with it."""
    lead = [g for g in groups if g[0].event_type == draft.event_type and g[0].sentence <= _OPENING]
    return lead[0] if len(lead) == 1 and not _conflict(story, draft, lead[0][0], words) else None


def _opening(story: StoryIndex, draft: Draft, groups: Sequence[list[Draft]], words: Words) -> int | None:
    """The group of the first act of a headline's type that the story tells, if it opens with it."""
    told = ((g[0].span, i) for i, g in enumerate(groups) if g[0].event_type == draft.event_type)
    first = next((i for _, i in sorted(told)), None)
    if first is None or groups[first][0].sentence > _OPENING:
        return None
    return None if _conflict(story, draft, groups[first][0], words) else first


def _points(story: StoryIndex, draft: Draft, group: Sequence[Draft], words: Words) -> int:
    """How much speaks for a draft telling the same happening as a group; 0 where anything speaks against it."""
    if any(carries(story, draft, member) or carries(story, member, draft) for member in group):
        return 2 * _JOIN
    if any(_conflict(story, draft, member, words) for member in group):
        return 0
    return max(_evidence(story, draft, member, words) for member in group)


def _conflict(story: StoryIndex, left: Draft, right: Draft, words: Words) -> bool:
    """Whether two mentions cannot be one happening."""
    if left.event_type != right.event_type or _are_two(story, left, right):
        return True
    if _once(story, left, right):
        return False
    if left.mode and right.mode and left.mode != right.mode and not _may_be_one(left.mode, right.mode):
        return True
    done = {"occurred", "ongoing", "habitual"}
    if (left.realis in done) != (right.realis in done) or is_denied(left) != is_denied(right):
        return True
    if _blames_on(story, left, right):
        return False
    if left.sentence == right.sentence and _coordinated(story.trees[left.sentence], left.token, right.token):
        one_act = left.mode == right.mode and left.mode in _KEPT  # "was arrested in May and held until August"
        if not one_act and _also_kills(story, left, right, words):
            return values_apart(story, left, right)
        return not one_act and not all(_lemma(story, d) in words["outcomes"] for d in (left, right))
    if values_apart(story, left, right) and not (_wave(story, left) and _wave(story, right)):
        return True
    if left.title or right.title:
        return any(at_odds(story, left.refs(r), right.refs(r)) for r in ("actor", "recipient"))
    if _outcome(story, left, words) or _outcome(story, right, words):
        return disjoint(story, left.refs("actor"), right.refs("actor"))
    if left.event_type in {"CONSULT", "ACCUSE"} and any(_named_again(story, d, words) for d in (left, right)):
        return False  # who JOINS THE TALKS is one more of those who talk
    return any(disjoint(story, left.refs(r), right.refs(r)) for r in ("actor", "recipient"))


def _are_two(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether the words tell two acts apart: one of several, or one done to the other."""
    if _one_of_several(story, left, right):
        return True
    return of_another(story, left, right) or of_another(story, right, left)


def _one_of_several(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether one is a single act of those that the other counts: "the SECOND attack" of "two attackS"."""
    nouns = [(story.trees[d.sentence], n) for d in (left, right) for n in _noun_of_act(story, d)]
    numbered = [any(tree[k].lemma.lower() in word_class("ordinals") for k in tree.kids(n, "amod")) for tree, n in nouns]
    several = [feature(tree[n], "Number") == "Plur" for tree, n in nouns]
    return len(nouns) > 1 and any(numbered[i] and several[1 - i] and not several[i] for i in (0, 1))


def _noun_of_act(story: StoryIndex, draft: Draft) -> list[int]:
    """The noun that tells the act: the trigger, or the subject of its verb ("the second BLAST struck")."""
    if draft.frame.pos == "n":
        return [draft.token]
    tree = story.trees[draft.sentence]
    return [k for k in tree.kids(draft.token, "nsubj") if tree[k].etype == "event"][:1]


def _blames_on(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether one goes on to blame the same: "accused the minister of lying, AND ARGUED that the aim was power"."""
    if left.event_type != "ACCUSE" or abs(left.sentence - right.sentence) > 1 or left.mode != right.mode:
        return False
    return shares(story, left, right, "actor") and not disjoint(story, left.refs("recipient"), right.refs("recipient"))


def _also_kills(story: StoryIndex, left: Draft, right: Draft, words: Words) -> bool:
    """Whether the later of two coordinated verbs tells what came of the first: "a bomb exploded AND KILLED five"."""
    later = max(left, right, key=lambda d: d.token)
    own_subject = story.trees[later.sentence].kids(later.token, "nsubj", "nsubj:pass")
    return left.event_type == "ASSAULT" and _lemma(story, later) in words["outcomes"] and not own_subject


def _wave(story: StoryIndex, draft: Draft) -> bool:
    """Whether protests are told of as one wave, wherever they are: "the protests", not "a march"."""
    token = story.sentences[draft.sentence].tokens[draft.token]
    return draft.event_type == "PROTEST" and draft.frame.pos == "n" and token.form.lower() != token.lemma.lower()


_KEPT = frozenset({"arrest", "convict", "resign"})


def _once(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether both tell what can happen to a person only once: one is killed, or resigns, one time in a story."""
    role = {"ASSAULT": "recipient", "RETREAT": "actor"}.get(left.event_type)
    if role is None or not all(_lemma(story, d) in word_class("once") for d in (left, right)):
        return False
    return any(
        a.kind == "person" and is_named(a) and one_party(a, b)
        for a in parties(story, left, role)
        for b in parties(story, right, role)
    )


def _named_again(story: StoryIndex, draft: Draft, words: Words) -> bool:
    """Whether a mention takes up a meeting told before: "the talks", "joined the talks"."""
    tree = story.trees[draft.sentence]
    nouns = [draft.token] if draft.frame.pos == "n" else _framed(tree, draft)
    return any(tree[c].lemma.lower() in words["definite"] for n in nouns for c in tree.kids(n, "det"))


_ONE_MODE = (
    frozenset({"explosives", "suicide-attack", "heavy-weapons", "destroy"}),
    frozenset({"aerial", "drone", "heavy-weapons", "explosives"}),
)


def _may_be_one(left: str, right: str) -> bool:
    """Whether two modes may be told of one happening: a bombing by a suicide attacker, a strike by a drone."""
    return any(left in group and right in group for group in _ONE_MODE) or "targeted" in {left, right}


def _coordinated(tree: Tree, left: int, right: int) -> bool:
    """Whether one trigger is a conjunct of the other: told apart by the sentence."""
    return tree.first_conjunct(left) == tree.first_conjunct(right)


def _evidence(story: StoryIndex, left: Draft, right: Draft, words: Words) -> int:
    """Points for two mentions being one happening: shared participants, words that take up what was told."""
    tree = story.trees[left.sentence]
    if _once(story, left, right):
        return 2 * _JOIN
    if left.sentence == right.sentence and (
        _bound(tree, left.token, right.token) or _coordinated(tree, left.token, right.token)
    ):
        return 2 * _JOIN
    if _another(tree, left.token, words) or _long_past(story, left) != _long_past(story, right):
        return 0
    shared = sum(shares(story, left, right, r) for r in ("actor", "recipient", "place", "time"))
    if not shared and not left.title and _first_told(tree, left, words):
        return 0
    kin = _kin(story, left, right)
    if left.event_type in VERBAL_TYPES or left.event_type == "ACCUSE":
        return _JOIN if _said_again(story, left, right, bool(kin), shared, words) else 0
    points = shared + kin + (left.title or right.title)
    if kin and (_bare(left) or _bare(right)):
        points += 1
    if _outcome(story, left, words) and 0 <= left.sentence - right.sentence <= 2 and not _one_felled(story, right):
        points += 2
    if _lemma(story, left) in words["outcomes"] and 0 <= left.sentence - right.sentence <= 2:
        points += bool(left.refs("actor") & right.refs("actor")) or _on_the_spot(left, right)
    if left.mode and left.mode == right.mode and (left.title or _modifies(tree, left)):
        points += 1 + _modifies(tree, left)
    if (left.title or right.title) and all(_takes_up(story, d, words) for d in (left, right)) and not kin:
        points += left.event_type == "ASSAULT"  # a headline names the act of its story by any word
    points += left.mode in _KEPT and left.mode == right.mode and shared > 0
    points += one_figure(story, left, right) + 2 * _goes_on(story, left, right) + 2 * same_target(story, left, right)
    takes_up = kin or (_takes_up(story, left, words) and right.frame.slots.get("obj") != "place")
    return points + _definite(tree, left, words, any_act=bool(takes_up) and not _by_the_law(story, right))


def _said_again(story: StoryIndex, left: Draft, right: Draft, kin: bool, shared: int, words: Words) -> bool:
    """Whether a verbal act is told once more: by its headline, of the same speaker, or taken up ("the request")."""
    same = kin or _one_content(left, right)
    if _blames_on(story, left, right) or (kin and _named_again(story, left, words)):
        return True
    if left.title or right.title:
        return same or shared >= 1
    if same and (shares(story, left, right, "actor") or same_heads(story, left, right)):
        return True
    return kin and not left.refs("actor") and bool(_definite(story.trees[left.sentence], left, words, any_act=True))


def _goes_on(story: StoryIndex, left: Draft, right: Draft) -> bool:
    """Whether a mention without place, day or doer of its own only tells more of an act of the same kind."""
    if left.title or left.refs("place") or left.refs("time") or left.sentence == right.sentence:
        return False
    if left.event_type == "PROTEST":
        return left.mode == right.mode
    named = any(is_named(e) for role in ("actor", "recipient") for e in parties(story, left, role))
    return (
        left.mode is not None and left.mode == right.mode and _lemma(story, left) == _lemma(story, right) and not named
    )


def _by_the_law(story: StoryIndex, draft: Draft) -> bool:
    """Whether an act is one of the police: "the attack" that a story takes up is not theirs."""
    words = {w for a in draft.arguments if a.role == "actor" for w in story.words(a.span).lower().split()}
    return bool(words & word_class("police_words"))


def _one_felled(story: StoryIndex, draft: Draft) -> bool:
    """Whether the police shot a single man: those who are counted afterwards are not his fellows but his victims."""
    tree = story.trees[draft.sentence]
    hit = [c for k in tree.kids(draft.token, "obj", "nsubj:pass") for c in tree.conjuncts(k)]
    return _by_the_law(story, draft) and len(hit) == 1 and feature(tree[hit[0]], "Number") == "Sing"


def _one_content(left: Draft, right: Draft) -> bool:
    """Whether two verbal acts are about one deed: asked to WAIVE it, urged that it be WAIVED."""
    return bool(left.about) and left.about == right.about


def _modifies(tree: Tree, draft: Draft) -> bool:
    """Whether a participle only names somebody by what was done to him: "the DETAINED man"."""
    return draft.frame.pos == "v" and tree[draft.token].deprel == "amod"


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
        t.lemma.lower()
        for t in tokens
        if t.head == draft.token and t.deprel in {"obj", "nsubj:pass"} and t.lemma.lower() in wanted
    }


def _outcome(story: StoryIndex, draft: Draft, words: Words) -> bool:
    """Whether a mention only tells what came of an act: "five people were killed", with no doer, place or day."""
    if draft.event_type != "ASSAULT" or _lemma(story, draft) not in words["outcomes"]:
        return False
    return not any(a.role in {"actor", "place", "time", "weapon"} for a in draft.arguments)


def _on_the_spot(left: Draft, right: Draft) -> bool:
    """Whether a mention only tells what came of an act where it was: "20 people were killed IN THE CITY"."""
    own = left.refs("actor") | left.refs("time")
    return bool(left.refs("place")) and not own and left.refs("place") <= right.refs("place")


def _long_past(story: StoryIndex, draft: Draft) -> bool:
    """Whether a mention is told of another year than most of the story's days: background."""
    own = {story.days[ref] for ref in draft.refs("time") if ref in story.days}
    if not own or story.main_year is None or any("/" in value for value in own):
        return False
    return story.main_year not in {value[:4] for value in own}


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
    nouns = [draft.token] if draft.frame.pos == "n" else _framed(tree, draft)
    found = {tree[c].lemma.lower() for n in nouns for c in tree.kids(n, "det")}
    owned = any(tree.kids(n, "nmod:poss") for n in nouns)
    return 2 if any_act and (found & words["definite"] or owned) else 0


def _framed(tree: Tree, draft: Draft) -> list[int]:
    """The noun that tells the act of a verb that only frames it: "the LAWSUIT was filed", "joined the TALKS"."""
    return [
        c
        for c in tree.kids(draft.token, "obj", "nsubj:pass")
        if any(f.event_type == draft.event_type for f in load_frames().of(tree[c].lemma.lower(), "n"))
    ]


def _another(tree: Tree, token: int, words: Words) -> bool:
    """Whether the words say that this is one more happening."""
    return any(tree[c].lemma.lower() in words["another"] for c in tree.kids(token, "amod", "det", "advmod"))


def _first_told(tree: Tree, draft: Draft, words: Words) -> bool:
    """Whether a noun brings in an act that was not told before: "AN artillery strike", but not "it was an attack"."""
    if draft.frame.pos != "n" or draft.event_type != "ASSAULT" or tree.kids(draft.token, "cop"):
        return False
    return any(tree[c].form.lower() in words["indefinite"] for c in tree.kids(draft.token, "det"))


def _bound(tree: Tree, left: int, right: int) -> bool:
    """Whether one trigger is a participant or a participle of the other: "struck, KILLING five"."""
    if tree[left].head == tree[right].head and tree[left].deprel == tree[right].deprel == "acl:relcl":
        return True  # "BOMBS that planes DROPPED on a street KILLED five", as the parse may hang them
    for low, high in ((left, right), (right, left)):
        if tree[low].deprel == "nsubj" and tree.first_conjunct(high) == tree[low].head:
            return True  # "the ATTACKS came at dawn and STRUCK a refinery"
        if tree[low].deprel == "nsubj" and _participle_of(tree, high, tree[low].head):
            return True  # "the second ATTACK was in a mosque, KILLING eight"
        if high not in tree.ancestors(low):
            continue
        path = [low]
        while tree[path[-1]].head != high:
            path.append(tree[path[-1]].head)
        relations = [tree[p].deprel for p in path]
        near = ("nsubj", "obj", "obl", "advcl", "acl", "nmod", "compound", "amod", "xcomp", "nsubj:pass")
        if any(tree.case(p) in word_class("apart_cases") for p in path):
            continue  # "shot a man AFTER an attack"
        if len(path) <= 2 and all(matches(r, near) for r in relations) and "conj" not in relations:
            return True
    return False


def _participle_of(tree: Tree, token: int, head: int) -> bool:
    """Whether a word is a participle without subject or mark under `head`."""
    alone = not tree.kids(token, "nsubj", "nsubj:pass", "mark")
    return tree[token].head == head and tree[token].deprel == "advcl" and alone
