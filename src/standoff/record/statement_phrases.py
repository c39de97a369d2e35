"""Attribution without a verb: nouns of saying, "according to", hearsay, adjectives, and sources that are cited."""

from __future__ import annotations

from standoff.record.statement_clauses import clause_tokens, content_clause
from standoff.record.statement_scene import Draft, Phrase, Scene, phrase_of, pieces_of, speakers
from standoff.record.statement_shapes import find_content
from standoff.record.statement_sources import is_passive, negated, noun_sources, sources_of
from standoff.record.statement_tails import tail_drafts
from standoff.record.statement_verbs import cue_span
from standoff.span import Span
from standoff.syntax import Tree, matches
from standoff.terms.cues import Cue


def noun_drafts(scene: Scene, sentence: int, noun: int, *, cue: Cue) -> list[Draft]:
    """The statements of a noun of saying: "the claim that …", "their demands have included …"."""
    tree = scene.trees[sentence]
    found = _noun_content(scene, sentence, noun, cue)
    if found is None or _under_negation(scene, sentence, noun):
        return []
    tokens, rule = found
    sources = noun_sources(scene, sentence, noun)
    if not sources and not (rule == "noun-clause" and _stands_alone(scene, sentence, noun, cue)):
        return []
    content = pieces_of(scene, sentence, tokens)
    span = tree[noun].span
    return [
        Draft(sentence, noun, span, source, content, rule, cue.score, cue.polarity, frame=_verb_above(tree, noun))
        for source in (tuple(sources) or (None,))
        if content
    ]


def _verb_above(tree: Tree, noun: int) -> int:
    head = tree[noun].head
    return head if head >= 0 and tree[head].upos == "VERB" else -1


def _under_negation(scene: Scene, sentence: int, noun: int) -> bool:
    """Whether there was no such saying: "made no claim that", "there were no reports that"."""
    tree = scene.trees[sentence]
    head = tree[noun].head
    own = any(tree[c].form.lower() in scene.cues.words.negators for c in tree.kids(noun, "det", "advmod"))
    return own or (head >= 0 and matches(tree[noun].deprel, ("obj", "nsubj")) and negated(scene, sentence, head))


def _stands_alone(scene: Scene, sentence: int, noun: int, cue: Cue) -> bool:
    """Whether a noun of hearsay tells of a saying by itself: "there were reports that …"; not under another cue."""
    tree = scene.trees[sentence]
    head = tree[noun].head
    wanted = head >= 0 and tree[head].lemma in scene.cues.words.wanting
    if head >= 0 and matches(tree[noun].deprel, ("obj",)) and (wanted or scene.cue_at(sentence, head)):
        return False  # "wants guarantees that …"
    return "belief" not in cue.flags


def _noun_content(scene: Scene, sentence: int, noun: int, cue: Cue) -> tuple[list[int], str] | None:
    """The words of a noun's content and the rule that found them."""
    tree = scene.trees[sentence]
    clause = next((c for c in tree.kids(noun, "acl", "ccomp") if _is_that_clause(tree, c)), None)
    if clause is not None and clause == _told_by_verb(scene, sentence, noun):
        return None
    if clause is not None and cue.has("clause"):
        return list(clause_tokens(tree, clause)), "noun-clause"
    infinitive = next((c for c in tree.kids(noun, "acl", "xcomp") if _marked(tree, c, "to")), None)
    if infinitive is not None and cue.has("inf"):
        return tree.subtree(infinitive), "noun-infinitive"
    for preposition in ("of", "for", "against"):
        phrase = next(
            (
                c
                for c in tree.kids(noun, "nmod", "obl", "acl")
                if tree.case(c) == preposition or _marked(tree, c, preposition)
            ),
            None,
        )
        if phrase is not None and cue.has(preposition):
            return tree.subtree(phrase, without=tree.kids(phrase, "case", "mark")), f"noun-{preposition}"
    return _predicate_content(scene, sentence, noun, cue)


def _told_by_verb(scene: Scene, sentence: int, noun: int) -> int | None:
    """The clause that the verb above a noun tells: "denied in a statement that …"."""
    tree = scene.trees[sentence]
    head = tree[noun].head
    cue = scene.cue_at(sentence, head) if head >= 0 and matches(tree[noun].deprel, ("obl",)) else None
    return content_clause(scene, sentence, head) if cue is not None and cue.has("clause") else None


