"""All mentions of a story: every noun phrase, name and pronoun that names something, with what agreement needs to know.

This is the general detector. `find_entities` turns only the chains of those who can act or speak into entities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from standoff.model import MentionForm, Name, Sentence, Token
from standoff.syntax import Tree, feature, matches
from standoff.terms.coreference import CoreferenceWords

_CUT = ("nsubj", "csubj", "cop", "aux", "mark", "case", "cc", "conj", "appos", "parataxis", "discourse", "vocative",
        "dislocated", "expl", "cc:preconj", "advcl")  # fmt: skip
_CUT_PREDICATE = ("advmod", "obl", "ccomp", "xcomp")
_NAME_DEPRELS = ("compound", "flat", "nmod:poss", "amod", "nummod", "nmod", "list", "goeswith", "appos", "dep")
_QUOTES = {"“": True, "``": True, "„": True, "«": True, "”": False, "''": False, "»": False, '"': None}
_ETYPE_OF_NAME = {"PER": "person", "ORG": "organization", "LOC": "place", "MISC": ""}

GenderOf = Callable[[str], str]  # a given name -> m | f | ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `start` and `end` are tokens of the whole phrase, `head` its head; `order` counts over the story."""

    order: int
    sentence: int
    head: int
    start: int
    end: int
    form: MentionForm
    etype: str
    word: str  # the head's form, lower case
    lemma: str
    name: tuple[str, ...]  # the words of the proper name, lower case; empty for nouns and pronouns
    words: frozenset[str]  # content words of the phrase before and at the head, lower case
    person: int  # 1, 2, 3
    number: str  # sing | plur | ""
    gender: str  # m | f | n | ""
    definite: str  # def | indef | dem | poss | bare | pron | name
    deprel: str
    reflexive: bool = False
    possessive: bool = False
    quoted: bool = False
    predicate: int = -1  # the token that governs the mention
    name_start: int = -1
    name_end: int = -1
    key: str = ""  # the entity that the vocabularies say this is; two keys are never one entity


def find_phrases(sentences: Sequence[Sentence], *, words: CoreferenceWords, gender_of: GenderOf) -> tuple[Mention, ...]:
    """Every mention in order of the story; at most one for a head word."""
    found: list[Mention] = []
    quoted = False
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            quoted, paragraph = False, sentence.paragraph
        inside, quoted = _quotes(sentence.tokens, quoted)
        finder = _Finder(sentence, number, words, gender_of, inside)
        for head in finder.heads():
            found.append(finder.mention(head, len(found)))
    return tuple(found)


def _quotes(tokens: Sequence[Token], quoted: bool) -> tuple[list[bool], bool]:
    """For each token whether it stands inside double quotation marks, and whether they are still open at the end."""
    inside: list[bool] = []
    for token in tokens:
        if token.form in _QUOTES:
            quoted = not quoted if _QUOTES[token.form] is None else bool(_QUOTES[token.form])
        inside.append(quoted)
    return inside, quoted


