"""A reading as CoNLL-U: words, lemma, UPOS, features, heads; names, entities and offsets in MISC."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.model import Reading, Sentence


def conllu(reading: Reading) -> str:
    """All sentences of a story in CoNLL-U.

    MISC holds `start` and `end` (code points of `page.text`), `SpaceAfter=No`, `NE` (IOB2 tag of a proper name),
    `Entity` (ids of the entity, place, time or figure whose head word this is), `EType` (type of what the word names).
    """
    lines = [f"# newdoc id = {reading.page.id}"]
    heads = _heads(reading)
    paragraph = None
    for number, sentence in enumerate(reading.sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            lines.append(f"# newpar id = p{paragraph}" + (" (title)" if sentence.title else ""))
        lines.append(f"# sent_id = {number + 1}")
        lines.append(f"# text = {' '.join(reading.words(sentence.span).split())}")
        lines += _rows(reading.page.text, sentence, number, heads)
        lines.append("")
    return "\n".join(lines) + "\n"


Heads = dict[tuple[int, int], list[str]]


def _heads(reading: Reading) -> Heads:
    """Ids of what is mentioned, by sentence and head word."""
    found: Heads = {}
    mentions = reading.mentions
    at = [((m.sentence, m.token), entity.id) for entity in mentions.entities for m in entity.mentions]
    at += [((m.sentence, m.token), place.id) for place in mentions.places for m in place.mentions]
    at += [((time.sentence, time.token), time.id) for time in mentions.times]
    at += [((figure.sentence, figure.token), figure.id) for figure in mentions.figures]
    for head, identifier in at:
        found.setdefault(head, []).append(identifier)
    return found


def _rows(text: str, sentence: Sentence, number: int, heads: Heads) -> Iterator[str]:
    tags = _tags(sentence)
    for i, token in enumerate(sentence.tokens):
        last = i + 1 == len(sentence.tokens)
        tight = not last and sentence.tokens[i + 1].span.start == token.span.end
        misc = [f"start={token.span.start}", f"end={token.span.end}"]
        misc += ["SpaceAfter=No"] if tight or (last and text[token.span.end : token.span.end + 1].strip()) else []
        misc += [f"NE={tags[i]}"] if i in tags else []
        misc += [f"Entity={','.join(dict.fromkeys(heads[number, i]))}"] if (number, i) in heads else []
        misc += [f"EType={token.etype}"] if token.etype and token.etype != "O" else []
        yield "\t".join(
            (
                str(i + 1), _cell(token.form), _cell(token.lemma), token.upos or "_", "_", token.feats or "_",
                str(token.head + 1), token.deprel or "_", "_", "|".join(misc),
            )
        )  # fmt: skip


def _cell(word: str) -> str:
    """A form or lemma without the tabs and line ends that would break the row."""
    return "".join(" " if c.isspace() else c for c in word) or "_"


def _tags(sentence: Sentence) -> dict[int, str]:
    """IOB2 tags of the names by token."""
    tags = {}
    for name in sentence.names:
        for i in range(name.start, name.end):
            tags[i] = f"{'B' if i == name.start else 'I'}-{name.kind}"
    return tags
