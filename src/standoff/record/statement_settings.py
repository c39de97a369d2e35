"""The circumstances of a saying: to whom, by which medium, when and where."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import Medium, Reference
from standoff.record.statement_scene import Draft, Phrase, Scene, phrase_of
from standoff.span import contains
from standoff.syntax import Tree, matches
from standoff.terms.cues import MediumWord

_MAX_CLIMB = 3
_PLACE_CASES = frozenset({"in", "at", "from", "near", "outside", "inside", "on"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Addressee, medium, time and place of one saying, where the text states them."""

    addressee: Reference | None = None
    medium: Medium | None = None
    time: str | None = None
    place: str | None = None


def setting_of(scene: Scene, draft: Draft) -> Setting:
    """What the words around a cue, outside its content and source, tell of the saying."""
    if draft.token < 0:
        return Setting()
    words = _frame_words(scene, draft)
    own = set(scene.trees[draft.sentence].subtree(draft.token))
    timed = (w for w in words if w in own or _beside_verb(scene.trees[draft.sentence], w, draft.token))
    time = next((t for w in timed if (t := scene.story.time_at(draft.sentence, w)) is not None), None)
    place = _place(scene, draft, words)
    addressee = draft.addressee or _addressee(scene, draft)
    return Setting(
        addressee=None if addressee is None else reference(scene, addressee),
        medium=_medium(scene, draft, words),
        time=None if time is None else time.id,
        place=place,
    )


def reference(scene: Scene, phrase: Phrase) -> Reference:
    """A phrase with the entity whose mention its head word heads."""
    entity = scene.story.entities.get((phrase.sentence, phrase.token))
    return Reference(phrase.span, entity.id if entity is not None else _entity_inside(scene, phrase))


def _entity_inside(scene: Scene, phrase: Phrase) -> str | None:
    """The entity of a name that is one phrase with the head: "spokesman Yahya Sarea", whichever is the head."""
    tree = scene.trees[phrase.sentence]
    joined = [c for c in tree.kids(phrase.token, "flat", "appos", "compound") if tree[c].upos == "PROPN"]
    names = [n for n in scene.story.sentences[phrase.sentence].names if n.start <= phrase.token < n.end]
    places = [*joined, *(t for n in names for t in range(n.start, n.end))]
    for token in places:
        entity = scene.story.entities.get((phrase.sentence, token))
        if entity is not None and entity.kind == "person":
            return entity.id
    inside = [scene.story.entities.get((phrase.sentence, t)) for n in names for t in range(n.start, n.end)]
    return next((e.id for e in inside if e is not None), None)


def _frame_words(scene: Scene, draft: Draft) -> list[int]:
    """The words of the saying: the cue's clause and those above that lead to it, without content and source."""
    tree = scene.trees[draft.sentence]
    top = draft.frame if draft.frame >= 0 else draft.token
    for _ in range(_MAX_CLIMB):
        if tree[top].head < 0 or not matches(tree[top].deprel, ("advcl", "acl", "xcomp", "conj", "obj")):
            break
        if _in_content(tree, tree[top].head, draft) or (tree.kids(top, "mark") and tree.kids(top, "nsubj")):
            break
        top = tree[top].head
    apart = [*_told_apart(tree, top, draft.token), *_sayings_above(scene, draft, top)]
    words = tree.subtree(top, without=apart)
    return [
        w
        for w in words
        if not _in_content(tree, w, draft) and not _in_source(tree, w, draft) and not scene.quoted(tree[w])
    ]


def _beside_verb(tree: Tree, word: int, cue: int) -> bool:
    """Whether a time hangs as a phrase on a verb above the cue ("wept ON MONDAY and said"), and in no noun there."""
    above, here = set(tree.ancestors(cue)), word
    while here >= 0 and here not in above:
        plain = tree[here].deprel.partition(":")[0] in {"obl", "advmod", "nmod", "advcl"}
        timed = tree[here].head >= 0 and tree[tree[here].head].etype == "time"
        if not plain and not timed:
            return False
        here = tree[here].head
    return here in above


