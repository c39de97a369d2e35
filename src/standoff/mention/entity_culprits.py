"""Who is meant by "the attacker", "the accused": the one named as such, or the only one who answers for a deed.

- "the attacker, IDENTIFIED AS Omar Farid", "the suspect was NAMED AS …": the words say so
- "Omar Farid was CHARGED with … THE ACCUSED": the only named person of the story whom police or a court deal with
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Entity, Sentence
from standoff.syntax import Tree, feature
from standoff.terms.actors import ActorWords

_PASSIVE = ("nsubj:pass",)


def unite_culprits(entities: Sequence[Entity], sentences: Sequence[Sentence], words: ActorWords) -> list[Entity]:
    """The entities, plain nouns for a culprit joined to the person whom they mean."""
    trees = [Tree(s) for s in sentences]
    home = {(m.sentence, m.token): i for i, e in enumerate(entities) for m in e.mentions}
    meant = dict(_named_as(entities, trees, home, words))
    nouns = {i for i, e in enumerate(entities) if _is_culprit(e, trees, words)} - meant.keys()
    blamed = {i for i, e in enumerate(entities) if _named(e) and _answers(e, trees, words)}
    if len(blamed) == 1:
        meant |= dict.fromkeys(nouns, next(iter(blamed)))
    out = list(entities)
    for noun, person in meant.items():
        mentions = sorted({*out[person].mentions, *entities[noun].mentions}, key=lambda m: m.span)
        out[person] = replace(out[person], mentions=tuple(mentions))
    return [e for i, e in enumerate(out) if i not in meant]


def _named(entity: Entity) -> bool:
    return entity.kind == "person" and any(m.form == "name" for m in entity.mentions)


def _is_culprit(entity: Entity, trees: Sequence[Tree], words: ActorWords) -> bool:
    """Whether an entity without a name is called by a definite word for who did it."""
    if entity.kind not in {"person", "group"} or any(m.form == "name" for m in entity.mentions):
        return False
    nouns = [(trees[m.sentence], m.token) for m in entity.mentions if m.form == "noun"]
    return any(
        tree[t].lemma.lower() in words["culprits"]
        and feature(tree[t], "Number") != "Plur"
        and any(tree[k].lemma == "the" for k in tree.kids(t, "det"))
        for tree, t in nouns
    )


def _answers(entity: Entity, trees: Sequence[Tree], words: ActorWords) -> bool:
    """Whether a person is who police or a court deal with, or who is told to have struck."""
    for mention in entity.mentions:
        tree = trees[mention.sentence]
        here = tree.first_conjunct(mention.token)
        if tree[here].head < 0:
            continue
        verbs = [tree[here].head, *tree.kids(here, "acl", "acl:relcl"), *tree.kids(tree[here].head, "conj", "advcl")]
        if tree[here].deprel in {*_PASSIVE, "obj", "nsubj"} and any(_deals(tree, v, here, words) for v in verbs):
            return True
    return False


def _deals(tree: Tree, verb: int, token: int, words: ActorWords) -> bool:
    """Whether a verb is one of the law with the person as its object, or one of violence with him as its subject."""
    lemma, own = tree[verb].lemma.lower(), tree[token].head == verb
    passive = bool(tree.kids(verb, "nsubj:pass", "aux:pass")) or (not own and not tree.kids(verb, "obj", "aux"))
    if lemma in words["legal_verbs"]:
        return passive or (own and tree[token].deprel == "obj")
    return lemma in words["violent_verbs"] and tree[token].deprel == "nsubj" and not passive


def _named_as(
    entities: Sequence[Entity], trees: Sequence[Tree], home: dict[tuple[int, int], int], words: ActorWords
) -> Iterator[tuple[int, int]]:
    """Pairs of an entity without a name and the person that the text says it is."""
    verbs = [(n, v) for n, tree in enumerate(trees) for v in range(len(tree))]
    for number, verb in verbs:
        tree = trees[number]
        if tree[verb].lemma.lower() not in words["naming_verbs"]:
            continue
        names = [k for k in tree.kids(verb, "obl", "xcomp", "advcl") if tree.case(k) == "as" or tree.kids(k, "cop")]
        nouns = [*tree.kids(verb, "obj", "nsubj:pass"), *([tree[verb].head] if tree[verb].deprel == "acl" else [])]
        for name in names:
            person = next((home[number, t] for t in (name, *tree.kids(name, "appos")) if (number, t) in home), None)
            noun = next((home[number, t] for t in nouns if (number, t) in home), None)
            if person is None or noun is None or noun == person or not _named(entities[person]):
                continue
            if entities[noun].kind == "person" and not _named(entities[noun]):
                yield noun, person