def _is_that_clause(tree: Tree, clause: int) -> bool:
    """Whether a clause under a noun tells its content ("that P"), and does not describe it ("that he made")."""
    if tree[clause].deprel == "acl:relcl":
        return False
    bare = tree.kid(clause, "nsubj") is not None and not tree.kids(clause, "mark") and tree[clause].upos != "PART"
    return _marked(tree, clause, "that") or bare


def _marked(tree: Tree, clause: int, form: str) -> bool:
    return any(tree[c].form.lower() == form for c in tree.kids(clause, "mark"))


def _predicate_content(scene: Scene, sentence: int, noun: int, cue: Cue) -> tuple[list[int], str] | None:
    """Their demands include X; his message was that P."""
    tree = scene.trees[sentence]
    head = tree[noun].head
    if head < 0 or not matches(tree[noun].deprel, ("nsubj",)):
        return None
    if cue.has("include") and tree[head].lemma in scene.cues.words.including:
        return [t for t in tree.subtree(head) if t > head], "noun-include"
    if not cue.has("be"):
        return None
    inner = tree.kid(head, "ccomp") if tree[head].lemma == "be" else (head if _marked(tree, head, "that") else None)
    return (
        None
        if inner is None
        else (list(clause_tokens(tree, inner, without=[noun, *tree.kids(head, "cop")])), "noun-is")
    )


def adjective_drafts(scene: Scene, sentence: int, adjective: int, *, cue: Cue) -> list[Draft]:
    """X is confident (adamant) that P."""
    tree = scene.trees[sentence]
    clause = tree.kid(adjective, "ccomp", "advcl")
    if clause is None or not _marked(tree, clause, "that") or negated(scene, sentence, adjective):
        return []
    content = pieces_of(scene, sentence, clause_tokens(tree, clause))
    sources = sources_of(scene, sentence, adjective) or []
    span = tree[adjective].span
    return [
        Draft(sentence, adjective, span, s, content, "adjective", cue.score, cue.polarity) for s in sources if content
    ]


def adverb_drafts(scene: Scene, sentence: int, adverb: int, *, cue: Cue) -> list[Draft]:
    """P, reportedly: the clause around the adverb, from a source that the text does not name."""
    tree = scene.trees[sentence]
    head = tree[adverb].head
    if not cue.has("hearsay") or head < 0:
        return []
    top = _clause_for_adverb(tree, adverb)
    tokens = clause_tokens(tree, top, without=[adverb])
    leading = [c for c in tree.kids(top, "cc") if c < top]
    content = pieces_of(scene, sentence, set(tokens) - set(leading))
    span = tree[adverb].span
    return [Draft(sentence, adverb, span, None, content, "hearsay", cue.score, cue.polarity)] if content else []


def _clause_for_adverb(tree: Tree, adverb: int) -> int:
    """The clause that a hearsay adverb covers: the one it stands in; at the sentence's start the whole sentence."""
    if all(tree[t].upos == "PUNCT" for t in range(adverb)):
        return tree.root()
    return tree.clause(tree[adverb].head)


def according_drafts(scene: Scene, sentence: int, token: int) -> list[Draft]:
    """According to X, P; P, according to X."""
    tree = scene.trees[sentence]
    if token + 2 >= len(tree):
        return []
    cue = scene.cues.get(f"{tree[token].form} {tree[token + 1].form}", "ADP")
    if cue is None:
        return []
    noun = _source_noun(tree, token)
    if noun is None:
        return []
    if tree[noun].form.lower() in scene.cues.words.relatives:
        return _according_to_which(scene, sentence, token, noun, score=cue.score)
    top_of_phrase = token if tree[noun].head == token else noun
    governor = tree[top_of_phrase].head
    inner = _told_after(scene, sentence, governor, token)
    covered = _covered(tree, token, top_of_phrase) if inner is None else clause_tokens(tree, inner)
    if inner is None and _relays_all(scene, sentence, token, noun):
        covered = list(range(token - 1))
    content = pieces_of(scene, sentence, covered)
    span = tree.span([token, token + 1])
    relay = None if inner is None else (sentence, governor)
    return [
        Draft(sentence, token, span, s, content, "according-to", cue.score, relayed_by=relay, frame=max(governor, -1))
        for s in speakers(scene, sentence, noun)
        if content
    ]


