"""Infinitives that verbs of promising and refusing need, hung on their verb.

"Israel refused on Monday TO RELEASE the prisoners": parsers like to hang the infinitive on the day, or to read it as a
purpose. A verb that needs one, and has nothing else that could be it, takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Token
from standoff.terms.realis import word_class

_BETWEEN = frozenset({"obl", "advmod", "punct"})
_FILLED = frozenset({"obj", "iobj", "xcomp", "ccomp", "aux:pass", "nsubj:pass"})


def hang_infinitives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, with infinitives behind a day or place ("offered on Monday to talk") hung on the verb before it."""
    found = {i: verb for i in range(len(tokens)) if (verb := _verb_of(tokens, i)) is not None}
    return tuple(replace(t, head=found[i], deprel="xcomp") if i in found else t for i, t in enumerate(tokens))


def _verb_of(tokens: Sequence[Token], infinitive: int) -> int | None:
    """The verb whose infinitive a word is; None where it hangs rightly, or is none."""
    token = tokens[infinitive]
    to = next((i for i, t in enumerate(tokens) if t.head == infinitive and t.deprel == "mark"), None)
    if token.deprel not in {"advcl", "acl"} or token.head < 0 or to is None or tokens[to].form.lower() != "to":
        return None
    verb = token.head if token.deprel == "advcl" else _above_time(tokens, token.head)
    if verb is None or verb >= to or tokens[verb].lemma.lower() not in word_class("opening_verbs"):
        return None
    own = [
        (i, t.deprel.partition(":")[0], t.deprel) for i, t in enumerate(tokens) if t.head == verb and i != infinitive
    ]
    if tokens[verb].upos not in {"VERB", "ADJ"} or any(full in _FILLED for _, _, full in own):
        return None
    after = [plain for i, plain, _ in own if verb < i < to]
    return verb if after and all(plain in _BETWEEN for plain in after) else None


def _above_time(tokens: Sequence[Token], day: int) -> int | None:
    """The verb that a day or other time hangs on: "REFUSED on Monday to …"."""
    told = tokens[day].etype == "time" and tokens[day].deprel.partition(":")[0] == "obl"
    return tokens[day].head if told and tokens[day].head >= 0 else None
