"""Sentences -> figures: how many people or things, as the words bound them, and what happened to them.

quantities (`figure_quantities`) -> the counted noun and what happened (`figure_what`) -> those that lean on the figure
before them ("three of them children", "two in Toretsk"). Ages, money, measures, dates and labels are no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from standoff.mention.figure_quantities import Quantity, find_quantities
from standoff.mention.figure_what import (
    acts_as_verb,
    code_what,
    counted_noun,
    is_people,
    lemma,
    of_noun,
    state_after,
    state_between,
    toll,
    verb_before,
    whom_of,
)
from standoff.mention.figure_words import FigureWords, figure_words
from standoff.mention.time_lexemes import Reader
from standoff.model import Figure, FigureWhat, Sentence, Time
from standoff.span import Span, overlaps
from standoff.syntax import Tree, matches

_HARM = ("killed", "injured", "missing", "abducted", "detained")


def find_figures(text: str, sentences: Sequence[Sentence], *, times: Sequence[Time]) -> tuple[Figure, ...]:
    """The figures of a story in the order of the text. Numbers inside `times` are left alone."""
    out: list[Figure] = []
    for number, sentence in enumerate(sentences):
        taken = [t.span for t in times if t.sentence == number]
        out.extend(_sentence_figures(Reader(text, sentence), number, taken))
    return tuple(replace(f, id=f"f{n}") for n, f in enumerate(sorted(out, key=lambda f: (f.span, f.what)), start=1))


@dataclass(frozen=True, slots=True)
class _Count:
    """A quantity with its numeral's token, the counted token, and what is counted (None: the words do not tell)."""

    quantity: Quantity
    numeral: int
    counted: int
    what: FigureWhat | None
    whom: str | None
    leans: bool  # "three of them children": on the figure before


def _sentence_figures(reader: Reader, number: int, taken: Sequence[Span]) -> list[Figure]:
    words, tree = figure_words(), reader.tree
    counts: list[_Count] = []
    for quantity in find_quantities(reader):
        numeral = reader.token(quantity.at)
        span = reader.span(quantity.at, quantity.at + 1)
        if numeral is None or any(overlaps(span, t) for t in taken) or _one_of(reader, quantity):
            continue
        if _of_whole(reader, quantity, words) or _kin_of(reader, quantity, words):
            continue
        if quantity.kind == "article" and not _at_noun(tree, numeral):
            continue
        counts.append(_lean(_count(reader, tree, quantity, numeral, words), counts, tree, words))
    out: list[Figure] = []
    for count in counts:
        for what in _whats(tree, count, words):
            out.append(_figure(reader, tree, count, what, number, words))
    return out


def _one_of(reader: Reader, quantity: Quantity) -> bool:
    """ "one of seven people" is no figure of its own."""
    return quantity.lower == 1 and reader.form(quantity.end) == "of" and reader.count(quantity.end + 1) is not None


def _of_whole(reader: Reader, quantity: Quantity, words: FigureWords) -> bool:
    """ "eleven of THE 50 passengers": the whole of which a part is counted is not harmed itself."""
    at = quantity.start - 1
    if reader.form(at) not in ("the", "its", "their", "his", "her", "our") or reader.form(at - 1) != "of":
        return False
    part = reader.form(at - 2)
    return reader.number(at - 2) is not None or part in words.numbers or part in words.vague or part in ("some", "most")


def _kin_of(reader: Reader, quantity: Quantity, words: FigureWords) -> bool:
    """ "a mother of THREE"; and "A family" in "a family of five", which is five."""
    if reader.form(quantity.start - 1) == "of" and reader.form(quantity.start - 2) in words.parents:
        return True
    of_many = reader.form(quantity.end + 1) == "of" and reader.count(quantity.end + 2) is not None
    return quantity.kind == "article" and of_many and reader.form(quantity.end) in words.bodies


