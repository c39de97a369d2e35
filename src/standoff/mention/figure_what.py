"""What a figure counts: the noun, what happened to it (killed, injured, …), whom, and whether it is a running total."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.mention.figure_words import FigureWords, VerbRule
from standoff.model import FigureWhat
from standoff.syntax import Tree, feature, matches

_PASSIVE = ("nsubj:pass",)
_GRAVEST: tuple[FigureWhat, ...] = (
    "killed",
    "injured",
    "missing",
    "abducted",
    "displaced",
    "detained",
    "troops",
    "protesters",
    "other",
)


def lemma(tree: Tree, index: int) -> str:
    """The lower-cased lemma."""
    return tree[index].lemma.lower()


def counted_noun(tree: Tree, number: int) -> int:
    """The noun that a numeral counts; the numeral itself where there is none ("killing 12")."""
    here = number
    while (
        matches(tree[here].deprel, ("nummod", "det", "compound", "advmod", "amod", "flat", "fixed", "nmod:npmod"))
        and tree[here].head >= 0
    ):
        above = tree[here].head
        if tree[above].upos not in ("NUM", "NOUN", "PROPN", "ADJ", "SYM", "PRON", "DET") or (
            above < here and tree[above].upos != "NUM"
        ):
            break
        here = above
    return here


def of_noun(tree: Tree, number: int) -> int | None:
    """The noun under "of": "dozens of people", "three of the soldiers"."""
    return next((k for k in tree.kids(number, "nmod", "obl") if tree.case(k) == "of"), None)


def code_what(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """What happened to the counted word at `index` or what it is; None if the words do not tell."""
    for coder in (_own, _state, _verb, _under_noun, _predicate):
        what = coder(tree, index, words)
        if what is not None:
            return what
    return None


def _own(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """The noun says it: "three deaths", "five wounded"; people who are something by name can still be killed."""
    what = words.own.get(lemma(tree, index)) or words.own.get(tree[index].form.lower())
    if lemma(tree, index) in words.whom:
        return _verb(tree, index, words) or _under_noun(tree, index, words) or what
    return what


def _state(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """ "five people dead", "12 wounded soldiers", "40 killed"."""
    for kid in tree.kids(index, "amod", "acl", "xcomp"):
        form = tree[kid].form.lower()
        if form in words.states and not tree.kids(kid, "nsubj", "obj"):
            return words.states[form]
    return None


def _links(tree: Tree, index: int) -> Iterator[tuple[int, str]]:
    """The heads that the word stands under, with the relation: through conjunctions, appositions and "of"."""
    here = tree.first_conjunct(index)
    yield tree[here].head, tree[here].deprel
    yield from _said_to_have(tree, here)
    if tree[here].head >= 0 and matches(tree[here].deprel, ("nsubj",)):
        shared = tree[here].deprel if tree[here].deprel in _PASSIVE else "xsubj"
        yield from ((k, shared) for k in tree.kids(tree[here].head, "conj") if not tree.kids(k, "nsubj"))
    for kid in tree.kids(index, "acl"):
        relative = matches(tree[kid].deprel, ("acl:relcl",))
        subject = tree.kid(kid, "nsubj")
        if relative and subject is not None:
            yield kid, tree[subject].deprel
        elif not relative and feature(tree[kid], "VerbForm") == "Part" and feature(tree[kid], "Tense") != "Pres":
            yield kid, "nsubj:pass"
    if (
        matches(tree[here].deprel, ("nmod",))
        and tree.case(here) == "of"
        and tree[here].head >= 0
        and tree[tree[here].head].upos in ("NUM", "NOUN")
    ):
        above = tree.first_conjunct(tree[here].head)
        yield tree[above].head, tree[above].deprel


def _said_to_have(tree: Tree, subject: int) -> Iterator[tuple[int, str]]:
    """The verb of what somebody is said to have done or suffered: "ten were said TO HAVE BEEN KILLED"."""
    head = tree[subject].head
    if head < 0 or not matches(tree[subject].deprel, ("nsubj",)):
        return
    for verb in tree.kids(head, "xcomp"):
        if any(tree[a].lemma == "have" for a in tree.kids(verb, "aux")):
            yield verb, "nsubj:pass" if tree.kids(verb, "aux:pass") else "xsubj"


def _verb(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    links = [(head, deprel) for head, deprel in _links(tree, index) if head >= 0]
    found = {r.what for head, deprel in links for r in words.verbs if _fits(tree, head, deprel, index, r, words)}
    return next((what for what in _GRAVEST if what in found), None)


def _fits(tree: Tree, head: int, deprel: str, index: int, rule: VerbRule, words: FigureWords) -> bool:
    if lemma(tree, head) not in rule.verbs or not _in_slot(tree, head, deprel, rule.slot):
        return False
    if rule.nouns and lemma(tree, index) not in rule.nouns:
        return False
    if rule.people and not is_people(tree, index, words):
        return False
    return not rule.under or any(_lemma_or_form(tree, k, rule.under) for k in tree.subtree(head) if k != head)


def _lemma_or_form(tree: Tree, index: int, wanted: frozenset[str]) -> bool:
    return lemma(tree, index) in wanted or tree[index].form.lower() in wanted


def _in_slot(tree: Tree, head: int, deprel: str, slot: str) -> bool:
    if matches(deprel, ("obj", "iobj")) or deprel in _PASSIVE:
        return slot == "obj" or deprel in _PASSIVE
    if not matches(deprel, ("nsubj", "xsubj")):
        return False
    if slot == "subj" or deprel == "xsubj":
        return slot == "subj"
    bare = not tree.kids(head, "obj", "ccomp", "iobj", "xcomp")
    return bare and (feature(tree[head], "Tense") == "Past" or feature(tree[head], "VerbForm") == "Part")


def _under_noun(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """ "the deaths of nine policemen", "a crowd of 5,000", "the lives of 21 soldiers"; "[were] among the dead"."""
    here = tree.first_conjunct(index)
    head = tree[here].head
    if head < 0 or not matches(tree[here].deprel, ("nmod",)) or tree.case(here) not in ("of", "to"):
        return None
    what = words.of.get(lemma(tree, head))
    if what is None and lemma(tree, head) in words.toll_nouns:
        return None
    return what


def _predicate(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """ "seven people are missing", "two women were among the dead", "the number of dead has reached 40"."""
    here = tree.first_conjunct(index)
    head = tree[here].head
    if head >= 0 and matches(tree[here].deprel, ("nsubj",)):
        form = tree[head].form.lower()
        what = words.states.get(form) or words.own.get(lemma(tree, head)) or words.own.get(form)
        if what is not None and not tree.kids(head, "obj"):
            return what
    named = [words.own.get(lemma(tree, k)) for k in tree.kids(here, "nsubj") if tree.kids(here, "cop")]
    if any(named):  # "the dead were fourteen civilians and five soldiers"
        return next(what for what in named if what is not None)
    return toll(tree, index, words)


def toll(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """What a running total counts: "the death toll rose to 40", "bringing the number of dead to 40"."""
    here = tree.first_conjunct(index)
    head = tree[here].head
    for noun in tree.kids(here, "nsubj", "appos", "dep"):
        if lemma(tree, noun) in words.toll_nouns:
            return _toll_what(tree, noun, words)
    counts = words.toll_verbs | words.estimates
    if head < 0 or (lemma(tree, head) not in counts and tree.case(here) != "in"):
        return _toll_what(tree, head, words) if head >= 0 and lemma(tree, head) in words.toll_nouns else None
    estimated = lemma(tree, head) in words.estimates and tree.case(here) == "at"
    for noun in tree.kids(head, "nsubj", "obj"):
        if noun != here and lemma(tree, noun) in words.toll_nouns:
            return _toll_what(tree, noun, words)
        if estimated and lemma(tree, noun) in words.totals:
            return words.totals[lemma(tree, noun)]
    return None


def _toll_what(tree: Tree, noun: int, words: FigureWords) -> FigureWhat | None:
    found: set[FigureWhat] = set()
    for kid in tree.subtree(noun):
        for table, word in (
            (words.states, tree[kid].form.lower()),
            (words.totals, lemma(tree, kid)),
            (words.own, lemma(tree, kid)),
        ):
            if kid != noun and word in table:
                found.add(table[word])
    told = next((what for what in _GRAVEST if what in found), None)
    if told is not None:
        return told
    return "killed" if lemma(tree, noun) in ("toll", "tally") else None


def verb_before(tree: Tree, index: int, counted: int, words: FigureWords) -> FigureWhat | None:
    """The verb at `index`, right before the quantity of `counted`: "killed one and wounded nine"."""
    if index < 0 or tree[index].upos not in ("VERB", "NOUN"):
        return None
    rules = (
        r for r in words.verbs if r.slot == "obj" and not r.under and not r.nouns and lemma(tree, index) in r.verbs
    )
    return next((r.what for r in rules if not r.people or is_people(tree, counted, words)), None)


def state_after(tree: Tree, index: int, words: FigureWords) -> FigureWhat | None:
    """The participle right after the counted words: "five injured", "20 of its soldiers were killed in"."""
    here = index + 1
    while here < len(tree) and (
        tree[here].upos in ("AUX", "ADV") or tree[here].form.lower() in ("been", "being", "in")
    ):
        here += 1
    if here >= len(tree):
        return None
    if tree[here].form.lower() not in words.states and feature(tree[here], "VerbForm") == "Fin":
        plain_verb = next((r.what for r in words.verbs if _plain_subject(r) and lemma(tree, here) in r.verbs), None)
        if plain_verb is not None:
            return plain_verb
    if tree[here].form.lower() not in words.states:
        return _participle(tree, here, words) if here == index + 1 and index >= 0 else None
    after = tree[here + 1].upos if here + 1 < len(tree) else "PUNCT"
    passive = any(tree[k].lemma.lower() == "be" for k in range(index + 1, here))
    plain = after in ("PUNCT", "ADP", "SCONJ", "CCONJ", "ADV")
    return words.states[tree[here].form.lower()] if passive or plain else None


def _participle(tree: Tree, here: int, words: FigureWords) -> FigureWhat | None:
    """ "about 250 taken hostage", "three shot dead": a participle with the word that it needs right after it."""
    if tree[here].upos != "VERB" or feature(tree[here], "Tense") == "Pres" or here + 1 >= len(tree):
        return None
    after = range(here + 1, min(here + 3, len(tree)))
    rules = (r for r in words.verbs if r.slot == "obj" and r.under and not r.nouns and lemma(tree, here) in r.verbs)
    return next((r.what for r in rules if any(_lemma_or_form(tree, k, r.under) for k in after)), None)


def acts_as_verb(tree: Tree, numeral: int, noun: int, words: FigureWords) -> FigureWhat | None:
    """ "100,000 march in Barcelona": a noun in the singular after a number above one is the verb of a headline."""
    if noun != numeral + 1 or feature(tree[noun], "Number") != "Sing":
        return None
    return next((r.what for r in words.verbs if _plain_subject(r) and lemma(tree, noun) in r.verbs), None)


def _plain_subject(rule: VerbRule) -> bool:
    return rule.slot == "subj" and not rule.under and not rule.nouns


def state_between(tree: Tree, numeral: int, noun: int, words: FigureWords) -> FigureWhat | None:
    """The participle between the number and its noun: "1,500 displaced people"."""
    return next(
        (words.states[f] for k in range(numeral + 1, noun) if (f := tree[k].form.lower()) in words.states), None
    )


def is_people(tree: Tree, index: int, words: FigureWords) -> bool:
    """Whether the counted word is a person; a number alone counts people."""
    token = tree[index]
    name = lemma(tree, index)
    if token.upos in ("NUM", "PRON", "DET") or token.form.lower() in words.vague or name in words.magnitudes:
        return True
    known = name in words.people or name in words.whom or token.form.lower() in words.whom
    return known or token.etype in ("person", "people") or whom_of(tree, index, words) is not None


def whom_of(tree: Tree, index: int, words: FigureWords) -> str | None:
    """The word of the vocabulary for the people that are counted: soldiers, civilians, children …"""
    for kid in reversed(tree.kids(index, "compound", "amod", "nmod")):
        phrase = words.whom_phrases.get(f"{tree[kid].form.lower()} {lemma(tree, index)}")
        if phrase:
            return phrase
    found = words.whom.get(lemma(tree, index)) or words.whom.get(tree[index].form.lower())
    if found:
        return found
    civilian = any(tree[k].form.lower() == "civilian" for k in tree.kids(index, "amod", "compound"))
    return "civilians" if civilian else None