def _sayings_above(scene: Scene, draft: Draft, top: int) -> list[int]:
    """Subjects above a cue that are sayings: "his WARNING on Sunday was played down by an aide, saying …"."""
    tree = scene.trees[draft.sentence]
    subjects = tree.kids(top, "nsubj", "nsubj:pass") if top != draft.token else []
    return [s for s in subjects if s != draft.token and scene.cues.get(tree[s].lemma, "NOUN") is not None]


def _told_apart(tree: Tree, top: int, cue: int) -> list[int]:
    """Clauses below `top` that tell something of their own: the content of another saying, a second main verb."""
    leads_here = {cue, *tree.ancestors(cue)}
    return [
        word
        for word in tree.subtree(top)
        if word not in leads_here
        and (matches(tree[word].deprel, ("ccomp",)) or (tree[word].deprel == "conj" and tree[word].upos == "VERB"))
    ]


def _in_content(tree: Tree, word: int, draft: Draft) -> bool:
    return any(contains(piece, tree[word].span) for piece in draft.content)


def _in_source(tree: Tree, word: int, draft: Draft) -> bool:
    return (
        draft.source is not None
        and draft.source.sentence == draft.sentence
        and contains(draft.source.span, tree[word].span)
    )


def _place(scene: Scene, draft: Draft, words: list[int]) -> str | None:
    """The place of saying: a place name in a phrase with "in", "at", "from" … of the cue's clause."""
    tree = scene.trees[draft.sentence]
    for word in words:
        place = scene.story.places.get((draft.sentence, word))
        if place is not None and tree.case(word) in _PLACE_CASES and matches(tree[word].deprel, ("obl", "nmod")):
            return place.id
    return None


def _addressee(scene: Scene, draft: Draft) -> Phrase | None:
    """The addressee: the object of a verb of telling, or "to reporters"."""
    tree = scene.trees[draft.sentence]
    cue = scene.cue_at(draft.sentence, draft.token)
    if cue is None or cue.upos != "VERB":
        return None
    told = tree.kid(draft.token, "iobj", "obj") if cue.has("tell") else None
    if told is not None and not _in_content(tree, told, draft):
        return phrase_of(scene, draft.sentence, told)
    prepositions = scene.cues.words.addressee_prepositions
    for phrase in tree.kids(draft.token, "obl"):
        if (
            tree.case(phrase) in prepositions
            and not _in_content(tree, phrase, draft)
            and _personal(scene, draft.sentence, phrase)
        ):
            return phrase_of(scene, draft.sentence, phrase)
    return None


def _personal(scene: Scene, sentence: int, token: int) -> bool:
    word = scene.trees[sentence][token]
    return (
        (sentence, token) in scene.story.entities
        or word.etype in {"person", "organization"}
        or word.upos in {"PROPN", "PRON"}
    )


def _medium(scene: Scene, draft: Draft, words: list[int]) -> Medium | None:
    """The medium that the words around a cue name; a source that is itself a report or statement is its own medium."""
    tree = scene.trees[draft.sentence]
    cue = "" if draft.cue is None else scene.story.words(draft.cue).lower()
    for word in words:
        ends = (tree[word].form.lower(), tree[word].lemma.lower())
        near = (m for m in scene.cues.media if m.words[-1] in ends or m.words == (cue,))
        found = next((m for m in near if _names_medium(tree, word, m, cue)), None)
        if found is not None:
            return found.medium
    source = draft.source
    if source is not None:
        head = scene.trees[source.sentence][source.token].lemma.lower()
        return next(
            (
                m.medium
                for m in scene.cues.media
                if m.words == (head,) and m.medium in {"report", "statement", "letter", "document"}
            ),
            None,
        )
    return None


def _names_medium(tree: Tree, word: int, medium: MediumWord, cue: str) -> bool:
    """Whether the words of a medium end at `word`, in a phrase with a preposition that it needs."""
    first = word - len(medium.words) + 1
    if first < 0 or not _same(tree, first, medium.words):
        return cue in medium.words and len(medium.words) == 1
    return (
        not medium.prepositions
        or tree.case(word) in medium.prepositions
        or ("told" in medium.prepositions and cue == "told")
    )


def _same(tree: Tree, first: int, words: tuple[str, ...]) -> bool:
    return all(w in {tree[first + i].form.lower(), tree[first + i].lemma.lower()} for i, w in enumerate(words))