def _count(reader: Reader, tree: Tree, quantity: Quantity, numeral: int, words: FigureWords) -> _Count:
    noun = _behind_range(tree, quantity, counted_noun(tree, numeral))
    headline = acts_as_verb(tree, numeral, noun, words) if quantity.lower != 1 else None
    noun = numeral if headline else noun
    named = of_noun(tree, noun if noun == numeral or lemma(tree, noun) in words.vague else numeral)
    pronoun = named is not None and lemma(tree, named) in words.pronouns | {"they", "which", "who"}
    before = reader.token(quantity.start - 1)
    own = before is not None and not _subject_of_another(tree, noun, before)
    what = headline or (verb_before(tree, before, noun, words) if own and before is not None else None)
    what = what or state_after(tree, noun, words) or state_between(tree, numeral, noun, words)
    what = what or code_what(tree, noun, words) or _of_the(reader, quantity, words)
    if named is not None and not pronoun:
        what = what or code_what(tree, named, words)
        noun = named
    what = what or state_after(tree, noun, words)
    whom = whom_of(tree, noun, words) or (_told_after(reader, tree, quantity.end, words) if pronoun else None)
    first = quantity.start - (reader.form(quantity.start - 1) in words.pronouns)
    including = reader.form(first - 1) in words.including or _alone(reader, quantity)
    return _Count(quantity, numeral, noun, what, whom, pronoun or including)


def _behind_range(tree: Tree, quantity: Quantity, noun: int) -> int:
    """ "between 30 and 40 PEOPLE": the noun right behind a range, where the parse takes the numbers by themselves."""
    loose = quantity.hedge == "between" and tree[noun].upos == "NUM" and noun + 1 < len(tree)
    return noun + 1 if loose and tree[noun + 1].upos == "NOUN" else noun


