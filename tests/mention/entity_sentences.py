"""Sentences built by hand for tests: `word/UPOS/head/deprel/etype`, head counted from 1, 0 for the root."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import Name, Sentence, Token
from standoff.span import Span


def build(
    lines: Sequence[str], names: dict[int, list[tuple[int, int, str]]] | None = None
) -> tuple[str, list[Sentence]]:
    """The text and the sentences; `names` gives for a sentence's number its names (first token, end, kind)."""
    text, sentences = "", []
    for number, line in enumerate(lines):
        tokens, start = [], len(text)
        for part in line.split():
            form, upos, head, deprel, *rest = part.split("|")
            span = Span(len(text), len(text) + len(form))
            feats = "Number=Plur" if upos == "NOUN" and form.endswith("s") else "Number=Sing"
            etype = rest[0] if rest else ""
            tokens.append(Token(span, form, form.lower(), upos, feats, int(head) - 1, deprel, etype))
            text += form + " "
        found = tuple(Name(*name, score=1.0) for name in (names or {}).get(number, []))
        sentences.append(Sentence(Span(start, len(text) - 1), 0, False, tuple(tokens), found))
    return text, sentences