class _Finder:
    """The mentions of one sentence."""

    def __init__(
        self, sentence: Sentence, number: int, words: CoreferenceWords, gender_of: GenderOf, inside: list[bool]
    ) -> None:
        self.tree = Tree(sentence)
        self.sentence = sentence
        self.number = number
        self.lists = words
        self.gender_of = gender_of
        self.inside = inside
        self.name_at = dict(_name_heads(self.tree, sentence.names))

    def heads(self) -> Iterator[int]:
        """Tokens that head a mention, in order."""
        for index, token in enumerate(self.sentence.tokens):
            if index in self.name_at or self._is_head(token):
                yield index

    def _is_head(self, token: Token) -> bool:
        if token.form.lower() in self.lists.pronouns and token.upos in ("PRON", "DET"):
            return token.deprel != "expl"
        if token.upos == "PRON" and token.deprel == "expl":
            return False
        return token.etype != "" and token.upos not in ("PUNCT", "ADP", "CCONJ", "SCONJ")

    def mention(self, head: int, order: int) -> Mention:
        """The mention that `head` heads."""
        token = self.sentence.tokens[head]
        lower = token.form.lower()
        start, end = self.phrase(head)
        name = self.name_at.get(head)
        form = self._form(token, name)
        name_start, name_end = (name.start, name.end) if name else self._proper(head) if form == "name" else (-1, -1)
        named = tuple(t.form.lower() for t in self.sentence.tokens[max(name_start, 0) : max(name_end, 0)])
        pronoun = self.lists.pronouns.get(lower) if form == "pronoun" else None
        etype = token.etype or (_ETYPE_OF_NAME.get(name.kind, "") if name else "")
        return Mention(
            order=order, sentence=self.number, head=head, start=start, end=end, form=form, etype=etype,
            word=lower, lemma=token.lemma.lower(), name=named, words=self._content(start, head),
            person=pronoun.person if pronoun else 3,
            number=pronoun.number if pronoun else self._number(token, form),
            gender=pronoun.gender if pronoun else self._gender(head, form, etype, named),
            definite=self._definite(head, form), deprel=token.deprel,
            reflexive=bool(pronoun and pronoun.role == "reflexive"),
            possessive=bool(pronoun and pronoun.role == "possessive") or token.deprel == "nmod:poss",
            quoted=self.inside[head], predicate=token.head, name_start=name_start, name_end=name_end,
        )  # fmt: skip

    def phrase(self, head: int) -> tuple[int, int]:
        """First token and end of the phrase of `head`: its subtree without clause parts, conjuncts, appositions."""
        kids = self.tree.children[head]
        verbal = self.tree[head].upos in ("VERB", "AUX")
        cut_names: tuple[str, ...] = ("conj", "cc", "parataxis", "punct") if verbal else _CUT
        if not verbal and any(matches(self.tree[k].deprel, ("cop",)) for k in kids):
            cut_names = _CUT + _CUT_PREDICATE
        cut = [k for k in kids if matches(self.tree[k].deprel, cut_names) and self.tree[k].upos != "PART"]
        if any(self.tree[k].deprel == "case" and k < head for k in kids):
            cut += [k for k in kids if self.tree[k].deprel == "advmod" and k < head]
        inside = self.tree.subtree(head, without=cut)
        while inside[0] != head and self.tree[inside[0]].upos == "PUNCT":
            inside.pop(0)
        while inside[-1] != head and self.tree[inside[-1]].upos == "PUNCT":
            inside.pop()
        return inside[0], inside[-1] + 1

    def _form(self, token: Token, name: Name | None) -> MentionForm:
        if name is not None:
            return "name"
        if token.form.lower() in self.lists.pronouns or token.upos in ("PRON", "DET"):
            return "pronoun"
        return "name" if token.upos == "PROPN" else "noun"

    def _proper(self, head: int) -> tuple[int, int]:
        """The run of proper nouns around `head`."""
        tokens = self.sentence.tokens
        start = end = head
        while start > 0 and tokens[start - 1].upos == "PROPN" and tokens[start - 1].head in range(start - 1, head + 1):
            start -= 1
        while (
            end + 1 < len(tokens) and tokens[end + 1].upos == "PROPN" and tokens[end + 1].head in range(start, end + 1)
        ):
            if tokens[end + 1].deprel in ("conj", "appos"):
                break
            end += 1
        return start, end + 1

    def _content(self, start: int, head: int) -> frozenset[str]:
        kept = ("NOUN", "PROPN", "ADJ", "NUM")
        return frozenset(t.lemma.lower() for t in self.sentence.tokens[start : head + 1] if t.upos in kept)

    def _number(self, token: Token, form: MentionForm) -> str:
        lower = token.form.lower()
        if form == "pronoun":
            return "plur" if lower in self.lists.plural_demonstratives else "sing"
        marked = feature(token, "Number")
        if marked in ("Plur", "Ptan"):
            return "plur"
        return "sing" if marked == "Sing" else ""

    def _gender(self, head: int, form: MentionForm, etype: str, named: tuple[str, ...]) -> str:
        if etype not in ("person", ""):
            return "" if etype == "animal" else "n"
        if form == "pronoun":
            return "n"
        told = self.lists.gender.get(self.sentence.tokens[head].lemma.lower(), "")
        if told or form == "noun":
            return told
        before = [
            self.tree[k].form.lower() for k in self.tree.children[head] if self.tree[k].deprel not in ("appos", "conj")
        ]
        told = next((self.lists.gender[w] for w in before if w in self.lists.gender), "")
        return told or (self.gender_of(named[0]) if len(named) > 1 or etype == "person" else "")

    def _definite(self, head: int, form: MentionForm) -> str:
        if form == "pronoun":
            return "pron"
        for kid in self.tree.children[head]:
            child = self.tree[kid]
            lower = child.form.lower()
            if child.deprel == "nmod:poss":
                return "poss"
            if matches(child.deprel, ("det", "nummod")):
                if lower in self.lists.definite:
                    return "name" if form == "name" else "def"
                if lower in self.lists.demonstratives:
                    return "dem"
                return "indef"
        return "name" if form == "name" else "bare"


def _name_heads(tree: Tree, names: Sequence[Name]) -> Iterator[tuple[int, Name]]:
    """For each name the token inside it whose head lies outside it (the first such token)."""
    for name in names:
        inside = range(name.start, name.end)
        outer = [i for i in inside if tree[i].head not in inside and tree[i].upos not in ("PUNCT", "ADP", "DET")]
        if outer:
            yield outer[0] if len(outer) == 1 else outer[-1], name