def _relays_all(scene: Scene, sentence: int, token: int, noun: int) -> bool:
    """Whether a source at the end tells the whole sentence: "P, mediators said, but Q, ACCORDING TO STATE RADIO"."""
    tree = scene.trees[sentence]
    behind = range(max(tree.subtree(noun)) + 1, len(tree))
    if token == 0 or tree[token - 1].form != "," or any(tree[t].upos != "PUNCT" for t in behind):
        return False
    saying = tree.root()
    told = tree.kid(saying, "ccomp")
    inserted = told is not None and told < saying < token
    return inserted and scene.cue_at(sentence, saying) is not None and bool(tree.kids(saying, "nsubj"))


def _according_to_which(scene: Scene, sentence: int, token: int, pronoun: int, *, score: float) -> list[Draft]:
    """A deal, according to which P: the noun before the relative clause is the source."""
    tree = scene.trees[sentence]
    clause = next((a for a in tree.ancestors(token) if tree[a].deprel == "acl:relcl"), None)
    if clause is None:
        clause = next((a for a in tree.ancestors(pronoun) if tree[a].deprel == "acl:relcl"), None)
    if clause is None or tree[clause].head > token:
        return []
    words = set(tree.subtree(clause)) - {token, token + 1, pronoun, *tree.subtree(pronoun)}
    content = pieces_of(scene, sentence, words)
    source = phrase_of(scene, sentence, tree[clause].head)
    span = tree.span([token, token + 1])
    return [Draft(sentence, token, span, source, content, "according-to", score, frame=clause)] if content else []


def _told_after(scene: Scene, sentence: int, governor: int, token: int) -> int | None:
    """The clause that a verb of saying tells after the phrase: "said according to X the road was open"."""
    cue = scene.cue_at(sentence, governor) if governor >= 0 else None
    if cue is None or cue.upos != "VERB" or governor != token - 1:
        return None
    clause = content_clause(scene, sentence, governor)
    return clause if clause is not None and clause > token else None


def _source_noun(tree: Tree, token: int) -> int | None:
    """The noun after "according to", whichever way the parse hangs it."""
    if matches(tree[token].deprel, ("case", "mark", "fixed")) and tree[token].head > token:
        return tree[token].head
    below = [c for c in tree.kids(token, "obl", "nmod", "obj", "pobj", "fixed") if c > token + 1]
    if below:
        return below[0]
    head = tree[token + 1].head
    return head if head > token + 1 else None


def _covered(tree: Tree, token: int, phrase: int) -> list[int]:
    """The words that an according-phrase attributes: the clause that it hangs under, without itself."""
    starts = all(tree[t].upos == "PUNCT" for t in range(token))
    governor = tree[phrase].head
    top = tree.root() if starts or governor < 0 else tree.clause(governor)
    if governor >= 0 and matches(tree[top].deprel, ("acl", "acl:relcl")) and tree[token - 1].form == ",":
        top = tree.clause(tree[top].head)
    cut = [phrase]
    if top == phrase:
        return [t for t in range(len(tree)) if t not in set(tree.subtree(phrase))]
    that = [c for c in tree.kids(top, "mark") if tree[c].form.lower() == "that"]
    leading = [c for c in tree.kids(top, "cc", "mark") if c < top and matches(tree[top].deprel, ("conj", "ccomp"))]
    return tree.subtree(top, without=[*cut, *that, *leading])


def cited_drafts(scene: Scene, sentence: int, verb: int) -> list[Draft]:
    """R, citing S, reported P: S's statement, with the content of R's and within it."""
    tree = scene.trees[sentence]
    cited = next((c for c in tree.kids(verb, "obj", "obl") if not tree.case(c)), None)
    head = tree[verb].head
    if cited is None or not _may_be_cited(scene, sentence, cited):
        return []
    if head < 0 or not matches(tree[verb].deprel, ("advcl", "acl", "xcomp", "parataxis", "conj")):
        return []
    beside = [c for c in tree.kids(head, "parataxis", "ccomp") if c != verb]
    for governor in [head, *tree.ancestors(head), *beside][:5]:
        cue = scene.cue_at(sentence, governor)
        found = find_content(scene, sentence, governor, cue=cue) if cue is not None else None
        if cue is not None and found is None and governor == head:
            behind = tail_drafts(scene, sentence, governor, cue=cue)
            if behind:
                cited_by = speakers(scene, sentence, cited)
                return [_cited(scene, sentence, verb, s, governor, behind[0].content) for s in cited_by]
        if found is None:
            continue
        tokens = set(found.tokens) - set(tree.subtree(verb))
        content = pieces_of(scene, sentence, tokens)
        return [
            _cited(scene, sentence, verb, source, governor, content)
            for source in speakers(scene, sentence, cited)
            if content
        ]
    return []