def _subject_of_another(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a counted noun is the subject of a later verb: "claimed 90 civilians WERE WOUNDED"."""
    return matches(tree[noun].deprel, ("nsubj",)) and tree[noun].head > noun and tree[noun].head != verb


def _of_the(reader: Reader, quantity: Quantity, words: FigureWords) -> FigureWhat | None:
    """ "Of the dead, 14 were police officers."."""
    start = next(
        (i for i in range(quantity.start - 2, max(quantity.start - 6, -1), -1) if reader.form(i) == "of"), None
    )
    if start is None or reader.form(quantity.start - 1) != ",":
        return None
    return next((words.states[f] for i in range(start, quantity.start) if (f := reader.form(i)) in words.states), None)


def _alone(reader: Reader, quantity: Quantity) -> bool:
    """ ", one seriously,": a number with an adverb and nothing else."""
    word, after = reader.word(quantity.end), reader.form(quantity.end + 1)
    return word is not None and word.upos == "ADV" and word.form.endswith("ly") and after in (",", ".", "")


def _told_after(reader: Reader, tree: Tree, i: int, words: FigureWords) -> str | None:
    """ "three of them children": the noun after the pronoun."""
    for at in range(i + 2, i + 6):
        token = reader.token(at)
        if token is None or reader.form(at) in (",", ".", ";"):
            return None
        found = whom_of(tree, token, words)
        if found:
            return found
    return None


def _lean(count: _Count, before: Sequence[_Count], tree: Tree, words: FigureWords) -> _Count:
    """What the figure before tells, for "three of them", "including two children" and "two in Toretsk"."""
    if not before or (count.what is not None and not count.leans):
        return count
    last = before[-1]
    if count.leans and last.what in (*_HARM, "displaced", "protesters"):
        kept = count.what if count.what in _HARM else last.what
        return replace(count, what=kept)
    if count.what is None and _gapped(count, tree, words):
        near = before[-12:]
        heads = {c.counted: c for c in near} | {c.numeral: c for c in near}
        found = next((heads[a] for a in tree.ancestors(count.numeral) if a in heads), None)
        if found is not None and found.what in _HARM:
            return replace(count, what=found.what)
    return count


def _gapped(count: _Count, tree: Tree, words: FigureWords) -> bool:
    """Whether a figure without a verb stands beside another: "three in Bakhmut, two in Toretsk"."""
    deprel = tree[tree.first_conjunct(count.counted)].deprel
    return is_people(tree, count.counted, words) and deprel.split(":")[0] in (
        "appos",
        "orphan",
        "dep",
        "list",
        "parataxis",
        "conj",
        "nmod",
        "obl",
        "root",
    )


def _whats(tree: Tree, count: _Count, words: FigureWords) -> tuple[FigureWhat, ...]:
    """The kinds of figure that a count gives: none, one, or for "no casualties" two."""
    kind, noun = count.quantity.kind, lemma(tree, count.counted)
    if kind == "zero":
        if noun in words.casualties:
            return ("killed", "injured")
        beside = [words.own.get(lemma(tree, k)) for k in tree.conjuncts(count.counted)]  # "no DEATHS or INJURIES"
        told = tuple(dict.fromkeys(w for w in (count.what, *beside) if w in _HARM))
        return told
    single = kind == "article" or (count.quantity.upper == 1 and count.quantity.lower == 1)
    if single and kind != "article" and tree[count.counted].etype == "event" and count.counted != count.numeral:
        return ("other",)  # "one strike"
    if single and (count.what not in _HARM or (kind == "article" and not is_people(tree, count.counted, words))):
        return ()
    if count.what in _HARM and not _may_be_harmed(tree, count, words):
        return ("other",)
    if count.what is not None:
        return (count.what,)
    return ("other",) if _is_counted(tree, count, words) else ()


def _at_noun(tree: Tree, article: int) -> bool:
    """ "a soldier": the article stands at a noun after it."""
    head = tree[article].head
    return head > article and tree[head].upos == "NOUN"


def _may_be_harmed(tree: Tree, count: _Count, words: FigureWords) -> bool:
    """Things cannot be killed: "killed 12 cows" counts cows."""
    joined = tree.first_conjunct(count.counted) != count.counted
    own = words.own.get(lemma(tree, count.counted)) == count.what
    people = own or not joined or is_people(tree, count.counted, words)
    return lemma(tree, count.counted) not in words.creatures and people


def _is_counted(tree: Tree, count: _Count, words: FigureWords) -> bool:
    token = tree[count.counted]
    if count.counted == count.numeral:
        return token.deprel == "nmod" and tree.case(count.numeral) == "of" and is_people(tree, token.head, words)
    return token.upos in ("NOUN", "PROPN") and lemma(tree, count.counted) not in words.not_nouns


def _figure(reader: Reader, tree: Tree, count: _Count, what: FigureWhat, number: int, words: FigureWords) -> Figure:
    quantity = count.quantity
    noun = tree[count.counted]
    own = lemma(tree, count.counted) in words.own
    people = (is_people(tree, count.counted, words) or what in _HARM) and not own
    unit = "people" if people or (own and what != "other") else lemma(tree, count.counted)
    end = max(reader.span(quantity.start, quantity.end).end, noun.span.end)
    span = Span(reader.span(quantity.start, quantity.end).start, end)
    total = quantity.sum or toll(tree, count.counted, words) is not None or _since(tree, count.counted)
    return Figure(
        "",
        what,
        quantity.lower,
        quantity.upper,
        quantity.hedge,
        unit,
        span,
        number,
        count.counted,
        None,
        count.whom,
        total,
    )


def _since(tree: Tree, index: int) -> bool:
    """Whether the verb counts from a day on: "have been killed since the war began"."""
    head = tree[tree.first_conjunct(index)].head
    if head < 0:
        return False
    for kid in tree.kids(head, "obl", "advcl", "advmod"):
        marks = [tree[kid], *(tree[k] for k in tree.kids(kid, "case", "mark"))]
        if any(m.form.lower() == "since" for m in marks):
            return True
    return False
