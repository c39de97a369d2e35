"""What the pair scorer looks at: readable features of a mention and an earlier one that it may take up.

Every feature is a string; `data/coreference_weights.tsv` gives its weight. `kind` is the sort of the later mention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from standoff.mention.coreference_mentions import Mention

_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")


@dataclass(slots=True)
class Chain:
    """The mentions found so far for one entity, with what they say of it together."""

    mentions: list[Mention] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    etypes: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        if mention.gender and (mention.form != "pronoun" or mention.person == 3):
            self.genders.add(mention.gender)
        self.names.update(mention.name)
        if mention.form == "noun":
            self.lemmas.add(mention.lemma)
        if mention.etype:
            self.etypes.add(mention.etype)
        if mention.key:
            self.keys.add(mention.key)


def kind_of(mention: Mention) -> str:
    """The sort of a later mention: pronouns by their word family, names, nouns by their determiner."""
    if mention.form == "pronoun":
        if mention.person < 3:
            return f"p{mention.person}{mention.number}"
        if mention.gender in ("m", "f"):
            return "he"
        if mention.word in ("it", "its", "itself"):
            return "it"
        return "they" if mention.word[:2] == "th" and mention.word not in ("this", "that", "these", "those") else "this"
    return "name" if mention.form == "name" else mention.definite


def own_features(mention: Mention, kind: str, *, seen_lemmas: set[str], seen_names: set[str]) -> list[str]:
    """Features of a mention that may be the first of its entity ("new")."""
    out = [f"new {kind}", f"new {kind} {mention.etype}", f"new {kind} {_role(mention)}"]
    if mention.form == "pronoun":
        out.append(f"new = {mention.word}")
        return out
    head_seen = mention.lemma in seen_lemmas if mention.form == "noun" else not seen_names.isdisjoint(mention.name)
    out.append(f"new {kind} headseen={head_seen}")
    out.append(f"new {kind} length={min(mention.end - mention.start, 5)}")
    out.append(f"new {kind} modified={mention.end - 1 > mention.head}")
    out.append(f"new {kind} {mention.etype} headseen={head_seen}")
    if mention.sentence == 0:
        out.append(f"new {kind} first")
    return out


def pair_features(mention: Mention, kind: str, earlier: Mention, chain: Chain, *, rivals: int) -> list[str]:
    """Features of `mention` taking up `earlier`, which belongs to `chain`; `rivals`: nearer subjects that fit too."""
    gap = mention.sentence - earlier.sentence
    far = str(gap) if gap < 3 else "3-5" if gap < 6 else "6-12" if gap < 13 else "13+"
    form = _form(earlier)
    out = [f"{kind}", f"{kind} sents={far}", f"{kind} <{form}", f"{kind} <{form} sents={far}"]
    out.append(f"{kind} between={_bucket(mention.order - earlier.order)}")
    out.append(f"{kind} <{_role(earlier)} sents={min(gap, 2)}")
    out.append(f"{kind} {_role(mention)}<{_role(earlier)}")
    same_type = mention.etype == earlier.etype
    out.append(f"{kind} types={mention.etype}<{earlier.etype}")
    out.append(f"{kind} sametype={same_type} <{form}")
    out.append(f"{kind} number={mention.number}<{earlier.number}")
    out.append(f"{kind} chain={_bucket(len(chain.mentions))}")
    out.append(f"{kind} quoted={mention.quoted}<{earlier.quoted}")
    out.append(f"{kind} rivals={min(rivals, 3)}")
    out.append(f"{kind} {_role(mention)} rivals={min(rivals, 3)}")
    last = chain.mentions[-1]
    if last is not earlier:
        out.append(f"{kind} notlast")
    out.extend(_gender_features(mention, kind, chain))
    out.extend(_position_features(mention, kind, earlier))
    if mention.form == "pronoun":
        out.extend(_pronoun_features(mention, kind, earlier, form))
    else:
        out.extend(_string_features(mention, kind, earlier, chain, far))
    return out


def _gender_features(mention: Mention, kind: str, chain: Chain) -> Iterator[str]:
    told = chain.genders
    if mention.gender and told:
        yield f"{kind} gender={'same' if mention.gender in told else 'clash'}"
    elif mention.gender:
        yield f"{kind} gender=open {mention.gender}"


def _position_features(mention: Mention, kind: str, earlier: Mention) -> Iterator[str]:
    if mention.sentence != earlier.sentence:
        return
    if earlier.start <= mention.head < earlier.end:
        yield f"{kind} inside {mention.possessive or mention.form == 'pronoun'}"
        yield f"{kind} inside {mention.deprel}"
    if mention.start <= earlier.head < mention.end:
        yield f"{kind} around {earlier.deprel}"
    if mention.predicate == earlier.predicate and mention.predicate >= 0:
        yield f"{kind} sameverb reflexive={mention.reflexive} possessive={mention.possessive}"
    if mention.predicate == earlier.head:
        yield f"{kind} under {mention.deprel}"
    if earlier.predicate == mention.head:
        yield f"{kind} over {earlier.deprel}"


def _pronoun_features(mention: Mention, kind: str, earlier: Mention, form: str) -> Iterator[str]:
    same = mention.word == earlier.word
    if earlier.form == "pronoun":
        yield f"{kind} word={mention.word}<{earlier.word}"
        yield f"{kind} sameword={same}"
    else:
        yield f"{kind} {earlier.etype} {earlier.number} <{form}"
        yield f"{kind} head {earlier.definite} {_role(earlier)}"
    if mention.etype == earlier.etype:
        yield f"{kind} sametype {mention.etype}"


def _string_features(mention: Mention, kind: str, earlier: Mention, chain: Chain, far: str) -> Iterator[str]:
    if mention.key and chain.keys:
        yield f"key={'same' if mention.key in chain.keys else 'clash'}"
    if earlier.form == "pronoun":
        yield f"{kind} <pronoun {mention.etype}"
        return
    if mention.form == "name" and earlier.form == "name":
        yield from _name_features(mention, earlier)
        return
    same_head = mention.lemma == earlier.lemma
    in_chain = mention.lemma in chain.lemmas
    extra = bool(mention.words - earlier.words)
    less = bool(earlier.words - mention.words)
    yield f"{kind} head={same_head} <{earlier.definite}"
    yield f"{kind} headinchain={in_chain}"
    if same_head:
        yield f"{kind} samehead extra={extra} less={less}"
        yield f"{kind} samehead extra={extra} less={less} sents={far}"
        yield f"{kind} samehead {mention.number == earlier.number}"
        yield f"{kind} samehead {mention.etype}"
        yield f"{kind} samehead after={mention.end - 1 > mention.head}<{earlier.end - 1 > earlier.head}"
    else:
        yield f"{kind} otherhead {mention.etype}<{earlier.etype} sents={far}"
        yield f"{kind} otherhead shared={bool(mention.words & earlier.words)}"
        yield f"{kind} otherhead <{earlier.form} {mention.number}<{earlier.number}"
        if mention.lemma in earlier.words or earlier.lemma in mention.words:
            yield f"{kind} headinwords"


def _name_features(mention: Mention, earlier: Mention) -> Iterator[str]:
    here, there = mention.name, earlier.name
    if here == there:
        yield "name same"
        yield f"name same {mention.etype == earlier.etype}"
        yield f"name same {mention.etype}"
        yield f"name same length={min(len(here), 3)}"
        return
    short, long = (here, there) if len(here) <= len(there) else (there, here)
    if acronym(long) == "".join(short).replace(".", "") and len(long) > 1:
        yield "name acronym"
    elif set(short) <= set(long):
        where = "last" if short[-1] == long[-1] else "first" if short[0] == long[0] else "middle"
        yield f"name part {where}"
        yield f"name part {where} {mention.etype}"
    elif set(short) & set(long):
        yield f"name shares {here[-1] == there[-1]} {mention.etype}"
    else:
        yield "name other"
        yield f"name other {mention.etype}"


def acronym(name: Sequence[str]) -> str:
    """The first letters of the words of a name, small words left out.

    >>> acronym(["world", "health", "organization"])
    'who'
    """
    return "".join(
        word[0] for word in name if word[:1].isalnum() and word not in ("of", "the", "for", "and", "on", "in")
    )


def total(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the features."""
    get = weights.get
    return sum(get(name, 0.0) for name in features)


def is_subject(mention: Mention) -> bool:
    """Whether a mention is the subject of a clause outside quotation marks."""
    return mention.deprel in _SUBJECT and not mention.quoted


def _form(mention: Mention) -> str:
    if mention.form == "pronoun":
        return "pro3" if mention.person == 3 else f"pro{mention.person}"
    return mention.form if mention.form == "name" else mention.definite


def _role(mention: Mention) -> str:
    if mention.deprel in _SUBJECT:
        return "subj"
    if mention.possessive:
        return "poss"
    return mention.deprel.partition(":")[0]


def _bucket(count: int) -> str:
    return (
        str(count) if count < 5 else "5-7" if count < 8 else "8-15" if count < 16 else "16-31" if count < 32 else "32+"
    )