def _may_be_cited(scene: Scene, sentence: int, noun: int) -> bool:
    """Whether who or what is cited can tell something: a party, a person, a report, and no reason ("citing fog")."""
    tree = scene.trees[sentence]
    lemma = tree[noun].lemma.lower()
    words = scene.cues.words
    told = lemma in words.documents or lemma in words.headline_tellers or scene.cues.get(lemma, "NOUN") is not None
    plain = tree[noun].upos == "NOUN" and tree[noun].etype not in {"person", "organization", ""}
    return told or (tree[noun].form.lower() not in words.no_speakers and not plain)


def quoting_drafts(scene: Scene, sentence: int, verb: int) -> list[Draft]:
    """R quoted S as saying P; S was quoted by R as saying P: R's statement; that of S is made at "saying"."""
    tree = scene.trees[sentence]
    inner = next((c for c in tree.kids(verb, "advcl", "xcomp", "ccomp", "obl") if _marked(tree, c, "as")), None)
    cue = scene.cue_at(sentence, inner) if inner is not None else None
    if inner is None or cue is None:
        return []
    found = find_content(scene, sentence, inner, cue=cue)
    if found is None:
        return _quoted_after(scene, sentence, verb, inner)
    content = pieces_of(scene, sentence, found.tokens)
    span = cue_span(scene, sentence, verb)
    sources = _relaying(scene, sentence, verb, inner)
    return [Draft(sentence, verb, span, s, content, "quoting", 0.85) for s in sources if content]


def _relaying(scene: Scene, sentence: int, verb: int, inner: int) -> list[Phrase]:
    """Who quotes: the subject, or of "was quoted" the party behind "by"."""
    tree = scene.trees[sentence]
    if not is_passive(tree, verb):
        return sources_of(scene, sentence, verb) or []
    agent = next((c for w in (verb, inner) for c in tree.kids(w, "obl") if tree.case(c) == "by"), None)
    return [] if agent is None else speakers(scene, sentence, agent)


def _quoted_after(scene: Scene, sentence: int, verb: int, inner: int) -> list[Draft]:
    """P, R quoted S as saying; P, S was quoted as saying: R's statement, if R is named, and that of S within it."""
    tree = scene.trees[sentence]
    clause = tree.kid(verb, "ccomp")
    beside = tree[verb].head if matches(tree[verb].deprel, ("parataxis",)) else -1
    top = clause if clause is not None else beside
    quoted = tree.kid(verb, "nsubj:pass") if is_passive(tree, verb) else tree.kid(verb, "obj")
    if not 0 <= top < verb or quoted is None:
        return []
    words = [t for t in clause_tokens(tree, top, without=[verb]) if t < min(verb, quoted)]
    content = pieces_of(scene, sentence, words)
    relaying = _relaying(scene, sentence, verb, inner)
    span, saying = cue_span(scene, sentence, verb), cue_span(scene, sentence, inner)
    if not relaying:
        return [Draft(sentence, verb, span, s, content, "quoting", 0.85) for s in speakers(scene, sentence, quoted)]
    outer = [Draft(sentence, verb, span, s, content, "quoting", 0.85) for s in relaying]
    told = [
        Draft(sentence, inner, saying, s, content, "quoted-as", 0.85, relayed_by=(sentence, verb))
        for s in speakers(scene, sentence, quoted)
    ]
    return [*outer, *told]


def _cited(scene: Scene, sentence: int, verb: int, source: Phrase, governor: int, content: tuple[Span, ...]) -> Draft:
    return Draft(
        sentence,
        verb,
        cue_span(scene, sentence, verb),
        source,
        content,
        "citing",
        0.85,
        relayed_by=(sentence, governor),
    )
